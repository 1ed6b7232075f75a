"""Raising alerts, by machines alone; settling them, by somebody whom they aren't about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.oversight.models import Alert, AlertEntry, Conclusion
from mangnon.oversight.odd_reading import Rule, Severity
from mangnon.oversight.oddities import Odd, Reading

SHORTEST_NOTE = 20


class OwnAlert(Refusal):
    """Nobody judges their own reading."""

    code = "own_alert"
    sentence = _("Cảnh báo này về chính bạn, nên người khác phải xử lý.")
    remedy = _("Nhờ người kiểm tra nhật ký hoặc người phụ trách dữ liệu khác.")
    status = 403


class AlreadySettled(Refusal):
    """Somebody was quicker, or the button was pressed twice."""

    code = "already_settled"
    sentence = _("{name} đã xử lý cảnh báo này.")
    remedy = _("Tải lại trang để xem kết luận.")


class NoteTooShort(Refusal):
    """A conclusion says on what it rests."""

    code = "note_too_short"
    sentence = _("Ghi rõ hơn: ít nhất {n} ký tự.")
    remedy = _("Đã hỏi ai, xem gì, vì sao kết luận như vậy.")
    field = "note"


class UnknownConclusion(Refusal):
    """A conclusion that isn't in the list."""

    code = "unknown_conclusion"
    sentence = _("Chọn một kết luận trong danh sách.")
    field = "conclusion"


@action("oversight.alerts.raise")
def raise_alert(
    *,
    actor: Actor,
    at: datetime,
    rule: Rule,
    about: str,
    about_name: str,
    odd: Odd,
    readings: dict[int, Reading],
) -> Alert:
    """Raise an alert for a finding, or add it to the open one of the same rule and person within the window."""
    near = Alert.objects.select_for_update().filter(
        rule=rule.id, about=about, settled_at__isnull=True, last_at__gte=odd.first - rule.window
    )
    alert = near.order_by("-last_at").first()
    if alert is None:
        alert = Alert(
            id=new_id(), rule=rule.id, rule_since=rule.valid_from, severity=rule.severity, about=about,
            about_name=about_name, raised_at=at, first_at=odd.first, last_at=odd.last,
        )  # fmt: skip
        alert.save(force_insert=True)
    AlertEntry.objects.bulk_create(_lines(alert, odd, readings))
    _recount(alert, odd)
    book(actor=actor, action="oversight.alerts.raise", at=at, subject=alert, rule=rule.id, person=about_name)
    return alert


def _lines(alert: Alert, odd: Odd, readings: dict[int, Reading]) -> list[AlertEntry]:
    return [
        AlertEntry(
            alert=alert, rule=alert.rule, entry_id=number, children=sorted(readings[number].children & odd.children)
        )
        for number in odd.entries
    ]


def _recount(alert: Alert, odd: Odd) -> None:
    lines = list(alert.lines.values_list("children", flat=True))
    alert.entries = len(lines)
    alert.children = len({child for line in lines for child in line})
    alert.first_at, alert.last_at = min(alert.first_at, odd.first), max(alert.last_at, odd.last)
    alert.save(update_fields=["entries", "children", "first_at", "last_at"])


def raise_about_book(*, actor: Actor, at: datetime, rule: str, words: str) -> Alert | None:
    """Raise an alert about the book itself, inside the act that found it; None when one is open already."""
    if Alert.objects.filter(rule=rule, settled_at__isnull=True).exists():
        return None
    alert = Alert(
        id=new_id(), rule=rule, severity=Severity.TODAY, raised_at=at, first_at=at, last_at=at, words=words[:2000]
    )
    alert.save(force_insert=True)
    book(actor=actor, action="oversight.alerts.raise", at=at, subject=alert, rule=rule)
    return alert


@action("oversight.alerts.settle")
def settle_alert(*, actor: Actor, at: datetime, alert_id: UUID, conclusion: str, note: str) -> Alert:
    """Say what it was. Raises NotFound, OwnAlert, AlreadySettled, UnknownConclusion, NoteTooShort."""
    alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    if alert.about == str(actor.person_id):
        raise OwnAlert
    if not alert.is_open:
        raise AlreadySettled(name=alert.settled_by_name)
    if conclusion not in Conclusion.values:
        raise UnknownConclusion
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteTooShort(n=SHORTEST_NOTE)
    alert.settled_at, alert.settled_by, alert.settled_by_name = at, actor.person_id, actor.name
    alert.conclusion, alert.note = conclusion, note.strip()
    alert.save(update_fields=["settled_at", "settled_by", "settled_by_name", "conclusion", "note"])
    book(
        actor=actor, action="oversight.alerts.settle", at=at, subject=alert, rule=alert.rule, conclusion=conclusion,
        person=alert.about_name, note=alert.note,
    )  # fmt: skip
    return alert
