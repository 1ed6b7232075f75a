"""The demo's training: two courses that are over, one to come, communes without anybody trained. For the demo alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.programmes.plans.making import lot
from mangnon.programmes.training.actions import (
    CourseTold,
    Ending,
    SessionTold,
    add_session,
    add_trainer,
    certify,
    finish_course,
    invite,
    plan_course,
)
from mangnon.programmes.training.curricula import SPACE, shipped
from mangnon.programmes.training.models import Answer, Attendance, Audience, Course, Curriculum, How, Session, Trainee

BASICS, PROCEDURE, ABUSE = "TH-02", "TH-01", "TH-03"
TRAINERS = (
    ("Trương Thị Mai Khanh", "Trung tâm Công tác xã hội", "Quy trình hỗ trợ, can thiệp trẻ em bị xâm hại"),
    ("Đặng Quốc Bảo", "Công an thành phố", "Phối hợp khi trẻ em bị xâm hại"),
)
TOPICS = {
    PROCEDURE: ("Tiếp nhận thông tin, đánh giá nguy cơ", "Kế hoạch hỗ trợ, can thiệp",
                "Phối hợp công an, y tế, trường học", "Giữ kín thông tin, thực hành trên tình huống"),
    BASICS: ("Quyền và bổn phận của trẻ em", "Trách nhiệm của thôn, cộng tác viên"),
    ABUSE: ("Nhận biết dấu hiệu, báo tin", "Nói chuyện với trẻ em"),
}  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Alăng", "Bríu", "Zơrâm", "Hồ", "Đinh", "Coor", "Võ", "Huỳnh")
MIDDLES = ("Thị", "Văn", "Thị Thanh", "Hữu", "Thị Ngọc", "Minh")
GIVEN = (
    "Ánh",
    "Bé",
    "Duyên",
    "Đông",
    "Hạ",
    "Hiền",
    "Khoa",
    "Lành",
    "Mến",
    "Nhân",
    "Phượng",
    "Sen",
    "Thắm",
    "Vui",
    "Yến",
)
VILLAGES = ("A Duông", "A Dinh", "A Dung", "A Réh", "Gừng", "Ngã Ba", "Pà Nai", "Xà Nghìr")
SUMMARY = "Tình huống thực hành được đánh giá cao; lần sau thêm thời gian cho phần phối hợp với công an."
Came = tuple[str, Unit, Audience, str, UUID | None]


def make(officer: Actor, person: Actor, home: Unit, communes: list[Unit], city: Unit, at: datetime) -> None:
    """``officer`` of the province, ``person`` of the commune ``home``."""
    today = local_day(at)
    with acting(officer):
        _curricula(at)
        for nth, (name, organisation, topics) in enumerate(TRAINERS):
            add_trainer(
                actor=officer, at=at, place=city, name=name, organisation=organisation, topics=topics,
                uid=uuid5(SPACE, f"trainer {nth}"),
            )  # fmt: skip
        _over(
            officer,
            city,
            PROCEDURE,
            "Trung tâm Chính trị thành phố",
            today - timedelta(days=200),
            _officers(communes, person),
        )
    with acting(person):
        _over(person, home, BASICS, "Nhà văn hóa xã", today - timedelta(days=90), _villagers(home), children=64)
    with acting(officer):
        ahead = _planned(officer, city, ABUSE, "Hội trường Sở Y tế", today + timedelta(days=20), at, 190)
        roles = [Role.COMMUNE_OFFICER, Role.COLLABORATOR]
        invite(actor=officer, at=at, course_id=ahead.pk, roles=roles, places=[home.pk])


def _curricula(at: datetime) -> None:
    there = set(Curriculum.objects.values_list("code", flat=True))
    Curriculum.objects.bulk_create(one for one in shipped(at) if one.code not in there)


def _planned(by: Actor, place: Unit, code: str, venue: str, first: date, at: datetime, number: int) -> Course:
    """A course with its sessions, two a day."""
    curriculum, topics = Curriculum.objects.get(code=code), TOPICS[code]
    told = CourseTold(
        curriculum.title, first, first + timedelta(days=(len(topics) - 1) // 2), venue, number, number * 350_000
    )
    uid = uuid5(SPACE, f"{code} {first}")
    course = plan_course(actor=by, at=at, place=place, curriculum_id=curriculum.pk, told=told, uid=uid)
    for nth, topic in enumerate(topics):
        starts, ends = ((time(7, 30), time(11)), (time(13, 30), time(16, 30)))[nth % 2]
        trainer = uuid5(SPACE, f"trainer {nth % 2}")
        day = first + timedelta(days=nth // 2)
        session = SessionTold(day, starts, ends, topic, trainer)
        add_session(actor=by, at=at, course_id=course.pk, told=session, uid=uuid5(course.pk, str(nth)))
    return course


def _over(by: Actor, place: Unit, code: str, venue: str, first: date, people: list[Came], children: int = 0) -> None:
    """A course that was held, with its list, tests and certificates."""
    first -= timedelta(days=max(0, first.weekday() - 3))
    began = datetime.combine(first - timedelta(days=21), time(9), VN_ZONE)
    course = _planned(by, place, code, venue, first, began, len(people) + 4)
    listed = [_listed(course, one, began) for one in people]
    Trainee.objects.bulk_create(listed)
    sessions = list(course.sessions.order_by("on", "starts"))
    ended = datetime.combine(course.ends_on, time(17), VN_ZONE)
    Attendance.objects.bulk_create([_came(one, session, by, ended) for one in listed for session in sessions])
    ending = Ending(course.planned * 9 // 10, children=children, summary=SUMMARY)
    finish_course(actor=by, at=ended, course_id=course.pk, version=1, ending=ending)
    certify(actor=by, at=ended, course_id=course.pk)


def _listed(course: Course, told: Came, at: datetime) -> Trainee:
    name, place, audience, post, person = told
    n = lot(course.pk, name, place.pk)
    before = Decimal(30 + n % 35) / 10
    after = min(Decimal(10), before + Decimal(n % 41 - 2) / 10)
    return Trainee(
        id=uuid5(course.pk, f"{name} {place.pk}"), course=course, person=person, name=name, name_key=fold(name),
        place=place, audience=audience, post=post, answer=Answer.COMING, invited_at=at, answered_at=at,
        before=before, after=None if n % 17 == 0 and person is None else after,
    )  # fmt: skip


def _came(one: Trainee, session: Session, by: Actor, at: datetime) -> Attendance:
    there = lot(one.pk, session.pk) % 25 > 0 or one.person is not None
    return Attendance(
        id=uuid5(one.pk, str(session.pk)), session=session, trainee=one, present=there,
        how=How.QR if one.person else How.LIST, told_at=at, told_by_name=by.name,
    )  # fmt: skip


def _name(*words: object) -> str:
    n, k = lot("họ", *words), lot("tên", *words)
    return f"{FAMILIES[n % 12]} {MIDDLES[(n // 3 + k) % 6]} {GIVEN[k % 15]}"


def _officers(communes: list[Unit], person: Actor) -> list[Came]:
    """An officer of most communes, and the demo's own by their account; a fifth sent nobody."""
    home = {grant.place_id for grant in person.grants}
    post = str(Audience.OFFICER.label).capitalize()
    found: list[Came] = []
    for unit in communes:
        if unit.pk in home:
            known = Person.objects.filter(pk=person.me).values_list("full_name", flat=True).get()
            found.append((known, unit, Audience.OFFICER, post, person.me))
        elif lot("tập huấn", unit.pk) % 5:
            found.append((_name(unit.pk), unit, Audience.OFFICER, post, None))
    return found


def _villagers(home: Unit) -> list[Came]:
    heads: list[Came] = [
        (_name("thôn", name), home, Audience.VILLAGE, f"Trưởng thôn {name}", None) for name in VILLAGES
    ]
    staff = ("Công chức Tư pháp - Hộ tịch", "Chủ tịch Hội Liên hiệp Phụ nữ", "Bí thư Đoàn xã")
    return [*heads, *((_name("xã", post), home, Audience.STAFF, post, None) for post in staff)]
