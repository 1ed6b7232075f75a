"""Recording once, withdrawing at any time, setting aside for a conflict; who may; what the database itself keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.access.consenting import Use, UsesConsent, Whom, may
from mangnon.access.scope import acting
from mangnon.files.actions import remove
from mangnon.files.models import StoredFile
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.oversight.consents import refusals
from mangnon.oversight.consents.actions import (
    attach_proof,
    clear_uses,
    correct_person,
    mark_conflict,
    record_consent,
    revoke_consent,
)
from mangnon.oversight.consents.models import Consent, ConsentPerson, ConsentWords
from mangnon.oversight.consents.queries import consents, waiting
from mangnon.oversight.consents.tests.conftest import BASE, ELEVEN, FIVE, Talk
from mangnon.oversight.offers import OFFERS
from mangnon.places.slots import Moves, PlacedFacts

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def whom(consent: Consent) -> Whom:
    """As another room would ask."""
    return ConsentPerson.objects_unguarded.get(pk=consent.person_id).whom


def asked(talk: Talk, consent: Consent, *, by: str = "lien", born: date = ELEVEN) -> tuple[bool, list[str]]:
    """The answer to another room, in the reach of somebody."""
    with acting(talk.house.actor("lien")):
        who = whom(consent)
    with acting(talk.house.actor(by)):
        answer = may(consent.purpose, who, born=born, at=talk.at)
    return answer.allowed, [str(one) for one in answer.missing]


def test_both_must_agree_from_seven_on(talk: Talk) -> None:
    father = talk.say()
    assert asked(talk, father) == (False, ["Chưa hỏi ý kiến của chính em."])
    talk.own(father.person_id)
    assert asked(talk, father) == (True, [])


def test_below_seven_the_representative_alone_speaks(talk: Talk) -> None:
    mother = talk.say(talk.child("Hồ Văn Tí", FIVE), relation="mother")
    assert asked(talk, mother, born=FIVE) == (True, [])
    with pytest.raises(refusals.TooYoung):
        talk.own(mother.person_id)


def test_what_the_asking_person_cannot_see_does_not_count(talk: Talk) -> None:
    father = talk.say()
    talk.own(father.person_id)
    assert asked(talk, father, by="thao")[0] is False
    assert asked(talk, father, by="quan")[0] is False


def test_without_a_book_of_consents_nothing_is_allowed(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mangnon.access.consenting.filled", lambda slot: [])
    answer = may("cong-bo", Whom("x", "1"), born=ELEVEN, at=talk.at)
    assert (answer.allowed, len(answer.missing)) == (False, 1)


def test_duty_is_allowed_and_says_why_and_an_unknown_purpose_is_not(talk: Talk) -> None:
    duty = may("thong-ke", Whom("x", "1"), born=None, at=talk.at)
    assert duty.allowed
    assert "Điều 19" in str(duty.notes[0])
    assert not may("gi-do", Whom("x", "1"), born=None, at=talk.at).allowed


def test_a_child_of_another_room_is_found_by_its_own_id(talk: Talk) -> None:
    known = Whom("registry.Child", "01900000-0000-7000-8000-000000000190")
    first = talk.say(talk.child("Hồ Văn Tí", FIVE, whom=known))
    second = talk.say(talk.child("Hồ Văn Tí", FIVE, whom=known), relation="mother", giver_name="Hồ Thị Nhót")
    assert first.person_id == second.person_id
    with acting(talk.house.actor("lien")):
        assert may("cong-bo", known, born=FIVE, at=talk.at).allowed


def test_paper_counts_with_its_copy_and_no_longer_without_it(talk: Talk) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE), way="paper", witness="")
    assert asked(talk, consent, born=FIVE) == (False, ["Thiếu bản chụp giấy đồng ý của người đại diện."])
    upload = SimpleUploadedFile("giay.pdf", PDF)
    file = attach_proof(actor=talk.house.actor("lien"), at=talk.at, consent_id=consent.pk, upload=upload)
    assert asked(talk, consent, born=FIVE) == (True, [])
    with pytest.raises(NotFound):
        attach_proof(actor=talk.house.actor("thao"), at=talk.at, consent_id=consent.pk, upload=upload)
    with acting(talk.house.actor("thao")):
        assert not StoredFile.objects.filter(pk=file.pk).exists()
    remove(actor=talk.house.actor("lien"), at=talk.at, file_id=file.pk, reason="gửi nhầm tờ khác")
    assert asked(talk, consent, born=FIVE)[0] is False


def test_withdrawing_ends_it_at_once_and_keeps_the_history(talk: Talk) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE))
    revoke_consent(actor=talk.house.actor("quyet"), at=talk.at, consent_id=consent.pk)
    assert asked(talk, consent, born=FIVE) == (False, ["Người đại diện đã rút lại sự đồng ý."])
    with acting(talk.house.actor("lien")):
        before = may("cong-bo", whom(consent), born=FIVE, at=talk.at - timedelta(seconds=1))
        assert before.allowed
        assert Consent.objects_unguarded.filter(pk=consent.pk, agreed=True).exists()
    with pytest.raises(refusals.AlreadyRevoked):
        revoke_consent(actor=talk.house.actor("lien"), at=talk.at, consent_id=consent.pk)
    assert len(talk.house.entries(action="oversight.consents.revoke")) == 1


def test_a_refusal_cannot_be_withdrawn(talk: Talk) -> None:
    consent = talk.say(agreed=False)
    with pytest.raises(refusals.NothingToRevoke):
        revoke_consent(actor=talk.house.actor("lien"), at=talk.at, consent_id=consent.pk)


def test_a_conflict_sets_aside_all_that_person_said_for_the_child(talk: Talk) -> None:
    first = talk.say(talk.child("Hồ Văn Tí", FIVE))
    talk.say(first.person_id, purpose="nghien-cuu")
    other = talk.say(first.person_id, relation="mother", giver_name="Hồ Thị Nhót", purpose="nghien-cuu")
    mark_conflict(actor=talk.house.actor("quyet"), at=talk.at, consent_id=first.pk, why="bị nghi gây hại cho em")
    with acting(talk.house.actor("lien")):
        aside = Consent.objects_unguarded.filter(person=first.person_id, conflict_at__isnull=False)
        assert aside.count() == 2
        assert other.pk not in {one.pk for one in aside}
    with pytest.raises(refusals.InConflict):
        talk.say(first.person_id, giver_name="HỒ VĂN BÚT")
    assert "xung đột" in asked(talk, first, born=FIVE)[1][0]


def test_a_child_is_never_in_conflict_with_itself(talk: Talk) -> None:
    father = talk.say()
    child = talk.own(father.person_id)
    with pytest.raises(refusals.NotRepresentative):
        mark_conflict(actor=talk.house.actor("lien"), at=talk.at, consent_id=child.pk, why="một lý do đủ dài")
    with pytest.raises(refusals.WhyMissing):
        mark_conflict(actor=talk.house.actor("lien"), at=talk.at, consent_id=father.pk, why="ngắn")


WRONG: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({"given_on": date(2030, 1, 1)}, refusals.DayWrong),
    ({"given_on": date(2015, 3, 13)}, refusals.DayWrong),
    ({"last_day": date(2026, 11, 1)}, refusals.DayWrong),
    ({"purpose": "gi-do"}, refusals.PurposeUnknown),
    ({"purpose": "thong-ke"}, refusals.PurposeUnknown),
    ({"data": ()}, refusals.NoDataChosen),
    ({"data": ("tai-san",)}, refusals.NoDataChosen),
    ({"witness": " "}, refusals.WitnessMissing),
    ({"giver_name": " "}, refusals.GiverMissing),
    ({"relation": ""}, refusals.GiverMissing),
    ({"in_conflict": True}, refusals.InConflict),
]


def test_it_refuses_what_proves_nothing(talk: Talk) -> None:
    for told, refusal in WRONG:
        with pytest.raises(refusal):
            talk.say(**told)
    with acting(talk.house.actor("lien")):
        assert not ConsentPerson.objects_unguarded.exists()


def test_sent_twice_it_is_one_and_other_content_is_refused(talk: Talk) -> None:
    pk = new_id()
    first, second = talk.say(pk=pk), talk.say(pk=pk)
    assert first.pk == second.pk
    with acting(talk.house.actor("lien")):
        assert (Consent.objects_unguarded.count(), ConsentPerson.objects_unguarded.count()) == (1, 1)
    with pytest.raises(refusals.OtherContent):
        talk.say(pk=pk, agreed=False)


def test_a_namesake_is_asked_about(talk: Talk) -> None:
    first = talk.say()
    with pytest.raises(refusals.AlreadyKnown, match="Hồ Thị Mai, sinh 14/3/2015"):
        talk.say()
    assert talk.say(talk.child(another=True)).person_id != first.person_id


def test_only_the_communes_officer_records(talk: Talk) -> None:
    for name in ("quyet", "phu", "van", "an", "tam", "quan"):
        with pytest.raises(Forbidden):
            talk.say(by=name)


def test_the_officer_next_door_neither_records_nor_withdraws_here(talk: Talk) -> None:
    consent = talk.say()
    with pytest.raises(Forbidden):
        talk.say(talk.child("Hồ Thị Ba"), by="thao")
    with pytest.raises(NotFound):
        talk.say(consent.person_id, by="thao")
    with pytest.raises(NotFound):
        revoke_consent(actor=talk.house.actor("thao"), at=talk.at, consent_id=consent.pk)
    assert list(consents(talk.house.actor("thao"))) == []


@pytest.mark.parametrize("name", ["an", "tam"])
def test_those_who_watch_read_answers_and_no_names(talk: Talk, name: str) -> None:
    consent = talk.say()
    with acting(talk.house.actor(name)):
        (row,) = consents(talk.house.actor(name))
        shown: Any = row
        assert (row.pk, shown.told_name) == (consent.pk, None)
        assert not ConsentPerson.objects_unguarded.exists()
        assert not ConsentWords.objects.exists()
        assert Consent.objects_unguarded.update(agreed=False) == 0


def test_row_security_alone_hides_other_communes(talk: Talk) -> None:
    consent = talk.say()
    with acting(talk.house.actor("thao")):
        assert not Consent.objects_unguarded.filter(pk=consent.pk).exists()
        assert not ConsentPerson.objects_unguarded.exists()
        assert not ConsentWords.objects.exists()


def test_the_database_keeps_every_answer(talk: Talk) -> None:
    consent = talk.say()
    for table in ("oversight_consentwords", "oversight_consent", "oversight_consentperson"):
        with (
            acting(talk.house.actor("lien")),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"delete from {table}")  # noqa: S608 - the three tables above
    with acting(talk.house.actor("lien")), pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects_unguarded.filter(pk=consent.pk).update(relation="")


def test_an_answer_hangs_on_nobody_of_another_place(talk: Talk) -> None:
    consent = talk.say()
    consent.pk, consent.place_id = new_id(), talk.house.land.sibling.pk
    with acting(talk.house.actor("thao")), pytest.raises(ProgrammingError), transaction.atomic():
        consent.save(force_insert=True)


def resting(*titles: str) -> UsesConsent:
    """A room with things that rest on consents."""
    return UsesConsent("test", lambda actor, purpose, who: [Use(title) for title in titles])


def test_what_rests_on_it_must_come_down_first(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE))
    officer = talk.house.actor("lien")
    with pytest.raises(refusals.NothingToClear):
        clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="không dùng vào đâu")
    revoke_consent(actor=officer, at=talk.at, consent_id=consent.pk)
    monkeypatch.setitem(offers._filled, UsesConsent, [resting("Bài đăng ngày hội")])
    with pytest.raises(refusals.StillUsed, match="Còn 1 mục"):
        clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="đã gỡ bài trên cổng")
    monkeypatch.setitem(offers._filled, UsesConsent, [resting()])
    with pytest.raises(refusals.WhyMissing):
        clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="xong")
    assert clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="đã gỡ bài trên cổng").cleared_at
    with pytest.raises(refusals.NothingToClear):
        clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="đã gỡ bài trên cổng")


def test_a_new_consent_carries_what_rested_on_the_old_one(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = talk.say(talk.child("Hồ Văn Tí", FIVE))
    officer = talk.house.actor("lien")
    revoke_consent(actor=officer, at=talk.at, consent_id=consent.pk)
    monkeypatch.setitem(offers._filled, UsesConsent, [resting("Bài đăng ngày hội")])
    talk.say(consent.person_id, given_on=date(2026, 11, 20))
    assert clear_uses(actor=officer, at=talk.at, consent_id=consent.pk, note="cha em đồng ý lại").cleared_at


def test_two_who_correct_a_name_do_not_overwrite_each_other(talk: Talk) -> None:
    pk = talk.say().person_id

    def correct(version: int, born: date = ELEVEN, by: str = "lien") -> ConsentPerson:
        return correct_person(
            actor=talk.house.actor(by), at=talk.at, person_id=pk, full_name="Hồ Thị  Mái", born=born, version=version
        )

    assert correct(1).full_name == "Hồ Thị Mái"
    with pytest.raises(StaleVersion):
        correct(1)
    with pytest.raises(refusals.DayWrong):
        correct(2, date(2026, 11, 3))
    with pytest.raises(NotFound):
        correct(2, by="thao")


def test_what_waits_is_a_missing_paper_a_withdrawal_and_an_end_that_is_near(talk: Talk) -> None:
    officer = talk.house.actor("lien")
    paper = talk.say(talk.child("Hồ Văn Tí", FIVE), way="paper")
    ending = talk.say(paper.person_id, purpose="nghien-cuu", last_day=date(2026, 12, 10))
    talk.say(paper.person_id, purpose="anh-trong-ho-so", last_day=date(2027, 12, 10))
    talk.say(paper.person_id, purpose="anh-trong-ho-so", agreed=False)
    gone = talk.say(paper.person_id, purpose="chia-se-chuyen-gui")
    revoke_consent(actor=officer, at=talk.at, consent_id=gone.pk)
    with acting(officer):
        assert {one.pk for one in waiting(officer, talk.at)} == {paper.pk, ending.pk, gone.pk}
    assert not list(waiting(talk.house.actor("phu"), talk.at))


def test_consents_follow_their_child_to_the_successor_commune(talk: Talk) -> None:
    consent = talk.say()
    land = talk.house.land
    (slot,) = (one for one in OFFERS if isinstance(one, PlacedFacts) and one.name == "oversight.consents")
    with acting(talk.house.actor("phu")):
        assert slot.move(Moves(date(2027, 1, 1), {land.own.pk: land.sibling.pk})) == 1
        consent.refresh_from_db()
        assert consent.place_id == land.sibling.pk


def test_a_name_is_never_in_the_book(talk: Talk) -> None:
    talk.say(pk=new_id())
    (entry,) = talk.house.entries(action="oversight.consents.record")
    told = str(entry.detail)
    assert "Mai" not in told
    assert "Bút" not in told
    assert BASE.explained not in told


def test_the_actor_is_asked_not_the_form(talk: Talk) -> None:
    actor: Actor = talk.house.actor("an")
    with pytest.raises(Forbidden):
        record_consent(actor=actor, at=talk.at, consent_id=new_id(), about=talk.child(), told=BASE)
