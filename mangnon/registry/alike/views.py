"""Screens of look-alikes: what waits, two records side by side, not the same, or merged."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.refusal import NotFound, Text
from mangnon.registry.actions import dismiss_pair, merge_children, reopen_pair
from mangnon.registry.alike.forms import FIRST, SECOND, MergeForm, WhyForm
from mangnon.registry.alike.queries import open_pairs, pairs, strong, weak
from mangnon.registry.alike.reasons import sentences
from mangnon.registry.alike.showing import side_by_side
from mangnon.registry.alike.telling import NUANCES
from mangnon.registry.models import LookAlike, Merge
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen
from mangnon.ui.screens.keyset import count_up_to

SEE = "registry.alike.see"
HELP = "registry/alike"
DECIDED: tuple[tuple[str, Text], ...] = (
    ("khac-nhau", gettext_lazy("đã kết luận không phải một trẻ")),
    ("da-gop", gettext_lazy("đã gộp")),
)
_STATES = {"khac-nhau": LookAlike.State.NOT_SAME, "da-gop": LookAlike.State.MERGED}


def status_of(pair: LookAlike) -> Status:
    """How sure the machine is, or what people decided."""
    if pair.state != LookAlike.State.OPEN:
        return Status(State.DONE, LookAlike.State(pair.state).label)
    return Status(NUANCES[LookAlike.Verdict(pair.verdict)], LookAlike.Verdict(pair.verdict).label)


FIRST_REASONS = 4
MANY = 500
"""Possible pairs that are counted; beyond it the page says "hơn 500"."""


def why_of(pair: LookAlike) -> str:
    """The reasons in one line."""
    return ", ".join(sentences(pair.reasons))


def why_in_short(pair: LookAlike) -> str:
    """The heaviest of them, for a line of the list."""
    return ", ".join(sentences(pair.reasons[:FIRST_REASONS]))


def _birth(pair: LookAlike) -> str:
    one, other = str(pair.first.birth), str(pair.second.birth)
    return one if one == other else f"{one} · {other}"


def _names(pair: LookAlike) -> str:
    return f"{pair.first.called} · {pair.second.called}"


def _places(pair: LookAlike) -> str:
    one, other = pair.first.place.name, pair.second.place.name
    return one if one == other else f"{one} · {other}"


class PairList(ListScreen):
    """Pairs that wait, the surest first; merely possible ones stand apart, for when there is time."""

    policy = Policy(SEE)
    template = "registry/alike/pairs.html"
    title = gettext_lazy("Hồ sơ giống nhau")
    noun = gettext_lazy("cặp hồ sơ")
    help_page = HELP
    order = ("-score", "id")
    row_view = "registry:alike_pair"
    filters = (
        Filter(
            "muc", gettext_lazy("Mức giống"), gettext_lazy(", {choice}"), lambda: LookAlike.Verdict.choices,
            lambda rows, value: rows.filter(verdict=value),
        ),
        Filter(
            "noi", gettext_lazy("Địa bàn"), gettext_lazy(", {choice}"),
            lambda: [("hai-xa", gettext_lazy("ở hai xã, phường")), ("mot-xa", gettext_lazy("trong một xã, phường"))],
            lambda rows, value: rows.exclude(first__place=F("second__place")) if value == "hai-xa"
            else rows.filter(first__place=F("second__place")),
        ),
        Filter(
            "ket-luan", gettext_lazy("Kết luận"), gettext_lazy(", {choice}"), lambda: DECIDED,
            lambda rows, value: rows.filter(state=_STATES[value]),
        ),
    )  # fmt: skip
    columns = (
        Listed("names", gettext_lazy("Hai hồ sơ"), lambda p: Cell(_names(p)), _names, Kind.NAME),
        Listed("born", gettext_lazy("Ngày sinh"), lambda p: Cell(_birth(p)), _birth),
        Listed("where", gettext_lazy("Địa bàn"), lambda p: Cell(_places(p)), _places),
        Listed("why", gettext_lazy("Vì sao"), lambda p: Cell(why_in_short(p)), why_of),
        Listed(
            "state", gettext_lazy("Mức giống"), lambda p: Cell(status=status_of(p)), lambda p: str(status_of(p).text),
            Kind.STATUS,
        ),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Open ones that are certain or likely, unless others are asked for."""
        asked = self.request.GET
        if asked.get("ket-luan"):
            return pairs(self.actor)
        rows = open_pairs(self.actor)
        return rows if asked.get("muc") else strong(rows)

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> HttpResponse:
        """With how many possible ones stand apart."""
        asked = self.request.GET
        apart = 0 if asked.get("ket-luan") or asked.get("muc") else count_up_to(weak(open_pairs(self.actor)), MANY)
        return super().page({"apart": apart, "many": MANY, **context}, status=status, template=template)

    def head(self) -> PageHead:
        """With the way to merges."""
        return PageHead(
            title=self.title, acts=(Act(_("Hồ sơ đã gộp"), url=reverse("registry:merges"), icon="history"),)
        )

    def saw(self, rows: Any) -> None:
        """Both children of each pair stand on the page."""
        super().saw([child for pair in rows for child in (pair.first, pair.second)])

    def empty(self) -> EmptyState:
        """Nothing alike."""
        return EmptyState(
            fact=_("Không có cặp hồ sơ nào chờ xem."),
            text=_("Mỗi phút, máy so hồ sơ vừa ghi với cả sổ. Cặp nào có thể là một trẻ sẽ hiện ở đây, kèm lý do."),
        )


class PairScreen(Screen):
    """What the pages of one pair share."""

    def pair(self) -> LookAlike:
        """The pair, both of whose records this actor reaches. Raises NotFound."""
        rows = pairs(self.actor).select_related(
            "first__household", "second__household", "first__hamlet", "second__hamlet"
        )
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound
        return found

    def head_of(self, title: Text, pair: LookAlike, **more: Any) -> PageHead:
        """Title under the list."""
        crumbs: tuple[Link, ...] = (Link(_("Hồ sơ giống nhau"), reverse("registry:alike_pairs")),)
        if title != _names(pair):
            crumbs += (Link(_names(pair), reverse("registry:alike_pair", args=[pair.pk])),)
        return PageHead(title=title, crumbs=crumbs, line=why_of(pair), **more)


class PairPage(PairScreen):
    """Two records side by side, what differs marked."""

    policy = Policy(SEE)
    template = "registry/alike/pair.html"
    help_page = HELP

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The page; that both were looked at is booked."""
        pair = self.pair()
        self.saw([pair.first, pair.second])
        context = {
            "head": self._head(pair),
            "table": compared(self, pair),
            "decided": _decided(pair),
            "merge": self._merge(pair),
        }
        return self.page(context)

    def _head(self, pair: LookAlike) -> PageHead:
        may = pair.state == LookAlike.State.OPEN and self.actor.can("registry.alike.merge")
        url = reverse("registry:alike_merge", args=[pair.pk])
        main = Act(_("Gộp hồ sơ"), url=url, icon="merge", key="E") if may else None
        return self.head_of(_names(pair), pair, status=status_of(pair), main=main, acts=self._acts(pair))

    def _acts(self, pair: LookAlike) -> tuple[Act, ...]:
        acts = []
        if pair.state == LookAlike.State.OPEN and self.actor.can("registry.alike.dismiss"):
            acts.append(Act(_("Không phải một trẻ"), url=reverse("registry:alike_dismiss", args=[pair.pk]), icon="ban"))
        if pair.state == LookAlike.State.NOT_SAME and self.actor.can("registry.alike.reopen"):
            acts.append(Act(_("Xem lại cặp này"), url=reverse("registry:alike_reopen", args=[pair.pk]), icon="history"))
        return tuple(acts)

    @staticmethod
    def _merge(pair: LookAlike) -> str:
        both = (pair.first_id, pair.second_id)
        found = Merge.objects.filter(kept__in=both, dropped__in=both).order_by("-at").first()
        return reverse("registry:merge", args=[found.pk]) if found else ""


def compared(screen: Screen, pair: LookAlike) -> Table:
    """Both records as a table; a differing line says so in words."""
    lines = side_by_side(screen.actor, pair.first, pair.second, local_day(screen.at))
    heads = (Column(_("Điều ghi"), Kind.NAME), Column(_("Hồ sơ thứ nhất")), Column(_("Hồ sơ thứ hai")), Column(_("So")))
    rows = tuple(
        Row((Cell(line.label), Cell(line.one or "…"), Cell(line.other or "…"), _verdict(line.differs, line)))
        for line in lines
    )
    return Table(caption=_("Hai hồ sơ cạnh nhau"), columns=heads, rows=rows)


def _verdict(differs: bool, line: Any) -> Cell:  # noqa: FBT001 - one fact of one line
    if differs:
        return Cell(_("≠ khác"))
    return Cell(_("giống") if line.one == line.other else _("chỉ một bên có"))


def _decided(pair: LookAlike) -> list[Fact]:
    if pair.decided_at is None:
        return []
    return [
        Fact(_("Kết luận"), status=status_of(pair)),
        Fact(_("Người kết luận"), f"{pair.decided_by_name}, {format_datetime(pair.decided_at)}"),
        Fact(_("Lý do"), pair.why or "…"),
    ]


class PairForm(PairScreen, FormScreen):
    """A form about one pair."""

    form_class = WhyForm
    help_page = HELP

    def guard(self) -> None:
        """Raises NotFound."""
        self.pair()

    def head(self) -> PageHead:
        """Which pair."""
        return self.head_of(self.title, self.pair())


class Dismiss(PairForm):
    """They are two children."""

    policy = Policy("registry.alike.dismiss")
    title = gettext_lazy("Không phải một trẻ")
    button = gettext_lazy("Ghi: không phải một trẻ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Remember it."""
        dismiss_pair(actor=self.actor, at=self.at, pair_id=self.kwargs["pk"], **cleaned)
        return self.after(reverse("registry:alike_pairs"), _("Đã ghi: không phải một trẻ. Cặp này không hiện lại nữa."))


class Reopen(PairForm):
    """Take back that they are two."""

    policy = Policy("registry.alike.reopen")
    title = gettext_lazy("Xem lại cặp này")
    button = gettext_lazy("Xem lại")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Open it again."""
        reopen_pair(actor=self.actor, at=self.at, pair_id=self.kwargs["pk"], **cleaned)
        return self.after(reverse("registry:alike_pair", args=[self.kwargs["pk"]]), _("Cặp này chờ kết luận lại."))


class MergePair(PairForm):
    """Which record is kept, and whose word stands."""

    policy = Policy("registry.alike.merge")
    template = "registry/alike/merge.html"
    title = gettext_lazy("Gộp hồ sơ")
    button = gettext_lazy("Gộp hồ sơ")

    @cached_property
    def two(self) -> LookAlike:
        """The pair of this request."""
        return self.pair()

    def guard(self) -> None:
        """Raises NotFound. Both records stand on the page."""
        self.saw([self.two.first, self.two.second])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what differs."""
        return MergeForm(
            data, first=self.two.first, second=self.two.second, on=local_day(self.at), initial=self.initial()
        )  # fmt: skip

    def initial(self) -> dict[str, Any]:
        """The older record goes on, unless somebody chooses otherwise."""
        older = FIRST if self.two.first.recorded_at <= self.two.second.recorded_at else SECOND
        return {"keep": older}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Merge them."""
        form = self.form(self.request.POST)
        form.is_valid()
        assert isinstance(form, MergeForm)  # noqa: S101 - made above
        merge = merge_children(actor=self.actor, at=self.at, pair_id=self.kwargs["pk"], **form.decided())
        return self.after(reverse("registry:merge", args=[merge.pk]), _("Đã gộp hai hồ sơ. Tách lại được ở trang này."))
