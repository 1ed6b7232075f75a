"""A request through its steps: who may do what, in which order, and what must never happen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.oversight.requests.actions import answering, fulfilling, receiving
from mangnon.oversight.requests.actions.receiving import Asking
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import requests
from mangnon.oversight.requests.tests.conftest import REASON, Registry

DONE = "Đã giao bản sao tại nơi tiếp dân."


def test_a_request_goes_from_the_counter_to_its_end(registry: Registry) -> None:
    row = registry.accept(registry.receive())
    tam = registry.actor("tam")
    row = fulfilling.fulfil_request(actor=tam, at=registry.at, request_id=row.pk, version=row.version, words=DONE)
    row = fulfilling.close_request(
        actor=tam, at=registry.at, request_id=row.pk, version=row.version, words="Người mẹ ký nhận."
    )
    assert row.closed_at == registry.at
    assert row.fulfilled_toward == "Hồ Thị Nhung"
    assert [one.what for one in registry.steps(row)] == ["received", "answered", "fulfilled", "closed"]
    with pytest.raises(receiving.Closed):
        registry.accept(row)


def test_numbers_of_a_commune_have_no_gap_and_carry_its_code(registry: Registry) -> None:
    codes = [registry.receive().code for _time in range(3)]
    year = registry.at.year
    assert codes == [f"YCDL-20950-{n:02}/{year}" for n in (1, 2, 3)]
    with pytest.raises(receiving.TooShort):
        registry.receive(asked="ngắn")
    assert registry.receive().number == 4


def test_the_same_form_sent_twice_is_one_request(registry: Registry) -> None:
    row = registry.receive()
    asking = Asking(
        kind="copy", channel="counter", received=registry.at, requester="parent", requester_name="x",
        subject_name="y", asked="Xin bản sao dữ liệu.",
    )  # fmt: skip
    again = receiving.receive_request(
        actor=registry.actor("lien"), at=registry.at, request_id=row.pk, place_id=row.place_id, asking=asking
    )
    assert (again.pk, again.number, again.requester_name) == (row.pk, row.number, "Hồ Thị Nhung")
    assert len(registry.steps(row)) == 1


def test_two_editors_do_not_overwrite_each_other(registry: Registry) -> None:
    row = registry.receive()
    registry.accept(row)
    with pytest.raises(StaleVersion):
        receiving.identify(
            actor=registry.actor("lien"), at=registry.at, request_id=row.pk, version=row.version, words=REASON
        )


def test_a_commune_takes_in_requests_of_its_own_place_alone(registry: Registry) -> None:
    with pytest.raises(Forbidden):
        registry.receive("lien", place=registry.land.sibling)
    with pytest.raises(NotFound):
        receiving.flag_conflict(
            actor=registry.actor("thao"), at=registry.at, request_id=registry.receive().pk, version=1, words=REASON
        )


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("lien", True),
        ("quyet", True),
        ("thao", False),
        ("phu", False),
        ("van", True),
        ("an", True),
        ("tam", True),
        ("quan", False),
    ],
)
def test_rows_are_seen_by_those_of_the_place_the_leader_and_those_who_watch(
    registry: Registry, name: str, *, sees: bool
) -> None:
    row = registry.receive()
    actor = registry.actor(name)
    with acting(actor):
        assert requests(actor).filter(pk=row.pk).exists() is sees


@pytest.mark.parametrize(("name", "shown"), [("lien", 1), ("thao", 0), ("quan", 0), ("van", 1), ("tam", 1)])
def test_row_security_alone_shows_no_more(registry: Registry, name: str, shown: int) -> None:
    registry.receive()
    with acting(registry.actor(name)):
        assert RightsRequest.objects.everything_unchecked().count() == shown


@pytest.mark.parametrize(
    ("born", "refusal"),
    [(None, receiving.BornMissing), (6, receiving.TooYoung), (-1, receiving.TooYoung)],
)
def test_a_child_below_seven_or_without_a_birthday_does_not_ask_alone(
    registry: Registry, born: int | None, refusal: type[Exception]
) -> None:
    today = registry.at.date()
    day = None if born is None else today - timedelta(days=365 * born + 30)
    with pytest.raises(refusal):
        registry.receive(requester="child", subject_born=day)


def test_a_child_asks_from_the_seventh_birthday_on(registry: Registry) -> None:
    today = registry.receive().received_at.date()
    assert registry.receive(requester="child", subject_born=date(today.year - 8, 1, 1)).requester == "child"


def test_nothing_is_received_tomorrow(registry: Registry) -> None:
    with pytest.raises(receiving.FromTomorrow):
        registry.receive(received=registry.at + timedelta(hours=1))


def test_before_2026_there_was_no_such_kind(registry: Registry) -> None:
    with pytest.raises(receiving.UnknownKind):
        registry.receive(received=registry.at.replace(year=2025))


def test_nobody_is_told_yes_before_it_is_known_who_asks(registry: Registry) -> None:
    row = registry.receive(identity="")
    with pytest.raises(answering.IdentityMissing):
        registry.accept(row)
    row = receiving.identify(
        actor=registry.actor("lien"), at=registry.at, request_id=row.pk, version=row.version, words=REASON
    )
    assert registry.accept(row).answer == "accepted"


def test_a_refusal_names_its_law(registry: Registry) -> None:
    row, tam = registry.receive(), registry.actor("tam")
    with pytest.raises(answering.LawMissing):
        answering.answer_request(
            actor=tam, at=registry.at, request_id=row.pk, version=1, answer="refused", reason=REASON
        )
    row = answering.answer_request(
        actor=tam, at=registry.at, request_id=row.pk, version=1, answer="refused", reason=REASON,
        law="Luật 91/2025/QH15, Điều 19",
    )  # fmt: skip
    with pytest.raises(fulfilling.NotAccepted):
        fulfilling.fulfil_request(actor=tam, at=registry.at, request_id=row.pk, version=2, words=DONE)
    assert fulfilling.close_request(
        actor=tam, at=registry.at, request_id=row.pk, version=2, words="Đã gửi thư từ chối."
    ).closed_at


def test_under_a_conflict_of_interest_nothing_reaches_whoever_was_flagged(registry: Registry) -> None:
    row, tam = registry.receive(conflict="Trẻ kể bị chính người này đánh."), registry.actor("tam")
    with pytest.raises(answering.ConflictOpen):
        registry.accept(row)
    assert fulfilling.toward(row) == ""
    row = receiving.redirect_request(
        actor=tam, at=registry.at, request_id=row.pk, version=1, to="Bà ngoại Hồ Thị Năm", words=REASON
    )
    row = registry.accept(row)
    row = fulfilling.fulfil_request(actor=tam, at=registry.at, request_id=row.pk, version=row.version, words=DONE)
    assert row.fulfilled_toward == "Bà ngoại Hồ Thị Năm"


def test_a_conflict_found_after_acceptance_stops_the_copy(registry: Registry) -> None:
    row = registry.accept(registry.receive())
    row = receiving.flag_conflict(
        actor=registry.actor("quyet"), at=registry.at, request_id=row.pk, version=row.version, words=REASON
    )
    with pytest.raises(fulfilling.ConflictOpen):
        fulfilling.fulfil_request(
            actor=registry.actor("tam"), at=registry.at, request_id=row.pk, version=row.version, words=DONE
        )


def test_the_database_itself_refuses_to_serve_a_flagged_requester(registry: Registry) -> None:
    row = registry.receive(conflict="Trẻ kể bị chính người này đánh.")
    with acting(registry.actor("tam")), pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.everything_unchecked().filter(pk=row.pk).update(fulfilled_at=registry.at)


def test_data_are_deleted_by_two_people(registry: Registry) -> None:
    row = registry.accept(registry.receive(kind="delete"))
    tam, ha, van = map(registry.actor, ("tam", "ha", "van"))
    with pytest.raises(fulfilling.SecondPersonMissing):
        fulfilling.fulfil_request(actor=tam, at=registry.at, request_id=row.pk, version=row.version, words=DONE)
    with pytest.raises(fulfilling.SamePerson):
        fulfilling.approve_request(actor=tam, at=registry.at, request_id=row.pk, version=row.version)
    row = fulfilling.approve_request(actor=ha, at=registry.at, request_id=row.pk, version=row.version)
    with pytest.raises(fulfilling.NothingToApprove):
        fulfilling.approve_request(actor=van, at=registry.at, request_id=row.pk, version=row.version)
    with pytest.raises(fulfilling.SamePerson):
        fulfilling.fulfil_request(actor=ha, at=registry.at, request_id=row.pk, version=row.version, words=DONE)
    done = fulfilling.fulfil_request(actor=tam, at=registry.at, request_id=row.pk, version=row.version, words=DONE)
    assert (done.approved_by, done.fulfilled_by) == (registry.people["ha"].pk, registry.people["tam"].pk)


def test_more_time_is_given_once_and_only_in_time(registry: Registry) -> None:
    row, tam = registry.receive(), registry.actor("tam")
    with pytest.raises(answering.NotNow):
        answering.extend_request(actor=tam, at=registry.at, request_id=row.pk, version=1, reason=REASON)
    row = registry.accept(row)
    before = row.fulfil_due
    row = answering.extend_request(actor=tam, at=registry.at, request_id=row.pk, version=2, reason=REASON)
    assert (row.extended_from, row.fulfil_due > before) == (before, True)
    with pytest.raises(answering.NotNow):
        answering.extend_request(actor=tam, at=registry.at, request_id=row.pk, version=3, reason=REASON)


def test_what_is_late_is_done_all_the_same_and_says_why(registry: Registry) -> None:
    long_ago = registry.at - timedelta(days=60)
    row = registry.receive(at=registry.at, received=long_ago)
    with pytest.raises(answering.LateWhyMissing):
        registry.accept(row)
    row = answering.answer_request(
        actor=registry.actor("tam"), at=registry.at, request_id=row.pk, version=1, answer="accepted", reason=REASON,
        late_why="Đơn nằm ở văn thư xã.",
    )  # fmt: skip
    assert registry.steps(row)[-1].late_why == "Đơn nằm ở văn thư xã."
    with pytest.raises(answering.LateWhyMissing):
        fulfilling.fulfil_request(
            actor=registry.actor("tam"), at=registry.at, request_id=row.pk, version=row.version, words=DONE
        )
