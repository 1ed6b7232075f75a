"""What people type about providers, services, places of service, free places and staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.directory.models import Fee, Intake, Need, ProviderKind
from mangnon.directory.rules import parse_hours
from mangnon.directory.told import LABELS
from mangnon.lib.refusal import Refusal
from mangnon.places.forms import PlaceField
from mangnon.places.queries.search import resolve
from mangnon.places.rules import in_line
from mangnon.ui.typed import DayField, TelInput

MOST_CONTACTS, MOST_SERVED = 12, 120


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


def line(name: str, most: int, *, required: bool = False, wide: str = "", help_text: Any = "") -> forms.CharField:
    """One line of text."""
    widget = forms.TextInput(attrs={"wide": wide} if wide else {})
    return forms.CharField(
        label=LABELS[name], max_length=most, required=required, widget=widget, help_text=help_text
    )  # fmt: skip


class ProviderForm(forms.Form):
    """A provider."""

    name = line("name", 160, required=True, help_text=gettext_lazy("Tên đầy đủ, như trên quyết định hoặc con dấu."))
    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=ProviderKind.choices, widget=forms.Select(attrs={"wide": "name"})
    )
    about = forms.CharField(label=LABELS["about"], max_length=2000, required=False, widget=area(3))
    licence = line("licence", 160)
    address = line("address", 200)
    phone = forms.CharField(
        label=LABELS["phone"], max_length=40, required=False, widget=TelInput(attrs={"wide": "name"})
    )
    email = forms.EmailField(
        label=LABELS["email"], max_length=120, required=False, widget=forms.EmailInput(attrs={"wide": "name"})
    )
    link = forms.URLField(label=LABELS["link"], max_length=300, required=False, assume_scheme="https")
    contacts = forms.CharField(
        label=LABELS["contacts"],
        max_length=2000,
        required=False,
        widget=area(2),
        help_text=gettext_lazy(
            "Mỗi dòng một người: họ tên; chức vụ; điện thoại; thư điện tử. Chỉ cán bộ xem, không lên Cổng thông tin."
        ),
    )
    said_by = line(
        "said_by", 160, help_text=gettext_lazy("Ví dụ: điện thoại với chị Hoa, phòng công tác xã hội, 20/11/2026.")
    )
    public = forms.BooleanField(
        label=gettext_lazy("Cho người dân xem trên Cổng thông tin (trừ người liên hệ)"), required=False
    )
    other = forms.BooleanField(label=gettext_lazy("Đây là đơn vị khác, chỉ trùng tên"), required=False)

    def clean_link(self) -> str:
        """Only web addresses."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("Đường dẫn phải bắt đầu bằng https:// hoặc http://."))
        return link

    def clean_contacts(self) -> str:
        """A name stands first in each line."""
        lines = [one.strip() for one in str(self.cleaned_data["contacts"]).splitlines() if one.strip()]
        if len(lines) > MOST_CONTACTS:
            raise ValidationError(_("Nhiều nhất {n} người.").format(n=MOST_CONTACTS))
        if wrong := next((one for one in lines if not one.split(";")[0].strip() or one.count(";") > 3), ""):
            raise ValidationError(
                _("Dòng “{line}” cần bắt đầu bằng họ tên, nhiều nhất bốn phần, ngăn bằng dấu chấm phẩy.").format(
                    line=wrong[:40]
                )
            )
        return "\n".join(lines)


class AddProviderForm(ProviderForm):
    """A new entry: kept by which office."""

    row_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    office = forms.ChoiceField(label=gettext_lazy("Ai giữ mục này"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, offices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        office = self.fields["office"]
        office.choices = list(offices)  # type: ignore[attr-defined]  # a ChoiceField
        if len(offices) == 1:
            office.widget = forms.HiddenInput()


class Corrected(forms.Form):
    """By the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Vì sao sửa"), max_length=500, required=False, widget=area(2),
        help_text=gettext_lazy("Ví dụ: đơn vị chuyển trụ sở từ 1/11. Lý do hiện trong lịch sử sửa."),
    )  # fmt: skip


class CorrectProviderForm(ProviderForm, Corrected):
    """An entry put right."""


class ServiceForm(forms.Form):
    """A service of a provider."""

    name = line("name", 160, required=True, help_text=gettext_lazy("Ví dụ: Tham vấn tâm lý cho trẻ em và gia đình."))
    needs = forms.MultipleChoiceField(label=LABELS["needs"], choices=Need.choices, widget=forms.CheckboxSelectMultiple)
    about = forms.CharField(label=LABELS["about"], max_length=2000, required=False, widget=area(3))
    groups = forms.MultipleChoiceField(
        label=LABELS["groups"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn nhóm nào nghĩa là mọi trẻ em."),
    )
    age_from = forms.IntegerField(label=LABELS["age_from"], required=False, min_value=0, max_value=17)
    age_below = forms.IntegerField(label=LABELS["age_below"], required=False, min_value=1, max_value=24)
    eligibility = forms.CharField(label=LABELS["eligibility"], max_length=1000, required=False, widget=area(2))
    how = forms.CharField(
        label=LABELS["how"], max_length=1000, required=False, widget=area(2),
        help_text=gettext_lazy("Gọi trước hay đến thẳng, mang theo giấy tờ gì."),
    )  # fmt: skip
    fee = forms.ChoiceField(label=LABELS["fee"], choices=Fee.choices, widget=forms.RadioSelect)
    everywhere = forms.ChoiceField(
        label=LABELS["everywhere"],
        choices=(("1", gettext_lazy("Toàn tỉnh, thành phố")), ("0", gettext_lazy("Một số xã, phường"))),
        widget=forms.RadioSelect,
    )
    served = forms.CharField(
        label=LABELS["served"], required=False, max_length=6000, widget=area(3),
        help_text=gettext_lazy("Mỗi dòng một xã, phường; ghi tên cũ cũng được. Chỉ cần khi không phục vụ toàn tỉnh."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=LABELS["capacity"], required=False, min_value=1, max_value=9999,
        widget=forms.NumberInput(attrs={"unit": pgettext_lazy("counted", "trẻ em")}),
        help_text=gettext_lazy("Cùng lúc, hoặc một đợt. Để trống nếu không giới hạn số trẻ."),
    )  # fmt: skip
    takes_referrals = forms.BooleanField(label=gettext_lazy("Nhận chuyển gửi từ hồ sơ trẻ em"), required=False)
    public = forms.BooleanField(label=gettext_lazy("Cho người dân xem trên Cổng thông tin"), required=False)
    row_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"].choices = list(groups)  # type: ignore[attr-defined]  # a ChoiceField

    def clean_everywhere(self) -> bool:
        """Whether it serves the whole province."""
        return bool(self.cleaned_data["everywhere"] == "1")

    def clean_served(self) -> tuple[int, ...]:
        """The communes, by id. Raises ValidationError for a name that leads to none or to several."""
        lines = [one.strip() for one in str(self.cleaned_data["served"]).splitlines() if one.strip()]
        if len(lines) > MOST_SERVED:
            raise ValidationError(_("Nhiều nhất {n} xã, phường; nhiều hơn thì chọn toàn tỉnh.").format(n=MOST_SERVED))
        return tuple(sorted({_commune(one) for one in lines}))


def _commune(name: str) -> int:
    found = resolve(name)
    if len(found) == 1:
        return int(found[0].pk)
    if not found:
        raise ValidationError(_("Không thấy nơi nào tên “{text}”. Thử viết ít chữ hơn.").format(text=name[:60]))
    names = ", ".join(in_line(unit.name) for unit in found[:5])
    raise ValidationError(_("“{text}” khớp nhiều nơi: {names}. Viết đủ tên.").format(text=name[:60], names=names))


class CorrectServiceForm(ServiceForm, Corrected):
    """A service put right."""


class LocationForm(forms.Form):
    """Where and when a service is given."""

    name = line("name", 160, help_text=gettext_lazy("Ví dụ: Cơ sở 2; Phòng tham vấn. Để trống nếu chỉ có một nơi."))
    place = PlaceField(
        label=LABELS["place"], required=False, help_text=gettext_lazy("Để trống nếu là đường dây điện thoại.")
    )
    address = line("address", 200)
    phone = forms.CharField(
        label=LABELS["phone"], max_length=40, required=False, widget=TelInput(attrs={"wide": "name"})
    )
    reaching = line("reaching", 200, help_text=gettext_lazy("Cổng nào, tầng mấy, có đường cho xe lăn không."))
    hours = forms.CharField(
        label=LABELS["hours"],
        max_length=1000,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("Mỗi dòng một nhóm ngày, ví dụ “T2-T6: 7:30-11:30, 13:30-17:00” rồi “T7: 8:00-11:00”."),
    )
    always = forms.BooleanField(label=LABELS["always"], required=False)
    days_off = forms.BooleanField(label=LABELS["days_off"], required=False)
    row_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_hours(self) -> str:
        """Lines that can be read."""
        text = str(self.cleaned_data["hours"])
        try:
            parse_hours(text)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return text

    def clean(self) -> dict[str, Any]:
        """Something by which one gets there."""
        told = super().clean() or {}
        if not (told.get("place") or told.get("phone") or self.errors):
            raise ValidationError(_("Ghi xã, phường nơi có dịch vụ, hoặc số điện thoại của đường dây."))
        return told


class CorrectLocationForm(LocationForm, Corrected):
    """A place of service put right."""


class CloseForm(forms.Form):
    """Since when it is no more, and why."""

    day = DayField(label=gettext_lazy("Ngừng từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Vì sao"), max_length=500, widget=area(2))


class CountForm(forms.Form):
    """How many children it can take now."""

    intake = forms.ChoiceField(
        label=LABELS["intake"],
        choices=[one for one in Intake.choices if one[0] != Intake.UNKNOWN],
        widget=forms.RadioSelect,
    )
    free = forms.IntegerField(
        label=LABELS["free"], required=False, min_value=0, max_value=9999,
        widget=forms.NumberInput(attrs={"unit": gettext_lazy("chỗ")}),
        help_text=gettext_lazy("Để trống nếu không đếm chỗ."),
    )  # fmt: skip


class StaffForm(forms.Form):
    """Who answers for the provider."""

    person = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"), max_length=60, widget=forms.TextInput(attrs={"wide": "name"}),
        help_text=gettext_lazy(
            "Của người có vai trò nhân viên cơ sở cung cấp dịch vụ. Người này chỉ thấy các lượt chuyển gửi đến đơn vị."
        ),
    )  # fmt: skip
