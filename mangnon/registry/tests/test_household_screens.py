"""Households over HTTP, the summary of a commune and the paper book."""

from __future__ import annotations

from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child, Household
from mangnon.registry.tests.conftest import TODAY, Desk, belongs
from mangnon.testing.cast import Cast


def test_a_household_shows_who_lives_there_and_how_to_reach_it(cast: Cast, lien: Desk, suong: Child) -> None:
    house = suong.household_id
    lien.send("member", house, full_name="Hồ Thị Nhiêu", relation="4", since="1/3/2026", born_year="1960")
    lien.send("classify_household", house, year="2026", klass="HN", decision="12/QĐ-UBND")
    page = lien.see("household", house)
    for told in ("Hồ Thị Sương", "bố/mẹ, sinh 1960", "Hộ nghèo, 12/QĐ-UBND", 'href="tel:0905123456"'):
        assert told in page
    with acting(cast.lien):
        member = Household.objects.everything_unchecked().get(pk=house).members.get()
    lien.send("end_member", house, member.pk, on=f"{TODAY:%d/%m/%Y}")
    listed = lien.see("households", loai="HN")
    assert "Hồ Văn Bảy" in listed
    assert "Không có hộ nào khớp" in lien.see("households", loai="HCN")
    assert "Hồ Văn Bảy" not in lien.see("households", tre="khong")
    typed = {"head_name": "Hồ Văn Tám", "hamlet": "", "version": "1"}
    lien.send("correct_household", house, **typed)
    assert "Có người vừa sửa" in lien.send("correct_household", house, **typed, status=409)


def test_a_child_joins_and_leaves_a_household(cast: Cast, lien: Desk, suong: Child) -> None:
    lien.send("register_household", household_id=str(new_id()), head_name="Hồ Thị Nhiêu", hamlet="")
    assert "Hồ Thị Nhiêu" in lien.see("suggest_household", q="nhieu")
    day = f"{TODAY:%d/%m/%Y}"
    lien.send("join", suong.pk, household="hồ thị nhiêu", relation="5", since=day)
    lien.send("join", suong.pk, household="Không Ai", relation="5", since=day, status=422)
    page = lien.see("child", suong.pk, loai="gia-dinh")
    assert "Ở trong hộ của Hồ Thị Nhiêu (khác)." in page
    assert "Ra khỏi hộ của Hồ Văn Bảy." in page
    lien.send("leave", suong.pk, on=day)
    with acting(cast.lien):
        assert Child.objects.everything_unchecked().get(pk=suong.pk).household_id is None


def test_the_summary_counts_and_prints_on_one_page(cast: Cast, lien: Desk, suong: Child) -> None:
    with acting(cast.phu):
        belongs(suong, "HCDB-04.2", 0)
        belongs(suong, "HCDB-05", 2)
    page = lien.see("summary")
    assert "Trẻ em ở xã Trà Linh" in page
    assert "Trẻ em khuyết tật" in page
    assert "HIV" not in page
    printed = lien.client.get(reverse("registry:summary"), {"in": "pdf"})
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.count(b"/Type /Page\n") + printed.content.count(b"/Type/Page/") <= 1
    lien.see("summary", xa="x", status=400)


def test_the_paper_book_needs_a_reason_and_is_booked(cast: Cast, lien: Desk, mo: Desk, suong: Child) -> None:
    hamlet = str(cast.land.hamlet.pk)
    assert "ít nhất 10 ký tự" in lien.send("book", hamlet=hamlet, reason="in", status=422)
    response = lien.client.post(reverse("registry:book"), {"hamlet": hamlet, "reason": "Đi thôn rà soát"})
    assert response["Content-Type"] == "application/pdf"
    mo.see("book", status=403)
    with acting(cast.an):
        entry = Entry.objects.get(action="registry.book.print", outcome="done")
        assert (entry.detail["exported"], entry.detail["reason"]) == (1, "Đi thôn rà soát")
        assert Entry.objects.filter(action="registry.book.print", outcome="seen", seen=[str(suong.pk)]).exists()
