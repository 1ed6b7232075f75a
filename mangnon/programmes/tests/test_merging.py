"""When communes merge, what is open is carried on where their people work now; what is over keeps its place."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from mangnon.access import offers
from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden
from mangnon.notices.models import Notice
from mangnon.places.actions import settle_split_task
from mangnon.places.models import SplitTask, Unit
from mangnon.places.reorganising import preview, reorganise
from mangnon.places.slots import PlacedFacts
from mangnon.programmes import jobs
from mangnon.programmes.campaigns import actions as campaigns
from mangnon.programmes.campaigns import offers as campaign_offers
from mangnon.programmes.campaigns.actions import CampaignTold
from mangnon.programmes.campaigns.models import Campaign, Preparation
from mangnon.programmes.campaigns.queries.years import places_at
from mangnon.programmes.forums import actions as forums
from mangnon.programmes.forums import offers as forum_offers
from mangnon.programmes.forums.models import Forum, ForumQuestion
from mangnon.programmes.inspections import actions as inspections
from mangnon.programmes.inspections import offers as inspection_offers
from mangnon.programmes.inspections.models import Inspection, Recommendation
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.praise import actions as praise
from mangnon.programmes.praise.models import Nomination
from mangnon.programmes.training import actions as training
from mangnon.programmes.training import offers as training_offers
from mangnon.programmes.training.models import Course, Curriculum
from mangnon.testing.cast import AT, TODAY, Cast, actor
from mangnon.testing.people import make_person, signed_in

REFORM = date(2025, 7, 1)
DUE = TODAY + timedelta(days=3)
MONTH = CampaignTold("Tháng hành động", date(2026, 6, 1), date(2026, 6, 30))


@dataclass
class Old:
    """What a commune that is no more left open, written there by its own officer of then."""

    place: Unit
    campaign: Campaign
    preparation: Preparation
    forum: Forum
    question: ForumQuestion
    recommendation: Recommendation
    nomination: Nomination
    course: Course


def leave(cast: Cast, place: Unit) -> Old:
    """Open things of every kind at a place."""
    place = copy(place)
    place.valid_to = None  # as it stood then
    then = actor("Cán bộ cũ", Role.COMMUNE_OFFICER, place)
    by, top = {"actor": then, "at": AT}, {"actor": cast.phu, "at": AT}
    day, inspected = date(2026, 11, 1), {"subject_place": place}
    with acting(cast.phu):
        curriculum, _new = Curriculum.objects.get_or_create(
            code="X-1", defaults={"title": "Luật Trẻ em", "topics": "a", "hours": 8, "audience": ["officer"],
                                  "refresh_months": 24, "least_share": 80, "most_points": 10, "source": "thử",
                                  "changed_at": AT},
        )  # fmt: skip
        told = inspections.InspectionTold("joint", "Sở Y tế", place.name, "Tin báo", day, day, **inspected)
        one = inspections.add_inspection(**top, place=cast.land.province, told=told)
        inspections.hold_inspection(**top, inspection_id=one.pk, version=1, held_on=day, minutes="Thống nhất")
        wanted = inspections.RecommendationTold("Làm rào", place.name, DUE)
        recommendation = inspections.recommend(**top, inspection_id=one.pk, told=wanted)
    with acting(then):
        campaign = campaigns.begin_campaign(**by, place=place, year=2026, occasion="month_of_action", told=MONTH)
        preparation = campaigns.add_preparation(**by, campaign_id=campaign.pk, title="Dọn sân khấu", who="", due_on=DUE)
        forum = forums.add_forum(**by, place=place, told=forums.ForumTold("level", "Diễn đàn 2026", day, day))
        asked = forums.QuestionTold("request", "play", "Chúng em muốn có sân chơi", "office", place.name, DUE, place)
        question = forums.ask(**by, forum_id=forum.pk, told=asked)
        nomination = praise.draft_nomination(
            **by, place=place,
            told=praise.NominationTold("person", "Hồ Thị Mận", "Giáo viên", "Mở lớp bơi", "commune", "giay_khen", "xã"),
        )  # fmt: skip
        course = training.plan_course(
            **by, place=place, curriculum_id=curriculum.pk,
            told=training.CourseTold("Lớp Luật Trẻ em", TODAY - timedelta(days=2), TODAY - timedelta(days=1), "Xã", 20),
        )  # fmt: skip
    return Old(place, campaign, preparation, forum, question, recommendation, nomination, course)


@pytest.fixture
def communes(cast: Cast) -> list[Unit]:
    """The two communes that went wholly into the own one."""
    found = [one for one in Ground(cast.land.own).past if one.level == "commune"]
    assert len(found) == 2
    return found


@pytest.fixture
def old(cast: Cast, communes: list[Unit]) -> Old:
    """Of the first of them."""
    return leave(cast, communes[0])


@pytest.fixture(autouse=True)
def _only_programmes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts of other rooms move in their own tests."""
    filled = offers.filled

    def narrowed(slot: Any) -> list[Any]:
        found = filled(slot)
        return [one for one in found if one.name.startswith("programmes.")] if slot is PlacedFacts else found

    monkeypatch.setattr(offers, "filled", narrowed)


def merge() -> int:
    """The map changes; how many facts went to successors."""
    return reorganise(actor=console("root"), at=AT, on=REFORM).moved


def write_on(cast: Cast, old: Old) -> None:
    """The successor's officer does with each what is to be done next."""
    by = {"actor": cast.lien, "at": AT}
    with acting(cast.lien):
        campaigns.do_preparation(**by, preparation_id=old.preparation.pk)
        campaigns.report_campaign(**by, campaign_id=old.campaign.pk, version=1, sent_on=TODAY, number="9/BC-UBND")
        campaigns.finish_campaign(**by, campaign_id=old.campaign.pk, version=2, learnt="Làm sớm hơn")
        forums.answer_question(**by, question_id=old.question.pk, version=0, text="Sẽ làm", by="Chủ tịch", on=TODAY)
        told = forums.ForumTold("level", "Diễn đàn trẻ em", date(2026, 11, 1), date(2026, 11, 2))
        forums.correct_forum(**by, forum_id=old.forum.pk, version=1, told=told)
        inspections.answer_recommendation(
            **by, recommendation_id=old.recommendation.pk, version=1, text="Đã làm", by="Chủ tịch", on=TODAY
        )
        praise.propose(**by, nomination_id=old.nomination.pk, version=1)
        session = training.SessionTold(old.course.starts_on, time(7), time(9), "Bài")
        training.add_session(**by, course_id=old.course.pk, told=session)


@pytest.mark.django_db
def test_the_successor_writes_on_from_the_first_day_before_anything_was_moved(cast: Cast, old: Old) -> None:
    write_on(cast, old)


@pytest.mark.django_db
def test_after_the_move_it_is_the_successors_own_and_no_others(cast: Cast, old: Old) -> None:
    merge()
    with acting(cast.thao), pytest.raises(Forbidden):
        campaigns.do_preparation(actor=cast.thao, at=AT, preparation_id=old.preparation.pk)
    for one in (old.campaign, old.forum, old.question, old.nomination, old.course):
        with acting(cast.phu):
            one.refresh_from_db()
        assert one.place_id == cast.land.own.pk
    write_on(cast, old)
    with acting(cast.phu):
        assert Inspection.objects.get().subject_place_id == cast.land.own.pk
        assert Recommendation.objects.get().answer == "Đã làm"


@pytest.mark.django_db
def test_what_is_open_waits_on_the_worklist_of_the_successor(cast: Cast, old: Old) -> None:
    sources = (campaign_offers, forum_offers, inspection_offers, training_offers)
    merge()
    for source in sources:
        with acting(cast.lien):
            assert source._work(cast.lien, AT), source.__name__
        with acting(cast.thao):
            assert not source._work(cast.thao, AT), source.__name__


@pytest.mark.django_db
def test_those_who_serve_there_now_hear_of_the_days_even_if_others_had_heard(cast: Cast, old: Old) -> None:
    reminders = (jobs.remind_preparations, jobs.remind_answers, jobs.remind_recommendations)
    officer = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    for remind in reminders:
        remind(at=AT)
    with acting(cast.lien):
        assert not Notice.objects.filter(person_id=officer.pk).exists()
    merge()
    assert [remind(at=AT) for remind in reminders] == [1, 1, 1]
    with acting(cast.lien):
        words = [one.telling.words["place"] for one in Notice.objects.filter(person_id=officer.pk)]
    assert words == [cast.land.own.name] * 3


@pytest.mark.django_db
def test_two_communes_bring_the_same_campaign_and_forum_and_both_go_on(cast: Cast, communes: list[Unit]) -> None:
    both = [leave(cast, one) for one in communes]
    with acting(cast.lien):
        campaigns.begin_campaign(
            actor=cast.lien, at=AT, place=cast.land.own, year=2026, occasion="month_of_action",
            told=replace(MONTH, title="Của xã mới"),
        )  # fmt: skip
    assert preview(actor=console("root"), at=AT, on=REFORM).moved == merge()
    with acting(cast.phu):
        rows = Campaign.objects.filter(place=cast.land.own, occasion="month_of_action")
        assert set(rows.values_list("carried_from", flat=True)) == {None, *(one.pk for one in communes)}
        assert Forum.objects.filter(place=cast.land.own, carried_from__in=communes).count() == 2
        own = next(one for one in places_at("month_of_action", 2026, TODAY) if one.unit == cast.land.own)
        assert own.campaign is not None
        assert own.campaign.title == "Của xã mới"
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    for name, one in (("campaign", both[1].campaign), ("forum", both[1].forum)):
        assert f"{communes[1].name} cũ" in client.get(reverse(f"programmes:{name}", args=[one.pk])).text
    for page in ("campaigns", "forums"):
        assert client.get(reverse(f"programmes:{page}"), {"year": 2026}).status_code == 200
    for left in both:
        write_on(cast, left)
    assert merge() == 0


@pytest.mark.django_db
def test_what_is_over_keeps_its_place(cast: Cast, communes: list[Unit], old: Old) -> None:
    by = {"actor": cast.phu, "at": AT}
    with acting(cast.phu):
        campaigns.report_campaign(**by, campaign_id=old.campaign.pk, version=1, sent_on=TODAY, number="9/BC-UBND")
        campaigns.finish_campaign(**by, campaign_id=old.campaign.pk, version=2, learnt="")
        forums.answer_question(**by, question_id=old.question.pk, version=0, text="Sẽ làm", by="Chủ tịch", on=TODAY)
        forums.cancel_forum(**by, forum_id=old.forum.pk, version=1, reason="Bão lũ, không tổ chức được")
    merge()
    with acting(cast.phu):
        for one in (old.campaign, old.forum, old.question):
            one.refresh_from_db()
            assert one.place_id == communes[0].pk
        assert not Campaign.objects.filter(carried_from__isnull=False).exists()


@pytest.mark.django_db
def test_what_was_summed_up_and_not_reported_still_goes_on(cast: Cast, old: Old) -> None:
    with acting(cast.phu):
        campaigns.finish_campaign(actor=cast.phu, at=AT, campaign_id=old.campaign.pk, version=1, learnt="")
    merge()
    with acting(cast.lien):
        sent = {"campaign_id": old.campaign.pk, "version": 2, "sent_on": TODAY, "number": "9/BC-UBND"}
        assert campaigns.report_campaign(actor=cast.lien, at=AT, **sent).place_id == cast.land.own.pk


@pytest.mark.django_db
def test_a_divided_communes_things_wait_until_a_person_says_where_they_go(cast: Cast) -> None:
    divided = Unit.objects.get(code="20296", valid_from=date(2019, 1, 1))
    part = Unit.objects.get(code="20194", valid_from=REFORM)
    officer = actor("Cán bộ Hải Vân", Role.COMMUNE_OFFICER, part)
    old = leave(cast, divided)
    merge()
    kinds = {
        "programmes.campaign": old.campaign, "programmes.forum": old.forum, "programmes.forum_asked": old.question,
        "programmes.inspected": old.recommendation.inspection, "programmes.nomination": old.nomination,
        "programmes.course": old.course,
    }  # fmt: skip
    with acting(cast.phu):
        tasks = {one.offer: one for one in SplitTask.objects.all()}
        assert {name: one.fact_id for name, one in tasks.items()} == {name: str(one.pk) for name, one in kinds.items()}
    do = {"at": AT, "preparation_id": old.preparation.pk}
    with acting(officer), pytest.raises(Forbidden):
        campaigns.do_preparation(actor=officer, **do)
    with acting(cast.phu):
        for one in tasks.values():
            settle_split_task(actor=cast.phu, at=AT, task_id=one.pk, to_unit_id=part.pk)
    with acting(officer):
        assert campaigns.do_preparation(actor=officer, **do).done_on == TODAY
        assert Campaign.objects.get(pk=old.campaign.pk).carried_from == divided
        assert Recommendation.objects.filter(pk=old.recommendation.pk).exists()
