"""What the book of consents gives: its answer to other rooms, its line in the rail, its duties, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.access.consenting import Answer, ConsentBook, Whom
from mangnon.files.slots import owned_by
from mangnon.lib.names import fold
from mangnon.oversight.consents import demo
from mangnon.oversight.consents.models import Consent, ConsentPerson
from mangnon.oversight.consents.queries import CHILD, FILES, consents, may
from mangnon.oversight.consents.rights import ATTACH, OPEN, RECORD, SEE
from mangnon.oversight.consents.waiting import consent_work
from mangnon.oversight.slots import Shown, Subject, Traits
from mangnon.places.slots import About, PlacedFacts, placed_facts
from mangnon.registry.slots import ChildAct, Shelf
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource


def _people(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = ConsentPerson.objects.visible_to(actor, SEE).filter(pk__in=ids)
    return {str(one.pk): Shown(one.full_name, reverse("oversight:consent_person", args=[one.pk])) for one in rows}


def _consents(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    if not actor.can(SEE):
        return {}
    rows = consents(actor).filter(pk__in=ids)
    return {
        str(one.pk): Shown(one.told_name or _("sự đồng ý"), reverse("oversight:consent", args=[one.pk])) for one in rows
    }


def _traits(people: Mapping[str, ConsentPerson]) -> dict[str, Traits]:
    return {
        key: Traits(fold(one.full_name).partition(" ")[0], frozenset({one.place_id})) for key, one in people.items()
    }


def _traits_of_people(ids: Sequence[str]) -> Mapping[str, Traits]:
    rows = ConsentPerson.objects_unguarded.filter(pk__in=list(ids))
    return _traits({str(one.pk): one for one in rows})


def _traits_of_consents(ids: Sequence[str]) -> Mapping[str, Traits]:
    rows = Consent.objects_unguarded.filter(pk__in=list(ids)).select_related("person")
    return _traits({str(one.pk): one.person for one in rows})


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = ConsentPerson.objects_unguarded.filter(pk__in=list(ids))
    return {str(one.pk): About(one.full_name, reverse("oversight:consent_person", args=[one.pk])) for one in rows}


def _with_consents(move: Callable[..., int]) -> Callable[..., int]:
    """A move of people that their consents follow."""

    def moved(*told: Any) -> int:
        count = move(*told)
        now = ConsentPerson.objects_unguarded.filter(pk=OuterRef("person_id")).values("place_id")
        Consent.objects_unguarded.exclude(place_id=F("person__place_id")).update(place_id=Subquery(now))
        return count

    return moved


def _placed() -> PlacedFacts:
    people = placed_facts("oversight.consents", _("Sự đồng ý"), model=ConsentPerson, open=Q(), about=_about)
    return replace(people, move=_with_consents(people.move), settle=_with_consents(people.settle))


def _answer(purpose: str, subject: Whom, born: date | None, at: datetime) -> Answer:
    url = reverse("oversight:child_consent", args=[subject.id]) if subject.kind == CHILD else ""
    return replace(may(purpose, subject, born, at), url=url)


CONSENT_OFFERS: tuple[Any, ...] = (
    RailEntry(
        _("Sự đồng ý"),
        "oversight:consents",
        "people",
        order=60,
        action=SEE,
        yearly=True,
        covers=frozenset(
            {"consent", "consent_person", "new_consent", "add_consent", "child_consent", "correct_person", "purposes"}
        )
        | {"revoke_consent", "conflict_consent", "clear_consent", "attach_proof", "bases"},
    ),
    WorkSource("oversight.consents", consent_work),
    ConsentBook(_answer),
    ChildAct(_("Sự đồng ý"), "oversight:child_consent", RECORD, 50, Shelf.PERSON),
    owned_by(FILES, _("sự đồng ý"), Consent, look=SEE, add=ATTACH, open=OPEN),
    _placed(),
    Subject("oversight.ConsentPerson", _("trẻ trong sổ sự đồng ý"), _people, identified=True, traits=_traits_of_people),
    Subject("oversight.Consent", _("sự đồng ý"), _consents, identified=True, traits=_traits_of_consents),
    DemoShare("oversight.consents", _("sự đồng ý"), 30, demo.make),
)
