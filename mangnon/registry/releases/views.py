"""Screens of long lists: asking, the answer, taking the list out in the official layout."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden, NotFound, Text
from mangnon.places.models import Unit
from mangnon.places.queries import province_served
from mangnon.registry.models import ListRelease
from mangnon.registry.reach import communes
from mangnon.registry.releases.actions import ANSWER, ASK, answer_release, ask_release
from mangnon.registry.releases.queries import SEE, conditions, granted, releases, see_release
from mangnon.registry.rosters.exporting import EXPORT, export_listed
from mangnon.registry.rosters.views.leaving import attachment
from mangnon.registry.views.listing import ChildList
from mangnon.ui.exporting import ROWS_AT_MOST, ROWS_WITH_REASON
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead, State, Status
from mangnon.ui.screens import ActScreen, Filter, FormScreen, Listed, ListScreen, Screen
from mangnon.ui.screens.keyset import count_up_to

HELP = "registry/releases"
TITLE = gettext_lazy("Xuất danh sách dài")
NUANCES = {
    ListRelease.State.ASKED: State.WAITING,
    ListRelease.State.GRANTED: State.DONE,
    ListRelease.State.REFUSED: State.UNFOUNDED,
}


def status_of(row: ListRelease) -> Status:
    """What became of a request."""
    state = ListRelease.State(row.state)
    return Status(NUANCES[state], state.label)


def listing(screen: Screen, query: str) -> ChildList:
    """The list of children under some conditions, as this actor sees it now."""
    request = copy(screen.request)
    request.GET = QueryDict(query)
    made = ChildList()
    made.setup(request)
    return made


class AskForm(forms.Form):
    """What the list is for."""

    reason = forms.CharField(
        label=gettext_lazy("Xuất để làm gì, gửi cho ai?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Ghi lý do để người thứ hai biết mà trả lời.")},
        help_text=gettext_lazy("Người thứ hai đọc lý do này rồi mới trả lời."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    release_id = forms.UUIDField(widget=forms.HiddenInput)


class AskRelease(FormScreen):
    """Ask for the list of the address."""

    policy = Policy(ASK)
    template = "registry/releases/ask.html"
    help_page = HELP
    form_class = AskForm
    title = gettext_lazy("Xin xuất danh sách dài")
    button = gettext_lazy("Gửi đề nghị")

    def guard(self) -> None:
        """The list. Raises AskedWrongly for conditions that nobody offers, SensitiveExport for a kept group."""
        self.query = conditions(self.request.GET)
        self.list = listing(self, self.query)
        self.list.check_exportable()
        self.found = self.list.filtered()
        self.rows = count_up_to(self.found, ROWS_AT_MOST)

    def initial(self) -> dict[str, Any]:
        """A fresh id."""
        return {"release_id": new_id()}

    def extra(self) -> dict[str, Any]:
        """Which list."""
        return {"rows": format_int(self.rows), "described": self.described, "few": self.rows <= ROWS_WITH_REASON}

    @property
    def described(self) -> str:
        """The conditions in words."""
        return self.list.described().strip(" ,") or _("cả sổ")

    @cached_property
    def place(self) -> Unit:
        """The commune of the list; the province where it holds several. Raises Forbidden."""
        units = communes(self.actor, ASK)
        asked = self.request.GET.get("xa", "")
        if asked.isdecimal():
            one = units.filter(pk=asked).first()
        else:
            several = list(units[:2])
            one = several[0] if len(several) == 1 else None
        if one is None and not self.actor.reach(ASK).everywhere:
            raise Forbidden(action=ASK)
        return one or province_served()

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One request."""
        row = ask_release(
            actor=self.actor, at=self.at, place=self.place, query=self.query, described=self.described, rows=self.rows,
            **cleaned,
        )  # fmt: skip
        return self.after(reverse("registry:release", args=[row.pk]), _("Đã gửi đề nghị cho người thứ hai"))

    def head(self) -> PageHead:
        """Below the list."""
        back = f"{reverse('registry:children')}?{self.query}" if self.query else reverse("registry:children")
        return PageHead(title=self.title, crumbs=(Link(_("Sổ trẻ em"), back),))


class ReleaseList(ListScreen):
    """Requests of one's places, the latest first."""

    policy = Policy(SEE)
    title = TITLE
    noun = gettext_lazy("đề nghị")
    help_page = HELP
    order = ("-asked_at", "-id")
    row_view = "registry:release"
    exports = False
    filters = (
        Filter(
            "tra-loi", gettext_lazy("Trả lời"), gettext_lazy(", {choice}"),
            lambda: [(value, str(label).lower()) for value, label in ListRelease.State.choices],
            lambda rows, value: rows.filter(state=value),
        ),
    )  # fmt: skip
    columns = (
        Listed("who", gettext_lazy("Người xin"), lambda r: Cell(r.asked_by_name), lambda r: r.asked_by_name, Kind.NAME),
        Listed("what", gettext_lazy("Danh sách"), lambda r: Cell(r.described), lambda r: r.described),
        Listed("rows", gettext_lazy("Số trẻ em"), lambda r: Cell(format_int(r.rows)), lambda r: r.rows, Kind.NUMBER),
        Listed("at", gettext_lazy("Lúc"), lambda r: Cell(format_datetime(r.asked_at)), lambda r: r.asked_at, Kind.DATE),
        Listed(
            "state", gettext_lazy("Trả lời"), lambda r: Cell(status=status_of(r)), lambda r: str(status_of(r).text),
            Kind.STATUS,
        ),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Within reach."""
        return releases(self.actor)

    def empty(self) -> EmptyState:
        """None yet."""
        return EmptyState(
            fact=_("Chưa ai xin xuất danh sách dài."),
            text=_("Danh sách trên 200 trẻ em chỉ ra khỏi hệ thống khi có người thứ hai đồng ý."),
        )


class ReleaseScreen(Screen):
    """What the pages of one request share."""

    help_page = HELP

    @cached_property
    def row(self) -> ListRelease:
        """Raises NotFound."""
        return see_release(self.actor, self.kwargs["pk"])

    @property
    def own(self) -> bool:
        """Whether this actor asked."""
        return self.row.asked_by == self.actor.person_id

    def head_of(self, title: Text, **more: Any) -> PageHead:
        """Below the list."""
        return PageHead(title=title, crumbs=(Link(TITLE, reverse("registry:releases")),), **more)


class ReleasePage(ReleaseScreen):
    """Who asks, for what, and what became of it; the way to answer or to take the list out."""

    policy = Policy(SEE)
    template = "registry/releases/release.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The page."""
        row = self.row
        open_now = row.state == ListRelease.State.GRANTED and row.until is not None and self.at < row.until
        context = {
            "head": self._head(open_now=open_now), "facts": self._facts(), "row": row,
            "list_url": f"{reverse('registry:children')}?{row.query}", "may_take": self.own and open_now,
            "own_waits": self.own and row.state == ListRelease.State.ASKED,
        }  # fmt: skip
        return self.page(context)

    def _head(self, *, open_now: bool) -> PageHead:
        pk, reach = self.row.pk, self.actor.reach(ANSWER)
        waits = self.row.state == ListRelease.State.ASKED and not self.own
        answers = waits and (reach.everywhere or self.row.place_id in reach)
        yes = Act(_("Đồng ý cho xuất trong 24 giờ"), reverse("registry:grant_release", args=[pk]), "check", post=True)
        no = Act(_("Không đồng ý"), reverse("registry:refuse_release", args=[pk]), "ban")
        take = Act(_("Tải tệp Excel theo mẫu"), reverse("registry:take_release", args=[pk]), "download", post=True)
        main = yes if answers else take if self.own and open_now and self.actor.can(EXPORT) else None
        title = _("{n} trẻ em: {what}").format(n=format_int(self.row.rows), what=self.row.described)
        return self.head_of(title, status=status_of(self.row), main=main, acts=(no,) if answers else ())

    def _facts(self) -> tuple[Fact, ...]:
        row = self.row
        told = [
            (_("Địa bàn"), row.place.name),
            (_("Người xin"), f"{row.asked_by_name}, {format_datetime(row.asked_at)}"),
            (_("Xuất để làm gì"), row.reason),
        ]
        if row.answered_at is not None:
            told.append((_("Người trả lời"), f"{row.answered_by_name}, {format_datetime(row.answered_at)}"))
        told.append((_("Lời nhắn"), row.answer))
        if row.until is not None:
            told.append((_("Xuất được đến"), format_datetime(row.until)))
            told.append((_("Đã tải"), _("{n} lần").format(n=row.taken)))
        return tuple(Fact(label, value) for label, value in told if value)


class GrantRelease(ReleaseScreen, ActScreen):
    """The second person says yes."""

    policy = Policy(ANSWER)

    def act(self, **kwargs: Any) -> HttpResponse:
        """For a day."""
        row = answer_release(actor=self.actor, at=self.at, release_id=self.row.pk, agrees=True)
        return self.after(reverse("registry:release", args=[row.pk]), _("Đã đồng ý. Người xin tải được trong 24 giờ."))


class RefuseForm(forms.Form):
    """Why not."""

    answer = forms.CharField(
        label=gettext_lazy("Vì sao không đồng ý?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class RefuseRelease(ReleaseScreen, FormScreen):
    """The second person says no."""

    policy = Policy(ANSWER)
    form_class = RefuseForm
    title = gettext_lazy("Không đồng ý cho xuất")
    button = gettext_lazy("Gửi trả lời")

    def guard(self) -> None:
        """Raises NotFound."""
        self.row  # noqa: B018 - looked at first

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With the reason."""
        row = answer_release(actor=self.actor, at=self.at, release_id=self.row.pk, agrees=False, **cleaned)
        return self.after(reverse("registry:release", args=[row.pk]), _("Đã trả lời: không đồng ý"))

    def head(self) -> PageHead:
        """Below the list."""
        return self.head_of(self.title)


class TakeRelease(ReleaseScreen, ActScreen):
    """The list leaves in the official layout, marked and booked, as its conditions find it now."""

    policy = Policy(EXPORT)

    def act(self, **kwargs: Any) -> HttpResponse:
        """The workbook. Raises NotFound for anybody but who asked, or when the day is over."""
        row = self.row
        if granted(self.actor, row.query, self.at) is None:
            raise NotFound
        shown = listing(self, row.query)
        ids = list(shown.filtered().order_by(*shown.order)[:ROWS_AT_MOST].values_list("pk", flat=True))
        made = export_listed(actor=self.actor, at=self.at, place=row.place, reason=row.reason, ids=ids)
        ListRelease.objects.filter(pk=row.pk).update(taken=F("taken") + 1)
        return attachment(made.data, f"danh-sach-tre-em-{made.serial}.xlsx")
