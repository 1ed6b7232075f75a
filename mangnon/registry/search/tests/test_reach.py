"""Nobody learns of a child out of reach: not by a line, a count, a number, an argument, a time."""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.registry.actions import say_parent
from mangnon.registry.queries import children
from mangnon.registry.search import State, find
from mangnon.registry.search.sounds import key
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, Cast, actor

LOOK = "select name from registry_look(%s::jsonb, %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[])"
ANYBODY = json.dumps([{"all": [[key("suong"), key("nam"), key("lan")]]}, {"all": []}])
TRIES, CLOSE_MS = 200, 20.0


@pytest.fixture
def three(cast: Cast, enter: Enter) -> Cast:
    """A child in each of two hamlets of Trà Linh and one in Trà Leng, with numbers and mothers."""
    rows = (
        ("Hồ Thị Sương", {}, "049314000001"), ("Hồ Thị Lan", {"hamlet": cast.land.other_hamlet}, "049314000002"),
        ("Hồ Văn Nam", {"by": cast.thao, "place": cast.land.sibling}, "049314000003"),
    )  # fmt: skip
    for name, where, number in rows:
        child = enter(name, "2014", personal_number=number, **where)
        by = where.get("by", cast.lien)
        with acting(by):
            say_parent(actor=by, at=AT, child_id=child.pk, told=ParentTold("mother", f"Bríu {name.split()[-1]}"))
    return cast


def look(who: Actor, *, places: Any = None, narrowed: Any = (), hamlets: Any = ()) -> set[str]:
    """What the database's own function gives to somebody, whatever the code would have asked."""
    with acting(who), connection.cursor() as cursor:
        cursor.execute(LOOK, [ANYBODY, None, places, list(narrowed), list(hamlets)])
        return {name for (name,) in cursor}


def test_arguments_only_narrow(three: Cast) -> None:
    land = three.land
    everywhere = [land.own.pk, land.sibling.pk, land.foreign.pk]
    mine = {"Hồ Thị Sương", "Hồ Thị Lan"}
    assert look(three.lien) == look(three.lien, places=everywhere) == mine
    assert look(three.lien, places=[land.sibling.pk]) == look(three.lien, places=[]) == set()
    assert look(three.thao, places=everywhere) == {"Hồ Văn Nam"}
    assert look(three.phu) == {*mine, "Hồ Văn Nam"}
    assert look(three.phu, places=[land.sibling.pk]) == {"Hồ Văn Nam"}
    assert look(three.lien, narrowed=everywhere, hamlets=[land.hamlet.pk]) == {"Hồ Thị Sương"}
    assert look(three.thao, narrowed=[land.own.pk], hamlets=[land.hamlet.pk]) == {"Hồ Văn Nam"}
    assert look(three.quan) == set()


def test_without_an_actor_the_function_gives_nothing(three: Cast) -> None:
    with acting(None), connection.cursor() as cursor:
        cursor.execute(LOOK, [ANYBODY, None, [three.land.own.pk], [], []])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("function", ["registry_look('[]', null, null, '{}', '{}')", "registry_syllables(0)"])
def test_who_reads_the_book_alone_may_not_even_call_it(cast: Cast, function: str) -> None:
    with acting(cast.an), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"select * from {function}")  # noqa: S608 - the two above


@pytest.mark.parametrize("odd", ["'); drop table registry_child; --", "x' or '1'='1", "{1}'", "\\"])
def test_what_is_typed_stays_a_value(three: Cast, odd: str) -> None:
    with acting(three.lien), connection.cursor() as cursor:
        cursor.execute(
            LOOK, [json.dumps([{"all": [], "skeleton": odd}, {"all": [], "ending": odd}]), None, None, [], []]
        )
        assert cursor.fetchall() == []


NEVER = ("nam", "hồ văn nam", "ho van nam 2014", "049314000003", "0003", "mẹ bríu nam", "nam trà leng", "nam thôn")


@pytest.mark.parametrize("typed", NEVER)
def test_a_child_of_another_commune_answers_nobody(three: Cast, typed: str) -> None:
    for who in (three.lien, three.mo, three.quyet):
        with acting(who):
            answer = find(who, typed, at=AT)
            without = find(who, typed.replace("nam", "zuz").replace("0003", "0009"), at=AT)
        assert "Hồ Văn Nam" not in [one.child.full_name for one in answer.found]
        assert (answer.state, answer.more) == (without.state, without.more)
        assert [one.child.pk for one in answer.found] == [one.child.pk for one in without.found]


def test_collaborators_find_the_children_of_their_hamlets(three: Cast) -> None:
    with acting(three.mo):
        assert [one.child.full_name for one in find(three.mo, "hồ thị", at=AT).found] == ["Hồ Thị Sương"]
        assert find(three.mo, "lan 0002 thôn thử hai", at=AT).found == ()
    both = actor("Hồ Thị Hai", Role.COLLABORATOR, three.land.own, hamlets=frozenset({three.land.other_hamlet.pk}))
    with acting(both):
        assert [one.child.full_name for one in find(both, "hồ thị", at=AT).found] == ["Hồ Thị Lan"]


def test_who_holds_no_right_to_see_children_finds_none(three: Cast) -> None:
    with acting(three.quan):
        assert find(three.quan, "sương", at=AT).state is State.NONE


def test_a_commune_that_was_asked_to_take_a_child_over_finds_it(three: Cast) -> None:
    with acting(three.lien):
        children(three.lien).filter(full_name="Hồ Thị Lan").update(other_place=three.land.sibling)
    with acting(three.thao):
        assert [one.child.full_name for one in find(three.thao, "thị lan", at=AT).found] == ["Hồ Thị Lan"]


def test_the_time_of_an_answer_tells_nothing(three: Cast, enter: Enter) -> None:
    """A name that only others have takes as long as one that nobody has."""
    for _more in range(20):
        enter("Hồ Văn Nam", "2014", by=three.thao, place=three.land.sibling)
    taken: dict[str, list[float]] = {"ho van nam 2014": [], "ho van zum 2014": []}
    with acting(three.lien):
        for _try in range(TRIES):
            for typed, times in taken.items():
                began = time.perf_counter()
                find(three.lien, typed, at=AT)
                times.append((time.perf_counter() - began) * 1000)
    there, nowhere = map(statistics.median, taken.values())
    assert abs(there - nowhere) < CLOSE_MS
