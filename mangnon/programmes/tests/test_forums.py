"""Forums: the circular's rules as data, delegates in numbers, no forum without consents, answers and who may write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes.days import NotYet, TooEarly
from mangnon.programmes.forums import queries, refusals
from mangnon.programmes.forums.actions import (
    ForumTold,
    GroupTold,
    Grown,
    QuestionTold,
    add_forum,
    add_group,
    answer_question,
    ask,
    cancel_forum,
    correct_forum,
    correct_group,
    correct_question,
    follow_up,
    hold_forum,
    publish,
    report_forum,
    withdraw,
)
from mangnon.programmes.forums.models import Forum, ForumAnswer, ForumGroup, ForumQuestion
from mangnon.programmes.forums.offers import _work
from mangnon.programmes.forums.rules import Facts, Kept, Rule, Stand, Turn, checks, fewest_adults, law_on, stand, turn
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

DAY = date(2026, 6, 5)
LAW = law_on(DAY)
FULL = Facts("commune", 30, 30, 6, 3, 10, DAY, DAY, held=True, before=True, looked_back=True)


def broken(facts: Facts, today: date = TODAY) -> list[Rule]:
    assert LAW is not None
    return [one.rule for one in checks(facts, LAW, today) if one.kept is Kept.NO]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"children": 29, "consents": 29, "volunteers": 2, "guests": 9}, [Rule.CHILDREN]),
        ({"consents": 29}, [Rule.CONSENTS]),
        ({"children": 31, "consents": 31}, [Rule.ADULTS]),
        ({"volunteers": 4}, [Rule.VOLUNTEERS]),
        ({"guests": 11}, [Rule.GUESTS]),
        ({"looked_back": False}, [Rule.LOOK_BACK]),
        ({"looked_back": False, "before": False}, []),
        ({"level": "district"}, [Rule.CHILDREN]),
        ({"level": "other"}, [Rule.CHILDREN]),
        ({"children": 0, "consents": 0, "adults": 0, "volunteers": 0, "guests": 0}, [Rule.CHILDREN, Rule.CONSENTS]),
        ({"ends_on": DAY - timedelta(days=1)}, [Rule.DAYS]),
    ],
)
def test_each_rule_of_the_circular_is_told(change: dict[str, Any], expected: list[Rule]) -> None:
    assert broken(replace(FULL, **change)) == expected


def test_the_province_reports_within_fifteen_days_and_nobody_else_must() -> None:
    province = replace(FULL, level="province", children=50, consents=50, adults=10)
    assert Rule.REPORT not in [one.rule for one in checks(FULL, LAW, TODAY)]  # type: ignore[arg-type]
    assert broken(province) == [Rule.REPORT]
    assert broken(province, DAY + timedelta(days=15)) == []
    assert broken(replace(province, reported_on=DAY + timedelta(days=15))) == []
    assert broken(replace(province, reported_on=DAY + timedelta(days=16))) == [Rule.REPORT]
    assert broken(replace(province, held=False)) == []


@given(st.integers(0, 500))
def test_the_fewest_adults_are_enough_and_one_less_is_not(children: int) -> None:
    assert LAW is not None
    n = fewest_adults(children, LAW)
    assert n * LAW.children_per_adult >= children
    assert children == 0 or (n - 1) * LAW.children_per_adult < children


def test_before_the_circular_there_are_no_rules() -> None:
    assert law_on(date(2020, 2, 19)) is None
    assert LAW is not None
    assert (LAW.citation, LAW.levels["province"].children) == ("29/2019/TT-BLĐTBXH", 50)


@pytest.mark.parametrize(
    ("held", "planned", "expected"),
    [
        (2026, False, Turn.HELD),
        (2025, True, Turn.PLANNED),
        (2025, False, Turn.LAST_YEAR),
        (2024, False, Turn.OVERDUE),
        (None, False, Turn.OVERDUE),
    ],
)
def test_a_place_has_two_years(held: int | None, planned: bool, expected: Turn) -> None:
    assert turn(2026, held, LAW, planned=planned) is expected


def test_an_answer_is_late_the_day_after() -> None:
    assert stand(answered=False, done="", due_on=TODAY, today=TODAY) is Stand.WAITING
    assert stand(answered=False, done="", due_on=TODAY - timedelta(days=1), today=TODAY) is Stand.LATE
    assert stand(answered=True, done="partly", due_on=DAY, today=TODAY) is Stand.UNDONE
    assert stand(answered=True, done="done", due_on=DAY, today=TODAY) is Stand.DONE


TOLD = ForumTold("level", "Diễn đàn trẻ em Trà Linh", DAY, DAY, theme="An toàn", grown=Grown(1, 0, 1))
GROUP = GroupTold("Thôn Một", "girl", 4, 3, frozenset({"minority", "remote"}))


@pytest.fixture
def forum(cast: Cast) -> Forum:
    """A forum that the own commune prepares, with one group of which a consent is missing."""
    with acting(cast.lien):
        made = add_forum(actor=cast.lien, at=AT, place=cast.land.own, told=TOLD)
        add_group(actor=cast.lien, at=AT, forum_id=made.pk, told=GROUP)
        made.refresh_from_db()
        return made


def question(cast: Cast, **told: object) -> QuestionTold:
    known: dict[str, Any] = {
        "kind": "request", "topic": "play", "text": "Chúng em muốn có sân chơi", "answerer": "office",
        "body": "UBND xã", "due_on": date(2026, 7, 5), "place": cast.land.own,
    }  # fmt: skip
    return QuestionTold(**{**known, **told})


@pytest.mark.django_db
def test_nobody_holds_a_forum_without_each_childs_consent(cast: Cast, forum: Forum) -> None:
    lien, told = cast.lien, {"actor": cast.lien, "at": AT, "forum_id": forum.pk}
    days = {"starts_on": DAY, "ends_on": DAY, "grown": Grown(1, 0, 1)}
    assert (forum.children, forum.consents, forum.girls, forum.minority, forum.disabled) == (4, 3, 4, 4, 0)
    with acting(lien):
        with pytest.raises(refusals.ConsentsMissing, match="29/2019"):
            hold_forum(**told, version=forum.version, **days)
        group = ForumGroup.objects.get(forum=forum)
        again = {"actor": lien, "at": AT, "group_id": group.pk}
        with pytest.raises(StaleVersion):
            correct_group(**again, version=1, told=replace(GROUP, consents=4))
        with pytest.raises(refusals.MoreConsents):
            correct_group(**again, version=forum.version, told=replace(GROUP, consents=5))
        correct_group(**again, version=forum.version, told=replace(GROUP, consents=4))
        with pytest.raises(refusals.GroupThere):
            add_group(**told, told=replace(GROUP, source="thôn một"))
        with pytest.raises(NotYet):
            hold_forum(**told, version=forum.version + 1, **days | {"ends_on": TODAY + timedelta(days=1)})
        held = hold_forum(**told, version=forum.version + 1, **days)
        with pytest.raises(refusals.ForumShut):
            hold_forum(**told, version=held.version, **days)
        with pytest.raises(refusals.ConsentsMissing):
            add_group(**told, told=replace(GROUP, source="Thôn Hai"))
        with pytest.raises(refusals.ForumThere):
            add_forum(actor=lien, at=AT, place=cast.land.own, told=replace(TOLD, title="Lần hai"))
        add_forum(actor=lien, at=AT, place=cast.land.own, told=replace(TOLD, kind="other"))
        with pytest.raises(TooEarly):
            report_forum(**told, version=held.version, report="9/BC", reported_on=DAY - timedelta(days=1))
        report_forum(**told, version=held.version, report="9/BC-UBND", reported_on=DAY)
        with pytest.raises(refusals.DaysBackwards):
            correct_forum(**told, version=held.version + 1, told=replace(TOLD, ends_on=DAY - timedelta(days=1)))
        rows = {one.unit.pk: one for one in queries.overview(2026, TODAY)}
    assert rows[cast.land.own.pk].turn is Turn.HELD
    assert rows[cast.land.sibling.pk].turn is Turn.OVERDUE
    with acting(cast.thao), pytest.raises(Forbidden):
        cancel_forum(actor=cast.thao, at=AT, forum_id=forum.pk, version=1, reason="Không phải xã mình")


@pytest.mark.django_db
def test_before_the_circular_a_forum_needs_children_but_no_consents(cast: Cast) -> None:
    lien, day = cast.lien, date(2019, 6, 5)
    with acting(lien):
        made = add_forum(actor=lien, at=AT, place=cast.land.own, told=replace(TOLD, starts_on=day, ends_on=day))
        told = {"actor": lien, "at": AT, "forum_id": made.pk}
        days = {"starts_on": day, "ends_on": day, "grown": Grown()}
        with pytest.raises(refusals.NoDelegates):
            hold_forum(**told, version=1, **days)
        add_group(**told, told=GROUP)
        assert hold_forum(**told, version=2, **days).state == "held"
        assert queries.checked(Forum.objects.get(pk=made.pk), asked_before=False, today=TODAY) == []


@pytest.mark.django_db
def test_whoever_was_asked_answers_and_what_is_public_stays_as_it_is(cast: Cast, forum: Forum) -> None:
    lien, quyet = cast.lien, cast.quyet
    with acting(lien):
        correct_group(
            actor=lien, at=AT, group_id=ForumGroup.objects.get(forum=forum).pk, version=forum.version,
            told=replace(GROUP, consents=4),
        )  # fmt: skip
        hold_forum(
            actor=lien, at=AT, forum_id=forum.pk, version=forum.version + 1, starts_on=DAY, ends_on=DAY, grown=Grown()
        )
        told = {"actor": lien, "at": AT, "forum_id": forum.pk}
        with pytest.raises(refusals.AnswererUntold):
            ask(**told, told=question(cast, place=None))
        with pytest.raises(TooEarly):
            ask(**told, told=question(cast, due_on=DAY - timedelta(days=1)))
        mine = ask(**told, told=question(cast))
        theirs = ask(**told, told=question(cast, place=cast.land.sibling, kind="question"))
        assert (mine.number, theirs.number) == (1, 2)
        assert [one.row.url for one in _work(lien, AT)] != []
        with pytest.raises(refusals.Unanswered):
            follow_up(actor=lien, at=AT, question_id=mine.pk, version=0, done="done", note="", done_on=TODAY)
    said = {"at": AT, "text": "Xã làm sân chơi trong quý 4", "by": "Chủ tịch UBND", "on": TODAY}
    with acting(cast.thao):
        with pytest.raises(Forbidden):
            answer_question(actor=cast.thao, question_id=mine.pk, version=0, **said)
        answer_question(actor=cast.thao, question_id=theirs.pk, version=0, **said)
        with pytest.raises(StaleVersion):
            answer_question(actor=cast.thao, question_id=theirs.pk, version=0, **said)
        with pytest.raises(Forbidden):
            correct_question(actor=cast.thao, at=AT, question_id=theirs.pk, version=1, told=question(cast))
    with acting(lien):
        answer_question(actor=lien, question_id=mine.pk, version=0, **said)
        with pytest.raises(Forbidden):
            publish(actor=lien, at=AT, question_id=mine.pk, version=1)
    with acting(quyet):
        public = publish(actor=quyet, at=AT, question_id=mine.pk, version=1)
        publish(actor=quyet, at=AT, question_id=mine.pk, version=1)
        with pytest.raises(refusals.PublishedAlready):
            answer_question(actor=quyet, question_id=mine.pk, version=public.version, **said)
        with pytest.raises(refusals.PublishedAlready):
            correct_question(actor=quyet, at=AT, question_id=mine.pk, version=1, told=question(cast))
        assert [one.question_id for one in queries.published_answers(cast.land.own)] == [mine.pk]
        follow_up(actor=quyet, at=AT, question_id=mine.pk, version=2, done="partly", note="Mới san nền", done_on=TODAY)
        withdraw(actor=quyet, at=AT, question_id=mine.pk)
        assert not queries.published_answers(cast.land.own).exists()
        waits = queries.open_questions(TODAY, late=False, undone=True)
    assert {one.pk for one in waits} == {mine.pk, theirs.pk}


@pytest.mark.django_db
def test_the_database_keeps_strangers_out(cast: Cast, forum: Forum) -> None:
    with acting(cast.lien):
        asked = ask(actor=cast.lien, at=AT, forum_id=forum.pk, told=question(cast))
    with acting(cast.thao):
        assert Forum.objects.filter(pk=forum.pk).exists()
        assert not ForumGroup.objects.filter(forum=forum).exists()
        assert Forum.objects.filter(pk=forum.pk).update(title="x") == 0
        assert ForumQuestion.objects.filter(pk=asked.pk).update(text="x") == 0
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("delete from programmes_forum")
    with acting(cast.thao), pytest.raises(ProgrammingError), transaction.atomic():
        ForumAnswer.objects.create(question=asked, text="x", by="x", on=TODAY, told_at=AT, told_by_name="x")
    with acting(cast.phu):
        assert ForumGroup.objects.filter(forum=forum).count() == 1


def _before(cast: Cast) -> None:
    """Last year's forum of the commune, with a request."""
    with acting(cast.lien):
        told = replace(TOLD, title="Diễn đàn năm trước", starts_on=date(2025, 8, 5), ends_on=date(2025, 8, 5))
        old = add_forum(actor=cast.lien, at=AT, place=cast.land.own, told=told)
        add_group(actor=cast.lien, at=AT, forum_id=old.pk, told=replace(GROUP, consents=4))
        hold_forum(
            actor=cast.lien, at=AT, forum_id=old.pk, version=2, starts_on=told.starts_on, ends_on=told.ends_on,
            grown=Grown(),
        )  # fmt: skip
        ask(actor=cast.lien, at=AT, forum_id=old.pk, told=question(cast, text="Chúng em muốn học bơi"))


@pytest.mark.django_db
def test_an_officer_keeps_a_forum_on_its_pages(cast: Cast) -> None:
    _before(cast)
    own: Unit = cast.land.own
    client: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, own))
    grown = {"adults": "1", "volunteers": "0", "guests": "0"}
    sent = {"kind": "level", "title": "Diễn đàn 2026", "starts_on": "5/6/2026", "ends_on": "5/6/2026", **grown}
    page = client.post("/chuong-trinh/dien-dan/moi", sent).url
    assert client.post("/chuong-trinh/dien-dan/moi", sent).status_code == 409
    shown = client.get(page).text
    assert "Chúng em muốn học bơi" in shown
    assert "Ít nhất 30 trẻ em" in shown
    group = {"source": "Thôn Một", "sex": "girl", "traits": ["minority"], "children": "5", "consents": "4"}
    assert client.post(f"{page}/nhom", group).status_code == 303
    held = {"version": "2", "starts_on": "5/6/2026", "ends_on": "5/6/2026", **grown}
    refused = client.post(f"{page}/to-chuc", held)
    assert refused.status_code == 422
    assert "mới có 4 phiếu" in refused.text
    with acting(cast.lien):
        pk = ForumGroup.objects.get(forum__title="Diễn đàn 2026").pk
    assert f"/chuong-trinh/dien-dan/nhom/{pk}/sua" in client.get(page).text
    mended = group | {"version": "2", "consents": "5"}
    assert client.post(f"/chuong-trinh/dien-dan/nhom/{pk}/sua", mended).status_code == 303
    assert client.post(f"{page}/to-chuc", held | {"version": "3"}).status_code == 303
    said = {
        "kind": "question", "text": "Khi nào có sân chơi?", "topic": "play", "answerer": "office",
        "place": str(own.pk), "body": "UBND xã", "due_on": "5/7/2026",
    }  # fmt: skip
    assert client.post(f"{page}/cau-hoi", said).status_code == 303
    assert "Khi nào có sân chơi?" in client.get("/chuong-trinh/dien-dan/cau-hoi").text
    with acting(cast.lien):
        asked = ForumQuestion.objects.get(text="Khi nào có sân chơi?")
    one = f"/chuong-trinh/dien-dan/cau-hoi/{asked.pk}"
    reply = {"version": "0", "text": "Quý 4 này", "by": "Chủ tịch UBND xã", "on": "20/11/2026"}
    assert client.post(f"{one}/tra-loi", reply).status_code == 303
    assert client.post(f"{one}/tra-loi", reply).status_code == 409
    looked = {"version": "1", "done": "not_done", "note": "Chưa có đất", "done_on": "22/11/2026"}
    assert client.post(f"{one}/xem-lai", looked).status_code == 303
    assert "Chưa có đất" in client.get(one).text
    assert client.post(f"{one}/cong-khai", {"version": "2", "sure": "on"}).status_code == 403
    chair: Client = signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, own))
    assert chair.post(f"{one}/cong-khai", {"version": "2"}).status_code == 422
    assert chair.post(f"{one}/cong-khai", {"version": "2", "sure": "on"}).status_code == 303
    assert chair.post(f"{one}/thoi", {}).status_code == 303
    assert client.get(f"{page}/in").content[:4] == b"%PDF"
    assert "Diễn đàn 2026" in client.get("/chuong-trinh/dien-dan?xem=du").text
    assert client.get("/chuong-trinh/dien-dan?xem=x").status_code == 400
    assert client.get("/chuong-trinh/dien-dan/cau-hoi?xem=hua").status_code == 200
    stranger: Client = signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling))
    assert "Thôn Một" not in stranger.get(page).text
    assert stranger.get(f"{page}/sua").status_code == 403
