"""What the desk gives to the frame."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.desk.queries import waiting_count
from mangnon.desk.subjects import SUBJECTS
from mangnon.ui.slots import RailEntry


def _count(actor: Actor) -> int | None:
    now: datetime = timezone.now()
    return waiting_count(actor, now) or None


OFFERS = (
    RailEntry(_("Việc cần làm"), "desk:home", "list-check", order=10, short=_("Việc"), count=_count),
    *SUBJECTS,
)
