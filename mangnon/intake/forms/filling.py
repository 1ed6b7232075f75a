"""What is filled in later: the event, a child, a suspect, the reporter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.intake.forms.fields import HOUR_TOO, MomentField, ToldPlaceField, area, line, picks, signs_field
from mangnon.intake.models import Channel, Danger, Tie
from mangnon.intake.told import ChildTold, ReporterTold, ReportTold, SuspectTold
from mangnon.registry.forms.fields import BirthField
from mangnon.registry.models import Sex
from mangnon.ui.typed import TelInput

NEAR = [("", gettext_lazy("Chưa rõ")), ("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không"))]
KEPT = gettext_lazy("Để trống thì giữ nguyên điều đã ghi.")


class CompleteForm(forms.Form):
    """What happened, where, when, in which danger."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = area(
        gettext_lazy("Chuyện gì?"), 5, required=True, error_messages={"required": gettext_lazy("Ghi điều được báo.")}
    )
    place = ToldPlaceField(label=gettext_lazy("Ở đâu?"), help_text=gettext_lazy("Tên xã nay hoặc tên cũ."))
    danger = picks(gettext_lazy("Trẻ có đang gặp nguy hiểm không?"), Danger.choices)
    signs = signs_field()
    happened_text = line(gettext_lazy("Xảy ra lúc nào?"))
    happened_at = MomentField(label=gettext_lazy("Giờ chính xác, nếu biết"), help_text=HOUR_TOO, required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Tin đến bằng cách nào?"), choices=Channel.choices)
    reference = line(gettext_lazy("Số của nơi chuyển đến"), 60)

    def __init__(self, *args: Any, harms: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["harms"] = forms.MultipleChoiceField(
            label=gettext_lazy("Hình thức gây tổn hại"), choices=list(harms.items()), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["version", "what", "place", "danger", "signs", "harms", "happened_text", "happened_at"])

    def told(self) -> ReportTold:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return ReportTold(
            channel=typed["channel"], what=typed["what"], place=typed["place"], danger=typed["danger"],
            reference=typed["reference"], harms=tuple(typed["harms"]), signs=tuple(typed["signs"]),
            happened_at=typed["happened_at"], happened_text=typed["happened_text"],
        )  # fmt: skip


class ChildForm(forms.Form):
    """A child of the report, as far as anybody knows; the questions of form 01."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    full_name = line(gettext_lazy("Họ và tên trẻ"))
    about = line(gettext_lazy("Nhận ra trẻ bằng gì?"), 160)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Sex.choices, initial=Sex.UNKNOWN)
    born = BirthField(required=False)
    home = ToldPlaceField(label=gettext_lazy("Nhà ở đâu?"), help_text=gettext_lazy("Nếu khác nơi xảy ra."))
    whereabouts = line(gettext_lazy("Hiện đang ở đâu?"), 200)
    condition = area(gettext_lazy("Tình trạng hiện tại"), help_text=gettext_lazy("Thể chất, tinh thần."))
    fear = area(gettext_lazy("Có thể xảy ra điều gì nếu không can thiệp?"))
    father_name = line(gettext_lazy("Họ và tên cha"))
    mother_name = line(gettext_lazy("Họ và tên mẹ"))
    carer_name = line(gettext_lazy("Hiện ai chăm sóc?"))
    family = area(gettext_lazy("Hoàn cảnh gia đình"))
    helped = area(gettext_lazy("Đã được hỗ trợ gì trước khi nhận tin?"))

    def told(self) -> ChildTold:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        birth = typed["born"]
        return ChildTold(
            full_name=typed["full_name"], about=typed["about"], sex=typed["sex"], born=birth.code if birth else "",
            home=typed["home"], condition=typed["condition"], fear=typed["fear"], family=typed["family"],
            helped=typed["helped"], father_name=typed["father_name"], mother_name=typed["mother_name"],
            carer_name=typed["carer_name"], whereabouts=typed["whereabouts"],
        )  # fmt: skip


class SuspectForm(forms.Form):
    """Who is said to have done it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    tie = forms.ChoiceField(label=gettext_lazy("Quan hệ với trẻ"), choices=Tie.choices, initial=Tie.UNKNOWN)
    near = forms.ChoiceField(label=gettext_lazy("Có đang ở gần trẻ không?"), choices=NEAR, required=False)
    name = line(gettext_lazy("Tên người ấy"), help_text=KEPT)
    about = line(gettext_lazy("Tuổi, nghề, chỗ ở"), 200, help_text=KEPT)

    def told(self) -> SuspectTold:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        near = {"yes": True, "no": False}.get(typed["near"])
        return SuspectTold(typed["name"], typed["about"], typed["tie"], near)


class ReporterForm(forms.Form):
    """Who told it; nothing of what lies in the vault is shown."""

    name = line(gettext_lazy("Tên người báo"), help_text=KEPT)
    phone = line(gettext_lazy("Điện thoại"), 20, widget=TelInput(attrs={"wide": "short"}), help_text=KEPT)
    address = line(gettext_lazy("Địa chỉ"), 200, help_text=KEPT)
    relation = line(gettext_lazy("Là gì của trẻ?"), help_text=KEPT)
    safe_contact = line(gettext_lazy("Liên lạc lúc nào, cách nào thì an toàn?"), 200, help_text=KEPT)
    anonymous = forms.BooleanField(label=gettext_lazy("Không muốn nêu tên"), required=False)

    def told(self) -> ReporterTold:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return ReporterTold(
            anonymous=typed["anonymous"], name=typed["name"], phone=typed["phone"], address=typed["address"],
            relation=typed["relation"], safe_contact=typed["safe_contact"],
        )  # fmt: skip
