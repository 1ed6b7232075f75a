"""Consents of the demo world: one that holds, one withdrawn, one whose paper is missing. Every name is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from mangnon.access.actor import Actor, Door
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts import models as accounts
from mangnon.accounts.queries import actor_of
from mangnon.lib.dates import local_day
from mangnon.oversight.consents.actions import Person, Told, record_consent, revoke_consent
from mangnon.oversight.consents.models import Consent, GivenBy, Relation, Way
from mangnon.places.models import Unit

COMMUNE = "20467"
_SPACE = UUID("0d0b9a52-7a59-4a55-9a1f-2f6a0cc5b7a1")
ALAN = ("Alăng Thị Mây", date(2015, 3, 14), "Alăng Nhiêu", Relation.FATHER)
BHLING = ("Bhling Văn Sơn", date(2021, 9, 2), "Bhling Thị Hơ", Relation.MOTHER)


def make(call: DemoCall) -> None:
    """The consents, in the commune of the demo's officer."""
    place = Unit.objects.get(code=COMMUNE, valid_to__isnull=True)
    call = replace(call, actor=_officer(call))
    with acting(call.actor):
        child = _say(call, place, ALAN, "cong-bo", GivenBy.CHILD, Way.SPOKEN, 40)
        _say(call, place, ALAN, "cong-bo", GivenBy.REPRESENTATIVE, Way.SPOKEN, 40, child.person_id)
        taken = _say(call, place, ALAN, "chia-se-chuyen-gui", GivenBy.REPRESENTATIVE, Way.SPOKEN, 21, child.person_id)
        revoke_consent(actor=call.actor, at=call.at, consent_id=taken.pk, why="Gia đình đổi ý sau khi bàn lại.")
        _say(call, place, BHLING, "anh-trong-ho-so", GivenBy.REPRESENTATIVE, Way.PAPER, 3)


def _officer(call: DemoCall) -> Actor:
    """The commune's officer when the demo has one, else whoever makes it."""
    person = accounts.Person.objects.filter(username="hanh.bt").first()
    return actor_of(person, at=call.at, door=Door.WEB) if person else call.actor


def _say(
    call: DemoCall,
    place: Unit,
    who: tuple[str, date, str, str],
    purpose: str,
    giver: str,
    way: str,
    days: int,
    known: UUID | None = None,
) -> Consent:
    name, born, parent, relation = who
    told = Told(
        purpose=purpose, giver=giver, agreed=True, data=("ten-tuoi", "hinh-anh"), way=way,
        given_on=local_day(call.at) - timedelta(days=days), language="tiếng Cơ Tu",
        explained="Đã nói sẽ dùng vào đâu, ai xem được, và được rút lại lúc nào cũng được.", relation=relation,
        giver_name=parent, witness="A Viết Bríu" if way == Way.SPOKEN else "",
    )  # fmt: skip
    pk = uuid5(_SPACE, f"{call.seed} {name} {purpose} {giver}")
    about = known or Person(name, born, place.pk)
    return record_consent(actor=call.actor, at=call.at, consent_id=pk, about=about, told=told)
