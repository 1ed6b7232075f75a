"""The real types of records: what is due, how it is described without a name, that it goes, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from mangnon.access.retaining import Due, retained
from mangnon.access.scope import acting
from mangnon.accounts.models import Invitation
from mangnon.files import keeping
from mangnon.files.models import State as FileState
from mangnon.files.models import StoredFile
from mangnon.lib.ids import new_id
from mangnon.notices.models import Delivery, Notice, State, Telling, Try
from mangnon.oversight.retention import erasures, jobs
from mangnon.oversight.retention.actions.proposing import machine
from mangnon.oversight.retention.jobs import reapply_after_restore
from mangnon.oversight.retention.tests.conftest import House
from mangnon.testing.actions import attach
from mangnon.ui import drafts
from mangnon.ui.models import Draft

OLD, YOUNG = timedelta(days=1_000), timedelta(days=10)


def due(house: House, record: str, ids: list[str] | None = None) -> list[Due]:
    """What is past a year, as the machine sees it."""
    with acting(machine()):
        return retained()[record].due(house.at - timedelta(days=365), ids, 100)


def destroy(record: str, rows: list[Due]) -> int:
    with acting(machine()):
        return retained()[record].destroy([row.id for row in rows])


def test_drafts_go_sealed_and_unread_and_only_the_machine_reaches_them(house: House) -> None:
    lien = house.actor("lien")
    for key, age in (("/old", OLD), ("/young", YOUNG)):
        with acting(lien):
            drafts.keep(person_id=lien.me, form_key=key, data={"x": ["Hồ Thị Mai"]}, at=house.at - age)
    (row,) = due(house, "ui.draft")
    assert "Mai" not in row.label
    assert row.subjects == (("accounts.Person", str(lien.person_id)),)
    with acting(house.actor("phu")):
        assert not Draft.objects.exists()
        assert Draft.objects.all().delete()[0] == 0
    assert due(house, "ui.draft", [str(new_id())]) == []
    assert destroy("ui.draft", [row]) == 1
    with acting(lien):
        assert [one.form_key for one in Draft.objects.all()] == ["/young"]


@pytest.fixture
def letters(house: House) -> dict[str, Delivery]:
    """A letter that went out, a dead one, one that waits; all old, each with a try."""
    chair, at = house.people["quyet"].pk, house.at - OLD
    with acting(house.actor("phu")):
        told = Telling.objects.create(
            id=new_id(), fact="f", kind="testing.handed", kind_since=date(2026, 1, 1), told_at=at, code="MT-7",
            subject_kind="testing.Sample", subject_id=str(house.anh.pk), place=house.land.own,
        )  # fmt: skip
    with acting(house.actor("quyet")):
        notice = Notice.objects.create(id=new_id(), telling_id=told.pk, person_id=chair, code="c", told_at=at)
    made = {}
    for state in (State.SENT, State.DEAD, State.WAITING):
        made[str(state)] = Delivery.objects.create(
            id=new_id(), telling_id=told.pk, notice_id=notice.pk, person_id=chair, code="MT-7", channel="email",
            state=state, due_at=at, since=at, settled_at=None if state == State.WAITING else at,
        )  # fmt: skip
        Try.objects.create(delivery=made[str(state)], at=at)
    return made


@pytest.mark.parametrize(("record", "state"), [("notices.letter", "sent"), ("notices.dead", "dead")])
def test_letters_go_with_their_tries_and_the_notice_stays(
    house: House, letters: dict[str, Delivery], record: str, state: str
) -> None:
    rows = due(house, record)
    assert [(row.id, row.place_id) for row in rows] == [(str(letters[state].pk), house.land.own.pk)]
    assert ("testing.Sample", str(house.anh.pk)) in rows[0].subjects
    assert destroy(record, rows) == 1
    assert not Try.objects.filter(delivery=letters[state].pk).exists()
    assert Delivery.objects.count() == 2
    with acting(house.actor("quyet")):
        assert Notice.objects.count() == 1


def test_a_blocked_file_goes_with_its_bytes_and_no_other(house: House, settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    lien, made = house.actor("lien"), []
    for text in ("một", "hai"):
        upload = SimpleUploadedFile("a.txt", text.encode())
        made.append(attach(actor=lien, at=house.at, sample_id=house.anh.pk, upload=upload))
    with acting(house.actor("phu")):
        StoredFile.objects.filter(pk=made[0].pk).update(state=FileState.BLOCKED, checked_at=house.at - OLD)
        StoredFile.objects.filter(pk=made[1].pk).update(state=FileState.CLEAN, checked_at=house.at - OLD)
    rows = due(house, "files.blocked")
    assert [row.id for row in rows] == [str(made[0].pk)]
    assert rows[0].subjects == (("testing.sample", str(house.anh.pk)),)
    assert destroy("files.blocked", rows) == 1
    with acting(house.actor("phu")):
        assert [one.pk for one in StoredFile.objects.all()] == [made[1].pk]
    assert keeping.path_of(made[1].disk_name).exists()


@pytest.mark.django_db(transaction=False)
def test_the_bytes_of_a_blocked_file_go_after_the_commit(
    house: House, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.FILES_DIR = tmp_path
    upload = SimpleUploadedFile("a.txt", b"x")
    file = attach(actor=house.actor("lien"), at=house.at, sample_id=house.anh.pk, upload=upload)
    with acting(house.actor("phu")):
        StoredFile.objects.filter(pk=file.pk).update(state=FileState.BLOCKED, checked_at=house.at - OLD)
    rows = due(house, "files.blocked")
    with django_capture_on_commit_callbacks(execute=True):
        destroy("files.blocked", rows)
        assert keeping.path_of(file.disk_name).exists()
    assert not keeping.path_of(file.disk_name).exists()


def test_links_go_long_after_they_expired(house: House) -> None:
    for number, age in enumerate((OLD, YOUNG)):
        Invitation.objects.create(
            person=house.people["lien"], purpose="join", secret_hash=str(number), created_at=house.at - age,
            created_by="x", expires_at=house.at - age,
        )  # fmt: skip
    rows = due(house, "accounts.invitation")
    assert "Liên" not in rows[0].label
    assert destroy("accounts.invitation", rows) == 1
    assert Invitation.objects.count() == 1


def test_failed_jobs_go_and_others_stay(house: House) -> None:
    at = house.at - OLD
    with connection.cursor() as cursor:
        for status in ("failed", "todo"):
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'x.y', %s)"
                " returning id", [status],
            )  # fmt: skip
            (pk,) = cursor.fetchone()
            cursor.execute("update procrastinate_events set at = %s where job_id = %s", [at, pk])
            cursor.execute(
                "insert into procrastinate_events (job_id, type, at) values (%s, 'failed', %s)", [pk, at]
            )  # fmt: skip
    rows = due(house, "worker.failed")
    assert [row.label.partition(" ")[0] for row in rows] == ["x.y"]
    assert due(house, "worker.failed", []) == []
    assert destroy("worker.failed", rows) == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where status = 'todo'")
        assert cursor.fetchone() == (1,)


def test_the_night_draws_a_list_of_each_type(house: House, letters: dict[str, Delivery]) -> None:
    assert jobs.draw_due(at=house.at) == 2


def test_a_33_a_restore_brings_the_list_of_the_lost_machine_and_never_overwrites_one(
    tmp_path: Path, settings: Any, house: House
) -> None:
    """A-33: a restored backup doesn't know what was destroyed after it; the list that lay outside does."""
    old, new = tmp_path / "old", tmp_path / "new"
    seven, eight = str(new_id()), str(new_id())
    settings.ERASURES_FILE = old / "erasures.jsonl"
    erasures.append(record="ui.draft", ids=(seven,), proposal="p", at=house.at)
    settings.ERASURES_FILE = new / "erasures.jsonl"
    assert reapply_after_restore(old, house.at) == 0
    assert [one.ids for one in erasures.read()[0]] == [(seven,)]
    erasures.append(record="ui.draft", ids=(eight,), proposal="q", at=house.at)
    reapply_after_restore(old, house.at)
    assert [one.ids for one in erasures.read()[0]] == [(seven,), (eight,)]
