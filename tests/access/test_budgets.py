"""Pages keep to their committed number of SQL statements, and need no more of them when there are more rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.actions.working import LogTold, log_service
from mangnon.cases.models import Carer, Case, CaseKind, FacilityList, LogKind, Placement, Referral
from mangnon.directory.models import Contact, Hours, Location, Provider, Served, Service, Staffing
from mangnon.intake.actions import receive_report, write_child
from mangnon.intake.models import DutyTurn
from mangnon.intake.told import ChildTold as ReportedTold
from mangnon.intake.told import PlaceTold, ReportTold
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold, place_sort_key
from mangnon.notices.models import Chain, Delivery, Notice, Telling
from mangnon.oversight.models import (
    Alert,
    ConcernedPerson,
    Consent,
    ConsentPerson,
    ConsentWords,
    Hold,
    Incident,
    IncidentTelling,
    Proposal,
    Review,
    RightsRequest,
)
from mangnon.places.models import Hamlet, Reorganisation, SplitTask
from mangnon.programmes.models import (
    Activity,
    Adoption,
    Attendance,
    Board,
    Campaign,
    Course,
    Curriculum,
    Disbursement,
    Dossier,
    Example,
    ExampleYear,
    Finding,
    Forum,
    ForumAnswer,
    ForumGroup,
    ForumQuestion,
    Inspection,
    Inspector,
    Meeting,
    Member,
    Nomination,
    Objective,
    Partner,
    Preparation,
    Programme,
    Project,
    ProjectPartner,
    ProjectReport,
    ProjectShare,
    Reached,
    Recommendation,
    Round,
    Session,
    Trainee,
    Trainer,
)
from mangnon.programmes.models import Task as PlanTask
from mangnon.publishing.models import Article, LinkDomain
from mangnon.registry.models import (
    Accident,
    Child,
    ListRelease,
    LookAlike,
    Merge,
    Recheck,
    RecheckAnswer,
    RecheckRound,
    RecheckShare,
    RiskSpot,
    Roster,
    SpotCheck,
    Transfer,
)
from mangnon.statutes.models import Definition, Document
from mangnon.statutes.register import derive
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, TODAY, Cast, sample
from mangnon.testing.models import SampleNote
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child, household
from mangnon.ui import saved
from mangnon.ui.counting import counts
from mangnon.ui.screens import ListScreen
from tests.access.budgets import BUDGETS
from tests.access.test_http import _named
from tests.access.whole_case import add_parts
from tests.access.world import Target, World, make_world

FEW, MANY = 3, 30
REPORT = UUID("00000000-0000-4000-8000-000000007b07")
SPOT = UUID("00000000-0000-4000-8000-000000005b07")
CHILD = UUID("00000000-0000-4000-8000-00000000c417")
SLACK = 2
"""How far a budget may stand above what is needed, so that it is lowered when a page gets better."""
RAIL = 16
"""Statements for all counts of the rail together."""


def _samples(world: World, numbers: range) -> None:
    with acting(world.cast.phu):
        for number in numbers:
            sample(f"Hồ Văn An {number}", world.cast.land.own, hamlet=world.cast.land.hamlet)


def _notes(world: World, numbers: range) -> None:
    with acting(world.cast.phu):
        for number in numbers:
            SampleNote.objects.create(
                id=new_id(), sample=world.samples[Target.CHILD], text=str(number), written_at=AT, written_by="x"
            )


def _children(world: World, numbers: range) -> None:
    """Children of one household, each with what its page tells."""
    land, house = world.cast.land, world.households[Target.CHILD]
    with acting(world.cast.phu):
        for number in numbers:
            one = child(f"Hồ Thị Thứ {number}", land.own, hamlet=land.hamlet, household=house)
            _told_of(one, number)
            _told_of(world.children[Target.CHILD], number + 100)
            household(f"Hồ Văn Chủ {number}", land.own, land.hamlet)
            house.members.create(
                full_name=f"Người {number}", relation="5", valid_from=one.born_from, recorded_by="test"
            )


CASE = UUID("0d6f1f0e-0000-4000-8000-000000000000")


def _cases(world: World, numbers: range) -> None:
    """Cases of the own commune; the first with a line for each."""
    if not Definition.objects.filter(kind="procedure").exists():
        put("procedure", "form", "codes")
    who = replace(world.cast.lien, person_id=world.people[Role.COMMUNE_OFFICER].pk)
    for number in numbers:
        told = Opening(
            case_id=uuid5(CASE, str(number)), kind=CaseKind.INTERVENTION, place=world.cast.land.own,
            first_information_at=AT, name=f"Hồ Thị Vụ {number}", born="2016", about="nghi bị bỏ mặc",
        )  # fmt: skip
        (case,) = open_cases(actor=who, at=AT, openings=(told,))
        first = uuid5(CASE, "0")
        log_service(
            actor=who, at=AT, case_id=first, log_id=uuid5(case.pk, "log"), done_at=AT,
            told=LogTold(LogKind.CALL, f"Gọi lần {number}."),
        )  # fmt: skip


def _whole_case(world: World, numbers: range) -> None:
    """Cases of one event; the first has one more of every part for each."""
    _cases(world, numbers)
    who = replace(world.cast.lien, person_id=world.people[Role.COMMUNE_OFFICER].pk)
    with acting(who):
        Case.objects_unguarded.filter(number_year=AT.year).update(event=CASE)
    add_parts(uuid5(CASE, "0"), numbers, world.cast.land, who)


def _case_page(world: World) -> str:
    return reverse("cases:case", args=[uuid5(CASE, "0")])


def _told_of(one: Child, number: int) -> None:
    by = {"recorded_by": str(one.pk)}
    one.visits.create(id=new_id(), on=AT.date(), by=one.pk, by_name="x", seen=str(number), **by)
    one.carers.create(full_name=f"Người Nuôi {number}", relation="x", main=False, valid_from=one.born_from, **by)
    one.circumstances.create(
        code=f"NC-{number}", group="NC", law_version="2017-07-01", sensitivity=0, valid_from=one.born_from, **by
    )
    one.other_names.create(name=f"Tên {number}", kind="house")


def _rosters(world: World, numbers: range) -> None:
    with acting(world.cast.phu):
        for number in numbers:
            Roster.objects.create(
                id=new_id(), place=world.cast.land.own, name=f"{number}.xlsx", hash="x", kind="xlsx", received_at=AT,
                received_by="x", received_by_name="x",
            )  # fmt: skip


def _harm(world: World, numbers: range) -> None:
    """Spots, each checked, and accidents: some of a child of the register, all at the first spot."""
    land, known = world.cast.land, world.children[Target.CHILD]
    with acting(world.cast.phu):
        for number in numbers:
            pk = SPOT if number == 0 else new_id()
            whole = {"place": land.own, "hamlet": land.hamlet, "name": f"Ao {number}", "sort_key": f"ao {number:03}"}
            spot = RiskSpot(id=pk, cause="1", recorded_by="x", **whole)
            spot.save(force_insert=True)
            for at in (spot.pk, SPOT):
                SpotCheck.objects.create(
                    spot_id=at, on=date(2026, 1, 1), by_name="x", found="x", safe=False, recorded_by="x"
                )
            Accident(
                id=new_id(), place=land.own, hamlet=land.hamlet, child=known if number % 2 else None, child_name="Bé",
                child_sex="1", happened_on=date(2026, 3, 1), cause="1", where="Ao", spot_id=SPOT, outcome="healed",
                recorded_by="x",
            ).save(force_insert=True)  # fmt: skip


def _spot(world: World) -> str:
    return reverse("registry:spot", args=[SPOT])


def _people(world: World, numbers: range) -> None:
    """People of the place: some soon without a role, some silent for long, so that they wait on the worklist too."""
    now = timezone.now()
    for number in numbers:
        person = make_person(f"Người Thứ {number}", Role.COMMUNE_OFFICER, world.cast.land.own)
        person.return_asked_at = now
        person.created_at = now - timedelta(days=35)
        person.save(update_fields=["return_asked_at", "created_at"])
        person.assignments.update(valid_to=timezone.localdate() + timedelta(days=5))
    _posts(world, numbers)


def _posts(world: World, numbers: range) -> None:
    """Posts in the past, links and devices of the officer whose page is opened."""
    officer = world.people[Role.COMMUNE_OFFICER]
    for number in numbers:
        officer.assignments.create(
            role=Role.COLLABORATOR,
            place=world.cast.land.own,
            valid_from=date(1990 + number, 1, 1),
            valid_to=date(1990 + number, 6, 1),
            created_at=timezone.now(),
            created_by="test",
        ).hamlets.create(hamlet=world.cast.land.hamlet)
        signed_in(officer)


def _hamlets(world: World, numbers: range) -> None:
    for number in numbers:
        name = f"Thôn Đếm {number}"
        Hamlet.objects.create(
            unit=world.cast.land.own,
            name=name,
            search_key=fold(name),
            sort_key=place_sort_key(name),
            valid_from=date(2025, 7, 1),
        )


def _tasks(world: World, numbers: range) -> None:
    """Facts of a divided unit, of three kinds, some of which can be told by name."""
    with acting(world.cast.phu):
        ran, _made = Reorganisation.objects.get_or_create(on=date(2025, 7, 1), defaults={"ran_at": AT, "ran_by": "x"})
        for number in numbers:
            known = sample("Hồ Thị Chờ", world.cast.land.own)
            offer = ("testing.sample", "places.hamlets", "testing.fact")[number % 3]
            SplitTask.objects.create(
                reorganisation=ran,
                offer=offer,
                fact_id=str(known.pk) if offer == "testing.sample" else str(10_000 + number),
                from_unit=world.cast.land.own,
            )


def _alerts(world: World, numbers: range) -> None:
    with acting(world.cast.an):
        for number in numbers:
            Alert.objects.create(
                id=new_id(), rule="night", severity="look", about=str(world.people[Role.COMMUNE_OFFICER].pk),
                about_name=f"Người {number}", raised_at=AT, first_at=AT, last_at=AT, entries=3, children=2,
            )  # fmt: skip


def _reviews(world: World, numbers: range) -> None:
    """Signed reviews of the own commune."""
    for number in numbers:
        Review.objects.create(
            id=new_id(), place=world.cast.land.own, opened_at=AT, opened_by_name=f"Người {number}",
            due_on=AT.date(), signed_at=AT,
        )  # fmt: skip


def _old_posts(world: World, numbers: range) -> None:
    """Access given long ago that nobody has confirmed."""
    for number in numbers:
        person = make_person(f"Người Cũ {number}", Role.COMMUNE_OFFICER, world.cast.land.own)
        person.assignments.update(created_at=timezone.now() - timedelta(days=400))


def _consents(world: World, numbers: range) -> None:
    """Answers about one child of the own commune."""
    own = world.cast.land.own
    with acting(world.cast.phu):
        child, _made = ConsentPerson.objects_unguarded.get_or_create(
            id=CHILD, defaults={"subject_kind": "x", "subject_id": "1", "place": own, "born": date(2015, 1, 1)},
        )  # fmt: skip
        for number in numbers:
            consent = Consent.objects.create(
                id=new_id(), person=child, place=own, purpose="cong-bo", purpose_since=date(2017, 6, 1), giver="child",
                agreed=True, data=["hinh-anh"], way="screen", language="x", given_on=date(2026, 1, 1),
                fingerprint=str(number), done_at=AT, recorded_by="x", recorded_by_name="x",
            )  # fmt: skip
            ConsentWords.objects.create(consent=consent, explained="x")


def _retention(world: World, numbers: range) -> None:
    """Lists of the past and holds."""
    with acting(world.cast.an):
        for number in numbers:
            Proposal.objects.create(
                id=new_id(), record="ui.draft", term_since=date(2026, 1, 1), before=AT, stage="rejected", rows=number,
                left_held=0, digest="x", drawn_at=AT, drawn_by_name="x",
            )  # fmt: skip
            Hold.objects.create(
                id=new_id(), record="ui.draft", place=world.cast.land.own, reason="x", placed_at=AT, placed_by="x",
                placed_by_name="x",
            )  # fmt: skip


def _seen(world: World, numbers: range) -> None:
    """Entries in the book: each look at a list is one."""
    client = signed_in(world.people[Role.COMMUNE_OFFICER])
    for _number in numbers:
        client.get(reverse("testing:sample", args=[world.samples[Target.OWN].pk]))


def _requests(world: World, numbers: range) -> None:
    """Requests of the own commune."""
    with acting(world.cast.phu):
        for number in numbers:
            RightsRequest.objects.create(
                id=new_id(), place=world.cast.land.own, number=number + 1, year=2026, code=f"YCDL-{number}",
                kind="copy", kind_since=date(2026, 1, 1), channel="paper", received_at=AT, recorded_at=AT,
                recorded_by="x", recorded_by_name="x", requester="parent", requester_name="x", subject_name="x",
                asked="x", answer_due=AT, fulfil_due=AT,
            )  # fmt: skip


def _incidents(world: World, numbers: range) -> None:
    """Incidents of which an authority was told."""
    with acting(world.cast.phu):
        for number in numbers:
            made = _incident(world, f"SC-{number}")
            IncidentTelling.objects.create(
                incident=made, clock="authority", whom="x", how="x", told_at=AT, recorded_at=AT, by_name="x"
            )


def _incident(world: World, code: str) -> Incident:
    made: Incident = Incident.objects.create(
        id=new_id(), place=world.cast.land.province, code=code, drill=False, kinds=["personal_data", "cyber"], what="x",
        known_at=AT, recorded_at=AT, recorded_by="x", recorded_by_name="x",
    )  # fmt: skip
    return made


def _concerned(world: World, numbers: range) -> None:
    """People of one incident, drawn from the book."""
    with acting(world.cast.phu):
        rows = Incident.objects.visible_to(world.cast.van, "oversight.incidents.see")
        incident = rows.first() or _incident(world, "SC-1")
        for _number in numbers:
            ConcernedPerson.objects.create(
                id=new_id(), incident=incident, kind="testing.Sample", thing=str(new_id()), entries=[1], added_at=AT
            )


def _people_page(world: World) -> str:
    with acting(world.cast.phu):
        found = Incident.objects.visible_to(world.cast.van, "oversight.incidents.see").get()
    return reverse("oversight:incident_people", args=[found.pk])


def _articles(world: World, numbers: range) -> None:
    """Articles, and hosts that they may link to."""
    with acting(world.cast.phu):
        for number in numbers:
            Article.objects.create(
                kind="news", section="an-toan", language="vi", slug=f"bai-{number}", title=f"Bài {number}",
                created_at=AT, changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            LinkDomain.objects.create(host=f"a{number}.vn", why="x", asked_by=new_id(), asked_by_name="x", asked_at=AT)


def _plans(world: World, numbers: range) -> None:
    """A plan of the province with tasks, each with a share of the own commune."""
    land = world.cast.land
    days = {"year": 2026, "starts_on": date(2026, 1, 1), "due_on": date(2026, 6, 1)}
    said = {"changed_at": AT, "changed_by_name": "x", **days}
    with acting(world.cast.phu):
        for number in numbers:
            plan = Programme.objects.create(
                place=land.province, title=f"KH {number}", first_year=2026, last_year=2026, made_at=AT, made_by_name="x"
            )
            objective = Objective.objects.create(programme=plan, number=1, title="x")
            top = PlanTask.objects.create(objective=objective, place=land.province, number=1, title="x", **said)
            PlanTask.objects.create(objective=objective, parent=top, place=land.own, number=1, title="x", **said)
            Adoption.objects.create(
                place=land.own, year=2010 + number, kind="plan", adopted=True, told_at=AT, told_by_name="x"
            )


def _boards(world: World, numbers: range) -> None:
    """Boards of the own commune, each with a member and a meeting; all but the last are over."""
    with acting(world.cast.phu):
        for number in numbers:
            first = date(2000 + number, 1, 1)
            board = Board.objects.create(
                place=world.cast.land.own, kind="board", decision="x", valid_from=first, ended_why="x",
                valid_to=first.replace(year=first.year + 1), changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            Member.objects.create(board=board, name="x", name_key="x", post="x", part="head", valid_from=first)
            Meeting.objects.create(board=board, on=first, agenda="x", minutes="x", told_at=AT, told_by_name="x")


def _campaigns(world: World, numbers: range) -> None:
    """Campaigns of the own commune, one of them the Month of Action, each with its parts."""
    with acting(world.cast.phu):
        for number in numbers:
            campaign = Campaign.objects.create(
                place=world.cast.land.own, year=2026, occasion="other" if number else "month_of_action", title="x",
                first_on=TODAY, last_on=TODAY, changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            Preparation.objects.create(campaign=campaign, title="x", due_on=TODAY)
            activity = Activity.objects.create(
                campaign=campaign, on=TODAY, where="x", kind="talk", topic="law", title="x", done="x", told_at=AT,
                told_by_name="x",
            )  # fmt: skip
            Reached.objects.create(activity=activity, group="girls", number=3)


def _dossiers(world: World, numbers: range) -> None:
    """Rounds, each with a dossier of the own commune."""
    with acting(world.cast.phu):
        for number in numbers:
            first = date(2026, 1, 1)
            one = Round.objects.create(
                year=2026 - number, kind="assessment", order="x", opens_on=first, due_on=first, opened_at=AT,
                opened_by_name="x",
            )  # fmt: skip
            Dossier.objects.create(
                place=world.cast.land.own, round=one, definition="x", changed_at=AT, changed_by_name="x"
            )


def _forums(world: World, numbers: range) -> None:
    """Forums of the own commune, one a year, each with a group and a question that is late."""
    own = world.cast.land.own
    with acting(world.cast.phu):
        for number in numbers:
            day = date(2026 - number, 6, 5)
            one = Forum.objects.create(
                place=own, kind="level", year=day.year, title="x", starts_on=day, ends_on=day, state="held",
                children=1, consents=1, changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            ForumGroup.objects.create(forum=one, source="x", source_key="x", sex="girl", children=1, consents=1)
            _forum_questions(one, range(number + 1))


def _forum_questions(forum: Forum, numbers: range) -> None:
    for number in numbers:
        asked = ForumQuestion.objects.create(
            forum=forum, number=number, kind="request", topic="play", text="x", answerer="office", body="x",
            place=forum.place, due_on=forum.ends_on, told_at=AT, told_by_name="x",
        )  # fmt: skip
        if number % 2:
            ForumAnswer.objects.create(question=asked, text="x", by="x", on=forum.ends_on, told_at=AT, told_by_name="x")


def _inspections(world: World, numbers: range) -> None:
    """Inspections of the own commune by the province, each with somebody on the team, a finding, a late demand."""
    own, day = world.cast.land.own, date(2026, 6, 5)
    with acting(world.cast.phu):
        for _number in numbers:
            one = Inspection.objects.create(
                kind="joint", place=world.cast.land.province, leader="x", subject_place=own, subject="x", topics="x",
                planned_from=day, planned_to=day, held_on=day, state="held", changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            Inspector.objects.create(inspection=one, name="x", name_key="x", post="x", agency="x")
            told = {"inspection": one, "number": 1, "text": "x", "told_at": AT, "told_by_name": "x"}
            Finding.objects.create(severity="none", **told)
            Recommendation.objects.create(who="x", due_on=day, **told)


def _inspection_page(world: World) -> str:
    with acting(world.cast.phu):
        return reverse("programmes:inspection", args=[Inspection.objects.all()[0].pk])


def _forum_page(world: World) -> str:
    with acting(world.cast.phu):
        return reverse("programmes:forum", args=[Forum.objects.order_by("-starts_on")[0].pk])


def _examples(world: World, numbers: range) -> None:
    """Models of the own commune, each with a year."""
    with acting(world.cast.phu):
        for number in numbers:
            one = Example.objects.create(
                place=world.cast.land.own, kind="club", title=f"Mô hình {number}", search_key="x", does="x", whom="x",
                run_by="x", since=date(2025, 1, 1), family=new_id(), changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            ExampleYear.objects.create(
                example=one, year=2025, people=2, children=1, told_at=AT, told_by_name="x"
            )  # fmt: skip


def _nominations(world: World, numbers: range) -> None:
    """Nominations of the own commune."""
    with acting(world.cast.phu):
        for number in numbers:
            Nomination.objects.create(
                place=world.cast.land.own, whom="person", name=f"Người {number}", about="x", deed="x",
                level="commune", form="giay_khen", proposer="x", changed_at=AT, changed_by_name="x",
            )  # fmt: skip


def _projects(world: World, numbers: range) -> None:
    """Projects of the province, each with a partner, a share and a payment of the own commune, and a report due."""
    land, said = world.cast.land, {"told_at": AT, "told_by_name": "x"}
    with acting(world.cast.phu):
        for number in numbers:
            partner = Partner.objects.create(
                kind="un", name=f"{number}", name_key=f"{number}", changed_at=AT, changed_by_name="x"
            )
            one = Project.objects.create(
                place=land.province, title=f"Dự án {number}", search_key="x", goal="x", starts_on=date(2026, 1, 1),
                ends_on=date(2027, 1, 1), changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            ProjectPartner.objects.create(project=one, partner=partner)
            ProjectShare.objects.create(project=one, place=land.own, planned=2, **said)
            Disbursement.objects.create(project=one, place=land.own, on=date(2026, 2, 1), amount=1, what="x", **said)
            ProjectReport.objects.create(project=one, to_whom="x", about="x", due_on=date(2026, 3, 1), **said)


def _courses(world: World, numbers: range) -> None:
    """Courses of the own commune, the officer on each list; everybody and every session on the first one."""
    own, day = world.cast.land.own, date(2026, 11, 2)
    with acting(world.cast.phu):
        for n in numbers:
            law = Curriculum.objects.create(
                code=f"X{n:03}", title="x", topics="x", hours=8, audience=["officer", "collaborator"], least_share=80,
                most_points=10, source="x", changed_at=AT,
            )  # fmt: skip
            course = Course.objects.create(
                id=uuid5(REPORT, f"course {n}"), curriculum=law, place=own, title="x", year=2026, starts_on=day,
                ends_on=day, venue="x", planned_number=9, changed_at=AT, changed_by_name="x",
            )  # fmt: skip
            trainer = Trainer.objects.create(place=own, name="x", name_key=f"{n}", organisation="x", told_at=AT)
            first = Course.objects.get(pk=uuid5(REPORT, "course 0"))
            session = Session.objects.create(
                course=first, on=day, starts=time(6, n), ends=time(9), topic="x", trainer=trainer
            )
            officer = {"name": "x", "name_key": "x", "place": own, "audience": "officer", "invited_at": AT}
            me = world.people[Role.COMMUNE_OFFICER].pk
            mine = Trainee.objects.create(course=course, person=me, passed_on=day, **officer)
            Trainee.objects.create(course=first, **officer | {"name_key": f"{n}"})
            Attendance.objects.create(session=session, trainee=mine, present=True, how="list", told_at=AT)


def _course_page(world: World) -> str:
    return reverse("programmes:course", args=[uuid5(REPORT, "course 0")])


def _documents(world: World, numbers: range) -> None:
    """Documents, and definitions that cite them."""
    for number in numbers:
        document = Document(number=f"{number}/KH-UBND", issued="2026", issuer="x", kind="plan", subject="x")
        derive(document)
        document.save()
        Definition.objects.create(
            kind="codes", key=f"k{number}", version="2026-01-01", valid_from=date(2026, 1, 1), title=f"{number}",
            citation=[{"document": f"{number}/KH-UBND"}], confirmed=True, body={"items": []}, source="local",
            loaded_by="x", checksum=str(number), search_key=str(number),
        )  # fmt: skip


def _told(world: World, numbers: range) -> None:
    """Notices of the own commune's chair, told by the province, each with a dead letter; and a chain."""
    chair, own = world.people[Role.COMMUNE_CHAIR].pk, world.cast.land.own
    about = {"subject_kind": "testing.Sample", "subject_id": "7", "code": "MT-7", "place": own}
    for number in numbers:
        with acting(world.cast.phu):
            telling = Telling.objects.create(
                id=new_id(), fact=f"f{number}", kind="testing.handed", kind_since=date(2026, 1, 1),
                words={"place": "x"}, told_at=AT, **about,
            )  # fmt: skip
            Chain.objects.create(
                id=new_id(), fact=f"f{number}", definition="viec-khan", since=date(2026, 1, 1), due_at=AT,
                kind="notices.called", started_at=AT, started_by="x", started_by_name="x", told=[chair], **about,
            )  # fmt: skip
        with acting(replace(world.actor(Role.COMMUNE_CHAIR), person_id=chair)):
            notice = Notice.objects.create(
                id=new_id(), telling_id=telling.pk, person_id=chair, code=str(number), told_at=AT
            )
        Delivery.objects.create(
            id=new_id(), telling_id=telling.pk, notice_id=notice.pk, person_id=chair, code="MT-7", channel="email",
            state="dead", due_at=AT, since=AT,
        )  # fmt: skip


def _alike(world: World, numbers: range) -> None:
    """Pairs of children of the own commune, some of them merged."""
    with acting(world.cast.phu):
        for number in numbers:
            one, other = sorted((_single(world, number), _single(world, number)), key=lambda child: child.pk)
            LookAlike.objects.create(
                id=new_id(), first=one, second=other, score=9.0 + number, verdict="likely", reasons=["name_same"]
            )
            Merge.objects.create(
                id=new_id(), kept=one, dropped=other, at=AT, by="x", by_name="x", before={"dropped": {}},
            )  # fmt: skip


def _moves(world: World, numbers: range) -> None:
    """Children of the own commune whom the sibling was asked to take over."""
    land = world.cast.land
    with acting(world.cast.phu):
        for number in numbers:
            Transfer.objects.create(
                id=new_id(), child=_single(world, number), from_place=land.own, to_place=land.sibling,
                moved_on=AT.date(), hand_over="x", asked_by=new_id(), asked_by_name="x",
            )  # fmt: skip


def _releases(world: World, numbers: range) -> None:
    """Long lists of the own commune that were asked for."""
    with acting(world.cast.phu):
        for number in numbers:
            ListRelease.objects.create(
                id=new_id(), place=world.cast.land.own, query=f"gioi={number}", described="x", rows=300, reason="x",
                asked_at=AT, asked_by=new_id(), asked_by_name="x",
            )  # fmt: skip


def _single(world: World, number: int) -> Child:
    child = Child(
        id=new_id(), place=world.cast.land.own, hamlet=world.cast.land.hamlet, full_name=f"Hồ Văn {number}", sex="1",
        sort_key=f"{number}", recorded_by="x",
    )  # fmt: skip
    child.set_birth(PartialDate(2016, 3, 7))
    child.save(force_insert=True)
    return child


def _recheck(world: World, numbers: range) -> None:
    """Children of the own commune in the sample of one round, given to its officer."""
    own, person = world.cast.land.own, world.people[Role.COMMUNE_OFFICER].pk
    day = {"first_day": AT.date(), "due_on": AT.date(), "frame_on": AT.date(), "rules_since": date(2025, 12, 26)}
    with acting(world.cast.phu):
        one, _made = RecheckRound.objects.get_or_create(
            title="x", defaults={"id": new_id(), "place": own, "measure": "number", "size": 9, "seed": "x",
                                 "opened_at": AT, "opened_by": "x", "opened_by_name": "x", **day},
        )  # fmt: skip
        share, _made = RecheckShare.objects.get_or_create(
            round=one, place=own, defaults={"frame_general": 9, "frame_special": 0, "drawn_general": 9,
                                            "drawn_special": 0, "frame_digest": "x", "sample_digest": "x"},
        )  # fmt: skip
        for number in numbers:
            row = Recheck.objects.create(
                id=new_id(), round=one, share=share, place=own, hamlet=world.cast.land.hamlet, stratum="general",
                child=_single(world, number), rank=number + 1, state="assigned", visitor=person,
            )  # fmt: skip
            RecheckAnswer.objects.create(recheck=row, field="sex", said="1", held="2", result="different")


def _recheck_page(view: str) -> Callable[[World], str]:
    def page(world: World) -> str:
        with acting(world.cast.phu):
            return reverse(view, args=[RecheckRound.objects.get().pk])

    return page


def _directory(world: World, numbers: range) -> None:
    """Services of one provider of the own commune, each with a place, hours, a commune served; others beside it."""
    with acting(world.cast.phu):
        by = {"place": world.cast.land.own, "kind": "health", "valid_from": AT.date(), "checked_on": AT.date()}
        known, _made = Provider.objects.get_or_create(name="Trạm Y tế", defaults={"sort_key": "0", **by})
        for number in numbers:
            Provider.objects.create(name=f"Trạm {number}", sort_key=f"{number + 1:03}", **by)
            service = Service.objects.create(
                provider=known, name=f"Khám {number}", sort_key=f"{number:03}", needs=["health"],
                groups=["HCDB-01"], valid_from=AT.date(), everywhere=False,
            )  # fmt: skip
            Served.objects.create(service=service, place=world.cast.land.own)
            place = Location.objects.create(service=service, place=world.cast.land.own, valid_from=AT.date())
            Hours.objects.create(location=place, weekday=0, opens=time(7), closes=time(17))
            Contact.objects.create(provider=known, name=f"Người {number}")


def _caring(world: World, numbers: range) -> None:
    """Carers and placements of the own commune."""
    land = world.cast.land
    with acting(world.cast.phu):
        for number in numbers:
            carer = Carer(
                id=new_id(), place=land.own, kind="family", name=f"Người {number}", born=date(1980, 1, 1),
                registered_on=AT.date(), recorded_by="x", sort_key=f"{number:03}",
            )  # fmt: skip
            carer.save(force_insert=True)
            Placement(
                id=new_id(), place=land.own, child=_single(world, number), child_name="Bé", child_born=date(2017, 1, 1),
                carer=carer, rank=2, why="x", consent="x", proposed_at=AT, proposed_by=new_id(), proposed_by_name="x",
                decide_by=AT,
            ).save(force_insert=True)  # fmt: skip


def _placement(world: World) -> str:
    with acting(world.cast.phu):
        return reverse("cases:placement", args=[Placement.objects_unguarded.order_by("id")[0].pk])


def _facility(world: World, numbers: range) -> None:
    """Lists of a facility, the first with children on it."""
    land = world.cast.land
    with acting(world.cast.phu):
        facility, _made = Provider.objects.get_or_create(
            name="Cơ sở Thử",
            kind="assistance",
            defaults={"checked_on": AT.date(), "valid_from": AT.date(), "sort_key": "x"},
        )
        for number in numbers:
            listed = FacilityList(
                id=new_id(), place=land.own, facility=facility, received_on=AT.date() - timedelta(days=number),
                match_by=AT, whole_by=AT, by_name="x",
            )  # fmt: skip
            listed.save(force_insert=True)
            first = FacilityList.objects_unguarded.order_by("id")[0]
            first.children.create(
                id=new_id(), child=_single(world, number), name="Bé", born=date(2017, 1, 1), by_name="x"
            )


def _facility_list(world: World) -> str:
    with acting(world.cast.phu):
        return reverse("cases:facility_list", args=[FacilityList.objects_unguarded.order_by("id")[0].pk])


def _referrals(world: World, numbers: range) -> None:
    """Referrals to the provider for which the member of its staff answers."""
    with acting(world.cast.phu):
        day = AT.date()
        case = Case.objects_unguarded.first() or Case.objects.create(
            id=new_id(), place=world.cast.land.own, office=world.cast.land.own, label="em trai", kind="support",
            number=1, number_year=2026, procedure="x", procedure_version="x", first_information_at=AT, opened_at=AT,
            opened_by="x", opened_by_name="x",
        )  # fmt: skip
        known, new = Provider.objects.get_or_create(
            name="Mái Ấm", defaults={"kind": "charity", "valid_from": day, "checked_on": day, "sort_key": "x"}
        )
        if new:
            person = world.people[Role.SERVICE_STAFF]
            Staffing.objects.create(
                provider=known, person_id=person.pk, name="x", valid_from=date(2020, 1, 1), given_by="x"
            )
            Service.objects.create(provider=known, name="x", needs=["shelter"], valid_from=day, sort_key="x")
        service = known.services.get()
        for number in numbers:
            Referral.objects.create(
                id=new_id(), case=case, place=world.cast.land.own, service=service, provider=known, service_name="x",
                provider_name="x", number=number + 1, number_year=2026, asked="x", answer_by=AT, ground="x",
                ground_cited="x", sent_at=AT, sent_by=new_id(), sent_by_name="x",
            )  # fmt: skip


def _provider(world: World) -> str:
    with acting(world.cast.phu):
        return reverse("directory:provider", args=[Provider.objects.get(name="Trạm Y tế").pk])


def _nothing(world: World, numbers: range) -> None:
    """Its rows are there already: thousands of units."""


Page = tuple[Role, Callable[[World, range], None], Callable[[World], str]]


def _at(name: str, query: str = "", **kwargs: Any) -> Callable[[World], str]:
    return lambda world: reverse(name, kwargs=kwargs or None) + query


def _officer(world: World) -> str:
    return reverse("accounts:person", args=[world.people[Role.COMMUNE_OFFICER].pk])


def _unit(world: World) -> str:
    own = world.cast.land.own
    return reverse("places:unit", args=[own.code, own.valid_from.isoformat()])


def _note_page(world: World) -> str:
    return reverse("testing:sample", args=[world.samples[Target.CHILD].pk])


def _readers(world: World) -> str:
    return reverse("oversight:readers", args=["testing.Sample", world.samples[Target.OWN].pk])


def _child(world: World) -> str:
    return reverse("registry:child", args=[world.children[Target.CHILD].pk])


def _figure(world: World) -> str:
    return f"{reverse('registry:figure_children')}?noi={world.cast.land.own.pk}"


def _household(world: World) -> str:
    return reverse("registry:household", args=[world.households[Target.CHILD].pk])


def _harm_reports(world: World, numbers: range) -> None:
    """Reports of the own commune, each with a child, the first one with all the children."""
    officer = world.actor(Role.COMMUNE_OFFICER)
    own = world.cast.land.own
    with acting(officer):
        for n in numbers:
            told = ReportTold(
                "phone", f"Tin thử {n}", PlaceTold(own.pk), "no", children=(ReportedTold(f"Hồ Thị Na {n}"),)
            )
            receive_report(actor=officer, at=AT, report_id=uuid5(REPORT, str(n)), told=told)
            write = {"actor": officer, "at": AT, "report_id": uuid5(REPORT, "0"), "version": n + 1}
            write_child(**write, told=ReportedTold(f"Hồ Văn Ná {n}"))


def _report_page(world: World) -> str:
    return reverse("intake:report", args=[uuid5(REPORT, "0")])


def _turns(world: World, numbers: range) -> None:
    officer, own = world.people[Role.COMMUNE_OFFICER], world.cast.land.own
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    for n in numbers:
        begins = start + timedelta(hours=n)
        DutyTurn.objects.create(
            id=new_id(),
            place=own,
            person=officer,
            starts_at=begins,
            ends_at=begins + timedelta(hours=1),
            recorded_by="x",
        )


PAGES: dict[str, Page] = {
    "cases:cases": (Role.COMMUNE_OFFICER, _cases, _at("cases:cases")),
    "cases:overview": (Role.COMMUNE_CHAIR, _cases, _at("cases:overview")),
    "cases:case": (Role.COMMUNE_OFFICER, _whole_case, _case_page),
    "intake:reports": (Role.COMMUNE_OFFICER, _harm_reports, _at("intake:reports")),
    "intake:report": (Role.COMMUNE_OFFICER, _harm_reports, _report_page),
    "intake:rota": (Role.COMMUNE_OFFICER, _turns, _at("intake:rota")),
    "registry:children": (Role.COMMUNE_OFFICER, _children, _at("registry:children")),
    "registry:child": (Role.COMMUNE_OFFICER, _children, _child),
    "registry:figure_children": (Role.COMMUNE_OFFICER, _children, _figure),
    "registry:households": (Role.COMMUNE_OFFICER, _children, _at("registry:households")),
    "registry:household": (Role.COMMUNE_OFFICER, _children, _household),
    "registry:summary": (Role.COMMUNE_OFFICER, _children, _at("registry:summary")),
    "testing:samples": (Role.COMMUNE_OFFICER, _samples, _at("testing:samples")),
    "testing:sample": (Role.COMMUNE_OFFICER, _notes, _note_page),
    "desk:home": (Role.COMMUNE_CHAIR, _people, _at("desk:home")),
    "desk:palette": (Role.ADMINISTRATOR, _people, _at("desk:palette", "?q=nguoi")),
    "desk:search": (Role.ADMINISTRATOR, _people, _at("desk:search", "?q=tra")),
    "accounts:people": (Role.COMMUNE_CHAIR, _people, _at("accounts:people")),
    "accounts:person": (Role.COMMUNE_CHAIR, _posts, _officer),
    "accounts:me": (Role.COMMUNE_OFFICER, _posts, _at("accounts:me")),
    "accounts:roles": (Role.COMMUNE_OFFICER, _nothing, _at("accounts:roles")),
    "places:list": (Role.COMMUNE_OFFICER, _nothing, _at("places:list")),
    "places:tree": (Role.COMMUNE_OFFICER, _hamlets, _at("places:tree")),
    "places:unit": (Role.COMMUNE_OFFICER, _hamlets, _unit),
    "places:splits": (Role.PROVINCE_OFFICER, _tasks, _at("places:splits")),
    "registry:rosters": (Role.COMMUNE_OFFICER, _rosters, _at("registry:rosters")),
    "cases:carers": (Role.COMMUNE_OFFICER, _caring, _at("cases:carers")),
    "cases:placements": (Role.COMMUNE_OFFICER, _caring, _at("cases:placements")),
    "cases:placement": (Role.COMMUNE_OFFICER, _caring, _placement),
    "cases:facility_lists": (Role.COMMUNE_OFFICER, _facility, _at("cases:facility_lists")),
    "cases:facility_list": (Role.COMMUNE_OFFICER, _facility, _facility_list),
    "cases:referrals": (Role.SERVICE_STAFF, _referrals, _at("cases:referrals", "?xong=co")),
    "directory:services": (Role.COMMUNE_OFFICER, _directory, _at("directory:services")),
    "directory:providers": (Role.COMMUNE_OFFICER, _directory, _at("directory:providers")),
    "directory:provider": (Role.COMMUNE_OFFICER, _directory, _provider),
    "publishing:articles": (Role.PROVINCE_OFFICER, _articles, _at("publishing:articles")),
    "publishing:domains": (Role.ADMINISTRATOR, _articles, _at("publishing:domains")),
    "programmes:board": (Role.PROVINCE_OFFICER, _plans, _at("programmes:board")),
    "programmes:map": (Role.COMMUNE_OFFICER, _plans, _at("programmes:map")),
    "programmes:calendar": (Role.COMMUNE_OFFICER, _plans, _at("programmes:calendar")),
    "programmes:plans": (Role.COMMUNE_OFFICER, _plans, _at("programmes:plans")),
    "programmes:adoption": (Role.COMMUNE_OFFICER, _plans, _at("programmes:adoption")),
    "programmes:boards": (Role.COMMUNE_OFFICER, _boards, _at("programmes:boards")),
    "programmes:recognition": (Role.COMMUNE_OFFICER, _dossiers, _at("programmes:recognition")),
    "programmes:forums": (Role.COMMUNE_OFFICER, _forums, _at("programmes:forums", "?xem=du")),
    "programmes:forum_answers": (Role.COMMUNE_OFFICER, _forums, _at("programmes:forum_answers", "?xem=cho")),
    "programmes:forum": (Role.COMMUNE_OFFICER, _forums, _forum_page),
    "programmes:inspections": (Role.COMMUNE_OFFICER, _inspections, _at("programmes:inspections")),
    "programmes:inspection": (Role.COMMUNE_OFFICER, _inspections, _inspection_page),
    "programmes:examples": (Role.COMMUNE_OFFICER, _examples, _at("programmes:examples")),
    "programmes:praise": (Role.COMMUNE_OFFICER, _nominations, _at("programmes:praise")),
    "programmes:projects": (Role.COMMUNE_OFFICER, _projects, _at("programmes:projects")),
    "programmes:partners": (Role.COMMUNE_OFFICER, _projects, _at("programmes:partners")),
    "programmes:project_money": (Role.COMMUNE_OFFICER, _projects, _at("programmes:project_money")),
    "programmes:campaigns": (Role.COMMUNE_OFFICER, _campaigns, _at("programmes:campaigns")),
    "programmes:campaign_places": (Role.COMMUNE_OFFICER, _campaigns, _at("programmes:campaign_places")),
    "programmes:courses": (Role.COMMUNE_OFFICER, _courses, _at("programmes:courses", "?nam=2026")),
    "programmes:course": (Role.COMMUNE_OFFICER, _courses, _course_page),
    "programmes:curricula": (Role.COMMUNE_OFFICER, _courses, _at("programmes:curricula")),
    "programmes:trainers": (Role.COMMUNE_OFFICER, _courses, _at("programmes:trainers")),
    "programmes:my_trainings": (Role.COMMUNE_OFFICER, _courses, _at("programmes:my_trainings")),
    "programmes:training_needs": (Role.COMMUNE_OFFICER, _courses, _at("programmes:training_needs", "?xem=du")),
    "programmes:training_people": (Role.COMMUNE_OFFICER, _courses, _at("programmes:training_people")),
    "statutes:documents": (Role.PROVINCE_OFFICER, _documents, _at("statutes:documents")),
    "statutes:definitions": (Role.PROVINCE_OFFICER, _documents, _at("statutes:definitions")),
    "notices:inbox": (Role.COMMUNE_CHAIR, _told, _at("notices:inbox")),
    "notices:sent": (Role.PROVINCE_OFFICER, _told, _at("notices:sent")),
    "notices:chains": (Role.COMMUNE_OFFICER, _told, _at("notices:chains")),
    "notices:dead": (Role.ADMINISTRATOR, _told, _at("notices:dead")),
    "oversight:book": (Role.AUDITOR, _seen, _at("oversight:book")),
    "oversight:readers": (Role.AUDITOR, _seen, _readers),
    "oversight:alerts": (Role.AUDITOR, _alerts, _at("oversight:alerts")),
    "oversight:reviews": (Role.COMMUNE_CHAIR, _reviews, _at("oversight:reviews")),
    "registry:transfers": (Role.COMMUNE_OFFICER, _moves, _at("registry:transfers")),
    "registry:releases": (Role.COMMUNE_OFFICER, _releases, _at("registry:releases")),
    "registry:alike_pairs": (Role.COMMUNE_OFFICER, _alike, _at("registry:alike_pairs")),
    "registry:merges": (Role.COMMUNE_OFFICER, _alike, _at("registry:merges")),
    "registry:accidents": (Role.COMMUNE_OFFICER, _harm, _at("registry:accidents")),
    "registry:spots": (Role.COMMUNE_OFFICER, _harm, _at("registry:spots")),
    "registry:spot": (Role.COMMUNE_OFFICER, _harm, _spot),
    "registry:recheck_rounds": (Role.COMMUNE_OFFICER, _recheck, _at("registry:recheck_rounds")),
    "registry:recheck_round": (Role.COMMUNE_OFFICER, _recheck, _recheck_page("registry:recheck_round")),
    "registry:rechecks": (Role.COMMUNE_OFFICER, _recheck, _recheck_page("registry:rechecks")),
    "registry:recheck_visits": (Role.COMMUNE_OFFICER, _recheck, _at("registry:recheck_visits")),
    "oversight:unconfirmed": (Role.AUDITOR, _old_posts, _at("oversight:unconfirmed")),
    "oversight:requests": (Role.COMMUNE_OFFICER, _requests, _at("oversight:requests")),
    "oversight:incidents": (Role.DATA_OFFICER, _incidents, _at("oversight:incidents")),
    "oversight:incident_people": (Role.DATA_OFFICER, _concerned, _people_page),
    "oversight:consents": (Role.COMMUNE_OFFICER, _consents, _at("oversight:consents")),
    "oversight:retention": (Role.AUDITOR, _retention, _at("oversight:retention")),
    "oversight:holds": (Role.AUDITOR, _retention, _at("oversight:holds")),
    "oversight:consent_person": (Role.COMMUNE_OFFICER, _consents, _at("oversight:consent_person", pk=CHILD)),
}
"""Who opens it, what makes it longer, where it is."""


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def statements(world: World, name: str) -> list[str]:
    """What the database is asked for one page, opened for the second time."""
    role, _more, url = PAGES[name]
    client = signed_in(world.people[role])
    for _time in range(2):  # the counts of the rail are kept by then: they have a budget of their own
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url(world))
        assert response.status_code == 200, name
    return [one["sql"] for one in asked.captured_queries]


@pytest.fixture(autouse=True)
def _kept_counts(settings: Any) -> None:
    settings.RAIL_COUNT_SECONDS = 3_600.0


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_all_counts_of_the_rail_together_keep_to_a_budget(world: World, role: Role) -> None:
    """Taken anew every few seconds for a person who works."""
    client = signed_in(world.people[role])
    client.get(reverse("accounts:me"))
    with CaptureQueriesContext(connection) as kept:
        client.get(reverse("accounts:me"))
    counts.forget_everybody()
    with CaptureQueriesContext(connection) as anew:
        client.get(reverse("accounts:me"))
    cost = [one["sql"][:160] for one in anew.captured_queries[len(kept.captured_queries) :]]
    assert len(anew.captured_queries) - len(kept.captured_queries) <= RAIL, "\n".join(cost)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_budget_however_many_rows_it_has(world: World, name: str) -> None:
    """The same number with 3 and with 30 rows; within the budget, and not far below it."""
    more = PAGES[name][1]
    more(world, range(FEW))
    few = statements(world, name)
    more(world, range(FEW, MANY))
    many = statements(world, name)
    assert len(many) <= len(few), "\n".join(one[:160] for one in many)
    assert len(few) <= BUDGETS[name], "\n".join(one[:1600] for one in few)
    assert len(few) >= BUDGETS[name] - SLACK, f"{name} needs {len(few)} now: lower its budget"


def test_every_list_page_has_a_budget() -> None:
    assert get_resolver()
    lists = {
        name for name, pattern in _named() if issubclass(getattr(pattern.callback, "view_class", object), ListScreen)
    }
    assert lists - set(BUDGETS) == set()
    assert set(BUDGETS) == set(PAGES)


def test_saved_filters_cost_one_statement_however_many_there_are(world: World) -> None:
    me = world.people[Role.COMMUNE_OFFICER].pk
    counts = []
    for number in range(saved.MOST):
        with acting(replace(world.actor(Role.COMMUNE_OFFICER), person_id=me)):
            saved.keep(person_id=me, screen="testing:samples", name=str(number), query="", at=AT)
        if number in (0, saved.MOST - 1):
            counts.append(len(statements(world, "testing:samples")))
    assert counts[0] == counts[1]
