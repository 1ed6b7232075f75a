"""The register: finding, adding, correcting, ending, relations, what rests on a document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mangnon.access import offers
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.statutes.actions import add_document, correct_document, end_document
from mangnon.statutes.models import Document, Relation, RelationKind, State
from mangnon.statutes.queries import of_number, rests_on, search_documents, ties
from mangnon.statutes.refusals import DocumentTwice, EndedAlready, EndsBeforeForce, UnknownDocument
from mangnon.statutes.told import DocumentFacts
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.ui.worklist import SearchSource

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]


def facts(**changed: Any) -> DocumentFacts:
    known = {
        "number": "12/KH-UBND",
        "kind": "plan",
        "issued": "2026-01-15",
        "issuer": "Ủy ban nhân dân xã Trà Linh",
        "subject": "Kế hoạch bảo vệ trẻ em năm 2026",
        "state": State.IN_FORCE,
    }
    return DocumentFacts(**(known | changed))


def numbers(words: str) -> list[str]:
    return [one.number for one in search_documents(words).order_by("-issued_sort", "-id")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("56/2017", ["56/2017/NĐ-CP"]),
        ("56/2017/nđ-cp", ["56/2017/NĐ-CP"]),
        ("56/2017/nd-cp", ["56/2017/NĐ-CP"]),
        ("395/QĐ", ["395/QĐ-LĐTBXH"]),
        ("06/QĐ-TTg 2019", ["06/QĐ-TTg"]),
        ("dien dan tre em", ["29/2019/TT-BLĐTBXH"]),
        ("Diễn đàn trẻ em", ["29/2019/TT-BLĐTBXH"]),
        ("tư pháp người chưa thành niên quốc hội", ["59/2024/QH15"]),
        ("khong co chu nay", []),
    ],
)
def test_documents_are_found_by_number_words_and_year(words: str, found: list[str]) -> None:
    assert numbers(words) == found


def test_a_lone_year_finds_the_documents_of_the_year() -> None:
    found = search_documents("2026")
    assert {"139/2026/NĐ-CP", "131/2026/NĐ-CP", "427/QĐ-TTg"} <= {one.number for one in found}


def test_the_palette_finds_documents_for_those_who_may_see_them(cast: Cast) -> None:
    (source,) = (one for one in offers.filled(SearchSource) if one.name == "statutes")
    assert [hit.title for hit in source.find(cast.lien, "56/2017", 5)] == ["Nghị định 56/2017/NĐ-CP"]
    assert source.find(cast.lien, " ?! ", 5) == []


def test_a_province_officer_adds_a_document_and_it_is_booked(cast: Cast) -> None:
    document = add_document(actor=cast.phu, at=AT, facts=facts(replaces="7504/KH-UBND", amends="18/CT-TTg (2017)"))
    assert (document.year, document.source) == (2026, "local")
    assert {(tie.kind, tie.passive, tie.other.number) for tie in ties(document) if tie.other} == {
        (RelationKind.REPLACES, False, "7504/KH-UBND"),
        (RelationKind.AMENDS, False, "18/CT-TTg"),
    }
    with acting(cast.an):
        entry = Entry.objects.get(action="statutes.documents.add")
    assert entry.detail == {"number": "12/KH-UBND"}


@pytest.mark.parametrize("name", ["mo", "van", "an", "quan"])
def test_others_do_not_keep_the_register(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        add_document(actor=cast.everybody[name], at=AT, facts=facts())


def test_a_number_is_taken_once_by_issuer_and_year(cast: Cast) -> None:
    add_document(actor=cast.phu, at=AT, facts=facts())
    with pytest.raises(DocumentTwice):
        add_document(actor=cast.phu, at=AT, facts=facts(number="12/kh-ubnd"))
    add_document(actor=cast.phu, at=AT, facts=facts(issued="2025-01-15"))
    add_document(actor=cast.phu, at=AT, facts=facts(issuer="Ủy ban nhân dân xã Trà Leng"))


@pytest.mark.parametrize(("typed", "n"), [("999/KH-UBND", 0), ("12/KH-UBND", 2), ("?", 0)])
def test_a_relation_needs_one_document_of_the_number(cast: Cast, typed: str, n: int) -> None:
    add_document(actor=cast.phu, at=AT, facts=facts())
    add_document(actor=cast.phu, at=AT, facts=facts(issued="2025"))
    with pytest.raises(UnknownDocument) as told:
        add_document(actor=cast.phu, at=AT, facts=facts(number="13/KH-UBND", replaces=typed))
    assert (told.value.fields["n"], told.value.field) == (n, "replaces")
    assert not Document.objects.filter(number="13/KH-UBND").exists()


def test_correcting_keeps_what_changed_in_the_book_and_takes_relations_away(cast: Cast) -> None:
    document = add_document(actor=cast.phu, at=AT, facts=facts(replaces="7504/KH-UBND"))
    correct_document(
        actor=cast.phu, at=AT, document_id=document.pk, version=1, facts=facts(subject="Tên đúng"), reason="Đối chiếu"
    )
    assert Document.objects.get(pk=document.pk).subject == "Tên đúng"
    assert not Relation.objects.filter(newer=document).exists()
    with acting(cast.an):
        entry = Entry.objects.get(action="statutes.documents.correct")
    assert entry.detail["changed"] == {
        "subject": ["Kế hoạch bảo vệ trẻ em năm 2026", "Tên đúng"],
        "replaces": ["7504/KH-UBND (2019)", ""],
    }


def test_an_end_is_written_once_after_the_beginning(cast: Cast) -> None:
    document = add_document(actor=cast.phu, at=AT, facts=facts(force_from=date(2026, 2, 1)))
    end = {"actor": cast.phu, "at": AT, "document_id": document.pk, "state": State.REPLACED}
    with pytest.raises(EndsBeforeForce):
        end_document(**end, force_to=date(2026, 2, 1))
    end_document(**end, force_to=date(2026, 11, 1), by="18/CT-TTg")
    document.refresh_from_db()
    assert (document.state, document.force_to) == ("replaced", date(2026, 11, 1))
    assert [tie.passive for tie in ties(document)] == [True]
    with pytest.raises(EndedAlready):
        end_document(**end, force_to=date(2026, 12, 1))
    with pytest.raises(NotFound):
        end_document(actor=cast.phu, at=AT, document_id=0, force_to=date(2026, 11, 1), state=State.EXPIRED)


def test_what_rests_on_a_document_are_the_definitions_that_cite_it() -> None:
    (decree,) = of_number("56/2017/NĐ-CP")
    keys = {row.key for row in rests_on(decree, TODAY)}
    assert {"HCDB-01", "HCDB-14", "mau-01", "mau-16", "ho_tro_can_thiep", "muc_do_ton_hai"} <= keys
    (reform,) = of_number("147/2025/NĐ-CP")
    assert "ho_tro_can_thiep" in {row.key for row in rests_on(reform, date(2025, 7, 1))}
    assert "ho_tro_can_thiep" not in {row.key for row in rests_on(reform, date(2025, 6, 30))}


def test_the_old_directive_says_what_replaced_it() -> None:
    (old,) = of_number("20-CT/TW")
    replaced = [tie.other.number for tie in ties(old) if tie.other and tie.kind == RelationKind.REPLACES]
    assert replaced == ["28-CT/TW"]
    (decree,) = of_number("56/2017/NĐ-CP")
    assert "71/2011/NĐ-CP" in {tie.words for tie in ties(decree)}
