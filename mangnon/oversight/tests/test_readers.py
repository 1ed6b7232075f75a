"""Who looked at this child; which children somebody looked at."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.oversight.queries import book as reads
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.tests.test_reading import shown
from mangnon.oversight.words import short_code


def address(house: House) -> str:
    return reverse("oversight:readers", args=["testing.Sample", house.anh.pk])


def test_every_reader_stands_there_alone_or_in_a_list(house: House) -> None:
    house.look("lien", house.anh)
    house.look("phu", house.anh, house.do)
    house.look("thao", house.do)
    page = shown(house.client("an").get(address(house)).content.decode())
    assert "Hồ Thị Liên" in page
    assert "Trần Đình Phú" in page
    assert "Trần Thị Thảo" not in page


def test_acts_stand_beside_views(house: House) -> None:
    from mangnon.testing.actions import add_note

    with acting(house.actor("lien")):
        add_note(actor=house.actor("lien"), at=house.at, sample_id=house.anh.pk, text="Em khỏe.")
    assert "đã ghi chú vào mẫu thử" in shown(house.client("an").get(address(house)).content.decode())


def test_asking_who_looked_is_a_look(house: House) -> None:
    client = house.client("tam")
    assert "Chưa có ai xem" in client.get(address(house)).content.decode()
    assert "Huỳnh Thanh Tâm" in shown(client.get(address(house)).content.decode()).partition("Ai đã xem")[2]
    assert len(house.entries(action="oversight.readers.see", subject_id=str(house.anh.pk))) == 2


def test_a_kind_that_nobody_told_of_or_that_is_no_child_is_not_found(house: House) -> None:
    client = house.client("an")
    for kind in ("registry.Nothing", "accounts.Person", "x" * 200):
        assert client.get(f"/nhat-ky/ai-da-xem/{kind}/{house.anh.pk}").status_code == 404


def test_a_child_that_does_not_exist_looks_like_one_nobody_saw(house: House) -> None:
    """The book must not tell whether an id exists: the answer is the same."""
    response = house.client("an").get(reverse("oversight:readers", args=["testing.Sample", uuid4()]))
    assert response.status_code == 200
    assert "Chưa có ai xem" in response.content.decode()


def test_one_person_s_children_are_counted_once_each(house: House) -> None:
    for _time in range(3):
        house.look("phu", house.anh)
    house.look("phu", house.anh, house.do)
    page = shown(house.client("an").get(reverse("oversight:looked_at", args=[house.people["phu"].pk])).content.decode())
    assert "2 hồ sơ" in page
    assert short_code(str(house.anh.pk)) in page
    assert f"mẫu thử {short_code(str(house.anh.pk))} 4 " in page


def test_a_person_who_looked_at_nothing_has_an_empty_page(house: House) -> None:
    page = house.client("an").get(reverse("oversight:looked_at", args=[house.people["van"].pk])).content.decode()
    assert "Không xem hồ sơ trẻ nào" in page


def test_a_span_that_nobody_offers_is_refused(house: House) -> None:
    url = reverse("oversight:looked_at", args=[house.people["phu"].pk])
    assert house.client("an").get(f"{url}?ngay=9999").status_code == 400


def test_who_looked_is_found_by_index(house: House) -> None:
    """The array of a list's ids is searched by its index, also under row security."""
    with acting(house.actor("lien")), connection.cursor() as cursor:
        cursor.execute(
            "select audit_book(now(), 'Liên', 'web', 'testing.samples.see', 'seen', 'testing.Sample', n::text, null,"
            " array[n::text, (n + 1)::text], '{}', '', null) from generate_series(1, 3000) n"
        )
    with acting(house.actor("an")):
        rows = reads.about("testing.Sample", "1500").order_by("-id")
        assert [row.subject_id for row in rows] == ["1500", "1499"]
        plan = reads.entries().filter(outcome="seen", seen__contains=["1500"]).explain()
    assert "oversight_entry_seen" in plan, "no sequential scan, and no policy between the question and the index"
