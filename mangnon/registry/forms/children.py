"""What is typed when a child is entered or corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.registry.forms.fields import (
    BirthField,
    HouseholdField,
    code_field,
    picks,
    source_field,
    year_field,
)
from mangnon.registry.forms.placing import PlacedForm
from mangnon.registry.models import Nameless, Registered, Sex
from mangnon.registry.queries.wording import Wording
from mangnon.registry.told import ChildTold, ParentTold
from mangnon.registry.words import FIELDS
from mangnon.ui.typed import DayField, TelInput

NO_HOUSE, OLD_HOUSE, NEW_HOUSE = "", "old", "new"
HOUSES = [
    (NEW_HOUSE, gettext_lazy("Hộ chưa có trong sổ, ghi hộ mới")),
    (OLD_HOUSE, gettext_lazy("Hộ đã có trong sổ")),
    (NO_HOUSE, gettext_lazy("Chưa biết hộ nào")),
]
TOLD = (
    "sex", "full_name", "nameless", "mark", "ethnicity", "personal_number", "external_code", "birth_place",
    "home_place", "registered", "certificate_number", "certificate_on", "certificate_place",
)  # fmt: skip


def text(name: str, length: int, hint: Any = "", *, wide: str = "name") -> forms.CharField:
    """A short text about a child that may stay empty."""
    return forms.CharField(
        label=FIELDS[name], max_length=length, required=False, help_text=hint,
        widget=forms.TextInput(attrs={"wide": wide, "autocomplete": "off"}),
    )  # fmt: skip


def who(words: Wording) -> dict[str, forms.Field]:
    """The questions of who a child is, in the order in which one knows the answers."""
    return {
        "full_name": text("full_name", 120, gettext_lazy("Chưa có tên thì để trống và chọn lý do ở dưới.")),
        "born": BirthField(),
        "sex": picks(FIELDS["sex"], Sex.choices, error_messages={"required": gettext_lazy("Chọn giới tính.")}),
        "ethnicity": code_field(FIELDS["ethnicity"], words.items("dan_toc")),
        "mark": text("mark", 120, gettext_lazy("Khi trong thôn có trẻ trùng tên, ví dụ: con ông Bảy.")),
        "nameless": forms.ChoiceField(label=FIELDS["nameless"], choices=Nameless.choices, required=False),
    }


def papers() -> dict[str, forms.Field]:
    """The questions about numbers and the birth certificate."""
    return {
        "personal_number": text(
            "personal_number", 20, gettext_lazy("12 chữ số trên giấy khai sinh. Chưa có thì để trống.")
        ),
        "registered": forms.ChoiceField(
            label=FIELDS["registered"], choices=Registered.choices, initial=Registered.UNKNOWN
        ),
        "certificate_number": text("certificate_number", 40),
        "certificate_on": DayField(label=FIELDS["certificate_on"], required=False),
        "certificate_place": text("certificate_place", 160),
        "external_code": text("external_code", 40, gettext_lazy("Mã của trẻ trong phần mềm hay danh sách khác.")),
        "birth_place": text("birth_place", 160),
        "home_place": text("home_place", 160),
    }


def told_from(cleaned: dict[str, Any], *, before: ChildTold | None = None) -> ChildTold:
    """What was typed, as the actions take it; what wasn't asked stays as it was."""
    told = {name: cleaned[name] for name in TOLD if name in cleaned}
    swims = cleaned.get("swims", before.swims if before else None)
    nationality = cleaned.get("nationality") or (before.nationality if before else "VN")
    return ChildTold(birth=cleaned["born"], swims=swims, nationality=nationality, **told)


class RegisterForm(PlacedForm):
    """Child, family and household on one page. ``child_id`` and ``household_id`` make a second send harmless."""

    SECTIONS = (
        (gettext_lazy("Trẻ em"), ("full_name", "born", "sex", "place", "hamlet", "address", "ethnicity", "mark",
                                  "nameless")),
        (gettext_lazy("Cha, mẹ"), ("father", "father_year", "mother", "mother_year", "phone")),
        (gettext_lazy("Hộ gia đình"), ("house", "household", "head_name", "relation")),
        (gettext_lazy("Giấy tờ"), ("personal_number", "registered", "source")),
    )  # fmt: skip
    child_id = forms.UUIDField(widget=forms.HiddenInput)
    household_id = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    """Ids of the look-alikes that were shown already."""

    def __init__(self, *args: Any, words: Wording, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            **who(words),
            "address": forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=200, required=False),
            **_family(),
            **_house(words),
            **{name: field for name, field in papers().items() if name in ("personal_number", "registered")},
            "source": source_field(),
        }
        self.order_fields([name for _title, names in self.SECTIONS for name in names])

    def clean(self) -> dict[str, Any]:
        """A new household needs its head, a known one must have been chosen."""
        cleaned = super().clean()
        house = cleaned.get("house", NO_HOUSE)
        cleaned["head_name"] = cleaned.get("head_name") or cleaned.get("father") or cleaned.get("mother") or ""
        if house == NEW_HOUSE and not cleaned["head_name"]:
            self.add_error("head_name", _("Ghi tên chủ hộ, hoặc chọn “Chưa biết hộ nào”."))
        if house == OLD_HOUSE and not cleaned.get("household"):
            self.add_error("household", _("Gõ tên chủ hộ rồi chọn một hộ trong gợi ý."))
        return cleaned

    def parents(self) -> list[ParentTold]:
        """Those of father and mother who were named; the telephone is that of the mother, else of the father."""
        cleaned, told = self.cleaned_data, list[ParentTold]()
        for which in ("mother", "father"):
            if name := cleaned.get(which):
                phone = "" if told else cleaned.get("phone", "")
                told.append(ParentTold(which, name, born_year=cleaned.get(f"{which}_year"), phone=phone))
        return told


def _family() -> dict[str, forms.Field]:
    return {
        "father": _named(gettext_lazy("Họ tên cha")),
        "father_year": year_field(gettext_lazy("Năm sinh của cha")),
        "mother": _named(gettext_lazy("Họ tên mẹ")),
        "mother_year": year_field(gettext_lazy("Năm sinh của mẹ")),
        "phone": forms.CharField(
            label=gettext_lazy("Điện thoại của mẹ hoặc cha"), max_length=20, required=False,
            widget=TelInput(attrs={"wide": "short"}),
        ),
    }  # fmt: skip


def _named(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"wide": "name", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=120, required=False, widget=widget, help_text=hint)


def _house(words: Wording) -> dict[str, forms.Field]:
    return {
        "house": picks(gettext_lazy("Trẻ ở hộ nào?"), HOUSES, required=False, initial=NEW_HOUSE),
        "household": HouseholdField(
            label=gettext_lazy("Hộ đã có trong sổ"), help_text=gettext_lazy("Gõ tên chủ hộ, chọn một hộ trong gợi ý.")
        ),
        "head_name": _named(gettext_lazy("Tên chủ hộ"), gettext_lazy("Để trống nếu là cha, hoặc mẹ khi chưa ghi cha.")),
        "relation": code_field(gettext_lazy("Trẻ là gì của chủ hộ?"), words.items("quan_he_voi_chu_ho"), initial="3"),
    }


class CorrectForm(forms.Form):
    """Who a child is, to be put right, with the reason and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Wording, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            **who(words),
            **papers(),
            "nationality": text("nationality", 2, NATIONALITY, wide="tiny"),
            "swims": forms.TypedChoiceField(
                label=FIELDS["swims"], choices=SWIMS, required=False, empty_value=None,
                coerce=lambda told: told == "True",
            ),
            "reason": forms.CharField(
                label=gettext_lazy("Lý do chỉnh sửa"), max_length=500, required=False,
                help_text=gettext_lazy("Điều đã ghi sai ở đâu, theo giấy tờ nào."),
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }  # fmt: skip

    def clean_nationality(self) -> str:
        """Capital letters; empty is Viet Nam."""
        return str(self.cleaned_data["nationality"]).upper() or "VN"


NATIONALITY = gettext_lazy("Mã hai chữ, ví dụ VN, LA; XX khi chưa rõ.")
SWIMS = [("", gettext_lazy("Chưa hỏi")), ("True", gettext_lazy("Có")), ("False", gettext_lazy("Không"))]
