"""The shipped code lists and groups, and children of the cast's communes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.registry.actions import register_child
from mangnon.registry.models import Child
from mangnon.registry.told import ChildTold, Home
from mangnon.statutes.loading import add
from mangnon.statutes.models import Source
from mangnon.statutes.tests.shipping import shipped
from mangnon.testing.cast import AT, Cast

LISTS = ("codes", "circumstances", "entitlement", "table")
Enter = Callable[..., Child]


@pytest.fixture
def law(db: None) -> None:
    """What the register asks of the law."""
    for draft in shipped():
        if draft.name[0] in LISTS:
            add(draft, source=Source.SHIPPED, by="")


def told(full_name: str = "Hồ Thị Sương", born: str = "7/3/2014", sex: str = "2", **more: Any) -> ChildTold:
    """An invented child."""
    return ChildTold(full_name=full_name, birth=PartialDate.parse(born), sex=sex, **more)


@pytest.fixture
def enter(cast: Cast, law: None) -> Enter:
    """Enter a child as the officer of the own commune does, or as somebody else in another place."""

    def enter(
        full_name: str = "Hồ Thị Sương", born: str = "7/3/2014", *, by: Actor | None = None, place: Any = None,
        hamlet: Any = None, since: date | None = None, **more: Any
    ) -> Child:  # fmt: skip
        actor = by or cast.lien
        chosen = place or cast.land.own
        if hamlet is None and chosen == cast.land.own:
            hamlet = cast.land.hamlet
        return register_child(
            actor=actor,
            at=AT,
            child_id=new_id(),
            place=chosen,
            told=told(full_name, born, **more),
            home=Home(hamlet_id=hamlet.pk if hamlet else None, since=since),
        )

    return enter
