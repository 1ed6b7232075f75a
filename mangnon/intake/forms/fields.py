"""Fields of the room: a moment, a place that may stay unknown, signs to tick."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.intake.queries.where import units_told
from mangnon.intake.rules import SIGNS
from mangnon.intake.told import PlaceTold
from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Refusal
from mangnon.places.calendar.moments import read_moment
from mangnon.places.forms import PlaceField
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.ui.typed import Typed

HOUR_TOO = gettext_lazy("Viết giờ rồi ngày, ví dụ 16:30 13/2/2026.")


class MomentInput(forms.TextInput):
    """A moment as text; what was typed stays as typed."""

    def format_value(self, value: Any) -> str | None:
        """A moment as people write it, typed text unchanged."""
        return format_datetime(value) if isinstance(value, datetime) else super().format_value(value)


class MomentField(forms.Field):
    """A day with its hour. Errors say how to write it."""

    widget = MomentInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["wide"] = "name"

    def to_python(self, value: Any) -> datetime | None:
        """The moment, or None when nothing was typed. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            return read_moment(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class ToldPlaceField(PlaceField):
    """Where something happened: a commune of today by any name, or words that name none. Never refused as unknown.

    The cleaned value is a ``PlaceTold``; ``choices_for`` gives the communes among which somebody has to choose.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> PlaceTold:  # type: ignore[override]  # words that name no unit are kept
        """The chosen unit, or what the words say."""
        key = value.key if isinstance(value, Typed) else ""
        text = str(value or "").strip()
        chosen = Unit.objects.filter(pk=key).first() if key.isdecimal() else None
        if chosen is not None:
            return PlaceTold(chosen.pk, None, text)
        found = units_told(text)
        return PlaceTold(found[0].pk if len(found) == 1 else None, None, text)


def several(told: PlaceTold) -> str:
    """What to say when the words name several communes; empty when they don't."""
    found = units_told(told.text) if told.unit_id is None and told.text else []
    if len(found) < 2:
        return ""
    names = ", ".join(in_line(one.name) for one in found[:5])
    return _("“{text}” nay có thể là: {names}. Gõ đúng tên một nơi.").format(text=told.text[:60], names=names)


def signs_field() -> forms.MultipleChoiceField:
    """What whoever listens can tick."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("Dấu hiệu cần để ý"), choices=list(SIGNS.items()), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip


def area(
    label: Any, rows: int = 3, length: int = 4000, *, autofocus: bool = False, **options: Any
) -> forms.CharField:  # fmt: skip
    """A longer text that may stay empty."""
    options.setdefault("required", False)
    widget = forms.Textarea(attrs={"rows": rows, "autofocus": autofocus})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


def line(label: Any, length: int = 120, **options: Any) -> forms.CharField:
    """A short text that may stay empty."""
    options.setdefault("required", False)
    options.setdefault("widget", forms.TextInput(attrs={"wide": "name", "autocomplete": "off"}))
    return forms.CharField(label=label, max_length=length, **options)


def picks(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    """A few answers, one of which is chosen."""
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, **options)
