"""A-15: access is reviewed every six months, by somebody else, and signed; what nobody confirms is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.actions.checking import RoleNotYours
from mangnon.accounts.models import Assignment, Person
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.oversight import jobs
from mangnon.oversight.actions.reviewing import (
    AlreadyDecided,
    AlreadySigned,
    LineOver,
    NothingToReview,
    OwnLine,
    ReviewOpen,
    StillWaiting,
    confirm_line,
    end_line,
    open_review,
    sign_review,
)
from mangnon.oversight.models import Decision, Review, ReviewLine
from mangnon.oversight.rules import is_due, may_confirm, months_before
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.tests.test_reading import shown
from mangnon.testing.people import make_person


@pytest.fixture
def review(house: House) -> Review:
    """The review of Trà Linh, opened by its chair."""
    return open_review(actor=house.actor("quyet"), at=house.at, place_id=house.land.own.pk)


@pytest.fixture
def wide(house: House) -> Review:
    """The review of the province, opened by the administrator."""
    return open_review(actor=house.actor("quan"), at=house.at, place_id=house.land.province.pk)


def line(review: Review, person: Person) -> ReviewLine:
    return ReviewLine.objects.get(review=review, assignment__person=person)


def confirm(house: House, by: str, review: Review, name: str) -> ReviewLine:
    return confirm_line(actor=house.actor(by), at=house.at, line_id=line(review, house.people[name]).pk)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 23), 6, date(2026, 5, 23)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 30), 6, date(2024, 2, 29)),
        (date(2026, 3, 1), 6, date(2025, 9, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_backwards(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_six_months_are_due_on_the_day() -> None:
    assert is_due(date(2026, 5, 23), date(2026, 11, 23))
    assert not is_due(date(2026, 5, 24), date(2026, 11, 23))


def test_somebody_confirms_every_role() -> None:
    """No role is confirmed by nobody, and the administrator not only by administrators."""
    for role in Role:
        assert any(may_confirm([other], role) for other in Role), role
    assert may_confirm([Role.DATA_OFFICER], Role.ADMINISTRATOR)
    assert not may_confirm([Role.DATA_OFFICER], Role.COMMUNE_OFFICER)
    assert not may_confirm([Role.COMMUNE_CHAIR], Role.COMMUNE_CHAIR)


def test_a_review_asks_about_all_access_in_force(house: House, review: Review) -> None:
    assert {one.assignment.person.full_name for one in review.lines.all()} == {"Hồ Thị Liên", "Hồ Văn Quyết"}
    assert review.due_on == local_day(house.at) + timedelta(days=30)
    (entry,) = house.entries(action="oversight.reviews.open")
    assert entry.place_id == house.land.own.pk


def test_one_review_of_a_place_at_a_time(house: House, review: Review) -> None:
    with pytest.raises(ReviewOpen):
        open_review(actor=house.actor("quan"), at=house.at, place_id=house.land.own.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            id=house.anh.pk, place=house.land.own, opened_at=house.at, opened_by_name="x", due_on=review.due_on
        )


def test_a_place_without_access_has_nothing_to_review(house: House) -> None:
    with pytest.raises(NothingToReview):
        open_review(actor=house.actor("quan"), at=house.at, place_id=house.land.foreign.pk)


def test_a_chair_opens_no_review_next_door(house: House) -> None:
    with pytest.raises(NotFound):
        open_review(actor=house.actor("quyet"), at=house.at, place_id=house.land.sibling.pk)


def test_the_chair_confirms_the_officer_and_the_administrator_the_chair(house: House, review: Review) -> None:
    assert confirm(house, "quyet", review, "lien").decision == Decision.CONFIRMED
    with pytest.raises(OwnLine):
        confirm(house, "quyet", review, "quyet")
    assert confirm(house, "quan", review, "quyet").decided_by_name == "Phan Quân"
    assert {entry.subject_id for entry in house.entries(action="oversight.reviews.confirm")} == {
        str(house.people["lien"].pk),
        str(house.people["quyet"].pk),
    }


def test_the_only_administrator_is_confirmed_by_the_data_officer(house: House, wide: Review) -> None:
    with pytest.raises(OwnLine):
        confirm(house, "quan", wide, "quan")
    assert confirm(house, "tam", wide, "quan").decision == Decision.CONFIRMED
    with pytest.raises(RoleNotYours):
        confirm(house, "tam", wide, "phu")
    with pytest.raises(OwnLine):
        confirm(house, "tam", wide, "tam")


@pytest.mark.parametrize("name", ["lien", "an", "van", "phu"])
def test_others_hold_no_right_to_confirm(house: House, review: Review, name: str) -> None:
    with pytest.raises(Forbidden):
        confirm(house, name, review, "quyet")


def test_the_chair_next_door_finds_nothing(house: House, review: Review) -> None:
    """IDOR: another place's review and its lines look like nothing at all, by every door."""
    other = make_person("Nguyễn Văn Lân", Role.COMMUNE_CHAIR, house.land.sibling)
    house.people["lan"] = other
    client = house.client("lan")
    one = line(review, house.people["lien"])
    assert client.get(reverse("oversight:review", args=[review.pk])).status_code == 404
    assert client.get(reverse("oversight:sign_review", args=[review.pk])).status_code == 404
    assert client.post(reverse("oversight:sign_review", args=[review.pk]), {}).status_code == 404
    assert client.post(reverse("oversight:confirm_line", args=[one.pk])).status_code == 404
    assert client.get(reverse("oversight:end_line", args=[one.pk])).status_code == 404
    assert "Trà Linh" not in client.get(reverse("oversight:reviews")).content.decode()
    one.refresh_from_db()
    assert one.decision == ""


def test_a_second_press_is_told_who_was_first(house: House, review: Review) -> None:
    confirm(house, "quyet", review, "lien")
    with pytest.raises(AlreadyDecided):
        confirm(house, "quan", review, "lien")
    response = house.client("quan").post(
        reverse("oversight:confirm_line", args=[line(review, house.people["lien"]).pk])
    )
    assert response.status_code == 422
    assert "Hồ Văn Quyết đã soát" in response.content.decode()
    assert len(house.entries(action="oversight.reviews.confirm")) == 1


def test_ending_ends_the_access_itself(house: House, review: Review) -> None:
    end_line(
        actor=house.actor("quyet"), at=house.at, line_id=line(review, house.people["lien"]).pk, why="Chuyển công tác"
    )
    assert house.people["lien"].assignments.get().valid_to == local_day(house.at)
    assert line(review, house.people["lien"]).decision == Decision.ENDED
    assert len(house.entries(action="accounts.assignments.end")) == 1
    assert len(house.entries(action="oversight.reviews.end")) == 1


def test_ending_asks_who_takes_open_work(house: House, review: Review) -> None:
    from mangnon.accounts.actions.leaving import WorkHeld
    from mangnon.testing.models import Sample

    with acting(house.actor("phu")):
        Sample.objects_unguarded.filter(pk=house.anh.pk).update(holder=house.people["lien"].pk)
    with pytest.raises(WorkHeld):
        end_line(actor=house.actor("quyet"), at=house.at, line_id=line(review, house.people["lien"]).pk, why="Nghỉ")
    assert line(review, house.people["lien"]).decision == "", "nothing half done"


def test_access_that_ended_in_another_way_needs_no_decision(house: House, review: Review) -> None:
    Assignment.objects.filter(person=house.people["lien"]).update(valid_to=local_day(house.at))
    with pytest.raises(LineOver):
        confirm(house, "quyet", review, "lien")
    confirm(house, "quan", review, "quyet")
    sign_review(actor=house.actor("quyet"), at=house.at, review_id=review.pk)
    assert line(review, house.people["lien"]).decision == Decision.LAPSED


def test_a_signature_waits_for_the_last_line(house: House, review: Review) -> None:
    confirm(house, "quyet", review, "lien")
    with pytest.raises(StillWaiting, match="Còn 1 người"):
        sign_review(actor=house.actor("quyet"), at=house.at, review_id=review.pk)
    confirm(house, "quan", review, "quyet")
    signed = sign_review(actor=house.actor("quyet"), at=house.at, review_id=review.pk, note="Đủ người.")
    assert signed.signed_by_name == "Hồ Văn Quyết"
    with pytest.raises(AlreadySigned):
        sign_review(actor=house.actor("quan"), at=house.at, review_id=review.pk)
    (entry,) = house.entries(action="oversight.reviews.sign")
    assert entry.detail["confirmed"] == 2


def test_after_the_signature_nothing_is_decided_any_more(house: House, review: Review) -> None:
    for by, name in (("quyet", "lien"), ("quan", "quyet")):
        confirm(house, by, review, name)
    sign_review(actor=house.actor("quyet"), at=house.at, review_id=review.pk)
    ReviewLine.objects.filter(review=review).update(decision="")
    with pytest.raises(LineOver):
        confirm(house, "quyet", review, "lien")


def test_the_machine_opens_what_is_due_and_nothing_twice(house: House) -> None:
    Assignment.objects.update(created_at=house.at - timedelta(days=200))
    assert jobs.open_due_reviews(at=house.at) == 3
    assert jobs.open_due_reviews(at=house.at) == 0
    assert {one.place.name for one in Review.objects.all()} == {"Xã Trà Linh", "Xã Trà Leng", "Thành phố Đà Nẵng"}


def test_access_just_given_is_not_reviewed_yet(house: House) -> None:
    assert jobs.open_due_reviews(at=house.at) == 0


def test_six_months_after_the_last_review_comes_the_next(house: House, review: Review) -> None:
    for by, name in (("quyet", "lien"), ("quan", "quyet")):
        confirm(house, by, review, name)
    sign_review(actor=house.actor("quyet"), at=house.at, review_id=review.pk)
    assert jobs.open_due_reviews(at=house.at + timedelta(days=150)) == 0
    opened = jobs.open_due_reviews(at=house.at + timedelta(days=185))
    assert opened == 3, "Trà Linh again; the others, given meanwhile half a year ago"


def test_a_late_review_is_shown_as_late(house: House, review: Review) -> None:
    Review.objects.update(due_on=local_day(house.at) - timedelta(days=3))
    client = house.client("quyet")
    assert "Trễ 3 ngày" in client.get(reverse("oversight:reviews") + "?trang-thai=tre").content.decode()
    assert "Trễ 3 ngày" in client.get(reverse("oversight:review", args=[review.pk])).content.decode()
    assert "Trễ 3 ngày" in client.get("/").content.decode()


def test_the_page_shows_progress_and_only_acts_that_work(house: House, review: Review) -> None:
    client, url = house.client("quyet"), reverse("oversight:review", args=[review.pk])
    page = client.get(url).content.decode()
    assert "Đã soát 0 trên 2 người" in page
    assert reverse("oversight:confirm_line", args=[line(review, house.people["lien"]).pk]) in page
    assert reverse("oversight:confirm_line", args=[line(review, house.people["quyet"]).pk]) not in page
    assert "Chờ người khác xác nhận cho bạn" in page
    assert "Ký đợt soát" not in shown(page)
    for by, name in (("quyet", "lien"), ("quan", "quyet")):
        confirm(house, by, review, name)
    page = client.get(url).content.decode()
    assert "Ký đợt soát" in shown(page)
    response = client.post(reverse("oversight:sign_review", args=[review.pk]), {"note": ""})
    assert response.status_code == 303
    assert "Đã ký" in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["an", "van"])
def test_those_who_only_look_see_no_act(house: House, review: Review, name: str) -> None:
    page = house.client(name).get(reverse("oversight:review", args=[review.pk])).content.decode()
    assert "Hồ Thị Liên" in page
    assert "con-can" not in page
    assert "ket-thuc" not in page


@pytest.mark.parametrize("name", ["lien", "phu"])
def test_others_see_no_review(house: House, review: Review, name: str) -> None:
    assert house.client(name).get(reverse("oversight:reviews")).status_code == 403


def test_a_review_is_opened_by_hand(house: House) -> None:
    client, url = house.client("quyet"), reverse("oversight:open_review")
    page = client.get(url).content.decode()
    assert "Xã Trà Linh" in page
    assert "Xã Trà Leng" not in page
    assert client.post(url, {"place": str(house.land.sibling.pk)}).status_code == 422
    assert client.post(url, {"place": str(house.land.own.pk)}).status_code == 303
    assert "đều đang có đợt soát" in client.get(url).content.decode()


def test_ending_on_the_screen(house: House, review: Review) -> None:
    client = house.client("quyet")
    url = reverse("oversight:end_line", args=[line(review, house.people["lien"]).pk])
    assert "không còn vai trò" in client.get(url).content.decode()
    assert client.post(url, {"why": ""}).status_code == 422
    assert client.post(url, {"why": "Nghỉ hưu"}).status_code == 303
    assert client.get(reverse("oversight:end_line", args=[line(review, house.people["quyet"]).pk])).status_code == 403


def test_access_that_nobody_confirmed_is_reported(house: House, review: Review) -> None:
    client, url = house.client("quyet"), reverse("oversight:unconfirmed")
    assert "Mọi quyền đang hiệu lực" in client.get(url).content.decode()
    Assignment.objects.filter(place=house.land.own).update(created_at=house.at - timedelta(days=300))
    page = shown(client.get(url).content.decode())
    assert "2 vai trò chưa ai xác nhận" in page
    confirm(house, "quyet", review, "lien")
    page = shown(client.get(url).content.decode())
    assert "1 vai trò chưa ai xác nhận" in page
    assert "Hồ Thị Liên" not in page


def test_a_line_left_in_a_late_review_is_reported_at_once(house: House, review: Review) -> None:
    Review.objects.update(due_on=local_day(house.at) - timedelta(days=1))
    page = shown(house.client("quan").get(reverse("oversight:unconfirmed")).content.decode())
    assert "2 vai trò chưa ai xác nhận" in page


def test_reviews_wait_on_the_home_of_those_who_decide(house: House, review: Review) -> None:
    assert "Soát 1 người" in house.client("quyet").get("/").content.decode()
    assert "Soát 2 người" in house.client("quan").get("/").content.decode()
    assert "Soát quyền" not in house.client("lien").get("/").content.decode()


def test_many_open_reviews_are_one_line_for_the_administrator(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mangnon.oversight.waiting.EACH", 2)
    Assignment.objects.update(created_at=house.at - timedelta(days=200))
    jobs.open_due_reviews(at=house.at)
    assert "3 nơi chưa ký" in house.client("quan").get("/").content.decode()


def test_the_console_opens_the_demo_s_reviews(house: House) -> None:
    from mangnon.access.commands import DemoCall
    from mangnon.oversight.offers import _demo

    _demo(DemoCall(0, 1, console("thu"), house.at, lambda _title, _total: None))
    assert Review.objects.count() == 3
