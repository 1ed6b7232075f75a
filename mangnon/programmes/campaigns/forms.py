"""What people type about campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.files.kinds import PHOTOS
from mangnon.programmes.campaigns.actions import ActivityTold, CampaignTold, MaterialTold, PreparationTold, Result
from mangnon.programmes.campaigns.actions.showing import PRINTED
from mangnon.programmes.campaigns.models import AUDIENCE, ActivityKind, Consent, Group, Language, MaterialKind, Topic
from mangnon.programmes.plans.forms import MoneyField, area, year_field
from mangnon.ui.typed import DayField

MOST_PEOPLE = 1_000_000


class CampaignForm(forms.Form):
    """A campaign."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên đợt"), max_length=200)
    theme = forms.CharField(
        label=gettext_lazy("Chủ đề của năm"), max_length=300, required=False,
        help_text=gettext_lazy("Như văn bản của bộ, của tỉnh nêu. Chưa có thì để trống."),
    )  # fmt: skip
    message = forms.CharField(
        label=gettext_lazy("Thông điệp"), max_length=500, required=False, widget=area(2),
        help_text=gettext_lazy("Điều người nghe cần nhớ, nói như nói với bà con."),
    )  # fmt: skip
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Cho ai"), choices=AUDIENCE, required=False, widget=forms.CheckboxSelectMultiple
    )
    first_on = DayField(label=gettext_lazy("Ngày đầu"))
    last_on = DayField(label=gettext_lazy("Ngày cuối"))
    order = forms.CharField(
        label=gettext_lazy("Văn bản chỉ đạo"), max_length=200, required=False,
        help_text=gettext_lazy("Số, ký hiệu và ngày."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip


def campaign_of(cleaned: Mapping[str, Any]) -> CampaignTold:
    """What was typed, for an action."""
    return CampaignTold(
        cleaned["title"], cleaned["first_on"], cleaned["last_on"], theme=cleaned["theme"], message=cleaned["message"],
        audience=tuple(cleaned["audience"]), order=cleaned["order"], document=cleaned["document"],
    )  # fmt: skip


class CopyForm(forms.Form):
    """Into which year."""

    year = year_field(gettext_lazy("Sang năm"))
    title = forms.CharField(label=gettext_lazy("Tên đợt"), max_length=200)


class LearntForm(forms.Form):
    """What was learnt."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    learnt = forms.CharField(
        label=gettext_lazy("Điều rút ra cho lần sau"), max_length=4_000, widget=area(6),
        help_text=gettext_lazy("Việc gì nên làm sớm hơn, cách nào bà con nghe, cách nào không. Lần sau chép sẽ thấy."),
    )  # fmt: skip


class ReportForm(forms.Form):
    """The report that was sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sent_on = DayField(label=gettext_lazy("Gửi ngày"))
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu báo cáo"), max_length=80, widget=forms.TextInput(attrs={"wide": "short"})
    )


class PreparationForm(forms.Form):
    """Something to prepare. ``begun``: with how it stands."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Việc phải chuẩn bị"), max_length=240)
    who = forms.CharField(
        label=gettext_lazy("Ai làm"), max_length=120, required=False,
        help_text=gettext_lazy("Họ tên hoặc chức danh, đơn vị."),
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("Hạn xong"))
    done_on = DayField(
        label=gettext_lazy("Xong ngày"), required=False, help_text=gettext_lazy("Chưa xong thì để trống.")
    )
    skipped_why = forms.CharField(
        label=gettext_lazy("Không cần làm, vì sao"), max_length=300, required=False,
        help_text=gettext_lazy("Chỉ ghi khi nơi mình không cần việc này; ít nhất 10 chữ."),
    )  # fmt: skip

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in () if begun else ("version", "done_on", "skipped_why"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Done and not needed don't go together."""
        told = super().clean() or {}
        if told.get("done_on") and told.get("skipped_why"):
            self.add_error("skipped_why", gettext_lazy("Đã ghi ngày xong thì để trống ô này."))
        return told


def preparation_of(cleaned: Mapping[str, Any]) -> PreparationTold:
    """What was typed, for an action."""
    return PreparationTold(
        cleaned["title"], cleaned["who"], cleaned["due_on"], cleaned["done_on"], cleaned["skipped_why"]
    )


class ActivityForm(forms.Form):
    """An activity. ``begun``: with what was done, what it cost, whom it reached."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Hoạt động"), max_length=200)
    on = DayField(label=gettext_lazy("Ngày"))
    where = forms.CharField(
        label=gettext_lazy("Ở đâu"), max_length=160, help_text=gettext_lazy("Thôn, trường, hoặc cả xã.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Cách làm"), choices=ActivityKind.choices)
    topic = forms.ChoiceField(label=gettext_lazy("Về điều gì"), choices=Topic.choices)
    planned = MoneyField(label=gettext_lazy("Tiền dự kiến"))
    source = forms.CharField(
        label=gettext_lazy("Tiền ở đâu ra"), max_length=160, required=False,
        help_text=gettext_lazy("Ngân sách xã, Quỹ Bảo trợ trẻ em, nhà hảo tâm… Cần ghi khi có tiền."),
    )  # fmt: skip
    done = forms.CharField(
        label=gettext_lazy("Đã làm gì"), max_length=4_000, required=False, widget=area(5),
        help_text=gettext_lazy("Chưa diễn ra thì để trống. Không ghi tên trẻ."),
    )  # fmt: skip
    spent = MoneyField(label=gettext_lazy("Tiền đã chi"))

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not begun:
            del self.fields["version"], self.fields["done"], self.fields["spent"]
            return
        for code, label in Group.choices:
            self.fields[f"n-{code}"] = forms.IntegerField(
                label=label[:1].upper() + label[1:], required=False, min_value=0, max_value=MOST_PEOPLE,
                widget=forms.NumberInput(attrs={"wide": "tiny", "unit": gettext_lazy("người")}),
            )  # fmt: skip


def activity_of(cleaned: Mapping[str, Any]) -> ActivityTold:
    """What was typed of an activity, for an action."""
    return ActivityTold(
        cleaned["on"], cleaned["where"], cleaned["kind"], cleaned["topic"], cleaned["title"], cleaned["planned"],
        cleaned["source"],
    )  # fmt: skip


def result_of(cleaned: Mapping[str, Any]) -> Result:
    """What was typed of its result, for an action."""
    reached = {code: cleaned.get(f"n-{code}") or 0 for code in Group.values}
    return Result(cleaned["done"], cleaned["spent"], reached)


class MaterialForm(forms.Form):
    """Something made."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Tên tài liệu"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Là gì"), choices=MaterialKind.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Bằng tiếng gì"), choices=Language.choices)
    copies = forms.IntegerField(
        label=gettext_lazy("Số bản"), min_value=0, max_value=MOST_PEOPLE, required=False,
        widget=forms.NumberInput(attrs={"wide": "tiny"}), help_text=gettext_lazy("In, treo, phát bao nhiêu bản."),
    )  # fmt: skip
    file = UploadField(PRINTED, label=gettext_lazy("Tệp tài liệu"), required=False)


def material_of(cleaned: Mapping[str, Any]) -> MaterialTold:
    """What was typed, for an action."""
    return MaterialTold(cleaned["title"], cleaned["kind"], cleaned["language"], cleaned["copies"] or 0)


class PhotoForm(forms.Form):
    """A photo and who consented."""

    file = UploadField(PHOTOS, label=gettext_lazy("Ảnh"))
    caption = forms.CharField(
        label=gettext_lazy("Ảnh chụp gì"), max_length=200, required=False,
        help_text=gettext_lazy("Không ghi tên trẻ."),
    )  # fmt: skip
    how = forms.ChoiceField(
        label=gettext_lazy("Ai có trong ảnh, họ đồng ý thế nào"), choices=Consent.choices, widget=forms.RadioSelect
    )
    consent = forms.CharField(
        label=gettext_lazy("Ai đồng ý, ngày nào, giấy để ở đâu"), max_length=300, widget=area(2),
        help_text=gettext_lazy("Ví dụ: cha mẹ lớp 4A ký ngày 20/5/2026, giấy ở văn thư trường. Không ghi tên trẻ."),
    )  # fmt: skip


def groups_told(numbers: Mapping[str, int]) -> dict[str, int]:
    """Numbers by group as the form knows them."""
    return {f"n-{code}": number for code, number in numbers.items()}


GROUP_FIELDS: Sequence[str] = tuple(f"n-{code}" for code in Group.values)
