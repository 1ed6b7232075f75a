"""Pieces that several screens show: counted levels, a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from mangnon.cases.models import Case, Plan, PlanItem
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.papers.questions import in_force
from mangnon.registry.slots import Panel
from mangnon.statutes.words import LEVELS


def counts_words(form: str, case: Case, counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Each table by itself: "1a. …: Cao 2, Trung bình 0, Thấp 0"; high is bad in one and good in the other."""
    titles = {part.key: part.title for part in in_force(form, local_day(case.opened_at)).parts}
    return [
        f"{titles.get(key, key)}: " + ", ".join(f"{word} {given.get(code, 0)}" for code, word in LEVELS.items())
        for key, given in counts.items()
    ]


def plan_panel(plan: Plan, own: Iterable[PlanItem], paper_url: str = "") -> Panel:
    """What a plan says with its items; ``paper_url``: where form 05 is made of it."""
    items = []
    for one in own:
        days = " – ".join(format_date(day) for day in (one.starts_on, one.ends_on) if day)
        money = _("{n} đồng").format(n=format_int(one.money_vnd)) if one.money_vnd else ""
        items.append({"what": one.what, "note": " · ".join(filter(None, (one.who, one.provider, days, money)))})
    span = _("từ {first} đến hết {last}").format(first=format_date(plan.starts_on), last=format_date(plan.ends_on))
    told = {"plan": plan, "span": span, "items": items, "state": Plan.State(plan.state).label, "paper_url": paper_url}
    return Panel(_("Kế hoạch, bản {n}").format(n=plan.n), "cases/_plan.html", told)
