"""What people type to find entries: who, which act, where, from which day to which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.ui.typed import DayField


class FindForm(forms.Form):
    """Conditions that are typed; those that are chosen stand in the sentence."""

    ai = forms.CharField(
        label=gettext_lazy("Ai"),
        help_text=gettext_lazy("tên, không cần dấu"),
        max_length=80,
        required=False,
    )
    viec = forms.CharField(
        label=gettext_lazy("Việc"),
        help_text=gettext_lazy("ví dụ: đổi tên"),
        max_length=80,
        required=False,
    )
    noi = forms.CharField(
        label=gettext_lazy("Nơi"), help_text=gettext_lazy("tên cũ hay mới"), max_length=80, required=False
    )
    tu = DayField(label=gettext_lazy("Từ ngày"), required=False)
    den = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """The first day isn't after the last."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and first > last:
            self.add_error("den", ValidationError(_("Ngày cuối sớm hơn ngày đầu. Đổi lại hai ngày.")))
        return cleaned
