"""Tasks inside a team: given to those who see the case, done or dropped once, told of, on the worklist."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from mangnon.access.actor import Actor, Door
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.cases.actions import keeping, tasking, teaming
from mangnon.cases.jobs import remind_due
from mangnon.cases.models import Case, CasePerson, CaseTask
from mangnon.cases.refusals import DayPassed, NotInTeam, NotOnTeam, TaskEnded
from mangnon.cases.tests.conftest import Begin
from mangnon.cases.waiting import work
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.notices.models import Notice
from mangnon.testing.cast import AT, Cast
from mangnon.testing.cast import actor as actor_of
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.worklist import When

DAY = timedelta(days=1)
WHAT = "Gọi cho cô giáo chủ nhiệm hỏi việc đi học"


@pytest.fixture
def helper(cast: Cast) -> Person:
    """A second officer of the commune."""
    make_person(cast.lien.name, Role.COMMUNE_OFFICER, cast.land.own)
    return make_person("Hồ Thị Giúp", Role.COMMUNE_OFFICER, cast.land.own)


@pytest.fixture
def giup(cast: Cast, helper: Person) -> Actor:
    """She, as who acts."""
    return actor_of(helper.full_name, Role.COMMUNE_OFFICER, cast.land.own)


@pytest.fixture
def case(cast: Cast, helper: Person, begin: Begin) -> Case:
    """A case whose team both are in."""
    made = begin()
    teaming.add_to_team(actor=cast.lien, at=AT, case_id=made.pk, person_id=helper.pk, part="worker")
    return made


def give(cast: Cast, case: Case, person: UUID, days: int | None = 2) -> CaseTask:
    due = None if days is None else local_day(AT) + days * DAY
    return tasking.give_task(
        actor=cast.lien, at=AT, case_id=case.pk, task_id=new_id(), what=WHAT, person_id=person, due_on=due
    )


def told(person: UUID, kind: str) -> int:
    with acting(Actor(name="test", door=Door.WEB, person_id=person)):  # an inbox is its owner's alone
        return Notice.objects.filter(telling__kind=kind).count()


def test_a_task_is_given_once_told_of_waits_on_the_worklist_and_ends(cast: Cast, case: Case, giup: Actor) -> None:
    task = give(cast, case, giup.me)
    again = tasking.give_task(
        actor=cast.lien, at=AT, case_id=case.pk, task_id=task.pk, what="Khác", person_id=giup.me, due_on=None
    )
    assert (again.what, told(giup.me, "cases.task_given")) == (WHAT, 1)
    with acting(giup):
        (line,) = [one for one in work(giup, AT) if one.row.name == WHAT]
        assert (line.when, line.row.url) == (When.WEEK, reverse("cases:case", args=[case.pk]))
        assert [one.when for one in work(giup, AT + 3 * DAY) if one.row.name == WHAT] == [When.NOW]
    tasking.finish_task(actor=giup, at=AT + DAY, case_id=case.pk, task_id=task.pk, result="Em vẫn đi học.")
    assert told(cast.lien.me, "cases.task_done") == 1
    with pytest.raises(TaskEnded):
        tasking.drop_task(actor=cast.lien, at=AT + DAY, case_id=case.pk, task_id=task.pk, reason="Thôi")
    with acting(giup):
        assert [one for one in work(giup, AT) if one.row.name == WHAT] == []


def test_only_the_team_is_asked_and_not_for_yesterday(cast: Cast, case: Case, giup: Actor) -> None:
    with pytest.raises(NotInTeam):
        give(cast, case, cast.quyet.me)
    with pytest.raises(DayPassed):
        give(cast, case, giup.me, -1)
    outsider = actor_of("Hồ Văn Ngoài", Role.COMMUNE_OFFICER, cast.land.own)
    task = give(cast, case, giup.me)
    with pytest.raises(NotOnTeam):
        tasking.finish_task(actor=outsider, at=AT, case_id=case.pk, task_id=task.pk)


def test_both_are_told_once_when_its_day_has_passed(cast: Cast, case: Case, giup: Actor) -> None:
    give(cast, case, giup.me, 0)
    give(cast, case, giup.me, None)
    for _round in range(2):
        remind_due(at=AT + DAY)
    assert [told(one.me, "cases.task_late") for one in (giup, cast.lien)] == [1, 1]


def test_its_screens_say_what_is_wrong_and_keep_what_was_typed(cast: Cast, case: Case, helper: Person) -> None:
    client, pk = signed_in(Person.objects.get(full_name=cast.lien.name)), new_id()
    url, page = reverse("cases:give_task", args=[case.pk]), reverse("cases:case", args=[case.pk])
    typed = {"row_id": str(pk), "what": WHAT, "person": str(helper.pk), "due_on": "1/1/2020"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert WHAT in refused.content.decode()
    assert "đã qua" in refused.content.decode()
    for _twice in range(2):
        assert client.post(url, {**typed, "due_on": ""}).status_code == 303
    shown = client.get(page).content.decode()
    assert shown.count(reverse("cases:finish_task", args=[case.pk, pk])) == 1
    assert client.post(reverse("cases:drop_task", args=[case.pk, pk]), {"reason": "Cô giáo đã gọi"}).status_code == 303
    shown = client.get(page).content.decode()
    assert "Cô giáo đã gọi" in shown
    assert reverse("cases:finish_task", args=[case.pk, pk]) not in shown
    assert client.get(reverse("cases:finish_task", args=[case.pk, new_id()])).status_code == 404


def test_the_family_is_listed_with_year_home_and_bond(cast: Cast, case: Case) -> None:
    who = keeping.PersonTold("family", "bà ngoại", "Hồ Thị Bà", born_year=1955, lives_with=False, bond="close")
    for part in ("family", "alleged"):
        row = keeping.PersonTold(**{**{one: getattr(who, one) for one in who.__slots__}, "part": part})
        keeping.add_person(actor=cast.lien, at=AT, case_id=case.pk, row_id=new_id(), told=row)
    with acting(cast.lien):
        years = dict(CasePerson.objects.filter(case=case).values_list("part", "born_year"))
    assert years == {"family": 1955, "alleged": None}
    shown = signed_in(Person.objects.get(full_name=cast.lien.name)).get(reverse("cases:case", args=[case.pk]))
    assert "bà ngoại, Người trong gia đình, sinh 1955, không ở cùng trẻ, với trẻ: gần gũi" in shown.content.decode()
