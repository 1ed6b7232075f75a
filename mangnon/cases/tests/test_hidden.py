"""A sealed case, and one that speaks of a member of staff, appear nowhere to those they are closed to."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.actor import Actor, Door, console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.cases.actions import keeping, teaming
from mangnon.cases.tests.conftest import Begin
from mangnon.desk.queries import search
from mangnon.intake.actions import receive_report
from mangnon.intake.models import HarmReport
from mangnon.intake.told import Against, PlaceTold, ReportTold
from mangnon.lib.ids import new_id
from mangnon.notices.models import Notice
from mangnon.registry.models import Child
from mangnon.registry.slots import child_panels
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child

NAME = "Hồ Thị Kín"


@pytest.fixture
def named(cast: Cast, law: None) -> Person:
    """An officer of the same commune, of whom a case speaks."""
    return make_person("Hồ Văn Dượng", Role.COMMUNE_OFFICER, cast.land.own)


def pages(client: Client, who: Actor, girl: Child) -> str:
    """Where a case shows of itself: its list, home, the inbox, the page of the child and its panels."""
    looked = (reverse("cases:cases"), reverse("desk:home"), reverse("notices:inbox"),
              reverse("registry:child", args=[girl.pk]))  # fmt: skip
    with acting(who):
        told = [f"{panel.title} {panel.told}" for panel in child_panels(who, timezone.now(), girl)]
    return " ".join([*(client.get(page).content.decode() for page in looked), *told])


def finds(client: Client, who: Actor, words: str) -> str:
    """What search and palette give for some words."""
    with acting(who):
        urls = [hit.url for group in search(who, words) for hit in group.hits]
    asked = [f"{reverse(view)}?{urlencode({'q': words})}" for view in ("desk:search", "desk:palette")]
    return " ".join([*urls, *(client.get(one).content.decode() for one in asked)])


def notices(person: Person) -> int:
    """How many notices lie in somebody's inbox, as they see it: nobody else does."""
    with acting(actor_of(person, at=timezone.now(), door=Door.WEB)):
        return Notice.objects.count()


def test_a_case_that_names_an_officer_appears_nowhere_to_them(cast: Cast, begin: Begin, named: Person) -> None:
    with acting(cast.lien):
        girl = child("Hồ Thị Khác", cast.land.own)
    client, who = signed_in(named), actor_of(named, at=timezone.now(), door=Door.WEB)
    plain = begin(name="Hồ Thị Mở")
    hidden = begin(child_id=girl.pk, name=NAME, hidden_from=(named.pk,))
    urls = {case.pk: reverse("cases:case", args=[case.pk]) for case in (plain, hidden)}
    page = pages(client, who, girl)
    assert urls[plain.pk] in page  # what is missing is hidden, not simply not listed
    assert not [word for word in (NAME, urls[hidden.pk], hidden.code) if word in page]
    assert urls[plain.pk] in finds(client, who, plain.code)
    assert urls[hidden.pk] not in finds(client, who, hidden.code) + finds(client, who, NAME)
    assert client.get(urls[hidden.pk]).status_code == 404
    before = notices(named)
    teaming.accept_case(actor=cast.lien, at=AT, case_id=hidden.pk)
    for number in range(2):
        keeping.add_note(actor=cast.lien, at=AT, case_id=hidden.pk, note_id=new_id(), text=f"Ghi {number}",
                         mentioned=(named.pk,))  # fmt: skip
    assert notices(named) == before


def test_a_sealed_case_appears_nowhere_outside_its_team(cast: Cast, begin: Begin, named: Person) -> None:
    with acting(cast.lien):
        girl = child("Hồ Thị Khác", cast.land.own)
    client, who = signed_in(named), actor_of(named, at=timezone.now(), door=Door.WEB)
    case = begin(child_id=girl.pk, name=NAME)
    url = reverse("cases:case", args=[case.pk])
    assert url in pages(client, who, girl) + finds(client, who, case.code)
    teaming.seal_case(actor=cast.lien, at=AT, case_id=case.pk, reason="Gia đình cán bộ xã.")
    page = pages(client, who, girl)
    assert not [word for word in (NAME, url, case.code) if word in page]
    assert url not in finds(client, who, case.code) + finds(client, who, NAME)
    assert client.get(url).status_code == 404


def test_a_report_that_names_an_officer_appears_nowhere_to_them(cast: Cast, law: None, named: Person) -> None:
    pk, against = new_id(), Against(people=(named.pk,))
    told = ReportTold("phone", "Nghe trẻ khóc đêm", PlaceTold(cast.land.own.pk), against=against)
    with acting(cast.lien):
        receive_report(actor=cast.lien, at=AT, report_id=pk, told=told)
    with acting(console("test")):
        number = HarmReport.objects.everything_unchecked().get(pk=pk).number
    client, who = signed_in(named), actor_of(named, at=timezone.now(), door=Door.WEB)
    url = reverse("intake:report", args=[pk])
    page = " ".join(
        client.get(reverse(one)).content.decode() for one in ("intake:reports", "desk:home", "notices:inbox")
    )
    assert not [word for word in (url, number, "Nghe trẻ khóc đêm") if word in page]
    assert url not in finds(client, who, number) + finds(client, who, "khóc")
    assert client.get(url).status_code == 404
    assert notices(named) == 0


def test_somebody_is_taken_out_after_being_asked_once_more(cast: Cast, begin: Begin, named: Person) -> None:
    officer = make_person("Hồ Thị Chính", Role.COMMUNE_OFFICER, cast.land.own)
    client, who = signed_in(officer), actor_of(officer, at=AT, door=Door.WEB)
    case = begin(by=who)
    teaming.add_to_team(actor=who, at=AT, case_id=case.pk, person_id=named.pk, part="worker")
    aunt = new_id()
    keeping.add_person(
        actor=who, at=AT, case_id=case.pk, row_id=aunt, told=keeping.PersonTold("safe", "dì", "Hồ Thị Dì")
    )
    page, url = reverse("cases:case", args=[case.pk]), reverse("cases:remove_from_team", args=[case.pk, named.pk])
    wrong = reverse("cases:remove_person", args=[case.pk, aunt])
    shown = client.get(page).content.decode()
    assert url in shown
    assert wrong in shown
    assert reverse("cases:remove_from_team", args=[case.pk, officer.pk]) not in shown
    for one, name in ((url, named.full_name), (wrong, "Hồ Thị Dì")):
        assert name in client.get(one).content.decode()
        assert name in client.get(page).content.decode()
        assert client.post(one).status_code == 303
        assert name not in client.get(page).content.decode()
        assert client.get(one).status_code == 404
