"""Public pages of news: lists in pages of fifteen, an article with its neighbours, its pictures, a feed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import View

from mangnon.access.actor import visitor
from mangnon.access.policy import PUBLIC
from mangnon.access.scope import acting
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.portal import news
from mangnon.portal.frame import Site, Tongue, site_of
from mangnon.portal.screens import PublicScreen
from mangnon.publishing import pictures_on_disk
from mangnon.publishing.models import Live, Section
from mangnon.publishing.queries import public
from mangnon.publishing.rendering import render
from mangnon.ui.parts import Link

OTHER = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}
YEAR = 365 * 86_400


def day_of(row: Live) -> str:
    """The day on which an article came out."""
    return format_date(local_day(row.published_at))


class NewsScreen(PublicScreen):
    """A page of news: its address decides its language, so that a page has one text for everybody."""

    section = "news"
    language: str = "vi"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """In the language of the address."""
        with translation.override(self.language):
            return super().dispatch(request, *args, **kwargs)

    def other_url(self) -> str:
        """Where the other language begins."""
        return news.list_url(OTHER[self.language][0])

    def site(self) -> Site:
        """The frame, whose other language is another address."""
        code, label = OTHER[self.language]
        return replace(site_of(self.request, self.section), other=Tongue(code, label, self.other_url()))

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> HttpResponse:
        """With what all pages of news need."""
        told = {
            "site": self.site(), "list_url": news.list_url(self.language), "search_url": news.search_url(self.language),
            "feed_url": news.feed_url(self.language), "url_of": news.url_of, "day_of": day_of,
        }  # fmt: skip
        return super().page({**told, **context}, status=status, template=template)


class NewsList(NewsScreen):
    """Articles, the newest first; of one section or of all."""

    template = "portal/news/list.html"
    takes: ClassVar[frozenset[str]] = frozenset({"cu-hon", "moi-hon"})

    def get(self, request: HttpRequest, section: str = "") -> HttpResponseBase:
        """The page. Raises Http404 on a section or a key that isn't ours."""
        if section and section not in Section.values:
            raise Http404
        older, newer = request.GET.get("cu-hon", ""), request.GET.get("moi-hon", "")
        if older and newer:
            raise Http404
        found = public.stretch(self.language, section, older_than=older, newer_than=newer)
        if found is None:
            raise Http404
        here = news.section_url(self.language, section) if section else news.list_url(self.language)
        title: Text = Section(section).label if section else _("Tin tức")
        return self.page(
            {
                "title": title,
                "found": found,
                "first": not (older or newer),
                "newer_url": f"{here}?{urlencode({'moi-hon': found.newer})}" if found.newer else "",
                "older_url": f"{here}?{urlencode({'cu-hon': found.older})}" if found.older else "",
                "here": here,
                "sections": [
                    (Link(_("Tất cả"), news.list_url(self.language)), not section),
                    *(
                        (Link(one.label, news.section_url(self.language, one.value)), one.value == section)
                        for one in Section
                    ),
                ],
            }
        )


class Article(NewsScreen):
    """One article."""

    template = "portal/news/article.html"

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """The page. Raises Http404."""
        row = public.article(self.language, slug)
        if row is None:
            raise Http404
        newer, older = public.near(row)
        key = urlencode({"cu-hon": public.key_of(older[-1])}) if len(older) == public.PAGE else ""
        return self.page(
            {
                "row": row,
                "body": render(row.body, public.hosts()).html,
                "section_title": Section(row.section).label,
                "section_url": news.section_url(self.language, row.section),
                "newer": newer,
                "older": older,
                "older_url": f"{news.list_url(self.language)}?{key}" if key else "",
                "share_url": settings.PUBLIC_URL.rstrip("/") + news.url_of(row),
                "pictures": _pictures(row),
            }
        )


def _pictures(row: Live) -> list[dict[str, str]]:
    return [one for one in row.pictures if pictures_on_disk.NAME.fullmatch(one["file"])]


class Picture(View):
    """A published picture, served under the hash of its bytes."""

    policy = PUBLIC

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The bytes. Raises Http404."""
        data = pictures_on_disk.read(name)
        if data is None:
            raise Http404
        answer = HttpResponse(data, content_type=pictures_on_disk.MEDIA[name.rpartition(".")[2]])
        answer["Cache-Control"] = "public, max-age=3600"
        return answer


class Feed(View):
    """The newest articles as Atom (RFC 4287)."""

    policy = PUBLIC
    language: str = "vi"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The feed."""
        base = settings.PUBLIC_URL.rstrip("/")
        with translation.override(self.language), acting(visitor()):
            told = {
                "rows": public.latest(self.language, 30), "language": self.language, "base": base,
                "site": site_of(request, "news"), "url_of": news.url_of, "list_url": news.list_url(self.language),
                "feed_url": news.feed_url(self.language),
            }  # fmt: skip
            body = render_to_string("portal/news/feed.xml", told)
        return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
