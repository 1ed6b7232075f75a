"""Alerts: the list, one with the entries behind it, settling, and the rules they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.access.roles import ROLES
from mangnon.audit.book import book
from mangnon.audit.models import Outcome
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight import words
from mangnon.oversight.actions.alerts import OwnAlert, settle_alert
from mangnon.oversight.models import Alert, Conclusion
from mangnon.oversight.odd_reading import Rule, Severity, every_rule, rule_named, rules_on
from mangnon.oversight.queries.alerts import MOST_ENTRIES, Behind, alerts, behind, see_alert
from mangnon.oversight.rules import BROKEN, NOT_LEAVING
from mangnon.oversight.telling import Telling
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen

CONCLUSIONS: Mapping[str, Text] = {
    Conclusion.JUSTIFIED: gettext_lazy("Có lý do chính đáng, tự thấy được"),
    Conclusion.EXPLAINED: gettext_lazy("Người xem đã giải trình hợp lý"),
    Conclusion.BREACH: gettext_lazy("Nghi vi phạm, phải xử lý tiếp"),
    Conclusion.TOO_STRICT: gettext_lazy("Quy tắc quá chặt, nên sửa mức"),
}
ABOUT_BOOK: Mapping[str, tuple[Text, Text]] = {
    BROKEN: (
        gettext_lazy("Nhật ký không nguyên vẹn"),
        gettext_lazy("Lần kiểm tra thấy chỗ không khớp. Mở Tình trạng nhật ký và làm theo các bước ở đó."),
    ),
    NOT_LEAVING: (
        gettext_lazy("Đầu chuỗi không rời được máy"),
        gettext_lazy("Nhiều giờ chưa có bản đã ký nào sang máy khác. Báo người quản trị xem ổ đĩa mạng."),
    ),
}
STATES: tuple[tuple[str, Text], ...] = (
    ("xong", gettext_lazy("đã xử lý")),
    ("tat-ca", gettext_lazy("chưa và đã xử lý")),
)


def rule_of(alert: Alert) -> Rule | None:
    """The definition by which it was raised."""
    return rule_named(alert.rule, alert.rule_since) if alert.rule_since else None


def title_of(alert: Alert) -> str:
    """What kind of alert it is."""
    rule = rule_of(alert)
    return _(rule.name) if rule else str(ABOUT_BOOK.get(alert.rule, (alert.rule, ""))[0])


def status_of(alert: Alert) -> Status:
    """Open and how soon, or settled and how."""
    if not alert.is_open:
        state = State.URGENT if alert.conclusion == Conclusion.BREACH else State.DONE
        return Status(state, CONCLUSIONS[alert.conclusion])
    if alert.severity == Severity.TODAY:
        return Status(State.NEW, _("Cần xem hôm nay"))
    return Status(State.DUE, _("Cần xem trong tuần"))


def amount(alert: Alert) -> str:
    """How much stands behind it."""
    if not alert.entries:
        return ""
    return _("{n} lần, {m} hồ sơ").format(n=format_int(alert.entries), m=format_int(alert.children))


def _rule_choices() -> list[tuple[str, Text]]:
    named: dict[str, Text] = {rule.id: _(rule.name) for rule in every_rule()}
    return [*named.items(), *((rule, title) for rule, (title, _why) in ABOUT_BOOK.items())]


class AlertList(ListScreen):
    """Open alerts, newest first; settled ones on request."""

    policy = Policy("oversight.alerts.see")
    title = gettext_lazy("Cảnh báo")
    noun = gettext_lazy("cảnh báo")
    help_page = "oversight/alerts"
    order = ("-id",)
    filters = (
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            gettext_lazy(", {choice}"),
            lambda: STATES,
            lambda rows, value: rows.filter(settled_at__isnull=False) if value == "xong" else rows,
        ),
        Filter(
            "quy-tac",
            gettext_lazy("Quy tắc"),
            gettext_lazy(", {choice}"),
            _rule_choices,
            lambda rows, value: rows.filter(rule=value),
        ),
        Filter(
            "ket-luan",
            gettext_lazy("Kết luận"),
            gettext_lazy(", {choice}"),
            lambda: list(CONCLUSIONS.items()),
            lambda rows, value: rows.filter(conclusion=value),
        ),
    )
    columns = (
        Listed("what", gettext_lazy("Việc gì"), lambda a: Cell(title_of(a)), title_of, Kind.NAME),
        Listed("who", gettext_lazy("Ai"), lambda a: Cell(a.about_name), lambda a: a.about_name),
        Listed("amount", gettext_lazy("Bao nhiêu"), lambda a: Cell(amount(a)), amount),
        Listed(
            "when", gettext_lazy("Lần cuối"), lambda a: Cell(format_datetime(a.last_at)), lambda a: a.last_at, Kind.DATE
        ),
        Listed(
            "state",
            gettext_lazy("Trạng thái"),
            lambda a: Cell(status=status_of(a)),
            lambda a: str(status_of(a).text),
            Kind.STATUS,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Open ones, unless a condition asks for settled ones."""
        asked = self.request.GET
        settled_too = asked.get("trang-thai") or asked.get("ket-luan")
        return alerts() if settled_too else alerts().filter(settled_at__isnull=True)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return reverse("oversight:alert", args=[row.pk])

    def head(self) -> PageHead:
        """With the way to the rules."""
        rules = Act(_("Các quy tắc"), url=reverse("oversight:rules"), icon="books")
        return PageHead(title=self.title, crumbs=(_book_crumb(),), acts=(rules,))

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """Say that settled ones are left out."""
        left_out = not self.request.GET.get("trang-thai") and not self.request.GET.get("ket-luan")
        return (_("chưa xử lý"),) if left_out else ()

    def empty(self) -> EmptyState:
        """Nothing odd."""
        return EmptyState(
            fact=_("Không có cảnh báo nào chờ xử lý."),
            text=_("Mười phút một lần, máy soát các lượt xem mới theo các quy tắc. Có gì khác thường sẽ hiện ở đây."),
        )


def _book_crumb() -> Link:
    return Link(_("Nhật ký"), reverse("oversight:book"))


def _alerts_crumb() -> Link:
    return Link(_("Cảnh báo"), reverse("oversight:alerts"))


class AlertPage(Screen):
    """One alert: what happened, why it was raised, the entries behind it, what was concluded."""

    policy = Policy("oversight.alerts.see")
    template = "oversight/alert.html"
    help_page = "oversight/alerts"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. That it was opened is booked."""
        alert = see_alert(pk)
        rule = rule_of(alert)
        book(actor=self.actor, action=self.policy.action or "", at=self.at, subject=alert, outcome=Outcome.SEEN)
        context = {
            "head": self._head(alert),
            "facts": self._facts(alert),
            "why": _(rule.explanation) if rule else ABOUT_BOOK.get(alert.rule, ("", ""))[1],
            "measures": measures(rule) if rule else [],
            "conclusion": _conclusion(alert),
            "table": self._table(behind(alert)) if alert.entries else None,
            "more": alert.entries > MOST_ENTRIES,
            "own": alert.about == str(self.actor.person_id),
        }
        return self.page(context)

    def _head(self, alert: Alert) -> PageHead:
        main = None
        may = self.actor.can("oversight.alerts.settle") and alert.about != str(self.actor.person_id)
        if alert.is_open and may:
            main = Act(_("Ghi kết luận"), url=reverse("oversight:settle", args=[alert.pk]), icon="edit", key="E")
        crumbs = (_book_crumb(), _alerts_crumb())
        if alert.conclusion == Conclusion.BREACH and self.actor.can("oversight.incidents.open_from_alert"):
            url = reverse("oversight:incident_from_alert", args=[alert.pk])
            main = Act(_("Mở sự cố"), url=url, icon="shield", post=True)
        return PageHead(title=title_of(alert), crumbs=crumbs, status=status_of(alert), main=main)

    @staticmethod
    def _facts(alert: Alert) -> list[Fact]:
        facts = []
        if alert.about:
            person = reverse("accounts:person", args=[alert.about])
            looked = reverse("oversight:looked_at", args=[alert.about])
            who = (Link(alert.about_name, person), " · ", Link(_("đã xem những hồ sơ nào"), looked))
            facts = [Fact(_("Ai"), who), Fact(_("Bao nhiêu"), amount(alert))]
        if alert.words:
            facts.append(Fact(_("Máy thấy"), alert.words))
        span = _("{first} đến {last}").format(
            first=format_datetime(alert.first_at), last=format_datetime(alert.last_at)
        )
        once = alert.first_at == alert.last_at
        facts.append(Fact(_("Khi nào"), format_datetime(alert.first_at) if once else span))
        facts.append(Fact(_("Máy báo lúc"), format_datetime(alert.raised_at)))
        return facts

    def _table(self, lines: list[Behind]) -> Table:
        telling = Telling(self.actor)
        telling.prepare(line.entry for line in lines)
        heads = (
            Column(_("Mục"), Kind.NAME),
            Column(_("Về")),
            Column(_("Lúc"), Kind.DATE),
            Column(_("Qua"), soft=True),
            Column(_("Lý do")),
        )
        rows = tuple(_line(telling, line) for line in lines)
        return Table(caption=_("Các mục nhật ký, mới nhất ở trên"), columns=heads, rows=rows)


def _line(telling: Telling, line: Behind) -> Row:
    entry = line.entry
    things = [telling.thing(entry.subject_kind, child) for child in line.children[:3]]
    rest = len(line.children) - len(things)
    said = ", ".join(things) + (_(" và {n} hồ sơ nữa").format(n=format_int(rest)) if rest > 0 else "")
    return Row(
        (
            Cell(_("Mục {n}").format(n=format_int(entry.pk)), note=words.did(entry)),
            Cell(said or telling.subject(entry)),
            Cell(format_datetime(entry.recorded_at)),
            Cell(words.door_name(entry)),
            Cell(words.reason_of(entry)),
        ),
        url=reverse("oversight:entry", args=[entry.pk]),
    )


def _conclusion(alert: Alert) -> list[Fact]:
    if alert.settled_at is None:
        return []
    return [
        Fact(_("Kết luận"), status=status_of(alert)),
        Fact(_("Người kết luận"), f"{alert.settled_by_name}, {format_datetime(alert.settled_at)}"),
        Fact(_("Ghi chú"), alert.note),
    ]


def measures(rule: Rule) -> list[Fact]:
    """The definition in words: how many, in how long, whose, since when, by which source."""
    hours = int(rule.window.total_seconds()) // 3600
    span = _("{n} ngày").format(n=hours // 24) if hours % 24 == 0 else _("{n} giờ").format(n=hours)
    whose = ", ".join(str(ROLES[role].name) for role in ROLES if role in rule.roles) or _("mọi người")
    limit = _("hơn {n} trẻ") if rule.kind == "many" else _("từ {n} lần")
    facts = [
        Fact(_("Mức"), _("{limit} trong {span}").format(limit=limit.format(n=format_int(rule.threshold)), span=span)),
        Fact(_("Soát ai"), whose),
        Fact(_("Có hiệu lực từ"), format_date(rule.valid_from)),
        Fact(_("Nguồn"), _(rule.source)),
    ]
    if rule.hours:
        night = _("từ {first} giờ đến {end} giờ").format(first=rule.hours[0], end=rule.hours[1])
        facts.insert(1, Fact(_("Giờ đêm"), night))
    return facts


class SettleForm(forms.Form):
    """What it was, and on what that rests."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=list(CONCLUSIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một kết luận.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Vì sao kết luận như vậy?"),
        help_text=gettext_lazy("Đã hỏi ai, xem gì. Ít nhất 20 ký tự. Không ghi tên trẻ."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Ghi rõ vì sao kết luận như vậy.")},
    )


class Settle(FormScreen):
    """Conclude an alert."""

    policy = Policy("oversight.alerts.settle")
    form_class = SettleForm
    title = gettext_lazy("Ghi kết luận")
    button = gettext_lazy("Ghi kết luận")
    help_page = "oversight/alerts"

    def guard(self) -> None:
        """Raises NotFound, OwnAlert."""
        if see_alert(self.kwargs["pk"]).about == str(self.actor.person_id):
            raise OwnAlert

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Settle it."""
        alert = settle_alert(actor=self.actor, at=self.at, alert_id=self.kwargs["pk"], **cleaned)
        said = _("Đã ghi kết luận.")
        if alert.conclusion == Conclusion.BREACH:
            said = _("Đã ghi: nghi vi phạm. Báo lãnh đạo đơn vị và cân nhắc khóa tài khoản ngay.")
        return self.after(reverse("oversight:alert", args=[alert.pk]), said)

    def head(self) -> PageHead:
        """Which alert."""
        alert = see_alert(self.kwargs["pk"])
        back = Link(title_of(alert), reverse("oversight:alert", args=[alert.pk]))
        line = ", ".join(filter(None, (alert.about_name, amount(alert))))
        return PageHead(title=self.title, crumbs=(_alerts_crumb(), back), line=line)


class RulesPage(Screen):
    """The rules of odd reading in force, each with its measure and source."""

    policy = Policy("oversight.alerts.see")
    template = "oversight/rules.html"
    help_page = "oversight/alerts"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        line = _("Máy soát mười phút một lần. Mức do đơn vị đặt; sửa mức là thêm một bản mới có ngày hiệu lực.")
        head = PageHead(title=_("Các quy tắc cảnh báo"), crumbs=(_book_crumb(), _alerts_crumb()), line=line)
        rules = [(rule, measures(rule)) for rule in rules_on(local_day(self.at))]
        return self.page({"head": head, "rules": rules})
