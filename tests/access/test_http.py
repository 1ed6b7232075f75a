"""The matrix through the HTTP door: each URL × declared method × distinct outcome, and each URL × role (A-01, A-02)."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, reverse
from django.utils import timezone

from mangnon.access.checks import undeclared, unknown_actions, walk
from mangnon.access.policy import Policy, policy_of
from mangnon.access.roles import Role
from mangnon.accounts.models import Session
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.screens import ListScreen
from tests.access.policy_table import rights
from tests.access.targets import ANSWERS, FUNCTION_METHODS, OTHERS, QUIET, ROOTS
from tests.access.world import Target, World, make_world, reaches

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = "application/json"
"""How most cells ask that must be refused: the same doors say no, and no page is drawn for it."""
FULL = os.environ.get("MANGNON_HTTP_MATRIX") == "full"
"""The long form asks for every URL × method × role × target; the short one where the right and the place are met."""


@dataclass(frozen=True, slots=True)
class Address:
    """One URL of the project."""

    name: str
    policy: Policy
    methods: frozenset[str]
    takes_id: bool

    def url(self, world: World, target: Target = Target.CHILD) -> str:
        """The address for a target."""
        if not self.takes_id:
            return reverse(self.name)
        return reverse(self.name, kwargs={**ROOTS, **OTHERS}[self.name](world, target))


def every_address() -> list[Address]:
    """All named addresses, each once."""
    found = {}
    for name, pattern in _named():
        policy = policy_of(pattern.callback)
        if policy is not None:
            found[name] = Address(name, policy, _methods(name, pattern), bool(pattern.pattern.converters))
    return list(found.values())


def _named() -> list[tuple[str, URLPattern]]:
    from django.urls import URLResolver, get_resolver

    def inside(resolver: URLResolver, space: str) -> list[tuple[str, URLPattern]]:
        named = []
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                named += inside(one, f"{space}{one.namespace}:" if one.namespace else space)
            else:
                named.append((f"{space}{one.name}", one))
        return named

    return inside(get_resolver(), "")


def _methods(name: str, pattern: URLPattern) -> frozenset[str]:
    view = getattr(pattern.callback, "view_class", None)
    if name in FUNCTION_METHODS or view is None:
        return frozenset(FUNCTION_METHODS[name])
    known = {m for m in ("GET", "POST") if m.lower() in view.http_method_names and hasattr(view, m.lower())}
    if issubclass(view, ListScreen) and view.post is ListScreen.post and not view.exports:
        known.discard("POST")  # a list takes one for its export alone
    return frozenset(known)


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def test_a_01_every_url_names_an_action_or_is_public() -> None:
    """A-01: the start-up check finds nothing, and it isn't asleep: it has walked many."""
    assert len(list(walk())) > 25
    assert undeclared() == []
    assert unknown_actions() == []


def test_every_address_with_an_id_has_a_target() -> None:
    missing = [one.name for one in every_address() if one.takes_id and one.name not in {**ROOTS, **OTHERS}]
    assert missing == []


def send(client: Client, method: str, url: str, accept: str = "text/html") -> Any:
    """Ask, and undo whatever it did: signing out or disabling must not spoil the next cell."""
    cookies = client.cookies.output()
    with transaction.atomic():
        response = client.generic(method, url, headers={"accept": accept})
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return response


def answered(response: Any, address: Address) -> bool:
    """Whether the view did its work: a page, a way on, a form with errors; never a refusal of access."""
    if address.name in ANSWERS:
        return response.status_code == ANSWERS[address.name][0]
    if response.status_code in (200, 204, 302, 303, 422):
        return "dang-nhap" not in response.get("Location", "")
    return response.status_code == 400 and address.name in QUIET


def test_a_02_each_url_and_role_is_answered_as_the_page_says(world: World) -> None:
    """A-02: every URL × every role by GET (or POST where there is no GET) in reach; the long form: see FULL."""
    clients = {role: signed_in(person) for role, person in world.people.items()}
    cells, wrong = 0, []
    for address, method, target in _asked():
        drawn = False
        for role in Role:
            refused = method not in address.methods or not _may(address, role, target)
            accept = REFUSED if refused and drawn else "text/html"
            drawn |= refused
            response = send(clients[role], method, address.url(world, target), accept)
            cells += 1
            if not _as_it_should(address, method, role, target, response):
                wrong.append((address.name, method, role, target, response.status_code))
    print(f"access matrix: {cells} URL × role cells over HTTP{', every method and target' if FULL else ''}")
    assert not wrong, "\n".join(map(str, wrong))


def _asked() -> Iterator[tuple[Address, str, Target]]:
    for address in every_address():
        if address.policy.public:
            continue
        for method in METHODS if FULL else ("GET" if "GET" in address.methods else "POST",):
            targets = tuple(Target) if FULL and address.name in ROOTS else (Target.CHILD,)
            yield from ((address, method, target) for target in targets)


def _holds(address: Address, role: Role) -> bool:
    return address.policy.action is None or role in rights()[address.policy.action]


def _may(address: Address, role: Role, target: Target) -> bool:
    return _holds(address, role) and (address.name not in ROOTS or reaches(role, target))


def _as_it_should(address: Address, method: str, role: Role, target: Target, response: Any) -> bool:
    if method not in address.methods:
        return response.status_code in ({405} if _holds(address, role) else {403, 405})
    if not _may(address, role, target):
        return response.status_code in (403, 404)
    return response.status_code not in (403, 500) if address.name in OTHERS else answered(response, address)


def test_a_02_each_outcome_of_each_method(world: World) -> None:
    """A-02: stranger, disabled, locked, without second factor, without the right, out of reach, wrong method."""
    outcomes, wrong = 0, []
    for address in every_address():
        for method in METHODS:
            for what, client, target, expected in _cases(world, address, method):
                accept = "text/html" if 302 in expected else REFUSED
                response = send(client, method, address.url(world, target), accept)
                outcomes += 1
                if response.status_code not in expected:
                    wrong.append((address.name, method, what, response.status_code, sorted(expected)))
    print(f"access matrix: {outcomes} URL × method × outcome cells over HTTP")
    assert not wrong, "\n".join(map(str, wrong))


_kept: dict[str, Client] = {}


@pytest.fixture(autouse=True)
def _forget() -> None:
    _kept.clear()


def _cases(world: World, address: Address, method: str) -> list[tuple[str, Client, Target, set[int]]]:
    own = Target.CHILD
    if method not in address.methods:
        return [("wrong method", Client() if address.policy.public else _holder(world, address), own, {405})]
    if address.policy.public:
        return []
    holder = _holder(world, address)
    cases = [("stranger", Client(), own, {302, 401}), ("disabled", _disabled(world), own, {302, 401})]
    if not address.policy.locked:
        cases.append(("locked", _locked(world), own, {302, 401}))
    if address.policy.action:
        cases.append(("without the right", _without(world, address), own, {403}))
    if address.name in ROOTS:
        local = _local_holder(world, address)
        cases += [("sibling", local, Target.SIBLING, {404}), ("foreign", local, Target.FOREIGN, {404})]
        cases.append(("nothing there", holder, Target.NOTHING, {404}))
    return cases


def _client(name: str, make: Any) -> Client:
    if name not in _kept:
        _kept[name] = make()
    return _kept[name]


def _holder(world: World, address: Address) -> Client:
    holders = rights()[address.policy.action] if address.policy.action else frozenset(Role)
    role = next(role for role in (Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, *Role) if role in holders)
    return _client(role, lambda: signed_in(world.people[role]))


def _local_holder(world: World, address: Address) -> Client:
    holders = rights()[address.policy.action or ""]
    role = next(role for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.COLLABORATOR) if role in holders)
    return _client(role, lambda: signed_in(world.people[role]))


def _without(world: World, address: Address) -> Client:
    holders = rights()[address.policy.action or ""]
    role = next((role for role in Role if role not in holders), None)
    if role is None:  # a right that everybody with a role holds: ask somebody without one
        return _client("no role", lambda: signed_in(make_person("Không Vai Trò", None, None)))
    return _client(role, lambda: signed_in(world.people[role]))


def _disabled(world: World) -> Client:
    def make() -> Client:
        person = make_person("Đã Nghỉ Việc", Role.PROVINCE_OFFICER, world.cast.land.province)
        client = signed_in(person)
        person.disabled_at = timezone.now()
        person.save(update_fields=["disabled_at"])
        return client

    return _client("disabled", make)


def _locked(world: World) -> Client:
    def make() -> Client:
        person = make_person("Đang Khóa Máy", Role.PROVINCE_OFFICER, world.cast.land.province)
        client = signed_in(person)
        Session.objects.filter(person=person).update(last_seen_at=timezone.now() - dt.timedelta(hours=1))
        return client

    return _client("locked", make)


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_a_13_without_a_second_factor_nothing_but_setting_it_up_is_reachable(world: World) -> None:
    """A-13: where the setting is on, every page leads to the second factor."""
    client = signed_in(world.people[Role.PROVINCE_OFFICER], second_factor=False)
    wrong = []
    for address in every_address():
        if address.policy.public or address.policy.unproven:
            continue
        method = "GET" if "GET" in address.methods else "POST"
        response = send(client, method, address.url(world))
        if response.status_code not in (302, 401) or "hai-lop" not in (
            response.get("Location", "") + response.get("X-Sign-In", "")
        ):
            wrong.append((address.name, response.status_code, response.get("Location")))
    assert not wrong, "\n".join(map(str, wrong))
