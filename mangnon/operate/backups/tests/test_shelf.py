"""The shelf: what is kept, when the next is due, what is told and shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.audit.models import Entry
from mangnon.operate.backups import jobs, queries, running, shelf
from mangnon.operate.backups.drilling import Proved
from mangnon.operate.backups.making import Made, TargetWrong
from mangnon.operate.backups.manifest import Dumped, HeadOfBook, Kept, Manifest
from mangnon.operate.backups.models import BackupRun, Drill
from mangnon.operate.backups.recipients import NoRecipient
from mangnon.operate.backups.rotation import Keep, to_keep
from mangnon.operate.backups.running import NoDrillKey, drill_newest, to_shelf
from mangnon.operate.backups.words import size
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

DAY = timedelta(days=1)
NIGHT = datetime(2026, 11, 22, 18, 20, tzinfo=UTC)  # 1:20 on the 23rd in Vietnam
BACKER = console("t")


def every_night(count: int) -> list[datetime]:
    return [NIGHT - n * DAY for n in range(count)]


def test_a_year_of_nights_leaves_the_days_weeks_and_months_asked_for() -> None:
    kept = sorted(to_keep(every_night(400), Keep(7, 5, 12)), reverse=True)
    assert kept[:7] == every_night(7)
    assert 7 + 3 + 11 <= len(kept) <= 7 + 5 + 12
    assert NIGHT - kept[-1] > timedelta(days=320)


@given(st.lists(st.integers(0, 3000).map(lambda hours: NIGHT - hours * timedelta(hours=7)), max_size=60))
def test_the_newest_always_stays_and_nothing_stays_twice_over(times: list[datetime]) -> None:
    kept = to_keep(times, Keep(3, 2, 2))
    assert kept <= set(times)
    assert len(kept) <= 7
    if times:
        assert max(times) in kept
    assert to_keep(kept, Keep(3, 2, 2)) == kept


def test_rotation_touches_nothing_but_its_own(tmp_path: Path) -> None:
    for at in every_night(4):
        (tmp_path / shelf.name_for(at)).write_bytes(b"x")
    (tmp_path / "thesis.age").write_bytes(b"x")
    (tmp_path / f".{shelf.name_for(NIGHT)}.1{'.half'}").write_bytes(b"x")
    assert shelf.rotate(tmp_path, Keep(2, 0, 0)) == 2
    assert shelf.newest(tmp_path) == tmp_path / shelf.name_for(NIGHT)
    assert len(shelf.lying(tmp_path)) == 2
    assert (tmp_path / "thesis.age").exists()
    assert len(list(tmp_path.glob(".*"))) == 1  # younger than a day: perhaps of a run that goes on


def made(path: Path) -> Made:
    """A small file that passes for a backup."""
    path.write_bytes(b"age")
    told = Manifest(1, "-", NIGHT.isoformat(), False, "48", "18", {}, {"public.x": 5}, {}, HeadOfBook(9, 9, "ab"),
                    Dumped(1, "x"), Kept(2, 3, "y", ()), ("k1",))  # fmt: skip
    return Made(path, 3, "6b1c4f09a40db1cc2ab5b4ccc46a9dcfc27ba8ddcf9b57b17f1bb1a1a0d2b7cd", told)


def quick(target: Path, *, at: datetime) -> Made:
    """Instead of a backup that takes a second."""
    return made(target)


@pytest.fixture
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf and a second place; making a backup costs nothing."""
    for name in ("shelf", "second"):
        (tmp_path / name).mkdir()
    settings.BACKUP_DIR, settings.BACKUP_COPY_DIR = str(tmp_path / "shelf"), str(tmp_path / "second")
    settings.DRILL_IDENTITY = ""
    settings.DRILL_DIR = tmp_path / "drills"
    monkeypatch.setattr(running, "make", quick)
    monkeypatch.setattr(shelf, "copy", copied)
    return tmp_path


def copied(source: Path, folder: Path) -> str:
    (folder / source.name).write_bytes(source.read_bytes())
    return made(source).sha256


def test_a_run_is_kept_booked_and_lies_in_both_places(cast: Cast, place: Path) -> None:
    run = to_shelf(actor=BACKER, at=NIGHT)
    assert (run.problem, run.copied, run.scheduled, run.head_position, run.rows, run.files) == ("", True, True, 9, 5, 2)
    assert (place / "shelf" / run.file).exists()
    assert (place / "second" / run.file).exists()
    from mangnon.access.scope import acting

    with acting(cast.an):
        entry = Entry.objects.get(action="operate.backups.record")
    assert entry.detail["sha256"] == run.sha256


def test_a_second_place_that_is_not_mounted_is_a_problem_and_is_not_made(
    cast: Cast, place: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(running, "make", quick)
    settings.BACKUP_DIR, settings.BACKUP_COPY_DIR = str(place / "shelf"), str(place / "away")
    run = to_shelf(actor=BACKER, at=NIGHT)
    assert "nơi thứ hai" in run.problem
    assert (run.copied, (place / "away").exists()) == (False, False)
    assert (place / "shelf" / run.file).exists()


def test_a_copy_is_read_back_whole(tmp_path: Path) -> None:
    source, there = tmp_path / "a.age", tmp_path / "there"
    source.write_bytes(b"x" * 3_000_000)
    there.mkdir()
    import hashlib

    assert shelf.copy(source, there) == hashlib.sha256(source.read_bytes()).hexdigest()
    assert [path.name for path in there.iterdir()] == ["a.age"]


def failing(refusal: Exception) -> Any:
    def fail(_target: Path, *, at: datetime) -> Made:
        raise refusal

    return fail


@pytest.mark.parametrize("refusal", [NoRecipient(path="x"), TargetWrong(path="x", why="đầy"), RuntimeError("secret")])
def test_a_run_that_fails_is_kept_and_administrators_are_told(
    cast: Cast, place: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    quan = make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province)
    make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province)
    monkeypatch.setattr(running, "make", failing(refusal))
    run = to_shelf(actor=jobs.keeper(), at=NIGHT)
    assert run.problem
    assert "secret" not in run.problem
    page = signed_in(quan).get(reverse("notices:inbox")).content.decode()
    assert f"Sao lưu SL-{run.pk} không xong" in page


def test_the_hour_of_the_day_decides_and_a_missed_night_is_made_good(cast: Cast, place: Path, settings: Any) -> None:
    settings.BACKUP_HOUR = 1
    assert not queries.due(NIGHT - timedelta(minutes=30))
    assert queries.due(NIGHT)
    assert queries.due(NIGHT + timedelta(hours=9))
    assert jobs.backup(at=NIGHT, asked=False) is not None
    assert jobs.backup(at=NIGHT + timedelta(hours=1), asked=False) is None
    assert jobs.backup(at=NIGHT + timedelta(hours=1), asked=True) is not None
    assert queries.due(NIGHT + DAY)
    assert queries.next_run(NIGHT) == NIGHT.replace(minute=0) + DAY
    settings.BACKUP_DIR = ""
    assert (queries.due(NIGHT), queries.next_run(NIGHT)) == (False, None)


def test_a_drill_without_a_key_on_the_machine_waits_for_a_person(cast: Cast, place: Path) -> None:
    with pytest.raises(NoDrillKey, match="Cắm thiết bị giữ khóa"):
        drill_newest(actor=BACKER, at=NIGHT)
    assert not queries.drill_due(NIGHT)
    assert jobs.drill(at=NIGHT, asked=True) is None


def test_a_drill_is_due_each_month_and_tried_once_a_day(
    cast: Cast, place: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DRILL_IDENTITY = str(place / "key")
    (place / "key").write_text("x")
    assert not queries.drill_due(NIGHT)  # nothing to try
    to_shelf(actor=BACKER, at=NIGHT)
    assert queries.drill_due(NIGHT)
    monkeypatch.setattr(running.drilling, "drill", lambda *_: Proved(problem="lệch"))
    assert jobs.drill(at=NIGHT, asked=False) is not None
    assert not queries.drill_due(NIGHT + timedelta(hours=3))
    assert queries.drill_due(NIGHT + DAY)
    monkeypatch.setattr(running.drilling, "drill", lambda *_: Proved(steps={"restored": "ok"}))
    assert jobs.drill(at=NIGHT + DAY, asked=False) is not None
    assert not queries.drill_due(NIGHT + 20 * DAY)
    assert queries.drill_due(NIGHT + 30 * DAY)


def state(at: datetime) -> queries.BackupsState:
    found = queries.backups_state(None, at)
    assert found is not None
    return found


def test_what_is_red_is_said_in_words(cast: Cast, place: Path, settings: Any) -> None:
    assert state(NIGHT).problem == "Chưa có bản sao lưu nào."
    to_shelf(actor=BACKER, at=NIGHT)
    assert (state(NIGHT).problem, state(NIGHT).age) == ("", timedelta())
    assert "tốt gần nhất đã từ" in state(NIGHT + timedelta(hours=27)).problem
    assert state(NIGHT).drill_problem == "Chưa diễn tập khôi phục lần nào."
    Drill.objects.create(started_at=NIGHT, ended_at=NIGHT, by_name="t", steps={})
    assert state(NIGHT + 35 * DAY).drill_problem == ""
    assert state(NIGHT + 36 * DAY).drill_problem == "Đã 36 ngày chưa diễn tập khôi phục."
    Drill.objects.create(started_at=NIGHT + DAY, ended_at=NIGHT + DAY, by_name="t", steps={}, problem="lệch")
    assert "không đạt: lệch" in state(NIGHT + DAY).drill_problem
    settings.BACKUP_DIR = ""
    assert "MANGNON_BACKUP_DIR" in state(NIGHT).problem


def test_who_may_not_see_it_gets_nothing(cast: Cast) -> None:
    assert queries.backups_state(cast.lien, NIGHT) is None


def test_the_page_shows_runs_drills_and_what_to_do(cast: Cast, place: Path) -> None:
    quan = signed_in(make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province))
    bare = quan.get(reverse("operate:backups")).content.decode()
    assert "Chưa có bản sao lưu nào." in bare
    assert "mangnon backup drill --identity" in bare
    to_shelf(actor=BACKER, at=timezone.now())
    BackupRun.objects.create(
        started_at=NIGHT, ended_at=NIGHT, by_name="operate.backup", scheduled=True, file="x", problem="Ổ đĩa đã đầy."
    )
    page = quan.get(reverse("operate:backups")).content.decode()
    assert "Xong, đang giữ" in page
    assert "Ổ đĩa đã đầy." in page
    assert "Lệnh trên máy chủ" in page


def test_the_auditor_reads_and_presses_nothing(cast: Cast, place: Path) -> None:
    an = signed_in(make_person("Lê Hoài An", Role.AUDITOR, cast.land.province))
    page = an.get(reverse("operate:backups"))
    assert page.status_code == 200
    assert reverse("operate:ask_backup") not in page.content.decode()
    assert an.post(reverse("operate:ask_backup")).status_code == 403
    lien = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    assert lien.get(reverse("operate:backups")).status_code == 403


@pytest.mark.parametrize(("name", "task"), [("ask_backup", "operate.backup"), ("ask_drill", "operate.drill")])
def test_a_button_leaves_it_to_the_worker_once(cast: Cast, place: Path, name: str, task: str) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    quan = signed_in(make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province))
    assert quan.post(reverse(f"operate:{name}")).status_code == 303
    (job,) = ProcrastinateJob.objects.filter(task_name=task, status="todo")
    assert job.args["asked"] is True
    again = quan.post(reverse(f"operate:{name}"))
    assert again.status_code == 422
    assert "đang chờ hoặc đang chạy" in again.content.decode()


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size(n) for n in (12, 2048, 5 * 2**20, 3 * 2**30)] == ["12 byte", "2,0 KB", "5,0 MB", "3,0 GB"]
