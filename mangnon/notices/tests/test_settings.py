"""Settings of mail and SMS: a wrong one stops the start with one clear sentence that tells no secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config import messaging
from config.environment import SettingError
from tests.access.serving import PRODUCTION, run

SMTP = {"MANGNON_SMTP_HOST": "thu.example.vn", "MANGNON_SMTP_FROM": "mangnon@example.vn"}
GATEWAY = {"MANGNON_SMS_BACKEND": "http", "MANGNON_SMS_URL": "https://sms.example.vn/gui"}
SECRET = "khoa-bi-mat"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "FROM", "TIMEOUT"):
        monkeypatch.delenv(f"MANGNON_SMTP_{name}", raising=False)


def mail(monkeypatch: pytest.MonkeyPatch, *, production: bool = True, **told: str) -> messaging.Mail:
    """The settings of mail under some variables."""
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return messaging.email(production=production)


def sms(monkeypatch: pytest.MonkeyPatch, **told: str) -> dict[str, Any]:
    """The settings of SMS under some variables."""
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return messaging.sms(data=Path("/x"), demo=False, production=True)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_a_mail_server_is_spoken_to_by_tls(monkeypatch: pytest.MonkeyPatch, security: str, port: int) -> None:
    found = mail(monkeypatch, **SMTP, MANGNON_SMTP_SECURITY=security)
    assert (found.backend, found.port, found.security, found.ready) == (messaging.SMTP, port, security, True)


def test_without_a_server_a_real_system_knows_that_no_letter_can_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mail(monkeypatch).ready is False
    assert mail(monkeypatch, production=False).ready is True
    assert sms(monkeypatch)["backend"] == ""


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"MANGNON_SMTP_HOST": "thu.example.vn"}, "MANGNON_SMTP_FROM: cần địa chỉ"),
        ({**SMTP, "MANGNON_SMTP_SECURITY": "ssl"}, "MANGNON_SMTP_SECURITY='ssl': chỉ nhận starttls, tls, none"),
        ({**SMTP, "MANGNON_SMTP_SECURITY": "none"}, "phải đi qua TLS"),
        ({**SMTP, "MANGNON_SMTP_USER": "a"}, "phải có cả hai"),
        ({**SMTP, "MANGNON_SMTP_PASSWORD": SECRET}, "phải có cả hai"),
        ({**SMTP, "MANGNON_SMTP_PORT": "0"}, "MANGNON_SMTP_PORT"),
        ({**SMTP, "MANGNON_SMTP_TIMEOUT": "lâu"}, "MANGNON_SMTP_TIMEOUT"),
    ],
)
def test_a_wrong_setting_of_mail_is_refused(monkeypatch: pytest.MonkeyPatch, told: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said) as wrong:
        mail(monkeypatch, **told)
    assert SECRET not in str(wrong.value)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"MANGNON_SMS_BACKEND": "zalo"}, "chỉ nhận http, file"),
        ({"MANGNON_SMS_URL": ""}, "MANGNON_SMS_URL: cần địa chỉ đầy đủ"),
        ({"MANGNON_SMS_URL": "sms.example.vn"}, "MANGNON_SMS_URL: cần địa chỉ đầy đủ"),
        ({"MANGNON_SMS_URL": "file:///etc/passwd"}, "MANGNON_SMS_URL: cần địa chỉ đầy đủ"),
        ({"MANGNON_SMS_URL": "https://x:99999/"}, "MANGNON_SMS_URL: cần địa chỉ đầy đủ"),
        ({"MANGNON_SMS_URL": "http://sms.example.vn"}, "chỉ gửi tin nhắn qua https"),
        ({"MANGNON_SMS_METHOD": "DELETE"}, "MANGNON_SMS_METHOD"),
        ({"MANGNON_SMS_METHOD": "GET"}, "cần có .text và .to"),
        ({"MANGNON_SMS_BODY": '{"to": "$to"}'}, "cần có .text và .to"),
        ({"MANGNON_SMS_BODY": '{"to": "$name", "text": "$text"}'}, "chỉ nhận .to, .international, .text, .id"),
        ({"MANGNON_SMS_BODY": "to=$to&text=$text"}, "không phải JSON"),
        ({"MANGNON_SMS_HEADER": SECRET}, "mỗi dòng có dạng"),
        ({"MANGNON_SMS_HEADER": f"Au th: {SECRET}"}, "mỗi dòng có dạng"),
        ({"MANGNON_SMS_TIMEOUT": "600"}, "MANGNON_SMS_TIMEOUT"),
        ({"MANGNON_SMS_PLAIN": "có"}, "MANGNON_SMS_PLAIN"),
    ],
)
def test_a_wrong_setting_of_sms_is_refused(monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said) as wrong:
        sms(monkeypatch, **{**GATEWAY, **changed})
    assert SECRET not in str(wrong.value)


def test_a_gateway_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sms(monkeypatch, **GATEWAY, MANGNON_SMS_HEADER="Authorization: Bearer x\nX-Brand: MangNon")
    assert found["headers"] == {"Authorization": "Bearer x", "X-Brand": "MangNon"}
    assert (found["method"], found["type"], found["body"]) == ("POST", "json", messaging.SMS_BODY)


def test_the_whole_start_ends_in_that_one_sentence() -> None:
    done = run("-c", "from config import settings", **PRODUCTION, MANGNON_SMS_BACKEND="http")
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("config.environment.SettingError: MANGNON_SMS_URL: cần địa chỉ đầy đủ")


def test_a_wrong_file_of_kinds_stops_the_start(tmp_path: Path) -> None:
    code = (
        "import django, pathlib; from mangnon.notices import declared;"
        f"declared.FILE = pathlib.Path({str(tmp_path / 'notices.yaml')!r}); django.setup()"
    )
    (tmp_path / "notices.yaml").write_text("kinds: [{}]", encoding="utf-8")
    done = run("-c", code, **PRODUCTION)
    assert done.returncode == 1
    assert "NoticesFileWrong" in done.stderr.strip().splitlines()[-1]
    assert "lacks 'id'" in done.stderr.strip().splitlines()[-1]
