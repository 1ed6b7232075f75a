"""Training: what tests show, whose training holds, and a course from its plan to its certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.notices.models import Notice
from mangnon.programmes.refusals import ReasonMissing
from mangnon.programmes.training import refusals
from mangnon.programmes.training.actions import (
    CourseTold,
    CurriculumTold,
    Ending,
    SessionTold,
    TraineeTold,
    add_curriculum,
    add_session,
    add_trainee,
    answer,
    certify,
    check_in,
    correct_course,
    correct_session,
    drop_course,
    finish_course,
    invite,
    plan_course,
    reopen_course,
    tell_attendance,
    write_scores,
)
from mangnon.programmes.training.codes import code_for, session_of
from mangnon.programmes.training.models import Attendance, Audience, Course, Curriculum, Session, Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.queries.needs import place_needs
from mangnon.programmes.training.rules import (
    CODE_HOLDS,
)
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, present, signed_in


@dataclass
class School:
    """A course of the commune Trà Linh about what a curriculum says, with two sessions, the second today."""

    cast: Cast
    lien: Person
    mo: Person
    course: Course
    first: Session
    second: Session

    @property
    def told(self) -> dict[str, object]:
        """What every act of the officer is told."""
        return {"actor": self.cast.lien, "at": AT}

    def list(self) -> dict[str, Trainee]:
        """By name, as everybody would see it."""
        with acting(self.cast.phu):
            return {one.name: one for one in self.course.trainees.all()}

    def attend(self, session: Session, *names: str) -> int:
        """Tick some names."""
        session.refresh_from_db()
        people = self.list()
        return tell_attendance(
            actor=self.cast.lien, at=AT, session_id=session.pk, version=session.version,
            present=[people[name].pk for name in names], shown=[],
        )  # fmt: skip


def told(**other: object) -> CourseTold:
    known = {
        "title": "Lớp Luật Trẻ em",
        "starts_on": TODAY - timedelta(days=1),
        "ends_on": TODAY,
        "venue": "Nhà văn hóa",
    }
    return CourseTold(**{**known, "planned_number": 20, **other})  # type: ignore[arg-type]


@pytest.fixture
def school(cast: Cast) -> Iterator[School]:
    """Planned by Liên; Liên, a collaborator and a village head are on the list."""
    lien = make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    mo = make_person("Hồ Thị Mơ", Role.COLLABORATOR, cast.land.own, hamlets=(cast.land.hamlet,))
    curriculum = Curriculum(
        code="X-1", title="Luật Trẻ em", topics="a\nb", hours=8, audience=["officer", "collaborator", "village"],
        refresh_months=24, least_share=80, most_points=10, source="thử", changed_at=AT,
    )  # fmt: skip
    with acting(cast.phu):
        curriculum.save()
    own = {"actor": cast.lien, "at": AT}
    with acting(cast.lien):
        course = plan_course(**own, place=cast.land.own, curriculum_id=curriculum.pk, told=told())
        days = (TODAY - timedelta(days=1), TODAY)
        first, second = (
            add_session(**own, course_id=course.pk, told=SessionTold(day, time(7, 30), time(11), "Bài")) for day in days
        )
        invite(**own, course_id=course.pk, roles=[Role.COMMUNE_OFFICER, Role.COLLABORATOR], places=[cast.land.own.pk])
        head = TraineeTold("Hồ Văn Thôn", cast.land.own, Audience.VILLAGE, "Trưởng thôn Một")
        add_trainee(**own, course_id=course.pk, told=head)
        yield School(cast, lien, mo, course, first, second)


@pytest.mark.django_db
def test_a_course_goes_from_its_plan_to_its_certificates(school: School) -> None:
    course, people = school.course, school.list()
    with acting(school.cast.lien):
        with pytest.raises(refusals.SessionsUntold):
            finish_course(**school.told, course_id=course.pk, version=1, ending=Ending())
        assert school.attend(school.first, *people) == 3
        assert school.attend(school.second, "Hồ Thị Liên", "Hồ Văn Thôn") == 2
        head = people["Hồ Văn Thôn"].pk
        with pytest.raises(refusals.TooHigh):
            write_scores(**school.told, course_id=course.pk, version=1, scores={head: (None, Decimal(11))})
        write_scores(**school.told, course_id=course.pk, version=1, scores={head: (Decimal(4), Decimal("7.5"))})
        with pytest.raises(StaleVersion):
            finish_course(**school.told, course_id=course.pk, version=1, ending=Ending())
        done = finish_course(**school.told, course_id=course.pk, version=2, ending=Ending(spent=5_000_000, children=40))
        assert (done.named, done.passed, done.before, done.after) == (3, 2, Decimal(4), Decimal("7.5"))
        with pytest.raises(refusals.CourseShut):
            school.attend(school.first)
        reopen_course(**school.told, course_id=course.pk, version=3)
        assert not course.trainees.filter(passed_on__isnull=False).exists()
        finish_course(**school.told, course_id=course.pk, version=4, ending=Ending())
        made = certify(**school.told, course_id=course.pk)
        assert [(one.name, one.number) for one in made] == [("Hồ Thị Liên", 1), ("Hồ Văn Thôn", 2)]
        with pytest.raises(refusals.NobodyPassed):
            certify(**school.told, course_id=course.pk)
        with pytest.raises(refusals.CertifiedAlready):
            reopen_course(**school.told, course_id=course.pk, version=5)


@pytest.mark.django_db
def test_who_is_invited_is_told_once_and_answers_alone(school: School) -> None:
    cast, course = school.cast, school.course
    asked = {"roles": [Role.COMMUNE_OFFICER, Role.COLLABORATOR], "places": [cast.land.own.pk]}
    with acting(cast.lien):
        with pytest.raises(refusals.NobodyToInvite):
            invite(**school.told, course_id=course.pk, **asked)
        with pytest.raises(refusals.NotOursToInvite):
            invite(**school.told, course_id=course.pk, roles=asked["roles"], places=[cast.land.sibling.pk])
        with pytest.raises(refusals.TraineeThere):
            add_trainee(
                **school.told, course_id=course.pk,
                told=TraineeTold("hồ văn thôn", cast.land.own, Audience.VILLAGE, "Trưởng thôn Một"),
            )  # fmt: skip
    mo = present(school.mo, AT)
    with acting(mo):
        assert Notice.objects.filter(person_id=mo.me).count() == 1
        assert [one.pk for one in reads.waiting(mo.me, [], TODAY)] == [course.pk]
        made = answer(actor=mo, at=AT, course_id=course.pk, coming=False, why="Đi học xa")
        assert (made.answer, made.refused_why) == ("refused", "Đi học xa")
        assert reads.waiting(mo.me, [], TODAY) == []
    with acting(cast.lien):
        gone = {**school.told, "course_id": course.pk, "version": 1}
        with pytest.raises(ReasonMissing):
            drop_course(**gone, reason="bão")
        drop_course(**gone, reason="Bão vào đúng những ngày học")
    for person, kinds in ((school.lien, {"training_invited", "training_dropped"}), (school.mo, {"training_invited"})):
        with acting(present(person, AT)):
            rows = Notice.objects.filter(person_id=person.pk).values_list("telling__kind", flat=True)
            assert {one.partition(".")[2] for one in rows} == kinds
    with acting(cast.thao), pytest.raises(NotFound):
        answer(actor=cast.thao, at=AT, course_id=course.pk, coming=True)


@pytest.mark.django_db
def test_a_code_signs_in_who_is_on_the_list_and_the_paper_list_keeps_it(school: School) -> None:
    lien = present(school.lien, AT)
    assert session_of(code_for(school.second.pk, AT), AT + CODE_HOLDS - timedelta(seconds=1)) == school.second.pk
    with pytest.raises(refusals.CodeOver):
        session_of(code_for(school.second.pk, AT), AT + CODE_HOLDS + timedelta(seconds=1))
    with pytest.raises(refusals.CodeOver):
        session_of(code_for(school.second.pk, AT)[:-2] + "xx", AT)
    with acting(lien):
        for _twice in range(2):
            row = check_in(actor=lien, at=AT, session_id=school.second.pk)
        assert (row.present, row.how) == (True, "qr")
        with pytest.raises(refusals.NotThatDay):
            check_in(actor=lien, at=AT, session_id=school.first.pk)
        assert school.attend(school.second, "Hồ Văn Thôn") == 2  # opened before the sign-in: it stays
        again = school.list()
        school.second.refresh_from_db()
        tell_attendance(
            **school.told, session_id=school.second.pk, version=school.second.version,
            present=[], shown=[one.pk for one in again.values()],
        )  # fmt: skip
        assert not Attendance.objects.filter(session=school.second, present=True).exists()
    with acting(school.cast.thao), pytest.raises(refusals.NotInvited):
        check_in(actor=school.cast.thao, at=AT, session_id=school.second.pk)


@pytest.mark.django_db
def test_strangers_see_no_name_and_write_nothing(school: School) -> None:
    cast, course = school.cast, school.course
    version = {"course_id": course.pk, "version": 1}
    with acting(cast.thao):
        assert Course.objects.count() == 1
        assert Trainee.objects.count() == Attendance.objects.count() == 0
        with pytest.raises(Forbidden):
            correct_course(actor=cast.thao, at=AT, **version, told=told())
        with pytest.raises(Forbidden):
            invite(actor=cast.thao, at=AT, course_id=course.pk, roles=[Role.COMMUNE_OFFICER], places=[])
        assert Course.objects.filter(pk=course.pk).update(venue="chỗ khác") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Trainee.objects.create(
                course=course, name="x", name_key="x", place=cast.land.sibling, audience="village", invited_at=AT
            )
    with acting(cast.an):
        assert Trainee.objects.count() == 0
    with acting(cast.phu):
        assert Trainee.objects.count() == 3
    with acting(present(school.mo, AT)), pytest.raises(Forbidden):
        plan_course(actor=cast.mo, at=AT, place=cast.land.own, curriculum_id=course.curriculum_id, told=told())


@pytest.mark.django_db
def test_a_course_of_the_province_shows_a_commune_its_own_people(school: School) -> None:
    cast = school.cast
    make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling)
    with acting(cast.phu):
        own = {"actor": cast.phu, "at": AT}
        course = plan_course(
            **own, place=cast.land.province, curriculum_id=school.course.curriculum_id, told=told()
        )  # fmt: skip
        both = [cast.land.own.pk, cast.land.sibling.pk]
        assert invite(**own, course_id=course.pk, roles=[Role.COMMUNE_OFFICER], places=both) == 2
    with acting(cast.thao):
        assert [one.name for one in reads.trainees(course)] == ["Trần Thị Thảo"]


@pytest.mark.django_db
def test_needs_count_places_and_follow_who_moves(school: School) -> None:
    cast, course = school.cast, school.course
    law, units = course.curriculum, [cast.land.own, cast.land.sibling]
    with acting(cast.lien):
        names = school.list()
        school.attend(school.first, *names)
        school.attend(school.second, "Hồ Thị Liên")
        finish_course(**school.told, course_id=course.pk, version=1, ending=Ending())
    with acting(cast.phu):
        own, sibling = place_needs(law, units, TODAY)
        assert own.tallies[Audience.OFFICER].well
        assert own.tallies[Audience.COLLABORATOR].unmet == 1
        assert (sibling.tallies[Audience.OFFICER].holders, sibling.tallies[Audience.OFFICER].trained) == (0, 0)
    school.lien.assignments.update(place=cast.land.sibling)
    with acting(cast.phu):
        own, sibling = place_needs(law, units, TODAY)
        assert own.tallies[Audience.OFFICER].trained == 0
        assert sibling.tallies[Audience.OFFICER].well
    with acting(cast.thao):  # the commune where she works now reads her training
        assert [one.name for one in Trainee.objects.all()] == ["Hồ Thị Liên"]


@pytest.mark.django_db
def test_sessions_lie_inside_and_a_session_not_held_doesnt_count(school: School) -> None:
    cast, course = school.cast, school.course
    with acting(cast.lien):
        late = SessionTold(TODAY + timedelta(days=1), time(7), time(8), "Bài")
        with pytest.raises(refusals.SessionOutside):
            add_session(**school.told, course_id=course.pk, told=late)
        with pytest.raises(refusals.SessionThere):
            add_session(**school.told, course_id=course.pk, told=SessionTold(TODAY, time(7, 30), time(9), "Bài"))
        with pytest.raises(refusals.SessionOutside):
            correct_course(**school.told, course_id=course.pk, version=1, told=told(starts_on=TODAY))
        school.attend(school.second, "Hồ Thị Mơ")
        gone = SessionTold(school.first.on, time(7, 30), time(11), "Bài")
        correct_session(**school.told, session_id=school.first.pk, version=1, told=gone, held=False)
        assert finish_course(**school.told, course_id=course.pk, version=1, ending=Ending()).passed == 1


@pytest.mark.django_db
def test_a_code_is_taken_once_and_the_province_alone_adds(cast: Cast) -> None:
    said = CurriculumTold("Kỹ năng", "a", 4, ("village",), None, 80, 10, "tự đặt")
    with acting(cast.phu):
        add_curriculum(actor=cast.phu, at=AT, code="kn-1", told=said)
        with pytest.raises(refusals.CodeTaken):
            add_curriculum(actor=cast.phu, at=AT, code="KN-1", told=said)
    with acting(cast.lien), pytest.raises(Forbidden):
        add_curriculum(actor=cast.lien, at=AT, code="kn-2", told=said)


@pytest.mark.django_db
def test_the_pages_stand_before_anything_is_there(cast: Cast) -> None:
    client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    for address in ("", "/moi", "/cua-toi", "/chuong-trinh", "/giang-vien", "/can-hoc", "/can-hoc/nguoi"):
        assert client.get(f"/chuong-trinh/tap-huan{address}").status_code == 200, address


@pytest.mark.django_db
def test_an_officer_runs_a_course_on_its_pages(school: School) -> None:
    client = signed_in(school.lien)
    base, people = "/chuong-trinh/tap-huan", school.list()
    page = f"{base}/{school.course.pk}"
    shown = client.get(page).text
    assert "Hồ Văn Thôn" in shown
    assert "Trưởng thôn Một" in shown
    law = str(school.course.curriculum_id)
    sent = {"curriculum": law, "starts_on": "1/12/2026", "venue": "Hội trường", "planned_number": "30"}
    assert client.post(f"{base}/moi", sent | {"venue": ""}).status_code == 422
    assert client.post(f"{base}/moi", sent).status_code == 303
    assert Course.objects.filter(title="Luật Trẻ em", ends_on=date(2026, 12, 1)).count() == 1
    assert client.post(f"{page}/moi-du", {"roles": ["commune_officer"], "everywhere": "on"}).status_code == 422
    head = people["Hồ Văn Thôn"].pk
    assert client.post(f"{page}/diem", {"version": "1", f"after-{head}": "12"}).status_code == 422
    assert client.post(f"{page}/diem", {"version": "1", f"after-{head}": "x"}).status_code == 422
    assert client.post(f"{page}/diem", {"version": "1", f"after-{head}": "7,5"}).status_code == 303
    listed = client.post(f"/chuong-trinh/buoi-hoc/{school.first.pk}/diem-danh", {"version": "1", "everybody": "on"})
    assert listed.status_code == 303
    assert Attendance.objects.filter(session=school.first, present=True).count() == 3
    assert "Luật Trẻ em" in client.get(f"{base}/can-hoc?xem=du").text
    assert "Hồ Thị Mơ" in client.get(f"{base}/can-hoc/nguoi?tt=never").text
    why = {"reason": "Báo cáo Sở cuối năm"}
    assert client.post(f"{base}/can-hoc/xuat", why).content[:2] == b"PK"
    assert client.post(f"{base}/can-hoc/xuat", {"reason": "xem"}).status_code == 422
    assert client.get(f"{base}/can-hoc?ct=x").status_code == 400
    for address in ("", "?nam=2026", "/cua-toi", "/chuong-trinh", "/giang-vien", f"/{school.course.pk}/giay-moi"):
        assert client.get(f"{base}{address}").status_code == 200
    assert client.get(f"{base}?nam=x").status_code == 400


@pytest.mark.django_db
def test_a_trainee_without_plans_reads_own_course_and_prints_own_certificate(school: School) -> None:
    with acting(school.cast.lien):
        school.attend(school.first, *school.list())
        school.attend(school.second, *school.list())
        finish_course(**school.told, course_id=school.course.pk, version=1, ending=Ending())
        certify(**school.told, course_id=school.course.pk)
    people, client = school.list(), signed_in(school.mo)
    assert client.get(f"/chuong-trinh/tap-huan/{school.course.pk}").status_code == 403
    assert "Lớp Luật Trẻ em" in client.get(f"/chuong-trinh/tap-huan/{school.course.pk}/giay-moi").text
    paper = client.get(f"/chuong-trinh/hoc-vien/{people['Hồ Thị Mơ'].pk}/giay")
    assert paper.content[:5] == b"%PDF-"
    assert client.get(f"/chuong-trinh/hoc-vien/{people['Hồ Văn Thôn'].pk}/giay").status_code == 404
    assert signed_in(school.lien).get(f"/chuong-trinh/hoc-vien/{people['Hồ Văn Thôn'].pk}/giay").status_code == 200
