"""What a round found, counted: live while it is open, as it was frozen once it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.registry.models import Recheck, RecheckAnswer, RecheckRound, RecheckShare
from mangnon.registry.verifying.comparing import ERRORS
from mangnon.registry.verifying.fields import MET
from mangnon.registry.verifying.queries import SEE, rechecks, shares
from mangnon.registry.verifying.rates import Rate

Result, Settled, State, Outcome = RecheckAnswer.Result, RecheckAnswer.Settled, Recheck.State, Recheck.Outcome


@dataclass(slots=True)
class FieldTally:
    """One field: answers by how they compare, and what became of those that differ."""

    equal: int = 0
    spelling: int = 0
    different: int = 0
    missing: int = 0
    unknown: int = 0
    corrected: int = 0
    kept: int = 0

    @property
    def rate(self) -> Rate:
        """Those that differ among those that were answered."""
        wrong = self.spelling + self.different + self.missing
        return Rate(wrong, wrong + self.equal)

    @property
    def open(self) -> int:
        """Differences that nobody has settled."""
        return self.rate.hits - self.corrected - self.kept

    def add(self, other: FieldTally) -> None:
        """Take in another's numbers."""
        for one in fields(FieldTally):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(slots=True)
class Tally:
    """A sample, or a part of it: children drawn, visited, met; those met with any difference; field by field."""

    drawn: int = 0
    assigned: int = 0
    looked: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    differing: int = 0
    fields: dict[str, FieldTally] = field(default_factory=dict)

    @property
    def met(self) -> int:
        """Children met."""
        return self.outcomes.get(Outcome.MET, 0)

    @property
    def sent(self) -> int:
        """Sheets sent, met or not."""
        return sum(self.outcomes.values())

    @property
    def response(self) -> Rate:
        """Children met among those drawn."""
        return Rate(self.met, self.drawn)

    @property
    def errors(self) -> Rate:
        """Children with any difference among those met."""
        return Rate(self.differing, self.met)

    def add(self, other: Tally) -> None:
        """Take in another's numbers."""
        self.drawn, self.assigned = self.drawn + other.drawn, self.assigned + other.assigned
        self.looked, self.differing = self.looked + other.looked, self.differing + other.differing
        for outcome, n in other.outcomes.items():
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + n
        for code, tally in other.fields.items():
            self.fields.setdefault(code, FieldTally()).add(tally)


Strata = dict[str, Tally]
"""Stratum → its tally."""


def total(parts: Iterable[Strata], stratum: str = "") -> Tally:
    """The sum of one stratum, or of all, over some samples."""
    whole = Tally()
    for strata in parts:
        for name, tally in strata.items():
            if stratum in ("", name):
                whole.add(tally)
    return whole


def figures(actor: Actor, one: RecheckRound) -> dict[int, Strata]:
    """Share → its strata, of the samples within reach."""
    seen = shares(actor).filter(round=one)
    if one.closed_at is not None:
        return {share.pk: thawed(share.frozen or {}) for share in seen}
    return counted(rechecks(actor, SEE).filter(round=one), seen.values_list("pk", flat=True))


def counted(rows: QuerySet[Any], ids: Iterable[int]) -> dict[int, Strata]:
    """From the visits themselves: two statements."""
    found: dict[int, Strata] = {pk: {} for pk in ids}
    wrong = RecheckAnswer.objects.filter(recheck=OuterRef("pk"), result__in=ERRORS).exclude(field=MET)
    seen = ExpressionWrapper(Q(looked_at__isnull=False), output_field=BooleanField())
    told = rows.annotate(wrong=Exists(wrong), looked=seen).order_by().values_list(
        "share_id", "stratum", "state", "outcome", "wrong", "looked"
    )  # fmt: skip
    for share, stratum, state, outcome, differs, looked, n in told.annotate(n=Count("pk")):
        tally = found.setdefault(share, {}).setdefault(stratum, Tally())
        tally.drawn += n
        tally.assigned += n if state == State.ASSIGNED else 0
        tally.looked += n if looked else 0
        if state not in (State.DRAWN, State.ASSIGNED):
            tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + n
            tally.differing += n if differs and outcome == Outcome.MET else 0
    _count_answers(rows, found)
    return found


def _count_answers(rows: QuerySet[Any], found: dict[int, Strata]) -> None:
    answers = RecheckAnswer.objects.filter(recheck__in=rows.order_by().values("pk")).exclude(field=MET)
    told = answers.order_by().values_list("recheck__share_id", "recheck__stratum", "field", "result", "settled")
    for share, stratum, code, result, settled, n in told.annotate(n=Count("pk")):
        tally = found[share][stratum].fields.setdefault(code, FieldTally())
        setattr(tally, result, getattr(tally, result) + n)
        if settled:
            setattr(tally, settled, getattr(tally, settled) + n)


def frozen(strata: Strata) -> dict[str, Any]:
    """As it is kept when a round closes."""
    return {name: asdict(tally) for name, tally in strata.items()}


def thawed(kept: Mapping[str, Any]) -> Strata:
    """As it was kept."""
    return {
        name: Tally(**{**told, "fields": {code: FieldTally(**one) for code, one in told["fields"].items()}})
        for name, told in kept.items()
    }


def share_names(actor: Actor, one: RecheckRound) -> list[RecheckShare]:
    """The samples of a round within reach, in Vietnamese order of communes."""
    rows = shares(actor).filter(round=one).select_related("place")
    return list(rows.order_by("place__sort_key", "pk"))
