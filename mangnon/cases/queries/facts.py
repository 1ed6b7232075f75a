"""What is known of a case's work, as forms take it over: nothing that stands in the system is typed again."""

from __future__ import annotations

from datetime import date
from typing import Any

from mangnon.cases.models import Assessment, Case, Meeting, Plan, Separation
from mangnon.cases.queries.sheets import newest_sheet
from mangnon.lib.dates import local_day
from mangnon.papers.actions import number_of
from mangnon.papers.models import Sheet
from mangnon.papers.questions import in_force

SEPARATION_FORM, GROUND = "mau-07", "reason"


def _grounds(on: date) -> list[str]:
    """How form 07 of a day names the cases of article 32(1): its choices stand in the order of the procedure's."""
    asked = {one.key: one for one in in_force(SEPARATION_FORM, on).questions}
    return [one.code for one in asked[GROUND].choices]


def facts_of_work(case: Case) -> dict[str, Any]:
    """Facts by the names that forms use, as answers are stored; empty ones among them."""
    facts: dict[str, Any] = {}
    for form in ("02", "03"):
        last = Assessment.objects.filter(case=case, form=f"mau-{form}").order_by("-done_at").first()
        facts[f"form.{form}.conclusion"] = last.conclusion if last else ""
    meeting = Meeting.objects.filter(case=case).order_by("-done_at").first()
    facts["form.03.needs_detail"] = meeting.needs if meeting else ""
    plan = Plan.objects.filter(case=case).exclude(state=Plan.State.REPLACED).order_by("-n").first()
    apart = Separation.objects.filter(case=case).order_by("-starts_on", "-recorded_at").first()
    return facts | (_of_plan(plan) if plan else {}) | (_of_separation(apart) if apart else {})


def _of_plan(plan: Plan) -> dict[str, Any]:
    items = list(plan.items.all())
    rows = [
        {
            "work": one.what, "who": one.who, "provider": one.provider, "cost": one.money_vnd,
            "starts": one.starts_on.isoformat() if one.starts_on else "",
            "ends": one.ends_on.isoformat() if one.ends_on else "",
        }
        for one in items
    ]  # fmt: skip
    return {
        "plan.goals": plan.goals,
        "plan.starts_on": plan.starts_on.isoformat(),
        "plan.ends_on": plan.ends_on.isoformat(),
        "plan.assigned": "\n".join(dict.fromkeys(one.who for one in items)),
        "plan.money": sum(one.money_vnd or 0 for one in items) or None,
        "plan.activities": [{key: value for key, value in row.items() if value} for row in rows],
    }


def _of_separation(row: Separation) -> dict[str, Any]:
    grounds = _grounds(row.decided_on)
    return {
        "separation.decided_on": row.decided_on.isoformat(),
        "separation.ground": grounds[row.ground] if row.ground < len(grounds) else "",
        "separation.starts_on": row.starts_on.isoformat(),
        "separation.ends_on": row.until.isoformat(),
    }


def separation_on_paper(case: Case) -> dict[str, Any]:
    """What the newest form 07 says already, by the names of the form that records the signed decision."""
    paper = newest_sheet(case, SEPARATION_FORM)
    if paper is None:
        return {}
    told = {name: _day(paper.text(key)) for name, key in (("starts_on", "starts_on"), ("until", "ends_on"))}
    grounds, ground = _grounds(told["starts_on"] or local_day(case.opened_at)), paper.text(GROUND)
    place = str(grounds.index(ground)) if ground in grounds else ""
    found = {**told, "ground": place, "number": number_of(Sheet.objects.get(pk=paper.id))}
    return {name: value for name, value in found.items() if value}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
