"""Storing: hashes, one file however often it is sent, shares, the disk, and bytes before rows."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.files import keeping
from mangnon.files.actions import remove, store
from mangnon.files.kinds import ANYTHING
from mangnon.files.models import State, StoredFile
from mangnon.files.refusals import DiskFull, FileRefused, OwnerFull, PlaceFull, ReasonMissing
from mangnon.files.slots import OwnerRef
from mangnon.files.tests.friendly import gps_exif, pdf, picture, upload
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.testing.actions import FILES, attach
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample

PHOTO = picture(exif=gps_exif())


@pytest.fixture
def child(cast: Cast) -> Sample:
    with acting(cast.lien):
        return sample("Hồ Văn An", cast.land.own)


def sent(cast: Cast, child: Sample, data: bytes = PHOTO, name: str = "ảnh.jpg", **more: Any) -> StoredFile:
    """Liên sends a file for the child."""
    return attach(actor=cast.lien, at=AT, sample_id=child.pk, upload=upload(data, name), **more)


def lying(folder: Path) -> list[Path]:
    """What lies on the disk."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_sent_and_what_is_kept_have_each_their_hash(cast: Cast, child: Sample) -> None:
    made = sent(cast, child)
    with keeping.opened(made.disk_name) as content:
        kept = content.read()
    assert made.original_hash == hashlib.sha256(PHOTO).hexdigest()
    assert made.stored_hash == hashlib.sha256(kept).hexdigest() != made.original_hash
    assert (made.original_size, made.size) == (len(PHOTO), len(kept))
    assert made.state == State.UNSCANNED


def test_the_book_holds_the_hash_as_evidence_and_no_name(cast: Cast, child: Sample) -> None:
    made = sent(cast, child, name="ảnh của Hồ Văn Zqcanary.jpg")
    with acting(cast.an):
        entry = Entry.objects.filter(action="files.store").latest("id")
    assert entry.detail["hash"] == made.original_hash
    assert (entry.subject_kind, entry.subject_id) == ("testing.Sample", str(child.pk))
    assert entry.place_id == cast.land.own.pk
    assert "Zqcanary" not in str(entry.detail)


def test_names_on_the_disk_are_random_and_closed_to_others(cast: Cast, child: Sample, folder: Path) -> None:
    made = sent(cast, child)
    (path,) = lying(folder)
    assert path == folder / made.disk_name[:2] / made.disk_name[2:4] / made.disk_name
    assert path.stat().st_mode & 0o077 == 0
    assert path.suffix == ""


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 47, "A" * 48, "a" * 48 + "\n", "/etc/passwd"])
def test_no_other_name_leads_to_the_disk(name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        keeping.path_of(name)


def test_the_same_file_sent_twice_is_one(cast: Cast, child: Sample, folder: Path) -> None:
    first, second = sent(cast, child), sent(cast, child, name="tên khác.jpg")
    assert first.pk == second.pk
    assert len(lying(folder)) == 1


def test_the_same_file_of_another_record_is_another(cast: Cast, child: Sample) -> None:
    with acting(cast.lien):
        sibling = sample("Hồ Thị Bé", cast.land.own)
    assert sent(cast, child).pk != sent(cast, sibling).pk


def test_once_called_sensitive_it_stays_so(cast: Cast, child: Sample) -> None:
    sent(cast, child)
    assert sent(cast, child, sensitive=True).blurred_name
    again = sent(cast, child)
    assert again.sensitive
    assert StoredFile.objects.count() == 0  # outside of anybody's reach there is no row at all


def test_a_refused_file_leaves_nothing(cast: Cast, child: Sample, folder: Path) -> None:
    with pytest.raises(FileRefused):
        sent(cast, child, b"<html>", "a.txt")
    with acting(cast.lien):
        assert not StoredFile.objects.exists()
    assert lying(folder) == []


def test_bytes_go_when_their_row_could_not_be_written(
    cast: Cast, child: Sample, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any, **_named: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr(StoredFile, "save", fails)
    with pytest.raises(RuntimeError):
        sent(cast, child, sensitive=True)
    assert lying(folder) == []


def test_a_record_takes_its_share_and_no_more(cast: Cast, child: Sample, settings: Any) -> None:
    settings.FILES_PER_OWNER = 2
    for number in range(2):
        sent(cast, child, pdf(b"/N %d" % number), "a.pdf")
    with pytest.raises(OwnerFull) as refusal:
        sent(cast, child)
    assert refusal.value.said.startswith("Hồ sơ này đã có 2 tệp, ")
    with acting(cast.lien):
        sibling = sample("Hồ Thị Bé", cast.land.own)
    assert sent(cast, sibling)


def test_a_record_takes_its_bytes_and_no_more(cast: Cast, child: Sample, settings: Any) -> None:
    settings.FILES_OWNER_BYTES = len(pdf()) + 10
    sent(cast, child, pdf(), "a.pdf")
    with pytest.raises(OwnerFull):
        sent(cast, child, pdf(b"/B 1"), "a.pdf")


def test_a_place_takes_its_share_and_no_more(cast: Cast, child: Sample, settings: Any) -> None:
    settings.FILES_PLACE_BYTES = len(pdf()) + 10
    sent(cast, child, pdf(), "a.pdf")
    with acting(cast.lien):
        sibling = sample("Hồ Thị Bé", cast.land.own)
    with pytest.raises(PlaceFull) as refusal:
        sent(cast, sibling, pdf(b"/B 1"), "b.pdf")
    assert "việc khác vẫn làm bình thường" in refusal.value.mend
    with acting(cast.thao):
        elsewhere = sample("Đinh Văn Đỏ", cast.land.sibling)
    assert attach(actor=cast.thao, at=AT, sample_id=elsewhere.pk, upload=upload(pdf(), "a.pdf"))


def test_a_disk_that_is_nearly_full_takes_nothing(
    cast: Cast, child: Sample, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(keeping, "free_bytes", lambda: keeping.SPARE)
    with pytest.raises(DiskFull) as refusal:
        sent(cast, child)
    assert refusal.value.status == 503
    assert "111" in refusal.value.mend
    assert "chưa được lưu" in refusal.value.said
    assert lying(folder) == []


def test_a_disk_that_fills_while_writing_leaves_no_half_file(
    cast: Cast, child: Sample, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping.os, "fsync", full)
    with pytest.raises(DiskFull):
        sent(cast, child)
    assert lying(folder) == []


def test_only_who_may_add_to_the_record_sends_files_to_it(cast: Cast, child: Sample, folder: Path) -> None:
    for who, trouble in ((cast.thao, NotFound), (cast.mo, NotFound), (cast.van, Forbidden), (cast.quan, NotFound)):
        with pytest.raises(trouble):
            store(actor=who, at=AT, upload=upload(PHOTO), owner=OwnerRef(FILES, child.pk), rules=ANYTHING)
    assert lying(folder) == []


def test_no_file_hangs_on_a_kind_or_a_record_that_is_not_there(cast: Cast) -> None:
    for owner in (OwnerRef(FILES, uuid4()), OwnerRef("testing.nothing", uuid4())):
        with pytest.raises(NotFound):
            store(actor=cast.lien, at=AT, upload=upload(PHOTO), owner=owner, rules=ANYTHING)


def test_a_machine_stores_only_when_it_was_given_the_right(cast: Cast, child: Sample) -> None:
    with pytest.raises(Forbidden):
        attach(actor=job("x"), at=AT, sample_id=child.pk, upload=upload(PHOTO))
    machine = job("x", "testing.samples.attach", "files.store")
    assert attach(actor=machine, at=AT, sample_id=child.pk, upload=upload(PHOTO)).stored_by == "x"


def test_a_file_is_removed_with_a_reason_and_its_hash_stays_in_the_book(cast: Cast, child: Sample) -> None:
    made = sent(cast, child)
    with pytest.raises(ReasonMissing):
        remove(actor=cast.lien, at=AT, file_id=made.pk, reason="nhầm")
    with pytest.raises(NotFound):
        remove(actor=cast.thao, at=AT, file_id=made.pk, reason="gửi nhầm hồ sơ khác")
    remove(actor=cast.lien, at=AT, file_id=made.pk, reason="gửi nhầm hồ sơ khác")
    with acting(cast.lien):
        assert not StoredFile.objects.exists()
    with acting(cast.an):
        assert Entry.objects.filter(action="files.remove").get().detail["hash"] == made.original_hash


def test_a_file_moves_with_its_record(cast: Cast, child: Sample) -> None:
    """Row security asks the record: nothing has to be carried along."""
    made = sent(cast, child)
    with acting(cast.thao):
        assert not StoredFile.objects.filter(pk=made.pk).exists()
    with acting(cast.phu):
        Sample.objects_unguarded.filter(pk=child.pk).update(place=cast.land.sibling)
    with acting(cast.thao):
        assert StoredFile.objects.filter(pk=made.pk).exists()
    with acting(cast.lien):
        assert not StoredFile.objects.filter(pk=made.pk).exists()


def test_row_security_alone_hangs_no_file_on_a_record_out_of_reach(cast: Cast, child: Sample) -> None:
    made = sent(cast, child)
    made.pk, made.disk_name, made.original_hash = uuid4(), "b" * 48, "c" * 64
    with acting(cast.thao), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize("name", ["quan", "an"])
def test_row_security_alone_shows_no_file_to_who_runs_or_checks_the_system(
    cast: Cast, child: Sample, name: str
) -> None:
    sent(cast, child)
    with acting(cast.everybody[name]):
        assert not StoredFile.objects.exists()
