"""Screens of places through the HTTP door, first without scripts, then the fragments that scripts fetch."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mangnon.access import offers
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.places.models import Hamlet, SplitTask
from mangnon.places.offers import unit_url
from mangnon.places.queries.splits import open_tasks
from mangnon.places.reorganising import reorganise
from mangnon.places.tests.conftest import AT, REFORM, Ground, unit
from mangnon.testing.cast import Cast, sample
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.worklist import SearchSource

LIST, TREE, SUGGEST, SPLITS = (reverse(f"places:{name}") for name in ("list", "tree", "suggest", "splits"))


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits before the screen: Liên of Trà Linh, Phú of the province, An who checks the book."""

    cast: Cast
    lien: Client
    phu: Client
    an: Client


@pytest.fixture(name="desk")
def three_at_desks(cast: Cast) -> Desk:
    """Signed-in browsers."""
    land = cast.land
    people = {
        "lien": make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        "phu": make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        "an": make_person("Lê Hoài An", Role.AUDITOR, land.province),
    }
    return Desk(cast, **{name: signed_in(person) for name, person in people.items()})


def read(client: Client, url: str, *, status: int = 200, **asked: str) -> str:
    """The page as text, with entities resolved."""
    answer = client.get(url, asked)
    assert answer.status_code == status, answer.content.decode()[:2_000]
    return html.unescape(answer.content.decode())


def rows(page: str) -> list[str]:
    """The plain text of each row of the table."""
    body = re.search(r"<tbody.*?</tbody>", page, re.S)
    found = re.findall(r"<tr.*?</tr>", body[0], re.S) if body else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


# --- the list ---


def test_the_list_shows_units_in_force_with_a_way_to_tree_and_worklist(desk: Desk) -> None:
    page = read(desk.phu, LIST)
    assert rows(page)
    assert all("đến" not in row for row in rows(page))
    assert TREE in page
    assert SPLITS in page


def test_the_worklist_is_not_offered_to_those_who_may_not_settle(desk: Desk) -> None:
    assert f'href="{SPLITS}"' not in read(desk.an, LIST)


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"q": "tra nam"}, "Xã Trà Nam", "Xã Trà Leng"),
        ({"q": "tranam"}, "xã Trà Linh", "Xã Trà Leng"),
        ({"q": "20953"}, "Xã Trà Nam", "Xã Trà Leng"),
        ({"hieu_luc": "het", "cap": "district"}, "Huyện Nam Trà My", "Xã Trà Leng"),
        ({"cap": "province"}, "Thành phố Đà Nẵng", "Xã Trà Leng"),
        ({"loai": "đặc khu"}, "Đặc khu Hoàng Sa", "Xã Trà Leng"),
        ({"q": "ba dinh", "pham_vi": "ca_nuoc"}, "Phường Ba Đình", "Xã Trà Leng"),
        ({"vung": "mountain", "q": "tra leng"}, "Xã Trà Leng", "Phường"),
    ],
    ids=lambda value: "&".join(value) if isinstance(value, dict) else None,
)
def test_filters_and_words_narrow_the_list(desk: Desk, asked: dict[str, str], there: str, not_there: str) -> None:
    found = rows(read(desk.lien, LIST, **asked))
    assert any(there in row for row in found)
    assert not any(row.startswith(not_there) for row in found)


def test_an_old_district_shows_its_communes_and_those_of_today_on_its_ground(desk: Desk) -> None:
    district = unit("516", "2019-01-01")
    assert district.name == "Huyện Nam Trà My"
    today = rows(read(desk.lien, LIST, huyen=str(district.pk)))
    assert any(row.startswith("Xã Trà Linh") for row in today)
    assert not any(row.startswith("Xã Trà Nam ") for row in today)
    both = rows(read(desk.lien, LIST, huyen=str(district.pk), hieu_luc="tat_ca"))
    assert any(row.startswith("Xã Trà Nam") and "xã Trà Linh" in row for row in both)


def test_words_that_fit_nothing_say_what_to_try(desk: Desk) -> None:
    assert "Không có địa bàn nào khớp." in read(desk.lien, LIST, q="qwxzvk")


@pytest.mark.parametrize("asked", [{"cap": "x"}, {"huyen": "abc"}, {"huyen": "0"}, {"after": "?"}])
def test_a_value_that_no_link_has_is_refused_in_a_sentence(desk: Desk, asked: dict[str, str]) -> None:
    assert "Đường dẫn có phần không hiểu được" in read(desk.lien, LIST, status=400, **asked)


def test_the_list_costs_the_same_few_queries_for_many_rows(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read(desk.lien, LIST)
    with django_assert_max_num_queries(12):
        read(desk.lien, LIST, hieu_luc="tat_ca")


# --- the tree ---


@pytest.mark.parametrize(
    ("day", "roots", "line"),
    [
        ("", ["Thành phố Đà Nẵng"], "1 tỉnh, thành phố; 94 xã"),
        ("30/6/2025", ["Thành phố Đà Nẵng", "Tỉnh Quảng Nam"], "2 tỉnh, thành phố; 25 huyện"),
        ("31/12/2019", ["Thành phố Đà Nẵng", "Tỉnh Quảng Nam"], "2 tỉnh, thành phố; 26 huyện"),
    ],
)
def test_the_tree_is_that_of_its_day(desk: Desk, day: str, roots: list[str], line: str) -> None:
    page = read(desk.lien, TREE, **({"ngay": day} if day else {}))
    assert line in page
    assert [name for name in ("Thành phố Đà Nẵng", "Tỉnh Quảng Nam") if f">{name}<" in page] == roots


def test_a_tree_of_one_old_province_counts_its_communes(desk: Desk) -> None:
    page = read(desk.lien, TREE, ngay="30/6/2025", tu="49")
    assert "17 huyện" in page
    assert "233 xã" in page


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"ngay": "31/13/2025"}, 422, "Không có tháng 13."),
        ({"tu": "99999"}, 404, "Không có địa bàn nào mang mã “99999”."),
        ({"tu": "49"}, 404, "Từ ngày đó là thành phố Đà Nẵng (48)."),
    ],
)
def test_the_tree_refuses_in_a_sentence(desk: Desk, asked: dict[str, str], status: int, said: str) -> None:
    assert said in read(desk.lien, TREE, status=status, **asked)


def test_a_day_before_the_data_says_so(desk: Desk) -> None:
    assert "dữ liệu địa bàn bắt đầu từ 1/1/2019" in read(desk.lien, TREE, ngay="1/1/2010")


def test_hamlets_of_a_commune_come_as_a_fragment(desk: Desk) -> None:
    url = reverse("places:tree_hamlets", args=[desk.cast.land.own.pk])
    assert url in read(desk.lien, TREE)
    page = read(desk.lien, url)
    assert "<html" not in page
    assert "Thôn Thử Một" in page
    assert read(desk.lien, reverse("places:tree_hamlets", args=[0]), status=404)


# --- the page of a unit ---


def test_the_page_of_tra_linh_tells_how_it_came_about(desk: Desk) -> None:
    page = read(desk.lien, unit_url(desk.cast.land.own))
    assert "Thành lập từ 2 địa bàn" in page
    assert "Nghị quyết 1659/NQ-UBTVQH15" in page
    assert unit_url(unit("20953", "2019-01-01")) in page
    assert "Thôn Thử Một" in page


def test_the_page_of_what_is_no_more_tells_what_it_is_today(desk: Desk) -> None:
    page = read(desk.lien, unit_url(unit("20953", "2019-01-01")))
    assert "nay là xã Trà Linh" in page
    assert "Nhập nguyên vẹn vào" in page
    assert "Thêm thôn" not in page


def test_a_divided_unit_names_its_parts(desk: Desk) -> None:
    page = read(desk.lien, unit_url(unit("20296", "2019-01-01")))
    assert "Chia tách về" in page
    for part in ("20194", "20197"):
        assert unit_url(unit(part, "2025-07-01")) in page


@pytest.mark.parametrize(("who", "keeps"), [("lien", True), ("phu", True), ("an", False)])
def test_only_keepers_are_offered_the_acts_on_hamlets(desk: Desk, who: str, *, keeps: bool) -> None:
    page = read(getattr(desk, who), unit_url(desk.cast.land.own))
    assert ("Thêm thôn" in page, "Đổi tên" in page, "Ngừng dùng" in page) == (keeps, keeps, keeps)


def test_a_neighbour_is_offered_none_of_them(desk: Desk) -> None:
    page = read(desk.lien, unit_url(desk.cast.land.sibling))
    assert "Thêm thôn" not in page


@pytest.mark.parametrize("address", ["99999/2025-07-01", "20950/2020-01-01", "20950/hom-nay"])
def test_an_address_without_a_unit_is_not_found(desk: Desk, address: str) -> None:
    read(desk.lien, f"{LIST}{address}", status=404)


# --- acts on hamlets, without scripts ---


def address(name: str, hamlet: Hamlet) -> str:
    return reverse(f"places:{name}", args=[hamlet.pk])


def test_an_officer_adds_a_hamlet_and_lands_on_its_commune(desk: Desk) -> None:
    own = desk.cast.land.own
    form = reverse("places:name_hamlet", args=[own.code, own.valid_from.isoformat()])
    assert "Tên thôn, tổ dân phố" in read(desk.lien, form)
    answer = desk.lien.post(form, {"name": "Thôn Tắk Pỏ"})
    assert (answer.status_code, answer["Location"]) == (303, unit_url(own))
    page = read(desk.lien, unit_url(own))
    assert "Đã thêm Thôn Tắk Pỏ" in page


@pytest.mark.parametrize(
    ("name", "said"), [("Thôn Thử Hai", "Xã Trà Linh đã có thôn tên"), ("...", "Chưa có tên thôn."), ("", "")]
)
def test_a_refused_name_stays_in_the_box_beside_its_sentence(desk: Desk, name: str, said: str) -> None:
    answer = desk.lien.post(address("rename_hamlet", desk.cast.land.hamlet), {"name": name})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert f'value="{name}"' in page or not name
    assert 'aria-invalid="true"' in page
    desk.cast.land.hamlet.refresh_from_db()
    assert desk.cast.land.hamlet.name == "Thôn Thử Một"


def test_a_hamlet_is_renamed_closed_and_taken_back_by_plain_forms(desk: Desk) -> None:
    hamlet = desk.cast.land.hamlet
    steps: list[tuple[str, dict[str, str], str]] = [
        ("rename_hamlet", {"name": "Thôn Một"}, "Đã đổi tên thành Thôn Một"),
        ("close_hamlet", {}, "1 thôn đã ngừng dùng"),
        ("reopen_hamlet", {}, "Thôn Một được dùng lại"),
    ]
    for name, sent, said in steps:
        answer = desk.lien.post(address(name, hamlet), sent)
        assert (answer.status_code, answer["Location"]) == (303, unit_url(desk.cast.land.own))
        assert said in read(desk.lien, answer["Location"])


def test_a_hamlet_moves_to_the_commune_that_was_typed(desk: Desk) -> None:
    form = address("move_hamlet", desk.cast.land.hamlet)
    answer = desk.phu.post(form, {"to_unit": "xa tra leng"})
    assert (answer.status_code, answer["Location"]) == (303, unit_url(desk.cast.land.sibling))
    desk.cast.land.hamlet.refresh_from_db()
    assert desk.cast.land.hamlet.unit == desk.cast.land.sibling


@pytest.mark.parametrize(
    ("typed", "said"), [("qwxzvk", "Không thấy nơi nào tên"), ("trà", "Có nhiều nơi khớp"), ("", "")]
)
def test_a_place_that_is_none_or_many_is_asked_again(desk: Desk, typed: str, said: str) -> None:
    answer = desk.phu.post(address("move_hamlet", desk.cast.land.hamlet), {"to_unit": typed})
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())


@pytest.mark.parametrize(("name", "sent"), [("rename_hamlet", {"name": "X"}), ("close_hamlet", {})])
def test_the_auditor_is_refused(desk: Desk, name: str, sent: dict[str, str]) -> None:
    assert desk.an.post(address(name, desk.cast.land.hamlet), sent).status_code == 403


@pytest.mark.parametrize("name", ["close_hamlet", "reopen_hamlet"])
def test_a_button_answers_no_get(desk: Desk, name: str) -> None:
    assert desk.lien.get(address(name, desk.cast.land.hamlet)).status_code == 405


# --- suggestions and the palette ---


def test_suggestions_are_a_fragment_of_options_with_keys(desk: Desk) -> None:
    page = read(desk.lien, SUGGEST, q="tra nam")
    assert "<html" not in page
    assert "Xã Trà Linh" in page
    assert "gồm xã Trà Nam cũ" in page
    assert str(desk.cast.land.own.pk) in page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"q": "ba dinh"}, False),
        ({"q": "ba dinh", "pham_vi": "ca_nuoc"}, True),
        ({"q": "ba dinh", "pham_vi": "ca_nuoc", "cap": "province"}, False),
    ],
)
def test_suggestions_keep_to_level_and_ground(desk: Desk, asked: dict[str, str], *, there: bool) -> None:
    assert ("Phường Ba Đình" in read(desk.lien, SUGGEST, **asked)) is there


def test_the_palette_finds_tra_linh_first_and_its_old_self(desk: Desk) -> None:
    source = next(one for one in offers.filled(SearchSource) if one.name == "places")
    hits = source.find(desk.cast.lien, "tra linh", 5)
    assert (hits[0].title, hits[0].url) == ("Xã Trà Linh", unit_url(desk.cast.land.own))
    assert "Xã Trà Linh cũ" in {str(one.title) for one in hits}


# --- the worklist of divided communes ---


@pytest.fixture
def divided(desk: Desk, ground: Ground) -> SplitTask:
    """Hòa Liên was divided; a hamlet and a child in it wait, and a child outside of any hamlet."""
    thon = Hamlet.objects.create(
        unit=ground.hoa_lien,
        name="Thôn Quan Nam 1",
        search_key="thon quan nam 1",
        sort_key="q",
        valid_from=date(2024, 1, 1),
    )
    with acting(ground.phu):
        sample("Nguyễn Thị Hoa", ground.hoa_lien, hamlet=thon)
        sample("Nguyễn Văn Bình", ground.hoa_lien)
    reorganise(actor=ground.root, at=AT, on=REFORM)
    with acting(ground.phu):
        return open_tasks(ground.phu).get(offer="places.hamlet")


def test_an_empty_worklist_says_when_it_fills(desk: Desk) -> None:
    page = read(desk.phu, SPLITS)
    assert "Không có mục nào chờ xếp." in page
    assert "Xếp thôn trước" not in page


def test_the_worklist_shows_hamlets_first(desk: Desk, divided: SplitTask) -> None:
    page = read(desk.phu, SPLITS)
    assert "3 mục chờ xếp" in page
    found = rows(page)
    assert found[0].startswith("Thôn Quan Nam 1")
    assert "xã Hòa Liên cũ" in found[0]
    assert {"Nguyễn Thị Hoa" in page, "Nguyễn Văn Bình" in page} == {True}


def test_settling_a_hamlet_takes_its_child_along(desk: Desk, divided: SplitTask, ground: Ground) -> None:
    form = reverse("places:settle", args=[divided.pk])
    page = read(desk.phu, form)
    assert all(part.name in page for part in (ground.hai_van, ground.ba_na))
    assert desk.phu.post(form, {"to_unit": str(ground.da_nang.pk)}).status_code == 422
    answer = desk.phu.post(form, {"to_unit": str(ground.ba_na.pk)})
    assert (answer.status_code, answer["Location"]) == (303, SPLITS)
    page = read(desk.phu, SPLITS)
    assert "Đã xếp 2 mục" in page
    assert "1 mục chờ xếp" in page
    read(desk.phu, form, status=404)


def test_a_commune_sees_and_settles_nothing_of_the_divided_neighbour(desk: Desk, divided: SplitTask) -> None:
    page = read(desk.lien, SPLITS)
    assert "Nguyễn Thị Hoa" not in page
    assert rows(page) == []
    read(desk.lien, reverse("places:settle", args=[divided.pk]), status=404)


def test_the_auditor_may_not_open_the_worklist(desk: Desk) -> None:
    read(desk.an, SPLITS, status=403)
