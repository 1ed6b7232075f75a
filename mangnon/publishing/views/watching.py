"""What is signed, what the patrol found, and a new frame that two people must see first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.publishing import rights
from mangnon.publishing.actions import confirm_release
from mangnon.publishing.actions.releasing import differences, waiting
from mangnon.publishing.models import Due, Manifest, Patrol, Release
from mangnon.publishing.signing.release import is_seen, present
from mangnon.publishing.words import FINDINGS, WATCH, WAYS
from mangnon.ui.parts import Cell, Column, Fact, Kind, PageHead, Row, State, Status, Table
from mangnon.ui.screens import ActScreen, Screen

ROUNDS = 20
MOST_FINDINGS = 50


class WatchPage(Screen):
    """The newest round of the patrol, the ones before, and what waits to be signed."""

    policy = Policy(rights.WATCH)
    template = "publishing/watch.html"
    help_page = "publishing/watch"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        rounds = list(Patrol.objects.order_by("-began_at")[:ROUNDS])
        release = waiting(self.at)
        return self.page(
            {
                "head": PageHead(title=WATCH, status=_status(rounds)),
                "findings": _findings(rounds[0]) if rounds and rounds[0].findings else None,
                "rounds": _rounds(rounds),
                "facts": self._facts(),
                "release": release,
                "frame": release is not None and not is_seen(present(self.at)),
                "differences": differences(self.at) if release else [],
                "confirm_url": self._confirm_url(release) if release else "",
            }
        )

    def _facts(self) -> tuple[Fact, ...]:
        signed = Manifest.objects.order_by().values("address", "language").distinct().count()
        last = Manifest.objects.order_by("-id").first()
        facts = [
            Fact(_("Trang đã ký"), format_int(signed)),
            Fact(_("Chờ ký"), format_int(Due.objects.count())),
        ]
        if last:
            facts.append(Fact(_("Ký lần cuối"), format_datetime(last.made_at)))
        return tuple(facts)

    def _confirm_url(self, release: Release) -> str:
        mine = release.first_by is not None and release.first_by == self.actor.person_id
        if mine or not self.actor.can(rights.SEE_RELEASE):
            return ""
        return reverse("publishing:confirm_release", args=[release.pk])


def _status(rounds: list[Patrol]) -> Status:
    if not rounds:
        return Status(State.TODO, _("Chưa tuần tra lần nào"))
    when = format_datetime(rounds[0].began_at)
    if rounds[0].findings:
        return Status(State.URGENT, _("Có trang không đúng bản đã ký, {when}").format(when=when))
    return Status(State.DONE, _("Mọi trang đúng bản đã ký, {when}").format(when=when))


def _findings(last: Patrol) -> Table:
    rows = tuple(
        Row((
            Cell(one["address"]), Cell(FINDINGS.get(one["kind"], one["kind"])), Cell(WAYS.get(one["way"], one["way"])),
            Cell(one["detail"]),
        ), danger=True)
        for one in last.findings[:MOST_FINDINGS]
    )  # fmt: skip
    columns = (
        Column(_("Trang"), Kind.NAME), Column(_("Điều thấy được")), Column(_("Thấy bằng cách")), Column(_("Chỗ khác")),
    )  # fmt: skip
    return Table(_("Những chỗ không đúng bản đã ký"), columns, rows)


def _rounds(rounds: list[Patrol]) -> Table:
    rows = tuple(
        Row((
            Cell(format_datetime(one.began_at)), Cell(format_int(one.pages)),
            Cell(_("không có gì") if not one.findings else format_int(len(one.findings))),
        ))
        for one in rounds
    )  # fmt: skip
    columns = (Column(_("Bắt đầu"), Kind.NAME), Column(_("Số trang đã mở"), Kind.NUMBER), Column(_("Chỗ không đúng")))
    return Table(_("Các lượt tuần tra gần đây"), columns, rows)


class ConfirmRelease(ActScreen):
    """One of two people has seen what a new frame changes."""

    policy = Policy(rights.SEE_RELEASE)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Confirm it."""
        found = confirm_release(actor=self.actor, at=self.at, release_id=kwargs["pk"])
        whole = found.second_by is not None
        said = _("Đủ hai người, các trang sẽ được ký lại") if whole else _("Đã ghi. Cần thêm một người nữa xác nhận.")
        return self.after(reverse("publishing:watch"), said)
