"""From a list to its end: two people, holds, moved clocks, batches that go on, erasures that are done again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.oversight.retention import erasures as file
from mangnon.oversight.retention import jobs, refusals
from mangnon.oversight.retention.actions import destroying
from mangnon.oversight.retention.actions.destroying import destroy_batch
from mangnon.oversight.retention.actions.holding import Held, ask_lift, lift_hold, place_hold
from mangnon.oversight.retention.actions.proposing import approve, confirm, draw_up, machine, reject
from mangnon.oversight.retention.models import Hold, Proposal, ProposalLine, Stage
from mangnon.oversight.retention.queries import erasure_list, holds_waiting, proposals_waiting
from mangnon.oversight.retention.rules import digest
from mangnon.oversight.retention.tests.conftest import RECORD, WHY, Archive


def stage(archive: Archive, proposal: Proposal) -> tuple[str, int, int, int]:
    """How far it is, and what became of its rows."""
    with acting(archive.house.actor("an")):
        now = Proposal.objects.get(pk=proposal.pk)
    return now.stage, now.destroyed, now.held, now.gone


def listed(archive: Archive, proposal: Proposal) -> list[str]:
    """Ids on a list."""
    with acting(archive.house.actor("an")):
        return list(proposal.lines.order_by("id").values_list("row_id", flat=True))


def test_only_what_is_past_its_term_is_on_the_list(archive: Archive) -> None:
    archive.old("old")
    archive.old("just", days=90)
    archive.old("young", days=1)
    proposal = archive.draw()
    assert listed(archive, proposal) == ["old"]
    assert proposal.digest == digest(["old"])
    (entry,) = archive.house.entries(action="oversight.retention.draw")
    assert entry.detail["entries"] == 1


def test_nothing_due_means_no_list_and_one_list_at_a_time(archive: Archive) -> None:
    with pytest.raises(refusals.NothingDue):
        archive.draw()
    archive.old("a")
    archive.draw()
    with pytest.raises(refusals.OpenProposal):
        archive.draw()


def test_the_clock_moves_a_row_past_its_term(archive: Archive) -> None:
    archive.old("a", days=80)
    assert jobs.draw_due(at=archive.at + timedelta(days=9)) == 0
    assert jobs.draw_due(at=archive.at + timedelta(days=11)) == 1
    assert jobs.draw_due(at=archive.at + timedelta(days=12)) == 0


def test_what_is_kept_or_cleared_by_machines_is_never_proposed(archive: Archive) -> None:
    for record in ("audit.book", "ho-so-tre-em", "oversight.consent", "accounts.session", "gi-do"):
        with pytest.raises(NotFound):
            draw_up(actor=archive.house.actor("tam"), at=archive.at, record=record)


def test_two_different_people_then_the_machine(archive: Archive, erasures: Path) -> None:
    archive.old("a")
    archive.old("b")
    proposal = archive.draw()
    with pytest.raises(refusals.OtherStage):
        approve(actor=archive.house.actor("van"), at=archive.at, proposal_id=proposal.pk)
    assert archive.run() == 0
    archive.agree(proposal)
    assert not erasures.exists()
    assert archive.run() == 2
    assert (archive.shelf.rows, stage(archive, proposal)) == ({}, (Stage.DONE, 2, 0, 0))
    (entry,) = archive.house.entries(action="oversight.retention.destroy")
    assert (entry.detail["entries"], entry.detail["digest"]) == (2, digest(["a", "b"]))
    assert archive.run() == 0


def test_only_the_data_officer_confirms(archive: Archive) -> None:
    archive.old("a")
    proposal = archive.draw()
    for name in ("lien", "quyet", "phu", "van", "an", "quan"):
        with pytest.raises(Forbidden):
            confirm(actor=archive.house.actor(name), at=archive.at, proposal_id=proposal.pk)


def test_only_the_provinces_leader_approves(archive: Archive) -> None:
    archive.old("a")
    proposal = archive.draw()
    confirm(actor=archive.house.actor("tam"), at=archive.at, proposal_id=proposal.pk)
    for name in ("lien", "tam", "phu", "an", "quan"):
        with pytest.raises(Forbidden):
            approve(actor=archive.house.actor(name), at=archive.at, proposal_id=proposal.pk)


def test_nobody_is_both_people_not_even_with_both_rights(archive: Archive) -> None:
    archive.old("a")
    proposal = archive.draw()
    with acting(archive.house.actor("tam")):
        Proposal.objects.filter(pk=proposal.pk).update(
            stage=Stage.CONFIRMED, confirmed_at=archive.at, confirmed_by=str(archive.house.people["van"].pk)
        )
    with pytest.raises(refusals.SamePerson):
        approve(actor=archive.house.actor("van"), at=archive.at, proposal_id=proposal.pk)
    with acting(archive.house.actor("tam")), pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            approved_at=archive.at, approved_by=str(archive.house.people["van"].pk)
        )


def test_no_person_destroys(archive: Archive) -> None:
    for name in ("tam", "van", "an", "quan", "lien"):
        with pytest.raises(Forbidden):
            destroy_batch(actor=archive.house.actor(name), at=archive.at, proposal_id=new_id())


def test_a_rejected_list_destroys_nothing(archive: Archive) -> None:
    archive.old("a")
    proposal = archive.draw()
    with pytest.raises(refusals.WhyMissing):
        reject(actor=archive.house.actor("van"), at=archive.at, proposal_id=proposal.pk, why="thôi")
    reject(actor=archive.house.actor("van"), at=archive.at, proposal_id=proposal.pk, why=WHY)
    with pytest.raises(refusals.OtherStage):
        confirm(actor=archive.house.actor("tam"), at=archive.at, proposal_id=proposal.pk)
    with pytest.raises(refusals.OtherStage):
        destroy_batch(actor=machine(), at=archive.at, proposal_id=proposal.pk)
    assert (archive.run(), list(archive.shelf.rows)) == (0, ["a"])


def test_a_held_row_is_left_off_the_list_and_said_so(archive: Archive) -> None:
    archive.old("held", about=(("testing.Sample", "ab"),))
    archive.old("free")
    archive.hold(subject_kind="testing.Sample", subject_id="ab")
    proposal = archive.draw()
    assert (listed(archive, proposal), proposal.left_held) == (["free"], 1)


@pytest.mark.parametrize("named", ["record", "place", "subject"])
def test_a_hold_placed_after_the_approval_still_keeps(archive: Archive, named: str) -> None:
    own = archive.house.land.own.pk
    archive.old("a", place=own, about=(("testing.Sample", "ab"),))
    archive.old("b", place=archive.house.land.sibling.pk)
    proposal = archive.draw()
    archive.agree(proposal)
    wanted = {
        "record": {"record": RECORD},
        "place": {"place_id": own},
        "subject": {"subject_kind": "testing.sample", "subject_id": "AB"},
    }
    archive.hold(**wanted[named])
    archive.run()
    kept = {"a", "b"} if named == "record" else {"a"}
    assert set(archive.shelf.rows) == kept
    assert stage(archive, proposal) == (Stage.DONE, 2 - len(kept), len(kept), 0)


def test_a_hold_of_a_province_keeps_everything_in_it(archive: Archive) -> None:
    archive.old("a", place=archive.house.land.own.pk)
    archive.old("b")
    archive.hold(place_id=archive.house.land.province.pk)
    with pytest.raises(refusals.NothingDue):
        archive.draw()


def test_a_hold_ends_after_its_last_day(archive: Archive) -> None:
    archive.old("a")
    archive.hold(record=RECORD, last_day=archive.at.date() + timedelta(days=3))
    assert jobs.draw_due(at=archive.at + timedelta(days=2)) == 0
    assert jobs.draw_due(at=archive.at + timedelta(days=5)) == 1


def test_lifting_takes_a_second_person(archive: Archive) -> None:
    archive.old("a")
    hold = archive.hold(record=RECORD)
    tam, van = archive.house.actor("tam"), archive.house.actor("van")
    with pytest.raises(refusals.NotAsked):
        lift_hold(actor=van, at=archive.at, hold_id=hold.pk)
    with pytest.raises(refusals.WhyMissing):
        ask_lift(actor=tam, at=archive.at, hold_id=hold.pk, why="xong")
    ask_lift(actor=tam, at=archive.at, hold_id=hold.pk, why=WHY)
    with pytest.raises(refusals.AlreadyLifted):
        ask_lift(actor=van, at=archive.at, hold_id=hold.pk, why=WHY)
    with pytest.raises(refusals.SamePerson):
        lift_hold(actor=tam, at=archive.at, hold_id=hold.pk)
    with pytest.raises(refusals.NothingDue):
        archive.draw()
    lift_hold(actor=van, at=archive.at, hold_id=hold.pk)
    with pytest.raises(refusals.AlreadyLifted):
        lift_hold(actor=van, at=archive.at, hold_id=hold.pk)
    assert archive.draw().rows == 1
    with acting(tam), pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(lifted_by=hold.asked_by or str(tam.person_id))


def test_a_hold_says_what_and_why(archive: Archive) -> None:
    wrong: list[tuple[Held, type[Exception]]] = [
        (Held(WHY), refusals.NamesNothing),
        (Held(WHY, subject_kind="x"), refusals.SubjectHalf),
        (Held(WHY, record=RECORD, subject_id="1"), refusals.SubjectHalf),
        (Held("ngắn", record=RECORD), refusals.WhyMissing),
        (Held(WHY, record=RECORD, last_day=archive.at.date() - timedelta(days=3)), refusals.DayOver),
        (Held(WHY, place_id=999_999_999), NotFound),
    ]
    for held, refusal in wrong:
        with pytest.raises(refusal):
            place_hold(actor=archive.house.actor("tam"), at=archive.at, hold_id=new_id(), held=held)


def test_a_hold_sent_twice_is_one(archive: Archive) -> None:
    pk = new_id()
    for _time in range(2):
        place_hold(actor=archive.house.actor("tam"), at=archive.at, hold_id=pk, held=Held(WHY, record=RECORD))
    with acting(archive.house.actor("an")):
        assert Hold.objects.count() == 1


def test_a_row_that_is_used_again_or_gone_is_passed_over(archive: Archive) -> None:
    for key in ("again", "gone", "a"):
        archive.old(key)
    proposal = archive.draw()
    archive.agree(proposal)
    archive.old("again", days=0)
    del archive.shelf.rows["gone"]
    assert archive.run() == 1
    assert set(archive.shelf.rows) == {"again"}
    assert stage(archive, proposal) == (Stage.DONE, 1, 0, 2)


def test_batches_go_on_where_they_stood(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destroying, "BATCH", 2)
    for number in range(5):
        archive.old(str(number))
    proposal = archive.draw()
    archive.agree(proposal)
    destroy_batch(actor=machine(), at=archive.at, proposal_id=proposal.pk)
    assert stage(archive, proposal) == (Stage.APPROVED, 2, 0, 0)
    assert archive.run() == 3
    assert stage(archive, proposal) == (Stage.DONE, 5, 0, 0)
    told = [entry.detail["entries"] for entry in archive.house.entries(action="oversight.retention.destroy")]
    assert told == [2, 2, 1]
    assert sorted(archive.shelf.destroyed) == list("01234")


def test_a_list_that_was_tampered_with_stands_still(archive: Archive) -> None:
    archive.old("a")
    archive.old("young", days=1)
    proposal = archive.draw()
    archive.agree(proposal)
    with acting(archive.house.actor("tam")):
        ProposalLine.objects.create(proposal=proposal, row_id="young", label="x", since=archive.at)
    with pytest.raises(refusals.ListChanged):
        destroy_batch(actor=machine(), at=archive.at, proposal_id=proposal.pk)
    assert archive.run() == 0
    assert set(archive.shelf.rows) == {"a", "young"}


def test_a_room_that_miscounts_is_undone(archive: Archive) -> None:
    archive.old("a")
    proposal = archive.draw()
    archive.agree(proposal)
    archive.shelf.cheats = True
    assert archive.run() == 0
    assert stage(archive, proposal) == (Stage.APPROVED, 0, 0, 0)


def test_without_the_list_outside_nothing_is_destroyed(archive: Archive, erasures: Path) -> None:
    erasures.parent.write_text("a file where the folder should be")
    archive.old("a")
    proposal = archive.draw()
    archive.agree(proposal)
    with pytest.raises(OSError, match="erasures"):
        archive.run()
    assert (list(archive.shelf.rows), stage(archive, proposal)[0]) == (["a"], Stage.APPROVED)


def test_a_restored_row_goes_again_and_a_held_or_young_one_stays(archive: Archive, erasures: Path) -> None:
    for key in ("a", "b", "c"):
        archive.old(key)
    archive.agree(archive.draw())
    archive.run()
    erasures.write_text(erasures.read_text() + '{"record": "ui.draft", "ids": ["x"], "hash": "0"}\n{"rec')
    archive.old("a")
    archive.old("b", about=(("testing.Sample", "ab"),))
    archive.old("c", days=2)
    archive.old("never")
    archive.hold(subject_kind="testing.Sample", subject_id="ab")
    assert jobs.reapply(at=archive.at) == 1
    assert set(archive.shelf.rows) == {"b", "c", "never"}
    assert jobs.reapply(at=archive.at) == 0
    first, _second = archive.house.entries(action="oversight.retention.reapply")
    assert (first.detail["entries"], first.detail["broken"]) == (1, 2)


def test_the_list_is_known_from_either_place(archive: Archive, erasures: Path) -> None:
    archive.old("a")
    archive.agree(archive.draw())
    archive.run()
    with acting(machine()):
        assert [one.ids for one in erasure_list()] == [("a",)]
        erasures.unlink()
        assert [(one.record, one.ids) for one in erasure_list()] == [(RECORD, ("a",))]


def test_an_append_mends_a_torn_line(erasures: Path, house: object) -> None:
    erasures.parent.mkdir()
    erasures.write_text('{"record": "ui.dr')
    file.append(record=RECORD, ids=["a"], proposal="p", at=house.at)  # type: ignore[attr-defined]
    found, broken = file.read()
    assert ([one.ids for one in found], broken) == ([("a",)], 1)


def test_who_is_next_sees_it_waiting(archive: Archive) -> None:
    tam, van = archive.house.actor("tam"), archive.house.actor("van")
    archive.old("a")
    proposal = archive.draw()
    hold = archive.hold(record="notices.dead", last_day=archive.at.date() + timedelta(days=3))
    with acting(tam):
        assert list(proposals_waiting(tam)) == [proposal]
        assert list(holds_waiting(tam, archive.at)) == [hold]
    with acting(van):
        assert not proposals_waiting(van).exists()
    confirm(actor=tam, at=archive.at, proposal_id=proposal.pk)
    with acting(van):
        assert list(proposals_waiting(van)) == [proposal]
    with acting(archive.house.actor("an")):
        assert not proposals_waiting(archive.house.actor("an")).exists()
