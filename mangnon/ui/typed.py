"""Form fields for what Vietnamese officials type: days as d/m/yyyy, places by old or new name, telephones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mangnon.lib.dates import format_date, parse_vi_date
from mangnon.lib.refusal import Refusal


class DayInput(forms.TextInput):
    """A day as text; what was typed stays as typed."""

    def format_value(self, value: Any) -> str | None:
        """A date as d/m/yyyy, typed text unchanged."""
        return format_date(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """A day: d/m/yyyy and its usual variants. Errors propose what was probably meant."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """The date, or None when nothing was typed. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_vi_date(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class TelInput(forms.TextInput):
    """A telephone number."""

    input_type = "tel"


class PlaceInput(forms.TextInput):
    """A place by name: with scripts a list of suggestions, without them the typed text is resolved on the server.

    The chosen key arrives as ``<name>_key``. ``suggest`` gives the address of the suggestions, ``named`` the text
    for a key; both come from the room that knows places.
    """

    def __init__(self, *, suggest: Callable[[], str], named: Callable[[str], str], attrs: Any = None) -> None:
        super().__init__(attrs)
        self._suggest, self._named = suggest, named

    def suggest_url(self) -> str:
        """Where suggestions are fetched."""
        return self._suggest()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The typed text and the chosen key."""
        return Typed(data.get(name, ""), data.get(f"{name}_key", ""))

    def shown(self, value: Any) -> str:
        """The text in the box."""
        if isinstance(value, Typed):
            return value.text
        return self._named(str(value)) if value else ""

    def key(self, value: Any) -> str:
        """The chosen key."""
        return value.key if isinstance(value, Typed) else str(value or "")


class Typed(str):
    """The typed text of a place, with the chosen key beside it."""

    __slots__ = ("key",)
    key: str

    def __new__(cls, text: str, key: str = "") -> Typed:
        """The text is the value; the key rides along."""
        made = super().__new__(cls, text)
        made.key = key
        return made

    @property
    def text(self) -> str:
        """The text alone."""
        return str(self)
