"""The frame round every page: rail, person, languages, theme. Built lazily, since fragments need none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.lib.dates import format_time
from mangnon.ui.addresses import address
from mangnon.ui.counting import counts
from mangnon.ui.parts import Act, Language, Lock, NavGroup, NavItem, Shell
from mangnon.ui.slots import MainAct, Nameplate, RailEntry


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` for staff and plain pages, ``toasts`` for what was just done.

    ``csrf_input`` is Django's, masked anew for each page instead of for each form of it.
    """
    return {
        "shell": SimpleLazyObject(lambda: _shell(request)),
        "toasts": SimpleLazyObject(lambda: _toasts(request)),
        "csrf_input": SimpleLazyObject(lambda: _csrf_input(request)),
    }


def _csrf_input(request: HttpRequest) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


def _shell(request: HttpRequest) -> Shell:
    actor: Actor | None = getattr(request, "actor", None)
    common: dict[str, Any] = {
        "product": "Măng Non",
        "home_url": "/",
        "languages": tuple(_languages(request)),
        "language": get_language() or "vi",
        "theme": theme_of(request),
        "theme_url": address("ui:theme"),
    }
    if actor is None or not actor.is_person:
        return Shell(**common)
    plates = offers.filled(Nameplate)
    groups: Any = SimpleLazyObject(lambda: _groups(request, actor))  # plain pages show none, and counting costs
    return Shell(
        **common,
        place_name=plates[0].place(request) if plates else "",
        person_role=plates[0].role(request) if plates else "",
        person_name=actor.name,
        groups=groups,
        main_act=_main_act(actor),
        search_url=address("desk:search"),
        search_words=_("Tìm nơi, người, việc…"),
        palette_url=address("desk:palette"),
        account_url=address("accounts:me"),
        sign_out_url=address("accounts:sign_out"),
        help_url=address("ui:help"),
        state_text=_("Mọi việc đã gửi, {time}").format(time=format_time(request.at)),  # type: ignore[attr-defined]
        lock=Lock(settings.IDLE_LOCK_SECONDS, address("accounts:unlock")),
    )


def theme_of(request: HttpRequest) -> str:
    """``light``, ``dark`` or the empty string for the system's."""
    told = request.COOKIES.get("theme", "")
    return told if told in ("light", "dark") else ""


def _groups(request: HttpRequest, actor: Actor) -> tuple[NavGroup, ...]:
    entries = sorted(offers.filled(RailEntry), key=lambda one: one.order)
    here = _line_of(request.resolver_match.view_name if request.resolver_match else "")
    daily: list[NavItem] = []
    yearly: list[NavItem] = []
    for entry in entries:
        if entry.action and not actor.can(entry.action):
            continue
        item = NavItem(
            label=entry.label,
            url=address(entry.view),
            icon=entry.icon,
            count=counts.of(actor, entry.view, entry.count) if entry.count else None,
            active=entry.view == here,
            short=entry.short,
        )
        (yearly if entry.yearly else daily).append(item)
    groups = (NavGroup(tuple(daily)), NavGroup(tuple(yearly), title=_("Cả năm")))
    return tuple(group for group in groups if group.items)


def _line_of(page: str) -> str:
    """The view of the rail's line that a page belongs to; empty for none.

    Its own line, else the line that covers it, else the one whose name it goes on (places:calendar_due), else the
    first of its room that says nothing of what it covers.
    """
    room, _colon, name = page.partition(":")
    lines = [one for one in offers.filled(RailEntry) if one.view.partition(":")[0] == room]
    below = [
        *(one.view for one in lines if one.view == page),
        *(one.view for one in lines if name in one.covers),
        *(one.view for one in lines if page.startswith(f"{one.view}_")),
        *(one.view for one in lines if not one.covers),
    ]
    return next(iter(below), "")


def _main_act(actor: Actor) -> Act | None:
    fitting = [one for one in offers.filled(MainAct) if actor.can(one.action)]
    if not fitting:
        return None
    first = min(fitting, key=lambda one: one.order)
    return Act(first.label, url=address(first.view), icon=first.icon, key="N")


def _languages(request: HttpRequest) -> list[Language]:
    now = get_language()
    return [
        Language(code, label, f"{address('ui:language')}?to={code}", active=code == now)
        for code, label in settings.LANGUAGES
    ]


def _toasts(request: HttpRequest) -> list[Any]:
    from django.contrib.messages import get_messages

    from mangnon.ui.parts import Toast

    return [Toast(str(message)) for message in get_messages(request)]
