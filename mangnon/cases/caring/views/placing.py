"""Forms of a placement: proposing, meeting, deciding, handing over, following, ending; opening the address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.cases.caring.actions import (
    Proposal,
    decide_placement,
    end_placement,
    follow_child,
    hand_over,
    hold_meeting,
    open_address,
    propose_placement,
    refuse_placement,
)
from mangnon.cases.caring.forms import (
    DecideForm,
    EndForm,
    FollowForm,
    HandForm,
    MeetForm,
    ProposeForm,
    RefuseForm,
)
from mangnon.cases.caring.models import Placement
from mangnon.cases.caring.queries import Candidate, candidates
from mangnon.cases.caring.views.placements import REASONS, PlacementPage, placement_url
from mangnon.cases.caring.words import PLACEMENTS, age_words, fit_words, rank_words
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Text
from mangnon.places.rules import in_line
from mangnon.registry.models import Child
from mangnon.registry.queries.codes import code_items
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import AskedWrongly, FormScreen

SEE_CHILD = "registry.children.see"


class ProposePlacement(FormScreen):
    """A carer for a child, among those in reach, in the order of priority."""

    policy = Policy("cases.placements.propose")
    template = "cases/propose.html"
    title = gettext_lazy("Đề xuất người nhận chăm sóc thay thế")
    button = gettext_lazy("Trình quyết định")
    help_page = "cases/caring"
    child: Child

    def guard(self) -> None:
        """Look at the child first. Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, SEE_CHILD)
        self.saw([self.child])

    def head(self) -> PageHead:
        """Under the child."""
        url = reverse("registry:child", args=[self.child.pk])
        return PageHead(title=self.title, crumbs=(Link(_("Sổ trẻ em"), reverse("registry:children")),
                                                  Link(self.child.called, url)))  # fmt: skip

    @cached_property
    def found(self) -> list[Candidate]:
        """Carers in reach, by the order of priority."""
        return candidates(self.actor, self.child, local_day(self.at))

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With those who may be chosen, each with what speaks for and against."""
        able = [one for one in self.found if one.fits]
        return ProposeForm(
            data,
            initial={"row_id": new_id()},
            carers=[(str(one.carer.pk), one.carer.name) for one in able],
            hints={str(one.carer.pk): self._hint(one) for one in able},
        )

    def _hint(self, one: Candidate) -> str:
        parts = [
            rank_words(one.rank), age_words(one.carer.born, local_day(self.at)), in_line(one.carer.place.name),
            fit_words(one.carer), _("đang nhận trẻ em khác") if one.busy else "", one.carer.wishes,
        ]  # fmt: skip
        return "; ".join(filter(None, parts))

    def extra(self) -> dict[str, Any]:
        """Who doesn't fit, and why."""
        left = [one for one in self.found if not one.fits]
        return {
            "nobody": not self.found,
            "carers_url": reverse("cases:carers"),
            "left_out": [
                (
                    one.carer.name,
                    _("xác minh thấy chưa đủ điều kiện") if one.old_enough else _("chưa đủ tuổi so với trẻ em"),
                )
                for one in left
            ],
        }

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Propose."""
        told = {name: cleaned[name] for name in ("why", "consent", "child_view", "relation")}
        row = propose_placement(
            actor=self.actor, at=self.at,
            proposal=Proposal(self.child.pk, UUID(cleaned["carer"]), placement_id=cleaned["row_id"], **told),
        )  # fmt: skip
        return self.after(placement_url(row.pk), _("Đã trình. Người có quyền quyết định thấy việc này."))


class PlacementFormScreen(FormScreen):
    """A form about a placement."""

    help_page = "cases/caring"
    row: Placement
    day_field = "on"

    def guard(self) -> None:
        """Look at it first. Raises NotFound, Forbidden."""
        self.row = see(Placement, self.kwargs["pk"], self.actor, self.policy.action or "")
        self.saw([self.row])

    def head(self) -> PageHead:
        """Under the list and the placement."""
        listed = Link(PLACEMENTS, reverse("cases:placements"))
        return PageHead(title=self.title, crumbs=(listed, Link(self.row.child_name, placement_url(self.row.pk))))

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {self.day_field: local_day(self.at)}

    @property
    def about(self) -> dict[str, Any]:
        """What every act takes."""
        return {"actor": self.actor, "at": self.at, "placement_id": self.row.pk}

    def done(self, words: Text) -> HttpResponse:
        """Back to it."""
        return self.after(placement_url(self.row.pk), words)


class Meet(PlacementFormScreen):
    """Child and carer met."""

    policy = Policy("cases.placements.meet")
    form_class = MeetForm
    title = gettext_lazy("Ghi buổi gặp của trẻ em và người nhận")
    button = gettext_lazy("Ghi buổi gặp")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Note it."""
        hold_meeting(**self.about, **cleaned)
        return self.done(_("Đã ghi buổi gặp"))


class DecidePlacement(PlacementFormScreen):
    """The decision."""

    policy = Policy("cases.placements.decide")
    form_class = DecideForm
    title = gettext_lazy("Quyết định giao, nhận trẻ em")
    button = gettext_lazy("Ghi quyết định")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Decide."""
        row = decide_placement(**self.about, **cleaned)
        until = format_date(local_day(row.hand_by or self.at))
        return self.done(_("Đã ghi quyết định. Giao nhận chậm nhất ngày {day}.").format(day=until))


class RefusePlacement(PlacementFormScreen):
    """No."""

    policy = Policy("cases.placements.refuse")
    form_class = RefuseForm
    title = gettext_lazy("Không đồng ý giao trẻ em")
    button = gettext_lazy("Không đồng ý")

    def initial(self) -> dict[str, Any]:
        """Nothing."""
        return {}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Refuse."""
        refuse_placement(**self.about, **cleaned)
        return self.done(_("Đã ghi không đồng ý; có thể đề xuất người khác"))


class HandOver(PlacementFormScreen):
    """The child is with the carer."""

    policy = Policy("cases.placements.hand")
    form_class = HandForm
    title = gettext_lazy("Ghi giao nhận trẻ em")
    button = gettext_lazy("Ghi giao nhận")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Hand over."""
        hand_over(**self.about, **cleaned)
        return self.done(_("Đã ghi giao nhận"))


class FollowChild(PlacementFormScreen):
    """How the child fares."""

    policy = Policy("cases.placements.follow")
    form_class = FollowForm
    title = gettext_lazy("Ghi lần theo dõi, đánh giá")
    button = gettext_lazy("Ghi lần theo dõi")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Note it."""
        follow_child(**self.about, on=cleaned.pop("on"), found=cleaned)
        return self.done(_("Đã ghi lần theo dõi"))


class EndPlacement(PlacementFormScreen):
    """The care ends."""

    policy = Policy("cases.placements.end")
    title = gettext_lazy("Chấm dứt chăm sóc thay thế")
    button = gettext_lazy("Ghi quyết định chấm dứt")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the reasons of the law."""
        reasons = [
            (code, f"{code}) {words}") for code, words in code_items("ly_do_cham_dut", local_day(self.at)).items()
        ]
        return EndForm(data, initial=self.initial(), reasons=reasons)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_placement(**self.about, **cleaned)
        return self.done(_("Đã ghi chấm dứt"))


class OpenAddress(PlacementPage):
    """The page with the address, for this once: POST with one of the reasons."""

    policy = Policy("cases.placements.open")
    http_method_names: tuple[str, ...] = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Open and show. Raises AskedWrongly without a reason that was offered."""
        why = dict(REASONS).get(request.POST.get("reason", ""))
        if why is None:
            raise AskedWrongly(what="reason")
        self.opened = open_address(actor=self.actor, at=self.at, placement_id=pk, reason=str(why))
        return self.get(request, pk)
