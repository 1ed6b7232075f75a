"""Pages to read: guides, privacy, accessibility, documents, services near you."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.directory.models import Need
from mangnon.directory.queries.public import PublicService, public_services
from mangnon.places.queries import resolve, suggest
from mangnon.portal.queries import cited, issued_words, matching, page_of, published
from mangnon.portal.reading import GUIDES, text
from mangnon.portal.screens import PublicScreen
from mangnon.publishing.signing.vouching import vouched
from mangnon.publishing.slots import Page
from mangnon.statutes.models import Document


class Guides(PublicScreen):
    """The three guides."""

    template = "portal/guides.html"
    section = "guides"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list."""
        return self.page({"guides": [(key, text(name).title) for key, name in GUIDES.items()]})


class Guide(PublicScreen):
    """One guide."""

    template = "portal/text.html"
    section = "guides"

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """The text. 404 for another name."""
        if name not in GUIDES:
            raise Http404
        found = text(GUIDES[name])
        return self.page({"text": found, "cited": cited(found.rests_on), "up": True, "child": name == "tre-em"})


class Notice(PublicScreen):
    """A standing text of the footer."""

    template = "portal/text.html"
    name: ClassVar[str] = ""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The text."""
        found = text(self.name)
        return self.page({"text": found, "cited": cited(found.rests_on), "up": False, "child": False})


class Privacy(Notice):
    """What is kept of whoever comes, in plain words."""

    name = "rieng_tu"


class Accessibility(Notice):
    """How far everybody can use the site, and where not yet."""

    name = "tiep_can"


class Documents(PublicScreen):
    """Law and plans, searched by words or number."""

    template = "portal/documents.html"
    section = "documents"
    takes = frozenset({"tu", "trang"})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """A page of fifteen. 404 for a page that isn't there."""
        words = request.GET.get("tu", "").strip()[:80]
        found = page_of(matching(words), request.GET.get("trang", "1"))
        if found is None:
            raise Http404
        rows, pages = found
        listed = [(row, issued_words(row)) for row in rows if not words or _as_signed(row)]
        return self.page({"rows": listed, "pages": pages, "words": words})


def _as_signed(row: Document) -> bool:
    """Whether what a search shows of a document stands on its signed page."""
    page = Page(reverse("portal:document", args=[row.uid]), get_language() or "vi")
    return vouched(page, (row.number, row.subject, row.issuer, issued_words(row)))


class DocumentPage(PublicScreen):
    """One document: number, date, issuer, subject, whether it is in force."""

    template = "portal/document.html"
    section = "documents"

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponseBase:
        """The page. 404 for what isn't published."""
        found = published().filter(uid=uid).first()
        if found is None:
            raise Http404
        return self.page({"row": found, "issued": issued_words(found)})


class Services(PublicScreen):
    """Released services, by need and commune; old names of communes are understood."""

    template = "portal/services.html"
    section = "services"
    takes = frozenset({"can", "xa"})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list."""
        need, typed = request.GET.get("can", ""), request.GET.get("xa", "").strip()[:70]
        if need and need not in Need.values:
            raise Http404
        units = resolve(typed) if typed else []
        unit = units[0] if len(units) == 1 else None
        services = public_services(self.at, need=need, place_id=unit.pk if unit else None)
        live = bool(need or typed)
        if live:  # not a signed page: it shows what stands on the one that is
            services = [one for one in services if _said_on_signed(one)]
        near = [one.title for one in suggest(typed, limit=6)] if typed and unit is None else []
        return self.page({
            "services": services, "needs": [(one.value, str(one.label)) for one in Need], "need": need, "typed": typed,
            "unit": unit, "near": near, "note": self._note(typed, unit is None, bool(near)), "live": live,
        })  # fmt: skip

    def _note(self, typed: str, unclear: bool, near: bool) -> str:  # noqa: FBT001 - three facts of one sentence
        if not typed or not unclear:
            return ""
        if near:
            return _("Chưa rõ là xã, phường nào. Chọn một tên dưới đây; trong lúc đó là dịch vụ của cả thành phố.")
        return _("Không thấy xã, phường nào tên như vậy; dưới đây là dịch vụ của cả thành phố.")


def _said_on_signed(one: PublicService) -> bool:
    places = (word for place in one.places for word in (place.name, place.address, place.place, place.phone))
    page = Page(reverse("portal:services"), get_language() or "vi")
    return vouched(page, (one.name, one.provider, one.about, one.how, one.phone, *places))
