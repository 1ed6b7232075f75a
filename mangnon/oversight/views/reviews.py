"""Reviews of access: the list, one review, and access that nobody confirms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.accounts import words as account_words
from mangnon.accounts.models import Assignment
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.models import Decision, Review, ReviewLine
from mangnon.oversight.queries.reviews import (
    counted,
    decides,
    lines,
    places_to_open,
    reviews,
    see_review,
    unconfirmed,
    waits,
)
from mangnon.places.rules import in_line
from mangnon.ui.parts import (
    Act,
    Cell,
    Column,
    EmptyState,
    Fact,
    Kind,
    Link,
    PageHead,
    Progress,
    Row,
    State,
    Status,
    Table,
)
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen

STATES: tuple[tuple[str, Text], ...] = (
    ("dang-soat", gettext_lazy("đang soát")),
    ("tre", gettext_lazy("trễ hạn")),
    ("da-ky", gettext_lazy("đã ký")),
)


def status_of(review: Review, today: Any) -> Status:
    """Signed, late, or how long is left."""
    if review.signed_at is not None:
        return Status(State.DONE, _("Đã ký {day}").format(day=format_date(local_day(review.signed_at))))
    left = (review.due_on - today).days
    if left < 0:
        return Status(State.LATE, ngettext("Trễ {n} ngày", "Trễ {n} ngày", -left).format(n=format_int(-left)))
    return Status(State.DOING, _("Còn {n} ngày").format(n=format_int(left)) if left else _("Hạn hôm nay"))


def opener(name: str) -> str:
    """Who opened a review: a person by name, machines in words."""
    if name.startswith("console:"):
        return _("Người quản máy chủ ({user})").format(user=name.partition(":")[2])
    return _("Hệ thống") if name.startswith("oversight.") else name


def _in_state(rows: QuerySet[Review], state: str) -> QuerySet[Review]:
    if state == "da-ky":
        return rows.filter(signed_at__isnull=False)
    rows = rows.filter(signed_at__isnull=True)
    return rows.filter(due_on__lt=timezone.localdate()) if state == "tre" else rows


def _progress(review: Any) -> str:
    done = format_int(review.total - review.waiting)
    return _("{done} trên {total} người").format(done=done, total=format_int(review.total))


class ReviewList(ListScreen):
    """Reviews within reach, newest first."""

    policy = Policy("oversight.reviews.see")
    title = gettext_lazy("Soát quyền")
    noun = gettext_lazy("đợt soát quyền")
    help_page = "oversight/reviews"
    order = ("-id",)
    filters = (Filter("trang-thai", gettext_lazy("Trạng thái"), gettext_lazy(", {choice}"), lambda: STATES, _in_state),)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """The state column needs today."""
        today = local_day(self.at)
        return (
            Listed("place", _("Nơi"), lambda r: Cell(r.place.name), lambda r: r.place.name, Kind.NAME),
            Listed(
                "opened",
                _("Mở ngày"),
                lambda r: Cell(format_date(local_day(r.opened_at))),
                lambda r: r.opened_at,
                Kind.DATE,
            ),
            Listed("due", _("Hạn"), lambda r: Cell(format_date(r.due_on)), lambda r: r.due_on, Kind.DATE),
            Listed("done", _("Đã soát"), lambda r: Cell(_progress(r)), _progress),
            Listed(
                "state",
                _("Trạng thái"),
                lambda r: Cell(status=status_of(r, today)),
                lambda r: str(status_of(r, today).text),
                Kind.STATUS,
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """Within reach, with how far each is."""
        return counted(reviews(self.actor), local_day(self.at))

    def row_url(self, row: Any) -> str:
        """Its page."""
        return reverse("oversight:review", args=[row.pk])

    def main_act(self) -> Act | None:
        """Open one by hand."""
        if not self.actor.can("oversight.reviews.open") or not places_to_open(self.actor, local_day(self.at)):
            return None
        return Act(_("Mở đợt soát"), url=reverse("oversight:open_review"), icon="plus", key="N")

    def head(self) -> PageHead:
        """With the way to access that nobody confirms."""
        alone = Act(_("Chưa ai xác nhận"), url=reverse("oversight:unconfirmed"), icon="people")
        return PageHead(title=self.title, main=self.main_act(), acts=(alone,))

    def empty(self) -> EmptyState:
        """None yet."""
        return EmptyState(
            fact=_("Chưa có đợt soát quyền nào."),
            text=_("Sáu tháng một lần, máy mở một đợt ở mỗi nơi để hỏi: từng người có còn cần quyền của mình không."),
        )


def list_crumb() -> Link:
    return Link(_("Soát quyền"), reverse("oversight:reviews"))


def review_crumb(review: Review) -> Link:
    return Link(review.place.name, reverse("oversight:review", args=[review.pk]))


class ReviewPage(Screen):
    """One review: each person, and who decides."""

    policy = Policy("oversight.reviews.see")
    template = "oversight/review.html"
    help_page = "oversight/reviews"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        review = see_review(self.actor, pk)
        every = lines(review)
        today = local_day(self.at)
        waiting = sum(waits(line, today) for line in every)
        done = len(every) - waiting
        said = _("Đã soát {done} trên {total} người").format(done=format_int(done), total=format_int(len(every)))
        context = {
            "head": self._head(review, waiting),
            "progress": None if review.signed_at else Progress(said, done, len(every)),
            "table": self._table(review, every),
            "facts": self._facts(review),
        }
        return self.page(context)

    def _head(self, review: Review, waiting: int) -> PageHead:
        main = None
        if review.signed_at is None and not waiting and self.actor.can("oversight.reviews.sign"):
            main = Act(_("Ký đợt soát"), url=reverse("oversight:sign_review", args=[review.pk]), icon="edit", key="E")
        return PageHead(
            title=_("Soát quyền ở {place}").format(place=in_line(review.place.name)),
            crumbs=(list_crumb(),),
            status=status_of(review, local_day(self.at)),
            main=main,
        )

    @staticmethod
    def _facts(review: Review) -> list[Fact]:
        facts = [
            Fact(_("Mở"), f"{format_date(local_day(review.opened_at))}, {opener(review.opened_by_name)}"),
            Fact(_("Hạn"), format_date(review.due_on)),
        ]
        if review.signed_at is not None:
            facts.append(Fact(_("Ký"), f"{review.signed_by_name}, {format_datetime(review.signed_at)}"))
        if review.note:
            facts.append(Fact(_("Ghi chú"), review.note))
        return facts

    def _table(self, review: Review, every: list[ReviewLine]) -> Table:
        heads = (
            Column(_("Họ và tên"), Kind.NAME),
            Column(_("Vai trò")),
            Column(_("Đến hết ngày"), Kind.DATE),
            Column(_("Vào lần cuối"), Kind.DATE, soft=True),
            Column(_("Kết quả soát"), Kind.STATUS),
            Column("", Kind.ACT),
            Column("", Kind.ACT),
        )
        rows = tuple(self._line(review, line) for line in every)
        return Table(caption=_("Từng người có quyền ở đây"), columns=heads, rows=rows)

    def _line(self, review: Review, line: ReviewLine) -> Row:
        one = line.assignment
        today = local_day(self.at)
        return Row(
            (
                Cell(one.person.full_name),
                Cell(one.title or one.role_name, note=one.role_name if one.title else ""),
                Cell(format_date(one.valid_to - timedelta(days=1))),
                Cell(account_words.last_seen(one.person)),
                Cell(status=self._decided(line)),
                *self._acts(line, open_now=review.signed_at is None and waits(line, today)),
            )
        )

    def _acts(self, line: ReviewLine, *, open_now: bool) -> tuple[Cell, Cell]:
        confirm = end = Cell("")
        if open_now and decides(self.actor, line, "oversight.reviews.confirm"):
            confirm = Cell(act=Act(_("Còn cần"), url=reverse("oversight:confirm_line", args=[line.pk]), post=True))
        if open_now and decides(self.actor, line, "oversight.reviews.end"):
            end = Cell(act=Act(_("Kết thúc"), url=reverse("oversight:end_line", args=[line.pk])))
        return confirm, end

    def _decided(self, line: ReviewLine) -> Status:
        if line.decision == Decision.CONFIRMED:
            return Status(State.DONE, _("{name} xác nhận còn cần").format(name=line.decided_by_name))
        if line.decision == Decision.ENDED:
            return Status(State.PASSED, _("{name} đã kết thúc").format(name=line.decided_by_name))
        if not waits(line, local_day(self.at)):
            return Status(State.PASSED, _("Đã hết quyền"))
        own = line.assignment.person_id == self.actor.person_id
        return (
            Status(State.WAITING, _("Chờ người khác xác nhận cho bạn")) if own else Status(State.TODO, _("Chưa soát"))
        )


def _last_day(one: Assignment) -> str:
    return format_date(one.valid_to - timedelta(days=1))


class Unconfirmed(ListScreen):
    """Access that nobody has confirmed in time."""

    policy = Policy("oversight.reviews.see")
    title = gettext_lazy("Tài khoản không có ai xác nhận")
    noun = gettext_lazy("vai trò chưa ai xác nhận")
    help_page = "oversight/reviews"
    order = ("person__sort_key", "id")
    columns = (
        Listed(
            "name",
            gettext_lazy("Họ và tên"),
            lambda a: Cell(a.person.full_name),
            lambda a: a.person.full_name,
            Kind.NAME,
        ),
        Listed("role", gettext_lazy("Vai trò"), lambda a: Cell(a.role_name), lambda a: a.role_name),
        Listed("place", gettext_lazy("Địa bàn"), lambda a: Cell(a.place.name), lambda a: a.place.name),
        Listed("until", gettext_lazy("Đến hết ngày"), lambda a: Cell(_last_day(a)), _last_day, Kind.DATE),
        Listed(
            "seen",
            gettext_lazy("Vào lần cuối"),
            lambda a: Cell(account_words.last_seen(a.person)),
            lambda a: account_words.last_seen(a.person),
            Kind.DATE,
            soft=True,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Within reach."""
        return unconfirmed(self.actor, local_day(self.at))

    def row_url(self, row: Any) -> str:
        """The person, for those who may see people."""
        return reverse("accounts:person", args=[row.person_id]) if self.actor.can("accounts.people.list") else ""

    def head(self) -> PageHead:
        """What the list means."""
        line = _("Giao quyền đã hơn bảy tháng mà chưa ai xác nhận lại, hoặc đợt soát đã quá hạn mà chưa soát tới.")
        return PageHead(title=self.title, crumbs=(list_crumb(),), line=line)

    def empty(self) -> EmptyState:
        """All is confirmed."""
        return EmptyState(
            fact=_("Mọi quyền đang hiệu lực đều đã có người xác nhận trong hạn."),
            text=_("Ai quá hạn xác nhận sẽ hiện ở đây."),
        )
