"""The demo's plans: the year 2020 of Quảng Nam down to its districts and communes, and this year's on today's map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import UnknownPerson, actor_named
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.yamls import read_yaml
from mangnon.places.models import Unit
from mangnon.places.queries import province_served, tree
from mangnon.programmes.boards import making as board_making
from mangnon.programmes.campaigns import making as campaign_making
from mangnon.programmes.examples import making as example_making
from mangnon.programmes.forums import making as forum_making
from mangnon.programmes.inspections import making as inspection_making
from mangnon.programmes.jobs import count_year
from mangnon.programmes.plans import making
from mangnon.programmes.plans.actions import add_plan, copy_plan
from mangnon.programmes.plans.models import Objective, Programme, Task
from mangnon.programmes.plans.queries.grounds import Ground, home_unit
from mangnon.programmes.plans.queries.plans import children_on
from mangnon.programmes.plans.rules import shared_out
from mangnon.programmes.praise import making as praise_making
from mangnon.programmes.projects import making as project_making
from mangnon.programmes.recognition import making as recognition_making
from mangnon.programmes.training import making as training_making

SPACE = UUID("5c0e9d1a-7f43-4b0f-8a56-0d9d2f6f1b77")
FILE = Path(__file__).parent / "data" / "demo.yaml"
YEAR = 2020
OFFICER, COMMUNE, ADMIN = "thuy.ptt", "hanh.bt", "quan.pm"
MILLION = 1_000_000


def told() -> dict[str, Any]:
    """The file."""
    found: dict[str, Any] = read_yaml(FILE.read_text(encoding="utf-8"))
    return found


def make(call: DemoCall) -> None:
    """Both years, and two longer programmes. Nothing where the demo's people aren't there."""
    try:
        officer = replace(actor_named(OFFICER, at=call.at), proved=True)
    except UnknownPerson:
        return
    with acting(officer):
        if Programme.objects.exists():
            return
    with call.progress("Chương trình, kế hoạch", 6) as step, acting(officer):
        year = Year(told(), officer, call.at)
        plan = year.make()
        step(1)
        this_year(year, plan)
        step(1)
        making.long_programmes(year.file["long"], year.province, officer, year.began)
        making.adoptions(year)
        step(1)
        all_boards(year)
        step(1)
        recognition(year)
        step(1)
        forums(year)
        good_examples(year)
        campaigns(year)
        training(year)
        step(1)
    count_year(at=call.at)


@dataclass(frozen=True)
class Year:
    """The making of 2020."""

    file: dict[str, Any]
    officer: Actor
    at: datetime

    @cached_property
    def began(self) -> datetime:
        """When it was planned."""
        return datetime.combine(date(YEAR - 1, 12, 16), time(9), VN_ZONE)

    @cached_property
    def province(self) -> Unit:
        """Quảng Nam as it was."""
        return Unit.objects.get(code="49", level="province", valid_to=date(2025, 7, 1))

    @cached_property
    def districts(self) -> list[tuple[Unit, list[Unit]]]:
        """Districts of the end of 2020 with their communes."""
        (top,) = tree([self.province], date(YEAR, 12, 31))
        return [(one.unit, [child.unit for child in one.children]) for one in top.children]

    def make(self) -> Programme:
        """The plan with objectives, indicators, tasks; shares of districts and communes with what came of them."""
        file = self.file
        plan = add_plan(
            actor=self.officer, at=self.began, place=self.province, title=file["title"], first_year=YEAR,
            last_year=YEAR, about=file["about"], documents=making.known(self.officer, file["documents"]),
            uid=uuid5(SPACE, "2020"),
        )  # fmt: skip
        rows = making.headings(plan, file["objectives"])
        tops = [(self._top(objective_id, number, one), one) for objective_id, number, one in rows]
        made = [task for top, one in tops for task in self._with_shares(top, one)]
        Task.objects.bulk_create(made, batch_size=2_000)
        making.bases(self.officer, [(top, one["d"]) for top, one in tops])
        making.stories(made, self.officer)
        Programme.objects.filter(pk=plan.pk).update(learnt=file["learnt"])
        making.booked(self.officer, self.at, plan, len(made))
        return plan

    def _top(self, objective_id: UUID, number: int, told: dict[str, Any]) -> Task:
        planned = int(told["m"]) * MILLION
        task = making.task(
            uuid5(objective_id, str(number)), objective_id, self.province, number, told, YEAR, self.began
        )
        task.planned = planned
        task.owner, task.owner_name = self.officer.person_id, self.officer.name
        task.reports_to = "Giám đốc Sở Lao động - Thương binh và Xã hội"
        making.finish(task, self.file["delays"], spend=told["w"] == "-", certain=True)
        return task

    def _with_shares(self, top: Task, told: dict[str, Any]) -> Iterator[Task]:
        """The province keeps a tenth, a district a tenth of its share; what is left goes down evenly."""
        yield top
        if told["w"] != "h":
            return
        given = top.planned * 9 // 10
        for (district, communes), money in zip(self.districts, shared_out(given, len(self.districts)), strict=True):
            one = self._share(top, district, money, self.file["district_post"], top.owner_name)
            yield one
            for commune, part in zip(communes, shared_out(money * 9 // 10, len(communes)), strict=True):
                yield self._share(one, commune, part, told.get("who", self.file["post"]), f"UBND {district.name}")

    def _share(self, above: Task, place: Unit, money: int, post: str, to: str) -> Task:
        task = making.share(above, place, money, self.began)
        task.owner_name, task.reports_to = post, to
        making.finish(task, self.file["delays"])
        return task


def this_year(year: Year, plan: Programme) -> None:
    """Copied onto today's map, and as far as the year has come."""
    today = local_day(year.at)
    if today.year <= YEAR:
        return
    first = datetime.combine(date(today.year, 1, 1), time(8), VN_ZONE) - timedelta(days=12)
    city = province_served()
    title = f"Kế hoạch bảo vệ, chăm sóc trẻ em {city.name.lower().replace('đà nẵng', 'Đà Nẵng')} năm {today.year}"
    copy_plan(actor=year.officer, at=first, plan_id=plan.pk, year=today.year, place=city, title=title)
    making.come_so_far(today, year.file["delays_now"])
    making.hand_to(today.year, _person(COMMUNE, year.at), year.officer)


def all_boards(year: Year) -> None:
    """Boards of 2020, of today, and what the demo's own commune concluded."""
    today = local_day(year.at)
    board_making.old_boards(year.districts, year.began)
    board_making.boards_of_today(children_on(province_served(), today), today, year.at)
    person = _person(COMMUNE, year.at)
    heading = Objective.objects.filter(programme__first_year=today.year, number=3).first()
    if person is not None:
        with acting(person):
            board_making.conclusions(replace(person, proved=True), heading, year.at, today)


def recognition(year: Year) -> None:
    """The table with assumed points, the round of 2024, this year's self-check."""
    admin, person = _person(ADMIN, year.at), _person(COMMUNE, year.at)
    if admin is None or person is None:
        return
    began = datetime.combine(recognition_making.OLD, time(8), VN_ZONE)
    recognition_making.make(year.officer, admin, home_unit(person), began, year.at)


def forums(year: Year) -> None:
    """Forums of 2020, of last year and of this one, with what children asked; inspections."""
    today, city, person = local_day(year.at), province_served(), _person(COMMUNE, year.at)
    forum_making.old_forums(year.province, [one for one, _communes in year.districts], year.began)
    home = home_unit(person) if person else city
    communes = children_on(city, today)
    forum_making.forums_of_today(city, communes, home, today, year.at)
    inspection_making.make(city, communes, home, today, year.at)


def good_examples(year: Year) -> None:
    """Models and commendations, mostly of the demo's own commune; partners and projects of the province."""
    person = _person(COMMUNE, year.at)
    if person is None:
        return
    today, home = local_day(year.at), home_unit(person)
    units = children_on(province_served(), today)
    before = next((one for one in Ground(home).past if one.level == "commune"), None)
    example_making.make(home, year.officer, units, before, year.at, today)
    praise_making.make(home, person, units, year.at, today)
    project_making.make(province_served(), home, units, year.at, today)


def campaigns(year: Year) -> None:
    """What the province opened for the times around today, and what the communes made of it."""
    person, today, city = _person(COMMUNE, year.at), local_day(year.at), province_served()
    home = home_unit(person) if person else None
    campaign_making.make(city, home, children_on(city, today), today, year.at)


def training(year: Year) -> None:
    """Two courses that are over, one to come."""
    person, city = _person(COMMUNE, year.at), province_served()
    if person is None:
        return
    communes = children_on(city, local_day(year.at))
    person = replace(person, proved=True)
    training_making.make(year.officer, person, home_unit(person), communes, city, year.at)


def _person(username: str, at: datetime) -> Actor | None:
    try:
        return actor_named(username, at=at)
    except UnknownPerson:
        return None
