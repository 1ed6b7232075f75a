"""Finding reports from the palette: by number, by the number at their sender, by the name of a child."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.intake.models import State
from mangnon.intake.queries.reports import SEE, listed_reports
from mangnon.lib.dates import format_datetime
from mangnon.lib.names import fold
from mangnon.ui.worklist import Hit


def find(actor: Actor, words: str, most: int) -> list[Hit]:
    """Reports within reach, the latest first. Of a child's name nothing shorter than two words is looked for."""
    if not actor.can(SEE):
        return []
    text, key = words.strip()[:60], fold(words[:120])
    around = Q(number__iendswith=text) | Q(reference__iexact=text)
    if " " in key:
        around |= Q(children__name_key__contains=key)
    rows = listed_reports(actor).filter(around).distinct().order_by("-recorded_at")[:most]
    return [
        Hit(
            one.number,
            _("{state}, nhận {when}").format(
                state=str(State(one.state).label).lower(), when=format_datetime(one.recorded_at)
            ),
            reverse("intake:report", args=[one.pk]),
            "phone-in",
        )
        for one in rows
    ]
