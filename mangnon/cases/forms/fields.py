"""Fields of the forms of cases: a moment, sentences, the child's own view."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mangnon.cases.models import ChildView
from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Refusal
from mangnon.places.calendar.moments import read_moment


class MomentInput(forms.TextInput):
    """A moment as text; what was typed stays as typed."""

    def format_value(self, value: Any) -> str | None:
        """A moment as ``16:30 13/2/2026``, typed text unchanged."""
        return format_datetime(value) if isinstance(value, datetime) else super().format_value(value)


class MomentField(forms.Field):
    """When something was done: hour and day."""

    widget = MomentInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Làm lúc"))
        options.setdefault(
            "help_text", gettext_lazy("Giờ rồi ngày, ví dụ 16:30 13/2/2026. Lúc ghi vào máy được giữ riêng.")
        )
        options.setdefault("error_messages", {"required": gettext_lazy("Ghi giờ và ngày đã làm.")})
        super().__init__(**options)
        self.widget.attrs["wide"] = "name"

    def to_python(self, value: Any) -> datetime | None:
        """The moment. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            return read_moment(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


def words(label: Any, hint: Any = "", *, required: bool = True, rows: int = 3, length: int = 4000) -> forms.CharField:
    """A few sentences."""
    errors = {"required": hint or gettext_lazy("Ghi ít nhất một câu.")}
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=length, error_messages=errors,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line(label: Any, hint: Any = "", *, required: bool = False, length: int = 200) -> forms.CharField:
    """One line."""
    errors = {"required": gettext_lazy("Ghi ô này.")}
    return forms.CharField(label=label, help_text=hint, required=required, max_length=length, error_messages=errors)


def picks(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    """A few answers, one of which is chosen."""
    options.setdefault("error_messages", {"required": gettext_lazy("Chọn một trong các câu trả lời.")})
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


def yes_no(label: Any, **options: Any) -> forms.TypedChoiceField:
    """Yes or no, and nothing between."""
    return forms.TypedChoiceField(
        label=label, choices=[("1", gettext_lazy("Có")), ("0", gettext_lazy("Không"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "1", error_messages={"required": gettext_lazy("Chọn Có hoặc Không.")}, **options,
    )  # fmt: skip


def late() -> forms.CharField:
    """Why it was late, when it was."""
    return line(
        gettext_lazy("Nếu xong sau hạn: vì sao chậm"),
        gettext_lazy("Không sửa giờ đã làm; ghi lý do là đủ."),
        length=500,
    )


def view_fields() -> dict[str, forms.Field]:
    """Whether the child was asked, and what it said."""
    return {
        "child_view": picks(gettext_lazy("Ý kiến của trẻ"), ChildView.choices),
        "child_said": words(
            gettext_lazy("Trẻ mong muốn điều gì, hoặc vì sao chưa hỏi được"),
            gettext_lazy("Không chép lời kể về sự việc vào đây."),
            required=False,
        ),
    }


class HeardForm(forms.Form):
    """A form with an id of its own, when it was done, the child's own view, and why late."""

    row_id = forms.UUIDField(widget=forms.HiddenInput)
    done_at = MomentField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= view_fields()
        self.fields["late_reason"] = late()


class RowForm(forms.Form):
    """A form with an id of its own: sent twice, kept once."""

    row_id = forms.UUIDField(widget=forms.HiddenInput)
