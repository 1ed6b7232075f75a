"""What people type about forums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.places.models import Unit
from mangnon.programmes.forums.actions import ForumTold, GroupTold, Grown, QuestionTold
from mangnon.programmes.forums.models import TRAITS, Answerer, Asked, Done, Forum, ForumGroup, ForumKind, Sex, Topic
from mangnon.programmes.forums.words import TRAIT_WORDS
from mangnon.programmes.plans.forms import area
from mangnon.ui.typed import DayField

MOST = 9_999
NAMELESS = gettext_lazy("Ghi lời của trẻ em. Không ghi tên, trường lớp hay điều gì để nhận ra một em.")


def number(label: Any, hint: Any = "") -> forms.IntegerField:
    """A number of people."""
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, initial=0, help_text=hint,
        widget=forms.NumberInput(attrs={"wide": "tiny"}),
    )  # fmt: skip


class ForumForm(forms.Form):
    """A forum. ``least``: hints to the numbers, by name of the field."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Là gì"), choices=ForumKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Tên diễn đàn"), max_length=200)
    theme = forms.CharField(label=gettext_lazy("Chủ đề"), max_length=300, required=False)
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    venue = forms.CharField(label=gettext_lazy("Ở đâu"), max_length=200, required=False)
    plan = forms.CharField(
        label=gettext_lazy("Kế hoạch"), max_length=160, required=False,
        help_text=gettext_lazy("Số, ký hiệu và ngày của kế hoạch. Chưa có thì để trống."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip
    looked_back = forms.CharField(
        label=gettext_lazy("Kiến nghị của diễn đàn trước đã được giải quyết ra sao"), max_length=4_000,
        required=False, widget=area(4),
    )  # fmt: skip
    choosing = forms.CharField(
        label=gettext_lazy("Chọn trẻ em dự thế nào"), max_length=4_000, required=False, widget=area(4),
        help_text=gettext_lazy("Ai chọn, chọn ở đâu, giữ cân bằng nam nữ, dân tộc, trẻ khuyết tật, vùng xa ra sao."),
    )  # fmt: skip
    adults = number(gettext_lazy("Người lớn phụ trách trẻ"))
    volunteers = number(gettext_lazy("Tình nguyện viên"))
    guests = number(gettext_lazy("Khách mời"))


def known_forum(forum: Forum) -> dict[str, Any]:
    """A forum as it stands, for its form."""
    names = [one for one in ForumForm.base_fields if one not in ("uid", "document")]
    number = forum.document.number if forum.document else ""
    return {name: getattr(forum, name) for name in names} | {"document": number}


def forum_told(cleaned: Mapping[str, Any]) -> ForumTold:
    """What was typed."""
    names = ("kind", "title", "starts_on", "ends_on", "theme", "venue", "plan", "document", "choosing", "looked_back")
    return ForumTold(**{name: cleaned[name] for name in names}, grown=grown_told(cleaned))


def grown_told(cleaned: Mapping[str, Any]) -> Grown:
    """The grown-ups."""
    return Grown(cleaned["adults"], cleaned["volunteers"], cleaned["guests"])


class HoldForm(forms.Form):
    """The days it took place on, and how many grown-ups came."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    adults = number(gettext_lazy("Người lớn phụ trách trẻ"))
    volunteers = number(gettext_lazy("Tình nguyện viên"))
    guests = number(gettext_lazy("Khách mời"))


class CancelForm(forms.Form):
    """Why not."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class ReportForm(forms.Form):
    """The report that went upwards."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    report = forms.CharField(label=gettext_lazy("Số, ký hiệu báo cáo"), max_length=160)
    reported_on = DayField(label=gettext_lazy("Gửi ngày"))


class GroupForm(forms.Form):
    """Delegates who are alike."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(
        label=gettext_lazy("Từ đâu"), max_length=160, help_text=gettext_lazy("Thôn, xã, phường hoặc trường.")
    )
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Sex.choices, widget=forms.RadioSelect)
    traits = forms.MultipleChoiceField(
        label=gettext_lazy("Cả nhóm đều là trẻ em"), required=False,
        choices=list(TRAIT_WORDS.items()), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Các em khác nhau thì ghi thành nhiều nhóm."),
    )  # fmt: skip
    children = number(gettext_lazy("Số em"))
    consents = number(gettext_lazy("Số phiếu đồng ý đã có"))


def known_group(group: ForumGroup) -> dict[str, Any]:
    """A group as it stands, for its form."""
    known = {name: getattr(group, name) for name in ("source", "sex", "children", "consents")}
    return known | {"traits": [one for one in TRAITS if getattr(group, one)], "version": group.forum.version}


def group_told(cleaned: Mapping[str, Any]) -> GroupTold:
    """What was typed."""
    names = ("source", "sex", "children", "consents")
    return GroupTold(**{name: cleaned[name] for name in names}, traits=frozenset(cleaned["traits"]))


class QuestionForm(forms.Form):
    """A question or request. ``units``: whose offices can be asked."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Là"), choices=Asked.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=gettext_lazy("Trẻ em nói gì"), max_length=1_000, widget=area(4), help_text=NAMELESS)
    topic = forms.ChoiceField(label=gettext_lazy("Về"), choices=Topic.choices)
    answerer = forms.ChoiceField(
        label=gettext_lazy("Ai phải trả lời"), choices=Answerer.choices, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Của nơi nào"), required=False,
        help_text=gettext_lazy("Nơi này thấy câu hỏi trong việc cần làm và ghi được trả lời."),
    )  # fmt: skip
    body = forms.CharField(
        label=gettext_lazy("Tên cơ quan, tổ chức"), max_length=160,
        help_text=gettext_lazy("Ví dụ: Phòng Văn hóa - Xã hội xã; Công an xã; Điện lực."),
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("Trả lời trước khi hết ngày"))

    def __init__(self, *args: Any, units: Sequence[Unit] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        pairs = [("", gettext_lazy("không phải nơi nào trong danh sách")), *((str(one.pk), one.name) for one in units)]
        self.fields["place"].choices = pairs  # type: ignore[attr-defined]


def question_told(cleaned: Mapping[str, Any], units: Sequence[Unit]) -> QuestionTold:
    """What was typed."""
    place = next((one for one in units if str(one.pk) == cleaned["place"]), None)
    names = ("kind", "topic", "text", "answerer", "body", "due_on")
    return QuestionTold(**{name: cleaned[name] for name in names}, place=place)


class AnswerForm(forms.Form):
    """An answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Trả lời"), max_length=6_000, widget=area(8),
        help_text=gettext_lazy("Viết để trẻ em đọc hiểu: sẽ làm gì, ai làm, bao giờ. Không ghi tên trẻ em."),
    )  # fmt: skip
    by = forms.CharField(
        label=gettext_lazy("Ai trả lời"), max_length=160, help_text=gettext_lazy("Chức vụ và cơ quan.")
    )
    on = DayField(label=gettext_lazy("Trả lời ngày"))


class FollowForm(forms.Form):
    """Whether it is done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done = forms.ChoiceField(
        label=gettext_lazy("Việc đã hứa làm đến đâu"), choices=Done.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Thấy gì"), max_length=500, required=False, widget=area(3))
    done_on = DayField(label=gettext_lazy("Xem lại ngày"))


class PublishForm(forms.Form):
    """Both are fit for everybody."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=gettext_lazy("Câu hỏi và trả lời không có tên trẻ em, không có gì để nhận ra một em")
    )
