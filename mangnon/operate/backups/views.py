"""The page of backups: how they stand in words, the last runs and drills, two buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden
from mangnon.operate.backups.actions import ask_backup, ask_drill
from mangnon.operate.backups.models import BackupRun, Drill
from mangnon.operate.backups.queries import SEE, BackupsState, backups_state, drills, on_shelf, runs
from mangnon.operate.backups.words import STEPS, size, step_words
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, PageHead, Row, State, Status, Table
from mangnon.ui.screens import ActScreen, Screen


class BackupsPage(Screen):
    """Backups and drills."""

    policy = Policy(SEE)
    template = "operate/backups.html"
    help_page = "operate/backups"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        now = backups_state(self.actor, self.at)
        if now is None:
            raise Forbidden(action=SEE)
        context = {
            "head": self._head(now),
            "facts": facts(now),
            "steps": steps(now),
            "past": _runs(runs(), on_shelf(), may=self.actor.can("operate.backups.ask")),
            "drills": _drills(drills()),
        }
        return self.page(context)

    def _head(self, now: BackupsState) -> PageHead:
        main: Act | None = None
        more: tuple[Act, ...] = ()
        if self.actor.can("operate.backups.ask") and settings.BACKUP_DIR:
            main = Act(_("Sao lưu ngay"), url=reverse("operate:ask_backup"), icon="download", post=True)
        if self.actor.can("operate.drills.ask") and now.drills_itself and now.last_good:
            more = (Act(_("Diễn tập khôi phục"), url=reverse("operate:ask_drill"), icon="shield", post=True),)
        return PageHead(title=_("Sao lưu"), status=status_of(now), main=main, acts=more)


def status_of(now: BackupsState) -> Status:
    """The worst, in a word."""
    if now.problem:
        return Status(State.LATE, _("Sao lưu cần xem lại"))
    if now.drill_problem:
        return Status(State.DUE, _("Cần diễn tập khôi phục"))
    return Status(State.DONE, _("Sao lưu tốt, đã diễn tập"))


def facts(now: BackupsState) -> list[Fact]:
    """What one asks first."""
    return [
        Fact(_("Bản tốt gần nhất"), status=_last(now)),
        Fact(_("Diễn tập đạt gần nhất"), status=_drilled(now)),
        Fact(_("Lần tới"), _next(now)),
        Fact(_("Giữ lại"), _kept()),
        Fact(_("Nơi thứ hai"), status=_second(now)),
        Fact(_("Khóa mở bản sao lưu"), _key_words(now)),
    ]


def _last(now: BackupsState) -> Status:
    if now.last_good is None:
        return Status(State.LATE, _("Chưa có"))
    said = _("{at}, {size}").format(at=format_datetime(now.last_good.started_at), size=size(now.last_good.bytes))
    return Status(State.LATE if now.problem else State.DONE, said)


def _drilled(now: BackupsState) -> Status:
    if now.last_drill is None:
        return Status(State.LATE, _("Chưa lần nào"))
    state = State.LATE if now.drill_problem else State.DONE
    return Status(state, format_datetime(now.last_drill.started_at))


def _next(now: BackupsState) -> str:
    return format_datetime(now.next_at) if now.next_at else _("Chưa đặt lịch")


def _kept() -> str:
    days, weeks, months = settings.BACKUP_KEEP
    return _("{days} ngày, {weeks} tuần, {months} tháng gần nhất").format(days=days, weeks=weeks, months=months)


def _second(now: BackupsState) -> Status:
    if not settings.BACKUP_COPY_DIR:
        return Status(State.TODO, _("Chưa đặt; hãy chép sang thiết bị khác bằng tay"))
    if now.last_try is not None and now.last_try.copied:
        return Status(State.DONE, _("Đã chép và đọc lại"))
    return Status(State.LATE, _("Lần gần nhất chưa chép được"))


def _key_words(now: BackupsState) -> str:
    if now.drills_itself:
        return _("Máy chủ giữ một khóa để tự diễn tập")
    return _("Không nằm trên máy chủ; khi diễn tập phải mang khóa đến")


def steps(now: BackupsState) -> list[str]:
    """What is wrong and what to do; nothing when all is well."""
    found = []
    if now.problem:
        found.append(now.problem)
        if not settings.BACKUP_DIR:
            found.append(_("Người quản trị máy chủ đặt MANGNON_BACKUP_DIR là thư mục ở ổ đĩa khác rồi khởi động lại."))
        else:
            found.append(_("Sửa chỗ đó rồi bấm “Sao lưu ngay”. Máy tự thử lại mỗi giờ."))
    if now.drill_problem:
        found.append(now.drill_problem)
        found.append(
            _("Bấm “Diễn tập khôi phục” khi đã có bản sao lưu.")
            if now.drills_itself
            else _("Mang khóa riêng đến máy chủ rồi chạy: mangnon backup drill --identity TỆP.")
        )
    return found


def _runs(past: list[BackupRun], there: frozenset[str], *, may: bool) -> Table:
    heads = (
        Column(_("Lúc"), Kind.NAME),
        Column(_("Kết quả"), Kind.STATUS),
        Column(_("Cỡ"), Kind.NUMBER),
        Column(_("Số dòng"), Kind.NUMBER),
        Column(_("Số tệp"), Kind.NUMBER),
        Column(_("Hết bao lâu"), Kind.NUMBER),
        Column(_("Ai cho chạy, ghi chú"), soft=True),
    )
    act = Act(_("Sao lưu ngay"), url=reverse("operate:ask_backup"), icon="download", post=True)
    empty = EmptyState(
        _("Chưa có bản sao lưu nào."),
        _("Bản đầu tiên được làm vào giờ đã đặt, hoặc ngay bây giờ."),
        act if may and settings.BACKUP_DIR else None,
    )
    rows = tuple(_run(one, there) for one in past)
    return Table(_("Các lần sao lưu, mới nhất ở trên"), heads, rows, empty=empty)


def _run(one: BackupRun, there: frozenset[str]) -> Row:
    return Row(
        (
            Cell(format_datetime(one.started_at)),
            Cell(status=_result(one, there)),
            Cell(size(one.bytes) if one.bytes else "-"),
            Cell(format_int(one.rows) if one.rows else "-"),
            Cell(format_int(one.files)),
            Cell(_span(one.ended_at - one.started_at)),
            Cell(who(one.by_name), note=one.problem),
        )
    )


def _result(one: BackupRun, there: frozenset[str]) -> Status:
    if one.problem:
        return Status(State.LATE, _("Không xong"))
    if not one.scheduled:
        return Status(State.DONE, _("Xong, tệp riêng"))
    if one.file not in there:
        return Status(State.PASSED, _("Đã xoay vòng"))
    if one.missing:
        return Status(State.DUE, _("Xong, khi đó đã thiếu {n} tệp").format(n=format_int(one.missing)))
    return Status(State.DONE, _("Xong, đang giữ"))


def _drills(past: list[Drill]) -> Table:
    heads = (
        Column(_("Lúc"), Kind.NAME),
        Column(_("Kết quả"), Kind.STATUS),
        Column(_("Đã thử"), soft=True),
        Column(_("Bản sao lưu")),
        Column(_("Hết bao lâu"), Kind.NUMBER),
        Column(_("Ai cho chạy"), soft=True),
    )
    empty = EmptyState(
        _("Chưa diễn tập lần nào."),
        _("Bản sao lưu chưa từng khôi phục thử thì chưa chắc dùng được. Mỗi tháng cần một lần."),
    )
    return Table(_("Các lần diễn tập, mới nhất ở trên"), heads, tuple(map(_drill, past)), empty=empty, roomy=True)


def _drill(one: Drill) -> Row:
    held = Status(State.DONE, _("Đạt"))
    failed = Status(State.LATE, _("Không đạt"))
    tried = [name for name in STEPS if one.steps.get(name) == "ok"]
    said = "; ".join(str(STEPS[name]) for name in tried) or "-"
    if not one.good:
        said = "; ".join([one.problem, *step_words(one.steps)])
    return Row(
        (
            Cell(format_datetime(one.started_at)),
            Cell(status=held if one.good else failed),
            Cell(said),
            Cell(format_datetime(one.made_at) if one.made_at else "-"),
            Cell(_span(one.ended_at - one.started_at)),
            Cell(who(one.by_name)),
        )
    )


def _span(took: timedelta) -> str:
    seconds = round(took.total_seconds())
    if seconds < 1:
        return _("dưới 1 giây")
    if seconds < 120:
        return _("{n} giây").format(n=format_int(seconds))
    return _("{n} phút").format(n=format_int(round(seconds / 60)))


def who(name: str) -> str:
    """A machine by its word, somebody at the server's own keyboard, or a person."""
    if name.startswith("console:"):
        return _("Lệnh trên máy chủ")
    return _("Hệ thống") if name.startswith("operate.") else name


class AskBackup(ActScreen):
    """The button."""

    policy = Policy("operate.backups.ask")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Leave it to the worker."""
        ask_backup(actor=self.actor, at=self.at)
        return self.after(reverse("operate:backups"), _("Máy bắt đầu sao lưu; vài phút nữa tải lại trang."))


class AskDrill(ActScreen):
    """The second button."""

    policy = Policy("operate.drills.ask")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Leave it to the worker."""
        ask_drill(actor=self.actor, at=self.at)
        return self.after(reverse("operate:backups"), _("Máy bắt đầu diễn tập; vài phút nữa tải lại trang."))
