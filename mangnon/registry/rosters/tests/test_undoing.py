"""An import is taken back: what nobody touched goes as it came, the rest stays and is listed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.actions import record_visit
from mangnon.registry.models import Household, HouseholdClass, Roster, RosterState
from mangnon.registry.queries import children
from mangnon.registry.rosters.actions import undo_roster
from mangnon.registry.rosters.plans import ADDED
from mangnon.registry.rosters.refusals import AnotherCameLater, NotNow, UndoTooLate
from mangnon.registry.rosters.tests.conftest import Take
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.registry.rosters.tests.test_taking_in import FULL
from mangnon.testing.cast import AT, Cast

LATER = AT + timedelta(hours=2)


def undo(cast: Cast, roster: Roster, at: Any = LATER) -> Roster:
    return undo_roster(actor=cast.lien, at=at, roster_id=roster.pk)


def everything(cast: Cast) -> dict[str, list[Any]]:
    """Every row of every table that an import writes, but for versions."""
    with acting(cast.phu), connection.cursor() as cursor:
        found = {}
        for model in ADDED:
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("select (to_jsonb(t) - 'version')::text from {} t order by 1").format(table))
            found[model._meta.db_table] = [row[0] for row in cursor.fetchall()]
        return found


def test_an_undo_leaves_nothing_of_new_children(cast: Cast, taken: Take) -> None:
    before = everything(cast)
    roster = taken(sheet([FULL, child("Hồ Thị Sao", "2015")]))
    assert everything(cast) != before
    assert undo(cast, roster).state == RosterState.UNDONE
    assert everything(cast) == before


def test_an_undo_writes_changed_records_back_as_they_were(cast: Cast, taken: Take) -> None:
    taken(sheet([FULL]))
    before = everything(cast)
    later = taken(
        sheet(
            [
                {
                    **FULL, "full_name": "Hồ Thị Sướng", "hamlet": "Thôn Thử Hai", "mother_phone": "0905999888",
                    "grade": "5A", "poverty": "Hộ cận nghèo", "head_name": "Hồ Văn Mới", "household_number": "99",
                    "circumstances": "HCDB-03.7; HCDB-10", "father_state": "ly hôn, không sống cùng",
                }
            ]
        ),
        at=AT + timedelta(days=1),
    )  # fmt: skip
    assert later.changed == 1
    undo(cast, later, AT + timedelta(days=2))
    assert everything(cast) == before


def test_what_people_changed_since_is_kept_and_listed(cast: Cast, taken: Take) -> None:
    roster = taken(sheet([FULL, child("Hồ Thị Sao", "2015"), child("Hồ Thị Suối", "2016")]))
    with acting(cast.lien):
        star = children(cast.lien).get(full_name="Hồ Thị Sao")
    record_visit(actor=cast.lien, at=AT, visit_id=new_id(), child_id=star.pk, on=AT.date(), seen="Khỏe mạnh")
    assert undo(cast, roster).kept == [star.pk]
    with acting(cast.lien):
        assert [one.full_name for one in children(cast.lien)] == ["Hồ Thị Sao"]


def test_a_household_that_somebody_joined_stays(cast: Cast, taken: Take) -> None:
    roster = taken(sheet([FULL]))
    with acting(cast.lien):
        home = Household.objects.visible_to(cast.lien, "registry.children.see").get()
        HouseholdClass.objects.filter(household=home).update(klass="HCN")
    undo(cast, roster)
    with acting(cast.lien):
        assert Household.objects.visible_to(cast.lien, "registry.children.see").get() == home


def test_an_undo_comes_in_time_once_and_in_order(cast: Cast, taken: Take) -> None:
    first = taken(sheet([FULL]))
    second = taken(sheet([child("Hồ Thị Sao", "2015")]), at=AT + timedelta(minutes=1))
    with pytest.raises(AnotherCameLater):
        undo(cast, first)
    with pytest.raises(UndoTooLate, match="72 giờ"):
        undo(cast, second, AT + timedelta(hours=73))
    undo(cast, second)
    with pytest.raises(NotNow):
        undo(cast, second)
    undo(cast, first)


def test_the_same_file_can_be_taken_in_again_after_an_undo(cast: Cast, taken: Take) -> None:
    upload = sheet([FULL])
    undo(cast, taken(upload))
    upload.seek(0)
    assert taken(upload, at=LATER).new == 1
