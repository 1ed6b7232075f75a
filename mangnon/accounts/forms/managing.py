"""Forms for managing people. Choices come scoped from whoever manages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES, Role
from mangnon.accounts import rules
from mangnon.accounts.models import Person
from mangnon.accounts.queries import own_places
from mangnon.places.models import Level, Unit
from mangnon.places.queries import hamlets_of, province_served, resolve
from mangnon.ui.typed import DayField, PlaceInput, Typed


def givable(actor: Actor, on: date) -> list[Role]:
    """Roles that this actor may give on a day, in the order of the role table."""
    return [
        role
        for role, definition in ROLES.items()
        if (not actor.is_person or rules.may_give(actor.roles, role))
        and not (definition.ended and definition.ended <= on)
    ]


class RolePlaceForm(forms.Form):
    """Which role, and where. Provincial roles need no place: there is one province."""

    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một vai trò.")},
    )

    def __init__(self, *args: Any, actor: Actor, action: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = givable(actor, on)
        field: Any = self.fields["role"]
        field.choices = [(role.value, ROLES[role].name) for role in self.roles]
        self.places: list[Unit] | None = None
        if not actor.reach(action).everywhere:
            here = Unit.objects.filter(pk__in=own_places(actor, action), valid_to__isnull=True, level=Level.COMMUNE)
            self.places = list(here.order_by("sort_key"))
        self._add_place()

    def _add_place(self) -> None:
        label = gettext_lazy("Xã, phường")
        if self.places is None:
            widget = PlaceInput(suggest=lambda: reverse("accounts:suggest_place"), named=_unit_name)
            hint = gettext_lazy("Chỉ cần cho vai trò cấp xã. Gõ tên nay hoặc tên cũ, có dấu hay không dấu.")
            self.fields["place"] = forms.CharField(label=label, widget=widget, required=False, help_text=hint)
        else:
            choices = [(str(one.pk), one.name) for one in self.places]
            self.fields["place"] = forms.ChoiceField(
                label=label, choices=choices, initial=choices[0][0] if choices else None, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        """The chosen unit in ``unit``."""
        cleaned: dict[str, Any] = super().clean() or {}
        role = cleaned.get("role")
        if not role:
            return cleaned
        if ROLES[Role(role)].level == Level.PROVINCE:
            return {**cleaned, "unit": province_served()}
        unit, wrong = self._unit(cleaned.get("place") or "")
        if unit is None:
            self.add_error("place", ValidationError(wrong))
        return {**cleaned, "unit": unit}

    def _unit(self, typed: Any) -> tuple[Unit | None, str]:
        if self.places is not None:
            return next((one for one in self.places if str(one.pk) == typed), None), _("Chọn một xã.")
        sent = self.fields["place"].widget.value_from_datadict(self.data, {}, self.add_prefix("place"))
        key = sent.key if isinstance(sent, Typed) else ""
        found = resolve(str(typed), key)
        if len(found) == 1:
            return found[0], ""
        if not found:
            return None, _("Không thấy xã nào khớp. Thử viết ít chữ hơn.")
        names = ", ".join(unit.name for unit in found[:4])
        return None, _("Có nhiều nơi khớp: {names}. Chọn một trong danh sách.").format(names=names)


def _unit_name(key: str) -> str:
    unit = Unit.objects.filter(pk=key).first() if key.isdigit() else None
    return unit.name if unit else ""


class PeriodForm(forms.Form):
    """For how long, under which title, in which hamlets."""

    title = forms.CharField(
        label=gettext_lazy("Chức danh"),
        help_text=gettext_lazy("Như cơ quan gọi, ví dụ “Phó Chủ tịch UBND xã”."),
        max_length=120,
        required=False,
    )
    hamlets = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Thôn phụ trách"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một thôn.")},
    )
    first = DayField(label=gettext_lazy("Từ ngày"), error_messages={"required": gettext_lazy("Gõ ngày bắt đầu.")})
    last = DayField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Nhiều nhất 5 năm. Trước khi hết hạn một tháng sẽ có nhắc."),
        error_messages={"required": gettext_lazy("Gõ ngày cuối cùng.")},
    )

    def __init__(self, *args: Any, role: Role, place: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ROLES[role].hamlet:
            del self.fields["hamlets"]
            return
        field: Any = self.fields["hamlets"]
        field.choices = [(stay.hamlet.pk, stay.name) for stay in hamlets_of(place)]
        if not field.choices:
            field.help_text = _("Xã chưa khai thôn nào. Vào Địa bàn, thêm thôn rồi quay lại.")


class InviteForm(PeriodForm):
    """Who is invited."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        error_messages={"required": gettext_lazy("Gõ họ và tên đầy đủ, có dấu.")},
    )
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        help_text=gettext_lazy("Bỏ trống để hệ thống đặt: “hanh.bt” cho Bríu Thị Hạnh."),
        max_length=60,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        help_text=gettext_lazy("Nếu có, đường dẫn mời được gửi tới đây."),
        required=False,
        error_messages={"invalid": gettext_lazy("Địa chỉ thư chưa đúng. Ví dụ: ten@danang.gov.vn.")},
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)
    field_order = ("full_name", "username", "title", "hamlets", "first", "last", "email", "phone")


class EndForm(forms.Form):
    """Why it ends, and who takes the open work (asked only when there is some)."""

    receiver = forms.TypedChoiceField(
        label=gettext_lazy("Người nhận việc"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn người nhận các việc đang mở.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Vì sao?"),
        help_text=gettext_lazy("Ví dụ: chuyển công tác, nghỉ hưu."),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi lý do ngắn.")},
    )

    def __init__(self, *args: Any, receivers: list[Person] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if receivers is None:
            del self.fields["receiver"]
            return
        field: Any = self.fields["receiver"]
        field.choices = [(str(one.pk), one.full_name) for one in receivers]
        if not receivers:
            field.help_text = _("Chưa có ai cùng địa bàn để nhận. Giao vai trò cho một người trước.")
