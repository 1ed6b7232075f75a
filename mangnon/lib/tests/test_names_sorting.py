"""The order of lists: given name, family, middle names; letters before tones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.names import place_sort_key, sort_key
from mangnon.lib.names.alphabet import LETTERS
from mangnon.lib.tests.name_tables import ORDER_OF_THE_DOCUMENT, REFERENCE_ORDER

PLACES = [
    "An Điềm",
    "Ánh Sáng",
    "Ăng Ga",
    "Âu Cơ",
    "Bà Nà",
    "Đại Lộc",
    "Hoa Sơn",
    "Hòa Sơn",
    "Hòa Vang",
    "La Dêê",
    "La Êê",
    "Tam Kỳ",
    "Thôn 1",
    "Thôn 2",
    "Thôn 10",
    "Thôn 10A",
    "Thôn 110",
    "Thôn Hạ",
    "Trà Linh",
    "Trà My",
    "Zuôih",
]


def as_bytes(key):
    """Collate "C" compares the bytes of UTF-8."""
    return key.encode()


def test_the_order_of_the_document_holds():
    shuffled = sorted(ORDER_OF_THE_DOCUMENT)
    assert sorted(shuffled, key=sort_key) == ORDER_OF_THE_DOCUMENT


def test_the_reference_table_is_long_enough_and_sorted():
    assert len(REFERENCE_ORDER) >= 60
    assert sorted(sorted(REFERENCE_ORDER), key=sort_key) == REFERENCE_ORDER


def test_the_key_sorts_alike_in_python_and_under_collate_c():
    by_bytes = sorted(REFERENCE_ORDER, key=lambda name: as_bytes(sort_key(name)))
    assert by_bytes == sorted(REFERENCE_ORDER, key=sort_key)


def test_all_keys_of_the_reference_table_differ():
    assert len({sort_key(name) for name in REFERENCE_ORDER}) == len(REFERENCE_ORDER)


def test_the_place_of_the_tone_makes_no_difference():
    assert sort_key("Lê Thị Hòa") == sort_key("Lê Thị Hoà")


def test_the_family_name_is_compared_before_the_tone():
    assert sort_key("Lê Thị Hòa") < sort_key("Nguyễn Thị Hoa")


def test_bytes_alone_would_be_wrong():
    assert sorted(REFERENCE_ORDER) != REFERENCE_ORDER


def test_letters_come_in_the_order_of_the_alphabet():
    assert sorted(sorted(LETTERS), key=sort_key) == list(LETTERS)


def test_tones_come_in_the_order_of_dictionaries():
    assert sorted(["mạ", "mả", "má", "ma", "mã", "mà"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


SAME_PLACE = [
    ("Alăng Bh'nướch", "Alăng Bh’nướch"),
    ("nguyễn thị hà", "NGUYỄN THỊ HÀ"),
    ("Đinh Văn Đỏ", "\u00d0inh Văn \u00d0ỏ"),
    (" Lê  An ", "Lê\u00a0An"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PLACE)
def test_signs_and_capitals_make_no_difference(one, other):
    assert sort_key(one) == sort_key(other)


BEFORE = [
    ("An", "Bùi An", "no family name comes first"),
    ("Lê An", "Lê Văn An", "the shorter rest comes first"),
    ("Hồ Văn An", "Hồng An", "word by word"),
    ("Hans Muller", "Hans Müller", "a foreign accent counts last"),
    ("Hans Müller", "Hans Mulles", "a foreign accent counts after the letters"),
    ("Lê Zơ", "Lê Анна", "other scripts come after ours"),
    ("", "An", "nothing comes first"),
]


@pytest.mark.parametrize(("first", "second", "why"), BEFORE, ids=[row[2] for row in BEFORE])
def test_one_comes_before_the_other(first, second, why):
    assert sort_key(first) < sort_key(second)


def test_places_sort_in_reading_order_with_numbers_by_value():
    assert sorted(sorted(PLACES), key=place_sort_key) == PLACES


def test_leading_zeros_and_long_numbers_sort_by_value():
    numbers = ["Tổ 1", "Tổ 02", "Tổ 99999999", "Tổ 100000000", "Tổ 999999999", "Tổ 1000000000"]
    assert sorted(sorted(numbers), key=place_sort_key) == numbers


@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_numbers_in_places_sort_by_value(one, other):
    assert (place_sort_key(f"Tổ {one}") < place_sort_key(f"Tổ {other}")) == (one < other)


@given(st.text())
def test_sort_keys_are_blind_to_the_form_of_unicode(text):
    nfd, nfc = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert sort_key(nfd) == sort_key(nfc)
    assert place_sort_key(nfd) == place_sort_key(nfc)


@given(st.text())
def test_a_sort_key_has_four_levels_and_a_place_key_two(text):
    assert sort_key(text).count("\x1f") == 3
    assert place_sort_key(text).count("\x1f") == 1


@given(st.lists(st.sampled_from(REFERENCE_ORDER)))
def test_any_selection_keeps_the_order_of_the_table(names):
    assert sorted(names, key=sort_key) == sorted(names, key=REFERENCE_ORDER.index)


@given(st.text(), st.text(), st.text())
def test_the_order_is_total(one, two, three):
    keys = sorted(map(sort_key, (one, two, three)), key=as_bytes)
    assert as_bytes(keys[0]) <= as_bytes(keys[1]) <= as_bytes(keys[2])
    assert (sort_key(one) < sort_key(two)) + (sort_key(two) < sort_key(one)) + (sort_key(one) == sort_key(two)) == 1
