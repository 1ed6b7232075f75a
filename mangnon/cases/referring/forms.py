"""What people type about referrals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from mangnon.cases.forms.fields import line, picks, words
from mangnon.cases.referring.models import Shared
from mangnon.directory.models import Need
from mangnon.ui.typed import DayField

Choices = Sequence[tuple[str, Any]]


SHARED = [(key, capfirst(label)) for key, label in Shared.choices]


class SearchForm(forms.Form):
    """Narrows the services."""

    can = forms.ChoiceField(
        label=gettext_lazy("Nhu cầu"), choices=[("", gettext_lazy("mọi nhu cầu")), *Need.choices], required=False
    )
    tim = line(gettext_lazy("Tên dịch vụ, đơn vị"), length=80)


class SendForm(forms.Form):
    """One request to one service."""

    row_id = forms.UUIDField(widget=forms.HiddenInput)
    service = picks(gettext_lazy("Dịch vụ"), (), error_messages={"required": gettext_lazy("Chọn một dịch vụ.")})
    asked = words(
        gettext_lazy("Đề nghị đơn vị làm gì"),
        gettext_lazy(
            "Đơn vị đọc đúng những chữ này. Không kể sự việc, không nêu người báo tin, người bị nghi, nơi ở kín."
        ),
        length=1000,
    )  # fmt: skip
    urgent = forms.BooleanField(
        label=gettext_lazy("Khẩn"), required=False, help_text=gettext_lazy("Trẻ cần dịch vụ trong ngày.")
    )
    shared = forms.MultipleChoiceField(
        label=gettext_lazy("Gửi kèm"), choices=Shared.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mã chuyển gửi luôn được gửi. Chỉ chọn điều đơn vị thật sự cần để làm việc."),
    )  # fmt: skip
    contact = line(
        gettext_lazy("Người để đơn vị liên hệ"),
        gettext_lazy("Tên, số điện thoại của một người lớn an toàn. Chỉ được gửi khi đã chọn ở trên."),
    )
    ground = picks(gettext_lazy("Căn cứ"), ())

    def __init__(
        self, *args: Any, services: Choices, hints: Mapping[str, str], grounds: Choices, cited: Mapping[str, str],
        known: Mapping[str, str], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        for name, choices, notes in (
            ("service", services, hints), ("ground", grounds, cited), ("shared", SHARED, known),
        ):  # fmt: skip
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField
            self.fields[name].choice_hints = dict(notes)  # type: ignore[attr-defined]  # read by the kit


class VersionForm(forms.Form):
    """An act on what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(VersionForm):
    """Yes."""

    answer = words(
        gettext_lazy("Hẹn khi nào, ở đâu, cần mang gì"), gettext_lazy("Nơi chuyển gửi báo lại cho gia đình."),
        required=False, length=1000,
    )  # fmt: skip


class DeclineForm(VersionForm):
    """No."""

    answer = words(gettext_lazy("Vì sao không nhận"), gettext_lazy("Để nơi chuyển gửi tìm nơi khác."), length=500)


class FinishForm(VersionForm):
    """What was given."""

    given_on = DayField(label=gettext_lazy("Ngày cung cấp"))
    given = words(
        gettext_lazy("Đã làm gì"),
        gettext_lazy("Dịch vụ đã cung cấp, cần làm gì tiếp. Không ghi lời trẻ kể về sự việc."),
        length=500,
    )


class ReasonForm(VersionForm):
    """Why it is taken back."""

    reason = words(gettext_lazy("Vì sao rút"), gettext_lazy("Ví dụ: trẻ đã được nơi khác nhận."), length=500)


class FeedbackForm(VersionForm):
    """What the case's people say."""

    feedback = words(
        gettext_lazy("Nhận xét của nhóm"),
        gettext_lazy("Dịch vụ có giúp được trẻ không, cần gì nữa. Đơn vị cũng đọc được."), length=500,
    )  # fmt: skip
