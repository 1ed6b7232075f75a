"""What people type about a consent: whom it is about, who said what, how, for how long."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.ids import new_id
from mangnon.oversight.consents.actions import Person, Told
from mangnon.oversight.consents.purposes import asked, library
from mangnon.oversight.consents.words import GIVERS, RELATIONS, WAYS
from mangnon.ui.typed import DayField

ANSWERS = (("yes", gettext_lazy("Đồng ý")), ("no", gettext_lazy("Không đồng ý")))


class ConsentForm(forms.Form):
    """One answer of one person for one purpose."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=gettext_lazy("Đồng ý cho việc gì?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một việc.")},
    )
    giver = forms.ChoiceField(
        label=gettext_lazy("Ai trả lời?"),
        choices=list(GIVERS.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Em từ đủ 7 tuổi: phải hỏi cả em và người đại diện, mỗi người ghi một lần."),
        error_messages={"required": gettext_lazy("Chọn ai trả lời.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Người đại diện là gì của em?"), required=False, widget=forms.RadioSelect
    )
    giver_name = forms.CharField(label=gettext_lazy("Họ tên người đại diện"), max_length=120, required=False)
    independent = forms.BooleanField(
        label=gettext_lazy(
            "Người đại diện này không bị nghi gây hại cho em và không có lợi ích trái với em (đánh dấu nếu đúng)"
        ),
        required=False,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn đồng ý hay không đồng ý.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Cho những loại thông tin nào?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một loại thông tin.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Trả lời bằng cách nào?"),
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn cách trả lời.")},
    )
    witness = forms.CharField(
        label=gettext_lazy("Người chứng kiến"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Cần khi trả lời bằng lời."),
    )
    language = forms.CharField(
        label=gettext_lazy("Giải thích bằng tiếng gì?"),
        max_length=40,
        initial=gettext_lazy("tiếng Việt"),
        error_messages={"required": gettext_lazy("Ghi đã giải thích bằng tiếng gì.")},
    )
    explained = forms.CharField(
        label=gettext_lazy("Đã giải thích thế nào?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy("Đã nói những gì, em và người đại diện hỏi gì, có biết là được rút lại không."),
        error_messages={"required": gettext_lazy("Ghi đã giải thích thế nào.")},
    )
    given_on = DayField(
        label=gettext_lazy("Ngày trả lời"), error_messages={"required": gettext_lazy("Ghi ngày trả lời.")}
    )
    last_day = DayField(
        label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Để trống: đến khi rút lại.")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        options["initial"] = {"once": new_id(), "given_on": today, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        purpose: Any = self.fields["purpose"]
        offered = asked(today)
        purpose.choices = [(one.id, _(one.name)) for one in offered]
        purpose.choice_hints = {one.id: _(one.explanation) for one in offered}
        kinds: Any = self.fields["kinds"]
        kinds.choices = [(key, _(name)) for key, name in library().data.items()]
        relation: Any = self.fields["relation"]
        relation.choices = list(RELATIONS.items())

    def told(self) -> Told:
        """What was typed, for the action; after ``is_valid``."""
        given = self.cleaned_data
        spoken_for = given["giver"] == "representative"
        return Told(
            purpose=given["purpose"], giver=given["giver"], agreed=given["answer"] == "yes",
            data=tuple(sorted(given["kinds"])), way=given["way"], given_on=given["given_on"],
            language=given["language"], explained=given["explained"], relation=given["relation"],
            giver_name=given["giver_name"], witness=given["witness"], last_day=given["last_day"],
            in_conflict=spoken_for and not given["independent"],
        )  # fmt: skip

    @property
    def consent_id(self) -> UUID:
        """The id that this form gives its consent: sent twice, it is one."""
        found: UUID = self.cleaned_data["once"]
        return found


class NewPersonForm(ConsentForm):
    """The same for a child that isn't in the book yet."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ tên em"), max_length=120, error_messages={"required": gettext_lazy("Ghi họ tên em.")}
    )
    born = DayField(label=gettext_lazy("Ngày sinh"), error_messages={"required": gettext_lazy("Ghi ngày sinh.")})
    place = forms.TypedChoiceField(label=gettext_lazy("Xã, phường đang phụ trách em"), coerce=int)
    another = forms.BooleanField(
        label=gettext_lazy("Em khác trùng tên, trùng ngày sinh"), required=False, widget=forms.HiddenInput
    )

    field_order = ("once", "full_name", "born", "place", "another")

    def __init__(self, *args: Any, places: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        place: Any = self.fields["place"]
        place.choices = places

    def person(self) -> Person:
        """The child as typed."""
        given = self.cleaned_data
        return Person(given["full_name"], given["born"], given["place"], another=given["another"])

    def offer_namesake(self) -> None:
        """Ask whether it is another child, once the book knows one of this name and birthday."""
        self.fields["another"].widget = forms.CheckboxInput()

    def clean_born(self) -> date:
        """Nobody is born tomorrow."""
        born: date = self.cleaned_data["born"]
        if born > self.initial["given_on"]:
            raise ValidationError(_("Ngày sinh ở tương lai. Xem lại ngày."))
        return born


class RevokeForm(forms.Form):
    """Why, if they said so: nobody has to."""

    why = forms.CharField(
        label=gettext_lazy("Lý do, nếu người rút nói"),
        help_text=gettext_lazy("Không bắt buộc phải có lý do."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
    )


class ConflictForm(forms.Form):
    """Why somebody can't speak for the child."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao người này không đại diện cho em được?"),
        help_text=gettext_lazy("Ví dụ: bị nghi là người gây hại; có lợi ích trái với em. Ít nhất 10 ký tự."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class ClearForm(forms.Form):
    """What was taken down."""

    why = forms.CharField(
        label=gettext_lazy("Đã gỡ những gì, ở đâu?"),
        help_text=gettext_lazy("Cả bản in, bài đã gửi báo chí, tệp đã chia sẻ. Nếu chưa dùng vào đâu thì ghi như vậy."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class CorrectForm(forms.Form):
    """Name and birthday, with the version that was read."""

    full_name = forms.CharField(label=gettext_lazy("Họ tên em"), max_length=120)
    born = DayField(label=gettext_lazy("Ngày sinh"))
    version = forms.IntegerField(widget=forms.HiddenInput)
