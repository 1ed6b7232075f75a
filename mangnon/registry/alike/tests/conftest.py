"""The register's fixtures, and pairs in the communes of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.registry.actions import say_parent
from mangnon.registry.alike.jobs import compare_written
from mangnon.registry.models import Child, LookAlike
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.tests.conftest import enter as enter
from mangnon.registry.tests.conftest import law as law
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, Cast

Twice = Callable[..., tuple[Child, Child, LookAlike]]


@pytest.fixture
def twice(cast: Cast, enter: Enter) -> Twice:
    """One child entered twice, with a slip, and compared; the pair that was found."""

    def twice(second: dict[str, Any] | None = None, *, mother: str = "Hồ Thị Lài") -> tuple[Child, Child, LookAlike]:
        children = []
        for more in ({}, {"full_name": "Ho Thi Suong", **(second or {})}):
            child = enter(**more)
            by = more.get("by", cast.lien)
            say_parent(actor=by, at=AT, child_id=child.pk, told=ParentTold("mother", mother, born_year=1990))
            children.append(child)
        compare_written(at=AT)
        with acting(cast.van):
            one, other = sorted(children, key=lambda child: child.pk)
            return *children, LookAlike.objects.get(first=one, second=other)

    return twice
