"""What people type about incidents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.files.kinds import PAPERS
from mangnon.oversight.incidents.actions.leading import NOTED
from mangnon.oversight.incidents.definitions import kinds_on
from mangnon.oversight.incidents.rules import Running
from mangnon.oversight.models import Alert, Conclusion
from mangnon.oversight.moments import MomentField
from mangnon.oversight.odd_reading import every_rule
from mangnon.oversight.queries.book import actors_named, names_of
from mangnon.ui.typed import DayField

ELSEWHERE = "noi-khac"
HOUR_TOO = gettext_lazy("Viết giờ rồi ngày, ví dụ 16:30 13/2/2026.")


class RecordForm(forms.Form):
    """An incident as it is known now."""

    incident_id = forms.UUIDField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại sự cố"),
        help_text=gettext_lazy("Chọn mọi loại phù hợp: mỗi loại có hạn báo cáo riêng."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một loại sự cố.")},
    )
    what = forms.CharField(
        label=gettext_lazy("Chuyện gì đã xảy ra?"),
        help_text=gettext_lazy("Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": gettext_lazy("Ghi chuyện gì đã xảy ra.")},
    )
    known_at = MomentField(
        label=gettext_lazy("Biết lúc nào?"),
        help_text=gettext_lazy("Lúc người đầu tiên ở đơn vị biết; các hạn báo cáo tính từ đây. Viết giờ rồi ngày."),
        error_messages={"required": gettext_lazy("Ghi lúc biết sự cố.")},
    )
    began_at = MomentField(label=gettext_lazy("Bắt đầu lúc nào?"), help_text=HOUR_TOO, required=False)
    systems = forms.CharField(label=gettext_lazy("Hệ thống, thiết bị liên quan"), max_length=500, required=False)
    drill = forms.BooleanField(
        label=gettext_lazy("Đây là diễn tập"),
        help_text=gettext_lazy("Diễn tập được đánh dấu và đếm riêng."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["kinds"].choices = [(one.id, _(one.name)) for one in kinds_on(today)]


class NoteForm(forms.Form):
    """What was done."""

    what = forms.ChoiceField(
        label=gettext_lazy("Loại việc"),
        choices=[(one.value, one.label) for one in NOTED],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn loại việc.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Đã làm gì?"),
        help_text=gettext_lazy("Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Ghi đã làm gì.")},
    )
    happened_at = MomentField(
        label=gettext_lazy("Lúc nào?"),
        help_text=HOUR_TOO,
        error_messages={"required": gettext_lazy("Ghi lúc làm việc ấy.")},
    )


class CorrectForm(forms.Form):
    """Another moment at which it was known."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    known_at = MomentField(
        label=gettext_lazy("Thật ra biết lúc nào?"),
        help_text=HOUR_TOO,
        error_messages={"required": gettext_lazy("Ghi lúc biết sự cố.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Vì sao sửa?"),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": gettext_lazy("Ghi vì sao sửa, ít nhất 20 ký tự.")},
    )


class TellForm(forms.Form):
    """Who was told, how and when."""

    clock = forms.ChoiceField(
        label=gettext_lazy("Báo việc gì?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn việc báo.")},
    )
    whom = forms.CharField(
        label=gettext_lazy("Báo cho ai?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi cơ quan hoặc người đã báo.")},
    )
    how = forms.CharField(
        label=gettext_lazy("Bằng cách nào?"),
        help_text=gettext_lazy("Ví dụ: công văn số 12, ngày 23/11; gọi số trực ban."),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi cách báo.")},
    )
    told_at = MomentField(
        label=gettext_lazy("Báo lúc nào?"),
        help_text=HOUR_TOO,
        error_messages={"required": gettext_lazy("Ghi lúc báo.")},
    )
    late_why = forms.CharField(
        label=gettext_lazy("Vì sao trễ?"),
        help_text=gettext_lazy("Cần ghi nếu lúc báo đã quá hạn."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    proof = UploadField(PAPERS, label=gettext_lazy("Tệp chứng minh"), required=False)

    def __init__(self, *args: Any, terms: list[Running], at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        waiting = [one for one in terms if one.is_open()]
        named = [(one.clock.id, _(one.clock.name)) for one in waiting]
        fields["clock"].choices = [*named, (ELSEWHERE, _("Nơi khác, không có hạn"))]
        if not any(one.is_late(at) for one in waiting):
            del fields["late_why"]

    def clean_clock(self) -> str:
        """The term that is met; empty for somebody whom no law names."""
        chosen: str = self.cleaned_data["clock"]
        return "" if chosen == ELSEWHERE else chosen


class DrawForm(forms.Form):
    """Which entries of the book."""

    people = forms.CharField(
        label=gettext_lazy("Ai đã xem?"),
        help_text=gettext_lazy("Mỗi dòng một người: họ tên hoặc tên đăng nhập."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    first = DayField(label=gettext_lazy("Từ ngày"), required=False)
    last = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    rule = forms.ChoiceField(label=gettext_lazy("Hoặc mọi cảnh báo theo quy tắc"), required=False)
    alert = forms.ChoiceField(label=gettext_lazy("Hoặc một cảnh báo nghi vi phạm"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        rules = {rule.id: _(rule.name) for rule in every_rule()}
        fields["rule"].choices = [("", _("không chọn")), *rules.items()]
        rows = Alert.objects.filter(conclusion=Conclusion.BREACH).order_by("-id")[:50]
        alerts = [(str(one.pk), f"{rules.get(one.rule, one.rule)}: {one.about_name}") for one in rows]
        fields["alert"].choices = [("", _("không chọn")), *alerts]
        if not alerts:
            del fields["alert"]

    def clean_people(self) -> dict[str, str]:
        """Ids and names of those who were typed. Raises ValidationError for a name of nobody, or of several."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["people"].splitlines():
            if line.strip():
                named = names_of(actors_named(line))
                if len(named) != 1:
                    raise ValidationError(self._which(line.strip()[:60], named))
                found.update(named)
        return found

    @staticmethod
    def _which(typed: str, named: dict[str, str]) -> str:
        if not named:
            return _("Không có người dùng nào tên “{name}”.").format(name=typed)
        return _("“{name}” khớp nhiều người: {names}. Ghi tên đăng nhập.").format(
            name=typed, names=", ".join(sorted(named.values())[:5])
        )


class PersonForm(forms.Form):
    """Somebody who isn't in the system."""

    name = forms.CharField(
        label=gettext_lazy("Họ tên"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ghi họ tên.")},
    )


class ToldForm(forms.Form):
    """How people were told."""

    how = forms.CharField(
        label=gettext_lazy("Đã báo bằng cách nào?"),
        help_text=gettext_lazy("Ví dụ: gặp trực tiếp cha mẹ; gửi thư theo địa chỉ an toàn."),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi cách báo.")},
    )


class LessonsForm(forms.Form):
    """What was learnt."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Vì sao xảy ra, đã đổi gì để không lặp lại?"),
        help_text=gettext_lazy("Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": gettext_lazy("Ghi bài học.")},
    )


class VersionForm(forms.Form):
    """The state of the incident that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
