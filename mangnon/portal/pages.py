"""Which pages of the site are signed beside news, which acts change them, which stand in for pages that aren't."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.portal.queries import PAGE, published
from mangnon.portal.reading import GUIDES
from mangnon.publishing.slots import Guarded, Page, PublicPages
from mangnon.statutes.models import Document

LANGUAGES = ("vi", "en")
DOOR = ("report", "report_child", "follow")
"""Pages of the door: signed and watched, never served from a copy, since each visitor gets a state of their own."""
COMMUNITY = {
    "programmes.dossiers.recognise": "communes", "programmes.questions.": "forums", "programmes.forums.": "forums",
    "programmes.praise.": "praise",
}  # fmt: skip
"""Acts of programmes and the page that shows what they change."""
STANDING = ("services", "communes", "forums", "praise", "guides", "privacy", "accessibility", *DOOR)
Q_PAGE, Q_WORDS, Q_NEED = "trang", "tu", "can"


def both(address: str) -> list[Page]:
    """A page in its two languages."""
    return [Page(address, one) for one in LANGUAGES]


def document_pages(uid: object) -> list[Page]:
    """The page of a document."""
    return both(reverse("portal:document", args=[uid]))


def list_pages(count: int) -> list[Page]:
    """Every page of the list of so many documents."""
    address = reverse("portal:documents")
    numbers = range(2, -(-count // PAGE) + 1)
    return both(address) + [one for n in numbers for one in both(f"{address}?{urlencode({Q_PAGE: n})}")]


def _standing() -> Sequence[Page]:
    with acting(visitor()):
        uids = list(published().values_list("uid", flat=True))
    pages = [one for name in STANDING for one in both(reverse(f"portal:{name}"))]
    pages += [one for name in GUIDES for one in both(reverse("portal:guide", args=[name]))]
    return pages + list_pages(len(uids)) + [one for uid in uids for one in document_pages(uid)]


def _community(name: str) -> Callable[[Model | None], Sequence[Page]]:
    return lambda _subject: both(reverse(f"portal:{name}"))


def _of_places(_subject: Model | None) -> Sequence[Page]:
    return [*both(reverse("portal:services")), *both(reverse("portal:communes"))]


def _services(_subject: Model | None) -> Sequence[Page]:
    return both(reverse("portal:services"))


def _documents(subject: Model | None) -> Sequence[Page]:
    """Its own page, the list, and whatever cites it; a letter of a commune changes none."""
    if not isinstance(subject, Document) or subject.place_id:
        return ()
    with acting(visitor()):
        count = published().count()
    cited = [one for name in GUIDES for one in both(reverse("portal:guide", args=[name]))]
    return [*document_pages(subject.uid), *list_pages(count + 1), *cited, *both(reverse("portal:privacy"))]


def _guarded() -> Sequence[Guarded]:
    services, documents = reverse("portal:services"), reverse("portal:documents")
    return [
        Guarded(Page(f"{services}?{urlencode({Q_NEED: 'counsel'})}", "vi"), Page(services, "vi")),
        Guarded(Page(f"{documents}?{urlencode({Q_WORDS: 'tre em'})}", "vi"), Page(documents, "vi")),
    ]


PAGES = PublicPages(
    "portal.reading",
    standing=_standing,
    acts={
        "directory.": _services, "places.": _of_places, "statutes.documents.": _documents,
        **{act: _community(name) for act, name in COMMUNITY.items()},
    },
    guarded=_guarded,
)  # fmt: skip
