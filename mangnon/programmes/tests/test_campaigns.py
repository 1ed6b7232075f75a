"""Campaigns: the year's days, checklists, people reached, photos with consent, who may write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from django.db.models import Sum
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.files.models import StoredFile
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.notices.models import Notice, Telling
from mangnon.programmes import jobs
from mangnon.programmes.campaigns import actions, refusals
from mangnon.programmes.campaigns.actions import ActivityTold, CampaignTold, PreparationTold, Result
from mangnon.programmes.campaigns.models import Activity, Campaign, Dip, Group, Photo, Preparation, Reached
from mangnon.programmes.campaigns.occasions import OccasionsWrong, occasions, read
from mangnon.programmes.campaigns.offers import _work
from mangnon.programmes.campaigns.queries.campaigns import Reading
from mangnon.programmes.campaigns.queries.years import places_at, year_of
from mangnon.programmes.campaigns.rules import Phase, Ready, carried, phase, progress, reach, ready, same_day
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.refusals import ReasonMissing, SentBefore
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

MONTH = CampaignTold("Tháng hành động 2026", date(2026, 6, 1), date(2026, 6, 30))
TALK = ActivityTold(date(2026, 6, 3), "Trường TH Trà Linh", "talk", "sexual", "Em biết nói không", 2_000_000, "xã")


def picture(colour: str = "green") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return SimpleUploadedFile("anh.png", data.getvalue(), "image/png")


def test_each_occasion_has_its_days_and_the_month_its_reports() -> None:
    assert set(occasions()) == set(Dip.values) - {"other"}
    month = occasions()["month_of_action"]
    assert month.days(2026) == (date(2026, 6, 1), date(2026, 6, 30))
    due = {level: month.report_due(level, 2026) for level in ("commune", "district", "province")}
    assert due == {"commune": date(2026, 7, 9), "district": date(2026, 7, 19), "province": date(2026, 7, 30)}
    assert occasions()["tet"].days(2026) == (date(2026, 2, 17), date(2026, 2, 19))
    assert occasions()["mid_autumn"].days(2020) == (date(2020, 10, 1), date(2020, 10, 1))
    assert occasions()["tet"].report_due("commune", 2026) is None
    assert not occasions()["rights_day"].confirmed


@pytest.mark.parametrize(
    "row",
    ["{code: a, from: 31-2, to: 1-3, confirmed: true}", "{code: a, from: 1-3, to: 1-3}",
     "{code: a, from: 1-3, to: 1-3, confirmed: true, prepare: [{title: x, who: y, days: 1, by: me}]}"],
)  # fmt: skip
def test_a_file_that_cant_be_read_is_refused(row: str) -> None:
    with pytest.raises(OccasionsWrong):
        read(f"occasions:\n  - {row}")


def test_where_a_campaign_is_on_a_day() -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 30)
    assert phase(first=first, last=last, on=date(2026, 5, 31)) is Phase.PLANNED
    assert phase(first=first, last=last, on=last) is Phase.RUNNING
    assert phase(first=first, last=last, on=date(2026, 7, 1)) is Phase.OVER
    assert phase(first=first, last=last, on=date(2026, 7, 9), finished=date(2026, 7, 5)) is Phase.DONE
    assert phase(first=first, last=last, on=first, finished=date(2026, 7, 5)) is Phase.RUNNING


@given(st.integers(date(2020, 1, 1).toordinal(), date(2030, 1, 1).toordinal()), st.integers(-40, 40))
def test_what_is_to_prepare_is_late_only_after_its_day(ordinal: int, days: int) -> None:
    due, on = date.fromordinal(ordinal), date.fromordinal(ordinal + days)
    assert (ready(due=due, on=on) is Ready.LATE) == (days > 0)
    assert ready(due=due, on=on, done=on) is Ready.DONE
    assert carried(carried(due, due, on), on, due) == due
    assert (same_day(due, 2027).month, same_day(due, 2027).year) == (due.month, 2027)


@given(st.lists(st.tuples(st.sampled_from(Group.values), st.integers(0, 10_000))))
def test_people_reached_are_the_sum_of_all_groups(rows: list[tuple[str, int]]) -> None:
    found = reach(rows)
    assert found.total == sum(number for _group, number in rows)
    assert found.children + found.adults == found.total
    assert found.children == sum(n for group, n in rows if group in ("boys", "girls", "children"))


@given(st.lists(st.sampled_from(list(Ready))))
def test_what_isnt_needed_counts_nowhere(rows: list[Ready]) -> None:
    found = progress(rows)
    assert found.needed == len(rows) - rows.count(Ready.SKIPPED)
    assert found.done + found.late <= found.needed


@pytest.fixture
def month(cast: Cast) -> Campaign:
    """The Month of Action of the own commune."""
    with acting(cast.lien):
        return actions.begin_campaign(
            actor=cast.lien, at=AT, place=cast.land.own, year=2026, occasion="month_of_action", told=MONTH
        )


@pytest.mark.django_db
def test_begun_once_with_its_checklist_by_whoever_works_there(cast: Cast, month: Campaign) -> None:
    told = {"at": AT, "place": cast.land.own, "year": 2026, "occasion": "month_of_action", "told": MONTH}
    with acting(cast.lien):
        again = actions.begin_campaign(actor=cast.lien, **told)
        other = CampaignTold("Tên khác", MONTH.first_on, MONTH.last_on)
        with pytest.raises(refusals.CampaignThere):
            actions.begin_campaign(actor=cast.lien, **told | {"told": other})
        wrong = CampaignTold("Trung thu", date(2026, 9, 25), date(2026, 9, 24))
        with pytest.raises(refusals.CampaignDaysWrong):
            actions.begin_campaign(actor=cast.lien, **told | {"occasion": "mid_autumn", "told": wrong})
        rows = list(month.preparations.order_by("due_on"))
        assert again.pk == month.pk
        assert month.report_due == date(2026, 7, 9)
        assert len(rows) == len(occasions()["month_of_action"].prepare)
        launch = next(one for one in rows if one.title == "Tổ chức phát động")
        assert (launch.due_on, launch.who) == (date(2026, 6, 1), "Chủ tịch UBND xã")
    for stranger in (cast.thao, cast.mo, cast.an):
        with acting(stranger), pytest.raises(Forbidden):
            actions.begin_campaign(actor=stranger, **told | {"occasion": "tet"})


@pytest.mark.django_db
def test_other_campaigns_may_be_many_each_sent_once(cast: Cast) -> None:
    uid = uuid4()
    told = {"actor": cast.lien, "at": AT, "place": cast.land.own, "year": 2026, "occasion": "other"}
    with acting(cast.lien):
        for one in (uid, uid, uuid4()):
            actions.begin_campaign(**told, told=MONTH, uid=one)
        with pytest.raises(SentBefore):
            actions.begin_campaign(**told, told=CampaignTold("Khác", MONTH.first_on, MONTH.last_on), uid=uid)
        assert Campaign.objects.filter(occasion="other").count() == 2


@pytest.mark.django_db
def test_the_commune_takes_up_what_the_province_opened_and_is_told_so(cast: Cast) -> None:
    first, last = occasions()["rights_day"].days(2026)[0], date(2026, 11, 30)
    told = CampaignTold("Vì quyền trẻ em", first, last, theme="Lắng nghe trẻ em", order="12/KH-UBND")
    with acting(cast.phu):
        top = actions.begin_campaign(
            actor=cast.phu, at=AT, place=cast.land.province, year=2026, occasion="rights_day", told=told
        )
    with acting(cast.lien):
        (waits,) = _work(cast.lien, AT)
        assert "dip=rights_day" in waits.row.url
        own = actions.begin_campaign(
            actor=cast.lien, at=AT, place=cast.land.own, year=2026, occasion="rights_day", told=told
        )
        assert own.carries_out_id == top.pk
        assert all("dip=" not in one.row.url for one in _work(cast.lien, AT))
        assert top.preparations.exclude(who="").count() == 0


@pytest.mark.django_db
def test_preparations_are_done_skipped_and_taken_back(cast: Cast, month: Campaign) -> None:
    with acting(cast.lien):
        first, second = month.preparations.order_by("due_on", "title")[:2]
        told = {"actor": cast.lien, "at": AT, "preparation_id": first.pk}
        for _twice in range(2):
            done = actions.do_preparation(**told)
        assert (done.done_on, done.version, done.done_by_name) == (TODAY, 2, cast.lien.name)
        back = PreparationTold(first.title, "Hội Phụ nữ", first.due_on)
        assert actions.tell_preparation(**told, version=2, told=back).done_on is None
        with pytest.raises(StaleVersion):
            actions.tell_preparation(**told, version=2, told=back)
        ahead = PreparationTold("x", "y", first.due_on, done_on=date(2027, 1, 1))
        with pytest.raises(refusals.DayAhead):
            actions.tell_preparation(**told, version=3, told=ahead)
        skip = {**told, "preparation_id": second.pk, "version": 1}
        with pytest.raises(ReasonMissing):
            actions.tell_preparation(**skip, told=PreparationTold("x", "y", second.due_on, skipped_why="không"))
        why = PreparationTold(second.title, "y", second.due_on, skipped_why="Xã không có điểm nước")
        actions.tell_preparation(**skip, told=why)
        needed = Reading(month, TODAY).progress
        assert (needed.done, needed.needed) == (0, 7)
    with acting(cast.thao), pytest.raises(Forbidden):
        actions.do_preparation(actor=cast.thao, at=AT, preparation_id=first.pk)


@pytest.mark.django_db
def test_results_are_told_with_people_and_money_and_correct_themselves(cast: Cast, month: Campaign) -> None:
    uid = uuid4()
    with acting(cast.lien):
        add = {"actor": cast.lien, "at": AT, "campaign_id": month.pk}
        with pytest.raises(refusals.SourceUntold):
            actions.add_activity(**add, told=ActivityTold(TALK.on, "x", "talk", "law", "y", planned=1))
        for _twice in range(2):
            made = actions.add_activity(**add, told=TALK, uid=uid)
        tell = {"actor": cast.lien, "at": AT, "activity_id": made.pk}
        with pytest.raises(refusals.DoneUntold):
            actions.tell_activity(**tell, version=1, told=TALK, result=Result("", 0, {"boys": 3}))
        later = ActivityTold(date(2026, 12, 30), "x", "talk", "law", "y")
        with pytest.raises(refusals.NotYet):
            actions.tell_activity(**tell, version=1, told=later, result=Result("Đã nói", 0, {}))
        first = Result("Đã nói chuyện", 1_800_000, {"boys": 41, "girls": 39, "teachers": 6, "?": 9})
        actions.tell_activity(**tell, version=1, told=TALK, result=first)
        second = Result("Đã nói chuyện", 1_800_000, {"girls": 40, "parents": 12})
        with pytest.raises(StaleVersion):
            actions.tell_activity(**tell, version=1, told=TALK, result=second)
        actions.tell_activity(**tell, version=2, told=TALK, result=second)
        reading = Reading(month, TODAY)
        assert reading.reach.groups == {"girls": 40, "parents": 12}
        assert (reading.reach.children, reading.reach.adults) == (40, 12)
        assert Reached.objects.aggregate(n=Sum("number"))["n"] == 52
        assert (reading.money, reading.sources) == ((2_000_000, 1_800_000), {"xã": 1_800_000})
        assert Activity.objects.count() == 1
        with pytest.raises(refusals.ActivityHeld):
            actions.drop_activity(**tell, reason="Trời mưa không làm được")


@pytest.mark.django_db
def test_a_photo_needs_consent_and_goes_when_it_ends(cast: Cast, month: Campaign) -> None:
    with acting(cast.lien):
        told = {"actor": cast.lien, "at": AT}
        made = actions.add_activity(**told, campaign_id=month.pk, told=TALK)
        send = {**told, "activity_id": made.pk, "how": "written"}
        with pytest.raises(refusals.ConsentMissing):
            actions.add_photo(**send, upload=picture(), consent="  có  ")
        assert not StoredFile.objects.exists()
        consent = "Cha mẹ lớp 4A ký ngày 20/5/2026, giấy ở trường"
        for _twice in range(2):
            photo = actions.add_photo(**send, upload=picture(), consent=consent)
        assert Photo.objects.count() == StoredFile.objects.count() == 1
        other = actions.add_activity(**told, campaign_id=month.pk, told=TALK)
        with pytest.raises(refusals.PhotoThere):
            actions.add_photo(**send | {"activity_id": other.pk}, upload=picture(), consent=consent)
        for one in (made, other):
            actions.drop_activity(**told, activity_id=one.pk, reason="Làm thử rồi thôi")
        actions.finish_campaign(**told, campaign_id=month.pk, version=1, learnt="Phát động sớm hơn")
        gone = actions.remove_photo(**told, photo_id=photo.pk, reason="Một phụ huynh rút lại sự đồng ý")
        assert gone.removed_on == TODAY
        assert not StoredFile.objects.exists()
        with pytest.raises(NotFound):
            actions.remove_photo(**told, photo_id=photo.pk, reason="Một phụ huynh rút lại sự đồng ý")


@pytest.mark.django_db
def test_summed_up_reported_reopened(cast: Cast, month: Campaign) -> None:
    about = {"actor": cast.quyet, "at": AT, "campaign_id": month.pk}
    with acting(cast.quyet):
        talk = actions.add_activity(**about, told=TALK)
        with pytest.raises(refusals.ActivitiesUntold):
            actions.finish_campaign(**about, version=1, learnt="x")
        actions.drop_activity(actor=cast.quyet, at=AT, activity_id=talk.pk, reason="Trường nghỉ hè sớm")
        actions.finish_campaign(**about, version=1, learnt="Làm trước khi nghỉ hè")
        with pytest.raises(refusals.CampaignShut):
            actions.add_activity(**about, told=TALK)
        with pytest.raises(refusals.DayAhead):
            actions.report_campaign(**about, version=2, sent_on=date(2027, 1, 1), number="9/BC")
        sent = actions.report_campaign(**about, version=2, sent_on=date(2026, 7, 8), number="9/BC-UBND")
        assert sent.report_by_name == cast.quyet.name
        actions.reopen_campaign(**about, reason="Còn một buổi phát thanh")
        actions.drop_campaign(**about, reason="Bão lũ, xã dừng mọi hoạt động")
        with pytest.raises(refusals.CampaignShut):
            actions.reopen_campaign(**about, reason="Còn một buổi phát thanh")


@pytest.mark.django_db
def test_a_report_is_told_of_before_its_day_and_to_leaders_after_it(cast: Cast, month: Campaign) -> None:
    make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    chair = make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own)
    day = datetime(2026, 7, 5, 3, tzinfo=UTC)
    with acting(cast.phu):
        assert [jobs.remind_reports(at=day), jobs.remind_reports(at=day)] == [1, 0]
        assert jobs.remind_reports(at=day + timedelta(days=4)) == 0
        assert [jobs.remind_reports(at=day + timedelta(days=n)) for n in (5, 6)] == [1, 0]
        told = Telling.objects.filter(subject_id=str(month.pk))
        assert set(told.values_list("kind", flat=True)) == {"programmes.report_soon", "programmes.report_late"}
    with acting(cast.quyet):
        assert [one.telling.kind for one in Notice.objects.filter(person_id=chair.pk)] == ["programmes.report_late"]


@pytest.mark.django_db
def test_copied_with_its_days_moved_to_the_new_years(cast: Cast) -> None:
    first, last = occasions()["mid_autumn"].days(2025)
    told = CampaignTold("Trung thu 2025", first, last, theme="Đêm hội", message="Vui mà an toàn", order="1/KH")
    with acting(cast.lien):
        base = {"actor": cast.lien, "at": AT, "place": cast.land.own}
        old = actions.begin_campaign(**base, year=2025, occasion="mid_autumn", told=told)
        feast = ActivityTold(first, "Thôn Thử Một", "play", "joy", "Đêm hội", 3_000_000, "xã hội hóa")
        actions.add_activity(actor=cast.lien, at=AT, campaign_id=old.pk, told=feast)
        new = actions.copy_campaign(**base, campaign_id=old.pk, year=2026, title="Trung thu 2026")
        assert (new.first_on, new.follows, new.theme, new.message) == (date(2026, 9, 25), old, "", "Vui mà an toàn")
        assert new.activities.get().on == date(2026, 9, 25)
        shifts = {
            (mine.due_on - new.first_on) - (theirs.due_on - old.first_on)
            for mine, theirs in zip(new.preparations.order_by("title"), old.preparations.order_by("title"), strict=True)
        }
        assert {one.days for one in shifts} == {0}
        with pytest.raises(refusals.CampaignThere):
            actions.copy_campaign(**base, campaign_id=old.pk, year=2026, title="Trung thu 2026")
    with acting(cast.thao), pytest.raises(Forbidden):
        actions.copy_campaign(actor=cast.thao, at=AT, place=cast.land.sibling, campaign_id=old.pk, year=2026, title="x")


@pytest.mark.django_db
def test_the_year_and_the_communes_tell_who_hasnt_begun(cast: Cast, month: Campaign) -> None:
    with acting(cast.phu):
        found = year_of(Ground(cast.land.own), 2026, TODAY)
        assert [one.code for one in found.rows][:2] == ["tet", "children_day"]
        assert {one.code for one in found.rows if one.campaign} == {"month_of_action"}
        assert len(found.open) == 8
        rows = {one.unit.pk: one for one in places_at("month_of_action", 2026, TODAY)}
        assert len(rows) == 94
        assert rows[cast.land.own.pk].campaign == month
        assert rows[cast.land.own.pk].progress.late == 8
        assert rows[cast.land.sibling.pk].campaign is None


@pytest.mark.django_db
def test_a_stranger_writes_nothing_even_past_the_code(cast: Cast, month: Campaign) -> None:
    with acting(cast.thao), transaction.atomic():
        assert Campaign.objects.filter(pk=month.pk).exists()
        assert Campaign.objects.filter(pk=month.pk).update(title="x") == 0
        assert Preparation.objects.filter(campaign=month).update(who="x") == 0
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into programmes_preparation (id, campaign_id, title, who, due_on, done_by_name, skipped_why,"
                " version) values (gen_random_uuid(), %s, 'x', '', '2026-01-01', '', '', 1)",
                [month.pk],
            )


@pytest.mark.django_db
def test_an_officer_runs_a_campaign_on_its_pages(cast: Cast) -> None:
    client: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    year = client.get("/chuong-trinh/truyen-thong?nam=2026").text
    assert "Tết Trung thu" in year
    assert "25/9/2026" in year
    begin = "/chuong-trinh/truyen-thong/moi?nam=2026&dip=month_of_action"
    assert "Có sẵn 8 việc phải chuẩn bị" in client.get(begin).text
    told = {"title": "Tháng hành động 2026", "first_on": "1/6/2026", "last_on": "30/6/2026", "audience": "parents"}
    page = client.post(begin, told).url
    shown = client.get(page).text
    assert "Tổ chức phát động" in shown
    assert "Chậm nhất" in shown or "Trễ" in shown
    assert "đến 31/5" in shown
    act = {"title": "Em biết nói không", "on": "3/6/2026", "where": "Trường", "kind": "talk", "topic": "sexual"}
    assert client.post(f"{page}/hoat-dong", act | {"planned": "2.000.000"}).status_code == 422
    activity = client.post(f"{page}/hoat-dong", act).url
    assert client.post(f"{activity}/anh", {"how": "nobody", "consent": "chụp từ sau"}).status_code == 422
    asked = client.get(f"{activity}/ket-qua").text
    assert asked.index('name="done"') < asked.index('name="spent"') < asked.index('name="source"')
    result = act | {"version": "1", "done": "Đã nói chuyện", "n-girls": "40", "n-boys": "38"}
    assert client.post(f"{activity}/ket-qua", result).status_code == 303
    assert client.post(f"{activity}/ket-qua", result).status_code == 409
    photo = {"how": "nobody", "consent": "chụp từ phía sau lớp", "file": picture()}
    assert client.post(f"{activity}/anh", photo).status_code == 303
    seen = client.get(activity).text
    assert "chụp từ phía sau lớp" in seen
    image = client.get(seen.split('<img src="')[1].split('"')[0])
    assert image.getvalue().startswith(b"\x89PNG")
    assert "78 lượt người, trong đó 78 lượt trẻ em" in client.get(page).text
    material = {"title": "Tờ rơi 111", "kind": "leaflet", "language": "ktv", "copies": "300"}
    assert client.post(f"{page}/tai-lieu", material).status_code == 303
    ready_id = Preparation.objects.filter(campaign__title="Tháng hành động 2026")
    with acting(cast.phu):
        first = ready_id.order_by("due_on").first()
    assert first is not None
    assert client.post(f"/chuong-trinh/chuan-bi/{first.pk}/xong").status_code == 303
    assert client.get(f"/chuong-trinh/chuan-bi/{first.pk}").status_code == 200
    assert client.get(f"{page}/in").content.startswith(b"%PDF")
    assert client.post(f"{page}/tong-ket", {"version": "1", "learnt": "Phát động sớm hơn"}).status_code == 303
    assert "Phát động sớm hơn" in client.get(page).text
    assert "Phát động sớm hơn" in client.get(f"{page}/chep").text
    places = client.get("/chuong-trinh/truyen-thong/cac-noi?nam=2026").text
    assert "1 trên 94 nơi" in places
    assert client.get("/chuong-trinh/truyen-thong/cac-noi?xem=x").status_code == 400
    assert client.get("/chuong-trinh/truyen-thong/cac-noi?xem=chua&dip=tet&nam=2026").status_code == 200
