"""What is typed about parents, carers, circumstances, visits, residences and names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.files.kinds import PAPERS
from mangnon.places.forms import PlaceField
from mangnon.registry.forms.fields import code_field, picks, source_field, year_field
from mangnon.registry.forms.placing import PlacedForm
from mangnon.registry.models import OtherName, Source
from mangnon.registry.queries.wording import Wording
from mangnon.ui.typed import DayField, TelInput

SINCE = gettext_lazy("Từ ngày")
TODAY = gettext_lazy("Hôm nay hoặc ngày đã qua, ví dụ 14/3/2026.")


def line(label: Any, length: int = 120, **options: Any) -> forms.CharField:
    """A short text that may stay empty."""
    options.setdefault("required", False)
    options.setdefault("widget", forms.TextInput(attrs={"wide": "name", "autocomplete": "off"}))
    return forms.CharField(label=label, max_length=length, **options)


def phone() -> forms.CharField:
    """A telephone number."""
    return line(gettext_lazy("Điện thoại"), 20, widget=TelInput(attrs={"wide": "short"}))


class WordedForm(forms.Form):
    """A form some of whose choices are code lists of the day."""

    def __init__(self, *args: Any, words: Wording, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words
        self.ask(words)

    def ask(self, words: Wording) -> None:
        """Add the fields that need wordings."""


class ParentForm(WordedForm):
    """Who the father or the mother is."""

    full_name = line(gettext_lazy("Họ và tên"))
    unknown = forms.BooleanField(label=gettext_lazy("Không biết là ai"), required=False)
    born_year = year_field(gettext_lazy("Năm sinh"))
    phone = phone()
    work = line(gettext_lazy("Nghề nghiệp"))
    address = line(gettext_lazy("Chỗ ở, nếu khác với trẻ"), 200)
    personal_number = line(gettext_lazy("Số định danh"), 20)

    def ask(self, words: Wording) -> None:
        """Ethnic group and source."""
        self.fields["ethnicity"] = code_field(gettext_lazy("Dân tộc"), words.items("dan_toc"))
        self.fields["source"] = source_field()


class StateForm(WordedForm):
    """How it stands with the father or the mother."""

    def ask(self, words: Wording) -> None:
        """The state, since when, how known."""
        items = words.items("tinh_trang_cha_me").items()
        self.fields["state"] = picks(gettext_lazy("Tình trạng"), items)
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)
        self.fields["source"] = source_field()
        self.fields["note"] = line(gettext_lazy("Ghi chú"), 300, widget=forms.Textarea(attrs={"rows": 2}))


class CarerForm(WordedForm):
    """Who takes care of the child."""

    full_name = line(gettext_lazy("Họ và tên người chăm sóc"), required=True)

    def ask(self, words: Wording) -> None:
        """How the child is related, since when, how to reach."""
        items = words.items("quan_he_nguoi_cham_soc")
        self.fields["relation"] = code_field(gettext_lazy("Trẻ là gì của người này?"), items, required=bool(items))
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)
        self.fields["phone"] = phone()
        self.fields["born_year"] = year_field(gettext_lazy("Năm sinh"))
        self.fields["address"] = line(gettext_lazy("Chỗ ở, nếu khác với trẻ"), 200)
        self.fields["main"] = forms.BooleanField(
            label=gettext_lazy("Là người chăm sóc chính"), required=False, initial=True,
            help_text=gettext_lazy("Người chăm sóc chính trước đây được kết thúc vào cùng ngày."),
        )  # fmt: skip
        self.fields["source"] = source_field()


class EndForm(forms.Form):
    """The day from which something doesn't hold any more."""

    on = DayField(label=gettext_lazy("Không còn từ ngày"), help_text=TODAY)


class EndWithReasonForm(EndForm):
    """The day and why."""

    reason = line(gettext_lazy("Vì sao kết thúc"), 200, required=True)


class CircumstanceForm(forms.Form):
    """The child belongs to a sub-group from a day on."""

    def __init__(self, *args: Any, lines: list[tuple[str, Any]], requires: str, hints: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        code = picks(gettext_lazy("Nhóm"), lines)
        code.choice_hints = hints  # type: ignore[attr-defined]  # the kit reads it beside each choice
        self.fields["code"] = code
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)
        self.fields["evidence"] = line(
            gettext_lazy("Căn cứ"), 1000, widget=forms.Textarea(attrs={"rows": 2}), required=bool(requires),
            help_text=requires or gettext_lazy("Giấy tờ, số và ngày; hoặc ai thấy, thấy gì."),
        )  # fmt: skip
        self.fields["decision"] = line(gettext_lazy("Số quyết định, nếu có"), 60)
        self.fields["decided_by"] = line(gettext_lazy("Cơ quan quyết định"), 160)
        self.fields["decided_on"] = DayField(label=gettext_lazy("Ngày quyết định"), required=False)
        self.fields["source"] = source_field(Source.PAPER)


MET = [
    ("child", gettext_lazy("Trẻ")),
    ("carer", gettext_lazy("Người chăm sóc")),
    ("nobody", gettext_lazy("Không gặp ai")),
]


class VisitForm(forms.Form):
    """What was seen at a child's home."""

    visit_id = forms.UUIDField(widget=forms.HiddenInput)
    on = DayField(label=gettext_lazy("Ngày thăm"))
    met = forms.MultipleChoiceField(
        label=gettext_lazy("Đã gặp"), choices=MET, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(
        label=gettext_lazy("Đã thấy gì?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ăn ở, sức khỏe, học hành, ai chăm sóc. Ghi điều thấy và nghe, không suy đoán."),
        error_messages={"required": gettext_lazy("Ghi ngắn gọn tình hình của trẻ; không gặp được thì ghi vì sao.")},
    )  # fmt: skip
    worry = forms.BooleanField(label=gettext_lazy("Có điều đáng lo"), required=False)
    next_on = DayField(label=gettext_lazy("Ngày thăm lại"), required=False)


class NameForm(forms.Form):
    """Another name of the child."""

    name = line(gettext_lazy("Tên khác"), required=True)
    kind = picks(gettext_lazy("Là tên gì?"), OtherName.Kind.choices, initial=OtherName.Kind.HOUSE)


class MoveForm(PlacedForm):
    """Another home in the same commune."""

    address = line(gettext_lazy("Địa chỉ"), 200)
    since = DayField(label=gettext_lazy("Ở đó từ ngày"), help_text=TODAY)

    def __init__(self, *args: Any, words: Wording, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["status"] = code_field(gettext_lazy("Tình trạng cư trú"), words.items("tinh_trang_cu_tru"))
        self.fields["source"] = source_field()
        self.order_fields(["hamlet", "address", "since", "status", "source"])


class RegisteredForm(WordedForm):
    """Where the child is registered."""

    place = PlaceField(
        label=gettext_lazy("Xã, phường"), country=True, required=False,
        help_text=gettext_lazy("Gõ tên xã nay hoặc tên cũ. Ở nước ngoài thì để trống, ghi vào địa chỉ."),
    )  # fmt: skip
    address = line(gettext_lazy("Địa chỉ"), 200)
    since = DayField(label=SINCE, help_text=TODAY)

    def ask(self, words: Wording) -> None:
        """The status."""
        items = words.items("tinh_trang_cu_tru")
        self.fields["status"] = code_field(gettext_lazy("Tình trạng cư trú"), items, initial="TT")


class AttachForm(forms.Form):
    """One file."""

    file = UploadField(PAPERS)
    sensitive = forms.BooleanField(label=gettext_lazy("Tệp nhạy cảm, chỉ mở khi có lý do"), required=False)
