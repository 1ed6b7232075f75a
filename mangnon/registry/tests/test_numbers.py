"""Personal numbers, cards, telephones."""

from __future__ import annotations

from datetime import date

import pytest

from mangnon.lib.dates import PartialDate
from mangnon.registry.numbers import (
    NotACard,
    NotAPersonalNumber,
    NotAPhone,
    card_under_six_ends,
    number_doubts,
    parts_of,
    read_card,
    read_personal_number,
    read_phone,
)


def test_a_personal_number_tells_province_sex_and_year() -> None:
    boy, girl = parts_of("049218000123"), parts_of("049315000456")
    assert (boy.province, boy.sex, boy.year) == ("049", "1", 2018)
    assert (girl.province, girl.sex, girl.year) == ("049", "2", 2015)


def test_a_number_of_the_last_century_and_of_the_next() -> None:
    assert (parts_of("048099000001").year, parts_of("048501000001").year) == (1999, 2101)


@pytest.mark.parametrize("text", ["049 218 000 123", "049.218.000.123", " 049218000123 ", "049-218-000-123"])
def test_a_number_may_be_typed_with_gaps(text: str) -> None:
    assert read_personal_number(text) == "049218000123"


@pytest.mark.parametrize("text", ["49218000123", "0492180001234", "04921800012a", "٠٤٩٢١٨٠٠٠١٢٣"])
def test_what_is_not_twelve_digits_is_refused(text: str) -> None:
    with pytest.raises(NotAPersonalNumber, match="12 chữ số"):
        read_personal_number(text)


def test_an_empty_number_stays_empty() -> None:
    assert (read_personal_number("  "), read_phone(""), read_card(" ")) == ("", "", "")


def test_a_number_of_another_sex_and_year_is_doubted_not_refused() -> None:
    doubts = number_doubts("000218000123", sex="2", birth=PartialDate(2017))
    assert [str(one) for one in doubts] == [
        "Chữ số thứ tư của số định danh ứng với giới tính nam.",
        "Số định danh ứng với năm sinh 2018.",
    ]
    assert number_doubts("000218000123", sex="9", birth=PartialDate(2018)) == []
    assert number_doubts("", sex="1", birth=None) == []


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (date(2019, 9, 30), date(2025, 9, 30)),
        (date(2019, 10, 1), date(2025, 10, 31)),
        (date(2019, 3, 15), date(2025, 9, 30)),
        (date(2020, 2, 29), date(2026, 9, 30)),
        (date(2018, 12, 31), date(2024, 12, 31)),
    ],
)
def test_the_card_of_a_child_under_six_ends_as_the_decree_says(born: date, ends: date) -> None:
    """Decree 188/2025/NĐ-CP."""
    assert card_under_six_ends(born) == ends


@pytest.mark.parametrize("text", ["0905 123 456", "+84905123456", "0084 905 123 456", "0905.123.456", "(0905)123456"])
def test_a_telephone_number_in_its_usual_spellings(text: str) -> None:
    assert read_phone(text) == "0905123456"


@pytest.mark.parametrize("text", ["111", "18001581", "090512345", "905123456", "0905 123 45a"])
def test_hotlines_and_short_numbers_are_nobodys_telephone(text: str) -> None:
    with pytest.raises(NotAPhone):
        read_phone(text)


@pytest.mark.parametrize("text", ["TE 1 48 0123456789", "te1480123456789", "0123456789", "000218000123"])
def test_a_card_has_fifteen_signs_or_ten_or_twelve_digits(text: str) -> None:
    assert read_card(text) == text.replace(" ", "").upper()


@pytest.mark.parametrize("text", ["TE6480123456789", "TE14801234567", "12345678901"])
def test_other_cards_are_refused(text: str) -> None:
    with pytest.raises(NotACard):
        read_card(text)
