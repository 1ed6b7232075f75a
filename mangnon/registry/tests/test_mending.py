"""A dose or a check-up that was written down wrongly is put right or taken out; the old text and the reason stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.registry.actions import (
    drop_checkup,
    drop_dose,
    mend_checkup,
    mend_dose,
    record_checkup,
    record_dose,
)
from mangnon.registry.actions.health import CheckupTold, DoseTwice
from mangnon.registry.actions.mending import WhyDropped, checkup_said, dose_said, in_words
from mangnon.registry.models import Checkup, Child, Correction, Dose
from mangnon.registry.refusals import InFuture, NothingChanged, ReasonMissing
from mangnon.registry.tests.conftest import Desk, Enter
from mangnon.testing.cast import AT, Cast

WHY = "Phiếu tiêm ghi ngày khác"


def _dose(cast: Cast, child: Child) -> Dose:
    return record_dose(
        actor=cast.lien, at=AT, child_id=child.pk, vaccine="Sởi", number=1, given_on=date(2026, 3, 2), given_at="Trạm"
    )


def test_a_dose_is_put_right_once_and_its_old_text_stays(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    row = _dose(cast, child)
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk, "dose_id": row.pk}
    before = dose_said(row)
    seen, told = in_words(before), replace(before, given_on=date(2026, 3, 1))
    with pytest.raises(ReasonMissing):
        mend_dose(**say, seen=seen, told=told, reason=" ")
    with pytest.raises(NothingChanged):
        mend_dose(**say, seen=seen, told=before, reason=WHY)
    with pytest.raises(InFuture):
        mend_dose(**say, seen=seen, told=replace(before, given_on=date(2027, 1, 1)), reason=WHY)
    mend_dose(**say, seen=seen, told=told, reason=WHY)
    with pytest.raises(StaleVersion):
        mend_dose(**say, seen=seen, told=before, reason=WHY)
    with acting(cast.lien):
        assert Dose.objects.get().given_on == date(2026, 3, 1)
        kept = Correction.objects.get(child=child)
        assert (kept.field, kept.old, kept.new) == ("dose", "Sởi, mũi 1, 2/3/2026, Trạm", "Sởi, mũi 1, 1/3/2026, Trạm")
        assert kept.reason == WHY


def test_a_dose_never_becomes_one_that_stands_there(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    row = _dose(cast, child)
    record_dose(actor=cast.lien, at=AT, child_id=child.pk, vaccine="Sởi", number=2, given_on=date(2026, 5, 2))
    told = replace(dose_said(row), number=2)
    with pytest.raises(DoseTwice):
        mend_dose(
            actor=cast.lien, at=AT, child_id=child.pk, dose_id=row.pk, seen=in_words(dose_said(row)), told=told,
            reason=WHY,
        )  # fmt: skip


def test_what_was_written_by_mistake_is_taken_out_with_the_reason(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    dose = _dose(cast, child)
    told = CheckupTold(on=date(2026, 3, 5), height_cm=Decimal("128.5"), underweight=True, conclusion="Hẹn khám lại")
    checkup = record_checkup(actor=cast.lien, at=AT, child_id=child.pk, told=told)
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    with pytest.raises(WhyDropped):
        drop_dose(**say, dose_id=dose.pk, reason="")
    drop_dose(**say, dose_id=dose.pk, reason="Của em trai")
    with pytest.raises(NotFound):
        drop_dose(**say, dose_id=dose.pk, reason="Của em trai")
    mend_checkup(
        **say, checkup_id=checkup.pk, seen=in_words(checkup_said(checkup)), told=replace(told, underweight=False),
        reason=WHY,
    )  # fmt: skip
    drop_checkup(**say, checkup_id=checkup.pk, reason="Của em trai")
    with acting(cast.lien):
        assert not Dose.objects.exists()
        assert not Checkup.objects.exists()
        lines = [(one.field, one.old, one.new) for one in Correction.objects.order_by("pk")]
        first = "5/3/2026, 128,5 cm, nhẹ cân, Hẹn khám lại"
        second = "5/3/2026, 128,5 cm, dinh dưỡng bình thường, Hẹn khám lại"
        assert lines == [
            ("dose", "Sởi, mũi 1, 2/3/2026, Trạm", ""),
            ("checkup", first, second),
            ("checkup", second, ""),
        ]
    with acting(cast.an):
        assert Entry.objects.filter(action="registry.doses.drop", outcome="done").count() == 1


def test_a_collaborator_records_but_does_not_mend(cast: Cast, enter: Enter) -> None:
    child = enter(hamlet=cast.land.hamlet)
    row = _dose(cast, child)
    with acting(cast.mo), pytest.raises(Forbidden):
        drop_dose(actor=cast.mo, at=AT, child_id=child.pk, dose_id=row.pk, reason=WHY)


def test_the_timeline_leads_to_the_form_and_keeps_what_was_taken_out(cast: Cast, lien: Desk, suong: Child) -> None:
    lien.send("dose", suong.pk, vaccine="Sởi", number="1", given_on="2/3/2026", source="paper")
    with acting(cast.phu):
        row = Dose.objects.get()
    assert f"/tiem-chung/{row.pk}/sua" in lien.see("child", suong.pk)
    form = lien.see("mend_dose", suong.pk, row.pk)
    assert "Sởi, mũi 1, 2/3/2026" in form
    told = {"vaccine": "Sởi", "number": "1", "given_on": "1/3/2026", "given_at": "", "reason": WHY}
    lien.send("mend_dose", suong.pk, row.pk, **told, seen="Sởi, mũi 1, 2/3/2026")
    late = lien.send("mend_dose", suong.pk, row.pk, **told, seen="Sởi, mũi 1, 2/3/2026", status=409)
    assert "Có người vừa sửa" in late
    assert WHY in late
    lien.send("drop_dose", suong.pk, row.pk, reason="Của em trai")
    page = lien.see("child", suong.pk)
    assert "Mũi tiêm: Sởi, mũi 1, 1/3/2026 → –. Lý do: Của em trai." in page
