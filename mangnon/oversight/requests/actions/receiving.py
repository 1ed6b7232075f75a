"""Taking a request in, saying who asks, and saying that whoever asks may be the one who harms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.access.roles import Role
from mangnon.accounts.queries import covers
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import NotBornYet, local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.notices.actions.telling import Ref, tell
from mangnon.oversight.officers import holders, province_of, take_number
from mangnon.oversight.requests.definitions import RequestKind, kind_on
from mangnon.oversight.requests.models import Channel, Requester, RequestStep, RightsRequest, Step
from mangnon.oversight.requests.rules import clocks_of, old_enough
from mangnon.places.calendar.queries import calendar_for
from mangnon.places.models import Unit

RECEIVE = "oversight.requests.receive"
SERIES = "YCDL"
KIND = "oversight.RightsRequest"
SHORTEST = 10


class UnknownKind(Refusal):
    """Nothing of that kind could be asked for on that day."""

    code = "requests.unknown_kind"
    sentence = _("Ngày {day} chưa có quy định cho loại yêu cầu này.")
    remedy = _("Xem lại ngày nhận hoặc chọn loại khác.")
    field = "kind"


class FromTomorrow(Refusal):
    """Nothing came in later than now."""

    code = "requests.from_tomorrow"
    sentence = _("Ngày nhận không thể muộn hơn hôm nay.")
    remedy = _("Ghi ngày đơn đến nơi, theo dấu công văn đến.")
    field = "received"


class BornMissing(Refusal):
    """A child who asks has an age."""

    code = "requests.born_missing"
    sentence = _("Trẻ tự yêu cầu thì cần ngày sinh, để biết đã đủ {n} tuổi.")
    field = "subject_born"


class TooYoung(Refusal):
    """Below the age of the law somebody asks for the child."""

    code = "requests.too_young"
    sentence = _("Trẻ chưa đủ {n} tuổi vào ngày nhận.")
    remedy = _("Ghi người đứng ra yêu cầu là cha, mẹ, người giám hộ hoặc người đại diện khác.")
    field = "requester"


class TooShort(Refusal):
    """What must be explained is explained."""

    code = "requests.too_short"
    sentence = _("Ghi rõ hơn: ít nhất {n} ký tự.")
    field = "words"


class Closed(Refusal):
    """What is closed stays as it is."""

    code = "requests.closed"
    sentence = _("Yêu cầu {code} đã kết thúc.")
    remedy = _("Nếu người yêu cầu hỏi thêm, ghi một yêu cầu mới.")
    status = 409


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what, about whom, since when."""

    kind: str
    channel: str
    received: datetime
    requester: str
    requester_name: str
    subject_name: str
    asked: str
    requester_contact: str = ""
    identity: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    subject_born: date | None = None
    conflict: str = ""


@action(RECEIVE)
def receive_request(*, actor: Actor, at: datetime, request_id: UUID, place_id: int, asking: Asking) -> RightsRequest:
    """Take a request in; the same id sent twice is one request.

    Raises NotFound, Forbidden, FromTomorrow, UnknownKind, BornMissing, TooYoung, TooShort.
    """
    known = _sent_before(actor, at, request_id)
    if known is not None:
        return known
    place = Unit.objects.filter(pk=place_id).first()
    if place is None:
        raise NotFound
    if not covers(actor, RECEIVE, place):
        raise Forbidden(action=RECEIVE, place_id=place.pk)
    kind = _checked(asking, at)
    clocks = clocks_of(kind, asking.received, calendar_for(place.pk))
    row = _row(actor, at, request_id, place, asking)
    row.kind_since, row.answer_due, row.fulfil_due = kind.valid_from, clocks.answer, clocks.fulfil
    row.year = local_day(asking.received).year
    row.number = take_number(place_id=place.pk, kind=SERIES, year=row.year)
    row.code = f"{SERIES}-{place.code}-{row.number:02}/{row.year}"
    row.save(force_insert=True)
    note(row, Step.RECEIVED, actor, at, asking.asked)
    if asking.conflict:
        note(row, Step.FLAGGED, actor, at, asking.conflict)
    book(actor=actor, action=RECEIVE, at=at, subject=row, kind=row.kind, code=row.code)
    _tell_officers(actor, at, row, place)
    return row


def _sent_before(actor: Actor, at: datetime, request_id: UUID) -> RightsRequest | None:
    """The request that this very form made before; two presses at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"oversight.requests:{request_id}"])
    found: RightsRequest | None = RightsRequest.objects.visible_to(actor, RECEIVE).filter(pk=request_id).first()
    if found is not None:
        book(actor=actor, action=RECEIVE, at=at, subject=found, code=found.code, repeated=True)
    return found


def _checked(asking: Asking, at: datetime) -> RequestKind:
    if asking.received > at:
        raise FromTomorrow
    day = local_day(asking.received)
    kind = kind_on(asking.kind, day)
    if kind is None or asking.channel not in Channel.values or asking.requester not in Requester.values:
        raise UnknownKind(day=f"{day.day}/{day.month}/{day.year}")
    if asking.requester == Requester.CHILD:
        _check_age(asking, day, kind)
    if len(asking.asked.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    return kind


def _check_age(asking: Asking, day: date, kind: RequestKind) -> None:
    if asking.subject_born is None:
        raise BornMissing(n=kind.child_from)
    try:
        if old_enough(asking.subject_born, day, kind):
            return
    except NotBornYet:
        pass
    raise TooYoung(n=kind.child_from)


def _row(actor: Actor, at: datetime, request_id: UUID, place: Unit, asking: Asking) -> RightsRequest:
    return RightsRequest(
        id=request_id,
        place=place,
        kind=asking.kind,
        channel=asking.channel,
        received_at=asking.received,
        recorded_at=at,
        recorded_by=str(actor.person_id or actor.name),
        recorded_by_name=actor.name,
        requester=asking.requester,
        requester_name=asking.requester_name.strip(),
        requester_contact=asking.requester_contact.strip(),
        identity=asking.identity.strip(),
        subject_kind=asking.subject_kind,
        subject_id=asking.subject_id,
        subject_name=asking.subject_name.strip(),
        subject_born=asking.subject_born,
        asked=asking.asked.strip(),
        conflict=asking.conflict.strip(),
    )


def _tell_officers(actor: Actor, at: datetime, row: RightsRequest, place: Unit) -> None:
    """The data officers of the province learn of it by its code."""
    people = [one for one in holders([Role.DATA_OFFICER], [province_of(place)], at) if one != actor.person_id]
    tell(
        actor=actor, at=at, to=people, kind="oversight.request_received", about=ref(row), place_id=row.place_id,
    )  # fmt: skip


def ref(row: RightsRequest) -> Ref:
    """The request as notices name it."""
    return Ref(KIND, str(row.pk), row.code)


def note(row: RightsRequest, what: Step, actor: Actor, at: datetime, words: str = "", late_why: str = "") -> None:
    """One line of its history."""
    RequestStep.objects.create(
        request=row, at=at, what=what, by_name=actor.name, words=words.strip(), late_why=late_why.strip()
    )


def taken(actor: Actor, name: str, request_id: UUID, version: int) -> RightsRequest:
    """A request, locked, as somebody saw it. Raises NotFound, Forbidden, StaleVersion, Closed."""
    row = take(RightsRequest, request_id, actor, name)
    if row.closed_at is not None:
        raise Closed(code=row.code)
    if row.version != version:
        raise StaleVersion
    row.version += 1
    return row


@action("oversight.requests.identify")
def identify(*, actor: Actor, at: datetime, request_id: UUID, version: int, words: str) -> RightsRequest:
    """Say how it was found out who asks. Raises NotFound, Forbidden, StaleVersion, Closed, TooShort."""
    row = taken(actor, "oversight.requests.identify", request_id, version)
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.identity = words.strip()
    row.save(update_fields=["identity", "version"])
    note(row, Step.IDENTIFIED, actor, at, words)
    book(actor=actor, action="oversight.requests.identify", at=at, subject=row, code=row.code)
    return row


@action("oversight.requests.flag")
def flag_conflict(*, actor: Actor, at: datetime, request_id: UUID, version: int, words: str) -> RightsRequest:
    """Say that whoever asks may be the one who harms. It stands: nobody takes it back.

    Raises NotFound, Forbidden, StaleVersion, Closed, TooShort.
    """
    row = taken(actor, "oversight.requests.flag", request_id, version)
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.conflict = words.strip()
    row.save(update_fields=["conflict", "version"])
    note(row, Step.FLAGGED, actor, at, words)
    book(actor=actor, action="oversight.requests.flag", at=at, subject=row, code=row.code)
    return row


@action("oversight.requests.redirect")
def redirect_request(
    *, actor: Actor, at: datetime, request_id: UUID, version: int, to: str, words: str
) -> RightsRequest:
    """Name another representative or authority who stands for the child.

    Raises NotFound, Forbidden, StaleVersion, Closed, TooShort.
    """
    row = taken(actor, "oversight.requests.redirect", request_id, version)
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.redirected_to = to.strip()
    row.save(update_fields=["redirected_to", "version"])
    note(row, Step.REDIRECTED, actor, at, f"{to.strip()}: {words.strip()}")
    book(actor=actor, action="oversight.requests.redirect", at=at, subject=row, code=row.code)
    return row
