"""What is typed about accidents and spots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.registry.forms.facts import TODAY, line
from mangnon.registry.forms.fields import picks, year_field
from mangnon.registry.forms.placing import PlacedForm
from mangnon.registry.harm.queries import causes_on, spots_to_choose
from mangnon.registry.models import Accident, Sex
from mangnon.registry.queries.wording import Wording
from mangnon.ui.typed import DayField

SETTINGS = "moi_truong_duoi_nuoc"


def area(label: Any, length: int, rows: int = 3, **options: Any) -> forms.CharField:
    """A longer text."""
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **options)


def cause_field(label: Any, words: Wording, **options: Any) -> forms.ChoiceField:
    """A cause of the list or of the report."""
    known = [("", gettext_lazy("Chọn")), *causes_on(words.on).items()]
    return forms.ChoiceField(label=label, choices=known, **options)


class AccidentForm(PlacedForm):
    """What happened. For a child of the register nobody is asked who it is."""

    ORDER = (
        "child_name", "child_sex", "child_born_year", "happened_on", "cause", "place", "hamlet", "where", "setting",
        "spot", "outcome", "died_on", "story",
    )  # fmt: skip

    def __init__(self, *args: Any, words: Wording, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not known:
            self.fields |= _who()
        settings: list[tuple[str, Text]] = [*words.items(SETTINGS).items(), ("", gettext_lazy("Chưa rõ"))]
        self.fields |= {
            "happened_on": DayField(label=gettext_lazy("Ngày xảy ra"), help_text=TODAY),
            "cause": cause_field(gettext_lazy("Nguyên nhân"), words),
            "where": line(gettext_lazy("Xảy ra ở đâu?"), 160, required=True,
                          help_text=gettext_lazy("Ví dụ: ao sau nhà, suối đầu thôn, đường liên xã.")),
            "setting": picks(gettext_lazy("Nơi đó thuộc"), settings, required=False),
            "outcome": picks(gettext_lazy("Kết quả"), Accident.Outcome.choices),
            "died_on": DayField(label=gettext_lazy("Ngày tử vong"), required=False),
            "story": area(gettext_lazy("Diễn biến"), 4000, required=False,
                          help_text=gettext_lazy("Trẻ đang làm gì, ai ở gần, đã xử trí ra sao.")),
        }  # fmt: skip
        if self.place is not None and (found := spots_to_choose(self.actor, self.place.pk)):
            choices = [("", gettext_lazy("Không phải điểm đã ghi")), *found]
            self.fields["spot"] = forms.ChoiceField(label=gettext_lazy("Điểm nguy cơ"), choices=choices, required=False)
        self.order_fields(self.ORDER)


def _who() -> dict[str, forms.Field]:
    return {
        "child_name": line(gettext_lazy("Họ và tên trẻ"), 120, required=True,
                           help_text=gettext_lazy("Trẻ có trong sổ: mở trang của trẻ, bấm “Tai nạn”.")),
        "child_sex": picks(gettext_lazy("Giới tính"), Sex.choices),
        "child_born_year": year_field(gettext_lazy("Năm sinh")),
    }  # fmt: skip


class RecordAccidentForm(AccidentForm):
    """A new one; ``accident_id`` makes a second send harmless."""

    accident_id = forms.UUIDField(widget=forms.HiddenInput)


class CorrectAccidentForm(AccidentForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SpotForm(PlacedForm):
    """Which spot, where, what may happen, who answers for it."""

    ORDER = ("name", "cause", "place", "hamlet", "about", "keeper", "latitude", "longitude")

    def __init__(self, *args: Any, words: Wording, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "name": line(gettext_lazy("Tên điểm nguy cơ"), 160, required=True,
                         help_text=gettext_lazy("Như người trong thôn gọi, ví dụ: ao ông Bảy, dốc trường học.")),
            "cause": cause_field(gettext_lazy("Có thể gây tai nạn gì?"), words),
            "about": area(gettext_lazy("Mô tả"), 2000, required=False,
                          help_text=gettext_lazy("Nguy hiểm ở chỗ nào, trẻ hay đến lúc nào, cần làm gì.")),
            "keeper": line(gettext_lazy("Ai chịu trách nhiệm làm cho an toàn?"), 160),
            "latitude": _degrees(gettext_lazy("Vĩ độ")),
            "longitude": _degrees(gettext_lazy("Kinh độ")),
        }  # fmt: skip
        self.order_fields(self.ORDER)


class DegreesField(forms.DecimalField):
    """Degrees with a comma, or with a point as maps write them."""

    def to_python(self, value: Any) -> Any:
        """Both signs mean the same: degrees have no thousands."""
        return super().to_python(str(value or "").replace(",", "."))


def _degrees(label: Any) -> DegreesField:
    widget = forms.TextInput(attrs={"wide": "short"})
    hint = gettext_lazy("Không bắt buộc, ví dụ 15,03421.")
    return DegreesField(label=label, max_digits=8, decimal_places=5, required=False, widget=widget, help_text=hint)


class RegisterSpotForm(SpotForm):
    """A new one; ``spot_id`` makes a second send harmless."""

    spot_id = forms.UUIDField(widget=forms.HiddenInput)


class CorrectSpotForm(SpotForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CheckSpotForm(forms.Form):
    """What somebody saw at the spot."""

    on = DayField(label=gettext_lazy("Ngày kiểm tra"), help_text=TODAY)
    found = area(
        gettext_lazy("Kết quả"), 2000, help_text=gettext_lazy("Đã làm gì, còn thiếu gì."),
        error_messages={"required": gettext_lazy("Ghi ngắn gọn: đã làm gì, còn thiếu gì.")},
    )  # fmt: skip
    safe = picks(
        gettext_lazy("Nay đã an toàn chưa?"),
        [("yes", gettext_lazy("Đã an toàn")), ("no", gettext_lazy("Chưa an toàn"))],
    )
