"""One box, taken apart: words, years, numbers, people, places."""

from __future__ import annotations

from datetime import date

import pytest

from mangnon.lib.dates import PartialDate
from mangnon.registry.search.asking import Asked, ask
from mangnon.registry.search.dictionary import Dictionary, one_slip
from mangnon.registry.search.scoring import GOOD, LEAST, Word, score_name
from mangnon.registry.search.sounds import reading, sound_of

TODAY = date(2026, 11, 23)


def asked(text: str, **more: object) -> Asked:
    return ask(text, today=TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "years"),
    [
        ("Hồ Thị Hoa", "ho thi hoa", ()),
        ("hồ thị hoa 2017", "ho thi hoa", (2017,)),
        ("2017 hoa", "hoa", (2017,)),
        ("Hoa sinh năm 2017", "hoa", (2017,)),
        ("hoa sn 2017", "hoa", (2017,)),
        ("Hoa 12 tuổi", "hoa", (2013, 2014)),
        ("Hoa 12t", "hoa", (2013, 2014)),
        ("Hoa 7/3/2014", "hoa", (2014,)),
        ("Hoa 3/2014", "hoa", (2014,)),
        ("Hoa sinh ngày 7-3-2014", "hoa", (2014,)),
        ("Hoa 2014-03-07", "hoa", (2014,)),
        ("Nguyeenx Thij Hoaf", "nguyen thi hoa", ()),
        ("Nguye6n4 Thi5 Hoa2", "nguyen thi hoa", ()),
        ("  ÐINH  văn ĐỎ ", "dinh van do", ()),
        ("Alăng Bh’nướch", "alang bhnuoch", ()),
        ("Nguyễn 1890", "nguyen", ()),
    ],
)  # fmt: skip
def test_words_and_years_are_told_apart(text: str, words: str, years: tuple[int, ...]) -> None:
    assert (" ".join(asked(text).words), asked(text).years) == (words, years)


def test_a_date_keeps_its_day() -> None:
    assert asked("Hoa 7/3/2014").birth == PartialDate(2014, 3, 7)
    assert asked("Hoa 31/2/2014").birth is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("049214001234", ("049214001234",)),
        ("0905 123 456", ("0905123456",)),
        ("+84 905 123 456", ("0905123456",)),
        ("0905.123.456 hoa", ("0905123456",)),
        ("hoa 1234", ("1234",)),
        ("1234", ("1234",)),
        ("2014", ("2014",)),
        ("hoa 2014", ()),
        ("hoa 123", ()),
    ],
)
def test_numbers_whole_or_their_last_figures(text: str, numbers: tuple[str, ...]) -> None:
    assert asked(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "words", "kin"),
    [
        ("Nguyễn An 2014 mẹ Trần Thị Hoa", "nguyen an", "tran thi hoa"),
        ("Nguyen An, me Tran Thi Hoa, 2014", "nguyen an", "tran thi hoa"),
        ("An con bà Hoa", "an", "hoa"),
        ("An con ông Bảy", "an", "bay"),
        ("mẹ Trần Thị Hoa", "", "tran thi hoa"),
        ("An chủ hộ Trần Bảy", "an", "tran bay"),
        ("Hồ Bá Nam", "ho ba nam", ""),
        ("Hồ Bo Thành", "ho bo thanh", ""),
        ("nguyen an me tran thi hoa", "nguyen an", "tran thi hoa"),
        ("Công Mẫn", "cong man", ""),
    ],
)
def test_who_is_around_the_child(text: str, words: str, kin: str) -> None:
    one = asked(text)
    assert (" ".join(one.words), " ".join(one.kin)) == (words, kin)


def test_nothing_is_said_of_a_question_that_is_too_short() -> None:
    assert [asked(text).enough for text in ("h", "a b", "ho", "", "12", "1234")] == [
        False, False, True, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "%", "'; drop", "\x00\x01", "(((((", "?" * 500, "ё" * 300, "9" * 300, "𝒜 𝓃"])
def test_odd_text_is_read_without_a_complaint(text: str) -> None:
    assert len(asked(text).words) <= 12


@pytest.mark.parametrize(
    ("left", "right", "yes"),
    [
        ("hoa", "hoa", True), ("hoa", "ha", True), ("hoa", "hoan", True), ("hoa", "hao", True), ("hoa", "hua", True),
        ("hoa", "hi", False), ("nguyen", "ngyuen", True), ("nguyen", "nugyne", False),
        ("a", "b", True), ("", "ab", False),
    ],
)  # fmt: skip
def test_one_slip(left: str, right: str, *, yes: bool) -> None:
    assert one_slip(left, right) is yes
    assert one_slip(right, left) is yes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nguyeenx", "nguyen"), ("nguye6n4", "nguyen"), ("hoaf", "hoa"), ("dduwcs", "duc"), ("dinhd", "dinh"),
        ("toans", "toan"), ("toasn", "toan"), ("nguyen", "nguyen"), ("tran", "tran"), ("thuyr", "thuy"),
    ],
)  # fmt: skip
def test_what_leftovers_of_typing_were_meant_to_be(typed: str, meant: str) -> None:
    assert reading(typed) == meant


def test_the_dictionary_knows_what_lies_one_slip_away_and_grows() -> None:
    known = Dictionary()
    known.add(["hoa", "hoang", "thuy", "tran", "nguyeenx"])
    assert set(known.near("hoq")) == {"hoa"}
    assert "chan" in known.near("tean")
    assert sound_of("nguyeenx") in known.near("nguyen")
    assert known.near("hao") == ("hoa",)
    known.add(["hoat"])
    assert "hoat" in known.near("hoa")
    known.shares = {"hoa": 0.1, "thui": 0.1, "chan": 0.1}
    assert known.pieces("tranthuyhoa") == ("tran", "thuy", "hoa")
    assert known.pieces("hoa") == ()
    assert known.completions("ho") == ["hoa", "hoang", "hoat"]


def words(*texts: str) -> list[Word]:
    return [Word(text, frozenset({sound_of(text)}), frozenset()) for text in texts]


def score(asked: str, name: str) -> float:
    return score_name(words(*asked.split()), name.split())


def test_the_given_name_weighs_most_then_the_family_name() -> None:
    whole = score("ho thi hoa", "ho thi hoa")
    assert whole == 100
    assert whole > score("ho hoa", "ho thi hoa") > score("thi hoa", "ho thi hoa") > score("ho thi", "ho thi hoa")
    assert score("hoa", "ho thi hoa") > score("hoa", "hoa thi ho")
    assert score("hoa thi ho", "ho thi hoa") < whole
    assert (
        score("ho hoa", "ho thi hoa")
        > score("ho thi hoa lan", "ho thi lan")
        > GOOD
        > score("lan", "ho lan hoa")
        >= LEAST
    )
    assert score("ho van zum", "ho van nam") < LEAST
