"""The shipped files in the database, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mangnon.statutes import loading
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.kinds.procedure import Procedure
from mangnon.statutes.loading import PeriodsOverlap, VersionTaken, WrongDefinition, add
from mangnon.statutes.models import Definition, Document, Source
from mangnon.statutes.queries import UnknownDefinition, all_of, definition, pinned
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.rules import Draft, check_file
from mangnon.statutes.tests.shipping import ship_documents, shipped

pytestmark = pytest.mark.django_db
PROCEDURE = ("procedure", "ho_tro_can_thiep")

CODES = """\
kind: codes
id: thu
version: {version}
valid_from: {day}
{more}
title: {{vi: Bảng thử}}
citation: [{{document: 56/2017/NĐ-CP}}]
confirmed: true
body:
  items: [{{code: a, vi: {word}}}]
"""


def draft(version: str = "2020-01-01", word: str = "Một", more: str = "order: 1") -> Draft:
    made, faults = check_file(read_yaml(CODES.format(version=version, day=version[:10], word=word, more=more).encode()))
    assert made is not None, faults
    return made


def put(made: Draft) -> bool:
    return add(made, source=Source.SHIPPED, by="")


def release() -> None:
    """What a new release does with the shipped files: one after the other, each looked at."""
    for draft in shipped():
        put(draft)
    ship_documents()


def test_everything_loads_once_and_a_second_time_adds_nothing(law: None) -> None:
    rows, documents = Definition.objects.count(), Document.objects.count()
    assert (rows, documents) == (len(shipped()), 92)
    release()
    assert (Definition.objects.count(), Document.objects.count()) == (rows, documents)


def test_the_version_in_force_is_found_by_day(law: None) -> None:
    before, after = definition(*PROCEDURE, on=date(2025, 6, 30)), definition(*PROCEDURE, on=date(2025, 7, 1))
    assert (before.version, after.version) == ("2017-07-01", "2025-07-01")
    assert (before.valid_to, after.valid_to) == (date(2025, 7, 1), None)
    assert isinstance(after.body, Procedure)
    assert after.citation[2].document == "147/2025/NĐ-CP"


@pytest.mark.parametrize("key", ["ho_tro_can_thiep", "khong-co"])
def test_no_definition_before_the_law_began(law: None, key: str) -> None:
    with pytest.raises(UnknownDefinition):
        definition("procedure", key, on=date(2010, 1, 1))


def test_an_ended_version_without_a_follower_is_not_in_force() -> None:
    put(draft(more="valid_to: 2021-01-01"))
    assert definition("codes", "thu", on=date(2020, 12, 31)).version == "2020-01-01"
    with pytest.raises(UnknownDefinition):
        definition("codes", "thu", on=date(2021, 1, 1))


def test_a_pinned_version_stays_whatever_comes_after() -> None:
    put(draft())
    add(draft("2020-01-01+1", "Mốt"), source=Source.LOCAL, by="Quân")
    put(draft("2022-01-01", "Hai"))
    assert pinned("codes", "thu", "2020-01-01").body.items[0].vi == "Một"
    assert definition("codes", "thu", on=date(2021, 1, 1)).body.items[0].vi == "Mốt"
    assert definition("codes", "thu", on=date(2022, 1, 1)).body.items[0].vi == "Hai"
    assert pinned("codes", "thu", "2020-01-01").valid_to == date(2022, 1, 1)
    with pytest.raises(UnknownDefinition):
        pinned("codes", "thu", "2020-01-01+2")


def test_all_of_a_kind_come_in_the_order_of_the_law(law: None) -> None:
    assert [one.key for one in all_of("circumstances", date(2026, 1, 1))][:3] == ["HCDB-01", "HCDB-02", "HCDB-03"]
    assert [one.body.number for one in all_of("form", date(2026, 1, 1))] == [f"{n:02}" for n in range(1, 17)]
    assert all_of("form", date(2017, 6, 30)) == []


def test_bodies_are_built_once_for_all_readers(law: None) -> None:
    first = definition(*PROCEDURE, on=date(2026, 1, 1))
    assert definition(*PROCEDURE, on=date(2026, 5, 1)).body is first.body


def test_every_shipped_body_survives_the_database(law: None) -> None:
    for kind in KINDS:
        for one in all_of(kind, date(2026, 11, 1)):
            assert isinstance(one.body, KINDS[kind].shape)


def test_a_changed_body_under_an_old_version_is_refused() -> None:
    assert put(draft()) is True
    assert put(draft()) is False
    with pytest.raises(VersionTaken) as told:
        put(draft(word="Khác"))
    assert "2020-01-01" in str(told.value)


def test_overlapping_periods_are_refused_in_words() -> None:
    put(draft(more="valid_to: 2021-01-01"))
    with pytest.raises(PeriodsOverlap) as told:
        put(draft("2020-06-01"))
    assert "2020-01-01" in str(told.value)
    put(draft("2021-01-01"))


def copy_of(row: Definition, version: str, start: date, end: date | None) -> None:
    row.pk, row.version, row.valid_from, row.valid_to = None, version, start, end
    row.save(force_insert=True)


def test_the_database_itself_refuses_overlapping_periods() -> None:
    put(draft(more="valid_to: 2021-01-01"))
    row = Definition.objects.get()
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        copy_of(row, "2020-06-01", date(2020, 6, 1), None)
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        copy_of(row, "2019-06-01", date(2019, 6, 1), date(2020, 2, 1))


def change(row: Definition) -> None:
    row.title = "Khác"
    row.save(update_fields=["title"])


@pytest.mark.parametrize("act", [change, lambda row: row.delete()])
def test_nobody_changes_or_deletes_a_version(act: Callable[[Definition], object]) -> None:
    put(draft())
    with pytest.raises(DatabaseError), transaction.atomic():
        act(Definition.objects.get())


@pytest.mark.parametrize("table", ["statutes_definition", "statutes_document", "statutes_loaded"])
@pytest.mark.parametrize("role", ["mangnon_app", "mangnon_wide", "mangnon_auditor", "mangnon_portal"])
def test_no_role_of_the_web_deletes_law_or_documents(role: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, %s, 'delete')", (role, table))
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("codes/a.yaml", "kind: codes", "codes/a.yaml: Dòng 1"),
        ("form/a.yaml", CODES.format(version="2020-01-01", day="2020-01-01", word="x", more=""), "thư mục"),
        ("codes/a.yaml", CODES.format(version="2020-01-01+1", day="2020-01-01", word="x", more=""), "dấu cộng"),
        ("codes/a.yaml", "a: &x 1", "tham chiếu"),
    ],
)
def test_a_wrong_shipped_file_is_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongDefinition) as told:
        loading.read_shipped(path)
    assert words in str(told.value)


def test_a_document_corrected_by_a_person_is_left_alone_by_the_next_release(law: None) -> None:
    document = Document.objects.get(code="ND-56")
    document.subject, document.corrected_at = "Tên đã sửa", document.corrected_at
    document.save()
    release()
    assert Document.objects.get(code="ND-56").subject != "Tên đã sửa"
    Document.objects.filter(code="ND-56").update(subject="Tên đã sửa", corrected_at="2026-11-01T00:00:00Z")
    release()
    assert Document.objects.get(code="ND-56").subject == "Tên đã sửa"
