"""How fields, values, ages and people of the register are named on screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.lib.dates import PartialDate, age_on
from mangnon.lib.numbers import format_decimal
from mangnon.lib.refusal import Text
from mangnon.places.rules import in_line
from mangnon.registry.models import Nameless, Registered, Sex
from mangnon.registry.queries.wording import Wording
from mangnon.registry.rules import months_between

FIELDS: dict[str, Any] = {
    "full_name": gettext_lazy("Họ và tên"),
    "nameless": gettext_lazy("Lý do chưa có tên"),
    "birth": gettext_lazy("Ngày sinh"),
    "sex": gettext_lazy("Giới tính"),
    "mark": gettext_lazy("Để phân biệt"),
    "ethnicity": gettext_lazy("Dân tộc"),
    "nationality": gettext_lazy("Quốc tịch"),
    "personal_number": gettext_lazy("Số định danh"),
    "external_code": gettext_lazy("Mã ở danh sách khác"),
    "birth_place": gettext_lazy("Nơi sinh"),
    "home_place": gettext_lazy("Quê quán"),
    "registered": gettext_lazy("Đăng ký khai sinh"),
    "certificate_number": gettext_lazy("Số giấy khai sinh"),
    "certificate_on": gettext_lazy("Ngày cấp giấy khai sinh"),
    "certificate_place": gettext_lazy("Nơi đăng ký khai sinh"),
    "swims": gettext_lazy("Biết bơi"),
}
MENDED: dict[str, Any] = {"dose": gettext_lazy("Mũi tiêm"), "checkup": gettext_lazy("Lần khám")}
"""Facts whose corrections are kept whole, as one line each."""
CHOSEN: dict[str, Any] = {"sex": Sex, "nameless": Nameless, "registered": Registered}


def corrected_field(name: str) -> Text:
    """The label of a field of a child, or of a fact that was put right."""
    label: Text = FIELDS.get(name) or MENDED.get(name, name)
    return label


def corrected_value(name: str, value: str, words: Wording) -> str:
    """A value of a correction as people read it."""
    if name == "ethnicity":
        return words.word("dan_toc", value)
    if name == "swims":
        return {"True": _("có"), "False": _("không")}.get(value, "")
    choices = CHOSEN.get(name)
    return str(choices(value).label) if choices and value in choices.values else value


def age_words(birth: PartialDate, on: date) -> str:
    """``9 tuổi``, ``8 tháng tuổi``, ``khoảng 9 tuổi``; in doubt the younger age."""
    born = birth.latest()
    if born > on:
        return _("mới sinh")
    years = age_on(born, on)
    if years < 1:
        months = months_between(born, on)
        said = _("{n} tháng tuổi").format(n=months) if months else _("dưới 1 tháng tuổi")
    else:
        said = ngettext("{n} tuổi", "{n} tuổi", years).format(n=years)
    return said if birth.exact else _("khoảng {age}").format(age=said)


def short_age(birth: PartialDate, on: date) -> str:
    """The age for a column."""
    return age_words(birth, on)


def ago_words(last: date | None, on: date) -> str:
    """How long ago a visit was, in months."""
    if last is None:
        return _("chưa thăm lần nào")
    months = months_between(last, on)
    return ngettext("{n} tháng trước", "{n} tháng trước", months).format(n=months) if months else _("trong tháng này")


def where_words(hamlet: str | None, place: str) -> str:
    """``Thôn 1, xã Trà Linh``."""
    return ", ".join(filter(None, (hamlet, in_line(place))))


def way_words(old: str, new: str) -> str:
    """``Từ xã Trà Linh đến xã Trà Leng``."""
    return _("Từ {old} đến {new}").format(old=in_line(old), new=in_line(new))


NUTRITION = ("underweight", "stunted", "overweight")


def nutrition_words(data: Mapping[str, Any]) -> str:
    """What a check-up says of nutrition; empty where nothing was judged."""
    names = {"underweight": _("nhẹ cân"), "stunted": _("thấp còi"), "overweight": _("thừa cân, béo phì")}
    found = [names[flag] for flag in NUTRITION if data[flag]]
    if found:
        return ", ".join(found)
    return _("dinh dưỡng bình thường") if any(data[flag] is False for flag in NUTRITION) else ""


def size_words(data: Mapping[str, Any]) -> str:
    """``102,5 cm, 16,2 kg``."""
    sizes = (("height_cm", "cm"), ("weight_kg", "kg"))
    return ", ".join(f"{format_decimal(value)} {unit}" for name, unit in sizes if (value := data[name]) is not None)
