"""What people type about retention: what to hold back and why, why not to destroy, why to lift."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mangnon.lib.ids import new_id
from mangnon.oversight.retention.actions.holding import Held
from mangnon.oversight.retention.words import record_choices
from mangnon.oversight.slots import subjects
from mangnon.places.forms import PlaceField
from mangnon.places.models import Level
from mangnon.ui.typed import DayField


class HoldForm(forms.Form):
    """What to hold back: at least one of type, place, subject."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    record = forms.ChoiceField(label=_("Loại hồ sơ"), required=False)
    place = PlaceField(label=_("Ở đâu"), required=False, levels=(Level.COMMUNE, Level.PROVINCE))
    subject_kind = forms.ChoiceField(label=_("Về đối tượng nào"), required=False)
    subject_id = forms.CharField(
        label=_("Số của đối tượng"),
        max_length=40,
        required=False,
        help_text=_("Số đầy đủ như trong nhật ký. Không ghi tên trẻ."),
    )
    reason = forms.CharField(
        label=_("Giữ lại để làm gì?"),
        help_text=_("Số văn bản, vụ việc nào, ai yêu cầu. Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    last_day = DayField(
        label=_("Giữ đến hết ngày"), required=False, help_text=_("Để trống: đến khi hai người cùng cho thôi giữ.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"once": new_id(), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        record: Any = self.fields["record"]
        record.choices = [("", _("mọi loại")), *record_choices()]
        kind: Any = self.fields["subject_kind"]
        kind.choices = [("", _("mọi đối tượng")), *((key, capfirst(str(one.noun))) for key, one in subjects().items())]

    @property
    def hold_id(self) -> UUID:
        """The id that this form gives its hold: sent twice, it is one."""
        found: UUID = self.cleaned_data["once"]
        return found

    def held(self) -> Held:
        """What was typed, for the action; after ``is_valid``."""
        given = self.cleaned_data
        place = given["place"]
        return Held(
            reason=given["reason"], record=given["record"], place_id=place.pk if place else None,
            subject_kind=given["subject_kind"], subject_id=given["subject_id"].strip().lower(),
            last_day=given["last_day"],
        )  # fmt: skip


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(
        label=_("Vì sao?"),
        help_text=_("Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class ReadForm(forms.Form):
    """That the list was read."""

    read = forms.BooleanField(
        label=_("Đã đọc danh sách: hủy rồi thì không lấy lại được"),
        error_messages={"required": _("Đọc danh sách, rồi đánh dấu ô này.")},
    )
