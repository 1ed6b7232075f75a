"""A provider comes into the directory, is corrected, looked over, closed and opened again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.directory.actions.keeping import derive, differences, end, note, same_version, take_provider
from mangnon.directory.models import Contact, Line, Provider
from mangnon.directory.refusals import NotClosed, NothingChanged, ProviderTwice, SentBefore
from mangnon.directory.told import ProviderFacts
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold_tight
from mangnon.statutes.whose import office_named

ADD, CORRECT, CHECK = "directory.providers.add", "directory.providers.correct", "directory.providers.check"
CLOSE, REOPEN = "directory.providers.close", "directory.providers.reopen"
Act = Line.Act
PLAIN = ("name", "kind", "about", "licence", "address", "phone", "email", "link", "public", "said_by")


@action(ADD)
def add_provider(
    *,
    actor: Actor,
    at: datetime,
    facts: ProviderFacts,
    provider_id: UUID | None = None,
    office: str = "",
    other: bool = False,
) -> Provider:
    """An entry that the directory lacks, kept by the actor's office.

    ``provider_id`` is made by the form: sent again it adds nothing. ``office`` is the key of the one that somebody
    with several chose. ``other``: a person has said that it isn't the one of the same name.
    Raises Forbidden, ProviderTwice, SentBefore.
    """
    day = local_day(at)
    row = Provider(
        id=provider_id or new_id(), place_id=office_named(actor, ADD, office), valid_from=day, checked_on=day
    )
    _fill(row, facts)
    if again := _sent_before(row):
        book(actor=actor, action=ADD, at=at, subject=again, again=True)
        return again
    if not other:
        _refuse_twice(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        again = _sent_before(row)
        if again is None:
            raise
        book(actor=actor, action=ADD, at=at, subject=again, again=True)
        return again
    _write_contacts(row, facts.contacts)
    note(row, Act.ADDED, actor=actor, at=at)
    book(actor=actor, action=ADD, at=at, subject=row, name=row.name)
    return row


def _sent_before(row: Provider) -> Provider | None:
    """The entry that this form made already. Raises SentBefore when it says something else."""
    known = Provider.objects.filter(pk=row.pk).first()
    if known is not None and (known.name, known.place_id) != (row.name, row.place_id):
        raise SentBefore(name=known.name)
    return known


def _refuse_twice(row: Provider) -> None:
    tight = fold_tight(row.name)
    alike = Provider.objects.filter(valid_to__isnull=True, sort_key=row.sort_key).exclude(pk=row.pk)
    known = [one for one in alike if fold_tight(one.name) == tight]
    if known:
        raise ProviderTwice(name=row.name, known=known)


@action(CORRECT)
def correct_provider(
    *,
    actor: Actor,
    at: datetime,
    provider_id: UUID,
    version: int,
    facts: ProviderFacts,
    reason: str = "",
    other: bool = False,
) -> Provider:
    """Other facts; it counts as looked over. ``version`` is what was read.

    Raises NotFound, Forbidden, Closed, StaleVersion, NothingChanged, ProviderTwice.
    """
    row = take_provider(actor, CORRECT, provider_id)
    same_version(row, version)
    was = facts_of(row)
    _fill(row, facts)
    if not other and fold_tight(was.name) != fold_tight(row.name):
        _refuse_twice(row)
    _write_contacts(row, facts.contacts)
    changed = differences(asdict(was), asdict(facts_of(row)))
    if not changed:
        raise NothingChanged
    row.checked_on = local_day(at)
    _touch(row)
    if row.name != was.name:
        _rename_services(row)
    note(row, Act.CORRECTED, actor=actor, at=at, changed=changed, reason=reason)
    book(actor=actor, action=CORRECT, at=at, subject=row, changed=[name for name, _old, _new in changed])
    return row


def _rename_services(row: Provider) -> None:
    """Services are found by their provider's name too."""
    for service in row.services.all():
        service.provider = row
        derive(service)
        service.save(update_fields=["search_key"])


@action(CHECK)
def check_provider(*, actor: Actor, at: datetime, provider_id: UUID) -> Provider:
    """Somebody made sure that all of it is still so. Raises NotFound, Forbidden, Closed."""
    row = take_provider(actor, CHECK, provider_id)
    row.checked_on = local_day(at)
    row.save(update_fields=["checked_on"])
    note(row, Act.CHECKED, actor=actor, at=at)
    book(actor=actor, action=CHECK, at=at, subject=row)
    return row


@action(CLOSE)
def close_provider(*, actor: Actor, at: datetime, provider_id: UUID, day: date, reason: str) -> Provider:
    """No longer working from a day on; its services go with it. Raises NotFound, Forbidden, Closed, ReasonMissing,
    EndsBeforeStart."""
    row = take_provider(actor, CLOSE, provider_id)
    end(row, day=day, reason=reason, at=at)
    _touch(row)
    note(row, Act.CLOSED, actor=actor, at=at, reason=reason)
    book(actor=actor, action=CLOSE, at=at, subject=row, day=day)
    return row


@action(REOPEN)
def reopen_provider(*, actor: Actor, at: datetime, provider_id: UUID) -> Provider:
    """It works again, or never stopped. Raises NotFound, Forbidden, NotClosed."""
    row = take_provider(actor, REOPEN, provider_id, closed=True)
    if row.valid_to is None:
        raise NotClosed
    row.valid_to, row.ended_why = None, ""
    _touch(row)
    note(row, Act.REOPENED, actor=actor, at=at)
    book(actor=actor, action=REOPEN, at=at, subject=row)
    return row


def facts_of(row: Provider) -> ProviderFacts:
    """What is known of it, as the form takes it."""
    known = {name: getattr(row, name) for name in PLAIN}
    lines = ("; ".join((one.name, one.position, one.phone, one.email)).rstrip("; ") for one in _contacts(row))
    return ProviderFacts(**known, contacts="\n".join(lines))


def _contacts(row: Provider) -> list[Contact]:
    return list(row.contacts.order_by("id"))


def _write_contacts(row: Provider, text: str) -> None:
    wanted = [line for line in (one.strip() for one in text.splitlines()) if line]
    row.contacts.all().delete()
    for line in wanted:
        name, position, phone, email = (*(part.strip() for part in line.split(";")), "", "", "")[:4]
        Contact.objects.create(
            provider=row, name=name[:120], position=position[:120], phone=phone[:40], email=email[:120]
        )


def _fill(row: Provider, facts: ProviderFacts) -> None:
    for name in PLAIN:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    derive(row)


def _touch(row: Provider) -> None:
    row.version += 1
    row.save()
