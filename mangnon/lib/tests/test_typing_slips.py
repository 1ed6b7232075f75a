"""Leftovers of Telex and VNI are asked about; ordinary, minority and foreign names are left in peace."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.names import tone_place_key, typing_leftovers
from mangnon.lib.names.syllables import is_syllable, with_tone
from mangnon.lib.tests.name_tables import FOREIGN, MINORITY, ORDINARY, REFERENCE_ORDER

LEFTOVERS = [
    ("Nguyeenx", "Nguyễn"),
    ("Nguyeexn", "Nguyễn"),
    ("Nguyênx Thị Lan", "Nguyễn Thị Lan"),
    ("Hoaf", "Hòa"),
    ("Nguye6n4", "Nguyễn"),
    ("Nguyeenx Thij Hoaf", "Nguyễn Thị Hòa"),
    ("NGUYEENX THIJ HOAF", "NGUYỄN THỊ HÒA"),
    ("nguyeenx thij hoaf", "nguyễn thị hòa"),
    ("Nguyễn Thị Hoaf", "Nguyễn Thị Hòa"),
    ("Ddawngj Vawn An", "Đặng Văn An"),
    ("Ddinh Văn Đỏ", "Đinh Văn Đỏ"),
    ("Trần Văn Tuaans", "Trần Văn Tuấn"),
    ("Lê Thị Thuys", "Lê Thị Thúy"),
    ("Lê Hữu Phuwowcs", "Lê Hữu Phước"),
    ("Nguyễn Thị Phuowng", "Nguyễn Thị Phương"),
    ("Nguyễn Thị Thuw", "Nguyễn Thị Thư"),
    ("Bùi Xuaan", "Bùi Xuân"),
    ("Nguyễn Anh Quoocs", "Nguyễn Anh Quốc"),
    ("Hoangf Coong Hair", "Hoàng Công Hải"),
    ("Zơrâm Thij Bhrố", "Zơrâm Thị Bhrố"),
    ("Hồ Thij Coor", "Hồ Thị Coor"),
    ("D9a8ng5 Va8n An", "Đặng Văn An"),
    ("Huy2nh Phu7o7c1 Lo6c5", "Huỳnh Phước Lộc"),
    ("Huynh2 Phuo7c1 Lo6c5", "Huỳnh Phước Lộc"),
    ("Le6 Thi5 Thu7", "Lê Thị Thư"),
    ("Quy1", "Quý"),
    ("Giang2", "Giàng"),
]


@pytest.mark.parametrize(("typed", "meant"), LEFTOVERS)
def test_it_proposes_what_was_meant(typed, meant):
    assert typing_leftovers(typed) == meant


@pytest.mark.parametrize("name", ORDINARY + MINORITY + FOREIGN + REFERENCE_ORDER)
def test_it_raises_no_false_alarm(name):
    assert typing_leftovers(name) is None
    assert typing_leftovers(unicodedata.normalize("NFD", name)) is None


DOUBTFUL = [
    ("Thuys", "a final s alone, without a family name"),
    ("Hồ Thị Thuys", "Hồ is borne by minorities whose names may end in anything"),
    ("Lan 2", "a number apart is no key"),
    ("A1", "one letter and a number"),
    ("Phu7o7cc1", "no syllable comes of it"),
    ("Hàf", "the tone stands already"),
    ("Hatf", "t bears sắc and nặng only"),
    ("Lan12", "two tones"),
    ("Lin8", "nothing there to hat"),
    ("", "nothing"),
    ("...", "no letters"),
]


@pytest.mark.parametrize(("name", "why"), DOUBTFUL, ids=[row[1] for row in DOUBTFUL])
def test_it_is_silent_in_doubt(name, why):
    assert typing_leftovers(name) is None


@given(st.text())
def test_it_never_fails(text):
    typing_leftovers(text)


TELEX_TONE = {"sắc": "s", "huyền": "f", "hỏi": "r", "ngã": "x", "nặng": "j"}
TELEX_HAT = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
VNI_TONE = {"sắc": "1", "huyền": "2", "hỏi": "3", "ngã": "4", "nặng": "5"}
VNI_HAT = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
SYLLABLES = [
    "nguyên",
    "thi",
    "hoa",
    "đăng",
    "văn",
    "trân",
    "tuân",
    "thuy",
    "phương",
    "hương",
    "giang",
    "huynh",
    "lê",
]


@given(st.sampled_from(SYLLABLES), st.sampled_from(["huyền", "nặng"]))
def test_what_telex_left_is_read_back(letters, tone):
    keys = "".join(TELEX_HAT.get(letter, letter) for letter in letters) + TELEX_TONE[tone]
    assert tone_place_key(typing_leftovers(keys) or "") == tone_place_key(with_tone(letters, tone) or "-")


@given(st.sampled_from(SYLLABLES), st.sampled_from(sorted(VNI_TONE)))
def test_what_vni_left_is_read_back(letters, tone):
    keys = "".join(VNI_HAT.get(letter, letter) for letter in letters) + VNI_TONE[tone]
    assert tone_place_key(typing_leftovers(keys) or "") == tone_place_key(with_tone(letters, tone) or "-")


TONED = [
    ("hoa", "huyền", "hòa"),
    ("thuy", "sắc", "thúy"),
    ("hoan", "huyền", "hoàn"),
    ("nguyên", "ngã", "nguyễn"),
    ("phươc", "sắc", "phước"),
    ("quy", "sắc", "quý"),
    ("quynh", "huyền", "quỳnh"),
    ("gi", "huyền", "gì"),
    ("gia", "huyền", "già"),
    ("mai", "hỏi", "mải"),
    ("khuyu", "hỏi", "khuỷu"),
    ("ngoai", "nặng", "ngoại"),
    ("an", "", "an"),
    ("cac", "huyền", None),
    ("cac", "", None),
    ("zơrâm", "sắc", None),
]


@pytest.mark.parametrize(("letters", "tone", "written"), TONED)
def test_the_tone_stands_over_the_right_vowel(letters, tone, written):
    assert with_tone(letters, tone) == written


@pytest.mark.parametrize("letters", ["hoa", "nguyên", "gi", "giêng", "quôc", "y", "uyên", "ưu", "nghiêng", "khuya"])
def test_these_are_syllables_of_the_language(letters):
    assert is_syllable(letters)


@pytest.mark.parametrize("letters", ["zơrâm", "alăng", "coor", "bhling", "hmông", "", "ng", "muller", "eo2", "râ"])
def test_these_are_not(letters):
    assert not is_syllable(letters)
