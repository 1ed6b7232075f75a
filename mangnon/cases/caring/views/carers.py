"""The list of carers of a commune, the page of one, its forms."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.cases.caring.actions import (
    CarerFacts,
    check_carer,
    correct_carer,
    facts_of,
    register_carer,
    update_list,
    withdraw_carer,
)
from mangnon.cases.caring.forms import CheckForm, CorrectCarerForm, ReasonForm, RegisterForm
from mangnon.cases.caring.models import Carer, CarerKind, CarerList
from mangnon.cases.caring.queries import SEE_CARERS, busy_carers, carers, last_list, my_commune, placements
from mangnon.cases.caring.rules import caring_law
from mangnon.cases.caring.shelves import CARER, CARER_LIST
from mangnon.cases.caring.words import CARERS, KINDS, PLACEMENTS, age_words, fit_status, fit_words, placement_status
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Text
from mangnon.papers.shelving import shelf
from mangnon.papers.slots import OwnerRef
from mangnon.places.rules import in_line
from mangnon.registry.reach import only_commune
from mangnon.ui.parts import (
    Act,
    Call,
    Cell,
    Contact,
    EmptyState,
    Fact,
    Kind,
    Link,
    PageHead,
    Tab,
    TimelineEntry,
)
from mangnon.ui.screens import ActScreen, Filter, FormScreen, Listed, ListScreen, Screen

FACTS = CarerFacts.__slots__


def carer_url(carer_id: object) -> str:
    """Its page."""
    return reverse("cases:carer", args=[carer_id])


def halves(here: str) -> tuple[Tab, ...]:
    """The lists of substitute care."""
    return (
        Tab(_("Trẻ em"), reverse("cases:placements"), active=here == "placements"),
        Tab(_("Người nhận chăm sóc"), reverse("cases:carers"), active=here == "carers"),
        Tab(_("Danh sách cơ sở gửi"), reverse("cases:facility_lists"), active=here == "facilities"),
    )


class CarerScreenList(ListScreen):
    """Carers on the list, form 09."""

    policy = Policy(SEE_CARERS)
    template = "cases/caring_list.html"
    help_page = "cases/caring"
    title = CARERS
    noun = gettext_lazy("người nhận chăm sóc")
    order = ("sort_key", "id")
    filters = (
        Filter(
            "loai", gettext_lazy("Là"), gettext_lazy(", {choice}"), lambda: CarerKind.choices,
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "xac_minh", gettext_lazy("Xác minh"), gettext_lazy(", {choice}"),
            lambda: [("du", gettext_lazy("đủ điều kiện")), ("chua", gettext_lazy("chưa xác minh"))],
            lambda rows, value: rows.filter(fit=True) if value == "du" else rows.filter(fit__isnull=True),
        ),
        Filter(
            "ra", gettext_lazy("Đã ra"), gettext_lazy(", {choice}"),
            lambda: [("co", gettext_lazy("đã ra khỏi danh sách"))],
            lambda rows, _value: rows.filter(withdrawn_on__isnull=False),
        ),
    )  # fmt: skip

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # ages depend on the day
        """Who, how old, where, checked, free."""
        on = local_day(self.at)
        return (
            Listed("name", gettext_lazy("Họ và tên"), lambda c: Cell(c.name), lambda c: c.name, Kind.NAME),
            Listed("kind", gettext_lazy("Là"), lambda c: Cell(KINDS[c.kind]), lambda c: c.get_kind_display()),
            Listed("age", gettext_lazy("Tuổi"), lambda c: Cell(age_words(c.born, on)), lambda c: c.born),
            Listed("place", gettext_lazy("Nơi ở"), lambda c: Cell(in_line(c.place.name)), lambda c: c.place.name,
                   soft=True),
            Listed("wishes", gettext_lazy("Nguyện vọng"), lambda c: Cell(c.wishes), lambda c: c.wishes, soft=True),
            Listed("fit", gettext_lazy("Điều kiện"), lambda c: Cell(status=fit_status(c)), fit_words, Kind.STATUS),
            Listed("busy", pgettext_lazy("counted", "Trẻ em"), lambda c: Cell(self._busy(c)), self._busy),
        )  # fmt: skip

    @cached_property
    def _taken(self) -> set[UUID]:
        return busy_carers(self.actor)

    def _busy(self, carer: Carer) -> str:
        return _("đang hoặc sắp nhận") if carer.pk in self._taken else _("chưa nhận")

    def rows(self) -> QuerySet[Any]:
        """Those on the list; who left only when asked for."""
        rows = carers(self.actor)
        return rows if self.request.GET.get("ra") else rows.filter(withdrawn_on__isnull=True)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return carer_url(row.pk)

    def head(self) -> PageHead:
        """When the list was looked through; registering, for those who may."""
        main = None
        if self.actor.can("cases.carers.register"):
            main = Act(_("Ghi người đăng ký"), url=reverse("cases:register_carer"), icon="plus", key="N")
        acts = []
        if only_commune(self.actor, "cases.carers.list") is not None:
            acts = [Act(_("Đã cập nhật quý này"), url=reverse("cases:update_carers"), icon="check", post=True)]
        last = last_list(self.actor)
        said: tuple[Text, ...] = ()
        if last is not None:
            words = _("danh sách cập nhật lần cuối {day}, {who}")
            said = (words.format(day=format_date(local_day(last.at)), who=last.by_name),)
            acts += self._paper(last)
        return PageHead(title=PLACEMENTS, main=main, acts=tuple(acts), facts=said)

    def _paper(self, last: CarerList) -> list[Act]:
        """Form 09 of the quarter: the paper when there is one, else the form filled in already."""
        if only_commune(self.actor, "cases.carers.see") is None:
            return []
        papers = shelf(self.actor, self.at, OwnerRef(CARER_LIST, last.pk))
        found = [*papers.sheets, *papers.forms][:1]
        return [Act(_("Mẫu số 09"), url=one.url, icon="print") for one in found]

    def empty(self) -> EmptyState:
        """How the list begins."""
        return EmptyState(
            fact=_("Danh sách chưa có ai."),
            text=_("Người không phải người thân thích đăng ký bằng Mẫu số 08; người thân thích chỉ cần thông báo."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the halves."""
        return super().page({"halves": halves("carers"), **context}, status=status, template=template)


class CarerPage(Screen):
    """One carer."""

    policy = Policy(SEE_CARERS)
    template = "cases/carer.html"
    help_page = "cases/caring"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        carer = see(Carer, pk, self.actor, SEE_CARERS)
        checks = carer.checks.order_by("-on", "-id")
        placed = list(placements(self.actor).filter(carer=carer).order_by("-proposed_at"))
        self.saw(placed)
        return self.page(
            {
                "head": self._head(carer),
                "facts": _facts(carer),
                "contacts": _contacts(carer),
                "checks": [
                    TimelineEntry(
                        day=format_date(one.on),
                        kind=_("Đủ điều kiện") if one.fit else _("Chưa đủ điều kiện"),
                        icon="circle-check" if one.fit else "ban",
                        text=_said(one.met, one.note),
                        sources=(one.by_name,),
                    )
                    for one in checks
                ],
                "points": [f"{point}) {words}" for point, words in caring_law().conditions.items()],
                "points_from": caring_law().conditions_from,
                "placed": [
                    (Link(one.child_name, reverse("cases:placement", args=[one.pk])), placement_status(one))
                    for one in placed
                ],
                "papers": shelf(self.actor, self.at, OwnerRef(CARER, carer.pk)),
            }
        )

    def _head(self, carer: Carer) -> PageHead:
        acts = []
        if carer.withdrawn_on is None:
            for name, label, icon in (
                ("check", _("Xác minh điều kiện"), "list-check"),
                ("correct", _("Sửa"), "edit"),
                ("withdraw", _("Đưa ra khỏi danh sách"), "undo"),
            ):
                if self.actor.can(f"cases.carers.{name}"):
                    acts.append(Act(label, url=reverse(f"cases:{name}_carer", args=[carer.pk]), icon=icon))
        return PageHead(
            title=carer.name,
            crumbs=(Link(PLACEMENTS, reverse("cases:placements")), Link(CARERS, reverse("cases:carers"))),
            status=fit_status(carer),
            facts=(carer.get_kind_display(), age_words(carer.born, local_day(self.at)), in_line(carer.place.name)),
            main=acts[0] if acts else None,
            acts=tuple(acts[1:]),
        )


def _said(met: dict[str, bool], note: str) -> str:
    missing = ", ".join(point for point, holds in met.items() if not holds)
    parts = [_("thiếu điểm {points}").format(points=missing)] if missing else []
    return "; ".join([*parts, *filter(None, [note])])


def _facts(carer: Carer) -> tuple[Fact, ...]:
    left = ""
    if carer.withdrawn_on is not None:
        left = f"{format_date(carer.withdrawn_on)}: {carer.withdrawn_why}"
    pairs: tuple[tuple[Text, str], ...] = (
        (_("Ngày sinh"), format_date(carer.born)),
        (_("Số định danh"), carer.personal_number),
        (_("Nghề nghiệp"), carer.job),
        (_("Người trong nhà"), carer.family),
        (_("Thu nhập, nhà ở"), carer.means),
        (_("Nguyện vọng"), carer.wishes),
        (_("Giấy khám sức khỏe"), format_date(carer.health_on) if carer.health_on else ""),
        (_("Lý lịch tư pháp"), format_date(carer.record_on) if carer.record_on else ""),
        (_("Ngày đăng ký"), format_date(carer.registered_on)),
        (_("Ra khỏi danh sách"), left),
    )
    return tuple(Fact(label, value) for label, value in pairs if value)


def _contacts(carer: Carer) -> list[Contact]:
    if not carer.phone:
        return []
    return [Contact(carer.name, note=carer.phone, call=Call(carer.phone, _("Gọi {name}").format(name=carer.name)))]


class CarerFormScreen(FormScreen):
    """A form about a carer."""

    help_page = "cases/caring"
    carer: Carer

    def guard(self) -> None:
        """Look at the carer first. Raises NotFound, Forbidden."""
        self.carer = see(Carer, self.kwargs["pk"], self.actor, self.policy.action or "")

    def head(self) -> PageHead:
        """Under the list and the carer."""
        listed = Link(CARERS, reverse("cases:carers"))
        return PageHead(title=self.title, crumbs=(listed, Link(self.carer.name, carer_url(self.carer.pk))))

    @property
    def about(self) -> dict[str, Any]:
        """What every act takes."""
        return {"actor": self.actor, "at": self.at, "carer_id": self.carer.pk}

    def done(self, words: Text) -> HttpResponse:
        """Back to the carer."""
        return self.after(carer_url(self.carer.pk), words)


def _told(cleaned: dict[str, Any]) -> CarerFacts:
    return CarerFacts(**{name: cleaned[name] for name in FACTS})


class RegisterCarer(FormScreen):
    """A new carer of the own commune."""

    policy = Policy("cases.carers.register")
    title = gettext_lazy("Ghi người đăng ký nhận chăm sóc thay thế")
    button = gettext_lazy("Ghi vào danh sách")
    help_page = "cases/caring"
    form_class = RegisterForm

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(CARERS, reverse("cases:carers")),))

    def initial(self) -> dict[str, Any]:
        """From today."""
        return {"row_id": new_id(), "on": local_day(self.at), "kind": CarerKind.FAMILY}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Register."""
        place = my_commune(self.actor, "cases.carers.register")
        row = register_carer(
            actor=self.actor,
            at=self.at,
            place=place,
            facts=_told(cleaned),
            on=cleaned["on"],
            carer_id=cleaned["row_id"],
        )
        return self.after(carer_url(row.pk), _("Đã ghi. Nay xác minh điều kiện."))


class CorrectCarer(CarerFormScreen):
    """Other facts."""

    policy = Policy("cases.carers.correct")
    title = gettext_lazy("Sửa thông tin người nhận chăm sóc")
    form_class = CorrectCarerForm

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return {**asdict(facts_of(self.carer)), "version": self.carer.version}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct."""
        correct_carer(**self.about, version=cleaned["version"], facts=_told(cleaned))
        return self.done(_("Đã lưu"))


class CheckCarer(CarerFormScreen):
    """The conditions of the law."""

    policy = Policy("cases.carers.check")
    title = gettext_lazy("Xác minh điều kiện")
    button = gettext_lazy("Ghi kết quả xác minh")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the points of the law."""
        points = [(point, f"{point}) {words}") for point, words in caring_law().conditions.items()]
        return CheckForm(data, initial={"on": local_day(self.at)}, points=points)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Check."""
        met = dict.fromkeys(cleaned["met"], True)
        check_carer(**self.about, on=cleaned["on"], met=met, note=cleaned["note"])
        return self.done(_("Đã ghi kết quả xác minh"))


class WithdrawCarer(CarerFormScreen):
    """Off the list."""

    policy = Policy("cases.carers.withdraw")
    title = gettext_lazy("Đưa ra khỏi danh sách")
    button = gettext_lazy("Đưa ra khỏi danh sách")
    form_class = ReasonForm

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Withdraw."""
        withdraw_carer(**self.about, reason=cleaned["reason"])
        return self.done(_("Đã đưa ra khỏi danh sách"))


class UpdateCarers(ActScreen):
    """The list of the quarter was looked through."""

    policy = Policy("cases.carers.list")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Note it."""
        place = my_commune(self.actor, "cases.carers.list")
        row = update_list(actor=self.actor, at=self.at, place=place)
        said = _("Đã ghi: danh sách quý này có {n} người").format(n=row.carers)
        return self.after(reverse("cases:carers"), said)
