"""What is typed about households."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.registry.forms.facts import SINCE, TODAY, WordedForm, line, phone
from mangnon.registry.forms.fields import HouseholdField, code_field, picks, year_field
from mangnon.registry.forms.placing import PlacedForm
from mangnon.registry.models import Sex
from mangnon.registry.queries.wording import Wording
from mangnon.ui.typed import DayField


class HouseholdForm(PlacedForm):
    """Whose household, where."""

    head_name = line(gettext_lazy("Tên chủ hộ"), required=True)
    number = line(gettext_lazy("Số hộ"), 30, help_text=gettext_lazy("Số trong danh sách của xã hoặc công an."))
    address = line(gettext_lazy("Địa chỉ"), 200)
    phone = phone()
    head_born_year = year_field(gettext_lazy("Năm sinh chủ hộ"))
    head_personal_number = line(gettext_lazy("Số định danh chủ hộ"), 20)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["head_name", "place", "hamlet", "address", "phone", "number"])


class RegisterHouseholdForm(HouseholdForm):
    """A new one; ``household_id`` makes a second send harmless."""

    household_id = forms.UUIDField(widget=forms.HiddenInput)


class CorrectHouseholdForm(HouseholdForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ClassForm(WordedForm):
    """Poor, near-poor or neither in a year."""

    def ask(self, words: Wording) -> None:
        """Year, class, decision."""
        self.fields["year"] = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
        self.fields["klass"] = picks(gettext_lazy("Phân loại"), words.items("loai_ho").items())
        self.fields["decision"] = line(gettext_lazy("Số quyết định"), 60)
        self.fields["decided_on"] = DayField(label=gettext_lazy("Ngày quyết định"), required=False)


class MemberForm(WordedForm):
    """Somebody who lives in the household."""

    full_name = line(gettext_lazy("Họ và tên"), required=True)

    def ask(self, words: Wording) -> None:
        """Relation to the head, since when."""
        relation = code_field(gettext_lazy("Là gì của chủ hộ?"), words.items("quan_he_voi_chu_ho"), required=True)
        self.fields["relation"] = relation
        self.fields["born_year"] = year_field(gettext_lazy("Năm sinh"))
        self.fields["sex"] = picks(gettext_lazy("Giới tính"), Sex.choices, required=False)
        self.fields["phone"] = phone()
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)


class JoinForm(WordedForm):
    """The child lives in a household from a day on."""

    household = HouseholdField(
        label=gettext_lazy("Hộ"), help_text=gettext_lazy("Gõ tên chủ hộ, chọn một hộ trong gợi ý.")
    )

    def ask(self, words: Wording) -> None:
        """Relation and day."""
        items = words.items("quan_he_voi_chu_ho")
        self.fields["relation"] = code_field(gettext_lazy("Trẻ là gì của chủ hộ?"), items, initial="3")
        self.fields["since"] = DayField(label=SINCE, help_text=TODAY)
