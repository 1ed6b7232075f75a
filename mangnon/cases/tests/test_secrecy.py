"""Who sees what: the team, those who decide, nobody else by name; what is sealed only by its own right."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.actor import Actor, Door, console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.audit.models import Entry
from mangnon.cases.actions import keeping, moving, planning, teaming
from mangnon.cases.models import Case, CasePerson, TeamMember
from mangnon.cases.queries.reach import listed, see_case
from mangnon.cases.refusals import LeadStays, NotOnTeam, NotYetYours, OwnWork
from mangnon.cases.tests.conftest import Begin
from mangnon.cases.tests.test_chain import PLAN, again, until_planning, until_submitted
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.registry.slots import child_panels
from mangnon.testing.cast import AT, Cast, actor
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child

NAME, ALLEGED, ADDRESS, DETAIL, ABOVE = (
    "Hồ Thị Sương",
    "Zơrâm Hoàng Kín",
    "Số 9 hẻm Kín",
    "Chi tiết rất kín",
    "Chỉ trên",
)
WHY = "Trẻ gọi cầu cứu, người phụ trách vắng."


@pytest.fixture
def neighbour(cast: Cast) -> Actor:
    """Another officer of the same commune."""
    return actor("Hồ Thị Bên", Role.COMMUNE_OFFICER, cast.land.own)


def codes(who: Actor, *, inside: bool | None = None) -> list[str]:
    """The cases that somebody's list shows."""
    with acting(who):
        return [one.code for one in listed(who, AT) if inside is None or one.within is inside]


def canaries(cast: Cast, case: Case) -> None:
    """Words that must stay where they are."""
    keeping.add_person(
        actor=cast.lien, at=AT, case_id=case.pk, row_id=new_id(),
        told=keeping.PersonTold(CasePerson.Part.ALLEGED, "cha dượng", ALLEGED),
    )  # fmt: skip
    for about, text in (("sexual", DETAIL), ("placement", ADDRESS)):
        keeping.write_sealed(actor=cast.lien, at=AT, case_id=case.pk, fact_id=new_id(), about=about, text=text)
    keeping.add_note(actor=cast.quyet, at=AT, case_id=case.pk, note_id=new_id(), text=ABOVE, above_only=True)


def test_the_neighbour_knows_of_a_case_and_is_not_inside(cast: Cast, begin: Begin, neighbour: Actor) -> None:
    case = begin()
    assert codes(neighbour, inside=False) == [case.code]
    with acting(neighbour), pytest.raises(NotOnTeam):
        see_case(neighbour, case.pk, AT)
    assert codes(cast.quyet, inside=True) == [case.code]
    assert codes(cast.thao) == []
    assert codes(cast.phu, inside=False) == [case.code]


def test_the_glass_opens_for_four_hours_and_somebody_else_judges_it(cast: Cast, begin: Begin, neighbour: Actor) -> None:
    case = begin()
    row = teaming.break_glass(actor=neighbour, at=AT, case_id=case.pk, opening_id=new_id(), reason=WHY)
    with acting(neighbour):
        assert see_case(neighbour, case.pk, AT).pk == case.pk
        with pytest.raises(NotOnTeam):
            see_case(neighbour, case.pk, row.until)
    judged = teaming.review_glass(
        actor=cast.quyet, at=AT, case_id=case.pk, opening_id=row.pk, justified=True, verdict="Đúng là cần gấp."
    )
    assert judged.reviewed_by_name == cast.quyet.name


def test_the_province_opens_with_a_reason_and_need_not_be_judged(cast: Cast, begin: Begin) -> None:
    case = begin()
    row = teaming.break_glass(actor=cast.phu, at=AT, case_id=case.pk, opening_id=new_id(), reason=WHY)
    assert row.oversight
    assert codes(cast.phu, inside=True) == [case.code]


def test_a_sealed_case_exists_for_its_team_alone(cast: Cast, begin: Begin, neighbour: Actor) -> None:
    case = begin()
    teaming.seal_case(actor=cast.lien, at=AT, case_id=case.pk, reason="Gia đình cán bộ xã.")
    seen = [codes(who) for who in (cast.lien, cast.quyet, neighbour, cast.phu, cast.van)]
    assert seen == [[case.code], [], [], [], []]
    with acting(cast.quyet), pytest.raises(NotFound):
        see_case(cast.quyet, case.pk, AT)


def test_whom_a_report_names_never_finds_the_case(cast: Cast, begin: Begin) -> None:
    begin(hidden_from=(cast.quyet.me,))
    assert codes(cast.quyet) == []


def test_a_notice_of_whoever_broke_the_glass_is_not_judged_by_them(cast: Cast, begin: Begin) -> None:
    case = begin()
    twin = actor("Hồ Văn Quyết", Role.COMMUNE_OFFICER, cast.land.own)
    both = Actor(name=twin.name, door=Door.WEB, person_id=twin.person_id, grants=(*twin.grants, *cast.quyet.grants),
                 second_factor=True, proved=True)  # fmt: skip
    row = teaming.break_glass(actor=both, at=AT, case_id=case.pk, opening_id=new_id(), reason=WHY)
    with pytest.raises(OwnWork):
        teaming.review_glass(
            actor=both, at=AT, case_id=case.pk, opening_id=row.pk, justified=True, verdict="Tự thấy là cần."
        )


def test_the_leader_of_a_case_does_not_leave_its_team(cast: Cast, begin: Begin) -> None:
    case = begin()
    with pytest.raises(LeadStays):
        teaming.remove_from_team(actor=cast.quyet, at=AT, case_id=case.pk, person_id=cast.lien.me)


def test_a_child_moves_and_the_receiver_only_reads_until_it_has_accepted(cast: Cast, begin: Begin) -> None:
    case = begin()
    until_submitted(cast, case)
    before = again(case)
    row = moving.ask_move(
        actor=cast.lien, at=AT, case_id=case.pk, move_id=new_id(), to_place=cast.land.sibling,
        hand_over="Kế hoạch đang chờ duyệt, bà ngoại ở xã mới.",
    )  # fmt: skip
    assert (again(case).place_id, again(case).other_place_id) == (cast.land.own.pk, cast.land.sibling.pk)
    with pytest.raises((NotOnTeam, NotYetYours)):
        keeping.add_note(actor=cast.thao, at=AT, case_id=case.pk, note_id=new_id(), text="Chưa được ghi.")
    moving.accept_move(actor=cast.thao, at=AT, move_id=row.pk)
    now = again(case)
    assert (now.place_id, now.holder, now.state) == (cast.land.sibling.pk, cast.thao.me, before.state)
    assert (now.first_information_at, now.due_at) == (before.first_information_at, before.due_at)
    with acting(console("test")):
        left = TeamMember.objects.filter(case=case, until__isnull=True).values_list("person", flat=True)
        assert list(left) == [cast.thao.me]


def test_a_commune_that_says_no_sees_the_case_no_more(cast: Cast, begin: Begin) -> None:
    case = begin()
    row = moving.ask_move(
        actor=cast.lien, at=AT, case_id=case.pk, move_id=new_id(), to_place=cast.land.sibling, hand_over="Trẻ ở với bà."
    )
    moving.decline_move(actor=cast.thao, at=AT, move_id=row.pk, answer="Gia đình không ở địa chỉ này.")
    assert again(case).other_place_id is None
    assert codes(cast.thao) == []


def test_row_security_alone_hides_cases_and_their_parts(cast: Cast, begin: Begin) -> None:
    case = begin()
    canaries(cast, case)
    with acting(cast.thao):
        assert not Case.objects.everything_unchecked().filter(pk=case.pk).exists()
        assert not CasePerson.objects.filter(case_id=case.pk).exists()
        assert not case.steps.exists()


def test_an_open_case_follows_when_an_officer_leaves(cast: Cast, begin: Begin) -> None:
    case = begin()
    heir = make_person("Hồ Thị Thay", Role.COMMUNE_OFFICER, cast.land.own)
    with connection.cursor() as cursor:
        cursor.execute("select held_count_cases_case(%s, null)", [cast.lien.me])
        assert cursor.fetchone()[0] == 1
        cursor.execute("select held_move_cases_case(%s, %s, null)", [cast.lien.me, heir.pk])
    now = again(case)
    assert (now.holder, now.holder_name, now.accepted_at) == (heir.pk, heir.full_name, None)
    follower = actor_of(heir, at=AT, door=Door.WEB)
    taken = teaming.accept_case(actor=follower, at=AT, case_id=case.pk)
    assert taken.accepted_at == AT


Clients = dict[str, tuple[Client, Person]]


@pytest.fixture
def desks(cast: Cast, law: None) -> Clients:
    """Signed-in people: the officer, the chair, a neighbour, the province, another commune."""
    people = {
        "lien": ("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own),
        "quyet": ("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own),
        "ben": ("Hồ Thị Bên", Role.COMMUNE_OFFICER, cast.land.own),
        "phu": ("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province),
        "thao": ("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling),
    }
    made = {key: make_person(*told) for key, told in people.items()}
    return {key: (signed_in(person), person) for key, person in made.items()}


def test_canary_words_stand_on_no_page_and_in_no_line_of_the_book_for_those_without_the_right(
    cast: Cast, begin: Begin, desks: Clients
) -> None:
    with acting(cast.lien):
        girl = child("Hồ Thị Khác", cast.land.own)  # the register calls her so; the case has a name of its own
    case = begin(child_id=girl.pk, name=NAME)
    canaries(cast, case)
    pages = ["cases:cases", "cases:overview", "desk:home"]
    for key, (client, person) in desks.items():
        told = "".join(client.get(reverse(page)).content.decode() for page in pages)
        page = client.get(reverse("cases:case", args=[case.pk]))
        told += page.content.decode()
        assert page.status_code == {"lien": 200, "quyet": 200, "ben": 403, "phu": 403, "thao": 404}[key]
        assert (NAME in told) == (key in ("lien", "quyet")), key
        assert not [word for word in (ALLEGED, DETAIL, ADDRESS) if word in told], key
        assert (ABOVE in told) == (key == "quyet"), key
        who = actor_of(person, at=timezone.now(), door=Door.WEB)
        with acting(who):
            shown = [panel for panel in child_panels(who, AT, girl) if panel.title == "Hồ sơ vụ việc"]
        assert bool(shown) == (key != "thao")
    _nowhere_in_the_book(cast, (ALLEGED, DETAIL, ADDRESS, NAME, ABOVE))


def test_what_is_sealed_opens_with_a_reason_for_this_view_and_is_booked(
    cast: Cast, begin: Begin, desks: Clients
) -> None:
    case = begin()
    canaries(cast, case)
    client, person = desks["lien"]
    url = reverse("cases:open_sealed", args=[case.pk])
    assert client.post(url, {"reason": "ngắn"}).status_code == 422
    told = client.post(url, {"reason": "Cần địa chỉ để đưa trẻ đi khám."}).content.decode()
    assert all(word in told for word in (ALLEGED, DETAIL, ADDRESS))
    assert client.get(reverse("cases:case", args=[case.pk])).content.decode().count(DETAIL) == 0
    with acting(cast.an):
        (entry,) = Entry.objects.filter(action="cases.sealed.open", outcome="done")
        assert (entry.actor, entry.seen) == (str(person.pk), [str(case.pk)])
    _nowhere_in_the_book(cast, (ALLEGED, DETAIL, ADDRESS))
    assert desks["ben"][0].post(url, {"reason": "Tò mò muốn xem thôi."}).status_code == 403


def _nowhere_in_the_book(cast: Cast, words: tuple[str, ...]) -> None:
    with acting(cast.an):
        told = " ".join(json.dumps(one, ensure_ascii=False) for one in Entry.objects.values_list("detail", flat=True))
    assert [word for word in words if word in told] == []


def test_two_editors_of_a_plan_never_overwrite_each_other(cast: Cast, begin: Begin) -> None:
    case = begin()
    until_planning(cast, case)
    first = planning.draft_plan(actor=cast.lien, at=AT, case_id=case.pk, plan_id=new_id(), version=0, told=PLAN)
    planning.draft_plan(actor=cast.lien, at=AT, case_id=case.pk, plan_id=new_id(), version=first.version, told=PLAN)
    with pytest.raises(StaleVersion):
        planning.draft_plan(
            actor=cast.lien, at=AT, case_id=case.pk, plan_id=UUID(int=7), version=first.version, told=PLAN
        )
