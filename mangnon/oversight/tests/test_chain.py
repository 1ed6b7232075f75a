"""The state of the chain in words, verification by hand and by night, heads that leave."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.urls import reverse
from django.utils import timezone

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.audit.leaving import read_copies
from mangnon.audit.sealing import HeadsFile, seal
from mangnon.audit.verifying import Finding, Report
from mangnon.oversight import jobs
from mangnon.oversight.models import SentHead, Verification
from mangnon.oversight.rules import Health, health
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.verifying import Walked

SEALER = job("audit.sealer")
NONE = timedelta()


@pytest.fixture
def heads(tmp_path: Path, settings: object) -> HeadsFile:
    """Heads, their key and the other machine's folder, each test's own."""
    settings.HEADS_FILE = tmp_path / "heads.jsonl"  # type: ignore[attr-defined]
    settings.HEADS_COPY_DIR = str(tmp_path / "elsewhere")  # type: ignore[attr-defined]
    settings.KEY_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "elsewhere").mkdir()
    key = Ed25519PrivateKey.generate()
    (tmp_path / "heads.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return HeadsFile(tmp_path / "heads.jsonl")


def seal_all(heads: HeadsFile) -> int:
    with acting(SEALER):
        return seal(heads)


@pytest.mark.parametrize(
    ("behind", "findings", "age", "expected"),
    [
        (NONE, 0, timedelta(hours=5), Health.WHOLE),
        (NONE, 0, timedelta(days=2), Health.UNVERIFIED),
        (NONE, None, None, Health.UNVERIFIED),
        (timedelta(seconds=90), 0, timedelta(hours=1), Health.WHOLE),
        (timedelta(minutes=3), 0, timedelta(hours=1), Health.BEHIND),
        (timedelta(minutes=3), None, None, Health.BEHIND),
        (timedelta(minutes=3), 2, timedelta(hours=1), Health.BROKEN),
        (NONE, 1, timedelta(days=9), Health.BROKEN),
    ],
)
def test_the_worst_is_said_first(
    behind: timedelta, findings: int | None, age: timedelta | None, expected: Health
) -> None:
    assert health(behind, findings, age) is expected


def test_an_empty_book_says_so(house: House) -> None:
    page = house.client("an").get(reverse("oversight:chain")).content.decode()
    assert "Chưa niêm mục nào" in page
    assert "Chưa lần nào" in page


def test_a_press_of_the_button_verifies_and_is_booked(house: House, heads: HeadsFile) -> None:
    house.look("lien", house.anh)
    seal_all(heads)
    client = house.client("tam")
    response = client.post(reverse("oversight:verify"))
    assert (response.status_code, response["Location"]) == (303, reverse("oversight:chain"))
    page = client.get(reverse("oversight:chain")).content.decode()
    assert "Nhật ký nguyên vẹn" in page
    assert "Huỳnh Thanh Tâm" in page
    (entry,) = house.entries(action="oversight.book.verify")
    assert entry.detail["findings"] == 0


def test_a_second_press_is_told_and_walks_no_second_time(house: House, heads: HeadsFile) -> None:
    client = house.client("tam")
    client.post(reverse("oversight:verify"))
    response = client.post(reverse("oversight:verify"))
    assert response.status_code == 422
    assert "vừa được kiểm tra" in response.content.decode()
    assert len(house.entries(action="oversight.book.verify")) == 1


def test_a_long_book_goes_to_the_worker(house: House, heads: HeadsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    house.look("lien", house.anh)
    seal_all(heads)
    monkeypatch.setattr("mangnon.oversight.views.chain.AT_ONCE", 0)
    assert house.client("tam").post(reverse("oversight:verify")).status_code == 303
    assert ProcrastinateJob.objects.filter(task_name="oversight.verify", status="todo").count() == 1
    assert len(house.entries(action="oversight.book.ask_verify")) == 1


def test_a_broken_book_is_said_with_what_to_do(house: House, heads: HeadsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Walked(Report(7, 1, (Finding("edited", 3, 9, "Mục 9 đã bị sửa."),)), 0.01)
    monkeypatch.setattr("mangnon.oversight.actions.verifying.walk_book", lambda: broken)
    client = house.client("an")
    client.post(reverse("oversight:verify"))
    page = client.get(reverse("oversight:chain")).content.decode()
    assert "Nhật ký KHÔNG nguyên vẹn" in page
    assert "Mục 9 đã bị sửa." in page
    assert "Không sửa, không khởi động lại gì" in page
    assert "Nhật ký KHÔNG nguyên vẹn" in client.get("/nhat-ky/").content.decode()


def test_the_nightly_machine_reads_the_book_and_no_child(house: House, heads: HeadsFile) -> None:
    from mangnon.testing.models import Sample

    house.look("lien", house.anh)
    seal_all(heads)
    made = jobs.verify_whole_book(at=house.at)
    assert (made.findings, made.entries) == (0, 1)
    with acting(jobs.watcher("oversight.verify")):
        assert Sample.objects_unguarded.count() == 0


def test_a_copy_that_lies_outside_convicts_a_cut_book(house: House, heads: HeadsFile) -> None:
    """A head that left names a position the book no longer has."""
    from mangnon.audit.leaving import send_head
    from mangnon.audit.offers import signing_path
    from mangnon.audit.sealing import Head

    far = Head(99, 99, "ab" * 32, "2026-11-23T03:42:00.000+00:00")
    send_head(far, key=signing_path(), folder=heads.path.parent / "elsewhere")
    made = jobs.verify_whole_book(at=house.at)
    assert made.findings == 1
    assert "cắt đuôi" in made.sentences[0]


def test_the_newest_head_leaves_signed_and_is_shown(house: House, heads: HeadsFile) -> None:
    house.look("lien", house.anh)
    seal_all(heads)
    sent = jobs.send_newest_head(at=timezone.now())
    assert sent is not None
    copies = read_copies(heads.path.parent / "elsewhere", key=heads.path.parent / "heads.pem")
    assert [head.position for head in copies.heads] == [sent.position]
    assert "Đến vị trí 1" in house.client("an").get(reverse("oversight:chain")).content.decode()


def test_a_folder_that_is_not_mounted_is_said_and_not_made(house: House, heads: HeadsFile, settings: object) -> None:
    settings.HEADS_COPY_DIR = str(heads.path.parent / "gone")  # type: ignore[attr-defined]
    house.look("lien", house.anh)
    seal_all(heads)
    sent = jobs.send_newest_head(at=house.at)
    assert sent is not None
    assert "Không ghi được" in sent.problem
    assert "Không ghi được" in house.client("an").get(reverse("oversight:chain")).content.decode()


def test_without_a_folder_nothing_is_sent_and_the_page_says_so(
    house: House, heads: HeadsFile, settings: object
) -> None:
    settings.HEADS_COPY_DIR = ""  # type: ignore[attr-defined]
    house.look("lien", house.anh)
    seal_all(heads)
    assert jobs.send_newest_head(at=house.at) is None
    assert "Chưa đặt nơi giữ ngoài máy này" in house.client("an").get(reverse("oversight:chain")).content.decode()


@pytest.mark.parametrize("model", [SentHead, Verification])
def test_what_was_found_can_be_neither_changed_nor_removed(house: House, heads: HeadsFile, model: type) -> None:
    jobs.verify_whole_book(at=house.at)
    with acting(house.actor("tam")), pytest.raises(Exception, match="permission denied"):
        model.objects.all().delete()  # type: ignore[attr-defined]
