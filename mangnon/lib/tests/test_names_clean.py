"""``clean_name`` keeps what belongs to the bearer and removes what machines added."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.names import clean_name, given_name
from mangnon.lib.tests.name_tables import FOREIGN, MINORITY, ORDINARY, REFERENCE_ORDER

REPAIRED = [
    ("Nguyễn Thị Thuý", "Nguyễn Thị Thuý", "NFC stays"),
    (unicodedata.normalize("NFD", "Nguyễn Thị Thuý"), "Nguyễn Thị Thuý", "NFD of phones and Macs"),
    ("Nguyê\u0303n Thi\u0323 Hoa\u0300", "Nguyễn Thị Hoà", "half composed, as in Windows-1258"),
    ("Nguye\u0303\u0302n", "Nguyễn", "tone typed before its hat"),
    ("Nguy\u1ebd\u0302n", "Nguyễn", "tone composed before its hat"),
    ("\u00d0inh Văn \u00d0ỏ", "Đinh Văn Đỏ", "capital Eth"),
    ("\u0189ặng", "Đặng", "African D"),
    ("\u00f0ặng \u0256ỏ", "đặng đỏ", "small look-alikes"),
    ("Hồ\u00a0Thị\u00a0Hoa", "Hồ Thị Hoa", "non-breaking spaces"),
    ("Hồ\u2003Thị\u3000Hoa", "Hồ Thị Hoa", "wide spaces"),
    ("Hồ\tThị\r\nHoa", "Hồ Thị Hoa", "tabs and line ends"),
    ("\ufeffHồ Thị\u200b Ho\u200da\u2060", "Hồ Thị Hoa", "zero-width characters"),
    ("Nguye\u0302\u200b\u0303n", "Nguyễn", "a zero-width sign between letter and tone"),
    ("Hồ\u00ad Thị\x00 Hoa\x1f", "Hồ Thị Hoa", "soft hyphen, NUL, control signs"),
    ("  Hồ   Thị Hoa ", "Hồ Thị Hoa", "many spaces"),
    ("", "", "nothing"),
    (" \u200b ", "", "nothing to be seen"),
]

KEPT = [
    "Bh'nướch",
    "Bh’nướch",
    "H\u02bcMông",
    "H`Mông",
    "A Lăng Thị Thanh Hương",
    "ALăng Ngước",
    "Cơ-tu",
    "Nguyễn Thị Hoà",
    "Nguyễn Thị Hòa",
    "Lý",
    "Lí",
    "NGUYỄN THỊ HÀ",
    "nguyễn thị hà",
    "Ng. Văn An",
    "Y",
    "François Ñuñez",
]


@pytest.mark.parametrize(("typed", "stored", "why"), REPAIRED, ids=[row[2] for row in REPAIRED])
def test_it_repairs_what_machines_did(typed, stored, why):
    assert clean_name(typed) == stored


@pytest.mark.parametrize("name", KEPT)
def test_it_keeps_what_belongs_to_the_bearer(name):
    assert clean_name(name) == name


@pytest.mark.parametrize("name", REFERENCE_ORDER + ORDINARY + MINORITY + FOREIGN)
def test_it_changes_nothing_in_a_good_name(name):
    assert clean_name(name) == name


def test_the_document_counts_fifteen_and_nineteen_code_points():
    assert len("Nguyễn Thị Thuý") == 15
    assert len(unicodedata.normalize("NFD", "Nguyễn Thị Thuý")) == 19


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.text())
def test_the_form_of_unicode_makes_no_difference(text):
    assert clean_name(unicodedata.normalize("NFD", text)) == clean_name(unicodedata.normalize("NFC", text))


@given(st.text())
def test_the_result_is_nfc_with_single_spaces_and_nothing_invisible(text):
    name = clean_name(text)
    assert unicodedata.is_normalized("NFC", name)
    assert name == " ".join(name.split(" "))
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in name)


GIVEN = [
    ("Nguyễn Thị Thu Hà", "Hà"),
    ("A Phúc", "Phúc"),
    ("Y Hoa", "Hoa"),
    ("Alăng Bh'nướch", "Bh'nướch"),
    ("Bi", "Bi"),
    ("Nguyễn Văn Út .", "Út"),
    ("  Lê\u00a0Văn  An ", "An"),
    ("Cơ-tu", "Cơ-tu"),
    ("'", "'"),
    ("", ""),
]


@pytest.mark.parametrize(("full", "given"), GIVEN)
def test_people_are_addressed_by_the_last_word(full, given):
    assert given_name(full) == given


@given(st.text())
def test_a_given_name_is_one_word_of_the_name(text):
    assert given_name(text) in clean_name(text).split(" ")
