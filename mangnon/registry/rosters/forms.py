"""What people choose about a roster: the commune and the file, which column is which, what an export is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.places.forms import PlaceField
from mangnon.places.models import Level, Unit
from mangnon.registry.rosters.columns import BY_KEY, READ
from mangnon.registry.rosters.reading import ACCEPTS
from mangnon.ui.exporting import SHORTEST_REASON

NOT_READ = "-"
MOST_CHOICES = 30
"""Up to so many communes are chosen from a list; provincial people type."""


def communes(actor: Actor, action: str) -> list[Unit] | None:
    """The communes of today that an actor may choose from; None when they are too many for a list."""
    reach = actor.reach(action)
    if reach.everywhere or len(reach.places) > MOST_CHOICES * 10:
        return None
    rows = Unit.objects.filter(pk__in=reach.places - reach.narrowed, level=Level.COMMUNE, valid_to__isnull=True)
    found = list(rows.order_by("sort_key", "id")[: MOST_CHOICES + 1])
    return found if len(found) <= MOST_CHOICES else None


class _PlaceForm(forms.Form):
    """Begins with the commune, unless there is only one."""

    def __init__(self, *args: Any, actor: Actor, action: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.only: Unit | None = None
        offered = communes(actor, action)
        if offered is None:
            self.fields["place"] = PlaceField(label=_("Xã, phường"))
        elif len(offered) == 1:
            self.only = offered[0]
        else:
            choices = [(one.pk, one.name) for one in offered]
            self._offered = {one.pk: one for one in offered}
            self.fields["place"] = forms.TypedChoiceField(label=_("Xã, phường"), choices=choices, coerce=self._chosen)
        self.order_fields(["place"])

    def _chosen(self, value: Any) -> Unit:
        return self._offered[int(value)]


def chosen_place(form: Any) -> Unit:
    """The commune that a valid form of these is about: the only one, or the one chosen."""
    place: Unit = form.only or form.cleaned_data["place"]
    return place


class SendForm(_PlaceForm):
    """A file for a commune."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Excel (.xlsx) hoặc CSV, tối đa 10 MB và 50.000 dòng."),
        widget=forms.FileInput(attrs={"accept": ACCEPTS.accept}),
    )


class ExportForm(_PlaceForm):
    """The register of a commune in the official layout."""

    reason = forms.CharField(
        label=_("Xuất để làm gì?"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("Lý do được ghi lại cùng tên người xuất."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ColumnsForm(forms.Form):
    """For each heading of the sheet, our column or none."""

    def __init__(self, *args: Any, titles: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(NOT_READ, _("không lấy cột này")), *((key, BY_KEY[key].title) for key in READ)]
        for at, title in enumerate(titles):
            if title:
                self.fields[f"column_{at}"] = forms.ChoiceField(label=title[:80], choices=choices, initial=NOT_READ)

    @property
    def mapping(self) -> dict[int, str]:
        """Index of a heading → our column."""
        chosen = {int(name.removeprefix("column_")): key for name, key in self.cleaned_data.items()}
        return {at: key for at, key in chosen.items() if key != NOT_READ}
