"""What people type about plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.lib.numbers import format_int, parse_decimal, parse_money
from mangnon.lib.refusal import Refusal
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.plans.models import Better
from mangnon.ui.typed import DayField

FIRST, LAST = 2016, 2060


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class MoneyField(forms.CharField):
    """An amount in đồng: ``500.000``; nothing typed is 0, unless it is ``needed``."""

    def __init__(self, *, needed: bool = False, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"wide": "short", "unit": "đồng"}))
        super().__init__(required=needed, **options)

    def prepare_value(self, value: Any) -> Any:
        """What is known already is written as people write it."""
        return format_int(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The number. Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        try:
            return parse_money(typed) if typed else 0
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class NumberField(forms.CharField):
    """A number with or without decimals: ``98,5``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"wide": "short"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The number, or None. Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        try:
            return parse_decimal(typed) if typed else None
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class DocumentsField(forms.CharField):
    """Numbers of documents of the register, one a line."""

    def __init__(self, **options: Any) -> None:
        told = {
            "label": gettext_lazy("Dựa vào văn bản"), "widget": area(2), "required": False, "max_length": 600,
            "help_text": gettext_lazy("Mỗi dòng một số và ký hiệu có trong danh mục, ví dụ 1863/QĐ-TTg."),
        }  # fmt: skip
        super().__init__(**{**told, **options})

    def clean(self, value: Any) -> Any:
        """The numbers."""
        return [one.strip() for one in super().clean(value).splitlines() if one.strip()]


def year_field(label: Any) -> forms.IntegerField:
    """A year."""
    return forms.IntegerField(
        label=label, min_value=FIRST, max_value=LAST, widget=forms.NumberInput(attrs={"wide": "tiny"})
    )


class PlanForm(forms.Form):
    """A programme."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên chương trình, kế hoạch"), max_length=240)
    first_year = year_field(gettext_lazy("Từ năm"))
    last_year = year_field(gettext_lazy("Đến năm"))
    about = forms.CharField(label=gettext_lazy("Mục đích, phạm vi"), max_length=2_000, required=False, widget=area(4))
    documents = DocumentsField()
    learnt = forms.CharField(
        label=gettext_lazy("Điều rút ra cho lần sau"), max_length=2_000, required=False, widget=area(4)
    )

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_year", "last_year") if begun else ("learnt",):
            del self.fields[name]


class ObjectiveForm(forms.Form):
    """A heading."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Mục tiêu"), max_length=240)
    about = forms.CharField(label=gettext_lazy("Nói rõ hơn"), max_length=2_000, required=False, widget=area(3))


class GoalForm(forms.Form):
    """An indicator. ``figures``: what can be reckoned from the records."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Chỉ tiêu"), max_length=240)
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị tính"), max_length=24, widget=forms.TextInput(attrs={"wide": "short"}),
        help_text=gettext_lazy("%, trẻ em, xã…"),
    )  # fmt: skip
    better = forms.ChoiceField(label=gettext_lazy("Thế nào là tốt"), choices=Better.choices, widget=forms.RadioSelect)
    figure = forms.ChoiceField(
        label=gettext_lazy("Kết quả lấy từ đâu"), required=False,
        help_text=gettext_lazy("Tính được từ hồ sơ thì không ai phải ghi tay."),
    )  # fmt: skip
    baseline = NumberField(label=gettext_lazy("Mức xuất phát"), required=False)

    def __init__(self, *args: Any, figures: Sequence[tuple[str, Any]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["figure"].choices = [("", gettext_lazy("ghi tay, có nguồn")), *figures]  # type: ignore[attr-defined]


class TargetForm(forms.Form):
    """What it is to be, what it was. Both in one form, as both stand in one line."""

    target = NumberField(label=gettext_lazy("Phải đạt"), required=False)
    actual = NumberField(label=gettext_lazy("Kết quả"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Nguồn của kết quả"), max_length=240, required=False,
        help_text=gettext_lazy("Báo cáo số mấy, ai đếm, ngày nào."),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Vì sao chưa đạt"), max_length=500, required=False, widget=area(3))

    def __init__(self, *args: Any, computed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("actual", "source") if computed else ():
            del self.fields[name]


class TaskForm(forms.Form):
    """A task with its terms. ``people``: who can own it."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên việc"), max_length=240)
    about = forms.CharField(label=gettext_lazy("Làm thế nào là xong"), max_length=2_000, required=False, widget=area(3))
    owner = forms.ChoiceField(label=gettext_lazy("Người làm"), required=False)
    owner_name = forms.CharField(
        label=gettext_lazy("Hoặc chức danh, đơn vị làm"), max_length=120, required=False,
        help_text=gettext_lazy("Khi người làm chưa có tài khoản. Ví dụ: Hội Phụ nữ xã."),
    )  # fmt: skip
    reports_to = forms.CharField(label=gettext_lazy("Báo cáo cho ai"), max_length=120, required=False)
    starts_on = DayField(label=gettext_lazy("Bắt đầu"))
    due_on = DayField(label=gettext_lazy("Hạn xong"))
    planned = MoneyField(label=gettext_lazy("Tiền dự kiến"))
    allotted = MoneyField(label=gettext_lazy("Tiền đã cấp"))
    yearly = forms.BooleanField(label=gettext_lazy("Làm hằng năm, chép sang kế hoạch năm sau"), required=False)
    documents = DocumentsField()
    learnt = forms.CharField(
        label=gettext_lazy("Điều rút ra cho năm sau"), max_length=500, required=False, widget=area(2)
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", gettext_lazy("chưa rõ ai")), *people]  # type: ignore[attr-defined]
        if not begun:
            del self.fields["learnt"]


class TellForm(forms.Form):
    """How far it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    progress = forms.IntegerField(
        label=gettext_lazy("Đã xong bao nhiêu"), min_value=0, max_value=100,
        widget=forms.NumberInput(attrs={"wide": "tiny", "unit": "%"}),
        help_text=gettext_lazy("100 là đã xong."),
    )  # fmt: skip
    finished_on = DayField(
        label=gettext_lazy("Xong ngày"), required=False, help_text=gettext_lazy("Chỉ khi đã xong; để trống là hôm nay.")
    )
    spent = MoneyField(label=gettext_lazy("Tiền đã chi đến nay"))
    text = forms.CharField(label=gettext_lazy("Đã làm gì"), max_length=500, required=False, widget=area(3))
    delay = forms.CharField(
        label=gettext_lazy("Vì sao trễ"), max_length=500, required=False, widget=area(2),
        help_text=gettext_lazy("Cần khi đã quá hạn."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class EvidenceForm(forms.Form):
    """A file."""

    file = UploadField(ACCEPTED, label=gettext_lazy("Tệp minh chứng"))


class ShareForm(forms.Form):
    """To whom, by when, with how much each and how much is kept."""

    due_on = DayField(label=gettext_lazy("Hạn xong của các nơi"))
    each = MoneyField(
        label=gettext_lazy("Tiền cho mỗi nơi"),
        help_text=gettext_lazy("Nơi nào khác số này thì ghi ở ô dưới."),
    )  # fmt: skip
    other = forms.CharField(
        label=gettext_lazy("Nơi có số tiền khác"), required=False, max_length=8_000, widget=area(3),
        help_text=gettext_lazy("Mỗi dòng: tên nơi, dấu hai chấm, số tiền. Ví dụ: Xã Trà Linh: 12.000.000"),
    )  # fmt: skip
    kept = MoneyField(
        label=gettext_lazy("Tiền giữ lại cho cấp mình"),
        help_text=gettext_lazy("Tiền các nơi cộng tiền giữ lại phải bằng tiền dự kiến của việc."),
    )  # fmt: skip
    owner_name = forms.CharField(
        label=gettext_lazy("Ai làm ở nơi nhận"), max_length=120, required=False,
        initial=gettext_lazy("Người làm công tác bảo vệ trẻ em cấp xã"),
    )  # fmt: skip
    whom = forms.MultipleChoiceField(label=gettext_lazy("Giao cho"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["whom"].choices = list(places)  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """Into which year, under what name."""

    year = year_field(gettext_lazy("Chép sang năm"))
    title = forms.CharField(label=gettext_lazy("Tên kế hoạch mới"), max_length=240)


class AdoptionForm(forms.Form):
    """Yes or no, in what, with how much money."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    adopted = forms.ChoiceField(
        label=gettext_lazy("Đã đưa vào chưa"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("đã đưa vào")), ("no", gettext_lazy("chưa"))],
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số văn bản trong danh mục"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Tên văn bản, hoặc vì sao chưa"), max_length=240, required=False,
        help_text=gettext_lazy("Khi danh mục chưa có văn bản đó."),
    )  # fmt: skip
    planned = MoneyField(label=gettext_lazy("Tiền dự kiến"))
    allotted = MoneyField(label=gettext_lazy("Tiền đã cấp"))
    spent = MoneyField(label=gettext_lazy("Tiền đã chi"))
