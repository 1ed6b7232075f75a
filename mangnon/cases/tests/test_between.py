"""Through the HTTP door: a case between communes and reports; the end of a separation is warned of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.models import Case, CaseMove, CaseReport
from mangnon.cases.tests.test_screens import Desk, common, found, now, opened
from mangnon.intake.models import HarmReport
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in


@pytest.fixture
def lien(cast: Cast, law: None) -> Desk:
    """The officer."""
    return Desk(signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)))


@pytest.fixture
def quyet(cast: Cast, law: None) -> Desk:
    """The chair."""
    return Desk(signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own)))


@pytest.fixture
def thao(cast: Cast, law: None) -> Desk:
    """The officer of the commune beside."""
    return Desk(signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling)))


def reported(desk: Desk, **more: Any) -> UUID:
    """A report taken in on the form of the desk."""
    typed = {
        "report_id": str(new_id()), "looked": "", "what": "Nghe tiếng trẻ khóc", "place": "xã Trà Nam", "place_key": "",
        "child_name": "Hồ Thị Na", "channel": "phone", "danger": "no", **more,
    }  # fmt: skip
    desk.send("intake:entry", **typed)
    return UUID(typed["report_id"])


def test_a_report_under_the_old_name_and_a_second_one_of_the_same_event_make_one_case(cast: Cast, lien: Desk) -> None:
    first, second = reported(lien), reported(lien, channel="school", danger="yes")
    assert reverse("intake:link", args=[second, first]) in lien.see("intake:report", second)
    lien.send("intake:link", second, first)
    typed = {"row_id": str(new_id()), "kind": "intervention", "about": "nghi bị bạo lực", "emergency": "0"}
    lien.send("open_from_report", first, **typed)
    case = found()
    assert (case.place_id, case.incident_place_id) == (cast.land.own.pk, cast.land.own.pk)
    assert case.code in lien.see("open_from_report", second)
    lien.send("open_from_report", second, **{**typed, "row_id": str(new_id())}, join=str(case.pk))
    with acting(console("test")):
        ends = set(HarmReport.objects.everything_unchecked().values_list("state", "settled_as"))
        assert CaseReport.objects.filter(case=case).count() == 2
    assert ends == {("settled", "case"), ("settled", "joined")}
    assert found().first_information_at == case.first_information_at
    assert case.code in lien.see("intake:report", second)


def test_a_child_moves_and_its_case_is_open_until_somebody_there_accepts_it(cast: Cast, lien: Desk, thao: Desk) -> None:
    case = opened(lien, cast)
    thao.see("case", case.pk, status=404)
    lien.send(
        "ask_move", case.pk, row_id=str(new_id()), place="xã Trà Leng", place_key="", hand_over="Bà ngoại đón em."
    )
    assert "Rút đề nghị chuyển đến" in lien.see("case", case.pk)
    lien.send("log", case.pk, **common(kind="call", what="Gọi cô giáo."))
    with acting(console("test")):
        move = CaseMove.objects.get()
    assert case.code in thao.see("desk:home")
    assert "Bà ngoại đón em." in thao.see("answer_move", move.pk)
    thao.send("log", case.pk, status=403, **common(kind="call", what="Chưa được ghi."))
    thao.send("answer_move", move.pk, yes="1", reason="")
    assert "Gọi cô giáo." in thao.see("case", case.pk)
    thao.send("log", case.pk, **common(kind="visit", what="Em ở với bà, khỏe.", safe="1"))
    assert found().place_id == cast.land.sibling.pk
    lien.see("log", case.pk, status=403)


def apart(quyet: Desk, case: Case, days: int) -> dict[str, str]:
    """What the chair types of a separation that began some days ago, and lasts fifteen."""
    first = local_day(now()) - timedelta(days=days)
    return {
        "number": "05/QĐ-UBND", "decided_on": format_date(first), "signer": "Hồ Văn Quyết",
        "starts_on": format_date(first), "until": format_date(first + timedelta(days=14)),
    }  # fmt: skip


def test_a_separation_is_no_longer_than_fifteen_days_and_ends_by_a_decision(
    cast: Cast, lien: Desk, quyet: Desk
) -> None:
    case = opened(lien, cast, emergency="1")
    page = quyet.see("separate", case.pk)
    chosen = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("ground", "goes_to")}
    typed = common(**apart(quyet, case, 0), **chosen, address="Nhà bà ngoại, thôn Kín")
    too_long = format_date(local_day(now()) + timedelta(days=15))
    assert "15 ngày" in quyet.send("separate", case.pk, status=422, **{**typed, "until": too_long})
    quyet.send("separate", case.pk, **typed)
    page = lien.see("case", case.pk)
    assert "05/QĐ-UBND" in page
    assert "thôn Kín" not in page
    lien.send("end_separation", case.pk, **common(
        number="06/QĐ-UBND", decided_on=format_date(local_day(now())), signer="Hồ Văn Quyết",
        ended_on=format_date(local_day(now())), reason="Mẹ bảo đảm được an toàn.",
    ))  # fmt: skip
    assert "Đang cách ly" not in lien.see("case", case.pk)
    assert "06/QĐ-UBND" in lien.see("case", case.pk)
