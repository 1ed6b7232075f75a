"""What places give to the frame: a line of the rail, search, commands, hamlets that follow their commune."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import ReferenceData
from mangnon.places.commands import COMMANDS
from mangnon.places.hamlet_moves import HAMLET_FACTS
from mangnon.places.loading import load_units
from mangnon.places.models import Unit
from mangnon.places.queries.search import search_units
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource


def unit_url(unit: Unit) -> str:
    """The page of a unit; the first day is in the address, since codes are used again."""
    return reverse("places:unit", args=[unit.code, unit.valid_from.isoformat()])


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can("places.see"):
        return []
    found = search_units(words, limit=most)
    return [Hit(one.title, one.note, unit_url(one.unit), icon="pin") for one in found]


OFFERS = (
    RailEntry(_("Địa bàn"), "places:list", "pin", order=80, action="places.see", yearly=True),
    RailEntry(_("Lịch làm việc"), "places:calendar", "calendar", order=81, action="places.calendar.see", yearly=True),
    SearchSource("places", _("Địa bàn"), order=80, find=_find),
    HAMLET_FACTS,
    ReferenceData("places", load_units),
    *COMMANDS,
)
