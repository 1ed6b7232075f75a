"""The ways out against providers that refuse, sleep, answer 500 and 429, and hang up after taking the message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from mangnon.notices import gateways
from mangnon.notices.gateways import Trouble, Turned, digits, international, send_mail, send_sms
from mangnon.notices.letters import Letter, bare
from mangnon.notices.models import Channel, State
from mangnon.notices.tests.conftest import House, Post
from mangnon.notices.tests.providers import PATIENCE, Gateway, Mailbox, mail_server, sms_gateway

LETTER = Letter("id-7", "0905 123 456", "Măng Non: có việc MT-7", 'Măng Non: có việc "MT-7".\nMở: http://x/?a=b&c')
MAIL = Letter("id-7", "lien@example.vn", "Măng Non: có việc MT-7", "Mở: http://x/")


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    """A mail server, with the settings that lead to it."""
    with mail_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, PATIENCE
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield found


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """An SMS gateway, with the settings that lead to it."""
    with sms_gateway() as found:
        settings.SMS = {
            "backend": "http", "url": f"http://127.0.0.1:{found.port}/gui", "method": "POST", "type": "json",
            "body": '{"to": "$international", "text": "$text", "ref": "$id"}', "headers": {"Authorization": "Bearer x"},
            "timeout": PATIENCE, "plain": False, "file": Path("unused"),
        }  # fmt: skip
        yield found


def test_an_e_mail_arrives_with_an_id_that_stays_the_same(box: Mailbox) -> None:
    send_mail(MAIL)
    send_mail(MAIL)
    ids = {message_from_string(one)["Message-ID"] for one in box.taken}
    assert ids == {"<id-7@localhost>"}


@pytest.mark.parametrize(
    ("changed", "raised", "why"),
    [
        ({"silent": True}, Trouble, "provider_silent"),
        ({"greets": "421 closing"}, Trouble, "provider_unreachable"),
        ({"rcpt": "550 no such user"}, Turned, "address_refused"),
        ({"rcpt": "450 mailbox busy"}, Trouble, "address_later"),
        ({"after_data": "554 spam"}, Turned, "letter_refused"),
        ({"after_data": "451 try later"}, Trouble, "provider_later"),
        ({"after_data": "drop"}, Trouble, "provider_unreachable"),
    ],
)
def test_what_a_mail_server_does_wrong_is_told_apart(box: Mailbox, changed: Any, raised: Any, why: str) -> None:
    for name, value in changed.items():
        setattr(box, name, value)
    with pytest.raises(raised) as trouble:
        send_mail(MAIL)
    assert trouble.value.why == why


def test_a_mail_server_that_is_not_there_is_trouble_of_everybody(box: Mailbox, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    with pytest.raises(Trouble) as trouble:
        send_mail(MAIL)
    assert trouble.value.everybody is True


def test_an_address_with_a_line_break_goes_nowhere(box: Mailbox) -> None:
    with pytest.raises(Turned, match="address_unreadable"):
        send_mail(Letter("id-7", "a@b.vn\nBcc: x@y.vn", "x", "x"))
    assert box.taken == []


def test_a_letter_taken_before_the_line_broke_comes_twice_at_most_and_is_not_lost(house: House, box: Mailbox) -> None:
    """B-20: the server keeps it and hangs up after DATA."""
    post = Post(house)
    house.hand("lien", "quyet")
    box.after_data = "drop"
    post.round()
    assert post.row().state == State.WAITING
    box.after_data = "250 ok"
    post.round(minutes=2)
    assert post.row().state == State.SENT
    assert len(box.taken) == 2
    assert len({message_from_string(one)["Message-ID"] for one in box.taken}) == 1


def test_a_message_reaches_the_gateway_as_the_template_says(gateway: Gateway) -> None:
    send_sms(LETTER)
    (asked,) = gateway.asked
    assert json.loads(asked["body"]) == {"to": "84905123456", "text": LETTER.text, "ref": "id-7"}
    assert (asked["headers"]["Authorization"], asked["headers"]["Idempotency-Key"]) == ("Bearer x", "id-7")


def test_a_form_and_an_address_are_escaped_too(gateway: Gateway, settings: Any) -> None:
    settings.SMS |= {"type": "form", "body": "to=$to&text=$text"}
    send_sms(LETTER)
    settings.SMS |= {"method": "GET", "url": f"{settings.SMS['url']}?to=$to&text=$text"}
    send_sms(LETTER)
    form, link = gateway.asked
    wanted = {"to": ["0905123456"], "text": [LETTER.text]}
    assert parse_qs(form["body"]) == wanted
    assert parse_qs(link["path"].partition("?")[2]) == wanted


@pytest.mark.parametrize(
    ("status", "raised", "why", "everybody"),
    [
        (500, Trouble, "http_500", True), (503, Trouble, "http_503", True), (429, Trouble, "http_429", True),
        (408, Trouble, "http_408", True), (401, Trouble, "provider_settings", True),
        (403, Trouble, "provider_settings", True), (302, Trouble, "provider_settings", True),
        (400, Turned, "http_400", None), (422, Turned, "http_422", None),
    ],
)  # fmt: skip
def test_what_a_gateway_answers_is_told_apart(
    gateway: Gateway, status: int, raised: Any, why: str, everybody: bool | None
) -> None:
    gateway.status = status
    with pytest.raises(raised) as trouble:
        send_sms(LETTER)
    assert (trouble.value.why, getattr(trouble.value, "everybody", None)) == (why, everybody)


def test_a_gateway_that_names_a_time_is_heard(gateway: Gateway) -> None:
    gateway.status, gateway.headers = 429, {"Retry-After": "120"}
    with pytest.raises(Trouble) as trouble:
        send_sms(LETTER)
    assert trouble.value.after == 120


def test_a_redirect_is_not_followed(gateway: Gateway) -> None:
    gateway.status, gateway.headers = 307, {"Location": f"http://127.0.0.1:{gateway.port}/elsewhere"}
    with pytest.raises(Trouble):
        send_sms(LETTER)
    assert [one["path"] for one in gateway.asked] == ["/gui"]


@pytest.mark.parametrize(("mood", "why"), [("silent", "provider_silent"), ("drop", "provider_unreachable")])
def test_a_gateway_that_says_nothing_is_trouble(gateway: Gateway, mood: str, why: str) -> None:
    gateway.mood = mood
    with pytest.raises(Trouble, match=why):
        send_sms(LETTER)
    assert len(gateway.asked) == 1


def test_a_gateway_that_is_not_there_is_trouble(gateway: Gateway, settings: Any) -> None:
    settings.SMS |= {"url": "http://127.0.0.1:1/"}
    with pytest.raises(Trouble, match="provider_unreachable"):
        send_sms(LETTER)


def test_an_urgent_message_survives_a_gateway_that_fails_in_every_way(house: House, gateway: Gateway) -> None:
    post = Post(house)
    house.alarm("quyet")
    house.step()
    for number, mood in enumerate(("drop", "", "", "")):
        gateway.mood, gateway.status = mood, (200, 500, 429, 200)[number]
        post.round(minutes=5)
    assert post.row(Channel.SMS).state == State.SENT
    assert len(gateway.asked) == 4
    assert len({json.loads(one["body"])["ref"] for one in gateway.asked}) == 1


def test_a_file_holds_one_line_a_message_and_is_closed_to_others(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "sms" / "out.jsonl"
    settings.SMS = {**settings.SMS, "backend": "file", "file": file}
    send_sms(LETTER)
    send_sms(LETTER)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [{"id": "id-7", "to": LETTER.to, "text": LETTER.text}] * 2
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_trouble_that_passes(settings: Any) -> None:
    settings.SMS = {**settings.SMS, "backend": "file", "file": Path("/dev/full")}
    with pytest.raises(Trouble, match="provider_unreachable"):
        send_sms(LETTER)


@pytest.mark.parametrize(
    ("typed", "bare_digits", "abroad"),
    [("0905 123.456", "0905123456", "84905123456"), ("+84 905 123 456", "84905123456", "84905123456"), ("12", "", "")],
)
def test_numbers_are_read_as_people_type_them(typed: str, bare_digits: str, abroad: str) -> None:
    assert (digits(typed), international(typed)) == (bare_digits, abroad)


def test_a_number_that_is_none_is_turned_away(gateway: Gateway) -> None:
    with pytest.raises(Turned, match="address_unreadable"):
        send_sms(Letter("id-7", "không có", "", "x"))
    assert gateway.asked == []


def test_diacritics_go_when_they_cost_too_much() -> None:
    assert bare("Măng Non: có việc khẩn ĐT-7. Mở: đây") == "Mang Non: co viec khan DT-7. Mo: day"


def test_there_is_a_sender_for_each_backend_that_settings_allow() -> None:
    assert set(gateways.SMS_BACKENDS) == {"file", "http"}
