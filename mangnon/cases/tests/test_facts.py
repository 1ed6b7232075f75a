"""What stands in the system is not typed again: forms 04, 05 and 07 of a case take over all that is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.cases.actions import separating
from mangnon.cases.models import Case
from mangnon.cases.queries.facts import separation_on_paper
from mangnon.cases.tests.conftest import Begin, done, fill
from mangnon.cases.tests.test_chain import until_submitted
from mangnon.lib.ids import new_id
from mangnon.papers.queries import blank
from mangnon.papers.slots import OwnerRef
from mangnon.testing.cast import AT, Cast


def known(actor: Actor, case: Case, form: str) -> dict[str, Any]:
    """The answers that a form about to be filled in has already; all that it asks to be taken over is there."""
    with acting(actor):
        made = blank(actor, AT, OwnerRef("cases.case", case.pk), form)
    taken_over = {one.key for one in made.asked.questions if one.prefill and not one.given and not one.sealed}
    assert taken_over <= set(made.known), form
    return {key: one.answer for key, one in made.known.items()}


def test_forms_04_and_05_say_what_assessments_meeting_and_plan_said(cast: Cast, begin: Begin) -> None:
    case = begin()
    until_submitted(cast, case)
    told = known(cast.lien, case, "mau-04")
    assert (told["state"], told["assessment"], told["needs"]) == ("Nguy cơ cao.", "Nguy cơ cao.", "Tư vấn tâm lý")
    told = known(cast.lien, case, "mau-05")
    assert (told["starts_on"], told["ends_on"], told["budget"]) == ("2026-11-25", "2026-12-31", 500_000)
    assert told["activities"][0]["work"] == "Tư vấn tâm lý mỗi tuần"


def test_form_07_and_the_recorded_decision_take_over_from_each_other(cast: Cast, begin: Begin) -> None:
    case = begin()
    typed = {"starts_on": "2026-11-23", "ends_on": "2026-12-05", "reason": "C"}
    fill(cast.quyet, AT, case, "mau-07", **typed)
    with acting(cast.quyet):
        found = separation_on_paper(case)
    assert found == {"starts_on": date(2026, 11, 23), "until": date(2026, 12, 5), "ground": "2"}
    other = begin(name="Hồ Văn Bảy")
    separating.order_separation(
        actor=cast.quyet, at=AT, case_id=other.pk, separation_id=new_id(), done=done(AT),
        decision=separating.Decision("01/QĐ-UBND", date(2026, 11, 23), "Hồ Văn Quyết"),
        apart=separating.Apart(1, date(2026, 11, 23), date(2026, 12, 7), "nhà bà ngoại", "thôn Thử Hai"),
    )  # fmt: skip
    told = known(cast.lien, other, "mau-07")
    assert (told["reason"], told["starts_on"], told["ends_on"]) == ("B", "2026-11-23", "2026-12-07")
    assert "Thử Hai" not in str(told), "the address is kept closed"
