"""Who may take a register in and out, and where; nothing of a child in the log or the book."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection, transaction

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.registry.models import Roster, Sensitivity
from mangnon.registry.queries import children
from mangnon.registry.refusals import OutsideReach
from mangnon.registry.rosters.actions import apply_roster, receive_roster, undo_roster
from mangnon.registry.rosters.exporting import export_register
from mangnon.registry.rosters.refusals import NotACommune
from mangnon.registry.rosters.tests.conftest import Take
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.registry.rosters.tests.test_taking_in import FULL
from mangnon.testing.cast import AT, Cast
from mangnon.ui.exporting import ReasonMissing, TooMany

REASON = "Đối chiếu với trạm y tế"


def test_only_those_who_keep_the_register_send_a_file_and_only_for_their_place(cast: Cast, law: None) -> None:
    def send(actor: Any, place: Any) -> Roster:
        return receive_roster(actor=actor, at=AT, roster_id=new_id(), place=place, upload=sheet([child()]))

    for actor in (cast.mo, cast.quyet, cast.van, cast.an, cast.quan):
        with pytest.raises(Forbidden):
            send(actor, cast.land.own)
    with pytest.raises(OutsideReach):
        send(cast.lien, cast.land.sibling)
    with pytest.raises(NotACommune):
        send(cast.phu, cast.land.province)
    assert send(cast.phu, cast.land.sibling).place == cast.land.sibling


def test_a_roster_of_another_commune_isnt_there(cast: Cast, taken: Take) -> None:
    roster = taken(sheet([FULL]))
    with acting(cast.thao):
        assert not Roster.objects.everything_unchecked().exists()
    for act in (apply_roster, undo_roster):
        with pytest.raises(NotFound):
            act(actor=cast.thao, at=AT, roster_id=roster.pk)
    with pytest.raises(Forbidden):
        undo_roster(actor=cast.quyet, at=AT, roster_id=roster.pk)


def test_what_an_import_did_cant_be_changed_afterwards(cast: Cast, taken: Take) -> None:
    taken(sheet([FULL]))
    change = "update registry_rosterimprint set digest = ''"
    denied = pytest.raises(Exception, match="permission denied")
    with acting(cast.lien), connection.cursor() as cursor, denied, transaction.atomic():
        cursor.execute(change)


def test_an_export_needs_a_reason_and_stays_within_two_hundred(cast: Cast, taken: Take) -> None:
    taken(sheet([child(f"Hồ Thị {n}", "2015", external_code=f"TL-{n}") for n in range(201)]))
    with pytest.raises(ReasonMissing):
        export_register(actor=cast.lien, at=AT, place=cast.land.own, reason="")
    with acting(cast.lien), pytest.raises(TooMany):
        export_register(actor=cast.lien, at=AT, place=cast.land.own, reason=REASON)
    with pytest.raises(OutsideReach):
        export_register(actor=cast.lien, at=AT, place=cast.land.sibling, reason=REASON)
    with pytest.raises(Forbidden):
        export_register(actor=cast.mo, at=AT, place=cast.land.own, reason=REASON)


def test_very_sensitive_groups_stay_inside_and_are_counted(cast: Cast, taken: Take, checked: Take) -> None:
    from mangnon.registry.queries import groups_on
    from mangnon.testing.cast import TODAY

    secret = next(one.code for one in groups_on(TODAY) if one.sensitivity == Sensitivity.VERY_HIGH)
    taken(sheet([{**FULL, "circumstances": f"HCDB-03.7; {secret}"}]))
    with acting(cast.lien):
        made = export_register(actor=cast.lien, at=AT, place=cast.land.own, reason=REASON)
    assert (made.rows, made.withheld) == (1, 1)
    back = taken_back(made.data)
    assert "HCDB-03.7" in back
    assert secret not in back


def taken_back(data: bytes) -> list[str]:
    import io

    from openpyxl import load_workbook

    rows = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True, min_row=6)
    return [str(cell) for row in rows for cell in row if cell]


def test_no_child_shows_in_the_log_or_in_the_book(
    cast: Cast, taken: Take, checked: Take, caplog: pytest.LogCaptureFixture
) -> None:
    canary = child(
        "Hồ Thị Zqcanary", "7/3/2014", mother_name="Hồ Thị Zqmother", address="Zqnook", personal_number="000314777123"
    )
    with caplog.at_level(logging.DEBUG):
        taken(sheet([canary], name="danh sách.xlsx"))
        checked(sheet([{**canary, "birth": "99/99/2014", "full_name": "Zqcanary Hai"}]))
        with pytest.raises(Refusal):
            checked(sheet([{"full_name": "Zqcanary", "sex": "Nữ", "ethnicity": "Zq"}]))
    logged = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    with acting(cast.an):
        booked = " ".join(f"{one.detail} {one.seen}" for one in Entry.objects.all())
    for text in (logged, booked):
        assert not any(word in text for word in ("Zq", "000314777123"))


def test_one_entry_tells_the_whole_import_by_its_hashes(cast: Cast, taken: Take) -> None:
    roster = taken(sheet([FULL, child("Hồ Thị Sao", "2015")]))
    with acting(cast.an):
        entry = Entry.objects.get(action="registry.rosters.apply")
    assert (entry.detail["rows"], entry.detail["new"], entry.detail["hash"]) == (2, 2, roster.hash)
    with acting(cast.lien):
        assert entry.detail["row_hashes"] == roster.imprint.digest
        assert len(roster.imprint.row_hashes) == 24


def test_who_may_not_see_very_sensitive_groups_cant_bring_them_in(cast: Cast, law: None) -> None:
    from dataclasses import replace

    from mangnon.access.actor import job
    from mangnon.registry.queries import groups_on
    from mangnon.registry.rosters.preparing import mapping_for, open_upload, prepare
    from mangnon.testing.cast import TODAY

    secret = next(one.code for one in groups_on(TODAY) if one.sensitivity == Sensitivity.VERY_HIGH)
    opened = open_upload(sheet([{**FULL, "circumstances": secret}]))
    machine = replace(job("x", "registry.rosters.apply", "registry.children.see"))
    with acting(machine):
        assert not children(machine).exists()
        made = prepare(
            actor=machine, at=AT, place=cast.land.own, sheet=opened, mapping=mapping_for(cast.land.own, opened.headings)
        )
    assert [one.column for one in made.errors] == ["circumstances"]
