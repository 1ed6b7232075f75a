"""Lists of facilities: what came, who waits for a family, the forms around it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.cases.caring.actions import add_child, end_in_facility, receive_list, settle_child
from mangnon.cases.caring.forms import LeftForm, ListChildForm, ReceiveListForm, SettleForm
from mangnon.cases.caring.models import FacilityChild, FacilityList, PlacementState
from mangnon.cases.caring.queries import SEE_FACILITIES, due_by, facilities, facility_lists, receiver
from mangnon.cases.caring.shelves import FACILITY
from mangnon.cases.caring.views.carers import halves
from mangnon.cases.caring.views.placements import placement_url
from mangnon.cases.caring.words import PLACEMENTS, facility_status, placement_status
from mangnon.lib.dates import format_date, format_datetime, local_day, time_left
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Text
from mangnon.lib.workdays import end_of
from mangnon.papers.shelving import shelf
from mangnon.papers.slots import OwnerRef
from mangnon.places.rules import in_line
from mangnon.registry.models import Child
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead, State, Status
from mangnon.ui.screens import FormScreen, Listed, ListScreen, Screen

FACILITIES = gettext_lazy("Danh sách cơ sở gửi")


def list_url(list_id: object) -> str:
    """Its page."""
    return reverse("cases:facility_list", args=[list_id])


class FacilityLists(ListScreen):
    """Lists that facilities sent, the newest first."""

    policy = Policy(SEE_FACILITIES)
    template = "cases/caring_list.html"
    help_page = "cases/caring"
    title = FACILITIES
    noun = gettext_lazy("danh sách của cơ sở")
    order = ("-received_on", "-id")
    exports = False

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # time left depends on the moment
        """Which facility, when it came, how many wait, by when."""
        return (
            Listed("facility", gettext_lazy("Cơ sở"), lambda r: Cell(r.facility.name), lambda r: r.facility.name,
                   Kind.NAME),
            Listed("on", gettext_lazy("Nhận ngày"), lambda r: Cell(format_date(r.received_on)),
                   lambda r: r.received_on),
            Listed("place", gettext_lazy("Nơi nhận"), lambda r: Cell(in_line(r.place.name)), lambda r: r.place.name,
                   soft=True),
            Listed("many", pgettext_lazy("counted", "Trẻ em"), lambda r: Cell(str(r.many)), lambda r: r.many),
            Listed("state", gettext_lazy("Tình trạng"), lambda r: Cell(status=facility_status(r, self.at)),
                   lambda r: r.open, Kind.STATUS),
        )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Those in reach."""
        return facility_lists(self.actor)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return list_url(row.pk)

    def head(self) -> PageHead:
        """A new one, for those who receive."""
        main = None
        if self.actor.can("cases.facilities.receive"):
            main = Act(_("Ghi danh sách đã nhận"), url=reverse("cases:receive_list"), icon="plus", key="N")
        return PageHead(title=PLACEMENTS, main=main)

    def empty(self) -> EmptyState:
        """What comes here."""
        return EmptyState(
            fact=_("Chưa nhận danh sách nào."),
            text=_("Người đứng đầu cơ sở trợ giúp xã hội gửi danh sách trẻ em cần gia đình bằng Mẫu số 14."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the parts of substitute care."""
        return super().page({"halves": halves("facilities"), **context}, status=status, template=template)


class FacilityListPage(Screen):
    """One list: its terms, its children."""

    policy = Policy(SEE_FACILITIES)
    template = "cases/facility_list.html"
    help_page = "cases/caring"
    row: FacilityList

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.row = row = see(FacilityList, pk, self.actor, SEE_FACILITIES)
        children = list(row.children.select_related("placement").order_by("recorded_at", "pk"))
        self.saw([row])
        return self.page(
            {
                "head": self._head(),
                "facts": self._facts(children),
                "children": [self._child(one) for one in children],
                "papers": shelf(self.actor, self.at, OwnerRef(FACILITY, row.pk)),
            }
        )

    def _head(self) -> PageHead:
        row = self.row
        crumbs = (Link(PLACEMENTS, reverse("cases:placements")), Link(FACILITIES, reverse("cases:facility_lists")))
        facts = (_("nhận ngày {day}").format(day=format_date(row.received_on)), in_line(row.place.name))
        return PageHead(title=row.facility.name, crumbs=crumbs, facts=facts)

    def _facts(self, children: list[FacilityChild]) -> tuple[Fact, ...]:
        row, waits = self.row, any(one.is_open for one in children)
        told = [
            Fact(_("Đối chiếu với danh sách người nhận trước"), self._term(row.match_by, waits=waits)),
            Fact(_("Xong cả thủ tục trước"), self._term(row.whole_by, waits=waits)),
            Fact(_("Hạn đã đổi"), row.due_moved),
            Fact(_("Ghi chú"), row.note),
            Fact(_("Người ghi"), row.by_name),
        ]
        return tuple(one for one in told if one.value)

    def _term(self, moment: Any, *, waits: bool) -> str:
        return f"{format_datetime(moment)}, {time_left(self.at, moment).lower()}" if waits else format_datetime(moment)

    def _child(self, one: FacilityChild) -> dict[str, Any]:
        row = self.row
        acts = []
        if one.is_open and row.place_id in self.actor.reach("cases.facilities.settle"):
            if one.placement is None:
                acts.append(Link(_("Đề xuất người nhận"), reverse("cases:propose_placement", args=[one.child_id])))
            elif one.placement.decided_on and one.placement.state != PlacementState.REFUSED:
                acts.append(Link(_("Ghi cơ sở chấm dứt"), reverse("cases:left_facility", args=[row.pk, one.pk])))
            acts.append(Link(_("Không cần gia đình nữa"), reverse("cases:settle_child", args=[row.pk, one.pk])))
        since = _("ở cơ sở từ {day}").format(day=format_date(one.since)) if one.since else ""
        return {
            "name": one.name,
            "url": placement_url(one.placement_id) if one.placement_id else "",
            "note": ", ".join(
                filter(None, (_("sinh {year}").format(year=one.born.year), since, one.note, self._due(one)))
            ),
            "status": _standing(one),
            "acts": acts,
        }

    def _due(self, one: FacilityChild) -> str:
        """By when the facility's care is to end, once a family was decided on."""
        placed = one.placement
        if not one.is_open or placed is None or placed.decided_on is None or placed.state == PlacementState.REFUSED:
            return ""
        moment = due_by("C8e", end_of(placed.decided_on), self.row.place_id)
        return _("cơ sở chấm dứt trước {day}").format(day=format_date(local_day(moment)))


def _standing(one: FacilityChild) -> Status:
    if one.left_on is not None:
        return Status(State.DONE, _("rời cơ sở {day}").format(day=format_date(one.left_on)))
    if one.settled_on is not None:
        return Status(State.PASSED, one.settled_why)
    if one.placement is None or one.placement.state == PlacementState.REFUSED:
        return Status(State.WAITING, _("chưa có người nhận"))
    return placement_status(one.placement)


class FacilityForm(FormScreen):
    """What these forms have in common."""

    help_page = "cases/caring"

    def head(self) -> PageHead:
        """Under the lists."""
        crumbs = (Link(PLACEMENTS, reverse("cases:placements")), Link(FACILITIES, reverse("cases:facility_lists")))
        return PageHead(title=self.title, crumbs=crumbs)


class ReceiveList(FacilityForm):
    """A list came."""

    policy = Policy("cases.facilities.receive")
    title = gettext_lazy("Ghi danh sách cơ sở gửi")
    button = gettext_lazy("Ghi danh sách")
    note = gettext_lazy("Thời hạn đối chiếu và cả thủ tục tính từ ngày nhận danh sách.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the facilities of the directory."""
        told = [(str(one.pk), one.name) for one in facilities()]
        return ReceiveListForm(data, initial={"row_id": new_id(), "received_on": local_day(self.at)}, facilities=told)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Keep it."""
        facility = next(one for one in facilities() if str(one.pk) == cleaned["facility"])
        row = receive_list(
            actor=self.actor, at=self.at, list_id=cleaned["row_id"], place=receiver(self.actor, self.at),
            facility=facility, received_on=cleaned["received_on"], note=cleaned["note"],
        )  # fmt: skip
        return self.after(list_url(row.pk), _("Đã ghi. Thêm từng trẻ em từ trang của trẻ em trong Sổ trẻ em."))


class ListChild(FacilityForm):
    """A child of the register onto one of the lists."""

    policy = Policy("cases.facilities.add")
    title = gettext_lazy("Thêm vào danh sách của cơ sở")
    button = gettext_lazy("Thêm vào danh sách")
    child: Child

    def guard(self) -> None:
        """Look at the child first. Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, "registry.children.see")
        self.saw([self.child])

    def head(self) -> PageHead:
        """Under the child."""
        url = reverse("registry:child", args=[self.child.pk])
        return PageHead(title=self.title, crumbs=(Link(_("Sổ trẻ em"), reverse("registry:children")),
                                                  Link(self.child.called, url)))  # fmt: skip

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the newest lists that this person keeps."""
        places = self.actor.reach("cases.facilities.add")
        rows = [one for one in facility_lists(self.actor).order_by("-received_on")[:20] if one.place_id in places]
        told = [(str(one.pk), f"{one.facility.name}, {format_date(one.received_on)}") for one in rows]
        self.note = "" if told else _("Chưa có danh sách nào: ghi danh sách cơ sở gửi trước.")
        return ListChildForm(data, initial={"row_id": new_id()}, lists=told)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add."""
        row = add_child(
            actor=self.actor, at=self.at, list_id=UUID(cleaned["listed"]), row_id=cleaned["row_id"],
            child_id=self.child.pk, since=cleaned["since"], note=cleaned["note"],
        )  # fmt: skip
        return self.after(list_url(row.listed_id), _("Đã thêm vào danh sách"))


class ChildOfList(FacilityForm):
    """A form about one child of a list."""

    row: FacilityList
    one: FacilityChild

    def guard(self) -> None:
        """The list, and the child on it. Raises NotFound, Forbidden."""
        self.row = see(FacilityList, self.kwargs["pk"], self.actor, self.policy.action or "")
        found = self.row.children.filter(pk=self.kwargs["row"]).first()
        if found is None:
            raise NotFound
        self.one = found

    def head(self) -> PageHead:
        """Under the list."""
        crumbs = (
            Link(FACILITIES, reverse("cases:facility_lists")),
            Link(self.row.facility.name, list_url(self.row.pk)),
        )
        return PageHead(title=self.title, crumbs=crumbs, line=self.one.name)

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": local_day(self.at)}

    @property
    def about(self) -> dict[str, Any]:
        """What both acts take."""
        return {"actor": self.actor, "at": self.at, "list_id": self.row.pk, "row_id": self.one.pk}

    def done(self, said: Text) -> HttpResponse:
        """Back to the list."""
        return self.after(list_url(self.row.pk), said)


class SettleChild(ChildOfList):
    """No family is needed any more."""

    policy = Policy("cases.facilities.settle")
    form_class = SettleForm
    title = gettext_lazy("Không cần gia đình nữa")
    button = gettext_lazy("Ghi kết thúc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With why."""
        settle_child(**self.about, **cleaned)
        return self.done(_("Đã ghi"))


class LeftFacility(ChildOfList):
    """The care in the facility ended."""

    policy = Policy("cases.facilities.left")
    form_class = LeftForm
    title = gettext_lazy("Cơ sở chấm dứt chăm sóc")
    button = gettext_lazy("Ghi chấm dứt")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With the decision."""
        end_in_facility(**self.about, **cleaned)
        return self.done(_("Đã ghi"))
