"""No id opens a door (A-03): whatever id one person is shown, every other person tries it everywhere.

Hypothesis plays: people of different roles and places, samples that appear, move, are shared and closed off.
MANGNON_IDOR_STEPS sets the length: 500 here, 20,000 in the long form.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.urls import Resolver404, resolve, reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden
from mangnon.testing.actions import add_sample
from mangnon.testing.cast import AT, Cast, actor
from mangnon.testing.models import Sample, SampleNote
from mangnon.testing.people import make_person, signed_in
from tests.access.oracle import Somebody, Thing, manages, may
from tests.access.targets import OTHERS, ROOTS, by_assignment, by_hamlet, by_person, by_sample
from tests.access.test_http import REFUSED, Address, every_address

STEPS = int(os.environ.get("MANGNON_IDOR_STEPS", "500"))
LONG = STEPS > 500
SEARCHES = ("desk:palette", "desk:search", "places:suggest", "accounts:suggest_place", "places:list", "ui:help")
BOTH = frozenset({"GET", "POST"})
EACH = 50
"""Steps of one life; after each life everything is undone."""
SEE = "testing.samples.see"
ACTS = ("appear", "move", "restrict", "list_all", "export", "look", "write", "draft", "save_filter", "seek", "walk")
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LINKS = re.compile(r'(?:href|action|data-url|hx-get|hx-post)="(/[^"]*)"')
CANARIES = re.compile(r"Qxz\d+vjk")
SPOKEN = re.compile(r'csrfmiddlewaretoken" value="[^"]+"|data-reference>[^<]+<')
FILLED = {
    "text": "Đã đến thăm nhà",
    "full_name": "Hồ Văn Đổi",
    "version": "1",
    "why": "Chuyển công tác nơi khác",
    "reason": "Chuyển công tác nơi khác",
    "name": "Thôn Đổi Tên",
    "as": "csv",
}
"""What the forms behind these addresses ask for, so that only rights stand in the way."""
WRITTEN = """
select (select coalesce(sum(version), 0) from testing_sample), (select count(*) from testing_samplenote),
  (select count(*) from accounts_person where disabled_at is null),
  (select coalesce(sum(valid_to - valid_from), 0) from accounts_assignment),
  (select count(*) from accounts_session), (select count(*) from accounts_invitation),
  (select string_agg(name || coalesce(valid_to::text, '') || unit_id, ',' order by id) from places_hamlet)
"""
"""One line that changes when anything was written."""
FOREIGN = ("sample", "person", "some other thing", "assignment", "hamlet", "a number")
"""Every kind of id that is shown."""
KINDS = {by_sample: "sample", by_person: "person", by_assignment: "assignment", by_hamlet: "hamlet"}


TARGETS = {**ROOTS, **OTHERS}


def kind_of(address: Address) -> str:
    """Whose id the address takes, as the targets say; empty for those that need more than an id."""
    return KINDS.get(TARGETS[address.name], "")


def takers() -> dict[type, list[Address]]:
    """Addresses that take nothing but an id, by what an id is there."""
    found: dict[type, list[Address]] = {UUID: [], int: []}
    for address in every_address():
        route = reverse_pattern(address.name)
        if set(route) == {"pk"}:
            found[UUID if "UUID" in type(route["pk"]).__name__ else int].append(address)
    return found


def reverse_pattern(name: str) -> dict[str, Any]:
    """The converters of an address."""
    from tests.access.test_http import _named

    return next(pattern.pattern.converters for known, pattern in _named() if known == name)


class World:
    """Five people of different roles and places, made once; their names are canaries too."""

    def __init__(self, cast: Cast) -> None:
        land = self.land = cast.land
        self.wide = cast.phu
        self.places = (land.own, land.sibling, land.foreign)
        self.hamlets = (land.hamlet.pk, land.other_hamlet.pk)
        posts = (
            (Role.COMMUNE_OFFICER, land.own, ()),
            (Role.COLLABORATOR, land.own, (land.hamlet,)),
            (Role.COMMUNE_CHAIR, land.sibling, ()),
            (Role.COMMUNE_OFFICER, land.foreign, ()),
            (Role.ADMINISTRATOR, land.province, ()),
        )
        self.people, self.actors, self.assignments = [], {}, {}
        for number, (role, place, hamlets) in enumerate(posts):
            name = f"Người Zqp{number}xw"
            person = make_person(name, role, place, hamlets=hamlets)
            who = Somebody(
                name,
                role,
                place.pk,
                signed_in(person),
                person.pk,
                frozenset(one.pk for one in hamlets),
                everywhere=place.pk == land.province.pk,
            )
            self.people.append(who)
            made = actor(name, role, place, hamlets=who.hamlets)
            self.actors[who] = replace(made, person_id=person.pk)
            self.assignments[person.assignments.get().pk] = who
        self.takers = takers()
        self.numbers = count(1)
        self.tries: Counter[tuple[object, ...]] = Counter()

    def person(self, pk: object) -> Somebody | None:
        """Whose id this is."""
        return next((who for who in self.people if str(who.person) == str(pk)), None)


class Attempts(RuleBasedStateMachine):
    """Each step is one act of one person; after it the ids it showed are tried by everybody."""

    world: World
    steps = 0
    tried = 0
    shown = 0

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.things: dict[UUID, Thing] = {}
        self.canaries: dict[str, Thing] = {}
        self.private: dict[str, Somebody] = {}
        self.fresh: set[object] = set()
        self.known: set[object] = set()
        self.stands: Any = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        super().teardown()

    @initialize()
    def begin(self) -> None:
        for place in range(3):
            self._make(place, 0)

    @rule(
        act=st.sampled_from(ACTS),
        who=st.integers(0, 4),
        which=st.integers(0, 60),
        place=st.integers(0, 2),
        flag=st.booleans(),
    )
    def step(self, act: str, who: int, which: int, place: int, *, flag: bool) -> None:
        """One rule for all acts, so that each life mixes them all."""
        if type(self).steps >= STEPS:
            return
        type(self).steps += 1
        every = list(self.things.values())
        getattr(self, act)(self.world.people[who], every[which % len(every)], place, flag=flag)
        self._try_fresh()

    def appear(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """A new sample by the officer there; then somebody tries the same where it isn't their place."""
        made, where = self._make(place, int(flag)), self.world.places[place]
        self._ask(self._officer(place), "GET", reverse("testing:sample", args=[made.pk]), wanted={200})
        if who.place != where.pk or who.role not in (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR):
            by = self.world.actors[who]
            with acting(by), pytest.raises(Forbidden):
                add_sample(actor=by, at=AT, place=where, full_name="Hồ Văn Lạc", born_year=2015)

    def _officer(self, place: int) -> Somebody:
        return next(who for who in self.world.people if who.place == self.world.places[place].pk)

    def _make(self, place: int, hamlet: int) -> Thing:
        where, by = self.world.places[place], self.world.actors[self._officer(place)]
        lying = self.world.hamlets[hamlet] if where == self.world.land.own else None
        word = self._canary()
        with acting(by):
            made = add_sample(actor=by, at=AT, place=where, full_name=f"Hồ Thị {word}", born_year=2016, hamlet_id=lying)
        thing = self.things[made.pk] = self.canaries[word] = Thing(made.pk, made.full_name, where.pk, lying)
        self.fresh.add(made.pk)
        self.stands = None
        return thing

    def _canary(self) -> str:
        """A word that stands in nothing else."""
        return f"Qxz{next(self.world.numbers)}vjk"

    def move(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """A sample moves to another place, or is shared with it."""
        where = self.world.places[place].pk
        if flag:
            thing.place, thing.other, thing.hamlet = where, None, None
        else:
            thing.other = where
        self._change(thing)

    def restrict(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """A sample is closed to collaborators, or opened again."""
        thing.restricted = flag
        self._change(thing)

    def _change(self, thing: Thing) -> None:
        with acting(self.world.wide):
            Sample.objects.everything_unchecked().filter(pk=thing.pk).update(
                place=thing.place, other_place=thing.other, hamlet=thing.hamlet, restricted=thing.restricted
            )
        self.fresh.add(thing.pk)
        self.stands = None

    def list_all(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """The list shows all that one may see and nothing else."""
        body = self._ask(who, "GET", reverse("testing:samples"))
        if who.holds(SEE):
            assert self._named_in(body) == self._visible(who)

    def export(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """An export holds the rows of the list, in either form."""
        form = {"reason": "Lập danh sách nhận quà", "as": "csv" if flag else "xlsx"}
        body = self._ask(who, "POST", reverse("testing:samples"), form)
        if who.holds(SEE):
            assert self._named_in(body) == self._visible(who)

    def _visible(self, who: Somebody) -> set[UUID]:
        return {thing.pk for thing in self.things.values() if may(who, SEE, thing)}

    def _named_in(self, body: str) -> set[UUID]:
        return {thing.pk for thing in self.things.values() if thing.name in body}

    def look(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """One page, opened by whoever."""
        self._try(who, "testing:sample", thing.pk)

    def write(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """A note or a new name: it is written exactly where the policy lets it."""
        word, how = self._canary(), "note" if flag else "rename"
        form = {"text": f"Ghi {word}", "full_name": f"Hồ Thị {word}", "version": str(thing.version)}
        allowed = may(who, f"testing.samples.{how}", thing)
        url = reverse(f"testing:{how}", args=[thing.pk])
        refused = _refused(who, f"testing.samples.{how}", thing)
        self._ask(who, "POST", url, form, wanted={303} if allowed else refused, keep=True)
        if allowed:
            self._wrote(thing, how, word)
        with acting(self.world.wide):
            row = Sample.objects.everything_unchecked().get(pk=thing.pk)
            notes = SampleNote.objects.filter(sample=thing.pk).count()
        assert (row.full_name, row.version, notes) == (thing.name, thing.version, thing.notes)

    def _wrote(self, thing: Thing, how: str, word: str) -> None:
        self.canaries[word] = thing
        if how == "note":
            thing.notes += 1
        else:
            thing.name, thing.version = f"Hồ Thị {word}", thing.version + 1

    def draft(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """Somebody begins to type; nobody else reads it at the same form."""
        word, path = self._canary(), reverse("testing:note", args=[thing.pk])
        self.private[word] = who
        self._ask(who, "POST", reverse("ui:draft"), {"form_key": path, "text": f"Nháp {word}"}, keep=True)
        for other in self.world.people:
            self._try(other, "testing:note", thing.pk, {"GET"})

    def save_filter(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """A saved filter stands on its owner's list alone."""
        word, url = self._canary(), reverse("testing:samples")
        self.private[word] = who
        form = {"screen": "testing:samples", "name": word, "query": f"q={word}", "back": url}
        self._ask(who, "POST", reverse("ui:saved_filter"), form, keep=True)
        for other in self.world.people:
            self._ask(other, "GET", url)

    def seek(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """Search, palette and suggestions: for a name that is there, or for what all names share."""
        words = thing.name.lower() if flag else ("nguoi zqp", "ho thi", "người")[place]
        for where in (
            "desk:palette",
            "desk:search",
            "places:suggest",
            "accounts:suggest_place",
            "places:list",
            "ui:help",
        ):
            self._ask(who, "GET", reverse(where), {"q": words})

    def walk(self, who: Somebody, thing: Thing, place: int, *, flag: bool) -> None:
        """The pages that show people: only those of one's own place, or oneself."""
        self._ask(who, "GET", reverse(("desk:home", "accounts:people", "accounts:me")[place]))

    def _ask(
        self,
        who: Somebody,
        method: str,
        url: str,
        form: dict[str, str] | None = None,
        *,
        wanted: set[int] | None = None,
        keep: bool = False,
        accept: str = "text/html",
    ) -> str:
        """Ask, look for foreign canaries, remember the ids. Undone unless kept."""
        with transaction.atomic():
            before = self._fingerprint() if method == "POST" and not keep and not self.stands else self.stands
            response = getattr(who.client, method.lower())(url, form or {}, headers={"accept": accept})
            if method == "POST" and not keep and response.status_code in (403, 404, 405):
                assert self._fingerprint() == before, f"{who.name} was refused {url} and yet it was written"
            self.stands = None if keep else before
            transaction.set_rollback(not keep)
        said = f"{who.role} {method} {url} -> {response.status_code}"
        assert response.status_code < 500, said
        assert wanted is None or response.status_code in wanted, f"{said}, wanted {sorted(wanted)}"
        body = text_of(response)
        self._search(who, body + response.get("Location", ""), said)
        return body

    def _search(self, who: Somebody, body: str, said: str) -> None:
        for word in set(CANARIES.findall(body)):
            thing, owner = self.canaries.get(word), self.private.get(word)
            assert thing is None or may(who, SEE, thing), f"{said} shows {word}"
            assert owner in (None, who), f"{said} shows what somebody else typed: {word}"
        for other in self.world.people:
            seen = other is who or manages(who, "accounts.people.list", other)
            assert other.name not in body or seen, f"{said} shows {other.name}"
        self.fresh |= set(ids_in(body)) - self.known

    def _fingerprint(self) -> Any:
        with acting(self.world.wide), connection.cursor() as cursor:
            cursor.execute(WRITTEN)
            return cursor.fetchone()

    def _try_fresh(self) -> None:
        """Everybody tries every id that was shown for the first time, or whose owner changed, everywhere."""
        while self.fresh:
            pk = self.fresh.pop()
            first = pk not in self.known
            self.known.add(pk)
            type(self).shown += first
            for address in self.world.takers[UUID if isinstance(pk, UUID) else int]:
                for who in self.world.people:
                    if methods := self._worth_trying(who, address, pk):
                        self._try(who, address.name, pk, methods)

    def _worth_trying(self, who: Somebody, address: Address, pk: object) -> Set[str]:
        """Methods to try. What can't have changed (people, rights) is tried once; a form is looked at in turns.

        An id of another kind than the address takes is nothing there, whichever it is: one of each kind is tried, in
        the short form by one of those who hold the right, in turns.
        """
        holds = address.policy.action is None or who.holds(address.policy.action)
        sample = pk in self.things
        what = self._kind_of_id(pk) if holds else ""
        if what and what == kind_of(address) != "sample":
            what = str(pk)
        elif holds and what != kind_of(address) and not LONG and who is not self._whose_turn(address, what):
            return frozenset()
        seen = self.world.tries[who.name, address.name, what]
        self.world.tries[who.name, address.name, what] += 1
        if not seen:
            return BOTH
        if not (holds and sample and kind_of(address) == "sample"):
            return frozenset()
        return BOTH if "POST" not in address.methods or seen % 4 == 0 else {"POST"}

    def _whose_turn(self, address: Address, what: str) -> Somebody:
        """Who of those that hold the right tries this kind of id there."""
        action = address.policy.action
        holders = [one for one in self.world.people if action is None or one.holds(action)]
        return holders[FOREIGN.index(what) % len(holders)]

    def _kind_of_id(self, pk: object) -> str:
        if pk in self.things:
            return "sample"
        if isinstance(pk, UUID):
            return "person" if self.world.person(pk) else "some other thing"
        return "assignment" if pk in self.world.assignments else "hamlet" if pk in self.world.hamlets else "a number"

    def _try(self, who: Somebody, name: str, pk: object, methods: Set[str] = BOTH) -> None:
        url = reverse(name, args=[pk])
        address = next(one for one in self.world.takers[UUID if isinstance(pk, UUID) else int] if one.name == name)
        for method in sorted(address.methods & methods):
            wanted = self._owed(who, address, method, pk)
            accept = "text/html" if kind_of(address) == "sample" else REFUSED
            self._ask(who, method, url, self._form(pk) if method == "POST" else None, wanted=wanted, accept=accept)
            type(self).tried += 1

    def _form(self, pk: object) -> dict[str, str]:
        thing = self.things.get(pk) if isinstance(pk, UUID) else None
        return {**FILLED, "version": str(thing.version)} if thing else FILLED

    def _owed(self, who: Somebody, address: Address, method: str, pk: object) -> set[int] | None:
        """Which statuses are right; None where only silence about others is asked."""
        action, kind = address.policy.action, kind_of(address)
        if action is None:
            return None
        if not who.holds(action):
            return {403}
        if kind == "sample":
            thing = self.things.get(pk)
            reached = thing is not None and may(who, action, thing)
            done = {200} if method == "GET" else ASKS_AGAIN.get(address.name, {303})
            return done if reached else _refused(who, action, thing)
        if kind in ("person", "assignment"):
            owner = self.world.person(pk) if kind == "person" else self.world.assignments.get(pk)
            return None if owner is not None and manages(who, action, owner) else {403, 404}
        own = pk in self.world.hamlets and who.place == self.world.land.own.pk
        return {403, 404, 422} if kind == "hamlet" and method == "POST" and not own else None


ASKS_AGAIN = {"testing:attach": {422}}
"""Addresses whose form, filled with words alone, is handed back: no file is in it."""


def _refused(who: Somebody, action: str, thing: Thing | None) -> set[int]:
    """403 tells that a thing exists: only to those who see it anyway, or who never hold the right at all."""
    seen = thing is not None and may(who, "testing.samples.see", thing)
    return {403} if seen or not who.holds(action) else {404}


def ids_in(body: str) -> Iterator[object]:
    """Random ids anywhere in the text; numbers where an address of ours carries them."""
    yield from (UUID(one) for one in UUIDS.findall(body))
    for link in set(LINKS.findall(body)):
        yield from _numbers_in(link.partition("?")[0])


@cache
def _numbers_in(path: str) -> tuple[int, ...]:
    """The numbers that an address carries; most links stand on every page."""
    try:
        found = resolve(path)
    except Resolver404:
        return ()
    return tuple(value for value in found.kwargs.values() if isinstance(value, int))


def text_of(response: Any) -> str:
    """The words of an answer, unpacked when it is a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not body.startswith(b"PK"):
        return body.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "".join(packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".xml"))


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def test_a_03_no_id_shows_or_changes_anything_for_somebody_it_is_not_for(world: World) -> None:
    """A-03: every id in any answer, tried by all others on every address that takes one; 0 leaks."""
    machine = type("Attempts", (Attempts,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=STEPS // EACH + 5,  # a life may end early; the count decides
            stateful_step_count=EACH,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"foreign ids: {machine.steps} steps, {machine.shown} ids, {machine.tried} attempts, 0 leaks")
    assert machine.steps == STEPS
    assert machine.tried > 4 * machine.shown > 0


@pytest.mark.parametrize("name", ["testing:sample", "testing:note", "testing:rename"])
def test_what_lies_elsewhere_looks_exactly_like_nothing(world: World, name: str) -> None:
    """A-02: a foreign id and an id that never was give the same page, letter by letter, at any length of the name."""
    officer = world.people[0]
    with acting(world.wide):
        place = world.land.foreign
        foreign = add_sample(actor=world.wide, at=AT, place=place, full_name="Hồ " + "a" * 90, born_year=2016)
    pages = [officer.client.get(reverse(name, args=[pk])) for pk in (foreign.pk, uuid4())]
    assert [page.status_code for page in pages] == [404, 404]
    first, second = (SPOKEN.sub("", UUIDS.sub("", page.content.decode())) for page in pages)
    assert first == second
    heads = [{key: value for key, value in page.headers.items() if key != "X-Request-ID"} for page in pages]
    assert heads[0] == heads[1]
