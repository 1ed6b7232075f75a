"""Who is read and judged beside one child, and who is passed over at a glance."""

from __future__ import annotations

import pytest

from mangnon.access.scope import acting
from mangnon.registry.actions import say_parent
from mangnon.registry.alike.neighbours import neighbours
from mangnon.registry.alike.reading import line_of
from mangnon.registry.models import Child
from mangnon.registry.queries.children import SEE
from mangnon.registry.tests.conftest import Enter, told
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, Cast


@pytest.mark.parametrize(
    ("name", "born", "kept"),
    [
        ("Hồ Thị Sương", "7/3/2014", True),
        ("Đinh Văn Rơm", "7/3/2014", True),
        ("Đinh Văn Rơm", "3/7/2014", True),
        ("Hồ Thị Sương", "20/9/2014", True),
        ("Hồ Thị Suong", "20/9/2013", True),
        ("Đinh Văn Rơm", "20/9/2014", False),
        ("Hồ Thị Sương", "20/9/2018", False),
    ],
)
def test_in_the_commune_the_day_or_the_given_name_must_agree(
    cast: Cast, enter: Enter, name: str, born: str, *, kept: bool
) -> None:
    child = enter()
    assert (child.pk in near(cast, name, born)) is kept


def test_a_child_of_the_same_mother_is_compared_whatever_its_name_and_day(cast: Cast, enter: Enter) -> None:
    child = enter()
    say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother", "Hồ Thị Nhiêu"))
    assert child.pk in near(cast, "Đinh Văn Rơm", "20/9/2014", mother="HỒ THỊ NHIÊU")
    assert child.pk not in near(cast, "Đinh Văn Rơm", "20/9/2014", mother="Hồ Thị Khác")


@pytest.mark.parametrize(("name", "kept"), [("Sương Thị Hồ", True), ("Lê Thị Sươn", True), ("Đinh Văn Rơm", False)])
def test_elsewhere_the_day_alone_is_not_enough(cast: Cast, enter: Enter, name: str, *, kept: bool) -> None:
    child = enter(by=cast.thao, place=cast.land.sibling)
    assert (child.pk in near(cast, name, "7/3/2014")) is kept


def near(cast: Cast, name: str, born: str, mother: str = "") -> set[object]:
    parents = (ParentTold(which="mother", full_name=mother),) if mother else ()
    line = line_of(told(name, born), cast.land.own.pk, parents=parents)
    with acting(cast.phu):
        return set(neighbours(Child.objects.visible_to(cast.phu, SEE), line))
