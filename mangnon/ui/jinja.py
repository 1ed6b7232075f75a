"""The Jinja2 environment of all our templates."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.numbers import format_decimal, format_int


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view by name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Autoescaping, strict about names that don't exist, with gettext and our filters."""
    options["undefined"] = StrictUndefined
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True in options
    env.globals.update(static=static, url=url, get_language=translation.get_language)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.filters.update(date=format_date, datetime=format_datetime, integer=format_int, decimal=format_decimal)
    return env
