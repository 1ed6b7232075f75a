"""Files as people hand them in: what is refused, and in which words."""

from __future__ import annotations

import pytest

from mangnon.lib.refusal import Refusal
from mangnon.statutes.reading import LARGEST, Mapping, NotPlain, NotText, NotYaml, Scalar, TooLarge, read_yaml
from mangnon.statutes.rules import check_file

GOOD = """\
kind: codes
id: mau_thu
version: 2026-01-01+1
valid_from: 2026-01-01
title: {vi: Bảng thử, en: Sample}
citation:
  - {document: 56/2017/NĐ-CP, article: 3}
confirmed: true
body:
  items:
    - {code: 01, vi: Một}
    - {code: "n", vi: Hai}
"""


def faults(text: str) -> list[str]:
    draft, found = check_file(read_yaml(text.encode()))
    assert (draft is None) == bool(found)
    return [str(fault) for fault in found]


def test_a_good_file_is_read_with_codes_as_written() -> None:
    draft, found = check_file(read_yaml(GOOD.encode()))
    assert found == []
    assert draft is not None
    assert draft.body["items"] == [{"code": "01", "vi": "Một"}, {"code": "n", "vi": "Hai"}]


def test_a_mark_of_byte_order_is_no_hindrance() -> None:
    assert isinstance(read_yaml(b"\xef\xbb\xbf" + GOOD.encode()), Mapping)


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"a: [1, 2\nb: 3", NotYaml, "Dòng 2"),
        (b"\tx: 1", NotYaml, "Dòng 1"),
        (b"", NotYaml, "Dòng 1"),
        (BOMB.encode(), NotPlain, "tham chiếu"),
        (b"a: 1\nb: *a", NotYaml, "Dòng"),
        (b"a: !!python/object/apply:os.system [ls]", NotPlain, "nhãn kiểu"),
        (b"a: 1\n---\nb: 2", NotPlain, "nhiều phần"),
        (("a: " + "[" * 40 + "]" * 40).encode(), NotPlain, "lồng nhau"),
        (b"a: [" + b"1," * 60_000 + b"]", NotPlain, "quá nhiều giá trị"),
        (b"a: 1\na: 2", NotPlain, "hai lần"),
        (b"? [a]\n: 1", NotPlain, "tên trường"),
        ("Quyết định".encode("utf-16"), NotText, "UTF-8"),
        ("Quyết định".encode("cp1258", "replace"), NotText, "UTF-8"),
        (b"\x00\xff\xfe\x80", NotText, "UTF-8"),
        (b"x" * (LARGEST + 1), TooLarge, "5 MB"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(content: bytes, kind: type[Refusal], words: str) -> None:
    with pytest.raises(Refusal) as told:
        read_yaml(content)
    assert isinstance(told.value, kind | NotPlain if kind is NotYaml else kind)
    assert words in str(told.value)


def test_null_means_nothing_unless_it_is_quoted() -> None:
    node = read_yaml(b"a: null\nb: 'null'\nc:")
    assert isinstance(node, Mapping)
    empty = {name: value.empty for name, value in node.items.items() if isinstance(value, Scalar)}
    assert empty == {"a": True, "b": False, "c": True}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: codes", "kind: code", "Dòng 1, kind: không có loại “code”"),
        ("id: mau_thu", "id: mẫu thử", "Dòng 2, id: chỉ dùng chữ không dấu"),
        ("version: 2026-01-01+1", "version: v1", "Dòng 3, version: viết ngày"),
        ("valid_from: 2026-01-01", "valid_from: 2026-02-01", "phải là một"),
        ("valid_from: 2026-01-01", "valid_from: 1/1/2026", "“1/1/2026” không phải ngày"),
        ("confirmed: true", "confirmed: false", "phải ghi vì sao"),
        ("confirmed: true", "confirmed: yes", "viết true hoặc false"),
        ("confirmed: true", "confirmed: true\nvalid_to: 2025-01-01", "phải sau ngày bắt đầu"),
        ("citation:\n  - {document: 56/2017/NĐ-CP, article: 3}", "citation: []", "ít nhất một căn cứ"),
        ("citation:", "citatoin:", "có phải “citation” không"),
        ("    - {code: 01, vi: Một}", "    - {vi: Một}", "Dòng 11, body.items[0]: thiếu trường “code”"),
        ('code: "n"', "code: 01", "“01” có hai lần"),
        ("  items:", "  item:", "có phải “items” không"),
        ("body:\n  items:", "bdy:\n  items:", "thiếu trường “body”"),
        ("title: {vi: Bảng thử, en: Sample}", "title: Bảng thử", "cần các trường có tên"),
        ("    - {code: 01, vi: Một}\n", "    - {code: 01, vi: Một, local: 3}\n", "viết true hoặc false"),
        ("    - {code: 01, vi: Một}\n", "    - {code: 01, vi: [Một]}\n", "cần một giá trị"),
    ],
)
def test_a_wrong_file_is_told_by_line_path_and_what_to_mend(old: str, new: str, words: str) -> None:
    assert old in GOOD
    assert any(words in fault for fault in faults(GOOD.replace(old, new)))


def test_all_faults_are_told_at_once() -> None:
    wrong = GOOD.replace("kind: codes", "kind: x").replace("confirmed: true", "confirmed: maybe")
    assert len(faults(wrong)) == 2


def test_a_file_that_is_a_list_is_refused_in_words() -> None:
    assert "tệp phải gồm các trường có tên" in faults("- a\n- b")[0]


FORM = """\
kind: form
id: mau-99
version: 2026-01-01+1
valid_from: 2026-01-01
title: {vi: Mẫu thử}
citation: [{document: 56/2017/NĐ-CP}]
confirmed: true
body:
  number: "99"
  use: Thử
  sections:
    - key: a
      vi: A
      fields:
        - {key: x, vi: X, type: number, check: x >= 0}
        - {key: y, vi: Y, type: choice, options: [{code: a, vi: A}]}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("x >= 0", "'x >='", "không đọc được biểu thức"),
        ("x >= 0", "z >= 0", "nhắc đến “z”"),
        ("type: number", "type: numbr", "không thuộc danh sách"),
        (", options: [{code: a, vi: A}]", "", "cần trường “options”"),
        ("key: y", "key: x", "“x” có hai lần"),
    ],
)
def test_a_form_is_checked_beyond_its_shape(old: str, new: str, words: str) -> None:
    assert faults(FORM) == []
    assert any(words in fault for fault in faults(FORM.replace(old, new)))


def test_points_must_add_up() -> None:
    table = """\
kind: criteria
id: t
version: 2026-01-01+1
valid_from: 2026-01-01
title: {vi: T}
citation: [{document: 06/QĐ-TTg}]
confirmed: true
body:
  conditions: [đủ]
  thresholds: [{code: A, vi: A, least: 5}]
  total: 10
  criteria:
    - code: TC01
      number: 1
      vi: Một
      points: 10
      parts: [{number: 1, vi: a, points: 4}, {number: 2, vi: b, points: 6}]
"""
    assert faults(table) == []
    assert "cộng lại 9 điểm, tiêu chí ghi 10" in faults(table.replace("points: 6", "points: 5"))[0]
    assert any("tổng ghi 11" in fault for fault in faults(table.replace("total: 10", "total: 11")))
