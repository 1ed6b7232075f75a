"""Definitions by day and by pin, built into the frozen values of their kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Refusal
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Definition
from mangnon.statutes.rules import Citation
from mangnon.statutes.shapes import build

KEPT = 1_000
"""Built definitions that a process keeps; they never change, so none of them grows stale."""


class UnknownDefinition(Refusal):
    """No definition of this kind and key, or none in force on the day."""

    code = "statutes.unknown_definition"
    sentence = _("Không có quy định “{key}” vào ngày {day}.")
    remedy = _("Xem các mã bằng “mangnon statutes list”.")
    status = 404


@dataclass(frozen=True, slots=True)
class Law:
    """A version of a definition: what is cited, for how long it holds, and its content.

    ``body`` is the frozen dataclass of the kind: ``kinds.KINDS[kind].shape``. ``valid_to`` is the declared end or
    the day the next version begins.
    """

    kind: str
    key: str
    version: str
    title_vi: str
    title_en: str
    citation: tuple[Citation, ...]
    confirmed: bool
    why: str
    valid_from: date
    valid_to: date | None
    body: Any

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title_vi


def definition(kind: str, key: str, on: date) -> Law:
    """The version in force on a day. Raises UnknownDefinition."""
    rows = _slim().filter(kind=kind, key=key)
    row = rows.filter(valid_from__lte=on).order_by("-valid_from", "-id").first()
    if row is None or (row.valid_to is not None and row.valid_to <= on):
        raise UnknownDefinition(key=key, day=format_date(on))
    later = rows.filter(valid_from__gt=on).order_by("valid_from").first()
    return _law(row, later.valid_from if later else None)


def pinned(kind: str, key: str, version: str) -> Law:
    """One version for ever, whatever came after. Raises UnknownDefinition."""
    later = Definition.objects.filter(kind=kind, key=key, valid_from__gt=OuterRef("valid_from")).order_by("valid_from")
    rows = _slim().annotate(next_begins=Subquery(later.values("valid_from")[:1]))
    row: Any = rows.filter(kind=kind, key=key, version=version).first()
    if row is None:
        raise UnknownDefinition(key=f"{key} {version}", day=version[:10])
    return _law(row, row.next_begins)


def all_of(kind: str, on: date) -> list[Law]:
    """Every definition of a kind in force on a day, in the order of the law."""
    return all_of_kinds((kind,), on)[kind]


def all_of_kinds(kinds: Sequence[str], on: date) -> dict[str, list[Law]]:
    """The same for several kinds in one statement, by kind."""
    rows = in_force(_slim().filter(kind__in=kinds), on)
    laws = [_law(row, None) for row in sorted(rows, key=lambda row: (row.position, row.key))]
    return {kind: [law for law in laws if law.kind == kind] for kind in kinds}


def step_titles(on: date) -> dict[str, str]:
    """What the steps of all procedures of a day are called, by code, in the reader's language."""
    english = get_language() == "en"
    steps = (step for law in all_of("procedure", on) for step in law.body.steps)
    return {step.code: step.en if english and step.en else step.vi for step in steps}


def in_force(rows: Iterable[Definition], on: date) -> list[Definition]:
    """Of all versions those that hold on a day: the latest row of the latest beginning, unless it has ended."""
    latest: dict[tuple[str, str], Definition] = {}
    for row in sorted(rows, key=lambda row: (row.valid_from, row.pk)):
        if row.valid_from <= on:
            latest[row.kind, row.key] = row
    return [row for row in latest.values() if row.valid_to is None or on < row.valid_to]


def every_version(kind: str, key: str) -> list[Definition]:
    """All versions, the newest first; of one day the one that counts first."""
    return list(Definition.objects.filter(kind=kind, key=key).order_by("-valid_from", "-id"))


def ends(row: Definition, rows: Iterable[Definition]) -> date | None:
    """The end of a version's period: the declared one, or the day the next version begins."""
    begins = min((one.valid_from for one in rows if one.valid_from > row.valid_from), default=None)
    return min((day for day in (row.valid_to, begins) if day is not None), default=None)


def last_day(end: date | None) -> date | None:
    """The last day inside a period."""
    return end - timedelta(days=1) if end else None


def _slim() -> QuerySet[Definition]:
    return Definition.objects.defer("body", "search_key")


def _law(row: Definition, next_begins: date | None) -> Law:
    end = min((day for day in (row.valid_to, next_begins) if day is not None), default=None)
    return Law(
        kind=row.kind,
        key=row.key,
        version=row.version,
        title_vi=row.title,
        title_en=row.title_en,
        citation=citations(row),
        confirmed=row.confirmed,
        why=row.why,
        valid_from=row.valid_from,
        valid_to=end,
        body=_body(row.kind, row.pk, row.checksum),
    )


def citations(row: Definition) -> tuple[Citation, ...]:
    """Where it stands."""
    return tuple(build(Citation, one) for one in row.citation)


@lru_cache(maxsize=KEPT)
def _body(kind: str, pk: int, checksum: str) -> Any:
    """The built body of a row; the checksum keeps copies of a database apart."""
    data = Definition.objects.values_list("body", flat=True).get(pk=pk)
    return build(KINDS[kind].shape, data)
