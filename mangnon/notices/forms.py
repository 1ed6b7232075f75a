"""What people type: channels by kind, quiet hours, days away, the reason to send again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.notices.declared import Kind, every_kind
from mangnon.notices.models import Channel
from mangnon.notices.words import CHANNELS
from mangnon.ui.typed import DayField

OUTSIDE = (Channel.EMAIL, Channel.SMS)
_PREFIX = "cach-"


def current_kinds() -> list[Kind]:
    """Each kind once, by its newest definition."""
    newest = {kind.id: kind for kind in sorted(every_kind(), key=lambda one: one.valid_from)}
    return sorted(newest.values(), key=lambda one: (not one.urgent, one.id))


class WaysForm(forms.Form):
    """For each kind: by which channels beside the inbox."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in current_kinds():
            self.fields[_PREFIX + kind.id] = forms.MultipleChoiceField(
                label=kind.name.now(),
                choices=[(one.value, capfirst(str(CHANNELS[one]))) for one in OUTSIDE],
                widget=forms.CheckboxSelectMultiple,
                required=kind.urgent,
                help_text=gettext_lazy("Việc khẩn: giữ ít nhất một cách, báo cả trong giờ yên tĩnh.")
                if kind.urgent
                else "",
                error_messages={"required": _("{kind}: chọn ít nhất một cách.").format(kind=kind.name.now())},
            )
        self.fields["quiet"] = forms.BooleanField(
            label=gettext_lazy("Giữ giờ yên tĩnh: việc không khẩn đợi đến hết giờ mới gửi ra ngoài"), required=False
        )
        for name, label in (("quiet_from", gettext_lazy("Yên tĩnh từ")), ("quiet_to", gettext_lazy("Đến"))):
            self.fields[name] = forms.TimeField(
                label=label,
                widget=forms.TimeInput(format="%H:%M", attrs={"wide": "short"}),
                error_messages={
                    "required": gettext_lazy("Ghi giờ, ví dụ 21:00."),
                    "invalid": gettext_lazy("Giờ không đọc được. Ghi như 21:00."),
                },
            )

    @staticmethod
    def ways_from(chosen: Mapping[tuple[str, str], bool]) -> dict[str, list[str]]:
        """Initial values: what was chosen, else what is usual."""
        return {
            _PREFIX + kind.id: [one.value for one in OUTSIDE if chosen.get((kind.id, one), one in kind.channels)]
            for kind in current_kinds()
        }

    @staticmethod
    def ways_of(cleaned: Mapping[str, Any]) -> dict[str, list[str]]:
        """Channels by kind, from what was typed."""
        return {name.removeprefix(_PREFIX): value for name, value in cleaned.items() if name.startswith(_PREFIX)}


class AbsenceForm(forms.Form):
    """Both days, or neither."""

    away_from = DayField(label=gettext_lazy("Vắng từ ngày"), required=False)
    away_to = DayField(
        label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Bỏ trống cả hai ô khi không vắng.")
    )


class ReasonForm(forms.Form):
    """Why it will go this time."""

    reason = forms.CharField(
        label=gettext_lazy("Đã sửa gì, vì sao lần này gửi được?"),
        help_text=gettext_lazy("Ít nhất 10 ký tự, ghi vào nhật ký."),
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": gettext_lazy("Ghi đã sửa gì.")},
    )
