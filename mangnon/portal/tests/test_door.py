"""The report of harm: five screens without scripts or cookies, one report however often it is sent, none refused."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.intake import jobs
from mangnon.intake.models import HarmReport, Reporter, WebDrop
from mangnon.intake.settings import web_door
from mangnon.lib.dates import local_day
from mangnon.lib.fields import reveal
from mangnon.portal.asking import STEPS, TRAP, Kind
from mangnon.portal.tests.walking import Walker
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person

pytestmark = pytest.mark.django_db

WORDS = "Nghe tiếng trẻ khóc cả đêm ở nhà bên"


@pytest.fixture(autouse=True)
def officers(cast: Cast) -> None:
    """Somebody whom a report can be told to."""
    make_person(cast.lien.name, Role.COMMUNE_OFFICER, cast.land.own)
    make_person(cast.phu.name, Role.PROVINCE_OFFICER, cast.land.province)


def taken(cast: Cast) -> list[HarmReport]:
    """What is in intake once the job has run."""
    with connection.cursor() as cursor:
        cursor.execute("select now() + interval '1 second'")
        jobs.take_in_due(at=cursor.fetchone()[0])
    with acting(cast.phu):
        return list(HarmReport.objects.visible_to(cast.phu, "intake.see"))


def test_a_report_walks_through_and_lies_at_the_commune_whose_old_name_was_told(cast: Cast) -> None:
    walker = Walker().open()
    assert "tel:111" in walker.page
    assert walker.go(danger="no").title == "Điều gì làm bạn lo?"
    walker.go(what=WORDS, ticks=["BL", "again"])
    walker.go(commune="tra nam", spot="gần trường")  # went into Trà Linh on 1-7-2025
    if 'class="found"' in walker.page:
        walker.go(commune="tra nam", spot="gần trường", unit=str(cast.land.own.pk))
    walker.go(child="Hồ Thị Na", age="7", sex="2", tie="neighbour")
    walker.go(reporter="adult", phone="0905 111 222", watched="yes", safe="nhắn tin sau 21 giờ")
    assert cast.land.own.name in walker.page
    assert len(walker.go("send").code.replace("-", "")) == 15
    assert not walker.answer.cookies
    (report,) = taken(cast)
    assert (report.place_id, report.channel, report.harms, report.signs) == (cast.land.own.pk, "web", ["BL"], ["again"])
    with acting(cast.lien):
        assert reveal(report, "what") == WORDS
        reporter = Reporter.objects.get(report=report)
        assert reveal(reporter, "safe_contact").startswith("CHÚ Ý")
        assert report.children.get().about == "chừng 7 tuổi"


def test_pressed_twice_sent_again_or_gone_back_it_stays_one_report_with_one_code(cast: Cast) -> None:
    walker = Walker()
    code = walker.report(what=WORDS)
    assert walker.again().code == code
    assert len(taken(cast)) == 1
    assert walker.again().code == code
    changed = walker.go("edit-what").go(what="Chuyện khác").go("send")
    assert (changed.code, "đã gửi một lần rồi" in changed.page) == (code, True)
    assert len(taken(cast)) == 1


def test_nothing_is_mandatory_but_something_must_be_said(cast: Cast) -> None:
    walker = Walker().open()
    for _step in STEPS:
        walker.go()
    walker.go("send")
    assert walker.title == "Điều gì làm bạn lo?"
    assert "Viết vài chữ" in walker.page
    walker.go(what="Sợ quá").go("send")
    assert walker.code
    assert len(taken(cast)) == 1


def test_a_child_reads_its_own_words_and_is_written_down_as_a_child(cast: Cast) -> None:
    walker = Walker().open("/bao-tin/em")
    assert walker.title == "Em có đang gặp nguy hiểm ngay lúc này không?"
    walker.go(danger="yes").go(what="Em sợ").go().go(child="Na").go(phone="")
    walker.go("send")
    assert "Em rất dũng cảm" in walker.page
    (report,) = taken(cast)
    with acting(cast.phu):
        assert report.urgency == "emergency"
        assert reveal(Reporter.objects.get(report=report), "relation") == "trẻ em tự báo"


def test_what_names_the_communes_people_goes_one_level_up(cast: Cast) -> None:
    Walker().report(what=WORDS, commune=cast.land.own.name, person=["office"])
    (report,) = taken(cast)
    assert report.place_id == cast.land.province.pk


@pytest.mark.parametrize("spoil", ["", "x" * 60_000, "AAAA", "not base64 ✗"])
def test_a_spoilt_token_begins_anew_and_keeps_the_screen_that_was_typed(cast: Cast, spoil: str) -> None:
    walker = Walker().open().go(danger="no")
    walker.sent = {"t": spoil, "step": "what", "what": WORDS, "go": "next"}
    walker.again()
    assert (walker.status, WORDS in walker.page, "hết hạn" in walker.page) == (200, True, True)


def test_a_token_with_one_changed_letter_isnt_ours(cast: Cast) -> None:
    walker = Walker().open()
    walker.go(danger="no")
    blob = bytearray(base64.urlsafe_b64decode(walker.sent["t"]))
    blob[-1] ^= 1
    walker.sent["t"] = base64.urlsafe_b64encode(bytes(blob)).decode()
    assert "hết hạn" in walker.again().page


def test_the_field_that_nobody_sees_holds_a_report_and_refuses_none(cast: Cast) -> None:
    walker = Walker().open().go(danger="no", **{TRAP: "https://spam.example"})
    walker.go(what=WORDS).go().go().go().go("send")
    assert walker.code
    assert taken(cast) == []
    with acting(cast.phu):
        assert WebDrop.objects.get().held == "trap"


def test_over_the_limit_it_is_still_taken_with_the_numbers_to_call(cast: Cast) -> None:
    most = web_door(local_day(timezone.now())).most_from
    for _n in range(most):
        Walker().report(what=WORDS)
    late = Walker()
    assert late.report(what=WORDS)
    assert "tel:18001581" in late.page
    assert "rất nhiều tin" in late.page
    assert len(taken(cast)) == most
    with acting(cast.phu):
        assert WebDrop.objects.filter(held="many").count() == 1


def test_24_reports_from_24_addresses_are_24(cast: Cast) -> None:
    walkers = [Walker(f"198.51.100.{n}") for n in range(24)]
    codes = {walker.report(what=f"{WORDS} {n}") for n, walker in enumerate(walkers)}
    assert {walker.again().code for walker in walkers} == codes
    assert (len(codes), len(taken(cast))) == (24, 24)


def test_a_database_that_is_away_is_told_with_the_numbers_and_what_was_typed(cast: Cast, monkeypatch: Any) -> None:
    walker = Walker().open().go().go(what=WORDS).go().go().go()

    def broken(**_told: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("mangnon.portal.views.report.drop_report", broken)
    walker.go("send")
    assert (walker.status, "tel:111" in walker.page, walker.sent["t"] in walker.page) == (503, True, True)
    monkeypatch.undo()
    assert walker.again().code
    assert len(taken(cast)) == 1


ODD = (
    "", " ", "\x00", "\x1b[31m", "a\x00b", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{ 7*7 }}",
    "{% raw %}", "%s%s%n", "'; drop table intake_webdrop; --", "../../etc/passwd", "http://evil.example",
    "javascript:alert(1)", "data:text/html,x", "\u202eevil", "a\u200bb", "\ufeffx", "\ud7ff", "\ufffe",
    "𝒜𝒷𝒸", "👨‍👩‍👧‍👦" * 9,
    "Nguyễn Thị Ánh", "Nguyễn", "ĐỒNG GIANG", "x" * 5000, "\n" * 500, "\r\nSet-Cookie: a=b", "=cmd|' /C calc'!A0",
    "+84 905",
    "-1", "0", "1e309", "NaN", "null", "true", "[]", "{}", "٠١٢", "ﷺ" * 40, "͏", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
)  # fmt: skip


RAW = ("<script>alert", "<img src=x", "\x00", "\u202e", 'href="http:', 'href="javascript')


def test_forty_odd_strings_in_every_field_are_kept_harmless_and_never_break_a_page(cast: Cast) -> None:
    assert len(ODD) >= 40
    names = {step.key: [one for one in step.questions if one.kind is not Kind.MANY] for step in STEPS}
    for odd in ODD:
        walker = Walker().open()
        for step in STEPS:
            walker.go(**{one.name: odd for one in names[step.key]}, unit=odd[:200])
            if STEPS.index(step) and walker.page.count('class="found"'):
                walker.go(commune=odd, unit="0")
        assert walker.status == 200, odd
        assert [one for one in RAW if one in walker.page] == []


def test_the_language_travels_with_the_form_and_no_cookie_stays(cast: Cast) -> None:
    walker = Walker().open().go("to-en", danger="no")
    assert (walker.title, walker.answer["Content-Language"]) == ("Is the child in danger right now?", "en")
    walker.go(danger="no").go(what=WORDS).go().go().go().go("send")
    assert "Thank you" in walker.title
    assert "/bao-tin/xem?to=en" in walker.page
    assert not walker.client.cookies
    assert "Code of the report" in walker.open("/bao-tin/xem?to=en").page
    (report,) = taken(cast)
    with acting(cast.phu):
        assert report.received_by_name == jobs.WEB


def test_an_address_with_words_of_somebody_is_no_page_of_ours(cast: Cast) -> None:
    for path in ("/bao-tin?q=spam-words", "/cong/?utm=spam-words", "/cong/van-ban?trang=spam-words"):
        walker = Walker().open(path)
        assert (walker.status, "tel:111" in walker.page, "spam-words" in walker.page) == (404, True, False), path


def test_a_code_shows_four_neutral_words_and_takes_more(cast: Cast) -> None:
    code = Walker().report(what=WORDS)
    walker = Walker()
    walker.client.get("/bao-tin/xem")
    walker._took(walker.client.post("/bao-tin/xem", {"code": code.lower().replace("-", " ")}))
    assert (walker.status, WORDS in walker.page) == (200, False)
    token = walker.page.split('name="t" value="')[1].split('"')[0]
    for _press in range(2):
        walker._took(walker.client.post("/bao-tin/xem", {"t": token, "more": "Cháu học lớp 3"}))
    assert "Đã nhận phần viết thêm" in walker.page
    taken(cast)
    (report,) = taken(cast)
    with acting(cast.phu):
        assert report.additions.count() == 1


def test_guessing_codes_is_slowed_down_and_a_wrong_code_says_nothing(cast: Cast) -> None:
    walker = Walker()
    most = web_door(local_day(timezone.now())).most_tries
    answers = [walker.client.post("/bao-tin/xem", {"code": "YHNAW-KFK4A-7AA3E"}) for _n in range(most + 1)]
    assert {one.status_code for one in answers[:-1]} == {422}
    assert answers[-1].status_code == 429
    assert "tel:111" in answers[-1].content.decode()


def test_every_page_of_the_door_is_light_neutral_and_never_stored(cast: Cast) -> None:
    walker = Walker().open()
    pages = [walker.answer]
    for answers in ({"danger": "yes"}, {"what": WORDS * 20}, {"commune": "Tra"}, {}, {}, {}):
        walker.go(**answers)
        pages.append(walker.answer)
    pages.append(walker.go("send").answer)
    for page in pages:
        assert page["Cache-Control"] == "no-store"
        text = page.content.decode()
        assert "<title>Thông tin</title>" in text
        assert 'rel="icon" href="data:,"' in text
        assert len(page.content) < 30_000, len(page.content)
