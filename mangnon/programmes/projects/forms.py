"""What people type about partners and projects."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mangnon.lib.numbers import parse_decimal, parse_int
from mangnon.lib.refusal import Refusal
from mangnon.places.forms import PlaceField
from mangnon.places.models import Level
from mangnon.programmes.plans.forms import MoneyField, area, year_field
from mangnon.programmes.projects.actions import PartnerTold, ProjectTold, ResultTold
from mangnon.ui.typed import DayField

SHORT = {"wide": "short"}


class AmountField(forms.CharField):
    """An amount or a count with or without decimals: ``10.000``, ``26.315,5``; nothing typed is None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs=SHORT))
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        """The number, or None. Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        try:
            return (parse_decimal(typed) if "," in typed else Decimal(parse_int(typed))) if typed else None
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class PartnerForm(forms.Form):
    """A partner. ``kinds``: code and words of each kind."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Tên đối tác"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Là gì"))
    country = forms.CharField(label=gettext_lazy("Nước"), max_length=80, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Liên hệ"), max_length=400, required=False, widget=area(2),
        help_text=gettext_lazy("Văn phòng, chức danh, điện thoại."),
    )  # fmt: skip
    licence = forms.CharField(
        label=gettext_lazy("Giấy phép hoạt động"), max_length=120, required=False,
        help_text=gettext_lazy("Với tổ chức phi chính phủ nước ngoài: số giấy phép, giấy đăng ký."),
    )  # fmt: skip
    licence_until = DayField(label=gettext_lazy("Giấy phép có giá trị đến ngày"), required=False)
    notes = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=1_000, required=False, widget=area(3))

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]


def partner_told(cleaned: dict[str, Any]) -> PartnerTold:
    """What the form says."""
    return PartnerTold(**{name: cleaned[name] for name in PartnerTold.__dataclass_fields__})


class ProjectForm(forms.Form):
    """A project. ``partners``: id and name of each."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên dự án"), max_length=240)
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Đối tác"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chưa có trong danh sách thì sở thêm đối tác trước."),
    )  # fmt: skip
    goal = forms.CharField(label=gettext_lazy("Mục tiêu"), max_length=4_000, widget=area(4))
    starts_on = DayField(label=gettext_lazy("Bắt đầu"))
    ends_on = DayField(label=gettext_lazy("Kết thúc"))
    agreement = forms.CharField(
        label=gettext_lazy("Số văn bản thỏa thuận hoặc phê duyệt"), max_length=160, required=False
    )
    agreement_on = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    approved_by = forms.CharField(label=gettext_lazy("Nơi phê duyệt"), max_length=160, required=False)
    pledged = AmountField(label=gettext_lazy("Tiền đối tác cam kết"))
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Loại tiền"), initial="VND",
        widget=forms.TextInput(attrs={"wide": "tiny"}), help_text=gettext_lazy("Mã ba chữ cái: VND, USD, EUR, JPY…"),
    )  # fmt: skip
    rate = AmountField(
        label=gettext_lazy("Tỷ giá"),
        widget=forms.TextInput(attrs={"wide": "short", "unit": gettext_lazy("đồng")}),
        help_text=gettext_lazy("Một đơn vị tiền đó đổi được bao nhiêu đồng. Tiền VND thì để trống."),
    )  # fmt: skip
    rate_on = DayField(label=gettext_lazy("Tỷ giá ngày"), required=False)
    counterpart = MoneyField(label=gettext_lazy("Vốn đối ứng"))

    def __init__(self, *args: Any, partners: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partners"].choices = list(partners)  # type: ignore[attr-defined]


def project_told(cleaned: dict[str, Any]) -> ProjectTold:
    """What the form says."""
    told = {name: cleaned[name] for name in ProjectTold.__dataclass_fields__}
    return ProjectTold(**{**told, "pledged": told["pledged"] or 0, "currency": told["currency"].upper()})


def partner_ids(cleaned: dict[str, Any]) -> list[UUID]:
    """Who is chosen."""
    return [UUID(one) for one in cleaned["partners"]]


class PlaceForm(forms.Form):
    """Something in a place. ``chosen``: whether it is chosen, or is the own one."""

    place = PlaceField(label=gettext_lazy("Nơi"), levels=(Level.COMMUNE, Level.PROVINCE))

    def __init__(self, *args: Any, chosen: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not chosen:
            del self.fields["place"]


class ShareForm(PlaceForm):
    """What is planned for a place."""

    planned = MoneyField(label=gettext_lazy("Tiền dự kiến"), help_text=gettext_lazy("Để trống hoặc 0 là rút nơi này."))


class PayForm(PlaceForm):
    """Money that was paid."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    on = DayField(label=gettext_lazy("Ngày chi"))
    amount = MoneyField(label=gettext_lazy("Số tiền"), needed=True)
    what = forms.CharField(
        label=gettext_lazy("Chi vào việc gì"), max_length=300, help_text=gettext_lazy("Không ghi tên trẻ em.")
    )
    proof = forms.CharField(label=gettext_lazy("Số chứng từ"), max_length=200, required=False)


class ResultForm(PlaceForm):
    """What was planned and reached."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    year = year_field(gettext_lazy("Năm"))
    indicator = forms.CharField(
        label=gettext_lazy("Chỉ số"), max_length=200, help_text=gettext_lazy("Ví dụ: trẻ em được khám sàng lọc tim.")
    )
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=24, widget=forms.TextInput(attrs=SHORT))
    planned = AmountField(label=gettext_lazy("Dự kiến"))
    reached = AmountField(label=gettext_lazy("Đạt được"))

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("year", "indicator") if begun else ():
            del self.fields[name]


def result_told(cleaned: dict[str, Any]) -> ResultTold:
    """What the form says."""
    return ResultTold(**{name: cleaned[name] for name in ResultTold.__dataclass_fields__})


class ReportForm(forms.Form):
    """A report that is owed."""

    to_whom = forms.CharField(
        label=gettext_lazy("Gửi ai"), max_length=200, help_text=gettext_lazy("Ví dụ: UBND thành phố, nhà tài trợ.")
    )
    about = forms.CharField(label=gettext_lazy("Báo cáo gì"), max_length=200)
    due_on = DayField(label=gettext_lazy("Hạn gửi"))


class SendForm(forms.Form):
    """It was sent."""

    on = DayField(label=gettext_lazy("Ngày đã gửi"))
    number = forms.CharField(
        label=gettext_lazy("Số báo cáo"), max_length=160, required=False, widget=forms.TextInput(attrs=SHORT)
    )
