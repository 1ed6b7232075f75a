"""Everything that is known of one child, read in one statement: facts with their day, source and author.

A ``Strand`` is one kind of fact. Its columns become ``Told.data``; how it reads stands in ``views.telling``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject, TruncDate
from django.utils.translation import gettext as _

from mangnon.accounts.models import Person
from mangnon.registry import models
from mangnon.registry.benefits.queries import about_hiv
from mangnon.registry.models import Child, Sensitivity


@dataclass(frozen=True, slots=True)
class Told:
    """One fact about a child."""

    kind: str
    key: str
    """Id of the row."""
    day: date
    until: date | None
    at: datetime | None
    by: str
    source: str
    note: str
    data: dict[str, Any]

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.day <= on and (self.until is None or self.until > on)


@dataclass(frozen=True, slots=True)
class Strand:
    """One kind of fact: where its rows lie, which column is its day, what of it is told.

    ``until``, ``at``, ``by``, ``source``, ``note`` are names of columns; empty where the table has none.
    """

    kind: str
    model: type[Model]
    day: str
    columns: tuple[str, ...]
    until: str = ""
    at: str = "recorded_at"
    by: str = "recorded_by"
    source: str = "source"
    note: str = "note"

    def rows(self, child: Child) -> QuerySet[Any]:
        """The child's rows as nine columns, alike for every kind."""
        found: QuerySet[Any] = self.model._base_manager.filter(child=child)
        if self.model is models.Circumstance:
            found = found.exclude(sensitivity=Sensitivity.VERY_HIGH)
        elif self.model is models.Entitlement:
            found = found.exclude(about_hiv())
        elif self.model is models.Aid:
            found = found.exclude(Q(entitlement__isnull=False) & about_hiv("entitlement__"))
        empty = Value("", TextField())
        return found.order_by().values_list(
            Value(self.kind, TextField()),
            Cast("pk", TextField()),
            _day(self.day),
            F(self.until) if self.until else Value(None, DateField()),
            Cast(self.at, DateTimeField()) if self.at else Value(None, DateTimeField()),
            Cast(self.by, TextField()) if self.by else empty,
            Cast(self.source, CharField()) if self.source else empty,
            F(self.note) if self.note else empty,
            JSONObject(**{name.replace("__", "_"): F(name) for name in self.columns}),
        )


def _day(name: str) -> Any:
    """The day of a fact: a column with a day, the local day of a moment, or the beginning of time."""
    if not name:
        return Value(date.min, DateField())
    return TruncDate(name) if name.endswith("at") else Cast(name, DateField())


_PARENT = ("which", "unknown", "full_name", "born_year", "personal_number", "ethnicity", "work", "phone", "address")
_CHECKUP = ("height_cm", "weight_kg", "underweight", "stunted", "overweight", "conclusion", "checked_at")
_DISABILITY = ("types", "degree", "label", "certificate", "certified_on")
_SPELL: dict[str, Any] = {"day": "valid_from", "until": "valid_to"}
STRANDS: tuple[Strand, ...] = (
    Strand("parent", models.Parent, "recorded_at", _PARENT),
    Strand("state", models.ParentState, columns=("which", "state"), **_SPELL),
    Strand("carer", models.Carer, columns=("full_name", "relation", "main", "born_year", "phone", "address"), **_SPELL),
    Strand(
        "residence", models.Residence, columns=("kind", "place__name", "hamlet__name", "address", "status"), **_SPELL
    ),
    Strand("stay", models.HouseholdStay, columns=("household_id", "household__head_name", "relation"), **_SPELL),
    Strand(
        "circumstance",
        models.Circumstance,
        columns=("code", "evidence", "decided_by", "decision", "decided_on", "end_reason"),
        **_SPELL,
    ),
    Strand("visit", models.Visit, "on", ("by_name", "met", "seen", "worry", "next_on")),
    Strand("aid", models.Aid, "given_on", ("kind", "what", "giver", "value_vnd", "decision", "for_month")),
    Strand(
        "entitlement", models.Entitlement, columns=("law", "line", "monthly_vnd", "decision", "end_reason"), **_SPELL
    ),
    Strand("school", models.Schooling, "recorded_at", ("year", "status", "level", "grade", "school", "reason")),
    Strand("insurance", models.Insurance, columns=("number", "clinic"), **_SPELL),
    Strand("dose", models.Dose, "given_on", ("vaccine", "number", "given_at")),
    Strand("checkup", models.Checkup, "on", _CHECKUP),
    Strand("disability", models.Disability, columns=_DISABILITY, **_SPELL),
    Strand("departure", models.Departure, "on", ("kind", "where", "cause", "returned_on"), source=""),
    Strand(
        "transfer",
        models.Transfer,
        "moved_on",
        ("from_place__name", "to_place__name", "state", "hand_over", "answer"),
        at="asked_at",
        by="asked_by_name",
        source="",
        note="",
    ),
    Strand(
        "correction",
        models.Correction,
        "at",
        ("field", "old", "new", "reason"),
        at="at",
        by="by_name",
        source="",
        note="",
    ),
    Strand(
        "accident", models.Accident, "happened_on", ("cause", "where", "outcome", "died_on"), source="", note="story"
    ),
    Strand("name", models.OtherName, "", ("name", "kind"), at="", by="", source="", note=""),
)


@dataclass(frozen=True, slots=True)
class Story:
    """All facts about a child, the newest first, with the names of those who wrote them down."""

    told: tuple[Told, ...]
    authors: dict[str, str]

    def of(self, kind: str) -> list[Told]:
        """Those of one kind."""
        return [one for one in self.told if one.kind == kind]

    def holding(self, kind: str, on: date) -> list[Told]:
        """Those of one kind that hold on a day."""
        return [one for one in self.of(kind) if one.holds(on)]

    def author(self, one: Told) -> str:
        """Who wrote it down, by name."""
        return self.authors.get(one.by, one.by)


def story_of(child: Child) -> Story:
    """Read it. Call it after the child itself was seen: the parts are under its row security."""
    parts = [strand.rows(child) for strand in STRANDS]
    whole: QuerySet[Any] = parts[0].union(*parts[1:], all=True)
    told = [Told(*row) for row in whole]
    told.sort(key=_newest_first, reverse=True)
    return Story(tuple(told), authors_of({one.by for one in told} | {child.recorded_by}))


def authors_of(written: set[str]) -> dict[str, str]:
    """Names of people by the uuid that rows keep, in words who sat at the server itself; jobs keep their own name."""
    ids = [UUID(one) for one in written if len(one) == 36]
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "full_name")
    machine = {one: one.removeprefix("console:") for one in written if one.startswith("console:")}
    said = {one: _("Người quản máy chủ ({user})").format(user=user) for one, user in machine.items()}
    return said | {str(pk): name for pk, name in rows}


def _newest_first(one: Told) -> tuple[date, float]:
    return one.day, one.at.timestamp() if one.at else 0.0
