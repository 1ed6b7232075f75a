"""The list of children: filters as a sentence, pages by key, export without what is very sensitive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.asked import asked
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Refusal, Text
from mangnon.places.models import Hamlet
from mangnon.places.rules import in_line
from mangnon.registry.models import Left, Registered, Sensitivity, Sex
from mangnon.registry.queries import children
from mangnon.registry.queries.children import HERE, SEE, sixteen_before
from mangnon.registry.queries.listing import AT_RISK, in_group, listed, of_age, unverified, unvisited
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.queries.waiting import sixteen_until
from mangnon.registry.queries.wording import Wording
from mangnon.registry.reach import communes
from mangnon.registry.releases.queries import conditions, granted
from mangnon.registry.reminders import VISIT, reminder
from mangnon.registry.rules import AGE_BANDS, months_between
from mangnon.registry.words import age_words, ago_words, where_words
from mangnon.ui import drafts
from mangnon.ui.addresses import address
from mangnon.ui.exporting import ROWS_AT_MOST, ROWS_WITH_REASON, TooMany
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead, State, Status
from mangnon.ui.screens import Filter, Listed, ListScreen

Choices = Sequence[tuple[str, Text]]
Apply = Callable[[QuerySet[Any], str], QuerySet[Any]]
ASK = "registry.releases.ask"
UNVISITED = ("3", "6", "12")


class SensitiveExport(Refusal):
    """Which children belong to a very sensitive group never leaves by one person alone."""

    code = "registry.sensitive_export"
    sentence = gettext_lazy("Danh sách theo nhóm rất nhạy cảm không xuất được khi chỉ có một người quyết định.")
    remedy = gettext_lazy("Xem trên màn hình, hoặc bỏ điều kiện về nhóm.")
    status = 403


def condition(name: str, label: Text, reads: Text, choices: Choices, apply: Apply) -> Filter:
    """A filter whose choices are made once for a page."""
    kept = list(choices)
    return Filter(name, label, reads, lambda: kept, apply)


class ChildList(ListScreen):
    """Children within reach, in Vietnamese order of names."""

    policy = Policy(SEE)
    title = gettext_lazy("Sổ trẻ em")
    noun = pgettext_lazy("counted", "trẻ em")
    help_page = "registry/children"
    order = ("sort_key", "id")
    row_view = "registry:child"
    template = "registry/children.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With the day and what codes mean on it."""
        super().setup(request, *args, **kwargs)
        self.today: date = local_day(self.at)
        self.words = Wording(self.today)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """Where, who, what is missing."""
        return (*self._of_place(), *self._of_person(), *self._of_need(), *self._of_record())

    def _of_place(self) -> tuple[Filter, ...]:
        if not self.one_commune:
            return (condition("xa", _("Xã, phường"), _(" ở {choice}"), self._communes(), _at_place),)
        choices = [(str(pk), name) for pk, name, _unit in self.hamlets]
        return (condition("thon", _("Thôn"), _(" ở {choice}"), [*choices, ("0", _("chưa rõ thôn"))], _at_hamlet),)

    @cached_property
    def hamlets(self) -> list[tuple[int, str, int]]:
        """Hamlets that this actor sees: id, name, commune; none for those who see everything."""
        reach = self.actor.reach(SEE)
        if reach.everywhere:
            return []
        rows = Hamlet.objects.filter(unit_id__in=reach.places, valid_to__isnull=True).order_by("sort_key", "id")
        mine = rows.values_list("pk", "name", "unit_id")
        return [one for one in mine if one[2] not in reach.narrowed or one[0] in reach.hamlets]

    @property
    def one_commune(self) -> bool:
        """Whether all hamlets lie in one commune, so that its name needn't stand in each row."""
        return len({unit for _pk, _name, unit in self.hamlets}) == 1

    def _communes(self) -> Choices:
        units = communes(self.actor, SEE).order_by("sort_key", "id")
        return [(str(pk), in_line(name)) for pk, name in units.values_list("pk", "name")]

    def _of_person(self) -> tuple[Filter, ...]:
        bands = [(band.key, band.label) for band in AGE_BANDS]
        sexes = [(value, str(label).lower()) for value, label in Sex.choices]
        ethnic = list(self.words.items("dan_toc").items())
        return (
            condition("tuoi", _("Tuổi"), _(" {choice}"), bands, lambda rows, key: of_age(rows, key, self.today)),
            condition("gioi", _("Giới tính"), _(", {choice}"), sexes, lambda rows, value: rows.filter(sex=value)),
            condition(
                "dan-toc", _("Dân tộc"), _(", dân tộc {choice}"), ethnic, lambda rows, code: rows.filter(ethnicity=code)
            ),
        )

    def _of_need(self) -> tuple[Filter, ...]:
        months = [(n, _("từ {n} tháng").format(n=n)) for n in UNVISITED]
        return (
            condition("nhom", _("Hoàn cảnh"), _(" {choice}"), self._groups(), self._in_group),
            condition(
                "chua-tham",
                _("Chưa thăm"),
                _(", chưa thăm {choice}"),
                [*months, ("lan-nao", _("lần nào"))],
                self._silent,
            ),
            condition("phuc-tra", _("Phúc tra"), _(", {choice}"), self._verified(), self._of_verified),
        )

    def _verified(self) -> Choices:
        return [("chua", _("chưa phúc tra năm nay")), ("da", _("đã phúc tra năm nay"))]

    def _of_verified(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(unverified(self.today) if value == "chua" else ~unverified(self.today))

    def _groups(self) -> Choices:
        reach = self.actor.reach(OPEN_SENSITIVE)
        known = [one for one in self.words.groups.values() if one.code == one.group or one.group == AT_RISK]
        own = [(one.code, _bare(str(one.title))) for one in known if one.sensitivity != Sensitivity.VERY_HIGH or reach]
        return [("HCDB", _("có hoàn cảnh đặc biệt")), *own] if own else []

    def _in_group(self, rows: QuerySet[Any], code: str) -> QuerySet[Any]:
        return in_group(rows, self.actor, self.today, code)

    def _silent(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "lan-nao":
            return rows.filter(visited_on__isnull=True)
        return unvisited(rows, self.today, int(value))

    def _of_record(self) -> tuple[Filter, ...]:
        missing: Choices = [
            ("so-dinh-danh", _("chưa có số định danh")),
            ("khai-sinh", _("chưa đăng ký khai sinh")),
            ("uoc-luong", _("ngày sinh ước lượng")),
            ("ho", _("chưa rõ hộ")),
        ]
        gone: Choices = [
            ("roi", _("đã rời sổ")),
            *((value, str(label).lower()) for value, label in Left.choices if value),
            ("du-16", _("đã đủ 16 tuổi")),
            ("sap-16", _("sắp đủ 16 tuổi")),
        ]
        return (
            condition("thieu", _("Còn thiếu"), _(", {choice}"), missing, _missing),
            condition("tinh-trang", _("Tình trạng"), _(", {choice}"), gone, lambda rows, _value: rows),
        )

    def rows(self) -> QuerySet[Any]:
        """Records in use of those under 16, unless others are asked for."""
        asked = self.request.GET.get("tinh-trang", "")
        rows = children(self.actor)
        line = sixteen_before(self.today)
        if asked == "du-16":
            rows = rows.filter(HERE, born_to__lte=line)
        elif asked == "sap-16":
            rows = rows.filter(HERE, born_to__gt=line, born_to__lte=sixteen_until(self.today))
        elif asked == "roi":
            rows = rows.exclude(left="")
        elif asked in Left.values and asked:
            rows = rows.filter(left=asked)
        else:
            rows = rows.filter(HERE, born_to__gt=line)
        return listed(rows, self.actor, self.today)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Who, where, with whom, and when somebody was there."""
        short = self.one_commune
        return (
            Listed("name", _("Họ và tên"), _name, str, Kind.NAME),
            Listed("born", _("Sinh"), self._born, lambda c: str(c.birth), Kind.DATE),
            Listed("age", _("Tuổi"), self._age, lambda c: age_words(c.birth, self.today), card=False),
            Listed("sex", _("Giới"), lambda c: Cell(str(Sex(c.sex).label)), lambda c: str(Sex(c.sex).label)),
            Listed("place", _("Thôn") if short else _("Thôn, xã"), lambda c: Cell(_where(c, short=short)),
                   lambda c: _where(c, short=short)),
            Listed("head", _("Chủ hộ"), lambda c: Cell(c.head_name or ""), lambda c: c.head_name or "", soft=True),
            Listed("groups", _("Hoàn cảnh"), self._needs, self._plain_needs),
            Listed("visited", _("Thăm gần nhất"), self._visited, lambda c: c.visited_on or "", Kind.STATUS),
        )  # fmt: skip

    def _born(self, child: Any) -> Cell:
        return Cell(str(child.birth))

    def _age(self, child: Any) -> Cell:
        return Cell(age_words(child.birth, self.today))

    def _needs(self, child: Any) -> Cell:
        codes = [*child.groups, *child.kept_groups]
        if not codes:
            return Cell("")
        more = f"+{len(codes) - 1}" if len(codes) > 1 else ""
        return Cell(_short(str(self.words.group(codes[0]))), note=more)

    def _plain_needs(self, child: Any) -> str:
        return "; ".join(str(self.words.group(code)) for code in child.groups)

    def _visited(self, child: Any) -> Cell:
        if child.left:
            return Cell(str(Left(child.left).label))
        late = child.visited_on is None or child.visited_on <= reminder(VISIT, self.today).before(self.today)
        said = ago_words(child.visited_on, self.today)
        return Cell(status=Status(State.LATE, said)) if late else Cell(said)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Export; never under a very sensitive group. A long list goes to the second person first (trust A-19)."""
        self.check_exportable()
        try:
            return super().post(request, *args, **kwargs)
        except TooMany:
            if not self.actor.can(ASK) or self.actor.person_id is None:
                raise
            return self._to_second_person()

    def check_exportable(self) -> None:
        """Raises SensitiveExport."""
        line = self.words.groups.get(self.request.GET.get("nhom", ""))
        if line is not None and line.sensitivity == Sensitivity.VERY_HIGH:
            raise SensitiveExport

    @property
    def most_exported(self) -> int | None:
        """The whole list for a day, once a second person has said so."""
        return ROWS_AT_MOST if granted(self.actor, conditions(self.request.GET), self.at) else None

    def described(self) -> str:
        """The conditions in words."""
        return self._described()

    def _to_second_person(self) -> HttpResponseBase:
        """The form that asks, with the reason that was typed."""
        path, query = reverse("registry:ask_release"), conditions(self.request.GET)
        typed = {"reason": [asked(self.request.POST, "reason")], "release_id": [str(new_id())]}
        drafts.keep(person_id=self.actor.me, form_key=path, data=typed, at=self.at)
        said = _("Danh sách có hơn {n} trẻ em: cần người thứ hai đồng ý.").format(n=ROWS_WITH_REASON)
        return self.after(f"{path}?{query}" if query else path, said)

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """How many of this page nobody has visited for long."""
        rule = reminder(VISIT, self.today)
        late = sum(c.visited_on is None or months_between(c.visited_on, self.today) >= rule.months for c in rows)
        return (_("{n} em ở trang này lâu chưa được thăm").format(n=late),) if late and not rows[0].left else ()

    def main_act(self) -> Act | None:
        """Search first, then enter."""
        if not self.actor.can("registry.children.register"):
            return None
        url = address("registry:search") or reverse("registry:register")
        return Act(_("Ghi một trẻ"), url=url, icon="plus", key="N")

    def head(self) -> PageHead:
        """With the ways to households, the summary and the book."""
        acts = (
            Act(_("Hộ gia đình"), reverse("registry:households"), "home"),
            Act(_("Tổng hợp, in sổ"), reverse("registry:summary"), "report"),
        )
        return PageHead(title=self.title, main=self.main_act(), acts=acts)

    def empty(self) -> EmptyState:
        """An empty register says how to begin; an empty answer says what to try."""
        if self.request.GET:
            return EmptyState(fact=_("Không có trẻ nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))
        return EmptyState(
            fact=_("Sổ chưa có trẻ nào."),
            text=_("Ghi từng trẻ, hoặc nhập từ tệp danh sách của xã. Tìm trước khi ghi để không trùng."),
            act=self.main_act(),
        )


def _name(child: Any) -> Cell:
    return Cell(str(child), note=f"({child.mark})" if child.mark else "")


def _where(child: Any, *, short: bool) -> str:
    if short:
        return child.hamlet_name or _("chưa rõ thôn")
    return where_words(child.hamlet_name, child.place_name)


def _bare(title: str) -> str:
    """A group's title behind "trẻ em"."""
    return title.removeprefix("Trẻ em ")


def _short(title: str, most: int = 42) -> str:
    """A group's title as long as a cell."""
    plain = _bare(title)
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + "…"


def _at_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(place_id=int(value))


def _at_hamlet(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(hamlet_id=int(value)) if value != "0" else rows.filter(hamlet__isnull=True)


def _missing(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    lacks = {
        "so-dinh-danh": Q(personal_number=""),
        "khai-sinh": Q(registered=Registered.NO),
        "uoc-luong": Q(born__endswith="~"),
        "ho": Q(household__isnull=True),
    }
    return rows.filter(lacks[value])
