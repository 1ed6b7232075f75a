"""Quarantine: closed until the scanner has said that a file is clean, whatever happens to the scanner."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.files import jobs, keeping, offers, scanning
from mangnon.files.models import State, StoredFile
from mangnon.files.queries import checking, refuse_unless_open, shelf
from mangnon.files.refusals import FileBlocked, NotChecked
from mangnon.files.scanning import ScannerDown, Verdict
from mangnon.files.slots import OwnerRef
from mangnon.files.tests.clamd import FakeClamd
from mangnon.files.tests.friendly import pdf, upload
from mangnon.testing.actions import FILES, attach
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample

SICK = b"VIRUS-FOR-TESTS"


@pytest.fixture
def child(cast: Cast) -> Sample:
    with acting(cast.lien):
        return sample("Hồ Văn An", cast.land.own)


def stored(cast: Cast, child: Sample, data: bytes = b"") -> StoredFile:
    """A paper that Liên has sent."""
    return attach(actor=cast.lien, at=AT, sample_id=child.pk, upload=upload(data or pdf(), "a.pdf"))


def state(cast: Cast, file: StoredFile) -> str:
    """How it stands now."""
    with acting(cast.lien):
        file.refresh_from_db()
    return file.state


@pytest.mark.parametrize("size", [1, 65_536, 65_537, 3_000_000])
def test_the_scanner_gets_every_byte(clamd: FakeClamd, size: int) -> None:
    data = b"q" * size
    assert scanning.scan(io.BytesIO(data)) == Verdict()
    assert clamd.seen == [data]


def test_the_scanner_names_what_it_found(clamd: FakeClamd) -> None:
    clamd.sick_of = SICK
    assert scanning.scan(io.BytesIO(b"xx" + SICK)) == Verdict("Eicar-Test-Signature")


@pytest.mark.parametrize("mood", ["limit", "silent", "half", "endless"])
def test_any_other_answer_is_no_verdict(clamd: FakeClamd, mood: str) -> None:
    clamd.mood = mood
    with pytest.raises(ScannerDown):
        scanning.scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("where", ["/khong/co.ctl", "tcp:127.0.0.1:1"])
def test_a_scanner_that_is_not_there_is_down(settings: Any, where: str) -> None:
    settings.CLAMAV = where
    with pytest.raises(ScannerDown):
        scanning.scan(io.BytesIO(b"x"))
    assert not scanning.answers()


def test_a_file_is_closed_until_it_is_clean(cast: Cast, child: Sample, clamd: FakeClamd) -> None:
    file = stored(cast, child)
    with pytest.raises(NotChecked):
        refuse_unless_open(file)
    assert jobs.check_waiting(at=AT) == 1
    assert state(cast, file) == State.CLEAN
    refuse_unless_open(file)
    assert clamd.seen == [pdf()]
    assert jobs.check_waiting(at=AT) == 0


def test_a_file_that_is_not_clean_stays_closed_and_the_book_says_why(
    cast: Cast, child: Sample, clamd: FakeClamd
) -> None:
    clamd.sick_of = SICK
    file = stored(cast, child, pdf(b"/X (" + SICK + b")"))
    jobs.check_waiting(at=AT)
    assert state(cast, file) == State.BLOCKED
    with pytest.raises(FileBlocked):
        refuse_unless_open(file)
    with acting(cast.an):
        entry = Entry.objects.filter(action="files.judge").get()
    assert (entry.detail["finding"], entry.place_id) == ("Eicar-Test-Signature", cast.land.own.pk)
    with acting(cast.lien):
        (shown,) = shelf(cast.lien, OwnerRef(FILES, child.pk))
    assert (shown.url, shown.said) == ("", "Có mã độc, đã khóa")


def test_while_the_scanner_is_down_files_wait_and_are_tried_again(
    cast: Cast, child: Sample, clamd: FakeClamd, caplog: pytest.LogCaptureFixture
) -> None:
    clamd.mood = "silent"
    file = stored(cast, child)
    with caplog.at_level(logging.WARNING):
        assert jobs.check_waiting(at=AT) == 0
    assert "the virus scanner is down" in caplog.text
    assert state(cast, file) == State.WAITING
    clamd.mood = "well"
    assert jobs.check_waiting(at=AT) == 1
    assert state(cast, file) == State.CLEAN


def test_without_a_scanner_files_are_open_and_looked_at_once_there_is_one(
    cast: Cast, child: Sample, settings: Any, clamd: FakeClamd
) -> None:
    there, settings.CLAMAV = settings.CLAMAV, ""
    file = stored(cast, child)
    refuse_unless_open(file)
    assert jobs.check_waiting(at=AT) == 0
    settings.CLAMAV = there
    assert jobs.check_waiting(at=AT) == 1
    assert state(cast, file) == State.CLEAN


def test_files_that_wait_are_opened_when_the_scanner_is_given_up(
    cast: Cast, child: Sample, settings: Any, clamd: FakeClamd
) -> None:
    file = stored(cast, child)
    settings.CLAMAV = ""
    assert jobs.check_waiting(at=AT) == 1
    assert state(cast, file) == State.UNSCANNED


def test_those_that_wait_come_before_the_old_stock(
    cast: Cast, child: Sample, settings: Any, clamd: FakeClamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, settings.CLAMAV = settings.CLAMAV, ""
    old = stored(cast, child)
    settings.CLAMAV = there
    new = stored(cast, child, pdf(b"/N 1"))
    monkeypatch.setattr(jobs, "AT_A_TIME", 1)
    jobs.check_waiting(at=AT)
    assert (state(cast, old), state(cast, new)) == (State.UNSCANNED, State.CLEAN)


def test_lost_bytes_keep_no_other_file_waiting(cast: Cast, child: Sample, clamd: FakeClamd) -> None:
    lost, well = stored(cast, child), stored(cast, child, pdf(b"/N 1"))
    keeping.drop(lost.disk_name)
    assert jobs.check_waiting(at=AT) == 1
    assert (state(cast, lost), state(cast, well)) == (State.WAITING, State.CLEAN)


def test_the_administrator_reads_how_the_check_stands(
    cast: Cast, child: Sample, settings: Any, clamd: FakeClamd
) -> None:
    stored(cast, child)
    found = checking()
    assert (found.configured, found.answers, found.waiting) == (True, True, 1)
    assert found.said == "Phần mềm quét mã độc đang chạy; 1 tệp đang chờ."
    settings.CLAMAV = "/khong/co.ctl"
    assert checking().said == "Phần mềm quét mã độc không trả lời: 1 tệp đang chờ, chưa ai mở được."
    settings.CLAMAV = ""
    told = offers.told(offers.status(None))  # type: ignore[arg-type]
    assert told.startswith("Chưa nối phần mềm quét mã độc: tệp gửi lên mở được ngay")
    assert "Đĩa còn trống" in told
