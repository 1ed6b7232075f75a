"""Partners and projects: money in đồng at a stated rate, by place with sums that fit, told where it doesn't."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.programmes.projects import refusals
from mangnon.programmes.projects.actions import (
    PartnerTold,
    ProjectTold,
    ResultTold,
    add_disbursement,
    add_partner,
    add_project,
    add_report,
    correct_project,
    send_report,
    set_share,
    strike_disbursement,
    tell_result,
)
from mangnon.programmes.projects.models import Disbursement, Partner, Project
from mangnon.programmes.projects.queries import (
    licences_ending,
    money,
    money_of_all,
    of_partner,
    on_ground,
    owed,
    partners_of,
    projects,
    standing_in,
)
from mangnon.programmes.projects.rules import (
    Licence,
    Misfit,
    PlaceMoney,
    Standing,
    by_place,
    in_dong,
    licence_on,
    misfits,
    standing,
)
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

TOLD = ProjectTold(
    title="Khám sàng lọc tim bẩm sinh", goal="Tìm sớm, mổ sớm", starts_on=date(2025, 8, 1), ends_on=date(2027, 7, 31),
    agreement="1/TT", pledged=Decimal("1000.50"), currency="USD", rate=Decimal(26_000), rate_on=date(2025, 8, 1),
    counterpart=5_000_000,
)  # fmt: skip
SOME = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9_000)), max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.integers(1, 4), st.integers(0, 9_000), max_size=4), SOME)
def test_money_by_place_adds_up_to_what_was_planned_and_paid(
    planned: dict[int, int], paid: list[tuple[int, int]]
) -> None:
    rows = by_place(planned, paid)
    assert len({one.place for one in rows}) == len(rows)
    assert sum(one.planned for one in rows) == sum(planned.values())
    assert sum(one.paid for one in rows) == sum(amount for _place, amount in paid)
    assert (Misfit.PAID in misfits(10_000, rows)) == (sum(amount for _place, amount in paid) > 10_000)
    assert (Misfit.PLANNED in misfits(10_000, rows)) == (sum(planned.values()) > 10_000)


def test_a_place_that_spends_more_than_planned_is_told() -> None:
    assert misfits(100, [PlaceMoney(1, 10, 11)]) == [Misfit.PLACE]
    assert misfits(100, [PlaceMoney(1, 10, 10)]) == []


def test_halves_of_a_dong_go_up() -> None:
    assert in_dong(Decimal("0.5"), Decimal(1)) == 1
    assert in_dong(Decimal("1000.50"), Decimal(26_000)) == 26_013_000


@pytest.mark.parametrize(
    ("number", "until", "asked", "expected"),
    [
        ("", None, False, Licence.UNASKED), ("", None, True, Licence.MISSING), ("1/GP", None, True, Licence.HOLDS),
        ("1/GP", TODAY - timedelta(days=1), True, Licence.ENDED), ("1/GP", TODAY, False, Licence.ENDING),
        ("1/GP", TODAY + timedelta(days=60), True, Licence.ENDING),
        ("1/GP", TODAY + timedelta(days=61), True, Licence.HOLDS),
    ],
)  # fmt: skip
def test_a_licence_holds_until_its_last_day(number: str, until: date | None, asked: bool, expected: Licence) -> None:
    assert licence_on(number, until, TODAY, asked=asked) is expected


@pytest.fixture
def given_partner(cast: Cast) -> Partner:
    """A foreign organisation."""
    told = PartnerTold("ingo", "Tổ chức Bạn của trẻ em", "Nhật Bản", licence="1/GP", licence_until=date(2026, 12, 1))
    with acting(cast.phu):
        return add_partner(actor=cast.phu, at=AT, told=told)


@pytest.fixture
def project(cast: Cast, given_partner: Partner) -> Project:
    """A project of the province with money for the own commune."""
    with acting(cast.phu):
        made = add_project(
            actor=cast.phu, at=AT, place=cast.land.province, told=TOLD, partners=[given_partner.pk]
        )  # fmt: skip
        set_share(actor=cast.phu, at=AT, project_id=made.pk, place=cast.land.own, planned=20_000_000)
        return made


@pytest.mark.django_db
def test_partners_are_the_provinces_and_stand_once(cast: Cast, given_partner: Partner) -> None:
    told = PartnerTold("ingo", "TỔ CHỨC BẠN CỦA TRẺ EM")
    with acting(cast.phu), pytest.raises(refusals.PartnerThere):
        add_partner(actor=cast.phu, at=AT, told=told)
    with acting(cast.lien):
        with pytest.raises(Forbidden):
            add_partner(actor=cast.lien, at=AT, told=replace(told, name="Khác"))
        with pytest.raises(ProgrammingError), transaction.atomic():
            Partner.objects.create(kind="un", name="x", name_key="x", changed_at=AT, changed_by_name="x")
        assert Partner.objects.filter(pk=given_partner.pk).exists()


@pytest.mark.django_db
def test_a_project_keeps_its_money_with_the_rate(cast: Cast, project: Project, given_partner: Partner) -> None:
    told: dict[str, Any] = {"actor": cast.phu, "at": AT, "project_id": project.pk, "partners": [given_partner.pk]}
    assert project.pledged_dong == 26_013_000
    with acting(cast.phu):
        with pytest.raises(refusals.RateMissing):
            correct_project(**told, version=1, told=replace(TOLD, rate=None))
        with pytest.raises(refusals.ProjectDays):
            correct_project(**told, version=1, told=replace(TOLD, ends_on=date(2025, 7, 1)))
        with pytest.raises(refusals.PartnersMissing):
            correct_project(**{**told, "partners": []}, version=1, told=TOLD)
        other = add_partner(actor=cast.phu, at=AT, told=PartnerTold("business", "Công ty Thử"))
        changed = correct_project(
            **{**told, "partners": [other.pk]}, version=1, told=replace(TOLD, currency="VND", pledged=Decimal(9))
        )
        assert (changed.pledged_dong, changed.rate) == (9, 1)
        assert partners_of(project) == [other]
        assert not of_partner(projects(), given_partner.pk).exists()
        with pytest.raises(StaleVersion):
            correct_project(**told, version=1, told=TOLD)
    with acting(cast.lien), pytest.raises(Forbidden):
        correct_project(**{**told, "actor": cast.lien}, version=2, told=TOLD)


@pytest.mark.django_db
def test_a_commune_in_the_project_writes_what_was_paid_there_and_nowhere_else(cast: Cast, project: Project) -> None:
    own, sibling = cast.land.own, cast.land.sibling
    told: dict[str, Any] = {"at": AT, "project_id": project.pk, "on": TODAY, "what": "Thuê xe đưa đi khám"}
    with acting(cast.lien):
        paid = add_disbursement(actor=cast.lien, **told, place=own, amount=15_000_000)
        with pytest.raises(refusals.AmountMissing):
            add_disbursement(actor=cast.lien, **told, place=own, amount=0)
        with pytest.raises(refusals.DayAhead):
            add_disbursement(actor=cast.lien, **{**told, "on": TODAY + timedelta(days=1)}, place=own, amount=1)
        with pytest.raises(refusals.PaidBefore, match="1/8/2025"):
            add_disbursement(actor=cast.lien, **{**told, "on": date(2025, 7, 31)}, place=own, amount=1)
        with pytest.raises(Forbidden):
            add_disbursement(actor=cast.lien, **told, place=sibling, amount=1)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Disbursement.objects.create(
                project=project, place=sibling, on=TODAY, amount=1, what="x", told_at=AT, told_by_name="x"
            )
    with acting(cast.thao):
        with pytest.raises(refusals.NotInProject):
            add_disbursement(actor=cast.thao, **told, place=sibling, amount=1)
        with pytest.raises(Forbidden):
            strike_disbursement(actor=cast.thao, at=AT, disbursement_id=paid.pk, reason="Không phải của nơi này")
    with acting(cast.phu):
        add_disbursement(actor=cast.phu, **told, place=own, amount=18_000_000)
        rows = [row for _unit, row in money(project)]
        assert rows == [PlaceMoney(own.pk, 20_000_000, 33_000_000)]
        assert misfits(project.pledged_dong + project.counterpart, rows) == [Misfit.PAID, Misfit.PLACE]
        assert money_of_all(TODAY.year)[0][1:] == (rows[0], 1)
        assert money_of_all(2024) == []
        strike_disbursement(actor=cast.phu, at=AT, disbursement_id=paid.pk, reason="Ghi hai lần cùng khoản")
        with pytest.raises(refusals.StruckAlready):
            strike_disbursement(actor=cast.phu, at=AT, disbursement_id=paid.pk, reason="Ghi hai lần cùng khoản")
        assert money(project)[0][1].paid == 18_000_000
        assert list(on_ground(projects(), own)) == [project]
        assert not on_ground(projects(), sibling).exists()


@pytest.mark.django_db
def test_results_are_one_line_of_a_place_year_and_indicator(cast: Cast, project: Project) -> None:
    told = ResultTold(2026, "Trẻ em được khám", "trẻ em", Decimal(100))
    asked: dict[str, Any] = {"actor": cast.lien, "at": AT, "project_id": project.pk, "place": cast.land.own}
    with acting(cast.lien):
        tell_result(**asked, version=0, told=told)
        tell_result(**asked, version=0, told=told)
        with pytest.raises(StaleVersion):
            tell_result(**asked, version=0, told=replace(told, indicator="TRẺ EM được khám", reached=Decimal(90)))
        row = tell_result(**asked, version=1, told=replace(told, reached=Decimal(90)))
        assert (row.version, row.reached) == (2, 90)
        with pytest.raises(refusals.ResultEmpty):
            tell_result(**asked, version=0, told=ResultTold(2026, "Khác", "trẻ em"))
        with pytest.raises(refusals.YearOutsideProject):
            tell_result(**asked, version=0, told=replace(told, year=2024))


@pytest.mark.django_db
def test_a_late_report_stands_before_everything_until_it_is_sent(cast: Cast, project: Project) -> None:
    due = TODAY - timedelta(days=3)
    told: dict[str, Any] = {"actor": cast.phu, "at": AT}
    with acting(cast.phu):
        one = add_report(**told, project_id=project.pk, to_whom="UBND thành phố", about="Báo cáo năm", due_on=due)
        again = add_report(**told, project_id=project.pk, to_whom="UBND thành phố", about="Báo cáo năm", due_on=due)
        assert one.pk == again.pk
        assert owed(None, TODAY) == [one]
        assert owed([cast.land.own.pk], TODAY) == []
        found = projects().get()
        how = standing(found.starts_on, found.ends_on, [found.owed], TODAY)  # type: ignore[attr-defined]
        assert how is Standing.REPORT_LATE
        with pytest.raises(refusals.DayAhead):
            send_report(**told, report_id=one.pk, on=TODAY + timedelta(days=1))
        send_report(**told, report_id=one.pk, on=TODAY, number="9/BC")
        send_report(**told, report_id=one.pk, on=TODAY, number="9/BC")
        with pytest.raises(refusals.SentAlready):
            send_report(**told, report_id=one.pk, on=due)
        assert [list(standing_in(projects(), each.value, TODAY)) for each in Standing] == [[], [project], [], []]
        assert [one.name for one in licences_ending(TODAY)] == ["Tổ chức Bạn của trẻ em"]


@pytest.mark.django_db
def test_people_keep_a_project_on_its_pages(cast: Cast, given_partner: Partner) -> None:
    province: Client = signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    officer: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    sent = {
        "title": "Nước sạch trường học", "partners": [str(given_partner.pk)], "goal": "Có nước sạch",
        "starts_on": "1/1/2026", "ends_on": "31/12/2026", "pledged": "1.000,5", "currency": "usd",
        "counterpart": "5.000.000",
    }  # fmt: skip
    assert province.post("/chuong-trinh/du-an/moi", sent).status_code == 422
    page = province.post("/chuong-trinh/du-an/moi", {**sent, "rate": "26.000", "rate_on": "1/1/2026"}).url
    assert officer.get(f"{page}/sua").status_code == 403
    assert officer.post(f"{page}/chi", {"on": "1/2/2026", "amount": "10", "what": "x"}).status_code == 422
    share = {"place": cast.land.own.name, "place_key": str(cast.land.own.pk), "planned": "1.000.000"}
    assert province.post(f"{page}/noi", share).status_code == 303
    paid = officer.post(f"{page}/chi", {"on": "1/2/2026", "amount": "1.500.000", "what": "Bồn lọc nước"}).url
    assert "Bồn lọc nước" in province.get(paid).text
    told = {"version": "0", "year": "2026", "indicator": "Trường có nước sạch", "unit": "trường", "planned": "3"}
    assert officer.post(f"{page}/ket-qua", told).status_code == 303
    report = {"to_whom": "UBND thành phố", "about": "Báo cáo giữa kỳ", "due_on": "1/3/2026"}
    assert province.post(f"{page}/bao-cao", report).status_code == 303
    shown = officer.get(page).text
    for words in ("26.013.000 đồng", "chi quá dự kiến", "Trường có nước sạch", "Trễ báo cáo", given_partner.name):
        assert words in shown
    assert "1.500.000" in officer.get("/chuong-trinh/du-an/tien?nam=2026").text
    assert officer.post("/chuong-trinh/du-an/tien", {"reason": "Báo cáo lãnh đạo sở"}).content[:2] == b"PK"
    assert "Nước sạch trường học" in officer.get(f"/chuong-trinh/du-an?noi={cast.land.own.pk}&tt=report_late").text
    assert "Nước sạch trường học" in officer.get(f"/chuong-trinh/doi-tac/{given_partner.pk}").text
    assert officer.post(f"{paid}/gach", {"reason": "Ghi nhầm dự án khác"}).status_code == 303
    assert "đã gạch bỏ" in officer.get(page).text
    assert officer.get("/chuong-trinh/doi-tac?loai=ingo").status_code == 200
