"""Consents within reach, what stands on a person's page, and the answer to other rooms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from mangnon.access.actor import Actor
from mangnon.access.consenting import Answer, Whom
from mangnon.access.doors import see, take
from mangnon.access.roles import Net
from mangnon.files.models import StoredFile
from mangnon.lib.dates import local_day
from mangnon.oversight.consents import words
from mangnon.oversight.consents.models import Consent, ConsentPerson, ConsentWords, Way
from mangnon.oversight.consents.purposes import Purpose, library, purpose_on, purposes_on
from mangnon.oversight.consents.rights import CLEAR, SEE
from mangnon.oversight.consents.rules import EXPIRES_SOON, Giver, Statement, decide
from mangnon.registry.alike.queries import folded_into

FILES = "oversight.consent"
CHILD = "registry.Child"
"""The kind under which consents own files."""
COPY = StoredFile.objects.filter(owner_kind=FILES, owner_id=OuterRef("pk"))
NAME = ConsentPerson.objects_unguarded.filter(pk=OuterRef("person_id"))


def consents(actor: Actor, action: str = SEE) -> QuerySet[Any]:
    """Within reach, each with the name as far as the reader may see it, and whether it is proved."""
    rows = Consent.objects.visible_to(actor, action).select_related("place")
    return rows.annotate(told_name=Subquery(NAME.values("full_name")), proved=_proved(actor))


def _proved(actor: Actor) -> Q | Exists:
    """Those who watch don't see files: they are told that a copy came in."""
    if actor.net is Net.BOOK:
        return Q(proved_at__isnull=False) | ~Q(way=Way.PAPER)
    return Q(Exists(COPY)) | ~Q(way=Way.PAPER)


def see_consent(actor: Actor, consent_id: UUID, action: str = SEE) -> Any:
    """One consent with name and proof. Raises NotFound, Forbidden."""
    see(Consent, consent_id, actor, action)
    return consents(actor).get(pk=consent_id)


def take_consent(actor: Actor, consent_id: UUID, action: str) -> tuple[Consent, ConsentWords]:
    """One consent to change, with its words. Raises NotFound, Forbidden."""
    consent = take(Consent, consent_id, actor, action)
    return consent, ConsentWords.objects.select_for_update().get(pk=consent.pk)


def words_of(consent: Consent) -> ConsentWords | None:
    """Names and remarks; None for those who watch."""
    return ConsentWords.objects.filter(pk=consent.pk).first()


def person_of(actor: Actor, consent: Consent) -> ConsentPerson | None:
    """Whom it is about, for those who may see children."""
    found: ConsentPerson | None = ConsentPerson.objects.visible_to(actor, SEE).filter(pk=consent.person_id).first()
    return found


def namesake(actor: Actor, action: str, *, place_id: int, sort_key: str, born: date) -> ConsentPerson | None:
    """Somebody of the same name and birthday in a place."""
    rows = ConsentPerson.objects.visible_to(actor, action).filter(place_id=place_id, sort_key=sort_key, born=born)
    found: ConsentPerson | None = rows.first()
    return found


def of_person(actor: Actor, person: ConsentPerson) -> list[Any]:
    """All that was said about a person, newest first."""
    return list(consents(actor).filter(person=person).order_by("-given_on", "-recorded_at", "-id"))


def statements(rows: Iterable[Consent], told: Mapping[UUID, ConsentWords]) -> list[Statement]:
    """Rows as the rules take them, in the order in which they were said."""
    in_order = sorted(rows, key=lambda one: (one.given_on, one.recorded_at, one.pk))
    return [_statement(one, told[one.pk].giver_key if one.pk in told else "") for one in in_order]


def _statement(one: Consent, who: str) -> Statement:
    return Statement(
        Giver(one.giver), f"{one.relation} {who}", one.agreed, one.given_on, one.last_day, one.revoked_at,
        one.conflict_at, proved=bool(getattr(one, "proved", True)), data=frozenset(one.data),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """One purpose on a person's page."""

    purpose: Purpose
    answer: Answer


def judged(person: ConsentPerson, rows: Sequence[Consent], at: datetime) -> list[Judged]:
    """Every purpose of the day with its answer for a person."""
    told = ConsentWords.objects.in_bulk([one.pk for one in rows])
    day = local_day(at)
    return [
        Judged(one, _answer(one, person.born, statements((r for r in rows if r.purpose == one.id), told), at))
        for one in purposes_on(day)
    ]


def may(purpose: str, subject: Whom, born: date | None, at: datetime) -> Answer:
    """What other rooms are told. It runs in the asking person's reach: what they can't see doesn't count."""
    known = purpose_on(purpose, local_day(at))
    if known is None:
        return Answer(allowed=False, missing=(words.unknown_purpose(),))
    if known.duty:
        return _answer(known, born, [], at)
    here = Consent.objects_unguarded.filter(
        purpose=purpose, person__subject_kind=subject.kind, person__subject_id__in=_selves(subject)
    )
    rows = list(here.annotate(proved=Q(Exists(COPY)) | ~Q(way=Way.PAPER)))
    told = ConsentWords.objects.in_bulk([one.pk for one in rows])
    return _answer(known, born, statements(rows, told), at)


def _selves(subject: Whom) -> list[str]:
    """A child of the register with the records folded into it: a refusal said there still holds."""
    folded = folded_into(UUID(subject.id)) if subject.kind == CHILD else []
    return [subject.id, *(str(one.dropped_id) for one in folded)]


def _answer(purpose: Purpose, born: date | None, said: list[Statement], at: datetime) -> Answer:
    if purpose.duty:
        basis = next(one for one in library().bases if one.id == purpose.duty)
        return Answer(allowed=True, notes=(words.by_duty(basis),))
    found = decide(purpose.own_from, born, said, at)
    missing = tuple(words.lack(giver, lack) for giver, lack in found.missing)
    return Answer(found.allowed, missing, words.notes(purpose, found, born), found.data)


def waiting(actor: Actor, at: datetime) -> QuerySet[Any]:
    """What waits for somebody of the commune: a copy of the paper, something to take down, an end that is near."""
    day = local_day(at)
    open_now = Q(revoked_at__isnull=True, conflict_at__isnull=True, agreed=True)
    ended = Q(agreed=True, cleared_at__isnull=True) & (Q(revoked_at__isnull=False) | Q(conflict_at__isnull=False))
    living = open_now & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    unproved = living & Q(way=Way.PAPER) & ~Exists(COPY)
    ending = open_now & Q(last_day__gte=day, last_day__lte=day + EXPIRES_SOON)
    return consents(actor, CLEAR).filter(ended | unproved | ending).order_by("given_on", "id")


def in_conflict(person: ConsentPerson, giver_key: str) -> bool:
    """Whether this representative was set aside for this child."""
    rows = Consent.objects_unguarded.filter(person=person, conflict_at__isnull=False)
    return ConsentWords.objects.filter(consent__in=rows, giver_key=giver_key).exists()
