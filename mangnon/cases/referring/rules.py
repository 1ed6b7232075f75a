"""Grounds and terms of referrals as data, and which act each state allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from mangnon.cases.referring.models import ReferralState
from mangnon.lib.workdays import Clock, Term
from mangnon.lib.yamls import read_yaml

_DATA = Path(__file__).parent / "data" / "referring.yaml"
CONSENT = "consent"
S = ReferralState
AFTER: dict[tuple[str, str], ReferralState] = {
    ("accept", S.SENT): S.ACCEPTED,
    ("decline", S.SENT): S.DECLINED,
    ("finish", S.ACCEPTED): S.DONE,
    ("withdraw", S.SENT): S.WITHDRAWN,
    ("withdraw", S.ACCEPTED): S.WITHDRAWN,
    ("feedback", S.DONE): S.DONE,
    ("feedback", S.DECLINED): S.DECLINED,
}
"""Act and state → the state afterwards; what isn't here isn't allowed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the law lets a case be told of. ``needs``: plan, emergency, or nothing."""

    id: str
    vi: str
    en: str
    citation: str
    confirmed: bool
    needs: str = ""

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Consent:
    """The purpose in the book of consents, and the kind of data that each field belongs to."""

    ground: Ground
    purpose: str
    data: dict[str, str]


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(_DATA.read_text(encoding="utf-8"))
    return found


def _holds(one: dict[str, Any], on: date) -> bool:
    return bool(one["valid_from"] <= on and (one.get("valid_to") is None or on < one["valid_to"]))


def consent() -> Consent:
    """The ground of consent."""
    told = _file()["consent"]
    ground = Ground(CONSENT, told["vi"], told["en"], told["citation"], told["confirmed"])
    return Consent(ground, told["purpose"], dict(told["data"]))


def grounds(on: date) -> list[Ground]:
    """The duties in force on a day, then consent."""
    duties = [
        Ground(one["id"], one["vi"], one["en"], one["citation"], one["confirmed"], one["needs"])
        for one in _file()["duties"]
        if _holds(one, on)
    ]
    return [*duties, consent().ground]


def ground_words(ground: str) -> str:
    """How a kept ground is called, also one that is no longer in force."""
    known = {CONSENT: consent().ground} | {
        one["id"]: Ground(one["id"], one["vi"], one["en"], one["citation"], one["confirmed"])
        for one in _file()["duties"]
    }
    return str(known[ground]) if ground in known else ground


def answer_term(on: date, *, urgent: bool) -> Term:
    """How soon an answer is expected: in hours when it is urgent, else in working days. The house's own."""
    told = next(one for one in _file()["answer_within"] if _holds(one, on))
    if urgent:
        return Term(int(told["urgent"]["hours"]), Clock.HOUR)
    return Term(int(told["usual"]["working_days"]), Clock.WORKING_DAY)


def allows(act: str, state: str) -> bool:
    """Whether a state allows an act."""
    return (act, state) in AFTER
