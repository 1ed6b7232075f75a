"""The Jinja2 environment of all our templates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.templatetags import static as files
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.numbers import format_decimal, format_int


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view by name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=1024)
def static(path: str) -> str:
    """The address of a file of ours; it doesn't change while this process lives."""
    return str(files.static(path))


@lru_cache(maxsize=1024)
def drawn_icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite."""
    return drawn(static("ui/icons.svg"), name, size)


def drawn(sprite: str, name: str, size: str) -> SafeString:
    """An icon of a sprite that lies at an address."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f"i i-{size}" if size else "i", sprite, name,
    )  # fmt: skip


def said(message: str, /, **values: Any) -> Markup:
    """A sentence in the language of the page, values escaped. A page says some seventy, so the bare ones are kept."""
    language = translation.get_language()
    return _words(language, message) % values if values else _bare(language, message)


@lru_cache(maxsize=4096)
def _words(_language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - messages are ours, as Jinja's own gettext takes them


@lru_cache(maxsize=4096)
def _bare(language: str | None, message: str) -> Markup:
    return _words(language, message) % {}


def environment(**options: Any) -> Environment:
    """Autoescaping, strict about names that don't exist, with gettext and our filters."""
    options["undefined"] = StrictUndefined
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True in options
    env.globals.update(static=static, drawn_icon=drawn_icon, url=url, get_language=translation.get_language)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(_=said, gettext=said)
    env.filters.update(date=format_date, datetime=format_datetime, integer=format_int, decimal=format_decimal)
    return env
