"""What incidents give to the frame, to files, to notices and the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.accounts.held import held_in_table
from mangnon.files.slots import owned_by
from mangnon.notices.slots import Opens
from mangnon.oversight.incidents import demo
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import FILES, SEE, incidents
from mangnon.oversight.incidents.waiting import incident_work
from mangnon.oversight.slots import Shown, Subject
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource


def _page(thing: str) -> str:
    return reverse("oversight:incident", args=[UUID(thing)])


def _shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    if not actor.can(SEE):
        return {}
    rows = incidents(actor).filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): Shown(code, _page(str(pk))) for pk, code in rows}


COVERS = frozenset(
    {
        "incident", "record_incident", "take_up_incident", "note_incident", "correct_incident", "tell_incident",
        "learn_incident", "sign_incident", "form_08_incident",
        "print_form_08_incident", "incident_people", "draw_incident", "add_person",
        "tell_people", "tell_person", "release_people", "incident_from_alert",
    }
)  # fmt: skip

OFFERS: tuple[Any, ...] = (
    RailEntry(
        _("Sự cố"),
        "oversight:incidents",
        "shield",
        order=855,
        action=SEE,
        short=_("Sự cố"),
        covers=COVERS,
    ),
    WorkSource("oversight.incidents", incident_work),
    held_in_table(
        "oversight.incidents", _("sự cố đang xử lý"), "oversight_incident", needs="oversight.incidents.take_up"
    ),
    owned_by(
        FILES,
        _("sự cố"),
        Incident,
        look=SEE,
        add="oversight.incidents.tell",
        open="oversight.incidents.people_see",
    ),
    DemoShare("oversight.incidents", _("diễn tập sự cố"), 22, demo.make),
    Opens("oversight.Incident", _page),
    Subject("oversight.Incident", _("sự cố"), _shown),
)
