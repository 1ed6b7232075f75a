"""Days that are told of: once as near, once as past with the leaders, again when moved; what is done stays silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from mangnon.access.actor import job
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices.models import Notice, Telling
from mangnon.notices.slots import address_of
from mangnon.programmes import jobs
from mangnon.programmes.campaigns import actions as campaigns
from mangnon.programmes.campaigns.actions import CampaignTold, PreparationTold
from mangnon.programmes.campaigns.actions.reminding import remind_preparation
from mangnon.programmes.campaigns.models import Preparation
from mangnon.programmes.forums import actions as forums
from mangnon.programmes.forums.models import ForumQuestion
from mangnon.programmes.inspections import actions as inspections
from mangnon.programmes.inspections.models import Recommendation
from mangnon.programmes.rights import REMIND
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

DUE = TODAY + timedelta(days=5)
MOVED = TODAY + timedelta(days=20)
QUESTION = forums.QuestionTold("request", "play", "Chúng em muốn có sân chơi", "office", "UBND xã", DUE)
WANTED = inspections.RecommendationTold("Làm rào quanh hồ", "UBND xã", DUE)


@dataclass
class Kind:
    """One kind of day of the own commune: the job, the kinds of notices, how its day moves, how it ends."""

    name: str
    label: str
    pk: UUID
    remind: Callable[..., int]
    move: Callable[[date], object]
    end: Callable[[], object]


def preparation(cast: Cast) -> Kind:
    """Of a campaign of the own commune."""
    by = {"actor": cast.lien, "at": AT}
    told = CampaignTold("Đợt mùa đông", TODAY, TODAY + timedelta(days=30))
    with acting(cast.lien):
        campaign = campaigns.begin_campaign(**by, place=cast.land.own, year=2026, occasion="other", told=told)
        made = campaigns.add_preparation(**by, campaign_id=campaign.pk, title="In tờ rơi", who="", due_on=DUE)

    def move(day: date) -> None:
        campaigns.tell_preparation(**by, preparation_id=made.pk, version=1, told=PreparationTold("In", "", day))

    return Kind(
        "preparation", "programmes.Preparation", made.pk, jobs.remind_preparations, move,
        lambda: campaigns.do_preparation(**by, preparation_id=made.pk),
    )  # fmt: skip


def question(cast: Cast) -> Kind:
    """Asked at a forum of the province, for the own commune to answer."""
    day, by = date(2026, 11, 1), {"actor": cast.phu, "at": AT}
    asked = replace(QUESTION, place=cast.land.own)
    with acting(cast.phu):
        told = forums.ForumTold("level", "Diễn đàn 2026", day, day)
        forum = forums.add_forum(**by, place=cast.land.province, told=told)
        made = forums.ask(**by, forum_id=forum.pk, told=asked)

    def move(to: date) -> None:
        forums.correct_question(**by, question_id=made.pk, version=1, told=replace(asked, due_on=to))

    return Kind(
        "answer", "programmes.ForumQuestion", made.pk, jobs.remind_answers, move,
        lambda: forums.answer_question(
            **by, question_id=made.pk, version=0, text="Sẽ làm", by="Chủ tịch", on=TODAY
        ),
    )  # fmt: skip


def recommendation(cast: Cast) -> Kind:
    """Of an inspection by the province at the own commune."""
    day, by = date(2026, 11, 1), {"actor": cast.phu, "at": AT}
    told = inspections.InspectionTold("joint", "Sở Y tế", "UBND xã", "Tin báo", day, day, subject_place=cast.land.own)
    with acting(cast.phu):
        one = inspections.add_inspection(**by, place=cast.land.province, told=told)
        inspections.hold_inspection(**by, inspection_id=one.pk, version=1, held_on=day, minutes="Thống nhất")
        made = inspections.recommend(**by, inspection_id=one.pk, told=WANTED)

    def move(to: date) -> None:
        inspections.correct_recommendation(**by, recommendation_id=made.pk, version=1, told=replace(WANTED, due_on=to))

    return Kind(
        "recommendation", "programmes.Recommendation", made.pk, jobs.remind_recommendations, move,
        lambda: inspections.follow_recommendation(
            **by, recommendation_id=made.pk, version=1,
            told=inspections.FollowedTold("done", TODAY, close=True),
        ),
    )  # fmt: skip


@pytest.fixture(params=[preparation, question, recommendation])
def kind(request: pytest.FixtureRequest, cast: Cast) -> Kind:
    """Each kind of day."""
    return request.param(cast)  # type: ignore[no-any-return]


@pytest.fixture
def people(cast: Cast) -> tuple[Person, Person]:
    """The officer and the chair of the own commune; another commune has its officer."""
    make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling)
    return (
        make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own),
        make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own),
    )


def heard(cast: Cast, kind: Kind) -> dict[str, list[UUID]]:
    """Who was told what about it, by kind of notice."""
    with acting(cast.phu):
        told = {one.pk: one.kind for one in Telling.objects.filter(subject_id=str(kind.pk)).order_by("told_at")}
    found: dict[str, list[UUID]] = {name: [] for name in told.values()}
    for actor in (cast.lien, cast.quyet, cast.thao):
        with acting(actor):
            for one in Notice.objects.filter(telling__in=told, person_id=actor.me):
                found[told[one.telling_id]].append(actor.me)
    return found


def days(number: int) -> datetime:
    """So many days after today."""
    return AT + timedelta(days=number)


@pytest.mark.django_db
def test_officers_hear_before_the_day_and_leaders_too_after_it_each_once(
    cast: Cast, kind: Kind, people: tuple[Person, Person]
) -> None:
    officer, chair = (one.pk for one in people)
    soon, late = f"programmes.{kind.name}_soon", f"programmes.{kind.name}_late"
    assert kind.remind(at=days(-3)) == 0
    assert [kind.remind(at=AT), kind.remind(at=days(5))] == [1, 0]
    assert heard(cast, kind) == {soon: [officer]}
    assert [kind.remind(at=days(6)), kind.remind(at=days(7)), kind.remind(at=days(30))] == [1, 0, 0]
    assert heard(cast, kind) == {soon: [officer], late: [officer, chair]}


@pytest.mark.django_db
def test_a_notice_holds_a_code_a_day_and_a_place_and_opens(
    cast: Cast, kind: Kind, people: tuple[Person, Person]
) -> None:
    kind.remind(at=AT)
    with acting(cast.phu):
        told = Telling.objects.get(subject_id=str(kind.pk))
    assert told.subject_kind == kind.label
    assert told.words == {"due": "28/11/2026", "place": cast.land.own.name}
    assert told.code.split("/")[-1].split("-")[0] in (cast.land.own.code, cast.land.province.code)
    client = signed_in(people[0])
    assert client.get(address_of(kind.label, str(kind.pk))).status_code == 200
    assert told.code in client.get(reverse("notices:inbox")).text


@pytest.mark.django_db
def test_a_moved_day_is_told_of_again(cast: Cast, kind: Kind, people: tuple[Person, Person]) -> None:
    assert kind.remind(at=AT) == 1
    with acting(cast.lien if kind.name == "preparation" else cast.phu):
        kind.move(MOVED)
    assert [kind.remind(at=days(6)), kind.remind(at=days(15)), kind.remind(at=days(16))] == [0, 1, 0]
    assert kind.remind(at=days(21)) == 1
    assert {name: len(who) for name, who in heard(cast, kind).items()} == {
        f"programmes.{kind.name}_soon": 2, f"programmes.{kind.name}_late": 2,
    }  # fmt: skip


@pytest.mark.django_db
def test_what_came_to_its_end_is_not_told_of(cast: Cast, kind: Kind, people: tuple[Person, Person]) -> None:
    with acting(cast.lien if kind.name == "preparation" else cast.phu):
        kind.end()
    assert [kind.remind(at=AT), kind.remind(at=days(6))] == [0, 0]
    assert heard(cast, kind) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["skipped", "finished", "dropped"])
def test_nothing_is_told_of_what_is_not_needed_or_over(cast: Cast, why: str) -> None:
    one = preparation(cast)
    by: dict[str, Any] = {"actor": cast.lien, "at": AT}
    with acting(cast.lien):
        campaign = campaigns_of(one.pk)
        if why == "skipped":
            told = PreparationTold("In", "", DUE, skipped_why="Đã có tờ rơi của thành phố")
            campaigns.tell_preparation(**by, preparation_id=one.pk, version=1, told=told)
        elif why == "finished":
            campaigns.finish_campaign(**by, campaign_id=campaign, version=1, learnt="")
        else:
            campaigns.drop_campaign(**by, campaign_id=campaign, reason="Bão lũ, xã dừng mọi hoạt động")
    assert one.remind(at=AT) == 0


def campaigns_of(pk: UUID) -> UUID:
    """The campaign of something to prepare."""
    return Preparation.objects.get(pk=pk).campaign_id


@pytest.mark.django_db
def test_a_cancelled_forum_asks_nobody_and_a_body_outside_is_watched_by_the_forums_place(cast: Cast) -> None:
    one = question(cast)
    chief = make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province)
    outside = replace(QUESTION, answerer="outside", body="Điện lực", place=None)
    with acting(cast.phu):
        forums.correct_question(actor=cast.phu, at=AT, question_id=one.pk, version=1, told=outside)
    assert one.remind(at=AT) == 1
    with acting(cast.phu):
        assert [each.person_id for each in Notice.objects.filter(telling__subject_id=str(one.pk))] == [chief.pk]
        forum = forums_of(one.pk)
        forums.cancel_forum(actor=cast.phu, at=AT, forum_id=forum, version=1, reason="Bão lũ, không tổ chức được")
    assert one.remind(at=days(6)) == 0


def forums_of(pk: UUID) -> UUID:
    """The forum of a question."""
    return ForumQuestion.objects.get(pk=pk).forum_id


@pytest.mark.django_db
def test_another_inspected_place_is_told_anew(cast: Cast, people: tuple[Person, Person]) -> None:
    one, day = recommendation(cast), date(2026, 11, 1)
    one.remind(at=AT)
    told = inspections.InspectionTold(
        "joint", "Sở Y tế", "UBND xã Trà Leng", "Tin báo", day, day, subject_place=cast.land.sibling
    )
    with acting(cast.phu):
        which = Recommendation.objects.get(pk=one.pk).inspection_id
        inspections.correct_inspection(actor=cast.phu, at=AT, inspection_id=which, version=2, told=told)
    assert one.remind(at=AT) == 1
    assert heard(cast, one) == {"programmes.recommendation_soon": [cast.lien.me, cast.thao.me]}


@pytest.mark.django_db
def test_nobody_but_the_machine_tells_and_only_with_the_right_of_the_kind(cast: Cast) -> None:
    one = preparation(cast)
    for actor in (cast.lien, cast.quyet, cast.phu, cast.van, job("programmes.reminding", REMIND)):
        with acting(actor), pytest.raises(Forbidden):
            remind_preparation(actor=actor, at=AT, preparation_id=one.pk)
    with pytest.raises(NotFound):
        remind_preparation(
            actor=job("programmes.reminding", "programmes.preparations.remind"), at=AT, preparation_id=cast.lien.me
        )


def test_each_thing_to_prepare_is_called_by_a_code_of_its_own(cast: Cast) -> None:
    make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    first = preparation(cast)
    with acting(cast.lien):
        campaign_id = Preparation.objects.get(pk=first.pk).campaign_id
        campaigns.add_preparation(actor=cast.lien, at=AT, campaign_id=campaign_id, title="Mượn loa", who="", due_on=DUE)
    jobs.remind_preparations(at=AT)
    with acting(cast.lien):
        codes = set(Telling.objects.filter(subject_kind=first.label).values_list("code", flat=True))
    assert codes == {f"CB-2026/{cast.land.own.code}-{nth}" for nth in (1, 2)}
