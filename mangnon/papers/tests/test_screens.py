"""The screens over HTTP: filling in, rows, drafts, faults, the paper, its prints and its sealed part."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from mangnon.access.gathering import gather
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.files.models import StoredFile
from mangnon.papers.actions import book_print
from mangnon.papers.models import Revision, Sheet
from mangnon.papers.tests.reading import text_of_docx, text_of_pdf
from mangnon.testing.actions import FILES
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, signed_in

SENT = {
    "q-received_on": "23/11/2026",
    "q-received_at": "8:15",
    "q-child_name": "Alăng Thị Mơ",
    "q-birth_date": "khoảng 2017",
    "q-informant_name": "CANARY-NGUOI-BAO",
    "q-father_job-state": "unknown",
    "q-sex": "~refused",
}


@pytest.fixture
def child(cast: Cast, law: None) -> Sample:
    with acting(cast.lien):
        return sample("Hồ Thị Sương", cast.land.own, hamlet=cast.land.hamlet)


@pytest.fixture
def officer(cast: Cast) -> Client:
    gather()
    return signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))


@pytest.fixture
def chair(cast: Cast) -> Client:
    return signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own))


def fill_url(child: Sample, form: str = "mau-01") -> str:
    return reverse("papers:fill", args=[FILES, child.pk, form])


@pytest.fixture
def kept(officer: Client, child: Sample, cast: Cast) -> Sheet:
    answer = officer.post(fill_url(child), SENT)
    assert answer.status_code == 303, answer.content.decode()[:2000]
    with acting(cast.lien):
        sheet = Sheet.objects.get()
    assert answer["Location"] == reverse("papers:sheet", args=[sheet.pk])
    return sheet


def test_the_page_shows_what_is_known_with_its_source(officer: Client, child: Sample) -> None:
    page = officer.get(fill_url(child, "mau-02")).content.decode()
    assert 'value="Hồ Thị Sương"' in page
    assert "Lấy sẵn: hồ sơ mẫu thử." in page
    assert "Lấy sẵn: hôm nay." in page
    assert "Chưa xác nhận" in page or "chưa xác nhận" in page


def test_what_was_sent_is_kept_as_answers(kept: Sheet, cast: Cast) -> None:
    with acting(cast.lien):
        answers = Revision.objects.get().answers
    assert answers == {
        "received_on": "2026-11-23", "received_at": "08:15", "child_name": "Alăng Thị Mơ", "birth_date": "2017~",
        "father_job": {"state": "unknown"}, "sex": {"state": "refused"},
    }  # fmt: skip


def test_faults_stand_in_the_summary_and_beside_the_field_and_the_typed_text_stays(
    officer: Client, child: Sample
) -> None:
    sent = {
        **SENT,
        "q-received_on": "23/13/2026",
        "q-received_at": "",
        "q-father_age": "ba mươi",
        "q-mother_name": "Bà Sương",
    }
    answer = officer.post(fill_url(child), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn 3 chỗ cần xem lại" in page
    for field in ("received_on", "received_at", "father_age"):
        assert f'href="#f-q-{field}"' in page
        assert f'id="f-q-{field}-error"' in page
    assert 'value="23/13/2026"' in page
    assert 'value="Bà Sương"' in page


def test_an_answer_and_a_state_at_once_are_refused(officer: Client, child: Sample) -> None:
    answer = officer.post(fill_url(child), {**SENT, "q-father_job": "nông dân"})
    assert answer.status_code == 422
    assert "Đã đánh dấu “Không rõ” thì để trống ô trả lời." in answer.content.decode()


def test_rows_are_added_and_taken_away_without_scripts(officer: Client, child: Sample) -> None:
    url = fill_url(child, "mau-08")
    sent = {"q-full_name": "Hồ Văn A", "q-household-rows": "1", "q-household-0-name": "Hồ Thị Một"}
    more = officer.post(url, {**sent, "them": "household"})
    assert more.status_code == 200
    assert 'name="q-household-rows" value="2"' in more.content.decode()
    both = {**sent, "q-household-rows": "2", "q-household-1-name": "Hồ Thị Hai"}
    fewer = officer.post(url, {**both, "bo": "household:0"}).content.decode()
    assert 'name="q-household-rows" value="1"' in fewer
    assert "Hồ Thị Hai" in fewer
    assert "Hồ Thị Một" not in fewer


def test_a_draft_comes_back_and_goes_with_the_paper(officer: Client, child: Sample) -> None:
    url = fill_url(child)
    officer.post(reverse("ui:draft"), {"form_key": url, "q-child_name": "Tên gõ dở"})
    assert "Tên gõ dở" in officer.get(url).content.decode()
    officer.post(url, SENT)
    assert "Tên gõ dở" not in officer.get(url).content.decode()


def test_the_paper_shows_answers_and_keeps_the_informant_closed(kept: Sheet, officer: Client, chair: Client) -> None:
    url = reverse("papers:sheet", args=[kept.pk])
    for client in (officer, chair):
        page = client.get(url).content.decode()
        assert "Alăng Thị Mơ" in page
        assert "khoảng năm 2017" in page
        assert "Từ chối trả lời" in page
        assert "CANARY" not in page
    assert "Phần giữ kín" in officer.get(url).content.decode()
    assert "Phần giữ kín" not in chair.get(url).content.decode()


def test_opening_shows_the_informant_once_to_whoever_may(kept: Sheet, officer: Client, chair: Client) -> None:
    url = reverse("papers:open", args=[kept.pk])
    assert "CANARY-NGUOI-BAO" in officer.post(url, {"reason": "gọi lại người báo tin"}).content.decode()
    assert officer.post(url, {"reason": "x"}).status_code == 422
    assert chair.post(url, {"reason": "gọi lại người báo tin"}).status_code == 403


def test_correcting_leaves_the_sealed_part_alone(kept: Sheet, officer: Client) -> None:
    url = reverse("papers:correct", args=[kept.pk])
    page = officer.get(url).content.decode()
    assert "Alăng Thị Mơ" in page
    assert "informant" not in page
    sent = {**SENT, "q-child_name": "Alăng Thị Mở", "q-informant_name": "kẻ khác"}
    assert officer.post(url, sent).status_code == 303
    opened = officer.post(reverse("papers:open", args=[kept.pk]), {"reason": "gọi lại người báo tin"})
    assert "CANARY-NGUOI-BAO" in opened.content.decode()
    assert "kẻ khác" not in opened.content.decode()


@pytest.mark.parametrize(("kind", "read"), [("pdf", text_of_pdf), ("docx", text_of_docx)])
def test_a_print_holds_no_sealed_word_unless_it_is_asked_for_by_whoever_may(
    kind: str, read: Callable[[bytes], str], kept: Sheet, officer: Client, chair: Client
) -> None:
    url = reverse("papers:print", args=[kept.pk])
    plain = officer.post(url, {"as": kind})
    assert (plain.status_code, plain["Cache-Control"]) == (200, "no-store")
    assert "CANARY" not in read(plain.content)
    assert "Alăng Thị Mơ" in re.sub(r"\s+", " ", read(plain.content))
    assert "CANARY-NGUOI-BAO" in read(officer.post(url, {"as": kind, "sealed": "1"}).content)
    assert chair.post(url, {"as": kind, "sealed": "1"}).status_code == 403


def test_the_number_is_taken_once_and_the_paper_closed(kept: Sheet, officer: Client) -> None:
    assert officer.post(reverse("papers:number", args=[kept.pk])).status_code == 303
    page = officer.get(reverse("papers:sheet", args=[kept.pk])).content.decode()
    assert "01/BC-UBND" in page
    assert officer.get(reverse("papers:correct", args=[kept.pk])).status_code == 409


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return SimpleUploadedFile("giay-kham.png", drawn.getvalue(), "image/png")


def test_a_file_belongs_to_the_record_and_its_name_to_the_paper(officer: Client, child: Sample, cast: Cast) -> None:
    url = fill_url(child, "mau-08")
    wrong = officer.post(url, {"q-full_name": "Hồ Văn A", "q-birth_date": "31/2/1980", "q-health_paper": picture()})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "Đã có tệp giay-kham" in page
    kept = re.search(r'name="q-health_paper-kept" value="([^"]+)"', page)
    assert kept is not None
    sent = {"q-full_name": "Hồ Văn A", "q-birth_date": "28/2/1980", "q-health_paper-kept": kept[1]}
    assert officer.post(url, sent).status_code == 303
    with acting(cast.lien):
        answer = Revision.objects.get().answers["health_paper"]
        file = StoredFile.objects.get()
    assert answer == {"file": str(file.pk), "name": file.name}
    assert (file.owner_kind, file.owner_id) == (FILES, child.pk)


def test_a_file_of_another_record_is_not_taken(officer: Client, child: Sample, cast: Cast) -> None:
    with acting(cast.lien):
        other = sample("Hồ Thị Khác", cast.land.own, hamlet=cast.land.hamlet)
    officer.post(fill_url(other, "mau-08"), {"q-full_name": "Hồ Văn B", "q-health_paper": picture()})
    with acting(cast.lien):
        file = StoredFile.objects.get()
    officer.post(fill_url(child, "mau-08"), {"q-full_name": "Hồ Văn A", "q-health_paper-kept": str(file.pk)})
    with acting(cast.lien):
        answers = Revision.objects.get(sheet__owner_id=child.pk).answers
    assert answers == {"full_name": "Hồ Văn A"}


def test_a_file_that_is_no_paper_is_refused_beside_its_field(officer: Client, child: Sample) -> None:
    text = SimpleUploadedFile("giay-kham.txt", "không phải giấy".encode(), "text/plain")
    refused = officer.post(fill_url(child, "mau-08"), {"q-full_name": "Hồ Văn A", "q-health_paper": text})
    assert refused.status_code == 422
    assert 'id="f-q-health_paper-error"' in refused.content.decode()


def test_locking_a_paper_locks_no_place(kept: Sheet, cast: Cast) -> None:
    with acting(cast.lien), CaptureQueriesContext(connection) as queries:
        book_print(actor=cast.lien, at=AT, sheet_id=kept.pk, as_type="pdf")
    locks = [one["sql"] for one in queries if "FOR UPDATE" in one["sql"] and "places_unit" in one["sql"]]
    assert locks
    assert all('FOR UPDATE OF "papers_sheet"' in one for one in locks)


def test_the_schema_of_a_form_is_given_to_machines(officer: Client, law: None) -> None:
    schema: dict[str, Any] = officer.get(reverse("papers:schema", args=["mau-07"])).json()
    assert set(schema["required"]) == {"reason", "starts_on", "ends_on"}
    assert schema["properties"]["shelter"]["x-sealed"] is True
    assert officer.get(reverse("papers:schema", args=["mau-99"])).status_code == 404


def test_a_form_of_another_kind_of_record_is_not_there(officer: Client, child: Sample) -> None:
    assert officer.get(reverse("papers:fill", args=["nothing", child.pk, "mau-01"])).status_code == 404
    assert officer.get(fill_url(child, "mau-99")).status_code == 404


def test_the_records_page_lists_its_papers_and_forms(kept: Sheet, officer: Client, child: Sample) -> None:
    page = officer.get(reverse("testing:papers", args=[child.pk])).content.decode()
    assert reverse("papers:sheet", args=[kept.pk]) in page
    assert page.count("/giay-to/lap/") == 16
