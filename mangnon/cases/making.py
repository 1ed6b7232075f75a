"""Cases of the demo world: invented, in the demo's own commune, each in another state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import UnknownPerson, actor_named
from mangnon.cases.actions import ending, keeping, planning, separating, tasking, working
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.models import Case, CaseKind, CasePerson, LogKind, Plan, Review
from mangnon.cases.queries.procedures import procedure_of
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.papers.actions import Filling, fill_sheet
from mangnon.papers.questions import in_force
from mangnon.papers.slots import OwnerRef
from mangnon.registry.models import Child
from mangnon.registry.queries import children

OFFICER, CHAIR = "hanh.bt", "sanh.nh"
ABOUT = (
    "nghi bị bạo lực trong nhà", "cha dượng đánh khi say rượu", "nghỉ học, phải đi làm thuê",
    "bị bạn lớn bắt nạt, lấy tiền", "cha mẹ đi làm xa, ông bà yếu", "bị bỏ mặc, hay ở nhà một mình",
)  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class World:
    """Who acts in the demo's commune, and whose children."""

    officer: Actor
    chair: Actor
    at: datetime
    children: list[Child]

    def open(self, n: int, first: datetime, **more: Any) -> Case:
        """A case about the n-th child, an hour after the first information."""
        child = self.children[n]
        told = Opening(
            case_id=uuid5(child.pk, "demo"), kind=more.pop("kind", CaseKind.INTERVENTION), place=child.place,
            first_information_at=first, name=child.full_name, label="" if child.full_name else str(child),
            born=child.born, sex=child.sex, about=ABOUT[n], child_id=child.pk, hamlet_id=child.hamlet_id, **more,
        )  # fmt: skip
        (made,) = open_cases(actor=self.officer, at=first + HOUR, openings=(told,))
        return made


def make(call: DemoCall) -> None:
    """Six cases, all written down now: what is told of each says when it was done, and when it was recorded.

    Nothing where the demo's people or children aren't there.
    """
    try:
        officer, chair = actor_named(OFFICER, at=call.at), actor_named(CHAIR, at=call.at)
    except UnknownPerson:
        return
    with acting(officer):
        rows = children(officer).filter(left="", born_from__year__range=(call.at.year - 14, call.at.year - 5))
        rows = rows.exclude(full_name="").select_related("place").order_by("pk")
        world = World(officer, chair, call.at, list(rows[: len(ABOUT)]))
    if len(world.children) < len(ABOUT):
        return
    with call.progress("Hồ sơ vụ việc", len(ABOUT)) as step:
        for one in (tonight, apart, overdue, waiting, running, closed):
            one(world)
            step(1)


def tonight(world: World) -> None:
    """The first information three hours ago, danger now, nothing assessed yet."""
    case = world.open(0, world.at - 3 * HOUR, emergency=True)
    person(world, case, CasePerson.Part.SAFE, "bà ngoại", "Alăng Thị Nhiêu", "0905000123")
    person(world, case, CasePerson.Part.ALLEGED, "cha dượng", "Zơrâm Bảy", "")
    tasking.give_task(
        actor=world.officer, at=world.at - HOUR, case_id=case.pk, task_id=new_id(),
        what="Hỏi trạm y tế xem em đã từng đến khám vì bị đánh chưa", person_id=world.officer.me,
        due_on=local_day(world.at),
    )  # fmt: skip
    log(world, case, world.at - HOUR, LogKind.CALL, "Cô giáo cho biết em nghỉ học hai ngày, không ai xin phép.", None)


def apart(world: World) -> None:
    """A separation in its eleventh day, the plan approved."""
    first = world.at - 12 * DAY
    case = world.open(1, first, emergency=True)
    person(world, case, CasePerson.Part.SAFE, "dì ruột", "Coor Thị Nghệ", "0905000456")
    assessed(world, case, first + 3 * HOUR, "mau-02", danger=True)
    track = procedure_of(case).emergency
    if track is None:
        return
    start = local_day(first)
    separating.order_separation(
        actor=world.chair, at=first + 6 * HOUR, case_id=case.pk, separation_id=new_id(),
        decision=separating.Decision("03/QĐ-UBND", start, world.chair.name),
        apart=separating.Apart(0, start, start + timedelta(days=track.most_days - 1), track.child_goes_to[0],
                               "Nhà dì ruột, thôn bên (dữ liệu thử)"),
        done=working.Done(first + 6 * HOUR),
    )  # fmt: skip
    planned(world, case, first + DAY, decide=True)
    log(world, case, first + 4 * DAY, LogKind.VISIT, "Em ngủ được, ăn đều ở nhà dì. Muốn đi học lại.", safe=True)


def overdue(world: World) -> None:
    """Assessed in time, the plan late."""
    first = world.at - 12 * DAY
    case = world.open(2, first)
    assessed(world, case, first + 5 * HOUR, "mau-02", danger=False)
    nothing_urgent(world, case, first + 6 * HOUR)
    assessed(world, case, first + 2 * DAY, "mau-03")
    explained = "Gia đình đi rẫy xa, ba lần đến không gặp."
    working.explain_late(
        actor=world.officer, at=world.at - HOUR, case_id=case.pk, code="S7_PLAN_DRAFT", reason=explained
    )


def waiting(world: World) -> None:
    """A plan that waits for the chair."""
    first = world.at - 2 * DAY
    case = world.open(3, first)
    assessed(world, case, first + 4 * HOUR, "mau-02", danger=False)
    nothing_urgent(world, case, first + 5 * HOUR)
    planned(world, case, first + DAY)


def running(world: World) -> None:
    """A support case whose plan is carried out."""
    first = world.at - 30 * DAY
    case = world.open(4, first, kind=CaseKind.SUPPORT)
    assessed(world, case, first + 4 * HOUR, "mau-02", danger=False)
    planned(world, case, first + DAY, decide=True)
    log(world, case, first + 9 * DAY, LogKind.SERVICE, "Trạm y tế khám, phát thuốc bổ cho em.", None)
    log(world, case, world.at - 2 * DAY, LogKind.VISIT, "Em khỏe, đi học đều. Ông đã đỡ đau.", safe=True)


def closed(world: World) -> None:
    """A case from the first word to its end."""
    first = world.at - 60 * DAY
    case = world.open(5, first)
    assessed(world, case, first + 4 * HOUR, "mau-02", danger=False)
    nothing_urgent(world, case, first + 5 * HOUR)
    planned(world, case, first + DAY, decide=True)
    log(world, case, first + 10 * DAY, LogKind.VISIT, "Có người lớn ở nhà với em mỗi chiều.", safe=True)
    end = first + 40 * DAY
    filled(world, case, end, "mau-06", conclusion="Em an toàn, đã ổn định.", no_risk=True, stable=True)
    ending.review_case(
        actor=world.officer, at=end, case_id=case.pk, review_id=new_id(), done=working.Done(end), heard=HEARD,
        found=ending.Found(no_risk=True, stable=True, conclusion="Em an toàn, đã ổn định.",
                           proposal=Review.Proposal.CLOSE),
    )  # fmt: skip
    ending.propose_close(
        actor=world.officer, at=end, case_id=case.pk, reason="Em không còn nguy cơ, đã ổn định ba tuần liền."
    )
    ending.approve_close(actor=world.chair, at=end + DAY, case_id=case.pk)


HEARD = working.Heard("asked", "Em muốn được đi học và ở với người thân.")


def filled(world: World, case: Case, at: datetime, form: str, **answers: Any) -> None:
    """A form about a case, with the levels in the middle."""
    asked = in_force(form, local_day(at))
    levels = {one.key: "TRUNG_BINH" for one in asked.questions if one.type.value == "level"}
    told = {"done_on": local_day(at).isoformat(), **levels, **answers}
    with acting(world.officer):
        fill_sheet(
            actor=world.officer, at=at, owner=OwnerRef("cases.case", case.pk),
            filling=Filling(form, asked.law.version, told),
        )  # fmt: skip


def assessed(world: World, case: Case, at: datetime, form: str, *, danger: bool | None = None) -> None:
    """A form filled in, and concluded from."""
    conclusion = "Nguy cơ cao, cần người lớn bảo vệ ngay." if danger else "Có nguy cơ, chưa nghiêm trọng."
    more = {} if danger is None else {"emergency": danger}
    filled(world, case, at, form, conclusion=conclusion, **more)
    working.assess(
        actor=world.officer, at=at, case_id=case.pk, assessment_id=new_id(), form=form, done=working.Done(at),
        heard=HEARD, conclusion=conclusion, danger_now=danger,
    )  # fmt: skip


def nothing_urgent(world: World, case: Case, at: datetime) -> None:
    """No emergency measure is needed."""
    working.decide_emergency(
        actor=world.chair, at=at, case_id=case.pk, measure_id=new_id(), needed=False,
        what="Trẻ đang ở với người thân, không có nguy hiểm trước mắt.", decided_by=world.chair.name,
        done=working.Done(at),
    )  # fmt: skip


def planned(world: World, case: Case, at: datetime, *, decide: bool = False) -> Plan:
    """Assessed, met, a plan submitted, perhaps approved."""
    assessed(world, case, at, "mau-03")
    day = local_day(at)
    told = working.MeetingTold(
        world.chair.name, "Công an xã, trạm y tế, nhà trường, trưởng thôn", "Các bên thống nhất phân công.",
        "Tư vấn tâm lý; khám sức khỏe; đi học lại", "UBND xã",
    )  # fmt: skip
    working.hold_meeting(
        actor=world.officer, at=at, case_id=case.pk, meeting_id=new_id(), told=told, done=working.Done(at), heard=HEARD
    )
    items = (
        planning.ItemTold("Tư vấn tâm lý mỗi tuần", "Người làm công tác bảo vệ trẻ em", "Trung tâm Công tác xã hội",
                          day, day + 60 * DAY, 1_200_000),
        planning.ItemTold("Khám sức khỏe", "Trạm y tế xã", "", day, day + 7 * DAY, 300_000),
        planning.ItemTold("Đưa em trở lại lớp", "Nhà trường", "", day, day + 14 * DAY),
    )  # fmt: skip
    plan = planning.draft_plan(
        actor=world.officer, at=at, case_id=case.pk, plan_id=new_id(), version=0,
        told=planning.PlanTold("Em an toàn, khỏe, đi học đều.", day, day + 60 * DAY, items),
    )  # fmt: skip
    plan = planning.submit_plan(actor=world.officer, at=at + HOUR, case_id=case.pk)
    if decide:
        planning.approve_plan(
            actor=world.chair, at=at + 2 * HOUR, case_id=case.pk, plan_id=plan.pk, version=plan.version
        )
    return plan


def log(world: World, case: Case, at: datetime, kind: LogKind, what: str, safe: bool | None) -> None:  # noqa: FBT001
    """One line of the log."""
    working.log_service(
        actor=world.officer, at=at, case_id=case.pk, log_id=new_id(), told=working.LogTold(kind, what, safe=safe),
        done_at=at,
    )  # fmt: skip


def person(world: World, case: Case, part: CasePerson.Part, relation: str, name: str, phone: str) -> None:
    """Somebody round the case."""
    keeping.add_person(
        actor=world.officer, at=case.opened_at, case_id=case.pk, row_id=new_id(),
        told=keeping.PersonTold(part, relation, name, phone),
    )  # fmt: skip
