"""What people type about the calendar: a place and a day to look from, a term to reckon, days to state."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mangnon.lib.periods import Period
from mangnon.lib.refusal import Refusal
from mangnon.lib.workdays import Clock, Term
from mangnon.places.calendar.actions import Days
from mangnon.places.calendar.moments import read_moment
from mangnon.places.forms import PlaceField
from mangnon.places.models import Level
from mangnon.ui.typed import DayField

PLACES = (Level.COMMUNE.value, Level.PROVINCE.value)


class LookForm(forms.Form):
    """Where, and as known on which day."""

    noi = PlaceField(label=_("Lịch ở"), required=False, levels=PLACES, help_text=_("Để trống: lịch chung cả nước."))
    biet_ngay = DayField(
        label=_("Như đã biết vào ngày"),
        required=False,
        help_text=_("Để trống: như đang biết hôm nay."),
    )


class TermForm(forms.Form):
    """When something starts and how long it may take."""

    start = forms.CharField(
        label=_("Bắt đầu lúc"),
        max_length=40,
        help_text=_("Giờ rồi ngày, ví dụ 16:30 13/2/2026."),
        widget=forms.TextInput({"wide": "name"}),
    )
    amount = forms.IntegerField(label=_("Thời hạn"), min_value=1)
    clock = forms.ChoiceField(
        label=_("Tính bằng"),
        widget=forms.RadioSelect,
        choices=[
            (Clock.WORKING_DAY, _("ngày làm việc")),
            (Clock.HOUR, _("giờ, kể cả ban đêm và ngày nghỉ")),
            (Clock.DAY, _("ngày, kể cả ngày nghỉ")),
        ],
    )
    place = PlaceField(
        label=_("Ở đâu"),
        required=False,
        levels=PLACES,
        help_text=_("Chỉ cần ghi nếu nơi đó có ngày nghỉ riêng."),
    )

    def clean(self) -> dict[str, Any]:
        """The term and the moment, each refused beside its field."""
        given = super().clean() or {}
        if {"amount", "clock"} <= given.keys():
            given["term"] = self._read("amount", lambda: Term(given["amount"], Clock(given["clock"])))
        if "start" in given:
            exact = given.get("clock") == Clock.HOUR
            given["begins"] = self._read("start", lambda: read_moment(given["start"], needs_hour=exact))
        return given

    def _read(self, name: str, reading: Any) -> Any:
        try:
            return reading()
        except Refusal as refusal:
            self.add_error(name, str(refusal))
            return None


class DaysForm(forms.Form):
    """Days off, a day worked in exchange, and the document."""

    first_off = DayField(label=_("Nghỉ từ ngày"), required=False)
    last_off = DayField(label=_("đến hết ngày"), required=False, help_text=_("Để trống nếu chỉ nghỉ một ngày."))
    worked = DayField(
        label=_("Làm bù vào ngày"),
        required=False,
        help_text=_("Ngày cuối tuần phải đi làm thay, nếu có."),
    )
    name = forms.CharField(
        label=_("Gọi là gì"), max_length=120, help_text=_("Ví dụ “Nghỉ hoán đổi dịp Quốc khánh” hoặc “Nghỉ tránh bão”.")
    )
    place = PlaceField(label=_("Nơi áp dụng"), required=False, levels=PLACES, help_text=_("Để trống: cả nước."))
    document = forms.CharField(
        label=_("Theo văn bản"), max_length=300, help_text=_("Số, ngày, nơi ban hành."), widget=forms.TextInput()
    )
    confirmed = forms.BooleanField(label=_("Đã xem bản chính thức của văn bản"), required=False)

    def clean(self) -> dict[str, Any]:
        """The days off as one period."""
        given = super().clean() or {}
        first, last = given.get("first_off"), given.get("last_off")
        if last is not None and first is None and "first_off" in given:
            self.add_error("first_off", ValidationError(_("Ghi ngày nghỉ đầu tiên.")))
        if first is not None and last is not None and last < first:
            self.add_error("last_off", ValidationError(_("Ngày cuối trước ngày đầu. Xem lại hai ngày.")))
        return given

    def days(self) -> Days:
        """What was typed, for the action; after ``is_valid``."""
        given = self.cleaned_data
        first, last, place = given["first_off"], given["last_off"], given["place"]
        return Days(
            name=given["name"],
            document=given["document"],
            off=Period.closed(first, last or first) if first else None,
            worked=given["worked"],
            unit_id=place.pk if place else None,
            confirmed=given["confirmed"],
        )


class WithdrawForm(forms.Form):
    """Why a statement no longer holds."""

    reason = forms.CharField(
        label=_("Vì sao rút lại"), max_length=300, help_text=_("Ví dụ “nhập nhầm ngày”, hoặc số văn bản thay thế.")
    )
