"""What people type about recognition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.programmes.plans.forms import area, year_field
from mangnon.programmes.recognition.actions import Checked, Told
from mangnon.programmes.recognition.models import RoundKind, Score, Without
from mangnon.programmes.recognition.rules import Key, Line
from mangnon.ui.typed import DayField


def field_name(kind: str, line: Line) -> str:
    """Name of a field of a part: ``points-TC06-2``."""
    return f"{kind}-{line.code}-{line.part}"


class RoundForm(forms.Form):
    """A round by the document that orders it."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Đợt này để"), choices=RoundKind.choices, widget=forms.RadioSelect)
    year = year_field(gettext_lazy("Năm"))
    order = forms.CharField(
        label=gettext_lazy("Văn bản chỉ đạo"), max_length=200,
        help_text=gettext_lazy("Số, ký hiệu và ngày của văn bản mở đợt."),
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("Số trong danh mục văn bản"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip
    opens_on = DayField(
        label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Bộ tiêu chí và loại địa bàn lấy theo ngày này.")
    )
    due_on = DayField(label=gettext_lazy("Xã, phường nộp trước khi hết ngày"))


class ClassForm(forms.Form):
    """A class with its document and day. ``classes``: those of the criteria."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    code = forms.ChoiceField(label=gettext_lazy("Loại địa bàn"), widget=forms.RadioSelect)
    decision = forms.CharField(
        label=gettext_lazy("Theo văn bản nào"), max_length=200,
        help_text=gettext_lazy("Số, ký hiệu và ngày, ví dụ quyết định về xã miền núi, xã đặc biệt khó khăn."),
    )  # fmt: skip
    since = DayField(label=gettext_lazy("Từ ngày"))

    def __init__(self, *args: Any, classes: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = list(classes)  # type: ignore[attr-defined]


class ScoreForm(forms.Form):
    """Points, evidence and, for a rate, what to do when the year had no case at all: part by part."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    satisfaction = forms.CharField(
        label=gettext_lazy("Lấy ý kiến trẻ em và người dân"), max_length=4_000, required=False, widget=area(4),
        help_text=gettext_lazy("Hỏi bao nhiêu trẻ em, bao nhiêu người lớn, bằng cách nào, kết quả. Không ghi tên trẻ."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, parts: Sequence[Line] = (), seen: Mapping[Key, str] | None = None, most: int = 0,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        for line in parts:
            hint = "; ".join([*line.bands, *([seen[line.key]] if seen and line.key in seen else [])])
            self.fields[field_name("points", line)] = points_field(points_label(line), line, most, hint)
            self.fields[field_name("evidence", line)] = forms.CharField(
                label=_("Minh chứng mục {label}").format(label=line.label), max_length=600, required=False
            )
            if line.bands:
                self.fields[field_name("without", line)] = forms.ChoiceField(
                    label=_("Mục {label}: nếu trong năm không có trường hợp nào").format(label=line.label),
                    choices=[("", _("có trường hợp, tính như thường")), *Without.choices], required=False,
                )  # fmt: skip


def points_label(line: Line) -> str:
    """The part in words; a criterion without parts stands in the heading already."""
    return f"{line.label}. {line.title}" if line.part else _("Điểm mục {label}").format(label=line.label)


def points_field(label: str, line: Line, most: int, hint: str = "") -> forms.IntegerField:
    """Points of a part, from 0 to its full points."""
    limit = most if line.most is None else line.most
    unit = _("điểm") if line.most is None else _("trên {most} điểm").format(most=line.most)
    return forms.IntegerField(
        label=label, min_value=0, max_value=limit, required=False, help_text=hint,
        widget=forms.NumberInput(attrs={"wide": "tiny", "unit": unit}),
    )  # fmt: skip


def known_scores(parts: Sequence[Line], scores: Mapping[Key, Score]) -> dict[str, Any]:
    """What a commune said before, for the form."""
    found: dict[str, Any] = {}
    for line in parts:
        if (row := scores.get(line.key)) is not None:
            found[field_name("points", line)] = row.self_points
            found[field_name("evidence", line)] = row.evidence
            found[field_name("without", line)] = row.without
    return found


def told_of(cleaned: Mapping[str, Any], parts: Sequence[Line]) -> dict[Key, Told]:
    """What was typed, by part."""
    return {
        line.key: Told(
            cleaned[field_name("points", line)], cleaned[field_name("evidence", line)],
            cleaned.get(field_name("without", line), ""),
        )
        for line in parts
    }  # fmt: skip


class VersionForm(forms.Form):
    """Nothing but what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(VersionForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Phải sửa gì"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class VerifyForm(VersionForm):
    """The visit, and the points that it found."""

    visit_on = DayField(label=gettext_lazy("Ngày đến tận nơi"))
    visit_by = forms.CharField(label=gettext_lazy("Đoàn gồm những ai"), max_length=300)
    minutes = forms.CharField(
        label=gettext_lazy("Biên bản thẩm định"), max_length=10_000, widget=area(6),
        help_text=gettext_lazy("Đã xem gì, gặp ai, kết luận. Không ghi tên trẻ."),
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Sequence[Line] = (), most: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        for line in parts:
            self.fields[field_name("points", line)] = points_field(points_label(line), line, most)
            self.fields[field_name("why", line)] = forms.CharField(
                label=_("Mục {label}: vì sao khác điểm tự chấm").format(label=line.label), max_length=300,
                required=False,
            )  # fmt: skip


def known_checks(parts: Sequence[Line], scores: Mapping[Key, Score]) -> dict[str, Any]:
    """What was checked before; what the commune said where nothing was."""
    found: dict[str, Any] = {}
    for line in parts:
        if (row := scores.get(line.key)) is not None:
            points = row.self_points if row.checked_points is None else row.checked_points
            found[field_name("points", line)] = points
            found[field_name("why", line)] = row.difference
    return found


def checked_of(cleaned: Mapping[str, Any], parts: Sequence[Line]) -> dict[Key, Checked]:
    """What was typed, by part."""
    return {line.key: Checked(cleaned[field_name("points", line)], cleaned[field_name("why", line)]) for line in parts}


class DecisionForm(VersionForm):
    """The paper."""

    number = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=80, widget=forms.TextInput(attrs={"wide": "short"})
    )
    on = DayField(label=gettext_lazy("Ngày ký"))
    signer = forms.CharField(label=gettext_lazy("Người ký, chức vụ"), max_length=120)


class RefusalForm(DecisionForm):
    """The paper and why."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao không công nhận"), max_length=500, widget=area(3),
        help_text=gettext_lazy("Ít nhất 10 chữ."),
    )  # fmt: skip
