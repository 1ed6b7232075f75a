"""Holds: the list, one of them, placing and lifting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.refusal import Text
from mangnon.oversight.retention import words
from mangnon.oversight.retention.actions import holding
from mangnon.oversight.retention.forms import HoldForm, WhyForm
from mangnon.oversight.retention.models import Hold
from mangnon.oversight.retention.queries import active_now, holds, see_hold
from mangnon.oversight.retention.refusals import SamePerson
from mangnon.oversight.retention.rights import ASK_LIFT, HOLD, LIFT, SEE
from mangnon.oversight.retention.views.proposals import list_crumb
from mangnon.oversight.views.reviews import opener
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen

STATES: tuple[tuple[str, Text], ...] = (
    ("dang-giu", gettext_lazy("đang giữ")),
    ("thoi-giu", gettext_lazy("đã thôi giữ")),
)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    active = active_now(timezone.now())
    return rows.filter(active) if state == "dang-giu" else rows.exclude(active)


def _until(hold: Hold) -> str:
    return format_date(hold.last_day) if hold.last_day else ""


class HoldList(ListScreen):
    """Holds, newest first."""

    policy = Policy(SEE)
    title = gettext_lazy("Giữ lại để phục vụ xử lý")
    noun = gettext_lazy("lệnh giữ lại")
    help_page = "oversight/holds"
    order = ("-id",)
    row_view = "oversight:hold"
    filters = (Filter("tinh-trang", gettext_lazy("Tình trạng"), gettext_lazy(", {choice}"), lambda: STATES, _in_state),)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """How each stands depends on now."""
        return (
            Listed("what", _("Giữ lại"), lambda h: Cell(words.what_holds(h)), words.what_holds, Kind.NAME),
            Listed("why", _("Để làm gì"), lambda h: Cell(h.reason), lambda h: h.reason, soft=True),
            Listed("until", _("Đến hết ngày"), lambda h: Cell(_until(h)), _until, Kind.DATE),
            Listed("by", _("Ai giữ"), lambda h: Cell(opener(h.placed_by_name)), lambda h: h.placed_by_name),
            Listed(
                "state",
                _("Tình trạng"),
                lambda h: Cell(status=words.hold_status(h, self.at)),
                lambda h: str(words.hold_status(h, self.at).text),
                Kind.STATUS,
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """All."""
        return holds(self.actor)

    def main_act(self) -> Act | None:
        """Hold something back."""
        if not self.actor.can(HOLD):
            return None
        return Act(_("Giữ lại"), url=reverse("oversight:place_hold"), icon="plus", key="N")

    def head(self) -> PageHead:
        """Under retention."""
        return PageHead(title=self.title, crumbs=(list_crumb(),), main=self.main_act())

    def empty(self) -> EmptyState:
        """Nothing is held."""
        return EmptyState(
            fact=_("Không có gì đang được giữ lại."),
            text=_("Khi có khiếu nại, thanh tra, điều tra, hãy giữ lại hồ sơ liên quan: quá hạn cũng không bị hủy."),
        )


def _crumbs() -> tuple[Link, ...]:
    return (list_crumb(), Link(_("Giữ lại để phục vụ xử lý"), reverse("oversight:holds")))


class HoldPage(Screen):
    """One hold: what, why, until when, who lifted it."""

    policy = Policy(SEE)
    template = "oversight/retention/hold.html"
    help_page = "oversight/holds"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        hold = see_hold(self.actor, pk)
        active = words.holding_now(hold, self.at)
        own = hold.asked_by == str(self.actor.person_id)
        main = None
        if active and hold.asked_at is None and self.actor.can(ASK_LIFT):
            main = Act(_("Đề nghị thôi giữ"), url=reverse("oversight:ask_lift", args=[hold.pk]), icon="edit")
        if active and hold.asked_at is not None and self.actor.can(LIFT) and not own:
            main = Act(_("Cho thôi giữ"), url=reverse("oversight:lift_hold", args=[hold.pk]), icon="check")
        status = words.hold_status(hold, self.at)
        head = PageHead(title=words.what_holds(hold), crumbs=_crumbs(), status=status, main=main)
        return self.page({"head": head, "facts": _facts(hold), "own": active and own})


def _facts(hold: Hold) -> list[Fact]:
    facts = [
        Fact(_("Để làm gì"), hold.reason),
        Fact(_("Đến hết ngày"), _until(hold) or _("khi hai người cùng cho thôi giữ")),
        Fact(_("Người giữ"), f"{opener(hold.placed_by_name)}, {format_datetime(hold.placed_at)}"),
    ]
    if hold.asked_at is not None:
        asked = f"{hold.asked_by_name}, {format_datetime(hold.asked_at)}; {hold.asked_why}"
        facts.append(Fact(_("Đề nghị thôi giữ"), asked))
    if hold.lifted_at is not None:
        facts.append(Fact(_("Cho thôi giữ"), f"{hold.lifted_by_name}, {format_datetime(hold.lifted_at)}"))
    return facts


class PlaceHold(FormScreen):
    """Hold something back."""

    policy = Policy(HOLD)
    title = gettext_lazy("Giữ lại để phục vụ xử lý")
    button = gettext_lazy("Giữ lại")
    help_page = "oversight/holds"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Keep the form at hand for the action."""
        made = HoldForm(data)
        self._form = made
        return made

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Place it."""
        made = holding.place_hold(actor=self.actor, at=self.at, hold_id=self._form.hold_id, held=self._form.held())
        return self.after(reverse("oversight:hold", args=[made.pk]), _("Đã giữ lại. Có hiệu lực ngay."))

    def head(self) -> PageHead:
        """Under the list."""
        line = _("Chọn một hay nhiều điều; hồ sơ khớp mọi điều đã chọn thì không bị hủy.")
        return PageHead(title=self.title, crumbs=_crumbs(), line=line)


class HoldStep(FormScreen):
    """A form about one hold."""

    help_page = "oversight/holds"
    keeps_draft = False

    def guard(self) -> None:
        """Raises NotFound."""
        self.hold = see_hold(self.actor, self.kwargs["pk"])

    def head(self) -> PageHead:
        """Which hold."""
        back = Link(words.what_holds(self.hold), reverse("oversight:hold", args=[self.hold.pk]))
        return PageHead(title=self.title, crumbs=(*_crumbs(), back), line=self.hold.reason)


class AskLift(HoldStep):
    """The first person."""

    policy = Policy(ASK_LIFT)
    form_class = WhyForm
    title = gettext_lazy("Đề nghị thôi giữ")
    button = gettext_lazy("Đề nghị")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Ask."""
        hold = holding.ask_lift(actor=self.actor, at=self.at, hold_id=self.hold.pk, why=cleaned["why"])
        said = _("Đã đề nghị. Người thứ hai đồng ý thì mới thôi giữ.")
        return self.after(reverse("oversight:hold", args=[hold.pk]), said)


class LiftHold(HoldStep):
    """The second person."""

    policy = Policy(LIFT)
    form_class = forms.Form
    title = gettext_lazy("Cho thôi giữ")
    button = gettext_lazy("Cho thôi giữ")

    def guard(self) -> None:
        """Raises NotFound, SamePerson."""
        super().guard()
        if self.hold.asked_by == str(self.actor.person_id):
            raise SamePerson

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Lift it."""
        hold = holding.lift_hold(actor=self.actor, at=self.at, hold_id=self.hold.pk)
        return self.after(reverse("oversight:hold", args=[hold.pk]), _("Đã thôi giữ."))
