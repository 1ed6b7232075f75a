"""Through the HTTP door: the desk, the page, the vault, the rota; canaries that nobody else may see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.cli import main
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.files.models import StoredFile
from mangnon.files.tests.friendly import picture
from mangnon.intake.models import Contact, HarmReport, State
from mangnon.intake.tests.conftest import fresh
from mangnon.intake.words import when_words
from mangnon.lib.ids import new_id
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db
CANARY = {"reporter_name": "Chim Hoàng Yến", "reporter_phone": "0909333444", "reporter_safe": "gốc đa đầu làng"}
STORY, SUSPECT = "Nghe tiếng khóc lạ ở nhà sàn", "Kẻ Vô Danh Họ Thử"


@pytest.fixture
def desks(cast: Cast) -> dict[str, Client]:
    """One signed-in person of each kind that meets a report."""
    land = cast.land
    put("codes", "procedure", "form")
    posts: dict[str, tuple[Role, Any]] = {
        "lien": (Role.COMMUNE_OFFICER, land.own), "quyet": (Role.COMMUNE_CHAIR, land.own),
        "thao": (Role.COMMUNE_OFFICER, land.sibling), "phu": (Role.PROVINCE_OFFICER, land.province),
        "hotline": (Role.HOTLINE, land.province), "an": (Role.AUDITOR, land.province),
    }  # fmt: skip
    return {name: signed_in(make_person(f"Người {name}", role, place)) for name, (role, place) in posts.items()}


def entry(**more: Any) -> dict[str, Any]:
    """What the desk sends."""
    typed = {
        "report_id": str(new_id()), "looked": "", "what": STORY, "place": "xã Trà Linh", "place_key": "",
        "child_name": "Hồ Thị Na", "channel": "18001581", "danger": "no", "suspect_name": SUSPECT, "tie": "neighbour",
    }  # fmt: skip
    return {**typed, **CANARY, **more}


def send(client: Client, view: str, *args: Any, **typed: Any) -> Any:
    """A form is sent."""
    return client.post(reverse(f"intake:{view}", args=args), typed)


def page(client: Client, view: str, *args: Any) -> str:
    """A page is opened."""
    response = client.get(reverse(f"intake:{view}", args=args))
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_a_call_from_five_answers_to_a_second_persons_word(cast: Cast, desks: dict[str, Client]) -> None:
    """Hotline → commune: accept, complete, screen out, confirm; the sender reads the outcome."""
    typed = entry()
    answer = send(desks["hotline"], "entry", **typed)
    one = typed["report_id"]
    assert answer.status_code == 303
    assert answer["Location"] == reverse("intake:report", args=[one])
    assert send(desks["hotline"], "entry", **typed).status_code == 303  # pressed twice
    assert send(desks["hotline"], "entry", **{**typed, "danger": "yes"}).status_code == 409

    assert "Tiếp nhận" in page(desks["lien"], "report", one)
    assert send(desks["lien"], "accept", one).status_code == 303
    assert STORY in page(desks["lien"], "complete", one)
    changed = {"version": 2, "what": STORY, "place": "Trà Linh", "danger": "no", "channel": "18001581"}
    assert send(desks["lien"], "complete", one, **changed, happened_text="đêm qua").status_code == 303
    assert send(desks["lien"], "complete", one, **changed).status_code == 409  # somebody saved meanwhile
    child = {"version": 3, "full_name": "Hồ Văn Ná", "sex": "1", "born": "2019", "home": "xã Trà Leng"}
    assert send(desks["lien"], "write_child", one, **child).status_code == 303
    person = {"version": 4, "tie": "father", "near": "yes"}
    assert send(desks["lien"], "write_suspect", one, **person).status_code == 303
    shown = page(desks["lien"], "report", one)
    assert "Hồ Văn Ná" in shown
    assert "để quyết định biện pháp can thiệp khẩn cấp" in shown

    note = "Đã đến nhà, gặp trẻ và gia đình"
    out = {"version": 5, "reason": "no_harm", "note": note}
    assert send(desks["lien"], "screen_out", one, **out).status_code == 303
    assert send(desks["lien"], "confirm_screen_out", one, agrees="yes").status_code == 403
    assert note in page(desks["quyet"], "confirm_screen_out", one)
    assert send(desks["quyet"], "confirm_screen_out", one, agrees="yes").status_code == 303
    told = page(desks["hotline"], "report", one)
    assert "Đã xem xét, không mở hồ sơ" in told
    assert note not in told
    with acting(cast.lien):
        assert (fresh(one).state, when_words(fresh(one))) == (State.SCREENED_OUT, "đêm qua")


def test_canaries_of_the_vault_and_the_suspect_stay_with_those_who_may(cast: Cast, desks: dict[str, Client]) -> None:
    one = (typed := entry())["report_id"]
    send(desks["hotline"], "entry", **typed)
    secrets = (*CANARY.values(), SUSPECT, STORY)
    seen = {name: page(client, "reports") for name, client in desks.items() if name != "an"}
    seen["hotline's page"] = page(desks["hotline"], "report", one)
    for name, html in seen.items():
        hidden = [one for one in secrets if one in html and (one, name) != (STORY, "hotline's page")]
        assert hidden == [], name
    mine = page(desks["lien"], "report", one)
    assert SUSPECT in mine
    assert not [canary for canary in CANARY.values() if canary in mine]
    assert desks["thao"].get(reverse("intake:report", args=[one])).status_code == 404
    assert desks["an"].get(reverse("intake:reports")).status_code == 403
    refused = send(desks["hotline"], "reporter_opened", one, reason="gọi lại cho người báo")
    assert refused.status_code == 403
    opened = send(desks["lien"], "reporter_opened", one, reason="gọi lại cho người báo")
    assert all(canary in opened.content.decode() for canary in CANARY.values())
    with connection.cursor() as cursor, acting(cast.an):
        cursor.execute("select string_agg(detail::text || subject_id, ' ') from audit_entry")
        book = str(cursor.fetchone()[0])
    assert "gọi lại cho người báo" in book
    assert not [one for one in secrets if one in book]


def test_a_report_that_names_the_office_leaves_a_receipt(cast: Cast, desks: dict[str, Client]) -> None:
    one = (typed := entry(against="commune"))["report_id"]
    answer = send(desks["lien"], "entry", **typed)
    assert answer["Location"] == reverse("intake:receipt", args=[one])
    assert "đi lên một cấp" in page(desks["lien"], "receipt", one)
    assert desks["lien"].get(reverse("intake:report", args=[one])).status_code == 404
    assert desks["quyet"].get(reverse("intake:receipt", args=[one])).status_code == 404
    assert STORY in page(desks["phu"], "report", one)


def test_a_divided_commune_is_asked_about_once_and_never_stops_a_report(cast: Cast, desks: dict[str, Client]) -> None:
    typed = entry(place="xã Hòa Liên")
    asked = send(desks["hotline"], "entry", **typed)
    assert asked.status_code == 422
    assert all(name in asked.content.decode() for name in ("nay có thể là", "phường Hải Vân", STORY))
    assert send(desks["hotline"], "entry", **{**typed, "looked": "xã Hòa Liên"}).status_code == 303
    with acting(cast.phu):
        assert fresh(typed["report_id"]).place_id == cast.land.province.pk


def test_handing_on_returning_and_the_worklist(cast: Cast, desks: dict[str, Client]) -> None:
    one = (typed := entry())["report_id"]
    send(desks["thao"], "entry", **typed)
    assert "Hồ Thị Na" in desks["lien"].get(reverse("desk:home")).content.decode()
    assert send(desks["lien"], "return", one, reason="not_here", note="Ở xã bên").status_code == 303
    assert "Không xảy ra ở địa bàn này" in page(desks["thao"], "report", one)
    assert send(desks["thao"], "forward", one, note="").status_code == 422
    up = send(desks["thao"], "forward", one, up="on", note="Chưa rõ ở xã nào")
    assert up.status_code == 303
    assert send(desks["phu"], "accept", one).status_code == 303
    assert send(desks["phu"], "forward", one, place="Trà Leng").status_code == 303
    with acting(cast.phu):
        assert fresh(one).place_id == cast.land.sibling.pk


def test_look_alikes_are_shown_while_somebody_writes(cast: Cast, desks: dict[str, Client]) -> None:
    send(desks["lien"], "entry", **entry())
    typed = {"child_name": "Hồ Thị Na", "place": "Trà Linh", "place_key": "", "born": "", "sex": "9"}
    found = send(desks["quyet"], "alike", **typed).content.decode()
    assert "TB-20950-" in found
    assert "TB-20950-" not in send(desks["thao"], "alike", **typed).content.decode()


def test_a_contact_is_counted_with_one_press(cast: Cast, desks: dict[str, Client]) -> None:
    typed = {"contact_id": str(new_id()), "channel": "18001581", "kind": "silent"}
    for _time in range(2):
        answer = desks["hotline"].post(reverse("intake:count"), typed, headers={"HX-Request": "true"})
        assert answer.status_code == 200
    with acting(cast.phu):
        assert Contact.objects.count() == 1
    assert send(desks["hotline"], "count", **{**typed, "contact_id": "x"}).status_code == 422


def test_the_rota_of_an_office(cast: Cast, desks: dict[str, Client]) -> None:
    assert "Lúc này không có ai trực" in page(desks["lien"], "rota")
    form = page(desks["quyet"], "plan_turn")
    assert "Người lien" in form
    now = timezone.localtime().replace(minute=0)
    with acting(cast.phu):
        person = make_person("Người mới", Role.COMMUNE_OFFICER, cast.land.own)
    turn = {"turn_id": str(new_id()), "person": str(person.pk), "starts_at": now.strftime("%H:%M %d/%m/%Y"),
            "ends_at": now.strftime("23:59 %d/%m/%Y")}  # fmt: skip
    assert send(desks["quyet"], "plan_turn", **turn).status_code == 303
    assert send(desks["quyet"], "plan_turn", **{**turn, "turn_id": str(new_id())}).status_code == 409
    assert "Người mới" in page(desks["lien"], "rota")
    elsewhere = f"{reverse('intake:rota')}?noi={cast.land.sibling.pk}"
    assert desks["lien"].get(elsewhere).status_code == 404
    assert send(desks["quyet"], "drop_turn", turn["turn_id"]).status_code == 303


def test_form_01_asks_nothing_that_the_report_knows(cast: Cast, desks: dict[str, Client]) -> None:
    one = (typed := entry(happened_text="đêm qua"))["report_id"]
    send(desks["lien"], "entry", **typed)
    form = desks["lien"].get(reverse("papers:fill", args=["intake.report", one, "mau-01"])).content.decode()
    assert all(known in form for known in ("Hồ Thị Na", STORY, "Xã Trà Linh"))
    assert not [canary for canary in CANARY.values() if canary in form]


def test_the_command_receives_a_report_once(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {
        "id": str(new_id()), "channel": "111", "reference": "48213", "what": STORY, "place": {"text": "xã Trà Nam"},
        "child": {"name": "Hồ Thị Na", "born": "2019"}, "reporter": {"phone": "0909333444"}, "danger_now": True,
        "first_information_at": "2026-01-02T03:04:05+07:00",
    }  # fmt: skip
    path = tmp_path / "tin.json"
    path.write_text(json.dumps(sent), encoding="utf-8")
    monkeypatch.setattr("config.database.is_external", lambda: True)
    capsys.readouterr()
    asked = ["intake", "receive", "--from-json", str(path), "--json"]
    assert main(asked) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["place"]["name"], first["urgency"]) == ("Xã Trà Linh", "emergency")
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out) == first
    path.write_text(json.dumps({**sent, "what": "khác"}), encoding="utf-8")
    assert main(asked) == 1
    path.write_text("không phải JSON", encoding="utf-8")
    assert main(asked) == 1
    with acting(cast.phu):
        assert HarmReport.objects_unguarded.count() == 1


def test_a_picture_of_a_report_is_closed_and_opened_by_few_with_a_reason(
    cast: Cast, desks: dict[str, Client], tmp_path: Path, settings: Any
) -> None:
    """It may show abuse: blurred on the page, opened by those who act for the place, each time booked."""
    settings.FILES_DIR, settings.CLAMAV = tmp_path / "files", ""
    typed = entry()
    assert send(desks["hotline"], "entry", **typed).status_code == 303
    one = typed["report_id"]
    answer = send(desks["hotline"], "attach", one, file=SimpleUploadedFile("chan.jpg", picture()), sensitive="on")
    assert answer.status_code == 303
    with acting(cast.phu):
        kept = StoredFile.objects.get(owner_kind="intake.report")
    assert (kept.sensitive, kept.owner_id) == (True, UUID(one))
    opening = reverse("files:open", args=[kept.pk])
    asked = {"reason": "Xem vết thương để báo bệnh viện"}
    assert opening in page(desks["lien"], "report", one)
    opened = desks["lien"].post(opening, asked)
    assert opened.status_code == 200
    assert b"".join(opened.streaming_content)
    assert opening not in page(desks["hotline"], "report", one)
    for name, status in (("hotline", 403), ("thao", 404), ("an", 404)):
        assert desks[name].post(opening, asked).status_code == status, name
        sent = {"file": SimpleUploadedFile("a.jpg", picture())}
        assert name == "hotline" or send(desks[name], "attach", one, **sent).status_code in (403, 404)
    assert send(desks["lien"], "attach", one, file=SimpleUploadedFile("a.svg", b"<svg/>")).status_code == 422
    with acting(cast.phu):
        assert StoredFile.objects.count() == 1
