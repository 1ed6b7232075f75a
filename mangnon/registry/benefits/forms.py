"""What is typed about grants and aid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.numbers import parse_money
from mangnon.lib.refusal import Refusal
from mangnon.registry.forms.facts import TODAY, line
from mangnon.registry.forms.fields import code_field
from mangnon.registry.queries.wording import Wording
from mangnon.ui.typed import DayField


class MoneyField(forms.CharField):
    """An amount in đồng: ``500.000``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"wide": "short", "unit": "đồng"}))
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        """The number, or None when nothing was typed. Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        try:
            return parse_money(typed) if typed else None
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class MonthField(forms.CharField):
    """A month: ``11/2026``. The cleaned value is its first day."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"wide": "short"}))
        options.setdefault("help_text", gettext_lazy("Ví dụ 11/2026."))
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        """The first day of the month, or None. Raises ValidationError."""
        typed = super().clean(value)
        if not typed:
            return None
        month, _sign, year = typed.replace(" ", "").partition("/")
        if not (month.isdecimal() and year.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12 and int(year)):
            raise ValidationError(_("Không hiểu tháng “{text}”. Ghi như 11/2026.").format(text=typed[:20]))
        return date(int(year), int(month), 1)


class GrantForm(forms.Form):
    """A decision for one line."""

    decision = line(gettext_lazy("Số quyết định"), 60, required=True)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)
    since = DayField(label=gettext_lazy("Hưởng từ ngày"))
    until = DayField(
        label=gettext_lazy("Đến trước ngày"), required=False, help_text=gettext_lazy("Chưa biết thì để trống.")
    )
    monthly_vnd = MoneyField(
        label=gettext_lazy("Mức mỗi tháng"),
        help_text=gettext_lazy("Để trống thì lấy mức của Nghị định; tỉnh đặt mức cao hơn thì ghi mức đó."),
    )


class EndEntitlementForm(forms.Form):
    """The day and why."""

    on = DayField(label=gettext_lazy("Thôi hưởng từ ngày"))
    reason = line(gettext_lazy("Vì sao thôi hưởng"), 200, required=True)


class AidForm(forms.Form):
    """What was given."""

    def __init__(self, *args: Any, words: Wording, granted: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if granted:
            once = [("", gettext_lazy("Trợ giúp một lần, không thuộc chế độ nào")), *granted]
            self.fields["entitlement"] = forms.ChoiceField(
                label=gettext_lazy("Thuộc chế độ"), choices=once, required=False
            )
            self.fields["for_month"] = MonthField(label=gettext_lazy("Trả cho tháng"))
        kinds = words.items("hinh_thuc_tro_giup")
        self.fields |= {
            "kind": code_field(gettext_lazy("Hình thức"), kinds, required=bool(kinds), initial="2"),
            "what": line(gettext_lazy("Đã trợ giúp gì?"), 200, required=True,
                         help_text=gettext_lazy("Ví dụ: trợ cấp tháng, gạo, học bổng, xe đạp.")),
            "value_vnd": MoneyField(label=gettext_lazy("Giá trị")),
            "given_on": DayField(label=gettext_lazy("Ngày trao"), help_text=TODAY),
            "giver": line(gettext_lazy("Ai trao"), 160),
            "decision": line(gettext_lazy("Số quyết định, nếu có"), 60),
        }  # fmt: skip
