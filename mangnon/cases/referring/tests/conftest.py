"""A shelter with somebody who answers for it, another without, a case of the own commune."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.cases.models import Case
from mangnon.cases.referring.actions import Asked, send_referral
from mangnon.cases.referring.models import Referral
from mangnon.cases.tests.conftest import Begin, begin, law
from mangnon.directory.models import Provider, Service, Staffing
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.testing.cast import AT, Cast, actor
from mangnon.testing.people import make_person

__all__ = ["begin", "law"]
CANARY = "ZZCANARY"
"""Stands in every field of the case that nobody ticked."""


@dataclass(frozen=True, slots=True)
class Referring:
    """Everybody and everything."""

    cast: Cast
    case: Case
    service: Service
    staff: Actor
    colleague: Actor
    stranger: Actor
    people: dict[str, Person]
    send: Callable[..., Referral]


def _staff(cast: Cast, provider: Provider, name: str) -> tuple[Person, Actor]:
    person = make_person(name, Role.SERVICE_STAFF, cast.land.province)
    with acting(cast.phu):
        Staffing.objects.create(
            provider=provider, person_id=person.pk, name=name, valid_from=date(2026, 1, 1), given_by="x"
        )
    return person, replace(actor(name, Role.SERVICE_STAFF, cast.land.province), person_id=person.pk)


def _provider(cast: Cast, name: str) -> Service:
    with acting(cast.phu):
        day = date(2026, 1, 1)
        made = Provider.objects.create(name=name, kind="assistance", valid_from=day, checked_on=day, sort_key=name)
        return Service.objects.create(
            provider=made, name=f"Tạm lánh {name}", needs=["shelter"], valid_from=day, capacity=10, free=3,
            intake="open", sort_key=name, search_key=f" {fold(name)} ",
        )  # fmt: skip


@pytest.fixture
def world(cast: Cast, begin: Begin) -> Referring:
    """A case in danger, so that the duty of emergencies holds."""
    case = begin(emergency=True, name=f"Hồ Thị {CANARY}", about=f"{CANARY} về nhà", label="")
    service, other = _provider(cast, "Mái Ấm"), _provider(cast, "Nhà Khác")
    nghe, staff = _staff(cast, service.provider, "Coor Thị Nghệ")
    buom, colleague = _staff(cast, service.provider, "Arất Thị Bướm")
    la, stranger = _staff(cast, other.provider, "Người Nơi Khác")

    def send(**changed: Any) -> Referral:
        key = changed.pop("key", None) or new_id()
        told: dict[str, Any] = {"service_id": service.pk, "asked": "Tạm lánh bảy ngày.", "ground": "can-thiep-khan-cap"}
        by = changed.pop("by", cast.lien)
        case_id = changed.pop("case_id", case.pk)
        return send_referral(actor=by, at=AT, case_id=case_id, referral_id=key, told=Asked(**(told | changed)))

    return Referring(cast, case, service, staff, colleague, stranger, {"nghe": nghe, "buom": buom, "la": la}, send)
