"""Every write of a roster: received, its columns chosen, checked, looked at, queued, taken in, undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.keeping import opened as opened_bytes
from mangnon.files.models import State, StoredFile
from mangnon.files.refusals import FileBlocked
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.registry.actions.checking import writer
from mangnon.registry.models import ColumnMap, Roster, RosterState
from mangnon.registry.reach import check_place
from mangnon.registry.rosters.applying import carry_out, lock_place, size_of
from mangnon.registry.rosters.kept import put_findings
from mangnon.registry.rosters.preparing import (
    Opened,
    Prepared,
    Tick,
    check_mapping,
    mapping_for,
    no_tick,
    open_upload,
    opened,
    prepare,
)
from mangnon.registry.rosters.reading import ACCEPTS
from mangnon.registry.rosters.refusals import DoubtsOpen, HasErrors, MovedMeanwhile, NotACommune, NotNow
from mangnon.registry.rosters.undoing import check_undo, take_back
from mangnon.registry.rosters.wording import doubt_words

OWNER = "registry.roster"
RECEIVE = "registry.rosters.receive"
MAP = "registry.rosters.map"
CHECK = "registry.rosters.check"
DECIDE = "registry.rosters.decide"
QUEUE = "registry.rosters.queue"
APPLY = "registry.rosters.apply"
UNDO = "registry.rosters.undo"
FAIL = "registry.rosters.fail"
SEE = "registry.rosters.see"
OPEN_STATES = (RosterState.RECEIVED, RosterState.CHECKED, RosterState.FAILED)


@action(RECEIVE)
def receive_roster(
    *, actor: Actor, at: datetime, roster_id: UUID, place: Unit, upload: Any, sheet: Opened | None = None
) -> Roster:
    """Take a file for a commune; the same file again is the same roster. ``sheet``: the file, opened already.

    Raises OutsideReach, NotACommune, a FileRefused that says what is wrong with the file.
    """
    if place.level != Level.COMMUNE:
        raise NotACommune(place=place.name)
    check_place(actor, RECEIVE, place, None, local_day(at))
    sheet = sheet or open_upload(upload)
    known = Roster.objects.visible_to(actor, RECEIVE).filter(place=place, hash=sheet.hash)
    again: Roster | None = known.exclude(state=RosterState.UNDONE).order_by("-received_at").first()
    if again is not None:
        book(actor=actor, action=RECEIVE, at=at, subject=again, again=True)
        return again
    headings = sheet.headings
    roster = Roster(
        id=roster_id, place=place, name=sheet.name[:120], hash=sheet.hash, kind=sheet.kind,
        titles=list(headings.titles), fingerprint=headings.fingerprint, layout=sheet.grid.layout,
        received_at=at, received_by=writer(actor), received_by_name=actor.name,
        mapping={str(column): key for column, key in mapping_for(place, headings).items()},
    )  # fmt: skip
    roster.save(force_insert=True)
    store(actor=actor, at=at, upload=sheet.upload, owner=OwnerRef(OWNER, roster.pk), rules=ACCEPTS, sensitive=True)
    book(actor=actor, action=RECEIVE, at=at, subject=roster, hash=sheet.hash)
    return roster


@action(MAP)
def map_columns(*, actor: Actor, at: datetime, roster_id: UUID, mapping: Mapping[int, str]) -> Roster:
    """Say which column of the sheet is which of ours; remembered for the place.

    Raises NotFound, Forbidden, NotNow,
    ColumnsMissing, ColumnTwice.
    """
    roster = take_roster(roster_id, actor, MAP, *OPEN_STATES)
    chosen = {at_column: key for at_column, key in mapping.items() if key}
    check_mapping(chosen)
    roster.mapping = {str(column): key for column, key in chosen.items()}
    roster.state, roster.trouble, roster.decided, roster.accepted = RosterState.RECEIVED, "", {}, []
    roster.save(update_fields=["mapping", "state", "trouble", "decided", "accepted"])
    ColumnMap.objects.filter(place=roster.place, fingerprint=roster.fingerprint).delete()
    ColumnMap.objects.create(place=roster.place, fingerprint=roster.fingerprint, mapping=roster.mapping, used_at=at)
    book(actor=actor, action=MAP, at=at, subject=roster, columns=len(chosen))
    return roster


@action(CHECK)
def check_roster(*, actor: Actor, at: datetime, roster_id: UUID, tick: Tick = no_tick) -> Roster:
    """Check every cell, plan every row, keep what was found for the preview. Raises NotFound, Forbidden, NotNow."""
    roster = take_roster(roster_id, actor, CHECK, RosterState.CHECKING, *OPEN_STATES)
    prepared = prepare_roster(actor, at, roster, tick)
    put_findings(roster, prepared)
    roster.state, roster.trouble = RosterState.CHECKED, ""
    roster.save()
    book(
        actor=actor, action=CHECK, at=at, subject=roster, rows=roster.rows, new=roster.new, changed=roster.changed,
        errors=roster.errors, plan=roster.plan,
    )  # fmt: skip
    return roster


@action(DECIDE)
def decide_roster(
    *, actor: Actor, at: datetime, roster_id: UUID, accepted: list[str], decided: Mapping[str, str]
) -> Roster:
    """Say which kinds of doubt were looked at, and which rows are children that the register knows.

    Raises NotFound, Forbidden, NotNow.
    """
    roster = take_roster(roster_id, actor, DECIDE, RosterState.CHECKED)
    offered = {str(one["row"]): {found["id"] for found in one["found"]} for one in roster.preview.get("alike", ())}
    roster.accepted = sorted(kind for kind in set(accepted) if kind in roster.doubts)
    chosen = {row: pk for row, pk in decided.items() if pk in offered.get(row, set()) or not pk}
    roster.decided = {**roster.decided, **chosen}
    roster.save(update_fields=["accepted", "decided"])
    book(actor=actor, action=DECIDE, at=at, subject=roster, accepted=roster.accepted, decided=len(roster.decided))
    return roster


@action(QUEUE)
def queue_roster(*, actor: Actor, at: datetime, roster_id: UUID, checks: bool = False) -> Roster:
    """Hand the work to the worker: the check, or the import itself. Pressed twice it is done once.

    Raises NotFound, Forbidden, NotNow, HasErrors, DoubtsOpen.
    """
    roster = take(Roster, roster_id, actor, QUEUE)
    wanted = RosterState.CHECKING if checks else RosterState.APPLYING
    if not (roster.state == wanted or (not checks and roster.state == RosterState.APPLIED)):
        _refuse_state(roster, *(OPEN_STATES if checks else (RosterState.CHECKED,)))
        if not checks:
            refuse_open(roster)
        roster.state = wanted
        roster.save(update_fields=["state"])
        app.configure_task("registry.rosters", queueing_lock=f"roster:{roster.pk}").defer(
            roster=str(roster.pk), person=str(actor.me)
        )
    book(actor=actor, action=QUEUE, at=at, subject=roster, checks=checks)
    return roster


@action(APPLY)
def apply_roster(
    *, actor: Actor, at: datetime, roster_id: UUID, prepared: Prepared | None = None, tick: Tick = no_tick
) -> Roster:
    """Take the sheet in, all of it or nothing; a repeat adds nothing. ``prepared``: made in this very transaction.

    Raises NotFound, Forbidden, NotNow, HasErrors, DoubtsOpen, MovedMeanwhile.
    """
    roster = take(Roster, roster_id, actor, APPLY)
    lock_place(roster.place_id)
    if roster.state == RosterState.APPLIED:
        book(actor=actor, action=APPLY, at=at, subject=roster, again=True)
        return roster
    if prepared is None:
        _refuse_state(roster, RosterState.CHECKED, RosterState.APPLYING)
        refuse_open(roster)
        prepared = prepare_roster(actor, at, roster, tick)
        if prepared.digest != roster.plan:
            raise MovedMeanwhile
    if prepared.errors:
        raise HasErrors(n=len(prepared.errors))
    put_findings(roster, prepared)
    imprint = carry_out(
        actor=actor, at=at, roster=roster, plan=prepared.plan, hashes=prepared.checked.hashes, tick=tick
    )
    roster.state, roster.applied_at, roster.applied_by_name = RosterState.APPLIED, at, actor.name
    roster.save()
    book(
        actor=actor, action=APPLY, at=at, subject=roster, rows=roster.rows, new=roster.new, changed=roster.changed,
        alike=roster.alike, hash=roster.hash, row_hashes=imprint.digest, written=size_of(prepared.plan),
    )  # fmt: skip
    return roster


@action(UNDO)
def undo_roster(*, actor: Actor, at: datetime, roster_id: UUID) -> Roster:
    """Take an import back within 72 hours; what people have changed since stays and is listed.

    Raises NotFound, Forbidden, NotNow, UndoTooLate, AnotherCameLater.
    """
    roster = take_roster(roster_id, actor, UNDO, RosterState.APPLIED)
    lock_place(roster.place_id)
    check_undo(roster, at)
    undone = take_back(roster)
    roster.state, roster.undone_at, roster.kept = RosterState.UNDONE, at, undone.kept
    roster.save(update_fields=["state", "undone_at", "kept"])
    book(
        actor=actor, action=UNDO, at=at, subject=roster, removed=undone.removed, restored=len(undone.restored),
        kept=[str(pk) for pk in undone.kept],
    )  # fmt: skip
    return roster


@action(FAIL)
def fail_roster(*, actor: Actor, at: datetime, roster_id: UUID, why: str) -> Roster:
    """Keep why the machine's work on a roster was refused. Raises NotFound, NotNow."""
    roster = take_roster(roster_id, actor, FAIL, RosterState.CHECKING, RosterState.APPLYING)
    roster.state, roster.trouble = RosterState.FAILED, why
    roster.save(update_fields=["state", "trouble"])
    book(actor=actor, action=FAIL, at=at, subject=roster)
    return roster


def take_roster(roster_id: UUID, actor: Actor, action_name: str, *states: str) -> Roster:
    """A roster within reach, locked, in one of these states. Raises NotFound, Forbidden, NotNow."""
    roster = take(Roster, roster_id, actor, action_name)
    _refuse_state(roster, *states)
    return roster


def _refuse_state(roster: Roster, *states: str) -> None:
    if roster.state not in states:
        raise NotNow(state=RosterState(roster.state).label)


def refuse_open(roster: Roster) -> None:
    """Raises HasErrors, DoubtsOpen: what stands between a checked sheet and the register."""
    if roster.errors:
        raise HasErrors(n=roster.errors)
    left = [doubt_words(kind) for kind in roster.doubts if kind not in roster.accepted]
    if left:
        raise DoubtsOpen(kinds=_(", ").join(left))


def file_of(roster: Roster) -> StoredFile:
    """The stored bytes. Raises NotFound."""
    file = StoredFile.objects.filter(owner_kind=OWNER, owner_id=roster.pk).order_by("-recorded_at").first()
    if file is None:
        raise NotFound
    return file


def open_roster(roster: Roster) -> Opened:
    """The sheet of a roster, read again. Raises FileBlocked when malware was found in it meanwhile."""
    file = file_of(roster)
    if file.state == State.BLOCKED:
        raise FileBlocked
    with opened_bytes(file.disk_name) as content:
        return opened(roster.name, roster.hash, roster.kind, content.read())


def prepare_roster(actor: Actor, at: datetime, roster: Roster, tick: Tick = no_tick) -> Prepared:
    """Check and plan a roster as it stands."""
    mapping = {int(column): key for column, key in roster.mapping.items()}
    return prepare(
        actor=actor,
        at=at,
        place=roster.place,
        sheet=open_roster(roster),
        mapping=mapping,
        decided=roster.decided,
        tick=tick,
    )
