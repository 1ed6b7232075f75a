"""What people type about models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.places.forms import PlaceField
from mangnon.programmes.examples.actions import ExampleTold
from mangnon.programmes.examples.models import ExampleState
from mangnon.programmes.plans.forms import MoneyField, area
from mangnon.ui.typed import DayField

DECISION_HELP = gettext_lazy("Số, ký hiệu và ngày. Chưa có thì để trống.")


class ExampleForm(forms.Form):
    """A model. ``kinds``: code and words of each kind."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên mô hình"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Loại mô hình"))
    does = forms.CharField(
        label=gettext_lazy("Mô hình làm gì"), max_length=4_000, widget=area(4),
        help_text=gettext_lazy("Không ghi tên trẻ em."),
    )  # fmt: skip
    whom = forms.CharField(
        label=gettext_lazy("Cho ai"), max_length=300,
        help_text=gettext_lazy("Ví dụ: trẻ em 6 - 15 tuổi chưa biết bơi và cha mẹ các em."),
    )  # fmt: skip
    run_by = forms.CharField(
        label=gettext_lazy("Ai điều hành"), max_length=300,
        help_text=gettext_lazy("Đơn vị, đoàn thể, chức danh. Ví dụ: Hội Phụ nữ xã, Trạm Y tế."),
    )  # fmt: skip
    since = DayField(label=gettext_lazy("Hoạt động từ ngày"))
    cost = MoneyField(label=gettext_lazy("Chi phí mỗi năm"))
    money_source = forms.CharField(label=gettext_lazy("Nguồn tiền"), max_length=200, required=False)
    results = forms.CharField(
        label=gettext_lazy("Kết quả"), max_length=4_000, required=False, widget=area(4),
        help_text=gettext_lazy("Điều đã thay đổi. Số người, số trẻ em được giúp thì ghi theo từng năm."),
    )  # fmt: skip
    steps = forms.CharField(
        label=gettext_lazy("Cách làm, để nơi khác làm theo"), max_length=4_000, required=False, widget=area(6),
        help_text=gettext_lazy("Mỗi dòng một bước."),
    )  # fmt: skip
    decision = forms.CharField(
        label=gettext_lazy("Văn bản thành lập"), max_length=200, required=False, help_text=DECISION_HELP
    )
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]


def told_of(cleaned: dict[str, Any]) -> ExampleTold:
    """What the form says."""
    return ExampleTold(**{name: cleaned[name] for name in ExampleTold.__dataclass_fields__})


class CopyExampleForm(forms.Form):
    """What is different in the place that copies. ``chosen``: whether the place is, or is the own one."""

    place = PlaceField(label=gettext_lazy("Chép về nơi nào"))
    since = DayField(label=gettext_lazy("Bắt đầu từ ngày"))
    run_by = forms.CharField(
        label=gettext_lazy("Ai điều hành"), max_length=300,
        help_text=gettext_lazy("Đơn vị, đoàn thể, chức danh của nơi chép về."),
    )  # fmt: skip
    cost = MoneyField(label=gettext_lazy("Chi phí mỗi năm"))
    money_source = forms.CharField(label=gettext_lazy("Nguồn tiền"), max_length=200, required=False)
    decision = forms.CharField(
        label=gettext_lazy("Văn bản thành lập"), max_length=200, required=False, help_text=DECISION_HELP
    )

    def __init__(self, *args: Any, chosen: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not chosen:
            del self.fields["place"]


class StateForm(forms.Form):
    """What becomes of it, since when, why. ``states``: what it can become."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=gettext_lazy("Mô hình nay"), widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Nếu kết thúc: ngày hoạt động cuối cùng."))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )

    def __init__(self, *args: Any, states: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["state"].choices = [(one, ExampleState(one).label) for one in states]  # type: ignore[attr-defined]


class YearForm(forms.Form):
    """What a year achieved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    people = forms.IntegerField(
        label=gettext_lazy("Số người được giúp"), min_value=0, max_value=1_000_000,
        widget=forms.NumberInput(attrs={"wide": "short"}), help_text=gettext_lazy("Gồm cả trẻ em."),
    )  # fmt: skip
    children = forms.IntegerField(
        label=gettext_lazy("Trong đó trẻ em"), min_value=0, max_value=1_000_000,
        widget=forms.NumberInput(attrs={"wide": "short"}),
    )  # fmt: skip
    spent = MoneyField(label=gettext_lazy("Tiền đã chi trong năm"))
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), max_length=500, required=False, widget=area(2),
        help_text=gettext_lazy("Nguồn số liệu, điều đáng nói của năm. Không ghi tên trẻ em."),
    )  # fmt: skip
