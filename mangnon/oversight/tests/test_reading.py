"""The reading room: sentences, conditions, pages, one entry, export; and who may not come in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.dates import format_date, local_day
from mangnon.oversight import words
from mangnon.oversight.queries import book as reads
from mangnon.oversight.tests.conftest import House

BOOK = "/nhat-ky/"


def shown(html: str) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_an_entry_reads_as_a_sentence(house: House) -> None:
    house.look("lien", house.anh)
    page = shown(house.client("an").get(BOOK).content.decode())
    assert "Hồ Thị Liên đã xem mẫu thử" in page
    assert words.short_code(str(house.anh.pk)) in page


def test_an_entry_of_a_past_release_that_told_a_result_as_its_outcome_reads_as_done(house: House) -> None:
    with acting(house.actor("lien")), connection.cursor() as cursor:
        cursor.execute(
            "select audit_book(now(), 'Hồ Thị Liên', 'web', 'intake.settle', 'joined', '', '', null,"
            " '{}', '{}', '', null)"
        )
    client = house.client("an")
    for url in (BOOK, f"{BOOK}?ket-qua=done"):
        assert "Hồ Thị Liên đã ghi kết quả" in shown(client.get(url).content.decode()), url
    assert "Hồ Thị Liên đã ghi kết quả" not in shown(client.get(f"{BOOK}?ket-qua=denied").content.decode())


@pytest.mark.parametrize("name", ["an", "tam"])
def test_a_child_has_a_number_and_no_name_here(house: House, name: str) -> None:
    """E3: whoever reads the book sees no child; the second net alone would already hide the name."""
    house.look("lien", house.anh)
    client = house.client(name)
    (entry,) = house.entries(action="testing.samples.see")
    for url in (BOOK, reverse("oversight:entry", args=[entry.pk]), f"{BOOK}ai-da-xem/testing.Sample/{house.anh.pk}"):
        assert "Hồ Thị Ánh" not in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["quan", "lien", "quyet", "phu", "van"])
def test_nobody_else_comes_in(house: House, name: str) -> None:
    house.look("lien", house.anh)
    (entry,) = house.entries(action="testing.samples.see")
    client = house.client(name)
    for url in (
        BOOK,
        reverse("oversight:entry", args=[entry.pk]),
        f"{BOOK}ai-da-xem/testing.Sample/{house.anh.pk}",
        reverse("oversight:looked_at", args=[house.people["lien"].pk]),
        reverse("oversight:chain"),
    ):
        assert client.get(url).status_code == 403, url
    assert client.post(reverse("oversight:verify")).status_code == 403


@pytest.mark.parametrize("name", ["quan", "lien", "phu"])
def test_without_the_guard_row_security_still_shows_no_entry(house: House, name: str) -> None:
    house.look("lien", house.anh)
    with acting(house.actor(name)), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        list(Entry.objects.all()[:1])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ai=lien", 1),
        ("ai=ho+thi+lien", 1),
        ("ai=hothilien", 1),
        ("ai=thao", 1),
        ("ai=khong-co-ai", 0),
        ("viec=xem+mau", 2),
        ("viec=doi+ten", 0),
        ("ket-qua=seen&loai=testing.Sample", 2),
        ("ket-qua=denied", 0),
        ("qua=web&loai=testing.Sample", 2),
        ("qua=device", 0),
    ],
)
def test_conditions_narrow(house: House, asked: str, found: int) -> None:
    house.look("lien", house.anh)
    house.look("thao", house.do)
    page = house.client("an").get(f"{BOOK}?{asked}").content.decode()
    assert f"<b>{found} mục nhật ký</b>" in page


def test_a_place_is_found_by_its_name(house: House) -> None:
    from mangnon.testing.actions import add_note

    with acting(house.actor("lien")):
        add_note(actor=house.actor("lien"), at=house.at, sample_id=house.anh.pk, text="Em đi học đều.")
    client = house.client("an")
    assert "<b>1 mục nhật ký</b>" in client.get(f"{BOOK}?noi=tra+linh").content.decode()
    assert "<b>0 mục nhật ký</b>" in client.get(f"{BOOK}?noi=tra+leng").content.decode()


def test_days_bound_the_list_on_both_sides(house: House) -> None:
    house.look("lien", house.anh)
    today = local_day(house.at)
    near, far, gone = (format_date(today + timedelta(days=days)) for days in (0, 1, -1))
    client = house.client("an")
    assert "<b>1 mục" in client.get(f"{BOOK}?loai=testing.Sample&tu={near}&den={near}").content.decode()
    assert "<b>0 mục" in client.get(f"{BOOK}?loai=testing.Sample&tu={far}").content.decode()
    assert "<b>0 mục" in client.get(f"{BOOK}?loai=testing.Sample&den={gone}").content.decode()


@pytest.mark.parametrize("wrong", ["tu=31/2/2026", "tu=mai", "tu=2/3/2026&den=1/3/2026"])
def test_a_wrong_day_is_said_beside_its_box_and_shows_nothing(house: House, wrong: str) -> None:
    house.look("lien", house.anh)
    response = house.client("an").get(f"{BOOK}?{wrong}")
    assert response.status_code == 422
    page = response.content.decode()
    assert 'id="faults"' in page
    assert "<b>0 mục nhật ký</b>" in page


@pytest.mark.parametrize("wrong", ["ket-qua=maybe", "loai=registry.Nothing", "after=!!!"])
def test_an_address_that_no_link_has_is_refused(house: House, wrong: str) -> None:
    assert house.client("an").get(f"{BOOK}?{wrong}").status_code == 400


def test_empty_boxes_leave_the_address(house: House) -> None:
    response = house.client("an").get(f"{BOOK}?ai=lien&noi=&tu=&den=&viec=")
    assert (response.status_code, response["Location"]) == (302, f"{BOOK}?ai=lien")


def test_typed_conditions_stand_in_the_sentence_and_can_be_dropped(house: House) -> None:
    page = house.client("an").get(f"{BOOK}?ai=lien&viec=xem&tu=1/3/2026").content.decode()
    assert "của lien" in page
    assert ", việc “xem”" in page
    assert ", từ 1/3/2026" in page
    assert "?viec=xem&amp;tu=1%2F3%2F2026" in page


def test_pages_follow_each_other_without_loss(house: House) -> None:
    for _number in range(120):
        house.look("lien", house.anh)
    client, url, seen = house.client("an"), f"{BOOK}?loai=testing.Sample", []
    for _page in range(4):
        page = client.get(url).content.decode()
        seen += re.findall(r'href="/nhat-ky/muc/(\d+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            break
        url = following[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 120


def test_reading_the_book_is_booked_with_what_was_asked(house: House) -> None:
    house.look("lien", house.anh)
    house.client("tam").get(f"{BOOK}?ai=lien")
    (entry,) = house.entries(action="oversight.book.read")
    assert (entry.actor, entry.outcome) == (str(house.people["tam"].pk), "seen")
    assert entry.detail["filter"] == "của lien"


def test_one_entry_shows_all_it_holds(house: House) -> None:
    house.look("lien", house.anh, house.do)
    (entry,) = house.entries(action="testing.samples.see")
    page = shown(house.client("an").get(reverse("oversight:entry", args=[entry.pk])).content.decode())
    assert bytes(entry.hash).hex() in page
    assert "Chưa niêm" in page
    for child in (house.anh, house.do):
        assert words.short_code(str(child.pk)) in page


@pytest.mark.parametrize("number", [0, 999_999_999, 2**63])
def test_an_entry_that_is_not_there_is_not_found(house: House, number: int) -> None:
    assert house.client("an").get(f"{BOOK}muc/{number}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_needs_a_reason_and_is_booked(house: House, kind: str) -> None:
    house.look("lien", house.anh)
    client = house.client("tam")
    assert client.post(BOOK, {"as": kind, "reason": "ngắn"}).status_code == 422
    response = client.post(f"{BOOK}?loai=testing.Sample", {"as": kind, "reason": "Trả lời gia đình em Ánh"})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    (entry,) = [one for one in house.entries(action="oversight.book.read") if "exported" in one.detail]
    assert entry.detail["exported"] == 1
    assert "Hồ Thị Ánh" not in response.content.decode("utf-8", "ignore")


def test_titles_come_from_the_rights_table_and_old_acts_keep_their_code() -> None:
    assert words.act_title("accounts.people.disable") == "Khóa người dùng"
    assert words.act_title("accounts.sign_in") == "Đăng nhập"
    assert words.act_title("gone.long.ago") == "gone.long.ago"


def test_a_word_finds_an_act_by_any_part_of_its_title(house: House) -> None:
    assert "accounts.people.disable" in reads.actions_named("khoa nguoi")
    assert reads.actions_named("khong co viec nay") == []
