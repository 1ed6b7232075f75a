"""Documents of a commune, of the province, of the software: who sees, who keeps; history, conflicts, reloads."""

from __future__ import annotations

from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from mangnon.access.actor import Actor, console
from mangnon.access.offers import filled
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.files.tests.friendly import pdf, upload
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.places.slots import Moves, PlacedFacts
from mangnon.statutes.actions import (
    add_document,
    attach_file,
    correct_document,
    documents,
    end_document,
    restore_document,
    withdraw_document,
)
from mangnon.statutes.models import Definition, Document, DocumentChange, Relation
from mangnon.statutes.queries import (
    document_seen,
    history,
    listed_documents,
    of_number,
    said_to_rest,
    search_documents,
    ties,
)
from mangnon.statutes.refusals import (
    DocumentTwice,
    EndsBeforeForce,
    NothingChanged,
    NotWithdrawn,
    ReasonMissing,
    SentBefore,
    ShippedStays,
    TiedBothWays,
    TiedToItself,
    WithdrawnDocument,
)
from mangnon.statutes.register import load_documents
from mangnon.statutes.relating import facts_of
from mangnon.statutes.tests.local import LAW, Add, adding, facts, two_shipped  # noqa: F401 - fixtures
from mangnon.statutes.whose import offices
from mangnon.testing.cast import AT, TODAY, Cast, actor

pytestmark = pytest.mark.django_db


def sight(who: Actor, document: Document) -> tuple[bool, bool]:
    """Whether somebody sees it: by the code, and by row security alone with the code's condition left out."""
    with acting(who):
        coded = listed_documents(who).filter(pk=document.pk).exists()
        return coded, Document.objects.filter(pk=document.pk).exists()


# --- who sees ---


def test_a_communes_document_is_seen_there_and_by_the_province(cast: Cast, add: Add) -> None:
    document = add()
    assert document.place_id == cast.land.own.pk
    for name in ("lien", "quyet", "mo", "phu", "van"):
        assert sight(cast.everybody[name], document) == (True, True), name
    for name in ("thao", "an", "quan"):
        assert sight(cast.everybody[name], document) == (False, False), name
        with acting(cast.everybody[name]), pytest.raises(NotFound):
            document_seen(cast.everybody[name], document.pk)


def test_the_provinces_document_is_seen_by_everybody(cast: Cast, add: Add) -> None:
    document = add(cast.phu, issuer="Ủy ban nhân dân thành phố Đà Nẵng")
    assert document.place_id is None
    assert {sight(who, document) for who in cast.everybody.values()} == {(True, True)}


def test_row_security_keeps_history_and_relations_with_their_document(cast: Cast, law: Path, add: Add) -> None:
    document = add(rests="102/2016/QH13", resting="Dạy bơi hè 2026")
    shipped = of_number("102/2016/QH13")[0]

    def counts(who: Actor) -> list[int]:
        with acting(who):
            return [
                DocumentChange.objects.filter(document_id=document.pk).count(),
                document.reliances.count(),
                Relation.objects.filter(newer_id=document.pk).count(),
                len([tie for tie in ties(shipped, who) if tie.other == document]),
            ]

    assert counts(cast.lien) == counts(cast.phu) == [1, 1, 1, 1]
    assert counts(cast.thao) == counts(cast.an) == counts(cast.quan) == [0, 0, 0, 0]


def test_nobody_of_a_commune_writes_for_another_even_past_the_code(cast: Cast, add: Add) -> None:
    document = add()
    with acting(cast.thao):
        assert Document.objects.filter(pk=document.pk).update(subject="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Document.objects.create(place=cast.land.own, source="local", issuer="x", kind="plan", subject="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Relation.objects.create(kind="rests", newer_id=document.pk, older_words="x")


# --- the search ---


@pytest.mark.parametrize("words", ["12/KH-UBND", "duoi nuoc", "Đuối nước 2026", "phòng chống đuối", "tra linh 2026"])
def test_a_local_document_is_found_beside_the_law_where_it_may_be_seen(cast: Cast, add: Add, words: str) -> None:
    document = add()
    for who, found in ((cast.lien, True), (cast.phu, True), (cast.thao, False)):
        with acting(who):
            assert (document in search_documents(words, listed_documents(who))) is found
            assert (document in search_documents(words)) is found


@pytest.mark.parametrize("few", [0, 1_000])
def test_rare_and_common_words_find_the_same(
    cast: Cast, law: Path, add: Add, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("mangnon.statutes.queries.documents.FEW", few)
    mine, other = add(), add(cast.thao, issuer="Ủy ban nhân dân xã Trà Leng", number="1%2_3/KH")
    with acting(cast.lien):
        assert [one.pk for one in search_documents("ke hoach", listed_documents(cast.lien)).order_by("id")] == [
            of_number("7504/KH-UBND")[0].pk, mine.pk,
        ]  # fmt: skip
        assert not search_documents("1%2_3/KH").exists()
        assert not search_documents("100% mau").exists()
    with acting(cast.phu):
        assert list(search_documents("1%2_3/KH")) == [other]
        assert not search_documents("12/KH 2019").exists()


def test_the_function_behind_the_search_keeps_to_the_reach(cast: Cast, add: Add) -> None:
    document = add()
    far = Document(source="shipped", issuer="x", kind="law", subject="x", search_key=" x ")
    Document.objects.bulk_create([copy(far) for _nth in range(8_001)])  # a reach that isn't soon read through
    for who, found in ((cast.lien, [document.pk]), (cast.phu, [document.pk]), (cast.thao, []), (cast.quan, [])):
        with acting(who), connection.cursor() as cursor:
            cursor.execute("select statutes_matching('{ duoi nuoc }', '{}', 9, 9, 9)")
            assert cursor.fetchone()[0] == found


# --- who keeps ---


def test_offices_write_their_own_only(cast: Cast, law: Path, add: Add) -> None:
    mine, theirs, provinces = add(), add(cast.thao, issuer="UBND xã Trà Leng"), add(cast.phu, issuer="UBND thành phố")
    shipped = of_number("102/2016/QH13")[0]
    for who, document in ((cast.lien, provinces), (cast.lien, shipped), (cast.phu, mine), (cast.phu, theirs)):
        with acting(who), pytest.raises(Forbidden):
            end_document(actor=who, at=AT, document_id=document.pk, force_to=TODAY, state="expired")
    with acting(cast.lien), pytest.raises(NotFound):
        end_document(actor=cast.lien, at=AT, document_id=theirs.pk, force_to=TODAY, state="expired")
    for who, document in ((cast.quyet, mine), (cast.phu, provinces), (cast.phu, shipped)):
        with acting(who):
            end_document(actor=who, at=AT, document_id=document.pk, force_to=TODAY, state="expired")


def test_a_machine_acts_for_the_province_and_a_person_only_for_an_office_of_theirs(cast: Cast, add: Add) -> None:
    assert offices(console("root"), "statutes.documents.add") == (None,)
    assert offices(cast.mo, "statutes.documents.add") == ()
    assert add(office=str(cast.land.own.pk)).place_id == cast.land.own.pk
    with pytest.raises(Forbidden):
        add(office=str(cast.land.sibling.pk))
    with pytest.raises(Forbidden):
        add(office="province")


def test_a_merged_communes_documents_follow_it(cast: Cast, add: Add) -> None:
    document = add()
    (slot,) = (one for one in filled(PlacedFacts) if one.name == "statutes.document")
    moves = Moves(TODAY, {cast.land.own.pk: cast.land.sibling.pk})
    with acting(cast.phu):
        assert (slot.count(moves), slot.move(moves), slot.count(moves)) == (1, 1, 0)
    assert sight(cast.thao, document) == (True, True)
    assert sight(cast.lien, document) == (False, False)


# --- adding ---


def test_what_is_added_is_booked_with_its_place_and_begins_a_history(cast: Cast, add: Add) -> None:
    document = add()
    with acting(cast.lien):
        assert [(one.act, one.by_name) for one in history(document)] == [("added", "Hồ Thị Liên")]
    with acting(cast.an):
        entry = Entry.objects.get(action="statutes.documents.add")
    assert (entry.place_id, entry.subject_id, entry.actor_name) == (
        cast.land.own.pk, str(document.pk), "Hồ Thị Liên",
    )  # fmt: skip


def test_a_form_sent_twice_adds_once_and_a_changed_one_is_explained(cast: Cast, add: Add) -> None:
    uid = new_id()
    first = add(uid=uid)
    assert add(uid=uid) == first
    with pytest.raises(SentBefore):
        add(uid=uid, number="13/KH-UBND")
    with acting(cast.lien):
        assert Document.objects.filter(source="local").count() == len(history(first)) == 1


def test_two_presses_at_one_moment_add_once(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = new_id()
    first, real = add(uid=uid), documents._sent_before
    looks: list[Document] = []

    def looked(document: Document, who: Actor) -> Document | None:
        looks.append(document)
        return real(document, who) if len(looks) > 1 else None

    monkeypatch.setattr(documents, "_sent_before", looked)
    assert add(uid=uid, other=True) == first


def test_the_same_number_is_warned_of_and_may_still_be_another_document(cast: Cast, add: Add) -> None:
    first = add()
    with pytest.raises(DocumentTwice) as told:
        add(number="12/kh-ubnd", issuer="ủy ban nhân dân xã trà linh")
    assert told.value.known == (first,)
    assert add(other=True).pk != first.pk
    add(issued="2025-01-15")
    add(cast.thao)  # another commune's, which Thảo can't see, is no reason to warn her


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"force_from": date(2026, 2, 1), "force_to": date(2026, 2, 1)}, EndsBeforeForce),
        ({"replaces": "7504/KH-UBND", "replaced_by": "7504/KH-UBND"}, TiedBothWays),
    ],
)
def test_what_cannot_be_is_refused(law: Path, add: Add, changed: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(**changed)
    assert not Document.objects.filter(source="local").exists()


# --- relations, and what rests on it ---


def test_law_and_local_documents_replace_each_other(cast: Cast, law: Path, add: Add) -> None:
    first = add(number="1/KH-UBND", replaces="7504/KH-UBND (2019)", replaced_by="102/2016/QH13")
    second = add(number="2/KH-UBND", amends="1/KH-UBND (2026, xã Trà Linh)", rests="102/2016/QH13; 7504/KH-UBND")
    with acting(cast.lien):
        told = facts_of(second, cast.lien)
        assert told.amends == "1/KH-UBND (2026, Ủy ban nhân dân xã Trà Linh)"
        assert told.rests == "102/2016/QH13 (2016); 7504/KH-UBND (2019)"
        assert {(tie.kind, tie.passive) for tie in ties(first, cast.lien)} == {
            ("replaces", False), ("replaces", True), ("amends", True),
        }  # fmt: skip
        with pytest.raises(TiedToItself):
            correct_document(
                actor=cast.lien, at=AT, document_id=first.pk, version=1, reason="x",
                facts=facts(number="1/KH-UBND", amends="1/KH-UBND (2026)"),
            )  # fmt: skip


def test_the_same_number_of_several_communes_needs_the_issuer(cast: Cast, add: Add) -> None:
    mine = add()
    add(cast.thao, issuer="Ủy ban nhân dân xã Trà Leng")
    replacing = add(
        cast.phu, number="9/KH-UBND", issuer="UBND thành phố", replaces="12/KH-UBND (15/1/2026, xã Trà Linh)"
    )
    with acting(cast.phu):
        assert [tie.other for tie in ties(replacing, cast.phu)] == [mine]
    with acting(cast.thao):
        assert ties(replacing, cast.thao) == []


def test_what_rests_on_it_is_a_definition_by_its_name_or_words(cast: Cast, add: Add) -> None:
    Definition.objects.create(
        kind="report", key="603", version="2026-01-01", valid_from=date(2026, 1, 1), title="Biểu 603", confirmed=True,
        citation=[], body={}, source="local", loaded_by="x", checksum="1", search_key="x",
    )  # fmt: skip
    document = add(resting="biểu 603\n Dạy bơi  hè 2026 \nDạy bơi hè 2026\n")
    with acting(cast.lien):
        law, lines = said_to_rest(document, TODAY)
        assert ([one.key for one in law], lines) == (["603"], ["Dạy bơi hè 2026"])
        assert facts_of(document, cast.lien).resting == "Biểu 603\nDạy bơi hè 2026"
        correct_document(
            actor=cast.lien, at=AT, document_id=document.pk, version=1, facts=facts(resting="report/603"), reason="x"
        )
        assert said_to_rest(document, TODAY)[1] == []


# --- correcting, withdrawing ---


def test_a_correction_needs_a_reason_a_change_and_the_version_that_was_read(cast: Cast, add: Add) -> None:
    document = add()
    given = {"actor": cast.lien, "at": AT, "document_id": document.pk, "version": 1, "facts": facts(subject="Mới")}
    with acting(cast.lien):
        with pytest.raises(ReasonMissing):
            correct_document(**given, reason=" ")
        with pytest.raises(NothingChanged):
            correct_document(**(given | {"facts": facts()}), reason="x")
        correct_document(**given, reason="Đối chiếu bản chính")
        with pytest.raises(StaleVersion):
            correct_document(**given, reason="x")
        line = history(document)[0]
    assert (line.act, line.reason) == ("corrected", "Đối chiếu bản chính")
    assert line.changed == [["subject", "Kế hoạch phòng, chống đuối nước năm 2026", "Mới"]]


def test_a_correction_is_no_second_document_unless_the_number_changes(cast: Cast, add: Add) -> None:
    add()
    second = add(number="13/KH-UBND")
    given = {"actor": cast.lien, "at": AT, "document_id": second.pk, "version": 1, "reason": "x"}
    with acting(cast.lien):
        with pytest.raises(DocumentTwice):
            correct_document(**given, facts=facts())
        correct_document(**given, facts=facts(), other=True)
        correct_document(**(given | {"version": 2}), facts=facts(subject="Mới"))


def test_a_withdrawn_document_leaves_lists_and_search_and_can_come_back(cast: Cast, law: Path, add: Add) -> None:
    document = add()
    given = {"actor": cast.lien, "at": AT, "document_id": document.pk}
    with acting(cast.lien):
        with pytest.raises(ReasonMissing):
            withdraw_document(**given, reason="")
        withdraw_document(**given, reason="Ghi nhầm hai lần")
        assert document not in search_documents("duoi nuoc", listed_documents(cast.lien))
        assert of_number("12/KH-UBND") == []
        assert document_seen(cast.lien, document.pk).withdrawn_why == "Ghi nhầm hai lần"
        for act in (
            lambda: withdraw_document(**given, reason="x"),
            lambda: correct_document(**given, version=2, facts=facts(subject="x"), reason="x"),
            lambda: attach_file(**given, upload=upload(pdf(), "a.pdf")),
        ):
            with pytest.raises(WithdrawnDocument):
                act()
        restore_document(**given)
        assert document in search_documents("duoi nuoc", listed_documents(cast.lien))
        with pytest.raises(NotWithdrawn):
            restore_document(**given)
        assert [one.act for one in history(document)] == ["restored", "withdrawn", "added"]
    with acting(cast.phu), pytest.raises(ShippedStays):
        withdraw_document(actor=cast.phu, at=AT, document_id=of_number("102/2016/QH13")[0].pk, reason="x")


def test_the_web_can_neither_change_a_history_nor_throw_a_document_away(cast: Cast, add: Add) -> None:
    add()
    for statement in (
        "update statutes_documentchange set reason = 'x'", "delete from statutes_documentchange",
        "delete from statutes_document",
    ):  # fmt: skip
        for who in (cast.lien, cast.phu):
            with acting(who), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


# --- new releases of the law ---


def test_a_new_release_leaves_local_documents_alone_and_keeps_the_version_of_what_stays(
    cast: Cast, law: Path, add: Add
) -> None:
    document = add(number="1/KH-UBND", replaces="7504/KH-UBND")
    with acting(cast.phu):
        before = Document.objects.filter(pk=document.pk).values().get()
    law.write_text(LAW.replace("Luật Trẻ em", "Luật Trẻ em (sửa)"), encoding="utf-8")
    load_documents([law], using="default")
    with acting(cast.phu):
        assert Document.objects.filter(pk=document.pk).values().get() == before
        versions = dict(Document.objects.filter(code__isnull=False).values_list("code", "version"))
        assert {tie.other.number for tie in ties(document, cast.phu) if tie.other} == {"7504/KH-UBND"}
    assert versions == {"LAW": 2, "OLD": 1}


def test_the_law_comes_before_a_communes_document_of_the_same_number(cast: Cast, law: Path, add: Add) -> None:
    add(number="102/2016/QH13", issuer="Xã")
    with acting(cast.lien):
        assert [one.source for one in of_number("102/2016/QH13")] == ["shipped", "local"]


def test_somebody_with_two_offices_chooses(cast: Cast) -> None:
    both = actor("Hai", Role.COMMUNE_OFFICER, cast.land.own)
    both = Actor(both.name, both.door, both.person_id, (*both.grants, *cast.thao.grants), second_factor=True)
    assert set(offices(both, "statutes.documents.add")) == {cast.land.own.pk, cast.land.sibling.pk}
    with acting(both):
        made = add_document(actor=both, at=AT, facts=facts(), office=str(cast.land.sibling.pk))
    assert made.place_id == cast.land.sibling.pk
