"""The whole register at once: keys, sieve and judge together, on invented children whose truth is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mangnon.registry.alike.blocking import BIGGEST, pairs
from mangnon.registry.alike.columns import columns_of
from mangnon.registry.alike.known import Line, phone_of
from mangnon.registry.alike.learning import learn, learn_rates
from mangnon.registry.alike.rules import LIKELY, pair_of
from mangnon.registry.alike.sieve import near_words, promising
from mangnon.registry.alike.weights import DEFAULTS, Weights
from mangnon.registry.alike.whole import look_alikes
from mangnon.registry.making import slips
from mangnon.registry.making.people import MadePlace, households

Pairs = set[tuple[str, str]]


def made(many: int, seed: int) -> tuple[list[Line], Pairs]:
    """Children of five communes, one in twenty written down twice with slips that may be used here."""
    places = [MadePlace(at, hamlets=((at * 10, "Thôn 1"), (at * 10 + 1, "Thôn 2"))) for at in range(1, 6)]
    people = households(seed, many, places, date(2026, 11, 23))
    lines, truth = [], set()
    for one in slips.with_doubles(seed, people, 0.05, slips.KNOWN, (1, 2, 3)):
        for child in one.children:
            lines.append(
                Line(
                    str(child.id), child.full_name, child.birth.code, child.sex,
                    one.mother.full_name if one.mother else "", one.father.full_name if one.father else "",
                    one.head.full_name, phone=one.head.phone,
                    number=child.personal_number, place=one.place_id, hamlet=one.hamlet_id or 0,
                )
            )  # fmt: skip
            if child.truth:
                truth.add(pair_of(str(child.id), str(child.truth)))
    return lines, truth


def test_doubles_are_found_and_siblings_are_left_in_peace() -> None:
    lines, truth = made(900, 3)
    found = list(look_alikes(lines, learn(lines)))
    sure = {pair_of(one.one.id, one.other.id) for one in found if one.judged.score >= LIKELY}
    assert len(truth) > 30
    assert len(sure & truth) / len(truth) > 0.9
    assert len(sure & truth) / len(sure) > 0.97


def test_the_sieve_loses_hardly_anything_that_would_be_judged_a_pair() -> None:
    lines, truth = made(900, 4)
    columns = columns_of(lines)
    wanted = pairs(columns)
    kept = wanted[promising(columns, wanted)]
    names = {pair_of(lines[a].id, lines[b].id) for a, b in kept.tolist()}
    assert len(names & truth) / len(truth) > 0.96
    assert len(kept) < len(wanted) / 2


def test_only_pairs_with_the_first_records_are_asked_for() -> None:
    lines, _truth = made(300, 5)
    found = pairs(columns_of(lines), first=10)
    assert (found[:, 0] < 10).all()
    assert (found[:, 0] < found[:, 1]).all()
    beyond = pairs(columns_of(lines), first=10, across=True)
    assert {tuple(pair) for pair in beyond.tolist()} == {tuple(pair) for pair in found.tolist() if pair[1] >= 10}


def test_a_key_that_too_many_share_brings_nobody_together() -> None:
    many = [Line(str(at), phone="0912345678") for at in range(BIGGEST + 1)]
    assert len(pairs(columns_of(many))) == 0
    assert len(pairs(columns_of(many[:4]))) == 6


def test_nothing_has_no_pairs() -> None:
    assert list(look_alikes([], DEFAULTS)) == []
    assert list(look_alikes([Line("a", "Hồ Thị Hoa")], DEFAULTS)) == []
    assert promising(columns_of([]), np.empty((0, 2), dtype=np.int64)).shape == (0,)


def test_words_a_stroke_apart_or_of_one_sound_are_near() -> None:
    assert near_words(["lan", "lam", "hoa", "tram", "cham"]) == [(0, 1), (3, 4)]


def test_rates_learn_from_sure_pairs_and_stay_near_the_defaults_without_them() -> None:
    lines, _truth = made(900, 6)
    counted = learn(lines)
    assert counted.sample == len(lines)
    assert 0.2 < counted.siblings < 2
    sure = list(look_alikes(lines, counted))
    learnt = learn_rates(counted, sure)
    assert learnt.rates.same_place < learn_rates(counted, []).rates.same_place
    assert Weights.of_json(learnt.as_json()) == learnt


@pytest.mark.parametrize(("typed", "digits"), [("+84 912.345.678", "0912345678"), ("0912 345 678", "0912345678")])
def test_a_telephone_is_known_by_its_digits(typed: str, digits: str) -> None:
    assert phone_of(typed) == digits
