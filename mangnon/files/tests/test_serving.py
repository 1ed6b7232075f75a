"""Files through the HTTP door: who gets what, as what, and what the book says."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.files import keeping
from mangnon.files.models import State, StoredFile
from mangnon.files.tests.friendly import GPS_WORDS, excel, gps_exif, package, pdf, picture, upload, word
from mangnon.files.tests.hostile import EVERY, HARMLESS
from mangnon.testing.actions import attach
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, signed_in

CANARY = "Qzfilevjk"
REASON = "Chuẩn bị họp hội đồng xét"


@pytest.fixture
def child(cast: Cast) -> Sample:
    with acting(cast.lien):
        return sample("Hồ Văn An", cast.land.own, hamlet=cast.land.other_hamlet)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))


def stored(cast: Cast, child: Sample, data: bytes, name: str, *, sensitive: bool = False) -> StoredFile:
    """A file that Liên has sent."""
    return attach(actor=cast.lien, at=AT, sample_id=child.pk, upload=upload(data, name), sensitive=sensitive)


def url(file: StoredFile, name: str = "file") -> str:
    """Its address."""
    return reverse(f"files:{name}", args=[file.pk])


def body(response: Any) -> bytes:
    """All bytes of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


SERVED = {
    "paper": (pdf(), "đơn xin.pdf", "application/pdf"),
    "text": ("Đến thăm.\n".encode(), "ghi chú.txt", "text/plain; charset=utf-8"),
    "table": ("tên,sinh\n".encode(), "ds.csv", "text/csv; charset=utf-8"),
    "word": (
        package(word()),
        "đơn.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "excel": (excel(), "ds.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@pytest.mark.parametrize("what", SERVED)
def test_papers_are_saved_under_their_exact_type_and_run_nowhere(
    cast: Cast, child: Sample, officer: Client, what: str
) -> None:
    data, name, media = SERVED[what]
    response = officer.get(url(stored(cast, child, data, name)))
    assert response.status_code == 200
    assert body(response) == data
    assert response["Content-Type"] == media
    assert response["Content-Disposition"].startswith("attachment; filename")
    _sealed(response)


def _sealed(response: Any) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def test_pictures_are_shown_in_place_without_what_the_camera_wrote(cast: Cast, child: Sample, officer: Client) -> None:
    response = officer.get(url(stored(cast, child, picture(exif=gps_exif()), "ảnh nhà.jpg")))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert "%E1%BA%A3nh%20nh%C3%A0.jpg" in response["Content-Disposition"]
    assert GPS_WORDS.encode() not in body(response)
    _sealed(response)


def test_nothing_of_the_corpus_comes_back_as_what_it_was(cast: Cast, child: Sample, officer: Client) -> None:
    """B-14 through the form: refused on the page in words, or handed out harmless."""
    address = reverse("testing:attach", args=[child.pk])
    for what, (name, data, expected) in EVERY.items():
        if len(data) > 2**20 or "\x00" in name:
            continue
        response = officer.post(address, {"file": SimpleUploadedFile(name, data)})
        assert response.status_code == (303 if expected == HARMLESS else 422), what
    with acting(cast.lien):
        kept = list(StoredFile.objects.all())
    assert 3 <= len(kept) < 10
    for file in kept:
        got = body(officer.get(url(file)))
        assert b"<script" not in got
        assert b"MZ" not in got[:2]


def _people(cast: Cast) -> dict[str, Client]:
    land = cast.land
    return {
        "officer": signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)),
        "chair": signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own)),
        "other hamlet": signed_in(make_person("Hồ Thị Mơ", Role.COLLABORATOR, land.own, hamlets=(land.hamlet,))),
        "own hamlet": signed_in(make_person("Hồ Thị Lê", Role.COLLABORATOR, land.own, hamlets=(land.other_hamlet,))),
        "sibling": signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling)),
        "foreign": signed_in(make_person("Y Lan", Role.COMMUNE_OFFICER, land.foreign)),
        "province": signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)),
        "auditor": signed_in(make_person("Lê Hoài An", Role.AUDITOR, land.province)),
        "administrator": signed_in(make_person("Phan Quân", Role.ADMINISTRATOR, land.province)),
        "no role": signed_in(make_person("Không Vai Trò", None, None)),
        "stranger": Client(),
    }


GETS = {
    "officer": 200, "chair": 200, "own hamlet": 200, "province": 200,
    "other hamlet": 404, "sibling": 404, "foreign": 404, "auditor": 404, "administrator": 404,
    "no role": 403, "stranger": 302,
}  # fmt: skip
OPENS = {**GETS, "chair": 403, "own hamlet": 403, "province": 403}
"""In the samples only the officer of the commune holds the right to open what is closed."""


@pytest.mark.parametrize("how", ["file", "open"])
def test_a_file_opens_for_whom_its_record_opens(cast: Cast, child: Sample, how: str) -> None:
    """Other place, other hamlet, no right, nobody: and no byte, name or id of it in any refusal."""
    file = stored(cast, child, f"{CANARY} bí mật".encode(), f"{CANARY}.txt", sensitive=how == "open")
    got = {}
    for who, client in _people(cast).items():
        response = client.get(url(file)) if how == "file" else client.post(url(file, "open"), {"reason": REASON})
        got[who] = response.status_code
        said = body(response).decode("utf-8", "replace") + str(response.headers)
        assert (CANARY in said) == (response.status_code == 200), who
    assert got == (GETS if how == "file" else OPENS)


def test_a_restricted_record_closes_its_files_too(cast: Cast, child: Sample) -> None:
    file = stored(cast, child, pdf(), "a.pdf")
    with acting(cast.phu):
        Sample.objects_unguarded.filter(pk=child.pk).update(restricted=True)
    people = _people(cast)
    assert people["own hamlet"].get(url(file)).status_code == 404
    assert body(people["officer"].get(url(file))) == pdf()


def test_each_download_is_booked_with_the_child_it_concerns(cast: Cast, child: Sample, officer: Client) -> None:
    file = stored(cast, child, pdf(), "a.pdf")
    body(officer.get(url(file)))
    with acting(cast.an):
        entry = Entry.objects.filter(action="files.read").get()
    assert (entry.outcome, entry.seen, entry.detail["file"]) == ("seen", [str(child.pk)], str(file.pk))


def test_a_sensitive_picture_is_shown_as_patches(cast: Cast, child: Sample, officer: Client) -> None:
    sharp = picture(1600, 1000)
    file = stored(cast, child, sharp, "a.jpg", sensitive=True)
    response = officer.get(url(file))
    with Image.open(io.BytesIO(body(response))) as image:
        assert max(image.size) <= 160
    assert response["Content-Type"] == "image/jpeg"
    page = officer.get(reverse("testing:sample", args=[child.pk])).text
    assert f'src="{url(file)}"' in page
    assert f'href="{url(file)}"' not in page
    assert f'action="{url(file, "open")}"' in page


def test_opening_is_booked_with_its_reason(cast: Cast, child: Sample, officer: Client) -> None:
    file = stored(cast, child, picture(1600, 1000), "a.jpg", sensitive=True)
    response = officer.post(url(file, "open"), {"reason": f"  {REASON}  "})
    with Image.open(io.BytesIO(body(response))) as image:
        assert image.size == (1600, 1000)
    _sealed(response)
    with acting(cast.an):
        entry = Entry.objects.filter(action="files.open").get()
    assert (entry.detail["reason"], entry.seen) == (REASON, [str(child.pk)])


@pytest.mark.parametrize("reason", ["", "   ", "xem", " ".join("a" * 3)])
def test_without_a_reason_nothing_opens(cast: Cast, child: Sample, officer: Client, reason: str) -> None:
    file = stored(cast, child, picture(), "a.jpg", sensitive=True)
    response = officer.post(url(file, "open"), {"reason": reason})
    assert response.status_code == 422
    assert "Chưa ghi lý do" in response.text


def test_a_denied_opening_is_booked(cast: Cast, child: Sample) -> None:
    file = stored(cast, child, picture(), "a.jpg", sensitive=True)
    _people(cast)["chair"].post(url(file, "open"), {"reason": REASON})
    with acting(cast.an):
        assert Entry.objects.filter(action="testing.samples.open_secret", outcome="denied").exists()


def test_a_sensitive_paper_has_nothing_to_show_until_it_is_opened(cast: Cast, child: Sample, officer: Client) -> None:
    file = stored(cast, child, pdf(), "a.pdf", sensitive=True)
    closed = officer.get(url(file))
    assert closed.status_code == 409
    assert "đang đóng" in closed.text
    assert body(officer.post(url(file, "open"), {"reason": REASON})) == pdf()


@pytest.mark.parametrize(("state", "status"), [(State.WAITING, 409), (State.BLOCKED, 410)])
def test_quarantine_holds_for_everybody_and_every_way(
    cast: Cast, child: Sample, officer: Client, state: State, status: int
) -> None:
    file = stored(cast, child, picture(), "a.jpg", sensitive=True)
    with acting(cast.phu):
        StoredFile.objects.filter(pk=file.pk).update(state=state)
    assert officer.get(url(file)).status_code == status
    assert officer.post(url(file, "open"), {"reason": REASON}).status_code == status
    page = officer.get(reverse("testing:sample", args=[child.pk])).text
    assert f'src="{url(file)}"' not in page
    assert url(file, "open") not in page


def test_a_lost_file_is_told_and_nothing_is_booked_as_seen(cast: Cast, child: Sample, officer: Client) -> None:
    file = stored(cast, child, pdf(), "a.pdf")
    keeping.drop(file.disk_name)
    response = officer.get(url(file))
    assert response.status_code == 503
    assert "phục hồi thư mục tệp" in response.text
    with acting(cast.an):
        assert not Entry.objects.filter(action="files.read").exists()


def test_a_form_without_a_file_says_so(child: Sample, officer: Client) -> None:
    response = officer.post(reverse("testing:attach", args=[child.pk]), {})
    assert response.status_code == 422
    assert "Ô này còn trống" in response.text or "Chưa chọn tệp" in response.text


def test_a_form_with_a_file_too_big_says_how_big_and_what_to_do(child: Sample, officer: Client) -> None:
    big = SimpleUploadedFile("a.jpg", picture() + bytes(11 * 2**20))
    response = officer.post(reverse("testing:attach", args=[child.pk]), {"file": big})
    assert response.status_code == 413
    assert "Ảnh chụp quá lớn: 11" in response.text
    assert "qua Zalo" in response.text


def test_a_request_leaves_no_more_on_the_server_than_its_bound(
    child: Sample, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mangnon.files.receiving.MOST", 300_000)
    response = officer.post(
        reverse("testing:attach", args=[child.pk]), {"file": SimpleUploadedFile("a.txt", b"x" * 5_000_000)}
    )
    assert response.status_code == 303
    assert StoredFile.objects.count() == 0


def test_the_form_says_what_is_taken(child: Sample, officer: Client) -> None:
    page = officer.get(reverse("testing:attach", args=[child.pk])).text
    assert 'type="file"' in page
    assert 'accept=".jpg,.jpeg,.png' in page
    assert "tối đa 10 MB" in page
    assert 'enctype="multipart/form-data"' in page
