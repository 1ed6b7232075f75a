"""Where somebody lives: a hamlet to choose for those who answer for one commune, else commune and hamlet by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.names import fold
from mangnon.places.forms import PlaceField
from mangnon.places.models import Hamlet, Unit
from mangnon.places.queries import hamlets_of
from mangnon.registry.reach import only_commune


class PlacedForm(forms.Form):
    """Adds ``hamlet``, and ``place`` where the actor reaches many. ``clean`` leaves ``place`` and ``hamlet_id``."""

    def __init__(self, *args: Any, actor: Actor, action: str, place: Unit | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.action = actor, action
        self.place = place or only_commune(actor, action)
        self.narrowed = self.place is not None and self.place.pk in actor.reach(action).narrowed
        self._ask()

    def _ask(self) -> None:
        label = gettext_lazy("Thôn, tổ dân phố")
        if self.place is None:
            self.fields["place"] = PlaceField(
                label=gettext_lazy("Xã, phường"), help_text=gettext_lazy("Gõ tên xã nay hoặc tên cũ.")
            )
            self.fields["hamlet"] = forms.CharField(label=label, max_length=80, required=False)
            return
        choices = [(str(stay.hamlet.pk), stay.name) for stay in hamlets_of(self.place) if self._mine(stay.hamlet)]
        nothing = (
            [] if self.narrowed and len(choices) == 1 else [("", _("Chưa rõ") if not self.narrowed else _("Chọn"))]
        )
        self.fields["hamlet"] = forms.ChoiceField(label=label, choices=[*nothing, *choices], required=self.narrowed)

    def _mine(self, hamlet: Hamlet) -> bool:
        return not self.narrowed or hamlet.pk in self.actor.reach(self.action).hamlets

    def clean(self) -> dict[str, Any]:
        """With ``place`` and ``hamlet_id``."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["place"] = self.place or cleaned.get("place")
        cleaned["hamlet_id"] = self._hamlet_id(cleaned)
        return cleaned

    def _hamlet_id(self, cleaned: dict[str, Any]) -> int | None:
        told = cleaned.get("hamlet") or ""
        if self.place is not None or not told or cleaned["place"] is None:
            return int(told) if told.isdecimal() else None
        known = {fold(stay.name): stay.hamlet.pk for stay in hamlets_of(cleaned["place"])}
        if fold(told) in known:
            return known[fold(told)]
        names = ", ".join(stay.name for stay in hamlets_of(cleaned["place"])[:12])
        self.add_error(
            "hamlet",
            _("Không có thôn tên “{name}” ở đây. Có: {names}.").format(name=told[:40], names=names)
            if names
            else _("Nơi này chưa đặt tên thôn nào: để trống ô này."),
        )
        return None
