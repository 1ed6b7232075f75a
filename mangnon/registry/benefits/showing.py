"""The block "Quyền lợi" of a child's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_money
from mangnon.registry.benefits.queries import due_months, entitlements, facts_of, last_aid, laws_on, with_months
from mangnon.registry.entitling import Findings, Proposed, amount, find
from mangnon.registry.models import Child
from mangnon.registry.slots import Panel
from mangnon.statutes.queries.definitions import Law
from mangnon.ui.parts import Link

GRANT = "registry.entitlements.grant"
END = "registry.entitlements.end"
RECORD = "registry.aids.record"
NAMED = 3
"""Months without payment that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A line that the child may be granted: what, why, how much, on what basis."""

    title: str
    money: str
    reasons: tuple[str, ...]
    basis: str
    why_url: str
    note: str = ""
    grant_url: str = ""


@dataclass(frozen=True, slots=True)
class GrantedLine:
    """Something granted: what, by which decision, what is owed."""

    title: str
    money: str
    since: str
    note: str = ""
    due: str = ""
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class Benefits:
    """All that the block shows."""

    granted: tuple[GrantedLine, ...]
    proposed: tuple[ProposalLine, ...]
    ended: tuple[GrantedLine, ...]
    mentioned: tuple[str, ...]
    last: str
    aid_url: str

    def __bool__(self) -> bool:
        return bool(self.granted or self.proposed or self.ended or self.mentioned or self.last)


def benefits_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """What the child is entitled to and gets; None where there is nothing to say."""
    told = benefits_of(actor, child, local_day(at))
    link = Link(_("Ghi trợ giúp"), told.aid_url) if told.aid_url else None
    return Panel(_("Quyền lợi"), "registry/benefits/_panel.html", {"benefits": told}, link)


def benefits_of(actor: Actor, child: Child, on: date) -> Benefits:
    """Read everything and put it into words."""
    laws = {law.key: law for law in laws_on(on)}
    rows = list(with_months(entitlements(actor, child)))
    held = [row for row in rows if row.valid_to is None or row.valid_to > on]
    findings = find(laws.values(), facts_of(actor, child, on)) if child.is_here else Findings()
    known = {(row.law, row.line) for row in held}
    open_lines = [one for one in findings.proposed if one.key not in known]
    may = {right: child.is_here and child.place_id in actor.reach(right) for right in (GRANT, RECORD)}
    ends = child.place_id in actor.reach(END)
    aid = last_aid(actor, child)
    return Benefits(
        granted=tuple(_granted(row, laws, child, on, ends=ends) for row in held),
        proposed=tuple(_proposal(one, child, may=may[GRANT]) for one in open_lines),
        ended=tuple(_ended(row, laws, child, on) for row in rows if row not in held),
        mentioned=tuple(f"{one.title}: {one.asks}" for one in findings.mentioned),
        last=_last(aid) if aid else "",
        aid_url=reverse("registry:record_aid", args=[child.pk]) if may[RECORD] else "",
    )


def title_of(laws: Mapping[str, Law], law: str, line: str) -> str:
    """The wording of a line; its code where the definition isn't loaded."""
    benefits: Sequence[Any] = laws[law].body.benefits if law in laws else ()
    return next((one.vi for one in benefits if one.code == line), line)


def _proposal(one: Proposed, child: Child, *, may: bool) -> ProposalLine:
    notes = [one.doubt] if one.doubt else []
    if one.beaten_by:
        notes.append(_("Chỉ hưởng một hệ số cao nhất: {code}").format(code=one.beaten_by))
    if not one.law.confirmed:
        notes.append(_("chưa xác nhận"))
    url = reverse("registry:grant_entitlement", args=[child.pk, *one.key])
    return ProposalLine(
        title=one.benefit.vi,
        money=format_money(one.monthly_vnd) if one.monthly_vnd else "",
        reasons=one.reasons,
        basis=basis(one.law, one.benefit.reference),
        why_url=reverse("statutes:definition", args=["entitlement", one.law.key]),
        note=". ".join(notes),
        grant_url=url if may and not one.beaten_by else "",
    )


def basis(law: Law, reference: str) -> str:
    """``Khoản 1 Điều 5, Nghị định …``: the point of the law on which a line rests."""
    return ", ".join(filter(None, (reference, law.citation[0].document if law.citation else "")))


def _granted(row: Any, laws: Mapping[str, Law], child: Child, on: date, *, ends: bool) -> GrantedLine:
    months = due_months(row, on) if row.monthly_vnd else ()
    return GrantedLine(
        title=title_of(laws, row.law, row.line),
        money=format_money(row.monthly_vnd) if row.monthly_vnd else "",
        since=_("từ {day}, quyết định {number}").format(day=format_date(row.valid_from), number=row.decision),
        note=_raised(row, laws, on),
        due=due_words(months),
        end_url=reverse("registry:end_entitlement", args=[child.pk, row.pk]) if ends else "",
    )


def _raised(row: Any, laws: Mapping[str, Law], on: date) -> str:
    """Said when the law gives more today than was granted."""
    law = laws.get(row.law)
    benefit = next((one for one in law.body.benefits if one.code == row.line), None) if law else None
    now = amount(law, benefit, on) if law and benefit else None
    if now is None or row.monthly_vnd is None or now <= row.monthly_vnd:
        return ""
    return _("Mức theo Nghị định nay là {money}").format(money=format_money(now))


def due_words(months: Sequence[date]) -> str:
    """``Chưa ghi trả: 9/2026, 10/2026``; many months as their number and the first and last."""
    if not months:
        return ""
    said = [f"{month:%-m/%Y}" for month in months]
    if len(months) <= NAMED:
        return _("Chưa ghi trả: {months}").format(months=", ".join(said))
    return _("Chưa ghi trả {n} tháng, từ {first} đến {last}").format(n=len(months), first=said[0], last=said[-1])


def _ended(row: Any, laws: Mapping[str, Law], child: Child, on: date) -> GrantedLine:
    told = _granted(row, laws, child, on, ends=False)
    until = _("đến trước {day}").format(day=format_date(row.valid_to))
    return GrantedLine(told.title, told.money, ", ".join((told.since, until)), row.end_reason, told.due)


def _last(aid: Any) -> str:
    value = format_money(aid.value_vnd) if aid.value_vnd else ""
    return ", ".join(filter(None, (format_date(aid.given_on), aid.what, value, aid.giver)))
