"""Keys in order of time, codes that can be read out, references of requests."""

import math
import time
from itertools import pairwise
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib import ids
from mangnon.lib.ids import ALPHABET, WrongCode, new_id, new_reference, public_code, read_public_code

SIGNS = st.sampled_from(ALPHABET)


def test_a_key_is_a_uuid_of_version_seven():
    key = new_id()
    assert key.version == 7
    assert key.variant == RFC_4122


def test_a_key_begins_with_its_millisecond():
    before = time.time_ns() // 1_000_000
    key = new_id()
    after = time.time_ns() // 1_000_000
    assert before <= key.int >> 80 <= after


def test_keys_come_in_order_of_time(monkeypatch):
    keys = []
    for millisecond in range(1_800_000_000_000, 1_800_000_000_050):
        monkeypatch.setattr(ids.time, "time_ns", lambda now=millisecond: now * 1_000_000)
        keys.append(new_id())
    assert keys == sorted(keys)
    assert sorted(map(str, keys)) == list(map(str, keys))


def test_seventy_four_bits_are_random(monkeypatch):
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_800_000_000_000_000_000)
    seen = [new_id().int for _key in range(400)]
    moving = 0
    for one in seen:
        moving |= one ^ seen[0]
    assert moving.bit_count() == 74
    assert len(set(seen)) == len(seen)


def test_no_two_signs_of_the_alphabet_look_alike():
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("01258BGILOSUZ")


@pytest.mark.parametrize(("bits", "signs"), [(20, 6), (36, 9), (60, 15), (80, 19), (90, 21)])
def test_a_code_holds_its_bits_and_a_check(bits, signs):
    plain = public_code(bits).replace("-", "")
    assert len(plain) == signs
    assert (signs - 1) * math.log2(len(ALPHABET)) >= bits


def test_a_code_comes_in_groups_of_five():
    assert [len(group) for group in public_code().split("-")] == [5, 5, 5]


@pytest.mark.parametrize("bits", [0, 19, 91, 200, -1])
def test_it_refuses_too_few_and_too_many_bits(bits):
    with pytest.raises(ValueError, match="bits"):
        public_code(bits)


def test_codes_do_not_repeat():
    assert len({public_code() for _code in range(2000)}) == 2000


TYPED = [
    str.lower,
    lambda code: code.replace("-", ""),
    lambda code: code.replace("-", " "),
    lambda code: f"  {code}\n",
    lambda code: code.replace("-", "–"),
    lambda code: code.replace("-", "."),
    lambda code: code.replace("D", "đ"),
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_code_is_read_however_it_is_typed(typed):
    for _try in range(30):
        code = public_code()
        assert read_public_code(typed(code)) == code


payloads = st.text(ALPHABET, min_size=5, max_size=20)


@given(payloads, st.data())
def test_one_wrong_sign_is_found(payload, data):
    signs = payload + ids._check(payload)
    assert read_public_code(signs).replace("-", "") == signs
    place = data.draw(st.integers(0, len(signs) - 1))
    other = data.draw(SIGNS.filter(lambda sign: sign != signs[place]))
    with pytest.raises(WrongCode):
        read_public_code(signs[:place] + other + signs[place + 1 :])


@given(payloads)
def test_two_neighbours_swapped_are_found(payload):
    signs = payload + ids._check(payload)
    for place, (one, other) in enumerate(pairwise(signs)):
        if one != other:
            with pytest.raises(WrongCode):
                read_public_code(signs[:place] + other + one + signs[place + 2 :])


@pytest.mark.parametrize("typed", ["", "-", "AAAAA", "OOOOO-OOOOO-OOOOO", "3" * 200, "Mã của tôi", "7KQ4X"])
def test_it_refuses_what_is_no_code(typed):
    with pytest.raises(WrongCode) as refused:
        read_public_code(typed)
    assert refused.value.said.endswith("không đúng.")
    assert len(str(refused.value)) < 160


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        code = read_public_code(text)
    except WrongCode:
        return
    assert read_public_code(code) == code


def test_a_reference_is_short_and_random():
    references = [new_reference() for _request in range(2000)]
    assert len(set(references)) == len(references)
    assert all(len(reference) == 9 and reference[4] == "-" for reference in references)
    assert set("".join(references)) == {*ALPHABET, "-"}
