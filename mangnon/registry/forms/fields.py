"""Fields of the register's forms: a birth known in part, a code of a list, a household, where somebody lives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Refusal, Text
from mangnon.registry.models import Source
from mangnon.ui.typed import PlaceInput, Typed

YEARS = (1900, 2100)


class BirthInput(forms.TextInput):
    """A date known in part, as people write it."""

    def format_value(self, value: Any) -> str | None:
        """``7/3/2014``, ``3/2014``, ``năm 2014``, ``khoảng năm 2014``; typed text unchanged."""
        return str(value) if isinstance(value, PartialDate) else super().format_value(value)


class BirthField(forms.Field):
    """A day, a month or a year of birth, perhaps estimated."""

    widget = BirthInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Ngày sinh"))
        options.setdefault("help_text", gettext_lazy("Ví dụ 14/3/2017. Không rõ ngày thì ghi 2017 hoặc khoảng 2017."))
        options.setdefault("error_messages", {"required": gettext_lazy("Ghi ngày sinh, hoặc chỉ ghi năm.")})
        super().__init__(**options)
        self.widget.attrs["wide"] = "short"

    def to_python(self, value: Any) -> PartialDate | None:
        """What is known of the date. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values:
            return None
        try:
            return PartialDate.parse(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


def code_field(label: Any, items: dict[str, str], *, required: bool = False, **options: Any) -> forms.ChoiceField:
    """A code of a list, in the order of the list."""
    nothing = [("", _("Chọn") if required else _("Chưa rõ"))]
    return forms.ChoiceField(label=label, choices=[*nothing, *items.items()], required=required, **options)


def picks(label: Any, choices: Iterable[tuple[str, Text]], **options: Any) -> forms.ChoiceField:
    """A few answers, one of which is chosen."""
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, **options)


def source_field(initial: str = Source.TOLD) -> forms.ChoiceField:
    """How the fact became known."""
    return forms.ChoiceField(label=gettext_lazy("Nguồn"), choices=Source.choices, initial=initial)


def year_field(label: Any) -> forms.IntegerField:
    """A year of birth."""
    return forms.IntegerField(label=label, required=False, min_value=YEARS[0], max_value=YEARS[1])


class HouseholdField(forms.CharField):
    """A household by the name of its head: with scripts from suggestions. The cleaned value is an id, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=PlaceInput(suggest=_suggest, named=str), required=False, **options)

    def to_python(self, value: Any) -> Any:
        """The typed text with the chosen key; the form asks the actor's households for it."""
        return value if isinstance(value, Typed) else Typed(str(value or ""))


def _suggest() -> str:
    return reverse("registry:suggest_household")
