"""The form of a call: five answers are enough, the rest may wait."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.intake.forms.fields import (
    HOUR_TOO,
    MomentField,
    ToldPlaceField,
    area,
    line,
    picks,
    several,
    signs_field,
)
from mangnon.intake.models import Channel, Danger, Tie
from mangnon.intake.told import Against, ChildTold, PlaceTold, ReporterTold, ReportTold, SuspectTold
from mangnon.lib.refusal import Text
from mangnon.registry.forms.fields import BirthField
from mangnon.registry.models import Sex
from mangnon.ui.typed import TelInput

NOBODY, COMMUNE, PROVINCE = "", "commune", "province"
AGAINST: tuple[tuple[str, Text], ...] = (
    (NOBODY, gettext_lazy("Không")),
    (COMMUNE, gettext_lazy("Có: cơ quan hoặc cán bộ của xã, phường nơi xảy ra")),
    (PROVINCE, gettext_lazy("Có: cơ quan hoặc cán bộ cấp tỉnh")),
)
QUICK = ("what", "place", "child_name", "channel", "danger")
MORE = (
    "signs", "harms", "born", "sex", "child_about", "happened_text", "happened_at", "reference", "against",
    "first_information_at", "first_information_source",
)  # fmt: skip
SUSPECT = ("tie", "near", "suspect_name", "suspect_about")
REPORTER = ("reporter_name", "reporter_phone", "reporter_relation", "reporter_safe", "anonymous")
SECTIONS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (gettext_lazy("Nếu biết thì ghi thêm"), MORE),
    (gettext_lazy("Người bị cho là gây ra"), SUSPECT),
    (gettext_lazy("Người báo tin (giữ kín)"), REPORTER),
)


class EntryForm(forms.Form):
    """What, where, whom, by which door, in danger now; everything else is optional."""

    report_id = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.CharField(widget=forms.HiddenInput, required=False)
    what = area(
        gettext_lazy("Chuyện gì?"), 4, required=True, autofocus=True,
        help_text=gettext_lazy("Ghi bằng lời của người báo, một câu cũng được."),
        error_messages={"required": gettext_lazy("Ghi điều được báo, một câu cũng được.")},
    )  # fmt: skip
    place = ToldPlaceField(
        label=gettext_lazy("Ở đâu?"),
        help_text=gettext_lazy("Tên xã nay hoặc tên cũ. Chưa rõ thì ghi điều đã nghe, hoặc để trống."),
    )
    child_name = line(
        gettext_lazy("Trẻ nào?"), help_text=gettext_lazy("Tên, hoặc điều đã biết: bé gái khoảng 6 tuổi, con ông Bảy.")
    )
    channel = forms.ChoiceField(label=gettext_lazy("Tin đến bằng cách nào?"), choices=Channel.choices)
    danger = picks(
        gettext_lazy("Trẻ có đang gặp nguy hiểm không?"), Danger.choices,
        error_messages={"required": gettext_lazy("Chọn một: chưa biết thì chọn “Chưa rõ”.")},
    )  # fmt: skip
    signs = signs_field()
    born = BirthField(required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False)
    child_about = line(gettext_lazy("Nhận ra trẻ bằng gì?"), 160)
    happened_text = line(
        gettext_lazy("Xảy ra lúc nào?"), help_text=gettext_lazy("Bằng lời cũng được: tối hôm qua, mấy tháng nay.")
    )
    happened_at = MomentField(label=gettext_lazy("Giờ chính xác, nếu biết"), help_text=HOUR_TOO, required=False)
    reference = line(
        gettext_lazy("Số của nơi chuyển đến"), 60, help_text=gettext_lazy("Ví dụ số phiếu của Tổng đài 111.")
    )
    against = forms.ChoiceField(
        label=gettext_lazy("Tin có nói đến cơ quan, cán bộ tiếp nhận không?"), choices=AGAINST, required=False,
        help_text=gettext_lazy("Có thì tin đi thẳng lên một cấp, những người ấy không xem được."),
    )  # fmt: skip
    first_information_at = MomentField(
        label=gettext_lazy("Có ai nhận tin này sớm hơn không? Lúc nào?"), required=False,
        help_text=gettext_lazy("Các thời hạn tính từ lúc ấy. Để trống nếu vừa mới nhận."),
    )  # fmt: skip
    first_information_source = line(gettext_lazy("Vì sao biết giờ ấy?"), 160)
    tie = forms.ChoiceField(
        label=gettext_lazy("Quan hệ với trẻ"), choices=Tie.choices, initial=Tie.UNKNOWN, required=False
    )
    near = forms.ChoiceField(
        label=gettext_lazy("Có đang ở gần trẻ không?"), required=False,
        choices=[("", gettext_lazy("Chưa rõ")), ("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không"))],
    )  # fmt: skip
    suspect_name = line(gettext_lazy("Tên người ấy"))
    suspect_about = line(gettext_lazy("Tuổi, nghề, chỗ ở"), 200)
    reporter_name = line(gettext_lazy("Tên người báo"))
    reporter_phone = line(gettext_lazy("Điện thoại"), 20, widget=TelInput(attrs={"wide": "short"}))
    reporter_relation = line(gettext_lazy("Là gì của trẻ?"))
    reporter_safe = line(gettext_lazy("Liên lạc lúc nào, cách nào thì an toàn?"), 200)
    anonymous = forms.BooleanField(label=gettext_lazy("Không muốn nêu tên"), required=False)

    def __init__(self, *args: Any, harms: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["harms"] = forms.MultipleChoiceField(
            label=gettext_lazy("Hình thức gây tổn hại"), choices=list(harms.items()), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["report_id", "looked", *QUICK, *MORE, *SUSPECT, *REPORTER])

    def clean_place(self) -> PlaceTold:
        """A name that several communes of today share is asked about once; sent again it goes to the province."""
        told: PlaceTold = self.cleaned_data["place"]
        found = several(told)
        if found and self.data.get("looked", "") != told.text:
            raise forms.ValidationError(found)
        return told

    def told(self) -> ReportTold:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return ReportTold(
            channel=typed["channel"], what=typed["what"], place=typed["place"], danger=typed["danger"],
            reference=typed["reference"], harms=tuple(typed["harms"]), signs=tuple(typed["signs"]),
            happened_at=typed["happened_at"], happened_text=typed["happened_text"],
            first_information_at=typed["first_information_at"],
            first_information_source=typed["first_information_source"],
            children=_children(typed), suspects=_suspects(typed), reporter=_reporter(typed),
            against=Against(commune=typed["against"] == COMMUNE, province=typed["against"] == PROVINCE),
        )  # fmt: skip


def name_or_words(text: str) -> tuple[str, str]:
    """A name has capitals in each word and no figure; anything else tells what the child is like: (name, words)."""
    words = re.sub(r"\(.*?\)", "", text).split()
    is_name = bool(words) and not any(map(str.isdigit, text)) and all(word[0].isupper() for word in words)
    return (text, "") if is_name else ("", text)


def _children(typed: dict[str, Any]) -> tuple[ChildTold, ...]:
    birth = typed["born"]
    name, about = name_or_words(typed["child_name"])
    child = ChildTold(
        full_name=name, about=", ".join(filter(None, (about, typed["child_about"]))), sex=typed["sex"] or Sex.UNKNOWN,
        born=birth.code if birth else "",
    )  # fmt: skip
    return (child,) if child.is_told else ()


def _suspects(typed: dict[str, Any]) -> tuple[SuspectTold, ...]:
    near = {"yes": True, "no": False}.get(typed["near"])
    one = SuspectTold(typed["suspect_name"], typed["suspect_about"], typed["tie"] or Tie.UNKNOWN, near)
    return (one,) if one.is_told else ()


def _reporter(typed: dict[str, Any]) -> ReporterTold:
    return ReporterTold(
        anonymous=typed["anonymous"], name=typed["reporter_name"], phone=typed["reporter_phone"],
        relation=typed["reporter_relation"], safe_contact=typed["reporter_safe"],
    )  # fmt: skip
