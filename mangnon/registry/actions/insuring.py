"""Health-insurance cards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Insurance, Source
from mangnon.registry.numbers import read_card

INSURE = "registry.insurances.record"
LONGEST = timedelta(days=366 * 8)
"""A card of a child doesn't last longer: the longest is that of a child under six."""


class CardMissing(Refusal):
    """No number."""

    code = "registry.card_missing"
    sentence = _("Chưa ghi số thẻ.")
    remedy = _("Chép số in trên thẻ.")
    field = "number"


class EndsTooEarly(Refusal):
    """The last day lies before the first."""

    code = "registry.card_ends"
    sentence = _("Ngày hết hạn {until} đứng trước ngày bắt đầu {since}, hoặc cách quá xa.")
    remedy = _("Xem lại hai ngày trên thẻ.")
    field = "until"


@action(INSURE)
def record_insurance(
    *, actor: Actor, at: datetime, child_id: UUID, number: str, since: date, until: date | None = None,
    clinic: str = "", source: str = Source.PAPER,
) -> Insurance:  # fmt: skip
    """A card from ``since`` up to its last day ``until``; the card before it ends where this one begins.

    A card of the same first day is corrected, so sent twice it stays one. Raises NotFound, Forbidden, RecordClosed,
    NotACard, CardMissing, EndsTooEarly, InFuture, Backwards, AlreadyHolds.
    """
    child = take_child(child_id, actor, INSURE)
    card = read_card(number)
    if not card:
        raise CardMissing
    check_day(since, at, not_before=child.born_from)
    if until is not None and not since <= until <= since + LONGEST:
        raise EndsTooEarly(until=format_date(until), since=format_date(since))
    end = until + timedelta(days=1) if until else None
    cards = Insurance.objects.filter(child=child)
    told = {"number": card, "clinic": clinic.strip(), "valid_to": end, "source": source, "recorded_by": writer(actor)}
    with once_at_a_time():
        cards.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=since), valid_from__lt=since).update(valid_to=since)
        row, new = Insurance.objects.update_or_create(child=child, valid_from=since, defaults=told)
    book(actor=actor, action=INSURE, at=at, subject=child, insurance=row.pk, again=not new)
    return row
