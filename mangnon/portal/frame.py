"""What stands round every public page: names, menu, telephone numbers. In code alone, so that nobody can add a link."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from mangnon.lib.refusal import Text
from mangnon.places.queries import province_served


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number to call: as it is dialled, as it is read, and who answers."""

    dial: str
    shown: str
    who: Text
    free: Text
    short: Text
    """What it is in two words."""


HOTLINES = (
    Hotline("111", "111", gettext_lazy("Tổng đài quốc gia bảo vệ trẻ em"), gettext_lazy("miễn phí, 24 giờ"),
            gettext_lazy("miễn phí, 24 giờ")),
    Hotline("113", "113", gettext_lazy("Công an"), gettext_lazy("khi có người đang bị đe dọa"),
            gettext_lazy("công an")),
    Hotline("18001581", "1800 1581", gettext_lazy("Trung tâm Công tác xã hội"), gettext_lazy("tư vấn, miễn phí"),
            gettext_lazy("tư vấn, miễn phí")),
)  # fmt: skip
"""The three numbers that stand on every page."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A word of the menu: the view it opens, and the section whose pages it marks."""

    label: Text
    view: str
    section: str


MENU: tuple[MenuLine, ...] = (
    MenuLine(gettext_lazy("Tin tức"), "portal:news_vi", "news"),
    MenuLine(gettext_lazy("Nơi giúp đỡ"), "portal:services", "services"),
    MenuLine(pgettext_lazy("menu", "Hướng dẫn"), "portal:guides", "guides"),
    MenuLine(pgettext_lazy("menu", "Văn bản"), "portal:documents", "documents"),
    MenuLine(gettext_lazy("Tìm kiếm"), "portal:search_vi", "search"),
)
"""The menu, in its order. A view named ``…_vi`` has a fellow ``…_en`` for pages in English."""

FOOT: tuple[MenuLine, ...] = (
    MenuLine(gettext_lazy("Quyền riêng tư"), "portal:privacy", ""),
    MenuLine(gettext_lazy("Dùng được cho mọi người"), "portal:accessibility", ""),
    MenuLine(gettext_lazy("Dành cho cán bộ"), "accounts:sign_in", ""),
)
"""Links of the footer."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language to change to, by a link that works without scripts."""

    code: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of one page, as its template reads it."""

    name: str
    place: str
    section: str
    language: str
    other: Tongue | None
    menu: tuple[MenuLine, ...]
    foot: tuple[MenuLine, ...]
    hotlines: tuple[Hotline, ...] = HOTLINES


def site_of(request: HttpRequest, section: str, *, found: bool = True) -> Site:
    """The frame for this request. Runs under the portal's role, as the page does.

    Where nothing was ``found`` the query is somebody's words: it stands in no link of the page.
    """
    place = short_name(province_served().name)
    language = get_language() or "vi"
    return Site(
        name=_("Trẻ em {place}").format(place=place), place=place, section=section, language=language,
        other=_other(request.get_full_path() if found and request.method == "GET" else request.path, language),
        menu=_in_language(MENU, language), foot=FOOT,
    )  # fmt: skip


def quiet_site() -> Site:
    """The frame of the door: no name, no menu, and nothing asked of the database."""
    language = get_language() or "vi"
    return Site(name="", place="", section="", language=language, other=None, menu=(), foot=())


def _in_language(lines: tuple[MenuLine, ...], language: str) -> tuple[MenuLine, ...]:
    """Lines whose views have an address for each language lead to that of this page."""
    return tuple(
        replace(line, view=f"{line.view.removesuffix('_vi')}_{language}") if line.view.endswith("_vi") else line
        for line in lines
    )


def short_name(name: str) -> str:
    """``Đà Nẵng`` of ``Thành phố Đà Nẵng``: the name as people say it."""
    for kind in ("Thành phố ", "Tỉnh "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _other(back: str, language: str) -> Tongue | None:
    for code, label in settings.LANGUAGES:
        if code != language:
            return Tongue(code, label, f"{reverse('ui:language')}?{urlencode({'to': code, 'next': back})}")
    return None
