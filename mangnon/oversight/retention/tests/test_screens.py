"""The screens of retention, through the HTTP door: what each person sees, presses and is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from mangnon.access.actor import console
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.oversight.retention import demo
from mangnon.oversight.retention.models import Hold, Proposal
from mangnon.oversight.retention.tests.conftest import RECORD, WHY, Archive
from mangnon.oversight.retention.waiting import retention_work, waiting_count


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    """An answer that came with 200."""
    response = client.get(reverse(f"oversight:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, *args: object, **sent: Any) -> tuple[int, str]:
    response = client.post(reverse(f"oversight:{name}", args=args), sent, follow=True)
    return response.status_code, response.content.decode()


def test_from_looking_now_to_the_end(archive: Archive) -> None:
    tam, van = archive.house.client("tam"), archive.house.client("van")
    assert "Không có đề nghị hủy nào." in page(tam, "retention")
    assert "Không có gì mới quá hạn giữ." in post(tam, "draw_up")[1]
    archive.old("a")
    assert "Đã lập 1 đề nghị." in post(tam, "draw_up")[1]
    with acting(archive.house.actor("an")):
        pk = Proposal.objects.get().pk
    assert "dòng a" in page(archive.house.client("an"), "proposal", pk)
    status, body = post(tam, "confirm_proposal", pk)
    assert (status, "Đọc danh sách, rồi đánh dấu" in body) == (422, True)
    assert "Đã xác nhận." in post(tam, "confirm_proposal", pk, read="on")[1]
    status, body = post(tam, "confirm_proposal", pk, read="on")
    assert (status, "đã chuyển sang bước khác" in body) == (409, True)
    assert "Đã duyệt." in post(van, "approve_proposal", pk, read="on")[1]
    archive.run()
    body = page(van, "proposal", pk)
    assert "Đã xem xét 1 trên 1 dòng" in body
    assert "đã hủy 1" in body
    assert "1 đề nghị hủy" in page(tam, "retention", query="?buoc=xong")
    assert "0 đề nghị hủy" in page(tam, "retention", query="?buoc=cho-duyet")


def test_a_list_is_rejected_with_a_reason(archive: Archive) -> None:
    archive.old("a")
    pk = archive.draw().pk
    van = archive.house.client("van")
    assert post(van, "reject_proposal", pk, why="thôi")[0] == 422
    assert WHY in post(van, "reject_proposal", pk, why=WHY)[1]


def test_terms_say_what_is_open_and_that_the_book_stays(archive: Archive) -> None:
    body = page(archive.house.client("an"), "terms")
    assert "chưa xác nhận" in body
    assert "Không bao giờ sửa, không bao giờ hủy" in body
    assert "Luật Lưu trữ 33/2024/QH15" in body


def test_a_hold_is_placed_asked_about_and_lifted_by_another(archive: Archive) -> None:
    tam, van = archive.house.client("tam"), archive.house.client("van")
    assert "Không có gì đang được giữ lại." in page(tam, "holds")
    once, own = str(new_id()), archive.house.land.own
    sent = {"once": once, "record": RECORD, "place": own.name, "place_key": own.pk, "reason": WHY}
    assert post(tam, "place_hold", once=once, reason=WHY)[0] == 422
    for _time in range(2):
        assert "Đã giữ lại." in post(tam, "place_hold", **sent)[1]
    with acting(archive.house.actor("an")):
        pk = Hold.objects.get().pk
    assert "Trà Linh" in page(tam, "holds", query="?tinh-trang=dang-giu")
    assert post(van, "lift_hold", pk)[0] == 409
    assert "người khác quyết định" in post(tam, "ask_lift", pk, why=WHY)[1]
    assert tam.get(reverse("oversight:lift_hold", args=[pk])).status_code == 403
    assert "Đã thôi giữ." in post(van, "lift_hold", pk)[1]
    assert "0 lệnh giữ lại" in page(tam, "holds", query="?tinh-trang=dang-giu")
    assert "1 lệnh giữ lại" in page(tam, "holds", query="?tinh-trang=thoi-giu")


def test_others_see_none_of_it(archive: Archive) -> None:
    archive.old("a")
    pk, hold = archive.draw().pk, archive.hold(record=RECORD).pk
    for name in ("quyet", "phu", "quan"):
        client = archive.house.client(name)
        for view, args in (("retention", ()), ("terms", ()), ("holds", ()), ("proposal", (pk,)), ("hold", (hold,))):
            assert client.get(reverse(f"oversight:{view}", args=args)).status_code == 403


def test_the_auditor_reads_and_presses_nothing(archive: Archive) -> None:
    archive.old("a")
    pk = archive.draw().pk
    client = archive.house.client("an")
    body = page(client, "proposal", pk)
    assert "Xác nhận danh sách" not in body
    assert "Bác đề nghị" not in body
    assert post(client, "confirm_proposal", pk, read="on")[0] == 403
    assert post(client, "draw_up")[0] == 403


def test_duties_stand_in_the_worklist_and_are_counted(archive: Archive) -> None:
    tam, van = archive.house.actor("tam"), archive.house.actor("van")
    archive.old("a")
    archive.draw()
    hold = archive.hold(record="notices.dead", last_day=archive.at.date() + timedelta(days=2))
    with acting(tam):
        assert [str(work.row.act) for work in retention_work(tam, archive.at)] == [
            "Đọc danh sách, xác nhận hoặc bác", "Nếu còn cần, giữ thêm",
        ]  # fmt: skip
        assert waiting_count(tam, archive.at) == 2
    post(archive.house.client("tam"), "ask_lift", hold.pk, why=WHY)
    with acting(van):
        assert [str(work.row.act) for work in retention_work(van, archive.at)] == ["Quyết định thôi giữ"]
    assert retention_work(archive.house.actor("an"), archive.at) == []
    assert waiting_count(archive.house.actor("an"), archive.at) is None


def test_the_demo_has_a_list_and_a_hold(archive: Archive) -> None:
    actor = console("demo")
    demo.make(DemoCall(0, 7, actor, archive.at, lambda title, total: None))
    with acting(actor):
        assert Proposal.objects.get().rows == demo.OLD
        assert Hold.objects.count() == 1
