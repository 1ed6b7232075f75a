"""The list of people: drawn from the book, frozen, taken out under the rules of exports, told one by one."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.audit.book import book_seen
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.oversight.actions.alerts import settle_alert
from mangnon.oversight.incidents.actions import recording, whom
from mangnon.oversight.incidents.models import ConcernedPerson, Incident
from mangnon.oversight.incidents.queries import Draw
from mangnon.oversight.incidents.tests.conftest import Room
from mangnon.oversight.models import Alert
from mangnon.oversight.tests.test_alerts import closed as closed
from mangnon.oversight.tests.test_alerts import raised
from mangnon.testing.models import Sample

DAY = timedelta(days=1)


def span(room: Room, *names: str) -> Draw:
    """What these people looked at, yesterday to tomorrow."""
    people = tuple(str(room.house.people[name].pk) for name in names)
    return Draw(people, room.house.at - DAY, room.house.at + DAY)


def draw(room: Room, row: Incident, asked: Draw, name: str = "tam") -> int:
    return whom.draw_from_book(
        actor=room.house.actor(name), at=room.house.at, incident_id=row.pk, draw=asked, words="thử"
    )


def test_everybody_whom_the_entries_showed_is_frozen_with_the_entries_behind_each(room: Room) -> None:
    house, row = room.house, room.record()
    house.look("lien", house.anh, house.do)
    house.look("lien", house.anh)
    house.look("thao", house.do)
    assert draw(room, row, span(room, "lien")) == 2
    found = {one.thing: one for one in room.people(row)}
    assert set(found) == {str(house.anh.pk), str(house.do.pk)}
    entries = [one.pk for one in house.entries(outcome="seen", actor_name="Hồ Thị Liên")]
    assert found[str(house.anh.pk)].entries == entries
    assert found[str(house.do.pk)].entries == entries[:1]
    house.look("lien", house.do)
    assert len(room.people(row)) == 2, "what was looked at later isn't in the list"


def test_a_second_draw_adds_people_and_entries_and_doubles_nobody(room: Room) -> None:
    house, row = room.house, room.record()
    house.look("lien", house.anh)
    draw(room, row, span(room, "lien"))
    house.look("thao", house.anh, house.do)
    assert draw(room, row, span(room, "lien", "thao")) == 2
    found = {one.thing: len(one.entries) for one in room.people(row)}
    assert found == {str(house.anh.pk): 2, str(house.do.pk): 1}


def test_a_long_reading_is_drawn_in_one_statement(room: Room) -> None:
    house, row = room.house, room.record()
    actor = house.actor("lien")
    with acting(actor):
        for _page in range(5):
            things = [new_id() for _one in range(400)]
            book_seen(actor=actor, action="testing.samples.see", at=house.at, kind=Sample, ids=things)
    assert draw(room, row, span(room, "lien")) == 2000


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (Draw(), whom.NothingChosen),
        (Draw(("x",)), whom.SpanTooLong),
        (Draw(rule="xem-ban-dem"), whom.NobodyFound),
    ],
)
def test_the_whole_book_is_no_condition(room: Room, asked: Draw, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draw(room, room.record(), asked)


def test_one_press_opens_the_incident_of_an_alert_with_its_people(room: Room, closed: Sample, tmp_path: Path) -> None:
    house = room.house
    alert = raised(house, closed, tmp_path)
    tam = house.client("tam")
    url = reverse("oversight:incident_from_alert", args=[alert.pk])
    assert tam.post(url).status_code == 409, "no conclusion yet"
    settle_alert(
        actor=house.actor("tam"),
        at=house.at,
        alert_id=alert.pk,
        conclusion="breach",
        note="Chị Liên không giải thích được.",
    )
    assert "Mở sự cố" in tam.get(reverse("oversight:alert", args=[alert.pk])).content.decode()
    first, second = tam.post(url), tam.post(url)
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    with acting(house.actor("tam")):
        row = Incident.objects.everything_unchecked().get(alert_id=alert.pk)
    assert [one.thing for one in room.people(row)] == [str(closed.pk)]
    assert row.known_at == settled(room, alert).settled_at
    assert row.began_at is not None
    assert row.began_at <= row.known_at
    assert house.client("an").post(url).status_code == 403


def settled(room: Room, alert: Alert) -> Alert:
    with acting(room.house.actor("tam")):
        return Alert.objects.get(pk=alert.pk)


def many(room: Room, row: Incident, number: int) -> None:
    with acting(room.house.actor("tam")):
        ConcernedPerson.objects.bulk_create(
            ConcernedPerson(
                id=new_id(),
                incident=row,
                kind="testing.Sample",
                thing=str(new_id()),
                entries=[1],
                added_at=room.house.at,
            )
            for _one in range(number)
        )


def page(row: Incident) -> str:
    return reverse("oversight:incident_people", args=[row.pk])


REASON = {"reason": "Gửi cơ quan chuyên trách."}


def test_a_list_leaves_with_a_reason_a_serial_and_its_views_booked(room: Room) -> None:
    house, row = room.house, room.record()
    house.look("lien", house.anh)
    draw(room, row, span(room, "lien"))
    tam = house.client("tam")
    assert tam.post(page(row)).status_code == 422
    sheet = tam.post(page(row), REASON)
    with zipfile.ZipFile(io.BytesIO(sheet.content)) as packed:
        words = packed.read("xl/sharedStrings.xml").decode()
    assert "Hồ sơ, người" in words
    assert "Xuất bởi Huỳnh Thanh Tâm" in words
    text = tam.post(page(row), {**REASON, "as": "csv"}).content.decode("utf-8-sig")
    assert "số " in text.splitlines()[-1]
    with acting(house.actor("an")):
        seen = Entry.objects.filter(action="oversight.incidents.people_see", subject_kind="testing.Sample")
        assert seen.filter(seen__contains=[str(house.anh.pk)]).exists()
        assert Entry.objects.filter(action="oversight.incidents.people_see", detail__exported=1).count() == 2


def test_a_long_list_leaves_for_a_day_after_the_leader_has_said_so(room: Room) -> None:
    house, row = room.house, room.record()
    with pytest.raises(whom.NotLong):
        whom.release_list(actor=house.actor("van"), at=house.at, incident_id=row.pk)
    many(room, row, 201)
    tam = house.client("tam")
    assert tam.post(page(row), REASON).status_code == 422
    assert tam.post(reverse("oversight:release_people", args=[row.pk])).status_code == 403
    assert house.client("van").post(reverse("oversight:release_people", args=[row.pk])).status_code == 303
    assert tam.post(page(row), REASON).status_code == 200
    with acting(house.actor("tam")):
        Incident.objects.everything_unchecked().update(list_released_until=house.at - DAY)
    assert tam.post(page(row), REASON).status_code == 422


def test_people_are_told_one_by_one_and_then_the_rest(room: Room) -> None:
    house, row, tam = room.house, room.record(), room.house.actor("tam")
    many(room, row, 3)
    whom.add_person(actor=tam, at=house.at, incident_id=row.pk, name="Nguyễn Văn Xa")
    first = room.people(row)[0]
    told = {"at": house.at, "incident_id": row.pk}
    assert whom.note_told(actor=tam, who=[first.pk], how="Gặp mẹ tại nhà", **told) == 1
    assert whom.note_told(actor=tam, who=[first.pk], how="Gửi thư", **told) == 0
    shown = house.client("tam").get(page(row)).content.decode()
    assert shown.count(">Ghi đã báo<") == 3
    assert house.client("van").get(page(row)).content.decode().count(">Ghi đã báo<") == 0
    assert whom.note_told(actor=tam, who=None, how="Gửi thư", **told) == 3
    assert [one.told_how for one in room.people(row)].count("Gặp mẹ tại nhà") == 1


@pytest.mark.parametrize(
    ("name", "status", "rows"),
    [("tam", 200, 1), ("an", 200, 1), ("van", 200, 1), ("quan", 403, 0), ("lien", 403, 0), ("phu", 403, 1)],
)
def test_the_list_of_people_is_not_for_administrators(room: Room, name: str, status: int, rows: int) -> None:
    row = room.record("quan")
    many(room, row, 1)
    assert room.house.client(name).get(page(row)).status_code == status
    with acting(room.house.actor(name)):
        assert ConcernedPerson.objects.count() == rows, "what the database alone lets through"


def test_an_administrator_draws_nobody(room: Room) -> None:
    row = room.record("quan")
    with pytest.raises(Forbidden):
        draw(room, row, span(room, "lien"), "quan")
    assert recording.KIND == "oversight.Incident"
