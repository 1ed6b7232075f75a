"""What people type about requests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.oversight.requests.definitions import RequestKind
from mangnon.oversight.requests.models import Answer, Channel, Requester
from mangnon.oversight.requests.words import name_of
from mangnon.oversight.slots import subjects
from mangnon.places.calendar.queries import home_of
from mangnon.places.forms import PlaceField
from mangnon.places.models import Level
from mangnon.ui.typed import DayField

OWN = "oversight.RightsRequest"


class ReceiveForm(forms.Form):
    """A request as it comes in."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    place = PlaceField(
        label=gettext_lazy("Nơi nhận"),
        levels=(Level.COMMUNE.value, Level.PROVINCE.value),
        error_messages={"required": gettext_lazy("Ghi xã, phường hoặc tỉnh, thành phố đã nhận yêu cầu.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Người ta yêu cầu gì?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một loại yêu cầu.")},
    )
    asked = forms.CharField(
        label=gettext_lazy("Lời yêu cầu"),
        help_text=gettext_lazy("Ghi theo lời người yêu cầu. Không ghi tên người báo tin."),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": gettext_lazy("Ghi lời yêu cầu.")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Nhận bằng cách nào?"),
        choices=[(one.value, one.label) for one in (Channel.COUNTER, Channel.PAPER)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn cách nhận.")},
    )
    received = DayField(
        label=gettext_lazy("Ngày nhận"),
        help_text=gettext_lazy("Đơn giấy: ngày đến theo dấu công văn. Thời hạn tính từ ngày này."),
        error_messages={"required": gettext_lazy("Ghi ngày nhận.")},
    )
    requester = forms.ChoiceField(
        label=gettext_lazy("Ai yêu cầu?"),
        choices=Requester.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn người yêu cầu là ai.")},
    )
    requester_name = forms.CharField(
        label=gettext_lazy("Tên người hoặc cơ quan yêu cầu"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ghi tên người hoặc cơ quan yêu cầu.")},
    )
    requester_contact = forms.CharField(
        label=gettext_lazy("Cách liên hệ"),
        help_text=gettext_lazy("Điện thoại hoặc địa chỉ nhận trả lời."),
        max_length=200,
        required=False,
    )
    subject_name = forms.CharField(
        label=gettext_lazy("Dữ liệu của ai?"),
        help_text=gettext_lazy("Họ tên của trẻ hoặc của người có dữ liệu, như người yêu cầu nói."),
        max_length=120,
        error_messages={"required": gettext_lazy("Ghi tên người có dữ liệu.")},
    )
    subject_born = DayField(
        label=gettext_lazy("Ngày sinh của trẻ"),
        help_text=gettext_lazy("Cần có khi chính trẻ yêu cầu."),
        required=False,
    )
    subject_kind = forms.ChoiceField(label=gettext_lazy("Hồ sơ trong hệ thống"), required=False)
    subject_id = forms.CharField(
        label=gettext_lazy("Mã hồ sơ"),
        help_text=gettext_lazy("Chép từ đường dẫn của hồ sơ. Để trống nếu không có."),
        max_length=40,
        required=False,
    )
    identity = forms.CharField(
        label=gettext_lazy("Đã xem giấy tờ gì để biết người yêu cầu là ai?"),
        help_text=gettext_lazy("Ví dụ: thẻ căn cước và giấy khai sinh của trẻ. Không chép số giấy tờ."),
        max_length=300,
        required=False,
    )
    conflict = forms.CharField(
        label=gettext_lazy("Có lo ngại người yêu cầu chính là người gây hại không?"),
        help_text=gettext_lazy("Nếu có, ghi vì sao. Yêu cầu sẽ phải chuyển sang người đại diện khác."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, kinds: tuple[RequestKind, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(one.id, name_of(one)) for one in kinds]
        known = [(kind, one.noun) for kind, one in subjects().items() if one.identified and kind != OWN]
        fields["subject_kind"].choices = [("", _("không có")), *known]
        if not known:
            del fields["subject_kind"], fields["subject_id"]
        if home_of(actor) is not None:
            del fields["place"]

    def clean_subject_id(self) -> str:
        """A key of the system, or nothing."""
        typed: str = self.cleaned_data["subject_id"].strip()
        if not typed:
            return ""
        try:
            return str(UUID(typed))
        except ValueError:
            raise ValidationError(_("Đây không phải mã hồ sơ. Chép phần cuối của đường dẫn hồ sơ.")) from None


class VersionForm(forms.Form):
    """The state of the request that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(VersionForm):
    """One explanation."""

    words = forms.CharField(
        label=gettext_lazy("Ghi rõ"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Ghi rõ, ít nhất 10 ký tự.")},
    )

    def __init__(self, *args: Any, label: str = "", hint: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].help_text = hint


class RedirectForm(WordsForm):
    """To whom instead."""

    to = forms.CharField(
        label=gettext_lazy("Chuyển sang ai?"),
        help_text=gettext_lazy("Tên người đại diện khác, hoặc cơ quan có thẩm quyền."),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi người hoặc cơ quan nhận.")},
    )
    field_order = ("version", "to", "words")


class LateForm(VersionForm):
    """Why it is late, asked only when it is."""

    late_why = forms.CharField(
        label=gettext_lazy("Vì sao trễ hạn?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Ghi vì sao trễ, ít nhất 10 ký tự.")},
    )

    def __init__(self, *args: Any, late: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not late:
            del self.fields["late_why"]


class AnswerForm(LateForm):
    """Yes or no, and why."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn chấp nhận hoặc từ chối.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Câu này đi vào thư trả lời. Không ghi tên người báo tin."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Ghi lý do, ít nhất 10 ký tự.")},
    )
    law = forms.CharField(
        label=gettext_lazy("Căn cứ pháp luật"),
        help_text=gettext_lazy("Từ chối thì bắt buộc ghi."),
        max_length=300,
        required=False,
    )
    field_order = ("version", "answer", "reason", "law", "late_why")


class FulfilForm(LateForm):
    """What was done."""

    words = forms.CharField(
        label=gettext_lazy("Đã làm gì?"),
        help_text=gettext_lazy("Ví dụ: đã sửa ngày sinh theo giấy khai sinh; đã giao bản sao tại nơi tiếp dân."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Ghi đã làm gì, ít nhất 10 ký tự.")},
    )
    field_order = ("version", "words", "late_why")
