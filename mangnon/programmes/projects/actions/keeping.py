"""Partners and projects are written down and corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.examples.refusals import PlaceGone
from mangnon.programmes.plans.actions.keeping import must_keep, same_version
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.projects.models import Partner, Project, ProjectPartner
from mangnon.programmes.projects.refusals import PartnersMissing, PartnerThere, ProjectDays, RateMissing
from mangnon.programmes.projects.rules import in_dong
from mangnon.programmes.rights import ADD_PARTNER, ADD_PROJECT, ATTACH_PROJECT, CORRECT_PARTNER, CORRECT_PROJECT

OWNER, PAID = "programmes.project", "programmes.disbursement"
"""Kinds under which projects and payments own files."""
DONG = "VND"


@dataclass(frozen=True, slots=True)
class PartnerTold:
    """What is known of a partner."""

    kind: str
    name: str
    country: str = ""
    contact: str = ""
    licence: str = ""
    licence_until: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """What is known of a project. ``pledged`` in ``currency`` at ``rate`` đồng of ``rate_on``; ``counterpart`` đồng."""

    title: str
    goal: str
    starts_on: date
    ends_on: date
    agreement: str = ""
    agreement_on: date | None = None
    approved_by: str = ""
    pledged: Decimal = Decimal(0)
    currency: str = DONG
    rate: Decimal | None = None
    rate_on: date | None = None
    counterpart: int = 0


def take_project(actor: Actor, right: str, project_id: UUID) -> Project:
    """A project of the own place, locked. Raises NotFound, Forbidden."""
    seen = Project.objects.select_related("place").filter(pk=project_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    return Project.objects.select_for_update(of=("self",)).select_related("place").get(pk=project_id)


@action(ADD_PARTNER)
def add_partner(*, actor: Actor, at: datetime, told: PartnerTold, uid: UUID | None = None) -> Partner:
    """A partner; sent again it adds nothing. Raises Forbidden, PartnerThere."""
    if uid and (known := Partner.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_PARTNER, at=at, subject=known, again=True)
        return known
    made = Partner(id=uid or new_id(), changed_at=at, changed_by_name=actor.name)
    _write_partner(made, told)
    with refused("programmes_partner_name_key", PartnerThere(name=made.name)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_PARTNER, at=at, subject=made, kind=made.kind)
    return made


@action(CORRECT_PARTNER)
def correct_partner(*, actor: Actor, at: datetime, partner_id: UUID, version: int, told: PartnerTold) -> Partner:
    """What is known of it. Raises NotFound, StaleVersion, PartnerThere."""
    found = Partner.objects.select_for_update().filter(pk=partner_id).first()
    if found is None:
        raise NotFound
    same_version(found, version)
    _write_partner(found, told)
    found.version += 1
    found.changed_at, found.changed_by_name = at, actor.name
    with refused("programmes_partner_name_key", PartnerThere(name=found.name)):
        found.save()
    book(actor=actor, action=CORRECT_PARTNER, at=at, subject=found, version=found.version)
    return found


@action(ADD_PROJECT)
def add_project(
    *, actor: Actor, at: datetime, place: Unit, told: ProjectTold, partners: Iterable[UUID], uid: UUID | None = None
) -> Project:
    """A project of the own place with its partners; sent again it adds nothing.

    Raises Forbidden, PlaceGone, ProjectDays, RateMissing, PartnersMissing.
    """
    must_keep(actor, ADD_PROJECT, place)
    if uid and (known := Project.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_PROJECT, at=at, subject=known, again=True)
        return known
    if place.valid_to is not None:
        raise PlaceGone(place=place.name)
    made = Project(id=uid or new_id(), place=place, changed_at=at, changed_by_name=actor.name)
    _write(made, told)
    made.save(force_insert=True)
    _name(made, partners)
    book(actor=actor, action=ADD_PROJECT, at=at, subject=made, pledged=made.pledged_dong)
    return made


@action(CORRECT_PROJECT)
def correct_project(
    *, actor: Actor, at: datetime, project_id: UUID, version: int, told: ProjectTold, partners: Iterable[UUID]
) -> Project:
    """What is known of it. Raises NotFound, Forbidden, StaleVersion, ProjectDays, RateMissing, PartnersMissing."""
    project = take_project(actor, CORRECT_PROJECT, project_id)
    same_version(project, version)
    _write(project, told)
    project.version += 1
    project.changed_at, project.changed_by_name = at, actor.name
    project.save()
    _name(project, partners)
    book(actor=actor, action=CORRECT_PROJECT, at=at, subject=project, pledged=project.pledged_dong)
    return project


@action(ATTACH_PROJECT)
def attach_project(*, actor: Actor, at: datetime, project_id: UUID, upload: Any) -> StoredFile:
    """Put a file to it; the same content again is the same file. Raises NotFound, Forbidden, FileRefused."""
    project = take_project(actor, ATTACH_PROJECT, project_id)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, project.pk), rules=ACCEPTED)
    book(actor=actor, action=ATTACH_PROJECT, at=at, subject=project, file=str(made.pk))
    return made


def _write_partner(partner: Partner, told: PartnerTold) -> None:
    for name in ("name", "country", "contact", "licence", "notes"):
        setattr(partner, name, getattr(told, name).strip())
    partner.kind, partner.licence_until = told.kind, told.licence_until
    partner.name_key = fold(partner.name)


def _write(project: Project, told: ProjectTold) -> None:
    if told.ends_on < told.starts_on:
        raise ProjectDays
    own = told.currency == DONG
    if not own and (not told.rate or told.rate_on is None):
        raise RateMissing(currency=told.currency)
    for name in ("title", "goal", "agreement", "approved_by"):
        setattr(project, name, getattr(told, name).strip())
    for name in ("starts_on", "ends_on", "agreement_on", "pledged", "currency", "counterpart"):
        setattr(project, name, getattr(told, name))
    project.rate = Decimal(1) if own or told.rate is None else told.rate
    project.rate_on = None if own else told.rate_on
    project.pledged_dong = in_dong(project.pledged, project.rate)
    project.search_key = fold(project.title)[:240]


def _name(project: Project, partners: Iterable[UUID]) -> None:
    """Say that exactly these are its partners; who isn't any more stays, marked."""
    wanted = set(Partner.objects.filter(pk__in=list(partners)).values_list("pk", flat=True))
    if not wanted:
        raise PartnersMissing
    rows = ProjectPartner.objects.filter(project=project)
    there = set(rows.values_list("partner_id", flat=True))
    rows.filter(partner__in=wanted).update(gone=False)
    rows.exclude(partner__in=wanted).update(gone=True)
    ProjectPartner.objects.bulk_create(ProjectPartner(project=project, partner_id=one) for one in wanted - there)
