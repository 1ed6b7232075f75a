"""What people type about places: a place by name, a hamlet's name, the part a divided fact goes to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.places.models import Level, Unit
from mangnon.places.queries.search import resolve
from mangnon.places.rules import in_line
from mangnon.ui.typed import PlaceInput, Typed


class PlaceField(forms.Field):
    """A unit of today, found by its old or new name: with scripts from suggestions, without them by the text.

    ``levels`` says which units may be chosen, ``country`` whether outside of the province served too. The
    cleaned value is a Unit.
    """

    def __init__(self, *, levels: tuple[str, ...] = (Level.COMMUNE,), country: bool = False, **options: Any) -> None:
        self.levels, self.country = levels, country
        super().__init__(widget=PlaceInput(suggest=self._suggest, named=_named), **options)

    def _suggest(self) -> str:
        asked = [("cap", level) for level in self.levels]
        if self.country:
            asked.append(("pham_vi", "ca_nuoc"))
        return f"{reverse('places:suggest')}?{urlencode(asked)}"

    def to_python(self, value: Any) -> Unit | None:
        """The unit, or None when nothing was typed. Raises ValidationError with what to do."""
        key = value.key if isinstance(value, Typed) else ""
        text = str(value or "")
        if not text.strip() and not key:
            return None
        found = resolve(text, key, levels=self.levels, served=not self.country)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Không thấy nơi nào tên “{text}”. Thử viết ít chữ hơn.").format(text=text[:60]))
        names = ", ".join(in_line(unit.name) for unit in found[:5])
        raise ValidationError(_("Có nhiều nơi khớp: {names}. Viết đủ tên của một nơi.").format(names=names))


def _named(key: str) -> str:
    unit = Unit.objects.filter(pk=key).first() if key.isdigit() else None
    return unit.name if unit else ""


class HamletForm(forms.Form):
    """The name of a hamlet."""

    name = forms.CharField(
        label=gettext_lazy("Tên thôn, tổ dân phố"),
        max_length=80,
        help_text=gettext_lazy("Ghi đủ như trong nghị quyết của Hội đồng nhân dân, ví dụ “Thôn 2”."),
    )


class MoveForm(forms.Form):
    """The commune a hamlet goes to."""

    to_unit = PlaceField(label=gettext_lazy("Chuyển sang xã, phường"))


class PartForm(forms.Form):
    """The part into which a divided fact goes."""

    to_unit = forms.TypedChoiceField(label=gettext_lazy("Nay thuộc"), coerce=int, widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, parts: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_unit"].choices = [(part.pk, part.name) for part in parts]  # type: ignore[attr-defined]
