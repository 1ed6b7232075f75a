"""Recording an incident, by hand or from an alert; correcting once when it was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor, job
from mangnon.access.doors import take
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal, StaleVersion
from mangnon.notices.actions import Ref, start_chain
from mangnon.oversight.incidents.definitions import named
from mangnon.oversight.incidents.models import Incident, IncidentStep, Step
from mangnon.oversight.incidents.queries import Draw, draw_people
from mangnon.oversight.models import Alert, Conclusion
from mangnon.oversight.officers import home, take_number

RECORD, FROM_ALERT = "oversight.incidents.record", "oversight.incidents.open_from_alert"
KIND = "oversight.Incident"
CHAIN = "su-co-du-lieu"
SHORTEST = 20


class KnownTooLate(Refusal):
    """What is written down now was known by now."""

    code = "incidents.known_too_late"
    sentence = gettext_lazy("Lúc biết sự cố không thể muộn hơn lúc ghi vào hệ thống.")
    remedy = gettext_lazy("Ghi lúc có người đầu tiên ở đơn vị biết.")
    field = "known_at"


class BeganTooLate(Refusal):
    """It began before it was known."""

    code = "incidents.began_too_late"
    sentence = gettext_lazy("Lúc bắt đầu không thể muộn hơn lúc biết.")
    field = "began_at"


class UnknownKinds(Refusal):
    """At least one kind that the law knows on this day."""

    code = "incidents.unknown_kinds"
    sentence = gettext_lazy("Chọn ít nhất một loại sự cố.")
    field = "kinds"


class TooShort(Refusal):
    """Whoever reads it later understands what happened."""

    code = "incidents.too_short"
    sentence = gettext_lazy("Ghi rõ hơn: ít nhất {n} ký tự.")
    field = "words"


class NoBreach(Refusal):
    """Only an alert with the conclusion of a breach becomes an incident."""

    code = "incidents.no_breach"
    sentence = gettext_lazy("Cảnh báo này chưa có kết luận nghi vi phạm.")
    remedy = gettext_lazy("Ghi kết luận trước, rồi mở sự cố.")
    status = 409


class CorrectedBefore(Refusal):
    """The moment from which the clocks run is corrected once."""

    code = "incidents.corrected_before"
    sentence = gettext_lazy("Lúc biết đã được sửa một lần, không sửa thêm được.")
    remedy = gettext_lazy("Nếu vẫn sai, ghi một việc “phát hiện thêm” và nêu lý do.")
    status = 409


class Closed(Refusal):
    """What is closed stays as it is."""

    code = "incidents.closed"
    sentence = gettext_lazy("Sự cố {code} đã đóng.")
    remedy = gettext_lazy("Nếu có diễn biến mới, ghi một sự cố mới và nhắc số này.")
    status = 409


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known of an incident when it is recorded."""

    kinds: Sequence[str]
    what: str
    known_at: datetime
    began_at: datetime | None = None
    systems: str = ""
    drill: bool = False
    alert_id: UUID | None = None


@action(RECORD)
def record_incident(*, actor: Actor, at: datetime, incident_id: UUID, happened: Happened) -> Incident:
    """Write an incident down and call whoever leads; the same id sent twice is one incident.

    Raises UnknownKinds, TooShort, KnownTooLate, BeganTooLate.
    """
    _one_at_a_time(incident_id)
    known: Incident | None = Incident.objects.visible_to(actor, RECORD).filter(pk=incident_id).first()
    if known is not None:
        book(actor=actor, action=RECORD, at=at, subject=known, code=known.code, repeated=True)
        return known
    return _recorded(actor, at, incident_id, happened, RECORD)


@action(FROM_ALERT)
def open_from_alert(*, actor: Actor, at: datetime, alert_id: UUID) -> Incident:
    """Open the incident of an alert that was found a breach, with the people behind it; a second press finds the first.

    Raises NotFound, NoBreach.
    """
    alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    opened: Incident | None = Incident.objects.visible_to(actor, FROM_ALERT).filter(alert_id=alert_id).first()
    if opened is not None:
        book(actor=actor, action=FROM_ALERT, at=at, subject=opened, code=opened.code, repeated=True)
        return opened
    if alert.conclusion != Conclusion.BREACH or alert.settled_at is None:
        raise NoBreach
    what = _("Mở từ cảnh báo. Kết luận: {note}").format(note=alert.note)
    known_at = alert.settled_at
    began = min(alert.first_at, known_at)
    happened = Happened(["personal_data"], what, known_at, began_at=began, systems="Măng Non", alert_id=alert.pk)
    made = _recorded(actor, at, new_id(), happened, FROM_ALERT)
    drawn = draw_people(made, Draw(alert=alert.pk), at)
    note(made, Step.DRAWN, actor, at, words=_("{n} người, từ các mục của cảnh báo").format(n=drawn))
    return made


def _one_at_a_time(incident_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"oversight.incidents:{incident_id}"])


def _recorded(actor: Actor, at: datetime, incident_id: UUID, happened: Happened, name: str) -> Incident:
    _check(happened, at)
    place, year = home(actor), local_day(at).year
    series = "DT" if happened.drill else "SC"
    number = take_number(place_id=place.pk, kind=series, year=year)
    made = Incident(
        id=incident_id,
        place=place,
        code=f"{series}-{number:02}/{year}",
        drill=happened.drill,
        kinds=list(happened.kinds),
        what=happened.what.strip(),
        systems=happened.systems.strip(),
        began_at=happened.began_at,
        known_at=happened.known_at,
        recorded_at=at,
        recorded_by=str(actor.person_id or actor.name),
        recorded_by_name=actor.name,
        alert_id=happened.alert_id,
    )
    made.save(force_insert=True)
    note(made, Step.RECORDED, actor, at, happened_at=happened.known_at)
    book(actor=actor, action=name, at=at, subject=made, code=made.code, drill=made.drill, kinds=made.kinds)
    _call_somebody(actor, at, made)
    return made


def _check(happened: Happened, at: datetime) -> None:
    if not happened.kinds or len(named(happened.kinds, local_day(at))) != len(set(happened.kinds)):
        raise UnknownKinds
    if len(happened.what.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    if happened.known_at > at:
        raise KnownTooLate
    if happened.began_at is not None and happened.began_at > happened.known_at:
        raise BeganTooLate


def _call_somebody(actor: Actor, at: datetime, made: Incident) -> None:
    """The chain of the data officer and the leader runs until somebody takes the incident; a drill rings too."""
    with acting(job("oversight.incidents.chain")):
        start_chain(actor=actor, at=at, about=ref(made), place_id=made.place_id, chain=CHAIN, kind="oversight.incident")


def ref(incident: Incident) -> Ref:
    """The incident as notices name it."""
    return Ref(KIND, str(incident.pk), incident.code)


def note(
    incident: Incident, what: Step, actor: Actor, at: datetime, *, words: str = "", happened_at: datetime | None = None
) -> None:
    """One line of its history."""
    IncidentStep.objects.create(
        incident=incident, at=at, happened_at=happened_at or at, what=what, by_name=actor.name, words=words.strip()
    )


def taken(actor: Actor, name: str, incident_id: UUID, version: int | None = None) -> Incident:
    """An incident, locked, as somebody saw it. Raises NotFound, Forbidden, Closed, StaleVersion."""
    row = take(Incident, incident_id, actor, name)
    if row.closed_at is not None:
        raise Closed(code=row.code)
    if version is not None and row.version != version:
        raise StaleVersion
    row.version += 1
    return row


@action("oversight.incidents.correct")
def correct_known(
    *, actor: Actor, at: datetime, incident_id: UUID, version: int, known_at: datetime, words: str
) -> Incident:
    """Correct once when it was known; the first word stays in sight.

    Raises NotFound, Forbidden, Closed, StaleVersion, CorrectedBefore, KnownTooLate, BeganTooLate, TooShort.
    """
    row = taken(actor, "oversight.incidents.correct", incident_id, version)
    if row.known_first_told is not None:
        raise CorrectedBefore
    if known_at > row.recorded_at:
        raise KnownTooLate
    if row.began_at is not None and row.began_at > known_at:
        raise BeganTooLate
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.known_first_told, row.known_at = row.known_at, known_at
    row.save(update_fields=["known_first_told", "known_at", "version"])
    said = _("Từ {old} thành {new}: {why}")
    told = said.format(old=format_datetime(row.known_first_told), new=format_datetime(known_at), why=words.strip())
    note(row, Step.CORRECTED, actor, at, words=told)
    book(actor=actor, action="oversight.incidents.correct", at=at, subject=row, code=row.code, why=words.strip())
    return row
