"""A sheet is taken in: all of it or nothing, with everything that it tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from mangnon.access.scope import acting
from mangnon.registry.models import Child, Household, RosterState
from mangnon.registry.queries import children
from mangnon.registry.rosters.actions import apply_roster
from mangnon.registry.rosters.applying import lock_place
from mangnon.registry.rosters.refusals import HasErrors
from mangnon.registry.rosters.tests.conftest import Take
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.testing.cast import AT, TODAY, Cast

FULL = child(
    external_code="TL-001", personal_number="000314000123", registered="Đúng hạn", card="TE1490123456789",
    hamlet="Thôn Thử Một", address="Nóc Ông Ruộng", residence_status="Thường trú", school="Trường Tiểu học Trà Linh",
    grade="4A", disability_types="Vận động; Khuyết tật trí tuệ", disability_degree="Nặng", circumstances="HCDB-03.7",
    evidence="QĐ 12/QĐ-UBND", mother_name="Hồ Thị Nhiêu", mother_year=1990, mother_phone="0905123456",
    mother_state="đi làm ăn xa", father_name="Hồ Văn Ruộng", father_state="đã chết", carer_name="Hồ Thị Bông",
    carer_relation="cháu ngoại", head_name="Hồ Văn Bông", relation="Khác", household_number="17", poverty="Hộ nghèo",
    note="nhà cuối nóc",
)  # fmt: skip


def the_child(cast: Cast) -> Any:
    return children(cast.lien).get()


def test_everything_that_a_row_tells_stands_in_the_register(cast: Cast, taken: Take) -> None:
    roster = taken(sheet([FULL]))
    assert (roster.state, roster.rows, roster.new) == (RosterState.APPLIED, 1, 1)
    with acting(cast.lien):
        one = the_child(cast)
        assert (one.full_name, one.born, one.sex, one.ethnicity) == ("Hồ Thị Sương", "2014-03-07", "2", "16")
        assert (one.external_code, one.personal_number, one.registered) == ("TL-001", "000314000123", "in_time")
        assert (one.hamlet, one.household.number, one.household.head_name) == (cast.land.hamlet, "17", "Hồ Văn Bông")
        home = one.residences.get()
        assert (home.address, home.status, home.valid_from, home.note) == (
            "Nóc Ông Ruộng", "TT", date(2014, 3, 7), "nhà cuối nóc",
        )  # fmt: skip
        mother, father = one.parents.get(which="mother"), one.parents.get(which="father")
        assert (mother.full_name, mother.born_year, mother.phone) == ("Hồ Thị Nhiêu", 1990, "0905123456")
        assert father.full_name == "Hồ Văn Ruộng"
        assert {(row.which, row.state) for row in one.parent_states.all()} == {("mother", "DIXA"), ("father", "CHET")}
        assert (one.carers.get().full_name, one.carers.get().relation) == ("Hồ Thị Bông", "cháu ngoại")
        assert one.insurances.get().number == "TE1490123456789"
        assert (one.schooling.get().year, one.schooling.get().grade, one.schooling.get().status) == (2026, "4A", "at")
        assert (one.disabilities.get().types, one.disabilities.get().degree) == (["1", "5"], "2")
        group = one.circumstances.get()
        assert (group.code, group.group, group.law_version, group.evidence) == (
            "HCDB-03.7", "HCDB-03", "2017-07-01", "QĐ 12/QĐ-UBND",
        )  # fmt: skip
        assert (one.stays.get().relation, one.household.classes.get().klass) == ("5", "HN")
        assert {row.source for row in (home, mother, group)} == {"roster"}


def test_children_of_one_household_share_it(cast: Cast, taken: Take) -> None:
    rows = [child(f"Hồ Thị {name}", head_name="Hồ Văn Bông", household_number="17") for name in ("Một", "Hai", "Ba")]
    taken(sheet([*rows, child("Hồ Văn Tư", sex="Nam", head_name="Hồ Văn Khác")]))
    with acting(cast.lien):
        assert Household.objects.visible_to(cast.lien, "registry.children.see").count() == 2


def test_one_error_keeps_every_row_out(cast: Cast, checked: Take) -> None:
    roster = checked(sheet([child(), child("Hồ Văn Sai", "31/2/2015"), child("", "2015")]))
    assert [(one["row"], one["column"]) for one in roster.faults if not one["kind"]] == [(3, "birth"), (4, "full_name")]
    assert (roster.rejected, roster.errors) == (2, 2)
    with pytest.raises(HasErrors):
        apply_roster(actor=cast.lien, at=AT, roster_id=roster.pk)
    with acting(cast.lien):
        assert children(cast.lien).count() == 0


def test_the_same_file_twice_adds_nothing(cast: Cast, taken: Take) -> None:
    upload = sheet([FULL, child("Hồ Thị Sao", "2015")])
    first = taken(upload)
    again = apply_roster(actor=cast.lien, at=AT, roster_id=first.pk)
    assert again.pk == first.pk
    with acting(cast.lien):
        assert children(cast.lien).count() == 2


def test_a_file_saved_again_with_one_cell_changed_changes_that_one(cast: Cast, taken: Take) -> None:
    taken(sheet([FULL, child("Hồ Thị Sao", "2015", external_code="TL-002")]))
    second = taken(sheet([{**FULL, "mother_phone": "0905999888"}, child("Hồ Thị Sao", "2015", external_code="TL-002")]))
    assert (second.new, second.changed, second.same) == (0, 1, 1)
    assert second.preview["changes"][0]["lines"] == [["mother_phone", "0905123456", "0905999888"]]
    with acting(cast.lien):
        assert Child.objects.visible_to(cast.lien, "registry.children.see").count() == 2


def test_a_changed_name_is_a_correction_with_both_texts(cast: Cast, taken: Take) -> None:
    taken(sheet([FULL]))
    taken(sheet([{**FULL, "full_name": "Hồ Thị Sướng"}]))
    with acting(cast.lien):
        one = the_child(cast)
        line = one.corrections.get()
        assert (line.field, line.old, line.new) == ("full_name", "Hồ Thị Sương", "Hồ Thị Sướng")
        assert (line.reason, one.version) == ("Nhập từ tệp danh sách.xlsx", 2)


def test_a_child_that_moved_keeps_where_it_lived(cast: Cast, taken: Take) -> None:
    taken(sheet([FULL]))
    taken(sheet([{**FULL, "hamlet": "Thôn Thử Hai"}]))
    with acting(cast.lien):
        old, new = the_child(cast).residences.order_by("valid_from")
        assert (old.hamlet, old.valid_to) == (cast.land.hamlet, TODAY)
        assert (new.hamlet, new.valid_from, new.valid_to) == (cast.land.other_hamlet, TODAY, None)


def test_the_statements_of_an_import_may_take_longer_than_those_of_a_page(cast: Cast) -> None:
    with acting(cast.lien), connection.cursor() as cursor:
        lock_place(cast.land.own.pk)
        cursor.execute("select current_setting('statement_timeout')")
        assert cursor.fetchone() == ("20min",)
