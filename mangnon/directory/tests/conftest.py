"""Hands that fill the directory inside a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.directory.actions import add_location, add_provider, add_service
from mangnon.directory.models import Fee, Location, Need, Provider, ProviderKind, Service
from mangnon.directory.told import LocationFacts, ProviderFacts, ServiceFacts
from mangnon.testing.cast import AT, Cast

Add = Callable[..., Provider]
Give = Callable[..., Service]
OFFICE = "T2-T6: 7:30-11:30, 13:30-17:00"


@pytest.fixture(name="add")
def adding(cast: Cast) -> Add:
    """Add a provider as somebody; Liên of Trà Linh unless another is named."""

    def adds(by: Actor | None = None, **changed: Any) -> Provider:
        who = by or cast.lien
        given = {name: changed.pop(name) for name in ("provider_id", "other", "office") if name in changed}
        known: dict[str, Any] = {"name": "Trạm Y tế xã Trà Linh", "kind": ProviderKind.HEALTH, "phone": "0900 000 401"}
        with acting(who):
            return add_provider(actor=who, at=AT, facts=ProviderFacts(**(known | changed)), **given)

    return adds


@pytest.fixture(name="give")
def giving(cast: Cast) -> Give:
    """Add a service with one place to a provider, as who keeps it."""

    def gives(provider: Provider, by: Actor | None = None, *, hours: str = OFFICE, **changed: Any) -> Service:
        who = by or cast.lien
        known: dict[str, Any] = {"name": "Khám bệnh", "needs": (Need.HEALTH,), "fee": Fee.FREE}
        place = {name: changed.pop(name) for name in ("always", "days_off") if name in changed}
        with acting(who):
            row = add_service(actor=who, at=AT, provider_id=provider.pk, facts=ServiceFacts(**(known | changed)))
            put(who, row, hours=hours, place=cast.land.own.pk, **place)
            return row

    return gives


def put(who: Actor, service: Service, **told: Any) -> Location:
    """A place of service."""
    return add_location(actor=who, at=AT, service_id=service.pk, facts=LocationFacts(**told))
