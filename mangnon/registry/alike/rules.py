"""The score of a pair: log2 of the odds that both records are one child, with reasons and a verdict. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from django.utils.translation import gettext_lazy as _

from mangnon.registry.alike.births import Apart, apart
from mangnon.registry.alike.comparing import BEFORE_PARENTS, PARENTS, REST, Seen, house_name, swapped_parents, together
from mangnon.registry.alike.known import Known
from mangnon.registry.alike.reasons import Reason
from mangnon.registry.alike.weights import Weights
from mangnon.registry.alike.writing import Writing, face


class Verdict(StrEnum):
    """What a score says to people."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NO = "no"


VERDICTS = {
    Verdict.CERTAIN: _("Gần như chắc chắn"),
    Verdict.LIKELY: _("Rất có thể"),
    Verdict.POSSIBLE: _("Có thể"),
    Verdict.NO: _("Không"),
}
CERTAIN, LIKELY, POSSIBLE = 10.0, 1.0, -4.0
"""Thresholds, fixed beforehand: likely from odds of 2 to 1, certain from 1000 to 1, possible down to 1 to 16."""
TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Judged:
    """What the comparison of two records says."""

    score: float
    reasons: tuple[Reason, ...]
    verdict: Verdict

    @property
    def alarming(self) -> bool:
        """Whether a person should look even though the score is low: something in them can't be."""
        return Reason.BORN_IMPOSSIBLE in self.reasons or Reason.NUMBER_CLASH in self.reasons


def judge(one: Known, other: Known, weights: Weights) -> Judged:
    """Compare two records; the same in both directions. A record isn't a pair with itself: score minus infinity."""
    if one.line.id and one.line.id == other.line.id:
        return Judged(float("-inf"), (), Verdict.NO)
    seen = compare(one, other, weights)
    score, rival = _weigh(seen, weights)
    reasons = [fact.reason for fact in seen if fact.reason is not None]
    reasons += _alarms(one, other, reasons)
    if score < LIKELY:
        reasons += [rival] if rival is not None else []
        reasons += _too_close(one, other, reasons)
    return Judged(score, tuple(reasons), _verdict(score, reasons))


def compare(one: Known, other: Known, weights: Weights) -> list[Seen]:
    """Every fact of both, compared."""
    seen = [comparison(one, other, weights) for comparison in BEFORE_PARENTS]
    swapped = swapped_parents(one, other, weights)
    seen += [swapped] if swapped else [comparison(one, other, weights) for comparison in PARENTS]
    seen += [comparison(one, other, weights) for comparison in REST]
    if one.line.other_names or other.line.other_names:
        seen.append(house_name(one, other, weights))
    return seen


def _weigh(seen: Iterable[Seen], weights: Weights) -> tuple[float, Reason | None]:
    """log2 of the odds against everything else that would explain the pair, and the likeliest rival."""
    size = weights.size
    same, strange = weights.duplicates / size, 1.0
    kin, sibling, twin = weights.kin / size, weights.siblings / size, weights.twins / size
    for fact in seen:
        same *= fact.same
        strange *= fact.other
        kin *= fact.kin
        sibling *= fact.sibling
        twin *= fact.twin
    against = strange + kin + sibling + twin
    rival = None
    if sibling > against / 2:
        rival = Reason.SIBLINGS
    elif twin > against / 2:
        rival = Reason.TWINS
    return log2(max(same, TINY)) - log2(max(against, TINY)), rival


def _alarms(one: Known, other: Known, reasons: list[Reason]) -> list[Reason]:
    """What a person should know, whatever the score: one number of two children, a death."""
    found = []
    clash = {Reason.NAME_OTHER, Reason.GIVEN_OTHER, Reason.SEX_OTHER}
    if Reason.NUMBER_SAME in reasons and clash & set(reasons) and Reason.BORN_SAME not in reasons:
        found.append(Reason.NUMBER_CLASH)
    if one.line.died != other.line.died:
        found.append(Reason.DEAD)
    return found


def _too_close(one: Known, other: Known, reasons: list[Reason]) -> list[Reason]:
    """Two births of one mother that can't lie so close, if no slip explains them."""
    if Reason.MOTHER_SAME in reasons and together(one.born, other.born) and _one_mother(reasons):
        return [Reason.BORN_IMPOSSIBLE]
    return []


def _one_mother(reasons: list[Reason]) -> bool:
    """Whether the mothers of one name are one woman: something else of the family agrees."""
    return bool({Reason.FATHER_SAME, Reason.PHONE_SAME, Reason.HEAD_SAME, Reason.HAMLET_SAME} & set(reasons))


def _verdict(score: float, reasons: list[Reason]) -> Verdict:
    for verdict, least in ((Verdict.CERTAIN, CERTAIN), (Verdict.LIKELY, LIKELY), (Verdict.POSSIBLE, POSSIBLE)):
        if score >= least:
            return verdict
    alarms = {Reason.BORN_IMPOSSIBLE, Reason.NUMBER_CLASH}
    return Verdict.POSSIBLE if alarms & set(reasons) else Verdict.NO


def quick_no(one: Known, other: Known, weights: Weights) -> bool:
    """Whether a pair is so plainly nothing that it needn't be judged: other name, other date, other number."""
    here, there = one.line, other.line
    if (here.number and here.number == there.number) or (here.code and here.code == there.code):
        return False
    if one.phones & other.phones or (one.mother and one.mother.fold == other.mother.fold):
        return False
    far = apart(one.born, other.born) in {Apart.WHOLLY, Apart.SAME_YEAR, Apart.VAGUE_NOT}
    return far and face(one.name, other.name, weights).writing is Writing.OTHER


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two ids in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)


__all__ = ["CERTAIN", "LIKELY", "POSSIBLE", "VERDICTS", "Judged", "Verdict", "compare", "judge", "pair_of", "quick_no"]
