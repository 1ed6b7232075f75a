"""What people type about boards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.programmes.boards.models import BoardKind, Part
from mangnon.programmes.plans.forms import MoneyField, area
from mangnon.ui.typed import DayField, TelInput


class BoardForm(forms.Form):
    """A board by its decision."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Là gì"), choices=BoardKind.choices, widget=forms.RadioSelect)
    decision = forms.CharField(
        label=gettext_lazy("Quyết định thành lập"), max_length=160,
        help_text=gettext_lazy("Số, ký hiệu và ngày, ví dụ: 45/QĐ-UBND ngày 12/8/2025."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip
    since = DayField(label=gettext_lazy("Làm việc từ ngày"))
    rules = forms.CharField(
        label=gettext_lazy("Quy chế hoạt động"), max_length=160, required=False,
        help_text=gettext_lazy("Số, ký hiệu và ngày. Chưa có thì để trống."),
    )  # fmt: skip

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("kind", "since") if begun else ():
            del self.fields[name]


class EndForm(forms.Form):
    """The last day and why."""

    last = DayField(label=gettext_lazy("Ngày làm việc cuối"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class LeaveForm(forms.Form):
    """The last day on the board, and why."""

    last = DayField(label=gettext_lazy("Ngày cuối trong ban"))
    reason = forms.CharField(label=gettext_lazy("Vì sao rời ban"), max_length=300, required=False)


class MemberForm(forms.Form):
    """Somebody who joins. ``posts``: those of the law's list, missing ones first."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    part = forms.ChoiceField(label=gettext_lazy("Trong ban là"), choices=Part.choices, widget=forms.RadioSelect)
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ công tác"), required=False)
    other = forms.CharField(
        label=gettext_lazy("Hoặc chức vụ khác"), max_length=200, required=False,
        help_text=gettext_lazy("Trưởng thôn, tổ trưởng, công chức khác…"),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False, widget=TelInput())
    since = DayField(label=gettext_lazy("Từ ngày"))

    def __init__(self, *args: Any, posts: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [("", gettext_lazy("chức vụ khác")), *((p, p) for p in posts)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of both posts must be there."""
        told = super().clean() or {}
        if not told.get("post") and not told.get("other"):
            self.add_error("post", gettext_lazy("Chọn chức vụ, hoặc ghi chức vụ khác ở ô dưới."))
        return told


class MeetingForm(forms.Form):
    """A meeting and its agenda."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    on = DayField(label=gettext_lazy("Ngày họp"))
    agenda = forms.CharField(label=gettext_lazy("Nội dung họp"), max_length=4_000, widget=area(5))


class MinutesForm(forms.Form):
    """Who came and what was said."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    agenda = forms.CharField(label=gettext_lazy("Nội dung họp"), max_length=4_000, widget=area(4))
    present = forms.CharField(
        label=gettext_lazy("Có mặt"), max_length=4_000, required=False, widget=area(5),
        help_text=gettext_lazy("Mỗi dòng một người."),
    )  # fmt: skip
    minutes = forms.CharField(
        label=gettext_lazy("Biên bản"), max_length=20_000, widget=area(12),
        help_text=gettext_lazy("Không ghi tên trẻ; vụ việc của trẻ thì ghi ở hồ sơ vụ việc."),
    )  # fmt: skip


class ConcludeForm(forms.Form):
    """A conclusion."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Kết luận"), max_length=500, widget=area(3),
        help_text=gettext_lazy("Mỗi kết luận một việc: ai, làm gì, bao giờ xong."),
    )  # fmt: skip


class TaskOfForm(forms.Form):
    """Where in the plan, by whom, by when."""

    objective = forms.ChoiceField(label=gettext_lazy("Vào mục tiêu nào của kế hoạch"))
    owner_name = forms.CharField(label=gettext_lazy("Ai làm"), max_length=120)
    due_on = DayField(label=gettext_lazy("Hạn xong"))
    planned = MoneyField(label=gettext_lazy("Tiền dự kiến"))

    def __init__(self, *args: Any, objectives: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["objective"].choices = list(objectives)  # type: ignore[attr-defined]
