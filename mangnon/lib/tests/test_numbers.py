"""Numbers in the Vietnamese way; what reads two ways is refused."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.numbers import (
    AmbiguousNumber,
    BelowZero,
    NotWhole,
    UnreadableNumber,
    format_decimal,
    format_int,
    format_money,
    format_percent,
    parse_decimal,
    parse_int,
    parse_money,
    parse_percent,
)

WHOLE = [
    (0, "0"),
    (7, "7"),
    (999, "999"),
    (1000, "1.000"),
    (1_861_000, "1.861.000"),
    (24_776_733, "24.776.733"),
    (-1200, "-1.200"),
]


@pytest.mark.parametrize(("number", "text"), WHOLE)
def test_a_dot_parts_thousands(number, text):
    assert format_int(number) == text
    assert format_money(number) == f"{text} đồng"


DECIMALS = [
    (Decimal("22.5"), 1, "22,5"),
    (22.5, 1, "22,5"),
    (22, 1, "22,0"),
    (Decimal("1234.5"), 2, "1.234,50"),
    (Decimal("25.75"), 1, "25,8"),
    (Decimal("25.25"), 1, "25,3"),
    (2.675, 2, "2,68"),
    (Decimal("0.5"), 0, "1"),
    (Decimal("1861000.4"), 0, "1.861.000"),
    (Decimal("-3.25"), 1, "-3,3"),
    (Decimal("1E+3"), 1, "1.000,0"),
]


@pytest.mark.parametrize(("number", "places", "text"), DECIMALS)
def test_a_comma_starts_decimals(number, places, text):
    assert format_decimal(number, places) == text
    assert format_percent(number, places) == f"{text}%"


MONEY = [
    ("1861000", 1_861_000),
    ("1.861.000", 1_861_000),
    ("1 861 000", 1_861_000),
    ("1\u00a0861\u00a0000", 1_861_000),
    ("1.861.000 đồng", 1_861_000),
    ("1.861.000đ", 1_861_000),
    ("1.861.000 ₫", 1_861_000),
    ("1.861.000 VNĐ", 1_861_000),
    ("500000 vnd", 500_000),
    ("１.０００", 1000),
    ("0", 0),
    (" 12 ", 12),
    ("1.861", 1861),
]


@pytest.mark.parametrize(("text", "number"), MONEY)
def test_it_reads_money(text, number):
    assert parse_money(text) == number


COUNTS_REFUSED = [
    ("1,861", AmbiguousNumber, 1861, "“1,861” có thể hiểu hai cách. Có phải là 1.861?"),
    ("1,861,000", AmbiguousNumber, 1_861_000, "“1,861,000” có thể hiểu hai cách. Có phải là 1.861.000?"),
    ("1,861,000.00", AmbiguousNumber, 1_861_000, None),
    ("22,5", NotWhole, None, "“22,5” có phần lẻ, ở đây cần số nguyên."),
    ("22.5", NotWhole, None, "“22.5” có phần lẻ, ở đây cần số nguyên."),
    ("1.50", NotWhole, None, None),
    ("-5", BelowZero, None, "“-5” nhỏ hơn 0."),
    ("1.86.000", UnreadableNumber, None, "Không đọc được số “1.86.000”."),
    ("1.861,000.5", UnreadableNumber, None, None),
    ("2 triệu", UnreadableNumber, None, "Không đọc được số “2 triệu”."),
    ("", UnreadableNumber, None, "Không đọc được số “”."),
    ("+5", UnreadableNumber, None, None),
    ("1e5", UnreadableNumber, None, None),
    ("0x10", UnreadableNumber, None, None),
    ("1_000", UnreadableNumber, None, None),
    ("٣", UnreadableNumber, None, None),
    ("9" * 5000, UnreadableNumber, None, None),
]


@pytest.mark.parametrize(
    ("text", "kind", "proposal", "sentence"), COUNTS_REFUSED, ids=[row[0][:20] for row in COUNTS_REFUSED]
)
@pytest.mark.parametrize("parse", [parse_int, parse_money])
def test_it_refuses_what_is_no_count(parse, text, kind, proposal, sentence):
    with pytest.raises(UnreadableNumber) as refused:
        parse(text)
    assert type(refused.value) is kind
    assert refused.value.proposal == proposal
    assert sentence is None or refused.value.said == sentence
    assert refused.value.mend
    assert len(refused.value.said) < 120


def test_a_count_bears_no_currency():
    with pytest.raises(UnreadableNumber):
        parse_int("5 đồng")


PERCENTS = [
    ("25,75%", Decimal("25.75")),
    ("25,75", Decimal("25.75")),
    ("25,75 %", Decimal("25.75")),
    ("100", Decimal(100)),
    ("0,5", Decimal("0.5")),
    ("1.234,5", Decimal("1234.5")),
    ("1 234,5", Decimal("1234.5")),
    ("1,861", Decimal("1.861")),
    ("1.861.000", Decimal(1_861_000)),
]


@pytest.mark.parametrize(("text", "number"), PERCENTS)
def test_it_reads_percent_and_decimals(text, number):
    assert parse_percent(text) == number
    assert parse_decimal(text.removesuffix("%").strip()) == number


DECIMALS_REFUSED = [
    ("22.5", AmbiguousNumber, Decimal("22.5"), "“22.5” có thể hiểu hai cách. Có phải là 22,5?"),
    ("25.75", AmbiguousNumber, Decimal("25.75"), "“25.75” có thể hiểu hai cách. Có phải là 25,75?"),
    ("1.861", AmbiguousNumber, Decimal(1861), "“1.861” có thể hiểu hai cách. Có phải là 1.861?"),
    ("1,861,000", AmbiguousNumber, 1_861_000, None),
    ("-1,5", BelowZero, None, None),
    (",5", UnreadableNumber, None, None),
    ("5,", UnreadableNumber, None, None),
    ("1,5,5", UnreadableNumber, None, None),
    ("NaN", UnreadableNumber, None, None),
    ("vô cực", UnreadableNumber, None, None),
]


@pytest.mark.parametrize(("text", "kind", "proposal", "sentence"), DECIMALS_REFUSED)
@pytest.mark.parametrize("parse", [parse_decimal, parse_percent])
def test_it_refuses_what_reads_two_ways(parse, text, kind, proposal, sentence):
    with pytest.raises(UnreadableNumber) as refused:
        parse(text)
    assert type(refused.value) is kind
    assert refused.value.proposal == proposal
    assert sentence is None or refused.value.said == sentence


@given(st.integers(0, 10**15))
def test_what_it_writes_it_reads(number):
    assert parse_int(format_int(number)) == number
    assert parse_money(format_money(number)) == number


@given(st.integers(0, 10**12), st.integers(1, 4))
def test_what_it_writes_with_decimals_it_reads(number, places):
    exact = Decimal(number).scaleb(-places)
    assert parse_decimal(format_decimal(exact, places)) == exact
    assert parse_percent(format_percent(exact, places)) == exact


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else_happens(text):
    for parse in (parse_int, parse_money, parse_decimal, parse_percent):
        with contextlib.suppress(UnreadableNumber):
            assert parse(text) >= 0
