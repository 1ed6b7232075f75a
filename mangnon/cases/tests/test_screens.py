"""Through the HTTP door: a case from its opening to its end, by the people who may; forms tell what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.actor import Door, console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.cases.commands import listed, told
from mangnon.cases.models import Case, CaseReport, Plan
from mangnon.cases.tests.conftest import Begin
from mangnon.cases.tests.test_chain import until_submitted
from mangnon.intake.actions import receive_report
from mangnon.intake.models import HarmReport
from mangnon.intake.told import ChildTold, PlaceTold, ReportTold
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.papers.models import Revision
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child

Send = Callable[..., str]


class Desk:
    """One signed-in person and the case in hand."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def see(self, view: str, *args: Any, status: int = 200, **query: str) -> str:
        """A page."""
        response = self.client.get(reverse(view if ":" in view else f"cases:{view}", args=args), query)
        assert response.status_code == status, response.content.decode()[-3000:]
        return response.content.decode()

    def send(self, view: str, *args: Any, status: int = 303, **typed: Any) -> str:
        """What comes back when a form is sent."""
        response = self.client.post(reverse(view if ":" in view else f"cases:{view}", args=args), typed)
        told = response.content.decode()
        assert response.status_code == status, re.findall(r"error[^<]*<[^>]*>[^<]+", told)[:9] or told[-2500:]
        return told


@pytest.fixture
def lien(cast: Cast, law: None) -> Desk:
    """The officer."""
    return Desk(signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)))


@pytest.fixture
def quyet(cast: Cast, law: None) -> Desk:
    """The chair."""
    return Desk(signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own)))


def now() -> datetime:
    """The moment at which people type."""
    return timezone.now()


def common(**more: Any) -> dict[str, Any]:
    """What most forms ask."""
    return {
        "row_id": str(new_id()), "done_at": format_datetime(now()), "child_view": "asked",
        "child_said": "Em muốn đi học.", **more,
    }  # fmt: skip


def opened(lien: Desk, cast: Cast, **more: Any) -> Case:
    """A case about a child of the register, opened on its page."""
    with acting(cast.phu):
        girl = child("Hồ Thị Sương", cast.land.own, hamlet=cast.land.hamlet, born="7/3/2016")
    typed = {
        "row_id": str(new_id()), "kind": "intervention", "about": "nghi bị bạo lực trong nhà", "emergency": "0",
        "first_information_at": format_datetime(now() - timedelta(hours=2)), **more,
    }  # fmt: skip
    lien.send("open_for_child", girl.pk, **typed)
    return found()


def found() -> Case:
    """The one case there is."""
    with acting(console("test")):
        return Case.objects.everything_unchecked().get()


def paper(lien: Desk, case: Case, form: str, **answers: str) -> None:
    """Fill a form in on its page."""
    url = reverse("papers:fill", args=["cases.case", case.pk, form])
    page = lien.client.get(url).content.decode()
    version = re.search(r'name="version"[^>]*value="([^"]*)"', page) or re.search(r'value="(2017-07-01)"', page)
    names = {re.sub(r"^q-|^f-", "", name): name for name in re.findall(r'name="([^"]+)"', page)}
    typed = {names[key]: value for key, value in answers.items() if key in names}
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    response = lien.client.post(url, {**hidden, "version": version.group(1) if version else "", **typed})
    assert response.status_code in (302, 303), response.content.decode()[-3000:]


def test_a_case_is_opened_assessed_planned_decided_and_closed_through_the_web(
    cast: Cast, lien: Desk, quyet: Desk
) -> None:
    case = opened(lien, cast)
    page = lien.see("case", case.pk)
    assert "Hồ Thị Sương, 10 tuổi: nghi bị bạo lực trong nhà" in page
    assert "12 giờ liền, tính cả đêm và ngày nghỉ" in page
    assert "Điền đánh giá ban đầu" in page
    today = format_date(local_day(now()))
    paper(lien, case, "mau-02", done_on=today, conclusion="Nguy cơ cao.", emergency="no")
    form = lien.see("assess", case.pk, "mau-02")
    assert "Nguy cơ cao." in form  # concluded on the paper, not typed again
    lien.send("assess", case.pk, "mau-02", **common(conclusion="Nguy cơ cao.", danger_now="0"))
    lien.send("emergency", case.pk, **common(needed="0", what="Trẻ ở với bà, an toàn.", decided_by="Hồ Văn Quyết"))
    paper(lien, case, "mau-03", done_on=today, conclusion="Cha dượng đã đi khỏi nhà.")
    lien.send("assess", case.pk, "mau-03", **common(conclusion="Cha dượng đã đi khỏi nhà."))
    lien.send("submit", case.pk, status=404)
    lien.send("meeting", case.pk, **common(led_by="Chủ tịch xã", present="Công an xã", needs="Tư vấn", minutes="Bàn."))
    until = format_date(local_day(now() + timedelta(days=30)))
    row = {"what_0": "Tư vấn tâm lý", "who_0": "Trung tâm", "money_0": "500000"}
    lien.send("plan", case.pk, **common(version="0", goals="Em an toàn.", starts_on=today, ends_on=until, **row))
    lien.send("submit", case.pk)
    lien.see("decide_plan", case.pk, status=403)
    with acting(console("test")):
        plan = Plan.objects.get()
    quyet.send("decide_plan", case.pk, yes="1", version=str(plan.version))
    lien.send("log", case.pk, **common(kind="visit", what="Em khỏe.", safe="1"))
    assert "Trẻ an toàn. Em khỏe." in lien.see("case", case.pk)
    paper(lien, case, "mau-06", done_on=today, conclusion="Ổn định.")
    lien.send("review", case.pk, **common(no_risk="1", stable="1", conclusion="Ổn định.", proposal="close"))
    lien.send("propose_close", case.pk, reason="Em an toàn, đã ổn định.")
    quyet.send("decide_close", case.pk, yes="1", version="1")
    assert found().state == "closed"
    page = lien.see("case", case.pk)
    assert "Đã kết thúc" in page
    assert "Mở lại hồ sơ" in page


def test_an_unfit_form_says_what_to_do_and_keeps_what_was_typed(cast: Cast, lien: Desk) -> None:
    case = opened(lien, cast, emergency="1")
    with acting(console("test")):
        first = case.first_information_at - timedelta(seconds=18)
        Case.objects.everything_unchecked().filter(pk=case.pk).update(first_information_at=first)
    typed = common(needed="1", what="Đưa em sang nhà bà.", decided_by="Quyết", done_at="hôm qua")
    told = lien.send("emergency", case.pk, status=422, **typed)
    assert "Đưa em sang nhà bà." in told
    typed["done_at"] = format_datetime(now() - timedelta(days=9))
    assert "trước khi có thông tin đầu tiên" in lien.send("emergency", case.pk, status=422, **typed)
    typed["done_at"] = format_datetime(found().first_information_at)  # the same minute, typed without its seconds
    lien.send("emergency", case.pk, **typed)


def test_late_needs_a_reason_and_the_reason_stays(cast: Cast, lien: Desk) -> None:
    case = opened(lien, cast, first_information_at=format_datetime(now() - timedelta(hours=20)), emergency="1")
    typed = common(needed="1", what="Công an đến, em sang nhà bà.", decided_by="Quyết")
    assert "cần ghi vì sao chậm" in lien.send("emergency", case.pk, status=422, **typed)
    lien.send("emergency", case.pk, **typed, late_reason="Lũ cuốn cầu, không vào thôn được.")
    assert "Lũ cuốn cầu" in lien.see("case", case.pk)


def test_the_same_form_sent_twice_writes_once(cast: Cast, lien: Desk) -> None:
    case = opened(lien, cast)
    typed = common(kind="call", what="Gọi cô giáo.")
    lien.send("log", case.pk, **typed)
    lien.send("log", case.pk, **typed)
    with acting(console("test")):
        assert case.log.count() == 1


def test_an_unnamed_child_has_a_case_too(cast: Cast, lien: Desk) -> None:
    typed = {"row_id": str(new_id()), "kind": "support", "about": "lang thang", "emergency": "0", "sex": "9",
             "first_information_at": format_datetime(now() - timedelta(hours=1))}  # fmt: skip
    assert "Ghi tên trẻ, hoặc ghi trẻ nào." in lien.send("open", status=422, **typed)
    lien.send("open", **typed, label="em trai khoảng 6 tuổi ở chợ")
    assert "em trai khoảng 6 tuổi ở chợ" in lien.see("cases")


def test_a_report_that_names_three_children_opens_three_cases_of_one_event_and_is_settled(
    cast: Cast, lien: Desk
) -> None:
    officer = actor_of(Person.objects.get(full_name="Hồ Thị Liên"), at=now(), door=Door.WEB)
    names = ("Hồ Thị Một", "Hồ Thị Hai", "Hồ Văn Ba")
    told = ReportTold(
        channel="phone", what="Ba em bị bỏ mặc", place=PlaceTold(cast.land.own.pk, None, ""), danger="no",
        children=tuple(ChildTold(full_name=name, born="2017") for name in names),
    )  # fmt: skip
    report_id = new_id()
    with acting(officer):
        receive_report(actor=officer, at=now(), report_id=report_id, told=told)
    page = lien.see("open_from_report", report_id)
    assert all(name in page for name in names)
    picked = re.findall(r'name="children"[^>]*value="([^"]+)"', page)
    typed = {"row_id": str(new_id()), "kind": "intervention", "about": "bị bỏ mặc", "emergency": "0"}
    lien.send("open_from_report", report_id, **typed, children=picked)
    with acting(console("test")):
        cases = list(Case.objects.everything_unchecked().order_by("number"))
        report = HarmReport.objects.everything_unchecked().get()
        ties = CaseReport.objects.filter(report=report).count()
    assert [one.name for one in cases] == list(names)
    assert len({one.event for one in cases} - {None}) == 1
    assert {one.first_information_at for one in cases} == {report.first_information_at}
    assert (report.state, report.settled_as, ties) == ("settled", "case", 3)
    assert cases[1].code in lien.see("case", cases[0].pk)
    assert cases[0].code in lien.see("intake:report", report_id)


def test_form_05_is_made_of_the_plan(cast: Cast, lien: Desk, begin: Begin) -> None:
    case = begin(by=actor_of(Person.objects.get(full_name="Hồ Thị Liên"), at=AT, door=Door.WEB))
    until_submitted(cast, case)
    lien.send("plan_paper", case.pk)
    with acting(console("test")):
        answers = Revision.objects.get(sheet__form="mau-05").answers
    assert answers["activities"] == [
        {"work": "Tư vấn tâm lý mỗi tuần", "who": "Trung tâm Công tác xã hội", "cost": 500_000}
    ]
    assert (answers["child_name"], answers["ends_on"], answers["budget"]) == ("Hồ Thị Sương", "2026-12-31", 500_000)


def test_the_overview_and_the_worklist_tell_what_waits(cast: Cast, lien: Desk, quyet: Desk) -> None:
    case = opened(lien, cast, first_information_at=format_datetime(now() - timedelta(days=20)))
    told = quyet.see("overview")
    assert case.code in told
    assert "Trễ hạn vào cuối ngày" in told
    assert "Hồ Thị Sương" in lien.see("desk:home")
    quyet.see("overview", ngay="31/2/2026", status=400)


def test_the_command_prints_every_open_deadline(cast: Cast, lien: Desk) -> None:
    case = opened(lien, cast)
    actor = console("test")
    with acting(actor):
        call: Any = SimpleNamespace(asked=SimpleNamespace(at="", place=cast.land.own.code), actor=actor, at=now())
        data = listed(call)
    assert {tuple(one) for one in data} == {("case", "step", "due", "basis", "state", "place")}
    assert [one["step"] for one in data][:2] == ["S3_INITIAL_ASSESSMENT", "S4_EMERGENCY"]
    assert {one["case"] for one in data} == {f"{case.code} ({cast.land.own.code})"}
    assert {one["place"] for one in data} == {cast.land.own.name}
    assert told(data).splitlines()[0].startswith(f"{case.code}, xã Trà Linh ")
