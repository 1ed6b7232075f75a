"""What is typed about school, health insurance, doses, check-ups and disability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.numbers import format_decimal, parse_decimal
from mangnon.lib.refusal import Refusal, Text
from mangnon.registry.forms.facts import SINCE, TODAY, WordedForm, line
from mangnon.registry.forms.fields import code_field, picks, source_field
from mangnon.registry.forms.moving import words_field
from mangnon.registry.models import Schooling, Source
from mangnon.ui.typed import DayField

OTHER = "-"
NUTRITION = [
    ("fine", gettext_lazy("Bình thường")),
    ("underweight", gettext_lazy("Suy dinh dưỡng thể nhẹ cân")),
    ("stunted", gettext_lazy("Suy dinh dưỡng thể thấp còi")),
    ("overweight", gettext_lazy("Thừa cân, béo phì")),
]
FLAGS = ("underweight", "stunted", "overweight")


class SizeInput(forms.TextInput):
    """A size as people write it."""

    def format_value(self, value: Any) -> str | None:
        """``102,5``; typed text unchanged."""
        return super().format_value(value) if isinstance(value, str) or value is None else format_decimal(value)


class SizeField(forms.Field):
    """A length or a weight with a comma."""

    def __init__(self, *, unit: str, **options: Any) -> None:
        widget = SizeInput(attrs={"wide": "tiny", "unit": unit, "autocomplete": "off"})
        super().__init__(widget=widget, required=False, **options)

    def to_python(self, value: Any) -> Any:
        """A decimal. Raises ValidationError with the sentence of the refusal."""
        if value in self.empty_values:
            return None
        try:
            number = parse_decimal(str(value))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        if number != round(number, 1):
            raise ValidationError(_("Ghi nhiều nhất một chữ số sau dấu phẩy."))
        return number


class SchoolForm(WordedForm):
    """One school year."""

    def __init__(self, *args: Any, years: Iterable[int], **options: Any) -> None:
        self.years = list(years)
        super().__init__(*args, **options)

    def ask(self, words: Any) -> None:
        """Year, status, level, grade, school."""
        years = [(year, f"{year}-{year + 1}") for year in self.years]
        self.fields["year"] = forms.TypedChoiceField(label=gettext_lazy("Năm học"), choices=years, coerce=int)
        self.fields["status"] = picks(gettext_lazy("Tình trạng"), Schooling.Status.choices)
        self.fields["level"] = code_field(gettext_lazy("Cấp học"), words.items("cap_hoc"))
        grade = forms.TextInput(attrs={"wide": "short", "autocomplete": "off"})
        self.fields["grade"] = line(gettext_lazy("Lớp"), 20, widget=grade)
        self.fields["school"] = line(gettext_lazy("Trường"), 160)
        self.fields["reason"] = line(gettext_lazy("Bỏ học thì vì sao?"), 200)
        self.fields["source"] = source_field()


class InsuranceForm(forms.Form):
    """A card as it is printed."""

    number = line(
        gettext_lazy("Số thẻ"), 20, required=True,
        help_text=gettext_lazy("15 ký tự, 10 số hoặc 12 số; cách hay không đều được."),
        error_messages={"required": gettext_lazy("Chép số in trên thẻ.")},
    )  # fmt: skip
    since = DayField(label=gettext_lazy("Có giá trị từ ngày"), help_text=TODAY)
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    clinic = line(gettext_lazy("Nơi đăng ký khám ban đầu"), 160)

    def __init__(self, *args: Any, proposed: Text = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["until"].help_text = str(proposed or _("Thẻ không in ngày hết hạn thì để trống."))
        self.fields["source"] = source_field(Source.PAPER)


class DoseForm(forms.Form):
    """A vaccine that was given."""

    def __init__(self, *args: Any, vaccines: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Chọn")), *((name, name) for name in vaccines), (OTHER, _("Vắc xin khác"))]
        self.fields["vaccine"] = forms.ChoiceField(
            label=gettext_lazy("Vắc xin"), choices=choices,
            error_messages={"required": gettext_lazy("Chọn vắc xin, hoặc chọn “Vắc xin khác” rồi ghi tên.")},
        )  # fmt: skip
        self.fields["other"] = line(gettext_lazy("Tên vắc xin khác"), 80)
        self.fields["number"] = forms.IntegerField(label=gettext_lazy("Mũi thứ"), min_value=1, max_value=9, initial=1)
        self.fields["given_on"] = DayField(label=gettext_lazy("Ngày tiêm hoặc uống"), help_text=TODAY)
        self.fields["given_at"] = line(gettext_lazy("Ở đâu"), 160)
        self.fields["source"] = source_field(Source.PAPER)

    def clean(self) -> dict[str, Any]:
        """``vaccine`` is the name, whichever way it was told."""
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.pop("other", "")
        if cleaned.get("vaccine") == OTHER:
            cleaned["vaccine"] = other
            if not other:
                self.add_error("other", _("Ghi tên vắc xin."))
        return cleaned


class CheckupForm(forms.Form):
    """What a check-up found."""

    on = DayField(label=gettext_lazy("Ngày khám"), help_text=TODAY)
    height_cm = SizeField(label=gettext_lazy("Chiều cao"), unit="cm")
    weight_kg = SizeField(label=gettext_lazy("Cân nặng"), unit="kg")
    nutrition = forms.MultipleChoiceField(
        label=gettext_lazy("Dinh dưỡng, theo phiếu khám"), choices=NUTRITION, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ghi điều phiếu khám kết luận; máy không tự tính. Không có kết luận thì để trống."),
    )  # fmt: skip
    conclusion = words_field(gettext_lazy("Kết luận"), 1000)
    checked_at = line(gettext_lazy("Khám ở đâu"), 160)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"] = source_field(Source.PAPER)

    def clean(self) -> dict[str, Any]:
        """With one flag each; none is judged where nothing was said."""
        cleaned = super().clean() or self.cleaned_data
        said = cleaned.get("nutrition") or []
        if "fine" in said and len(said) > 1:
            self.add_error("nutrition", _("Đã chọn “Bình thường” thì không chọn dòng khác."))
        return {**cleaned, **{flag: flag in said if said else None for flag in FLAGS}}


def why_field(label: Any, hint: Any) -> forms.CharField:
    """Why something is put right or taken out."""
    return forms.CharField(
        label=label,
        max_length=500,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": hint},
    )


WHY_MENDED = (gettext_lazy("Lý do chỉnh sửa"), gettext_lazy("Điều đã ghi sai ở đâu, theo giấy tờ nào."))
WHY_DROPPED = (
    gettext_lazy("Vì sao bỏ?"),
    gettext_lazy("Ví dụ: ghi nhầm của trẻ khác. Điều đã bỏ và lý do vẫn xem được trong diễn biến."),
)


class MendDoseForm(DoseForm):
    """A dose to be put right, with what was read."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["source"]
        self.fields["reason"] = why_field(*WHY_MENDED)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput)


class MendCheckupForm(CheckupForm):
    """A check-up to be put right, with what was read."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["source"]
        self.fields["reason"] = why_field(*WHY_MENDED)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    """Why something is taken out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = why_field(*WHY_DROPPED)


class DisabilityForm(WordedForm):
    """Types and degree by the council's certificate."""

    def ask(self, words: Any) -> None:
        """Types, degree, certificate."""
        self.fields["types"] = forms.MultipleChoiceField(
            label=gettext_lazy("Dạng khuyết tật"), choices=list(words.items("dang_khuyet_tat").items()),
            widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Chọn mọi dạng ghi trong giấy xác nhận."),
            error_messages={"required": gettext_lazy("Chọn ít nhất một dạng.")},
        )  # fmt: skip
        self.fields["label"] = line(
            gettext_lazy("Tên riêng, nếu có"), help_text=gettext_lazy("Ví dụ: tự kỷ, hội chứng Down.")
        )
        self.fields["degree"] = code_field(gettext_lazy("Mức độ"), words.items("muc_do_khuyet_tat"))
        self.fields["certificate"] = line(gettext_lazy("Số Giấy xác nhận khuyết tật"), 60)
        self.fields["certified_on"] = DayField(label=gettext_lazy("Ngày cấp giấy"), required=False)
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)
        self.fields["source"] = source_field(Source.PAPER)
