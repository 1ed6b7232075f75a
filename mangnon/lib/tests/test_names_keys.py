"""Keys: what is equal, what is found together, what stays apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.names import fold, fold_tight, skeleton, tone_place_key
from mangnon.lib.tests.name_tables import MINORITY, ORDINARY, REFERENCE_ORDER

TONE_PLACE_KEYS = [
    ("Hoà", "hoa1"),
    ("Hòa", "hoa1"),
    ("Nguyễn", "nguyên3"),
    ("Nguyên", "nguyên0"),
    ("Thuý", "thuy4"),
    ("Thúy", "thuy4"),
    ("Thủy", "thuy2"),
    ("Khoẻ", "khoe2"),
    ("Khỏe", "khoe2"),
    ("Hạ", "ha5"),
    ("Đặng", "đăng5"),
    ("\u00d0ặng", "đăng5"),
    ("NGUYỄN THỊ HÀ", "nguyên3 thi5 ha1"),
    ("Bh'nướch", "bhnươch4"),
    ("H'Mông", "hmông0"),
    ("Cơ-tu", "cơ0 tu0"),
    ("Bhơ Ríu", "bhơ0 riu4"),
    ("Hoàná", "hoana14"),
    ("François", "françois0"),
    ("Ñu", "nu3"),
    ("", ""),
    ("...", ""),
]

EQUAL = [
    ("Nguyễn Thị Thuý", "Nguyễn Thị Thúy"),
    ("Phường Hoà Thuận", "phường Hòa Thuận"),
    ("Lê Thị Hoà", "LÊ THỊ HÒA"),
    ("Alăng Bh'nướch", "Alăng Bh’nướch"),
    ("Đinh Văn Đỏ", "\u00d0inh Văn \u00d0ỏ"),
    ("Cơ Tu", "Cơ-tu"),
    ("Quý", "Qúy"),
]

NOT_EQUAL = [
    ("Nguyễn Thị Thúy", "Nguyễn Thị Thủy"),
    ("Huỳnh Phước Lộc", "Hoàng Phước Lộc"),
    ("Hà", "Hạ"),
    ("Hà", "Ha"),
    ("Lý", "Lí"),
    ("Mỹ", "Mỷ"),
    ("Lan", "Lang"),
    ("Đan", "Dan"),
    ("Ân", "An"),
    ("Võ", "Vũ"),
]

FOLDS = [
    ("Đặng Thị A Lăng", "dang thi a lang", "dangthialang"),
    ("\u00d0ặng thị Alăng", "dang thi alang", "dangthialang"),
    ("La Êê", "la ee", "laee"),
    ("Laêê", "laee", "laee"),
    ("A Vương", "a vuong", "avuong"),
    ("Avương", "avuong", "avuong"),
    ("Alăng Bh'nướch", "alang bhnuoch", "alangbhnuoch"),
    ("A Lăng Bh’nướch", "a lang bhnuoch", "alangbhnuoch"),
    ("Ating Thị Hậu", "ating thi hau", "atingthihau"),
    ("Cơ-tu", "co tu", "cotu"),
    ("Thôn 3, xã Trà Linh", "thon 3 xa tra linh", "thon3xatralinh"),
    ("NGUYỄN THỊ HÀ", "nguyen thi ha", "nguyenthiha"),
    ("Ñuñez", "nunez", "nunez"),
    ("Ａｎ", "an", "an"),
    ("  ", "", ""),
]


@pytest.mark.parametrize(("name", "key"), TONE_PLACE_KEYS)
def test_the_tone_moves_to_the_end_of_its_word(name, key):
    assert tone_place_key(name) == key


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_two_spellings_of_one_name_share_the_tone_place_key(one, other):
    assert tone_place_key(one) == tone_place_key(other)


@pytest.mark.parametrize(("one", "other"), NOT_EQUAL)
def test_two_different_names_have_different_tone_place_keys(one, other):
    assert tone_place_key(one) != tone_place_key(other)


@pytest.mark.parametrize(("text", "spaced", "tight"), FOLDS)
def test_folding_leaves_plain_letters_and_digits(text, spaced, tight):
    assert fold(text) == spaced
    assert fold_tight(text) == tight


def test_names_that_differ_by_marks_alone_fold_together():
    assert {fold(name) for name in ("Hà", "Hạ", "Ha", "Hả")} == {"ha"}


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
    assert fold_tight(fold_tight(text)) == fold_tight(text)


@given(st.text())
def test_folding_is_blind_to_the_form_of_unicode(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_the_tone_place_key_is_blind_to_the_form_of_unicode(text):
    nfd, nfc = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert tone_place_key(nfd) == tone_place_key(nfc)


@given(st.text())
def test_a_fold_holds_letters_digits_and_single_spaces_only(text):
    folded = fold(text)
    assert folded == " ".join(folded.split(" ")).strip()
    assert all(sign.isalnum() or sign == " " for sign in folded)


@pytest.mark.parametrize("name", REFERENCE_ORDER + ORDINARY + MINORITY)
def test_equal_tone_place_keys_imply_equal_folds(name):
    assert fold(tone_place_key(name)).translate(str.maketrans("", "", "012345")) == fold(name)


ALIKE = [
    ("Nguyễn Thị Quý", "Quí Thi Nguyen"),
    ("Trần Văn Chung", "Tran Van Trung"),
    ("Lê Thị Dung", "Lê Thị Giung"),
    ("Lê Xuân", "Lê Suân"),
    ("Nghĩa", "Ngĩa"),
    ("Ghềnh", "Gềnh"),
    ("Cường", "Kường"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_sound_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Lan", "Lang"), ("Châu", "Câu"), ("Hoa", "Hoan")])
def test_different_sounds_have_different_skeletons(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.permutations(["Nguyễn", "Thị", "Thu", "Hà"]))
def test_a_skeleton_is_blind_to_the_order_of_words(words):
    assert skeleton(" ".join(words)) == skeleton("Nguyễn Thị Thu Hà")
