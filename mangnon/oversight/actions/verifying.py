"""Verifying the book, by the nightly machine or by a press of the button."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_time
from mangnon.lib.refusal import Refusal
from mangnon.oversight.actions.alerts import raise_about_book
from mangnon.oversight.models import Verification
from mangnon.oversight.rules import BROKEN, OFTEN_ENOUGH
from mangnon.oversight.verifying import walk_book

KEPT_SENTENCES = 20
"""Findings kept in words; the command line says them all."""


class JustVerified(Refusal):
    """The button was pressed twice."""

    code = "just_verified"
    sentence = _("Nhật ký vừa được kiểm tra lúc {time}.")
    remedy = _("Xem kết quả ở trang Tình trạng nhật ký; một phút nữa có thể kiểm tra lại.")


@action("oversight.book.verify")
def verify_book(*, actor: Actor, at: datetime) -> Verification:
    """Walk the chain and keep what was found; the walk comes before its own entry. Raises JustVerified."""
    _refuse_twice(actor, at)
    walked = walk_book()
    report = walked.report
    made = Verification(
        at=at,
        by=str(actor.person_id or actor.name),
        by_name=actor.name,
        entries=report.entries,
        heads=report.heads,
        findings=len(report.findings),
        sentences=[one.sentence for one in report.findings[:KEPT_SENTENCES]],
        seconds=round(walked.seconds, 3),
    )
    made.save(force_insert=True)
    if made.findings:
        raise_about_book(actor=actor, at=at, rule=BROKEN, words=" ".join(made.sentences))
    book(actor=actor, action="oversight.book.verify", at=at, subject=made, entries=made.entries, findings=made.findings)
    return made


@action("oversight.book.ask_verify")
def ask_verification(*, actor: Actor, at: datetime) -> None:
    """Let the worker walk a book that is too long to wait for. Raises JustVerified."""
    _refuse_twice(actor, at)
    app.configure_task("oversight.verify").defer(timestamp=int(at.timestamp()))
    book(actor=actor, action="oversight.book.ask_verify", at=at)


def _refuse_twice(actor: Actor, at: datetime) -> None:
    last = Verification.objects.order_by("-at").first()
    if actor.is_person and last is not None and at - last.at < OFTEN_ENOUGH:
        raise JustVerified(time=format_time(last.at))
