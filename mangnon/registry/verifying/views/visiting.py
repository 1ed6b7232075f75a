"""Who goes where, and the blind sheet of whoever goes."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Hamlet, Unit
from mangnon.places.queries import hamlets_of
from mangnon.registry.models import Child, Recheck, RecheckRound
from mangnon.registry.verifying.fields import rules_on
from mangnon.registry.verifying.figures import share_names
from mangnon.registry.verifying.forms import AssignForm, AssignOneForm, CommuneForm, SheetForm
from mangnon.registry.verifying.queries import ASSIGN, VISIT, mine, open_round, rechecks, to_visit, visitors
from mangnon.registry.verifying.refusals import NothingToAssign
from mangnon.registry.verifying.told import VisitTold
from mangnon.registry.verifying.views.rounds import HELP, crumbs
from mangnon.registry.verifying.visiting import Assigned, assign_visits, send_visit
from mangnon.registry.verifying.wording import plain_name
from mangnon.registry.views.forming import RegistryForm, Sections
from mangnon.registry.words import where_words
from mangnon.ui.parts import Cell, EmptyState, Fact, Kind, Link, PageHead
from mangnon.ui.screens import Listed, ListScreen

BLIND = "registry/recheck_visit"


class AssignVisits(RegistryForm):
    """Give the free sheets of one commune to a person; where there are many communes, one is chosen first."""

    policy = Policy(ASSIGN)
    help_page = HELP
    title = gettext_lazy("Giao người đi phúc tra")
    button = gettext_lazy("Giao phiếu")
    keeps_draft = False
    one: RecheckRound

    def guard(self) -> None:
        """The round and the commune. Raises NotFound."""
        self.one = open_round(self.actor, self.kwargs["pk"], ASSIGN)
        asked = self.request.GET.get("xa", "")
        self.share = next((one for one in self._shares if str(one.pk) == asked or len(self._shares) == 1), None)
        if asked and self.share is None:
            raise NotFound

    @cached_property
    def _shares(self) -> list[Any]:
        return share_names(self.actor, self.one)

    @cached_property
    def _free(self) -> list[Any]:
        rows = rechecks(self.actor, ASSIGN).filter(round=self.one, share=self.share, state=Recheck.State.DRAWN)
        return list(rows.order_by("stratum", "rank"))

    def build(self, data: QueryDict | None) -> forms.Form:
        """The people of the commune and the hamlets with free sheets."""
        if self.share is None:
            return CommuneForm(data, shares=[(str(one.pk), one.place.name) for one in self._shares])
        self.note = _("{place}: {n} phiếu chưa giao.").format(place=self.share.place.name, n=len(self._free))
        place_id = self._free[0].place_id if self._free else self.share.place_id
        people = [(str(one.pk), one.full_name) for one in visitors(place_id, local_day(self.at))]
        ids = {one.hamlet_id for one in self._free}
        hamlets = Hamlet.objects.filter(pk__in=[pk for pk in ids if pk]).order_by("sort_key", "id")
        return AssignForm(
            data, people=people, hamlets=[(str(pk), name) for pk, name in hamlets.values_list("pk", "name")]
        )

    def besides(self) -> dict[str, Any]:
        """The button goes on where the commune is still to be chosen."""
        return {} if self.share else {"button_label": _("Tiếp tục")}

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=self.title, crumbs=crumbs(self.one))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """On to the commune, or give the sheets."""
        if self.share is None:
            return self.after(f"{self.request.path}?xa={cleaned['share']}")
        chosen = [one.pk for one in self._free if cleaned["hamlet"] in ("", str(one.hamlet_id or ""))]
        if not chosen:
            raise NothingToAssign
        given = assign_visits(
            actor=self.actor, at=self.at, recheck_ids=chosen[: cleaned["most"] or None], visitor_id=cleaned["visitor"]
        )
        return self.after(reverse("registry:recheck_round", args=[self.one.pk]), assigned_words(given))


def assigned_words(given: Assigned) -> str:
    """What was given, and what wasn't and why."""
    said = ngettext("Đã giao {n} phiếu", "Đã giao {n} phiếu", given.given).format(n=given.given)
    if not given.skipped:
        return said
    return _("{said}; {n} phiếu không giao vì người này đã nhập, sửa hoặc vừa phúc tra hồ sơ").format(
        said=said, n=given.skipped
    )


class AssignVisit(RegistryForm):
    """Give one sheet to somebody, or to somebody else."""

    policy = Policy(ASSIGN)
    help_page = HELP
    title = gettext_lazy("Giao người đi phúc tra")
    button = gettext_lazy("Giao phiếu")
    keeps_draft = False

    def guard(self) -> None:
        """The sheet. Raises NotFound, Forbidden."""
        self.row = see(Recheck, self.kwargs["pk"], self.actor, ASSIGN)

    def build(self, data: QueryDict | None) -> forms.Form:
        """The people of the commune."""
        people = [(str(one.pk), one.full_name) for one in visitors(self.row.place_id, local_day(self.at))]
        return AssignOneForm(data, initial={"visitor": str(self.row.visitor or "")}, people=people)

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=self.title, crumbs=crumbs(self.row.round))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it."""
        given = assign_visits(
            actor=self.actor, at=self.at, recheck_ids=[self.row.pk], visitor_id=cleaned["visitor"]
        )  # fmt: skip
        return self.after(reverse("registry:recheck", args=[self.row.pk]), assigned_words(given))


def where(row: Any) -> str:
    """Hamlet and commune."""
    return where_words(row.hamlet_name, row.place_name)


class VisitList(ListScreen):
    """The sheets given to whoever looks, those with the first last day on top."""

    policy = Policy(VISIT)
    title = gettext_lazy("Phiếu giao cho tôi")
    noun = gettext_lazy("phiếu phúc tra")
    help_page = BLIND
    order = ("due_on", "id")
    row_view = "registry:recheck_visit"
    columns = (
        Listed("name", gettext_lazy("Tên để tìm"), lambda r: Cell(plain_name(r.child_name), note=r.mark or ""),
               lambda r: plain_name(r.child_name), Kind.NAME),
        Listed("head", gettext_lazy("Chủ hộ"), lambda r: Cell(r.head_name or ""), lambda r: r.head_name),
        Listed("place", gettext_lazy("Thôn, xã"), lambda r: Cell(where(r)), where),
        Listed("due", gettext_lazy("Hạn"), lambda r: Cell(format_date(r.due_on)), lambda r: r.due_on, Kind.DATE),
        Listed("round", gettext_lazy("Đợt"), lambda r: Cell(r.round_title), lambda r: r.round_title, card=False),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """One's own open visits."""
        return to_visit(self.actor)

    def saw(self, rows: Any) -> None:
        """The children one is sent to."""
        super().saw([Child(id=one.child_id) for one in rows if one.child_name is not None])

    def empty(self) -> EmptyState:
        """None given."""
        text = _("Khi cán bộ xã hoặc tỉnh giao phiếu, phiếu hiện ở đây và trong danh sách việc.")
        return EmptyState(fact=_("Chưa có phiếu nào giao cho bạn."), text=text)


class VisitSheet(RegistryForm):
    """The blind sheet: what finds the child, and questions without the register's answers."""

    policy = Policy(VISIT)
    template = "registry/verifying/visit.html"
    help_page = BLIND
    title = gettext_lazy("Phiếu phúc tra")
    button = gettext_lazy("Gửi phiếu")
    row: Any

    def guard(self) -> None:
        """One of one's own, still open; sent once more it is taken from the rows sent. Raises NotFound."""
        row = to_visit(self.actor).select_related("round").filter(pk=self.kwargs["pk"]).first()
        if row is None and self.request.method == "POST":
            row = mine(self.actor).select_related("round").filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise NotFound
        self.row = row
        self.saw([Child(id=row.child_id)])

    def build(self, data: QueryDict | None) -> forms.Form:
        """The questions of the round."""
        unit = Unit.objects.get(pk=self.row.place_id)
        hamlets = [(str(stay.hamlet.pk), stay.name) for stay in hamlets_of(unit)]
        rules = rules_on(self.row.round.rules_since)
        return SheetForm(data, initial={"visit_on": local_day(self.at)}, rules=rules, words=self.words, hamlets=hamlets)

    @property
    def sections(self) -> Any:  # type: ignore[override]  # the questions come from the round
        """The visit, the answers, a note."""
        asked = tuple(one.code for one in rules_on(self.row.round.rules_since).fields)
        return (("", ("visit_on", "outcome")), (_("Hỏi gia đình, xem giấy tờ"), asked), ("", ("note",)))

    def _sections(self) -> Sections:
        """No answer is marked as one that may stay empty: the line above says so for all of them."""
        asked = {one.code for one in rules_on(self.row.round.rules_since).fields}
        return tuple(
            (title, tuple(replace(one, optional=one.optional and one.name not in asked) for one in fields))
            for title, fields in super()._sections()
        )

    def besides(self) -> dict[str, Any]:
        """What finds the child."""
        row = self.row
        if not hasattr(row, "child_name"):
            return {"finding": ()}
        told = (
            (_("Tên để tìm (không dấu)"), plain_name(row.child_name)),
            (_("Để phân biệt"), row.mark),
            (_("Chủ hộ"), row.head_name),
            (_("Địa chỉ"), ", ".join(filter(None, (row.address or row.house_address, where(row))))),
            (_("Hạn"), format_date(row.due_on)),
        )
        return {"finding": tuple(Fact(label, value) for label, value in told if value)}

    def head(self) -> PageHead:
        """Below one's own sheets."""
        return PageHead(title=self.title, crumbs=(Link(_("Phiếu giao cho tôi"), reverse("registry:recheck_visits")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Send it."""
        form: Any = self.shown
        told = VisitTold(cleaned["outcome"], cleaned["visit_on"], form.answers(), cleaned["note"])
        send_visit(actor=self.actor, at=self.at, recheck_id=self.row.pk, told=told)
        return self.after(reverse("registry:recheck_visits"), _("Đã gửi phiếu phúc tra"))
