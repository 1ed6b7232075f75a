"""A form field for a moment: "16:30 13/2/2026" and its usual variants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Refusal
from mangnon.places.calendar.moments import read_moment


class MomentInput(forms.TextInput):
    """A moment as text; what was typed stays as typed."""

    def format_value(self, value: Any) -> str | None:
        """A moment as people write it, typed text unchanged."""
        return format_datetime(value) if isinstance(value, datetime) else super().format_value(value)


class MomentField(forms.Field):
    """A day with its hour. Errors say how to write it."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        """The moment, or None when nothing was typed. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            return read_moment(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
