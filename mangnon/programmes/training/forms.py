"""What people type about training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.places.forms import PlaceField
from mangnon.places.models import Level
from mangnon.programmes.plans.forms import FIRST, MoneyField, NumberField, area
from mangnon.programmes.training.actions import CourseTold, CurriculumTold, Ending, SessionTold, TraineeTold
from mangnon.programmes.training.models import MOST_POINTS, NAMED, Answer, Audience, Course, Curriculum, Sex, Trainee
from mangnon.programmes.training.queries.courses import AUDIENCE_OF
from mangnon.programmes.training.rules import Pair
from mangnon.programmes.training.words import points
from mangnon.ui.typed import DayField, TelInput

ALL = "all"
"""The box that ticks everybody: it works without scripts."""


class HourInput(forms.TextInput):
    """A time as text, in 24 hours whatever the browser's own language is."""

    def format_value(self, value: Any) -> str | None:
        """``07:30``; typed text unchanged."""
        return f"{value:%H:%M}" if isinstance(value, time) else super().format_value(value)


class HourField(forms.TimeField):
    """``7:30``, ``7h30``, ``7h``."""

    def __init__(self, **options: Any) -> None:
        formats = ("%H:%M", "%Hh%M", "%H.%M", "%Hh", "%H")
        widget = HourInput(attrs={"wide": "tiny"})
        super().__init__(
            input_formats=formats, widget=widget,
            error_messages={"invalid": gettext_lazy("Ghi giờ và phút, ví dụ 7:30.")}, **options,
        )  # fmt: skip


class Ticks(forms.MultipleChoiceField):
    """Boxes of which none need be ticked, and which no page calls optional."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        """Nothing at all is an answer."""
        if value:
            super().validate(value)


def _number(label: Any, most: int, **options: Any) -> forms.IntegerField:
    options.setdefault("min_value", 0)
    widget = forms.NumberInput(attrs={"wide": "tiny"})
    return forms.IntegerField(label=label, max_value=most, widget=widget, **options)


class CurriculumForm(forms.Form):
    """A curriculum."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(label=gettext_lazy("Mã"), max_length=24, widget=forms.TextInput(attrs={"wide": "short"}))
    title = forms.CharField(label=gettext_lazy("Tên chương trình"), max_length=240)
    topics = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=4_000, widget=area(5),
        help_text=gettext_lazy("Mỗi dòng một nội dung."),
    )  # fmt: skip
    hours = _number(gettext_lazy("Số giờ"), 400, min_value=1)
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Dành cho ai"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Phụ huynh và trẻ em chỉ ghi số người, không ghi tên."),
    )  # fmt: skip
    refresh_months = _number(
        gettext_lazy("Học lại sau bao nhiêu tháng"), 240, min_value=1, required=False,
        help_text=gettext_lazy("Không phải học lại thì để trống."),
    )  # fmt: skip
    least_share = _number(
        gettext_lazy("Có mặt ít nhất bao nhiêu phần trăm số buổi để được chứng nhận"), 100, min_value=1, initial=80
    )  # fmt: skip
    most_points = forms.TypedChoiceField(
        label=gettext_lazy("Thang điểm kiểm tra"), choices=[(n, str(n)) for n in MOST_POINTS], coerce=int,
        widget=forms.RadioSelect, initial=10,
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=500, widget=area(2),
        help_text=gettext_lazy("Văn bản nào quy định; tự đặt ra thì ghi rõ là tự đặt."),
    )  # fmt: skip
    ended = forms.BooleanField(label=gettext_lazy("Không dùng cho lớp mới nữa"), required=False)

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["code" if begun else "ended"]

    @property
    def told(self) -> CurriculumTold:
        """What was typed."""
        one = self.cleaned_data
        return CurriculumTold(
            one["title"], one["topics"], one["hours"], tuple(one["audience"]), one["refresh_months"],
            one["least_share"], one["most_points"], one["source"],
        )  # fmt: skip


def curriculum_known(one: Curriculum) -> dict[str, Any]:
    """A curriculum as its form begins."""
    names = (
        "version",
        "title",
        "topics",
        "hours",
        "audience",
        "refresh_months",
        "least_share",
        "most_points",
        "source",
    )
    return {name: getattr(one, name) for name in names} | {"ended": one.ended_on is not None}


class CourseForm(forms.Form):
    """A course. ``curricula``: those in use, by id."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    curriculum = forms.TypedChoiceField(label=gettext_lazy("Theo chương trình"), coerce=UUID)
    title = forms.CharField(
        label=gettext_lazy("Tên lớp"), max_length=240, required=False,
        help_text=gettext_lazy("Để trống thì lấy tên chương trình."),
    )  # fmt: skip
    starts_on = DayField(label=gettext_lazy("Ngày đầu"))
    ends_on = DayField(
        label=gettext_lazy("Ngày cuối"), required=False, help_text=gettext_lazy("Học một ngày thì để trống.")
    )
    venue = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    planned_number = _number(gettext_lazy("Dự kiến bao nhiêu người"), 100_000, min_value=1)
    planned = MoneyField(label=gettext_lazy("Kinh phí dự kiến"))
    document = forms.CharField(
        label=gettext_lazy("Số văn bản trong danh mục"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}), help_text=gettext_lazy("Kế hoạch hoặc giấy mời, nếu có."),
    )  # fmt: skip

    def __init__(self, *args: Any, curricula: Sequence[Curriculum] = (), begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if begun:
            del self.fields["curriculum"]
            return
        self.titles = {one.pk: one.title for one in curricula}
        self.fields["curriculum"].choices = [(str(one.pk), f"{one.code}: {one.title}") for one in curricula]  # type: ignore[attr-defined]

    def told(self, title: str = "") -> CourseTold:
        """What was typed; ``title`` where none was."""
        one = self.cleaned_data
        usual = title or self.titles[one["curriculum"]]
        return CourseTold(
            one["title"] or usual, one["starts_on"], one["ends_on"] or one["starts_on"], one["venue"],
            one["planned_number"], one["planned"], one["document"],
        )  # fmt: skip

    def clean_starts_on(self) -> Any:
        """A year that a plan may have."""
        day = self.cleaned_data["starts_on"]
        if day and day.year < FIRST:
            raise forms.ValidationError(gettext_lazy("Ngày này quá xa về trước."))
        return day


class SessionForm(forms.Form):
    """A session. ``trainers``: everybody who teaches, by id."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label=gettext_lazy("Ngày"))
    starts = HourField(label=gettext_lazy("Từ"), help_text=gettext_lazy("Giờ và phút, ví dụ 7:30."))
    ends = HourField(label=gettext_lazy("Đến"))
    topic = forms.CharField(label=gettext_lazy("Nội dung"), max_length=240)
    trainer = forms.ChoiceField(
        label=gettext_lazy("Ai dạy"), required=False,
        help_text=gettext_lazy("Chưa có tên thì thêm ở trang Giảng viên trước."),
    )  # fmt: skip
    cancelled = forms.BooleanField(label=gettext_lazy("Buổi này không tổ chức"), required=False)

    def __init__(
        self, *args: Any, trainers: Iterable[tuple[str, str]] = (), begun: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["trainer"].choices = [("", gettext_lazy("chưa rõ")), *trainers]  # type: ignore[attr-defined]
        if not begun:
            del self.fields["cancelled"]

    @property
    def told(self) -> SessionTold:
        """What was typed."""
        one = self.cleaned_data
        trainer = UUID(one["trainer"]) if one["trainer"] else None
        return SessionTold(one["on"], one["starts"], one["ends"], one["topic"], trainer)


class TrainerForm(forms.Form):
    """Somebody who teaches."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    organisation = forms.CharField(label=gettext_lazy("Đơn vị"), max_length=200)
    topics = forms.CharField(label=gettext_lazy("Dạy những nội dung nào"), max_length=500, required=False)


class InviteForm(forms.Form):
    """By role and place. ``places``: (id, name)."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Mời ai"), widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, audience.label) for role, audience in AUDIENCE_OF.items()],
        help_text=gettext_lazy("Người có tài khoản đang giữ vai trò này; ai đã có trong danh sách thì không mời lại."),
    )  # fmt: skip
    everywhere = forms.BooleanField(label=gettext_lazy("Mời ở tất cả các nơi"), required=False)
    places = Ticks(label=gettext_lazy("Hoặc chọn từng nơi"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["places"].choices = list(places)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Some place must be chosen."""
        told = super().clean() or {}
        if told.get("everywhere"):
            told["places"] = [key for key, _name in self.fields["places"].choices]  # type: ignore[attr-defined]
        if not told.get("places") and "places" not in self.errors:
            self.add_error("places", gettext_lazy("Chọn ít nhất một nơi, hoặc chọn tất cả."))
        return told


class TraineeForm(forms.Form):
    """Somebody on the list."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    audience = forms.ChoiceField(
        label=gettext_lazy("Là"), choices=[(one.value, one.label) for one in NAMED], widget=forms.RadioSelect
    )  # fmt: skip
    place = PlaceField(
        label=gettext_lazy("Nơi công tác"), levels=(Level.COMMUNE, Level.PROVINCE),
        help_text=gettext_lazy("Xã, phường; hoặc cấp tỉnh."),
    )  # fmt: skip
    post = forms.CharField(label=gettext_lazy("Chức vụ, đơn vị"), max_length=160, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"), choices=[("", gettext_lazy("không ghi")), *Sex.choices], required=False
    )  # fmt: skip
    ethnicity = forms.CharField(label=gettext_lazy("Dân tộc"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False, widget=TelInput())
    reply = forms.ChoiceField(
        label=gettext_lazy("Trả lời giấy mời"), choices=Answer.choices, widget=forms.RadioSelect
    )  # fmt: skip

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not begun:
            del self.fields["reply"]

    @property
    def told(self) -> TraineeTold:
        """What was typed."""
        one = self.cleaned_data
        names = ("name", "place", "audience", "post", "sex", "ethnicity", "phone")
        return TraineeTold(*(one[name] for name in names))


def trainee_known(one: Trainee) -> dict[str, Any]:
    """Somebody as their form begins."""
    names = ("version", "name", "audience", "post", "sex", "ethnicity", "phone")
    return {name: getattr(one, name) for name in names} | {"place": str(one.place_id), "reply": one.answer}


class AnswerForm(forms.Form):
    """What one says to an invitation."""

    coming = forms.ChoiceField(
        label=gettext_lazy("Bạn dự được không"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Sẽ dự")), ("no", gettext_lazy("Không dự được"))],
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Vì sao không dự được"), max_length=300, required=False)


class AttendanceForm(forms.Form):
    """Everybody with a box. ``people``: (id, name, hint)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    everybody = forms.BooleanField(label=gettext_lazy("Tất cả đều có mặt"), required=False)
    present = Ticks(
        label=gettext_lazy("Có mặt"), help_text=gettext_lazy("Phím Tab sang người kế tiếp, phím cách để đánh dấu.")
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["present"]
        field.choices = [(key, name) for key, name, _hint in people]
        field.choice_hints = {key: hint for key, _name, hint in people}

    def clean_shown(self) -> list[UUID]:
        """Ids; what isn't one is left out."""
        known = {key for key, _name in self.fields["present"].choices}  # type: ignore[attr-defined]
        return [UUID(one) for one in self.cleaned_data["shown"].split(",") if one in known]

    @property
    def came(self) -> list[UUID]:
        """Who was there."""
        listed = self.fields["present"].choices if self.cleaned_data["everybody"] else ()  # type: ignore[attr-defined]
        return [UUID(key) for key, *_name in listed] or [UUID(one) for one in self.cleaned_data["present"]]


class ScoresForm(forms.Form):
    """Two boxes for each person on the list."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[Trainee] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people
        labels = (("before", gettext_lazy("Điểm trước, {name}")), ("after", gettext_lazy("Điểm sau, {name}")))
        for one in people:
            for name, label in labels:
                self.fields[f"{name}-{one.pk}"] = NumberField(
                    label=str(label).format(name=one.name), required=False, max_length=6,
                    widget=forms.TextInput(attrs={"wide": "tiny"}), initial=points(getattr(one, name)),
                )  # fmt: skip

    @property
    def scores(self) -> dict[UUID, Pair]:
        """What was typed, by person."""
        one = self.cleaned_data
        return {each.pk: (one[f"before-{each.pk}"], one[f"after-{each.pk}"]) for each in self.people}


class FinishForm(forms.Form):
    """What came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    spent = MoneyField(label=gettext_lazy("Đã chi"))
    parents = _number(
        gettext_lazy("Phụ huynh đã đến"), 1_000_000, required=False, help_text=gettext_lazy("Chỉ ghi số người.")
    )
    children = _number(
        gettext_lazy("Trẻ em đã đến"), 1_000_000, required=False,
        help_text=gettext_lazy("Chỉ ghi số trẻ, không ghi tên."),
    )  # fmt: skip
    summary = forms.CharField(
        label=gettext_lazy("Nhận xét, điều rút ra"), max_length=4_000, required=False, widget=area(4)
    )  # fmt: skip

    @property
    def ending(self) -> Ending:
        """What was typed."""
        one = self.cleaned_data
        return Ending(one["spent"], one["parents"] or 0, one["children"] or 0, one["summary"])


class DropForm(forms.Form):
    """Why it won't be held."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )  # fmt: skip


class VersionForm(forms.Form):
    """A button with what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EmptyForm(forms.Form):
    """A button."""


class WhyForm(forms.Form):
    """What figures are taken out for."""

    reason = forms.CharField(
        label=gettext_lazy("Xuất để làm gì?"), max_length=500, widget=area(2),
        help_text=gettext_lazy("Lý do được ghi lại cùng tên người xuất."),
    )  # fmt: skip


def course_known(one: Course) -> dict[str, Any]:
    """A course as its form begins."""
    names = ("version", "title", "starts_on", "ends_on", "venue", "planned_number")
    known = {name: getattr(one, name) for name in names}
    return known | {"planned": str(one.planned), "document": one.document.number if one.document else ""}
