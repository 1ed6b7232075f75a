"""What was told becomes rows: the report's own columns, its children, suspects and the vault."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from mangnon.intake.models import HarmReport, ReportedChild, Reporter, Suspect, Tie
from mangnon.intake.queries.where import unit_of
from mangnon.intake.rules import SIGNS, Facts, Triage, triage, youngest
from mangnon.intake.told import ChildTold, ReporterTold, ReportTold, SuspectTold
from mangnon.lib.dates import PartialDate, local_day
from mangnon.lib.fields import key_ring
from mangnon.lib.names import clean_name, fold

SEALED_OF_CHILD = ("condition", "fear", "family", "helped", "whereabouts")
NAMES_OF_CHILD = ("full_name", "about", "father_name", "mother_name", "carer_name")
VAULT = ("name", "phone", "address", "relation", "safe_contact")


def body_mark(told: ReportTold) -> str:
    """A keyed fingerprint of everything that was told: a second send is the same report or it isn't."""
    text = json.dumps(asdict(told), default=str, ensure_ascii=False, sort_keys=True)
    return key_ring().blind_index(text, "intake_body").hex()


def same_body(told: ReportTold, mark: str) -> bool:
    """Whether a mark is of this body, under whatever key it was made."""
    text = json.dumps(asdict(told), default=str, ensure_ascii=False, sort_keys=True)
    return any(one.hex() == mark for one in key_ring().blind_indexes(text, "intake_body"))


def triaged(told: ReportTold, at: datetime) -> Triage:
    """How urgent it is as told. Nothing of who told it goes in."""
    births = [PartialDate.parse(one.born) for one in told.children if one.born]
    return triage(
        Facts(
            danger=told.danger, harms=frozenset(told.harms), signs=frozenset(told.signs) & frozenset(SIGNS),
            ties=frozenset(one.tie for one in told.suspects), near=any(one.near for one in told.suspects),
            age=youngest(births, local_day(at)),
        )
    )  # fmt: skip


def write_report(report: HarmReport, told: ReportTold) -> None:
    """The report's own columns, before it is saved."""
    unit = unit_of(told.place.unit_id, told.place.text)
    report.channel, report.reference = told.channel, told.reference.strip()[:60]
    report.what = told.what.strip()
    report.danger, report.harms = told.danger, list(told.harms)
    report.signs = [code for code in told.signs if code in SIGNS]
    report.incident_unit, report.incident_text = unit, told.place.text.strip()[:200]
    report.incident_hamlet_id = told.place.hamlet_id if unit is not None else None
    report.happened_at, report.happened_text = told.happened_at, told.happened_text.strip()[:120]


def write_children(report: HarmReport, told: Iterable[ChildTold]) -> None:
    """New children of a saved report."""
    for one in told:
        if one.is_told:
            row = ReportedChild(report=report)
            fill_child(row, one)
            row.save(force_insert=True)


def fill_child(row: ReportedChild, told: ChildTold) -> None:
    """What is known of one child; what wasn't told stays empty."""
    for name in NAMES_OF_CHILD:
        setattr(row, name, clean_name(getattr(told, name)))
    for name in SEALED_OF_CHILD:
        setattr(row, name, getattr(told, name).strip() or None)
    row.name_key, row.sex = fold(row.full_name), told.sex
    row.set_birth(PartialDate.parse(told.born) if told.born else None)
    row.home_unit, row.home_text = unit_of(told.home.unit_id, told.home.text), told.home.text.strip()[:200]
    row.child_id = told.child_id


def write_suspects(report: HarmReport, told: Iterable[SuspectTold]) -> None:
    """New suspects of a saved report."""
    for one in told:
        if one.is_told:
            row = Suspect(report=report)
            fill_suspect(row, one)
            row.save(force_insert=True)


def fill_suspect(row: Suspect, told: SuspectTold) -> None:
    """What is known of one; an empty line keeps what stands there unseen."""
    row.tie, row.near = told.tie if told.tie in Tie.values else Tie.UNKNOWN, told.near
    for name in ("name", "about"):
        if text := getattr(told, name).strip():
            setattr(row, name, text)


def write_vault(report: HarmReport, told: ReporterTold) -> Reporter | None:
    """The vault of a saved report, when there is anything to keep."""
    if not told.is_told:
        return None
    row = Reporter(report=report, anonymous=told.anonymous)
    fill_vault(row, told, clear=False)
    row.save(force_insert=True)
    return row


def fill_vault(row: Reporter, told: ReporterTold, *, clear: bool) -> list[str]:
    """What was told; without ``clear`` an empty line keeps what stands there unseen. Names of what changed."""
    changed = []
    for name in VAULT:
        text = getattr(told, name).strip()
        if text or clear:
            setattr(row, name, text or None)
            changed.append(name)
    row.anonymous = told.anonymous
    return changed
