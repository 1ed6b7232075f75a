"""Acts of a review: confirm, end, sign, open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.accounts.actions import leaving
from mangnon.accounts.models import Person
from mangnon.accounts.slots import Places
from mangnon.accounts.views.managing import Leaving
from mangnon.lib.dates import local_day
from mangnon.oversight.actions.reviewing import OwnLine, confirm_line, end_line, open_review, sign_review
from mangnon.oversight.models import ReviewLine
from mangnon.oversight.queries.reviews import places_to_open, see_line, see_review
from mangnon.oversight.views.reviews import list_crumb, review_crumb
from mangnon.places.rules import in_line
from mangnon.ui.parts import PageHead
from mangnon.ui.screens import ActScreen, FormScreen


class Confirm(ActScreen):
    """Somebody still needs their access."""

    policy = Policy("oversight.reviews.confirm")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Confirm."""
        line = confirm_line(actor=self.actor, at=self.at, line_id=kwargs["pk"])
        said = _("Đã xác nhận {name} còn cần quyền.").format(name=line.assignment.person.full_name)
        return self.after(reverse("oversight:review", args=[line.review_id]), said)


class EndLine(Leaving):
    """Somebody no longer needs it: ended today, open work handed over."""

    policy = Policy("oversight.reviews.end")
    title = gettext_lazy("Kết thúc vai trò")
    button = gettext_lazy("Kết thúc vai trò hôm nay")
    help_page = "oversight/reviews"

    def _line(self) -> ReviewLine:
        line = see_line(self.actor, self.kwargs["pk"], "oversight.reviews.end")
        if line.assignment.person_id == self.actor.person_id:
            raise OwnLine
        return line

    def person(self) -> Person:
        """Who holds the access."""
        return self._line().assignment.person

    def places(self) -> Places:
        """Where the person has nothing else."""
        return leaving.left_behind(self._line().assignment, at=self.at)

    def consequence(self) -> str:
        """What ends."""
        one = self._line().assignment
        said = _("Từ hôm nay {name} không còn vai trò “{role}” ở {place}. Lịch sử vẫn giữ.")
        return said.format(name=one.person.full_name, role=one.role_name, place=one.place.name)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        line = end_line(
            actor=self.actor,
            at=self.at,
            line_id=self.kwargs["pk"],
            why=cleaned["why"],
            receiver_id=self.receiver(cleaned),
        )
        said = _("Đã kết thúc vai trò của {name}.").format(name=line.assignment.person.full_name)
        return self.after(reverse("oversight:review", args=[line.review_id]), said)

    def head(self) -> PageHead:
        """Whom it is about, in which review."""
        line = self._line()
        crumbs = (list_crumb(), review_crumb(see_review(self.actor, line.review_id)))
        return PageHead(title=self.title, crumbs=crumbs, line=line.assignment.person.full_name)


class SignForm(forms.Form):
    """A remark, if there is one."""

    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        help_text=gettext_lazy("Nếu có điều cần nói thêm cho lần soát sau."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )


class Sign(FormScreen):
    """Sign a review."""

    policy = Policy("oversight.reviews.sign")
    form_class = SignForm
    title = gettext_lazy("Ký đợt soát quyền")
    button = gettext_lazy("Ký")
    help_page = "oversight/reviews"

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        see_review(self.actor, self.kwargs["pk"], "oversight.reviews.sign")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Sign."""
        review = sign_review(actor=self.actor, at=self.at, review_id=self.kwargs["pk"], note=cleaned["note"])
        return self.after(reverse("oversight:review", args=[review.pk]), _("Đã ký đợt soát quyền."))

    def head(self) -> PageHead:
        """Which review."""
        review = see_review(self.actor, self.kwargs["pk"])
        line = _("Ký là xác nhận: mọi người ở đây còn quyền thì đều còn cần quyền.")
        return PageHead(title=self.title, crumbs=(list_crumb(), review_crumb(review)), line=line)


class OpenForm(forms.Form):
    """Where."""

    place = forms.TypedChoiceField(
        label=gettext_lazy("Nơi cần soát"),
        coerce=int,
        error_messages={"required": gettext_lazy("Chọn một nơi.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = choices
        if not choices:
            field.help_text = _("Mọi nơi trong phạm vi của bạn đều đang có đợt soát, hoặc chưa ai có quyền.")


class Open(FormScreen):
    """Open a review by hand."""

    policy = Policy("oversight.reviews.open")
    title = gettext_lazy("Mở đợt soát quyền")
    button = gettext_lazy("Mở đợt soát")
    help_page = "oversight/reviews"
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Places in reach without an open review."""
        units = places_to_open(self.actor, local_day(self.at))
        return OpenForm(data, choices=[(str(unit.pk), unit.name) for unit in units])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Open it."""
        review = open_review(actor=self.actor, at=self.at, place_id=cleaned["place"])
        said = _("Đã mở đợt soát quyền ở {place}.").format(place=in_line(review.place.name))
        return self.after(reverse("oversight:review", args=[review.pk]), said)

    def head(self) -> PageHead:
        """Where one is."""
        return PageHead(title=self.title, crumbs=(list_crumb(),))
