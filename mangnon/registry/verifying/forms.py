"""What is typed about rounds, sheets and differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Text
from mangnon.places.forms import PlaceField
from mangnon.registry.forms.facts import line
from mangnon.registry.forms.fields import BirthField, picks
from mangnon.registry.models import Recheck, RecheckRound, Schooling
from mangnon.registry.queries.wording import Wording
from mangnon.registry.verifying.fields import NO, YES, AskedField, Rules
from mangnon.registry.verifying.rounds import MOST
from mangnon.registry.verifying.settling import APPLY, KEEP, MENDED
from mangnon.ui.typed import DayField

Choices = Sequence[tuple[str, Text]]
MEASURES = [
    (RecheckRound.Measure.NUMBER, gettext_lazy("Số trẻ mỗi xã, phường")),
    (RecheckRound.Measure.PERCENT, gettext_lazy("Phần trăm số trẻ của xã, phường")),
]
YES_NO = ((YES, gettext_lazy("Có")), (NO, gettext_lazy("Không")))
WAYS = {
    APPLY: gettext_lazy("Sửa sổ theo phiếu phúc tra"),
    MENDED: gettext_lazy("Đã sửa trong hồ sơ của trẻ"),
    KEEP: gettext_lazy("Giữ như sổ"),
}


def _area(label: Any, hint: Any = "", *, required: bool = False, length: int = 500) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint, widget=widget)


def _number(label: Any, hint: Any, *, least: int, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=MOST, required=required)


class OpenRoundForm(forms.Form):
    """A round; where the actor reaches many communes, one of them may be named."""

    round_id = forms.UUIDField(widget=forms.HiddenInput)
    title = line(gettext_lazy("Tên đợt"), required=True, help_text=gettext_lazy("Ví dụ: Phúc tra quý 4 năm 2026."))
    first_day = DayField(label=gettext_lazy("Đi từ ngày"))
    due_on = DayField(label=gettext_lazy("Đến hết ngày"))
    measure = picks(gettext_lazy("Cỡ mẫu tính theo"), MEASURES, initial=RecheckRound.Measure.NUMBER)
    size = _number(gettext_lazy("Cỡ mẫu"), gettext_lazy("Số trẻ, hoặc số phần trăm, theo cách chọn ở trên."), least=1)
    special_size = _number(
        gettext_lazy("Rút riêng trẻ có hoàn cảnh đặc biệt"),
        gettext_lazy("Cùng cách tính. Để trống thì rút chung. Nhóm rất nhạy cảm luôn nằm trong mẫu chung."),
        least=0, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, many: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if many:
            self.fields["only"] = PlaceField(
                label=gettext_lazy("Chỉ ở một xã, phường"), required=False,
                help_text=gettext_lazy("Để trống thì rút mẫu ở mọi xã, phường bạn phụ trách."),
            )  # fmt: skip


class CommuneForm(forms.Form):
    """Which sample."""

    share = forms.ChoiceField(label=gettext_lazy("Xã, phường"))

    def __init__(self, *args: Any, shares: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["share"].choices = shares  # type: ignore[attr-defined]  # a ChoiceField


class AssignOneForm(forms.Form):
    """Who goes."""

    visitor = forms.ChoiceField(
        label=gettext_lazy("Người đi phúc tra"),
        help_text=gettext_lazy("Không phải người đã nhập, đã sửa hay phúc tra lần gần nhất hồ sơ của trẻ."),
        error_messages={"required": gettext_lazy("Chọn người đi phúc tra.")},
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["visitor"].choices = [("", _("Chọn")), *people]  # type: ignore[attr-defined]  # a ChoiceField


class AssignForm(AssignOneForm):
    """Who goes, and which of the free sheets."""

    def __init__(self, *args: Any, hamlets: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hamlet"] = forms.ChoiceField(
            label=gettext_lazy("Thôn, tổ dân phố"), choices=[("", _("Mọi thôn")), *hamlets], required=False
        )
        self.fields["most"] = _number(
            gettext_lazy("Nhiều nhất bao nhiêu phiếu"), gettext_lazy("Để trống thì giao mọi phiếu chưa giao."), least=1,
            required=False,
        )  # fmt: skip


class SheetForm(forms.Form):
    """The blind sheet: whether the child was met, and one question for each field; empty is "nobody knows"."""

    visit_on = DayField(label=gettext_lazy("Ngày đi"))
    outcome = picks(
        gettext_lazy("Có gặp được không?"), Recheck.Outcome.choices,
        error_messages={"required": gettext_lazy("Chọn một dòng.")},
    )  # fmt: skip

    def __init__(self, *args: Any, rules: Rules, words: Wording, hamlets: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rules = rules
        for one in rules.fields:
            self.fields[one.code] = _question(one, words, hamlets)
        self.fields["note"] = _area(gettext_lazy("Ghi chú"), gettext_lazy("Điều cần cán bộ xã biết khi xử lý."))

    def answers(self) -> dict[str, str]:
        """Field → answer as a code or a text; empty where nobody knew."""
        cleaned = self.cleaned_data
        told = {one.code: cleaned.get(one.code) or "" for one in self.rules.fields}
        return {code: value.code if isinstance(value, PartialDate) else str(value) for code, value in told.items()}


def _question(one: AskedField, words: Wording, hamlets: Choices) -> forms.Field:
    more: dict[str, Any] = {"label": one.label, "required": False, "help_text": one.help}
    if one.kind == "birth":
        return BirthField(label=one.label, required=False)
    choices: dict[str, Choices] = {
        "yesno": YES_NO, "hamlet": hamlets, "school": Schooling.Status.choices,
        "code": [(code, text) for code, text in words.items(one.list).items() if code != UNKNOWN.get(one.list)],
    }  # fmt: skip
    if one.kind in choices:
        select = forms.Select(attrs={"wide": "short" if one.kind == "yesno" else "name"})
        return forms.ChoiceField(choices=[("", _("Không rõ")), *choices[one.kind]], widget=select, **more)
    widget = forms.TextInput(attrs={"wide": "short" if one.kind == "grade" else "name", "autocomplete": "off"})
    return forms.CharField(max_length=20 if one.kind == "grade" else 120, widget=widget, **more)


UNKNOWN = {"gioi_tinh": "9"}
"""Code lists with a line of their own for what isn't known."""


class SettleForm(forms.Form):
    """What becomes of one difference."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = [(way, WAYS[way]) for way in ways]
        self.fields["way"] = picks(
            gettext_lazy("Xử lý thế nào?"), labels, error_messages={"required": gettext_lazy("Chọn một cách xử lý.")}
        )
        self.fields["reason"] = _area(
            gettext_lazy("Căn cứ"), gettext_lazy("Theo giấy tờ nào, ai cho biết. Giữ như sổ thì phải ghi.")
        )


class ExportForm(forms.Form):
    """Why the figures leave."""

    reason = _area(
        gettext_lazy("Xuất để làm gì?"), gettext_lazy("Ít nhất 10 ký tự, ví dụ: gửi Sở Y tế."), required=True
    )
