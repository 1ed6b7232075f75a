"""What statutes give to the frame: a line of the rail, search, files, reference data, commands."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare, ReferenceData
from mangnon.files.slots import FileOwner
from mangnon.lib.names import fold
from mangnon.places.slots import placed_facts
from mangnon.statutes import demo, doors
from mangnon.statutes.actions import OWNER
from mangnon.statutes.commands import COMMANDS
from mangnon.statutes.loading import load_definitions
from mangnon.statutes.models import Document
from mangnon.statutes.queries import listed_documents, search_documents
from mangnon.statutes.views.documents import document_url, name_of
from mangnon.statutes.words import REGISTER
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can("statutes.see") or not fold(words):
        return []
    found = search_documents(words, listed_documents(actor)).order_by("-issued_sort", "-id")[:most]
    return [Hit(name_of(one), one.subject, document_url(one), icon="books") for one in found]


OFFERS = (
    RailEntry(REGISTER, "statutes:documents", "books", order=75, action="statutes.see", yearly=True),
    SearchSource("statutes", REGISTER, order=75, find=_find),
    ReferenceData("statutes", load_definitions),
    DemoShare("statutes", _("văn bản của địa phương"), 12, demo.make),
    FileOwner(OWNER, _("văn bản"), look=doors.look, add=doors.add, open=doors.look),
    placed_facts("statutes.document", _("Văn bản của xã, phường"), model=Document, open=Q(place__isnull=False)),
    *COMMANDS,
)
