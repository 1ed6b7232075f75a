"""Children in substitute care: the list, the page of a placement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.cases.caring.models import CareFollow, Carer, Placement, PlacementState
from mangnon.cases.caring.queries import OPEN_STATES, SEE, SEE_CARERS, placements
from mangnon.cases.caring.rules import caring_law, grown_day
from mangnon.cases.caring.shelves import PLACEMENT
from mangnon.cases.caring.views.carers import carer_url, halves
from mangnon.cases.caring.words import (
    PLACEMENTS,
    age_words,
    is_late,
    left_words,
    next_words,
    placement_status,
    rank_words,
)
from mangnon.cases.queries.reach import SEE as SEE_CASE
from mangnon.cases.queries.reach import open_to
from mangnon.cases.views.narrowing import by_state
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.refusal import Text
from mangnon.papers.shelving import shelf
from mangnon.papers.slots import OwnerRef
from mangnon.places.rules import in_line
from mangnon.registry.queries.codes import label
from mangnon.ui.parts import (
    Act,
    Cell,
    Closed,
    EmptyState,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Reach,
    Stage,
    State,
    Status,
    TimelineEntry,
    Words,
)
from mangnon.ui.screens import Listed, ListScreen, Screen

S = PlacementState
REASONS = (("tham", gettext_lazy("Đi thăm, theo dõi trẻ em")), ("don", gettext_lazy("Đón trẻ em, chuyển nơi chăm sóc")),
           ("khan", gettext_lazy("Trẻ em đang gặp nguy hiểm")))  # fmt: skip
"""Why an address is opened."""


def placement_url(placement_id: object) -> str:
    """Its page."""
    return reverse("cases:placement", args=[placement_id])


class PlacementList(ListScreen):
    """Children in substitute care, or on the way to it."""

    policy = Policy(SEE)
    template = "cases/caring_list.html"
    help_page = "cases/caring"
    title = PLACEMENTS
    noun = gettext_lazy("việc chăm sóc thay thế")
    order = ("-proposed_at", "-id")
    exports = False
    filters = by_state(lambda: PlacementState.choices)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # time left depends on the moment
        """Which child, with whom, where it stands, what comes next."""
        on = local_day(self.at)
        return (
            Listed("child", gettext_lazy("Trẻ em"), lambda p: Cell(p.child_name), lambda p: p.child_name, Kind.NAME),
            Listed("age", gettext_lazy("Tuổi"), lambda p: Cell(age_words(p.child_born, on)), lambda p: p.child_born),
            Listed("carer", gettext_lazy("Người nhận"), _carer, lambda p: p.carer.name),
            Listed("place", gettext_lazy("Nơi chăm sóc"), lambda p: Cell(in_line(p.place.name)), lambda p: p.place.name,
                   soft=True),
            Listed("state", gettext_lazy("Tình trạng"), lambda p: Cell(status=placement_status(p)), lambda p: p.state,
                   Kind.STATUS),
            Listed("next", gettext_lazy("Việc tiếp theo"), lambda p: Cell(next_words(p)), next_words),
            Listed("left", gettext_lazy("Hạn"), self._left, lambda p: left_words(p, self.at)),
        )  # fmt: skip

    def _left(self, row: Placement) -> Cell:
        words = left_words(row, self.at)
        return Cell(status=Status(State.LATE, words)) if words and is_late(row, self.at) else Cell(words)

    def rows(self) -> QuerySet[Any]:
        """Those that go on; ended ones when asked for."""
        rows = placements(self.actor)
        asked = self.request.GET.get("xong") or self.request.GET.get("tinh_trang")
        return rows if asked else rows.filter(state__in=OPEN_STATES)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return placement_url(row.pk)

    def empty(self) -> EmptyState:
        """How one begins."""
        return EmptyState(
            fact=_("Chưa có trẻ em nào."),
            text=_("Mở hồ sơ của trẻ em trong Sổ trẻ em, chọn “Chăm sóc thay thế” để đề xuất người nhận."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the halves."""
        return super().page({"halves": halves("placements"), **context}, status=status, template=template)


def _carer(row: Placement) -> Cell:
    return Cell(row.carer.name, note=f"({row.relation})" if row.relation else "")


class PlacementPage(Screen):
    """One placement. ``opened``: the address, for this one view after a reason was given."""

    policy = Policy(SEE)
    template = "cases/placement.html"
    help_page = "cases/caring"
    row: Placement
    opened = ""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        row = see(Placement, pk, self.actor, SEE)
        self.row = row
        self.saw([row])
        carer = Carer.objects.visible_to(self.actor, SEE_CARERS).filter(pk=row.carer_id).first()
        met = list(row.meetings.order_by("on", "id"))
        return self.page(
            {
                "head": self._head(),
                "stages": _stages(row),
                "hints": self._hints(len(met), carer),
                "asked": self._asked(carer),
                "answered": self._answered(),
                "meetings": [_met(one.on, _("Gặp nhau"), "people", one.note, one.by_name) for one in met],
                "follows": _along(row),
                "opened": self.opened,
                "closed": self._closed(),
                "papers": shelf(self.actor, self.at, OwnerRef(PLACEMENT, row.pk)),
            }
        )

    def _closed(self) -> tuple[Closed, ...]:
        if not self.row.address or self.opened or not self.actor.can("cases.placements.open"):
            return ()
        url = reverse("cases:open_address", args=[self.row.pk])
        return (Closed(_("Địa chỉ nơi trẻ em ở"), url, reasons=REASONS),)

    def _head(self) -> PageHead:
        row = self.row
        acts = [
            Act(label, url=reverse(f"cases:{name}", args=[row.pk]), icon=icon) for name, label, icon in self._acts()
        ]
        leads = bool(acts) and not acts[0].url.endswith("/cham-dut")  # ending is never what the page is for
        facts: list[Text] = [age_words(row.child_born, local_day(self.at)), in_line(row.place.name)]
        if left := left_words(row, self.at):
            facts.append(f"{next_words(row)}: {left[:1].lower()}{left[1:]}")
        return PageHead(
            title=row.child_name,
            crumbs=(Link(PLACEMENTS, reverse("cases:placements")),),
            status=placement_status(row),
            facts=tuple(facts),
            main=acts[0] if leads else None,
            acts=tuple(acts[1:] if leads else acts),
        )

    def _acts(self) -> list[tuple[str, str, str]]:
        every = {
            S.PROPOSED: (
                ("decide_placement", "decide", _("Quyết định giao, nhận"), "circle-check"),
                ("refuse_placement", "refuse", _("Không đồng ý"), "ban"),
                ("meet", "meet", _("Ghi buổi gặp"), "people"),
            ),
            S.DECIDED: (
                ("hand_over", "hand", _("Ghi giao nhận"), "home-heart"),
                ("meet", "meet", _("Ghi buổi gặp"), "people"),
            ),
            S.CARED: (
                ("follow_child", "follow", _("Ghi lần theo dõi"), "list-check"),
                ("hear_carer", "hear", _("Ghi lời báo của người nhận"), "message"),
                *self._at_sixteen(),
                ("end_placement", "end", _("Chấm dứt"), "ban"),
            ),
        }.get(PlacementState(self.row.state), ())
        return [(view, label, icon) for view, act, label, icon in every if self._may(act)]

    def _at_sixteen(self) -> list[tuple[str, str, str, str]]:
        if self.row.grown_on is not None or grown_day(self.row.child_born) > local_day(self.at):
            return []
        return [("arrange_grown", "grown", _("Ghi đánh giá khi đủ 16 tuổi"), "clipboard")]

    def _may(self, act: str) -> bool:
        """Acts belong to the commune where the carer lives; meetings to both; nobody decides on an own proposal."""
        action = f"cases.placements.{act}"
        if act in ("decide", "refuse") and self.row.proposed_by == self.actor.person_id:
            return False
        reach = self.actor.reach(action)
        return self.row.place_id in reach or (act == "meet" and self.row.other_place_id in reach)

    def _hints(self, met: int, carer: Carer | None) -> list[Hint]:
        row, law, found = self.row, caring_law(), []
        if row.state == S.PROPOSED and carer is not None and not carer.fit:
            found.append(Hint(_("Chưa xác minh người nhận đủ điều kiện, nên chưa quyết định được.")))
        if row.state in (S.PROPOSED, S.DECIDED) and met < law.meetings:
            words = _("Trẻ em và người nhận đã gặp nhau {met} lần; trước khi giao nhận cần ít nhất {n} lần.")
            found.append(Hint(words.format(met=met, n=law.meetings)))
        if row.state == S.CARED and row.hear_on is not None and row.hear_on < local_day(self.at):
            words = _("Người nhận chăm sóc phải báo tin trước ngày {day} mà chưa thấy ghi: hỏi và ghi lại.")
            found.append(Hint(words.format(day=format_date(row.hear_on))))
        if row.state == S.CARED and self._at_sixteen():
            found.append(Hint(_("Trẻ em đã đủ 16 tuổi: đánh giá và sắp xếp trợ giúp phù hợp.")))
        if row.state == S.CARED and row.follows.filter(verdict=CareFollow.Verdict.UNSAFE).exists():
            found.append(Hint(_("Có lần theo dõi thấy không an toàn: xem xét chấm dứt và đưa trẻ em đi ngay.")))
        return found

    def _asked(self, carer: Carer | None) -> tuple[Fact, ...]:
        row = self.row
        named: Words = row.carer.name if carer is None else (Link(carer.name, carer_url(carer.pk)),)
        who = row.proposed_by_name
        pairs: tuple[tuple[Text, Words], ...] = (
            (_("Người nhận"), named),
            (_("Quan hệ"), row.relation),
            (_("Thứ tự"), f"{rank_words(row.rank)} ({caring_law().priority_from})"),
            (_("Vì sao"), row.why),
            (_("Sự đồng ý"), row.consent),
            (_("Ý kiến của trẻ em"), row.child_view or _("chưa đủ tuổi phải hỏi, hoặc chưa ghi")),
            (_("Hồ sơ vụ việc"), self._case()),
            (_("Xã của trẻ em"), in_line(row.other_place.name) if row.other_place else ""),
            (_("Đề xuất"), _("{who}, {at}").format(who=who, at=format_datetime(row.proposed_at))),
            (_("Quyết định trước"), format_datetime(row.decide_by)),
            (_("Hạn đã đổi"), row.due_moved),
        )
        return tuple(Fact(name, value) for name, value in pairs if value)

    def _case(self) -> Words:
        """The case out of which it came, for those to whom it is open."""
        row = self.row
        if row.case_id is None or not self.actor.can(SEE_CASE):
            return ""
        found = open_to(self.actor, self.at).filter(pk=row.case_id).first()
        return (Link(found.code, reverse("cases:case", args=[found.pk])),) if found else _("có, không mở cho bạn")

    def _answered(self) -> tuple[Fact, ...]:
        row = self.row
        if row.decided_on is None:
            return ()
        signed = _("{who} (KT. Chủ tịch)") if row.deputy else "{who}"
        reason = (
            f"{row.end_reason}) {label('ly_do_cham_dut', row.end_reason, local_day(self.at))}" if row.end_reason else ""
        )
        pairs: tuple[tuple[Text, str], ...] = (
            (_("Quyết định"), " ".join(filter(None, (row.number, format_date(row.decided_on))))),
            (_("Người ký"), signed.format(who=row.decided_by_name)),
            (_("Vì sao không"), row.answer),
            (_("Giao nhận trước"), format_datetime(row.hand_by) if row.hand_by else ""),
            (_("Giao nhận ngày"), format_date(row.handed_on) if row.handed_on else ""),
            (_("Lý do chậm"), row.handed_why_late),
            (_("Biên bản"), row.minutes),
            (_("Người nhận báo tin trước"), format_date(row.hear_on) if row.hear_on else ""),
            (_("Đánh giá khi đủ 16 tuổi"), f"{format_date(row.grown_on)}: {row.grown_note}" if row.grown_on else ""),
            (_("Chấm dứt ngày"), format_date(row.ended_on) if row.ended_on else ""),
            (_("Vì"), reason),
            (_("Quyết định chấm dứt"), row.end_number),
            (_("Trẻ em đi đâu"), row.end_note),
        )
        return tuple(Fact(name, value) for name, value in pairs if value)


def _stages(row: Placement) -> tuple[Stage, ...]:
    if row.state == S.REFUSED:
        return ()
    order = (S.PROPOSED, S.DECIDED, S.CARED, S.ENDED)
    names = (_("Đề xuất"), _("Quyết định"), _("Chăm sóc, theo dõi"), _("Kết thúc"))
    now = order.index(PlacementState(row.state))
    days = (local_day(row.proposed_at), row.decided_on, row.handed_on, row.ended_on)
    reach = [Reach.DONE if n < now else Reach.NOW if n == now else Reach.AHEAD for n in range(len(order))]
    if row.state == S.ENDED:
        reach[-1] = Reach.DONE
    return tuple(
        Stage(name, where, format_date(day) if day else "") for name, where, day in zip(names, reach, days, strict=True)
    )


def _met(on: Any, kind: str, icon: str, said: str, who: str) -> TimelineEntry:
    return TimelineEntry(day=format_date(on), kind=kind, icon=icon, text=said, sources=(who,))


def _along(row: Placement) -> list[TimelineEntry]:
    """Looks of the officer and words of the carer, the newest first."""
    told = [(one.on, _followed(one)) for one in row.follows.order_by("-on", "-id")]
    told += [
        (one.on, _met(one.on, _("Người nhận báo"), "message", one.said, one.by_name))
        for one in row.words.order_by("-on", "-recorded_at")
    ]
    return [entry for _on, entry in sorted(told, key=lambda one: one[0], reverse=True)]


def _followed(one: CareFollow) -> TimelineEntry:
    said = [
        _("Điều kiện sống: {said}").format(said=one.living),
        _("Sức khỏe: {said}").format(said=one.health),
        _("Tinh thần: {said}").format(said=one.mind),
        _("Hòa nhập: {said}").format(said=one.integration),
    ]
    if one.child_view:
        said.append(_("Trẻ em nói: {said}").format(said=one.child_view))
    icon = "circle-check" if one.verdict == CareFollow.Verdict.WELL else "alert"
    return _met(one.on, str(one.get_verdict_display()).capitalize(), icon, "; ".join(said), one.by_name)
