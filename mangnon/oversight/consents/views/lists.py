"""The book of consents, and the pages that say what for and on what basis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.consents import words
from mangnon.oversight.consents.purposes import library, purposes_on
from mangnon.oversight.consents.queries import consents, waiting
from mangnon.oversight.consents.rights import BASES, CLEAR, RECORD, SEE
from mangnon.oversight.words import short_code
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen

STATES: tuple[tuple[str, Text], ...] = (
    ("hieu-luc", gettext_lazy("đang có hiệu lực")),
    ("phai-go", gettext_lazy("đã rút, còn phải gỡ")),
    ("thieu-giay", gettext_lazy("thiếu bản chụp giấy")),
    ("da-rut", gettext_lazy("đã rút hoặc không tính")),
    ("het-han", gettext_lazy("hết hạn")),
    ("tu-choi", gettext_lazy("không đồng ý")),
)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    today = timezone.localdate()
    ended = Q(agreed=True) & (Q(revoked_at__isnull=False) | Q(conflict_at__isnull=False))
    over = Q(agreed=True, last_day__lt=today) & ~ended
    living = Q(agreed=True) & ~ended & ~over
    chosen = {
        "hieu-luc": living & Q(proved=True),
        "phai-go": ended & Q(cleared_at__isnull=True),
        "thieu-giay": living & Q(proved=False),
        "da-rut": ended,
        "het-han": over,
        "tu-choi": Q(agreed=False),
    }
    return rows.filter(chosen[state])


def _purposes() -> list[tuple[str, Text]]:
    return [(one.id, _(one.name)) for one in library().purposes if not one.duty]


def name_of(row: Any) -> str:
    """The child's name, or for those who watch a number."""
    return row.told_name or _("Trẻ {code}").format(code=short_code(str(row.person_id)))


class ConsentList(ListScreen):
    """All answers within reach, newest first."""

    policy = Policy(SEE)
    title = gettext_lazy("Sự đồng ý")
    noun = gettext_lazy("lượt trả lời")
    help_page = "oversight/consents"
    order = ("-id",)
    row_view = "oversight:consent"
    filters = (
        Filter("trang-thai", gettext_lazy("Tình trạng"), gettext_lazy(", {choice}"), lambda: STATES, _in_state),
        Filter(
            "muc-dich",
            gettext_lazy("Mục đích"),
            gettext_lazy(", {choice}"),
            _purposes,
            lambda rows, value: rows.filter(purpose=value),
        ),
    )

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """How each stands depends on now."""
        return (
            Listed("name", _("Trẻ"), lambda r: Cell(name_of(r)), name_of, Kind.NAME),
            Listed("purpose", _("Cho việc"), lambda r: Cell(words.purpose_name(r)), words.purpose_name),
            Listed("giver", _("Ai trả lời"), lambda r: Cell(words.giver_name(r)), words.giver_name),
            Listed("place", _("Nơi"), lambda r: Cell(r.place.name), lambda r: r.place.name, soft=True),
            Listed("day", _("Ngày"), lambda r: Cell(format_date(r.given_on)), lambda r: r.given_on, Kind.DATE),
            Listed(
                "state",
                _("Tình trạng"),
                lambda r: Cell(status=words.status_of(r, self.at)),
                lambda r: str(words.status_of(r, self.at).text),
                Kind.STATUS,
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """Within reach."""
        return consents(self.actor)

    def saw(self, rows: Iterable[models.Model]) -> None:
        """Rows without a name identify nobody."""
        super().saw(row for row in rows if getattr(row, "told_name", None))

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """How many wait for somebody here."""
        n = waiting(self.actor, self.at).order_by().count() if self.actor.can(CLEAR) else 0
        return (_("{n} lượt cần xem").format(n=format_int(n)),) if n else ()

    def main_act(self) -> Act | None:
        """Record one."""
        if not self.actor.can(RECORD):
            return None
        return Act(_("Ghi sự đồng ý"), url=reverse("oversight:new_consent"), icon="plus", key="N")

    def head(self) -> PageHead:
        """With the ways to what the rules are."""
        acts = (
            Act(_("Mục đích"), url=reverse("oversight:purposes"), icon="books"),
            Act(_("Căn cứ xử lý dữ liệu"), url=reverse("oversight:bases"), icon="books"),
        )
        return PageHead(title=self.title, main=self.main_act(), acts=acts)

    def empty(self) -> EmptyState:
        """None yet, or none of this kind."""
        return EmptyState(
            fact=_("Chưa có lượt trả lời nào khớp."),
            text=_("Chỉ hỏi cho việc không phải nhiệm vụ, như đăng ảnh của em. Bảo vệ trẻ em thì không phải hỏi."),
        )


def list_crumb() -> Link:
    return Link(_("Sự đồng ý"), reverse("oversight:consents"))


def confirmed_mark(*, confirmed: bool) -> Status:
    """Whether the text was checked."""
    return Status(State.DONE, _("đã xác nhận")) if confirmed else Status(State.TODO, _("chưa xác nhận"))


class PurposesPage(Screen):
    """What consent is asked for: who is asked, which data, by which text."""

    policy = Policy(SEE)
    template = "oversight/consents/sections.html"
    help_page = "oversight/consents"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        line = _("Mỗi mục đích là một việc riêng: đồng ý cho việc này không phải đồng ý cho việc khác.")
        sections = [
            {"title": _(one.name), "text": _(one.explanation), "facts": self._facts(one), "table": None}
            for one in purposes_on(local_day(self.at))
        ]
        head = PageHead(title=_("Mục đích cần sự đồng ý"), crumbs=(list_crumb(),), line=line)
        return self.page({"head": head, "sections": sections})

    @staticmethod
    def _facts(one: Any) -> list[Fact]:
        who = _("Em từ đủ {n} tuổi và người đại diện; dưới {n} tuổi: người đại diện").format(n=one.own_from)
        facts = [
            Fact(_("Hỏi ai"), _("Không phải hỏi") if one.duty else who),
            Fact(_("Căn cứ"), _(one.source)),
            Fact(_("Văn bản"), status=confirmed_mark(confirmed=one.confirmed)),
            Fact(_("Có hiệu lực từ"), format_date(one.valid_from)),
        ]
        if one.data:
            facts.insert(1, Fact(_("Loại thông tin"), words.data_names(one.data)))
        return facts


class BasesPage(Screen):
    """Why data may be used: duty first, consent only for the rest."""

    policy = Policy(BASES)
    template = "oversight/consents/sections.html"
    help_page = "oversight/consents"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        line = _("Phần lớn việc bảo vệ trẻ em là nhiệm vụ theo luật, không phải xin đồng ý.")
        sections = [
            {"title": _(one.name), "text": _(one.explanation), "facts": self._facts(one), "table": self._table(one)}
            for one in library().bases
        ]
        return self.page({"head": PageHead(title=_("Căn cứ xử lý dữ liệu"), line=line), "sections": sections})

    @staticmethod
    def _facts(one: Any) -> list[Fact]:
        return [Fact(_("Căn cứ"), _(one.source)), Fact(_("Văn bản"), status=confirmed_mark(confirmed=one.confirmed))]

    @staticmethod
    def _table(one: Any) -> Table:
        heads = (Column(_("Việc"), Kind.NAME), Column(_("Theo")), Column(_("Văn bản"), Kind.STATUS))
        rows = tuple(
            Row((Cell(_(work.name)), Cell(_(work.source)), Cell(status=confirmed_mark(confirmed=work.confirmed))))
            for work in one.works
        )
        return Table(caption=_(one.name), columns=heads, rows=rows)
