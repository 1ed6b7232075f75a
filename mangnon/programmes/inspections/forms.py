"""What people type about inspections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.places.models import Unit
from mangnon.programmes.inspections.actions import (
    FindingTold,
    FollowedTold,
    HandlingTold,
    InspectionTold,
    InspectorTold,
    RecommendationTold,
)
from mangnon.programmes.inspections.models import Followed, Handling, InspectionKind, Severity
from mangnon.programmes.plans.forms import area
from mangnon.ui.typed import DayField, TelInput

NAMELESS = gettext_lazy("Không ghi tên trẻ em; vụ việc của trẻ ghi ở hồ sơ vụ việc.")


class InspectionForm(forms.Form):
    """An inspection. ``units``: places that can be inspected."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=InspectionKind.choices, widget=forms.RadioSelect)
    leader = forms.CharField(
        label=gettext_lazy("Cơ quan chủ trì"), max_length=160,
        help_text=gettext_lazy("Ví dụ: Sở Y tế; Ủy ban Mặt trận Tổ quốc Việt Nam xã."),
    )  # fmt: skip
    subject = forms.CharField(
        label=gettext_lazy("Nơi được kiểm tra, giám sát"), max_length=200,
        help_text=gettext_lazy("Tên cơ quan, cơ sở, tổ chức; với phản biện: văn bản được phản biện."),
    )  # fmt: skip
    subject_place = forms.ChoiceField(
        label=gettext_lazy("Thuộc địa bàn"), required=False,
        help_text=gettext_lazy("Người của nơi này đọc được cuộc kiểm tra và trả lời kiến nghị."),
    )  # fmt: skip
    topics = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=4_000,
        widget=area(4),
        help_text=gettext_lazy("Mỗi dòng một nội dung."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Quyết định, kế hoạch"), max_length=160, required=False,
        help_text=gettext_lazy("Số, ký hiệu và ngày."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip
    planned_from = DayField(label=gettext_lazy("Dự kiến từ ngày"))
    planned_to = DayField(label=gettext_lazy("Đến hết ngày"))

    def __init__(self, *args: Any, units: Sequence[Unit] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        pairs = [("", gettext_lazy("không thuộc một xã, phường")), *((str(one.pk), one.name) for one in units)]
        self.fields["subject_place"].choices = pairs  # type: ignore[attr-defined]


def inspection_told(cleaned: Mapping[str, Any], units: Sequence[Unit]) -> InspectionTold:
    """What was typed."""
    place = next((one for one in units if str(one.pk) == cleaned["subject_place"]), None)
    names = ("kind", "leader", "subject", "topics", "planned_from", "planned_to", "decision", "document")
    return InspectionTold(**{name: cleaned[name] for name in names}, subject_place=place)


class HeldForm(forms.Form):
    """The day and the minutes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label=gettext_lazy("Ngày làm"))
    minutes = forms.CharField(label=gettext_lazy("Biên bản"), max_length=20_000, widget=area(10), help_text=NAMELESS)


class WhyForm(forms.Form):
    """Why not."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class VersionForm(forms.Form):
    """Nothing but the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InspectorForm(forms.Form):
    """Somebody on the team."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    post = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=160)
    agency = forms.CharField(label=gettext_lazy("Cơ quan"), max_length=160)
    head = forms.BooleanField(label=gettext_lazy("Là trưởng đoàn"), required=False)


def inspector_told(cleaned: Mapping[str, Any]) -> InspectorTold:
    """What was typed."""
    return InspectorTold(cleaned["name"], cleaned["post"], cleaned["agency"], cleaned["head"])


class FindingForm(forms.Form):
    """A finding."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=gettext_lazy("Phát hiện gì"), max_length=1_000, widget=area(4), help_text=NAMELESS)
    severity = forms.ChoiceField(label=gettext_lazy("Mức độ"), choices=Severity.choices, widget=forms.RadioSelect)
    rule = forms.CharField(
        label=gettext_lazy("Vi phạm quy định nào"), max_length=200, required=False,
        help_text=gettext_lazy("Điều, khoản và văn bản. Không vi phạm thì để trống."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip


def finding_told(cleaned: Mapping[str, Any]) -> FindingTold:
    """What was typed."""
    return FindingTold(cleaned["text"], cleaned["severity"], cleaned["rule"], cleaned["document"])


class HandlingForm(forms.Form):
    """How a finding was handled."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    handling = forms.ChoiceField(
        label=gettext_lazy("Hình thức xử lý"), choices=Handling.choices, required=False, widget=forms.RadioSelect
    )
    by = forms.CharField(label=gettext_lazy("Cơ quan xử lý"), max_length=160, required=False)
    number = forms.CharField(label=gettext_lazy("Số quyết định, công văn"), max_length=120, required=False)
    on = DayField(label=gettext_lazy("Ngày"), required=False)
    outcome = forms.CharField(
        label=gettext_lazy("Kết quả"), max_length=500, required=False, widget=area(3), help_text=NAMELESS
    )


def handling_told(cleaned: Mapping[str, Any]) -> HandlingTold:
    """What was typed."""
    names = ("handling", "by", "number", "on", "outcome")
    return HandlingTold(**{name: cleaned[name] for name in names})


class RecommendationForm(forms.Form):
    """A recommendation."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=gettext_lazy("Kiến nghị gì"), max_length=1_000, widget=area(4), help_text=NAMELESS)
    who = forms.CharField(
        label=gettext_lazy("Ai phải trả lời"), max_length=160, help_text=gettext_lazy("Chức vụ hoặc cơ quan.")
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False, widget=TelInput())
    due_on = DayField(label=gettext_lazy("Trả lời trước khi hết ngày"))


def recommendation_told(cleaned: Mapping[str, Any]) -> RecommendationTold:
    """What was typed."""
    return RecommendationTold(cleaned["text"], cleaned["who"], cleaned["due_on"], cleaned["phone"])


class ReplyForm(forms.Form):
    """What was answered."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Trả lời"), max_length=6_000, widget=area(8), help_text=NAMELESS)
    by = forms.CharField(label=gettext_lazy("Ai trả lời"), max_length=160)
    on = DayField(label=gettext_lazy("Trả lời ngày"))


class FollowedForm(forms.Form):
    """What came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    followed = forms.ChoiceField(
        label=gettext_lazy("Đã làm đến đâu"), choices=Followed.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Thấy gì"), max_length=500, required=False, widget=area(3))
    on = DayField(label=gettext_lazy("Xem lại ngày"))
    close = forms.BooleanField(label=gettext_lazy("Kết thúc kiến nghị này"), required=False)


def followed_told(cleaned: Mapping[str, Any]) -> FollowedTold:
    """What was typed."""
    return FollowedTold(cleaned["followed"], cleaned["on"], cleaned["note"], cleaned["close"])
