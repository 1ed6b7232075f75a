"""A seal opens in its own place, whole, under its key; nowhere else."""

import copy
import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.refusal import Refusal
from mangnon.lib.secrets import Context, KeyRing, SealBroken

HERE = Context("intake_report", "reporter_name", "0192f0c4-7c1e-7b3a-9d6e-2f1a4b5c6d7e")
TEXT = "Nguyễn Thị Thuý, 0905 000 111"

ELSEWHERE = [
    HERE._replace(row="0192f0c4-7c1e-7b3a-9d6e-2f1a4b5c6d7f"),
    HERE._replace(row=HERE.row + " "),
    HERE._replace(row=HERE.row.upper()),
    HERE._replace(column="reporter_phone"),
    HERE._replace(table="cases_case"),
    HERE._replace(table="intake_report_reporter", column="name"),
    HERE._replace(table="Intake_report"),
]


@given(text=st.text())
def test_any_text_comes_back(ring, text):
    assert ring.open_sealed(ring.seal(text, HERE), HERE) == text


@given(content=st.binary())
def test_any_bytes_come_back(ring, content):
    assert ring.open_bytes(ring.seal(content, HERE), HERE) == content


def test_the_form_of_unicode_is_kept(ring):
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert ring.open_sealed(ring.seal(decomposed, HERE), HERE) == decomposed


def test_the_layout_is_format_key_id_nonce_ciphertext_tag(ring):
    blob = ring.seal(TEXT, HERE)
    assert blob[0] == 1
    assert blob[1] == len("k-new")
    assert blob[2:7] == b"k-new"
    assert len(blob) == 2 + 5 + 12 + len(TEXT.encode()) + 16


def test_the_text_is_not_in_the_seal(ring):
    blob = ring.seal(TEXT, HERE)
    assert not any(word.encode() in blob for word in TEXT.split())


def test_one_text_sealed_twice_looks_different(ring):
    blobs = {ring.seal(TEXT, HERE) for _time in range(200)}
    assert len(blobs) == 200
    assert len({blob[7:19] for blob in blobs}) == 200


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_moved_seal_does_not_open(ring, place):
    blob = ring.seal(TEXT, HERE)
    with pytest.raises(SealBroken):
        ring.open_sealed(blob, place)


names = st.text("abcxyzABC_0129", min_size=1, max_size=12)
places = st.builds(Context, names, names, st.text(min_size=1, max_size=40))


@given(one=places, other=places)
def test_a_seal_opens_in_exactly_one_place(ring, one, other):
    blob = ring.seal(TEXT, one)
    if one == other:
        assert ring.open_sealed(blob, other) == TEXT
    else:
        with pytest.raises(SealBroken):
            ring.open_sealed(blob, other)


@given(text=st.text(max_size=20), change=st.integers(1, 255))
def test_every_changed_byte_breaks_the_seal(ring, text, change):
    blob = ring.seal(text, HERE)
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= change
        with pytest.raises(SealBroken):
            ring.open_sealed(bytes(changed), HERE)


def test_every_flipped_bit_breaks_the_seal(ring):
    blob = ring.seal(TEXT, HERE)
    for bit in range(8 * len(blob)):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            ring.open_sealed(bytes(changed), HERE)


def test_a_cut_or_lengthened_seal_does_not_open(ring):
    blob = ring.seal(TEXT, HERE)
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            ring.open_sealed(blob[:length], HERE)
    with pytest.raises(SealBroken):
        ring.open_sealed(blob + b"\0", HERE)


@given(blob=st.binary(max_size=80))
def test_any_other_bytes_do_not_open(ring, blob):
    with pytest.raises(SealBroken):
        ring.open_sealed(blob, HERE)


def test_two_halves_of_two_seals_do_not_open(ring):
    one, other = ring.seal(TEXT, HERE), ring.seal(TEXT, HERE)
    with pytest.raises(SealBroken):
        ring.open_sealed(one[:19] + other[19:], HERE)


def test_an_old_key_still_opens_and_the_new_one_seals(ring, old_ring):
    blob = old_ring.seal(TEXT, HERE)
    assert ring.open_sealed(blob, HERE) == TEXT
    assert not ring.is_current(blob)
    assert ring.is_current(ring.seal(TEXT, HERE))


def test_a_seal_under_an_unknown_key_does_not_open(ring, old_ring):
    with pytest.raises(SealBroken):
        old_ring.open_sealed(ring.seal(TEXT, HERE), HERE)


def test_a_seal_relabelled_with_another_key_does_not_open(ring, old_ring):
    blob = old_ring.seal(TEXT, HERE).replace(b"k-old", b"k-new")
    with pytest.raises(SealBroken):
        ring.open_sealed(blob, HERE)


def test_what_was_sealed_before_a_rotation_opens_after_it(tmp_path):
    path = tmp_path / "keys.json"
    blob = KeyRing.create(path).seal(TEXT, HERE)
    ring = KeyRing.rotate(path)
    assert ring.open_sealed(blob, HERE) == TEXT
    assert not ring.is_current(blob)
    assert KeyRing.load(path).open_sealed(ring.seal(TEXT, HERE), HERE) == TEXT


NO_PLACES = [
    ("", "name", "1"),
    ("report", "", "1"),
    ("report", "name", ""),
    ("re.port", "name", "1"),
    ("report", "na:me", "1"),
    ("report|x", "name", "1"),
    ("report\n", "name", "1"),
]


@pytest.mark.parametrize("place", NO_PLACES)
def test_it_refuses_a_place_that_is_none(ring, place):
    with pytest.raises(ValueError, match="needs a table"):
        ring.seal(TEXT, place)


def test_a_broken_seal_is_a_refusal_that_shows_nothing(ring):
    with pytest.raises(SealBroken) as refused:
        ring.open_sealed(ring.seal(TEXT, HERE)[:-1], HERE)
    assert isinstance(refused.value, Refusal)
    assert refused.value.said.startswith("Không mở được thông tin mật")
    assert "quản trị viên" in refused.value.mend
    assert refused.value.__cause__ is None
    assert "Thuý" not in str(refused.value)


@given(text=st.text(), purpose=st.text(min_size=1, max_size=10))
def test_equal_texts_of_one_purpose_share_a_blind_index(ring, text, purpose):
    assert ring.blind_index(text, purpose) == ring.blind_index(text, purpose)
    assert len(ring.blind_index(text, purpose)) == 32


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_different_texts_have_different_indexes(ring, one, other):
    assert (ring.blind_index(one, "phone") == ring.blind_index(other, "phone")) == (one == other)


def test_two_purposes_and_two_keys_have_different_indexes(ring, old_ring):
    indexes = {
        ring.blind_index("0905000111", "phone"),
        ring.blind_index("0905000111", "personal_number"),
        old_ring.blind_index("0905000111", "phone"),
    }
    assert len(indexes) == 3


def test_after_a_rotation_the_old_index_is_among_those_to_look_for(ring, old_ring):
    found = ring.blind_indexes("0905000111", "phone")
    assert found == [old_ring.blind_index("0905000111", "phone"), ring.blind_index("0905000111", "phone")]


def test_a_blind_index_is_the_same_tomorrow(ring):
    """A change here would lose every stored index: derive a new purpose instead."""
    assert ring.blind_index("0905000111", "phone").hex() == EXPECTED_INDEX


EXPECTED_INDEX = "03acac2def57739134f2960241f6bed9616a58bcf8991f2c1bcacfa04ec4cac6"


def test_a_seal_of_yesterday_opens(old_ring):
    """A change here would lose every stored value: add a format instead."""
    assert old_ring.open_sealed(bytes.fromhex(YESTERDAY), Context("t", "c", "1")) == "mẫu"


YESTERDAY = "01056b2d6f6c647677c76954643ee6d463e63ecba3bec6d26fd091e040bc457209c002995e3d62d5"


def test_a_ring_shows_no_key(ring):
    shown = f"{ring!r} {ring} {ring.key_ids} {ring.current}"
    assert shown.startswith("<KeyRing of 2, current k-new>")
    assert repr(bytes(range(32)))[2:-1] not in shown


@pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_ring_never_leaves_its_process(ring, take):
    with pytest.raises(TypeError, match="never copied"):
        take(ring)


def test_a_ring_does_not_change_with_the_keys_it_was_made_of():
    keys = {"a": bytes(32)}
    ring = KeyRing(current="a", keys=keys)
    keys["b"] = bytes(32)
    assert ring.key_ids == ("a",)
