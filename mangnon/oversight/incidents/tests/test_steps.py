"""An incident from the first word to the second signature."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.actions.leaving import ReceiverUnfit, WorkHeld, disable_person
from mangnon.accounts.receiving import receivers
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.notices.models import Chain, ChainState, Notice
from mangnon.notices.stepping import STEPPER, step_due
from mangnon.oversight.definitions import Basis, DefinitionFileWrong
from mangnon.oversight.incidents import jobs
from mangnon.oversight.incidents.actions import closing, leading, recording, telling
from mangnon.oversight.incidents.definitions import FORM_08, every_kind, named, read_form
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import incidents, terms_of
from mangnon.oversight.incidents.rules import clocks_of, drill_missing, half_year, keep_until
from mangnon.oversight.incidents.tests.conftest import WHAT, Room
from mangnon.testing.people import make_person, present

LESSONS = "Khóa máy sau một phút; không để máy ở phòng chung."
TET = datetime(2027, 2, 5, 16, 0, tzinfo=UTC)
"""23:00 of the eve of Tết Đinh Mùi."""


@pytest.mark.parametrize(
    ("kinds", "hours"),
    [
        (["personal_data"], {"authority": 72}),
        (["cyber"], {"first_notice": 24, "report": 72}),
        (["personal_data", "cyber"], {"first_notice": 24, "authority": 72, "report": 72}),
        (["other"], {}),
    ],
)
def test_the_golden_table_of_terms_runs_through_tet(kinds: list[str], hours: dict[str, int]) -> None:
    terms = clocks_of(named(kinds, date(2027, 2, 5)), TET, {})
    assert {one.clock.id: (one.due - TET) // timedelta(hours=1) for one in terms} == hours
    assert [one.due for one in terms] == sorted(one.due for one in terms)


def test_each_term_names_its_law_and_how_sure_it_is() -> None:
    for kind in every_kind():
        for clock in kind.clocks:
            assert clock.term.basis is Basis.SUMMARY
            assert "Nghị định" in clock.term.words()
            assert "chưa xác nhận" in clock.term.words()
        assert kind.keep_years >= 5


@given(
    st.datetimes(datetime(2026, 9, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given a zone
    st.sets(st.sampled_from(["personal_data", "cyber", "other"]), min_size=1),
    st.dictionaries(st.sampled_from(["authority", "first_notice", "report"]), st.integers(-5, 100)),
)
def test_a_term_is_late_exactly_when_it_was_not_met_in_time(
    known: datetime, kinds: set[str], told: dict[str, int]
) -> None:
    met = {clock: known + timedelta(hours=n) for clock, n in told.items()}
    at = known + timedelta(hours=50)
    for term in clocks_of(named(kinds, date(2026, 9, 1)), known, met):
        assert term.is_open() is (term.clock.id not in met)
        allowed = term.clock.term.term.amount
        assert term.is_late(at) is (told.get(term.clock.id, 50) > allowed)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.lists(st.dates(date(2025, 1, 1), date(2040, 1, 1))))
def test_a_drill_is_missing_until_one_was_held_in_the_half_year(day: date, held: list[date]) -> None:
    half = half_year(day)
    assert half.start <= day < half.end
    assert (drill_missing(day, held) is None) is any(half_year(one) == half for one in held)
    assert drill_missing(day, [*held, day]) is None


def test_a_file_is_kept_five_years_even_from_a_leap_day() -> None:
    assert keep_until(date(2028, 2, 29), every_kind()) == date(2033, 3, 1)


def test_a_form_that_asks_for_an_unknown_fact_stops_the_start() -> None:
    with pytest.raises(DefinitionFileWrong, match="children_names"):
        read_form(FORM_08.read_text(encoding="utf-8").replace("fact: people}", "fact: children_names}"))


def test_numbers_of_incidents_and_drills_are_counted_apart(room: Room) -> None:
    year = room.house.at.year
    codes = [room.record(drill=drill).code for drill in (False, True, False)]
    assert codes == [f"SC-01/{year}", f"DT-01/{year}", f"SC-02/{year}"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"kinds": []}, recording.UnknownKinds),
        ({"kinds": ["personal_data", "flood"]}, recording.UnknownKinds),
        ({"what": "mất máy"}, recording.TooShort),
        ({"known_at": datetime(2040, 1, 1, tzinfo=UTC)}, recording.KnownTooLate),
        ({"began_at": datetime(2040, 1, 1, tzinfo=UTC)}, recording.BeganTooLate),
    ],
)
def test_it_refuses_what_cannot_be(room: Room, changed: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        room.record(**changed)


def test_when_it_was_known_is_corrected_once_and_the_first_word_stays(room: Room) -> None:
    row, tam = room.record(), room.house.actor("tam")
    earlier = row.known_at - timedelta(hours=5)
    fixed = recording.correct_known(
        actor=tam, at=room.house.at, incident_id=row.pk, version=1, known_at=earlier, words=LESSONS
    )
    assert (fixed.known_at, fixed.known_first_told) == (earlier, row.known_at)
    with acting(tam):
        assert terms_of(fixed)[0].due == earlier + timedelta(hours=72)
    with pytest.raises(recording.CorrectedBefore):
        recording.correct_known(
            actor=tam, at=room.house.at, incident_id=row.pk, version=2, known_at=row.known_at, words=LESSONS
        )


def test_nobody_corrects_it_to_later_than_it_was_written_down(room: Room) -> None:
    row = room.record()
    with pytest.raises(recording.KnownTooLate):
        recording.correct_known(
            actor=room.house.actor("tam"), at=room.house.at + timedelta(days=1), incident_id=row.pk, version=1,
            known_at=row.recorded_at + timedelta(minutes=1), words=LESSONS,
        )  # fmt: skip
    with acting(room.house.actor("tam")), pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.everything_unchecked().update(known_at=row.recorded_at + timedelta(minutes=1))


def chain(room: Room, row: Incident) -> Chain:
    with transaction.atomic(), acting(STEPPER):
        return Chain.objects.get(subject_id=str(row.pk))


def called(room: Room, name: str) -> int:
    with acting(room.house.actor(name)):
        return Notice.objects.filter(telling__kind="oversight.incident").count()


def test_the_chain_calls_the_officer_then_the_leader_until_somebody_leads(room: Room) -> None:
    row = room.record("quan")
    at = room.house.at
    step_due(at)
    assert (called(room, "tam"), called(room, "van")) == (1, 0)
    step_due(at + timedelta(minutes=29))
    assert called(room, "van") == 0
    step_due(at + timedelta(minutes=31))
    assert called(room, "van") == 1
    leading.take_up(actor=room.house.actor("tam"), at=at + timedelta(minutes=40), incident_id=row.pk)
    assert chain(room, row).state == ChainState.ACKNOWLEDGED
    assert room.fresh(row).lead_name == "Huỳnh Thanh Tâm"
    with pytest.raises(leading.AlreadyLed):
        leading.take_up(actor=room.house.actor("tam"), at=at + timedelta(minutes=41), incident_id=row.pk)


def test_people_are_reminded_once_before_and_once_after_a_term(room: Room) -> None:
    row = room.record()
    due = row.known_at + timedelta(hours=72)
    told = [jobs.remind_all(at=due + timedelta(hours=n)) for n in (-7, -6, -1, 1, 2)]
    assert told == [0, 1, 0, 1, 0]
    room.tell(row, at=due + timedelta(hours=3), late_why="Cuối tuần không ai trực.")
    assert jobs.remind_all(at=due + timedelta(hours=4)) == 0


def test_a_late_report_says_why_and_each_term_is_met_once(room: Room) -> None:
    row = room.record()
    late = row.known_at + timedelta(hours=73)
    with pytest.raises(telling.LateWhyMissing):
        room.tell(row, at=late)
    room.tell(row, at=late, told_at=late - timedelta(hours=2))
    with pytest.raises(telling.AlreadyTold):
        room.tell(row, at=late)
    with pytest.raises(telling.UnknownClock):
        room.tell(row, "first_notice")
    with pytest.raises(telling.ToldOutside):
        room.tell(row, "", told_at=row.known_at - timedelta(minutes=1))
    room.tell(row, "", whom="Sở Y tế")


def test_it_closes_with_lessons_and_a_second_person(room: Room) -> None:
    row, tam, van = room.record(), room.house.actor("tam"), room.house.actor("van")
    at = room.house.at
    with pytest.raises(closing.StillOpen):
        closing.write_lessons(actor=tam, at=at, incident_id=row.pk, version=1, words=LESSONS)
    room.tell(row)
    with pytest.raises(closing.NoLessons):
        closing.sign_incident(actor=van, at=at, incident_id=row.pk, version=1)
    row = closing.write_lessons(actor=tam, at=at, incident_id=row.pk, version=1, words=LESSONS)
    with pytest.raises(Forbidden):
        closing.sign_incident(actor=tam, at=at, incident_id=row.pk, version=2)
    with pytest.raises(StaleVersion):
        closing.sign_incident(actor=van, at=at, incident_id=row.pk, version=1)
    row = closing.sign_incident(actor=van, at=at, incident_id=row.pk, version=2)
    assert row.keep_until is not None
    assert row.keep_until.year == at.year + 5
    with pytest.raises(recording.Closed):
        leading.note_step(actor=tam, at=at, incident_id=row.pk, what="contained", words=WHAT, happened_at=at)


def test_an_administrator_records_and_notes_and_sees_every_incident_but_nothing_else(room: Room) -> None:
    row, quan = room.record(), room.house.actor("quan")
    at = room.house.at
    leading.note_step(actor=quan, at=at, incident_id=row.pk, what="contained", words=WHAT, happened_at=at)
    assert room.steps(row) == ["recorded", "contained"]
    with acting(quan):
        assert incidents(quan).count() == 1
    with pytest.raises(Forbidden):
        leading.take_up(actor=quan, at=at, incident_id=row.pk)


@pytest.mark.parametrize(("name", "shown"), [("lien", 0), ("quyet", 0), ("quan", 1), ("van", 1), ("an", 1), ("tam", 1)])
def test_row_security_alone_shows_incidents_to_those_who_answer_for_them(room: Room, name: str, shown: int) -> None:
    room.record()
    with acting(room.house.actor(name)):
        assert Incident.objects.everything_unchecked().count() == shown


def test_whoever_leads_leaves_no_open_incident_behind(room: Room) -> None:
    """The next data officer takes it over by name; an officer without that right can't."""
    house = room.house
    another = make_person("Lê Thị Nhận", Role.DATA_OFFICER, house.land.province)
    row = room.record()
    leading.take_up(actor=house.actor("tam"), at=house.at, incident_id=row.pk)
    admin = console("quan")
    tam = house.people["tam"]
    with pytest.raises(WorkHeld, match="1 sự cố đang xử lý"):
        disable_person(actor=admin, at=house.at, person_id=tam.pk, why="nghỉ việc")
    assert another in receivers(tam, admin, "accounts.people.disable", at=house.at)
    assert house.people["phu"] not in receivers(tam, admin, "accounts.people.disable", at=house.at)
    with pytest.raises(ReceiverUnfit):
        disable_person(actor=admin, at=house.at, person_id=tam.pk, receiver_id=house.people["phu"].pk)
    before = room.fresh(row).version
    disable_person(actor=admin, at=house.at, person_id=tam.pk, why="nghỉ việc", receiver_id=another.pk)
    with acting(present(another, house.at)):
        now = Incident.objects.everything_unchecked().get(pk=row.pk)
    assert (now.lead, now.lead_name, now.version) == (another.pk, "Lê Thị Nhận", before + 1)
