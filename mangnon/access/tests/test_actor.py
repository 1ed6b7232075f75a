"""What an Actor may do and how far it reaches."""

import pytest

from mangnon.access import catalogue
from mangnon.access.actor import EVERYWHERE, NOWHERE, Actor, Door, Grant, console, job, stranger
from mangnon.access.gathering import gather
from mangnon.access.roles import ROLES, Net, Role

SEE, NOTE, SECRET = "testing.samples.see", "testing.samples.note", "testing.samples.open_secret"


@pytest.fixture(autouse=True)
def _gathered() -> None:
    gather()


def person(*grants: Grant) -> Actor:
    import uuid

    return Actor(name="Liên", door=Door.WEB, person_id=uuid.uuid4(), grants=grants)


OFFICER = Grant(Role.COMMUNE_OFFICER, 1, frozenset({1}))
COLLABORATOR = Grant(Role.COLLABORATOR, 2, frozenset({2}), hamlets=frozenset({7}))
LEADER = Grant(Role.PROVINCE_LEADER, 9, everywhere=True)
AUDITOR = Grant(Role.AUDITOR, 9, everywhere=True)


def test_a_right_reaches_only_the_places_of_the_roles_that_hold_it() -> None:
    actor = person(OFFICER, COLLABORATOR)
    assert actor.reach(SECRET).places == {1}
    assert actor.reach(SEE).places == {1, 2}


def test_a_collaborator_is_narrowed_to_hamlets_and_an_officer_is_not() -> None:
    reach = person(OFFICER, COLLABORATOR).reach(SEE)
    assert (reach.narrowed, reach.hamlets) == ({2}, {7})


def test_a_second_role_for_the_whole_commune_lifts_the_narrowing() -> None:
    reach = person(COLLABORATOR, Grant(Role.COMMUNE_OFFICER, 2, frozenset({2}))).reach(SEE)
    assert reach.narrowed == frozenset()


def test_a_province_reaches_everywhere() -> None:
    assert person(LEADER).reach(SEE) == EVERYWHERE


def test_an_unknown_action_reaches_nowhere() -> None:
    assert person(LEADER).reach("testing.no_such") == NOWHERE
    assert not person(LEADER).can("testing.no_such")


@pytest.mark.parametrize(
    ("grants", "net"),
    [
        ((), Net.NOTHING),
        ((OFFICER,), Net.PLACES),
        ((LEADER,), Net.WIDE),
        ((OFFICER, LEADER), Net.WIDE),
        ((AUDITOR,), Net.BOOK),
        ((Grant(Role.ADMINISTRATOR, 9, everywhere=True),), Net.NOTHING),
        ((Grant(Role.HOTLINE, 9, everywhere=True),), Net.NOTHING),
    ],
)
def test_the_second_net_follows_the_roles(grants: tuple[Grant, ...], net: Net) -> None:
    assert person(*grants).net is net


def test_a_job_may_do_what_it_names_and_nothing_else() -> None:
    actor = job("testing.night", SEE)
    assert actor.can(SEE)
    assert not actor.can(NOTE)
    assert actor.reach(NOTE) == NOWHERE


def test_a_stranger_sees_no_rows_and_holds_no_right() -> None:
    assert stranger().net is Net.NOTHING
    assert not stranger().can(SEE)


def test_the_console_may_do_everything_and_is_named() -> None:
    actor = console("thu")
    assert actor.can(NOTE)
    assert actor.name == "console:thu"


def test_every_role_is_defined_once_with_a_vietnamese_name() -> None:
    assert set(ROLES) == set(Role)
    assert all(str(definition.name) for definition in ROLES.values())


def test_the_rights_table_and_the_actions_agree() -> None:
    assert catalogue.disagreements() == []
