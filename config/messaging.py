"""Settings of e-mail and SMS, read from the environment; a wrong one stops the start with one sentence."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from config.environment import SettingError, flag, number, text

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SLOTS = ("to", "international", "text", "id")
SMS_BODY = '{"to": "$to", "text": "$text", "id": "$id"}'


@dataclass(frozen=True, slots=True)
class Mail:
    """The SMTP server; ``ready`` says whether letters can leave."""

    backend: str
    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str
    timeout: int
    ready: bool


def email(*, production: bool) -> Mail:
    """The settings of e-mail. Raises SettingError."""
    host = text("MANGNON_SMTP_HOST")
    security = _one_of("MANGNON_SMTP_SECURITY", "starttls", ("starttls", "tls", "none"))
    user, password = text("MANGNON_SMTP_USER"), text("MANGNON_SMTP_PASSWORD")
    sender = text("MANGNON_SMTP_FROM", "" if host else "mangnon@localhost")
    backend = text("MANGNON_EMAIL_BACKEND") or (SMTP if host else CONSOLE)
    if host and "@" not in sender:
        raise SettingError("MANGNON_SMTP_FROM: cần địa chỉ gửi đi, ví dụ mangnon@tinh.gov.vn.")
    if bool(user) != bool(password):
        raise SettingError("MANGNON_SMTP_USER và MANGNON_SMTP_PASSWORD phải có cả hai, hoặc bỏ cả hai.")
    if host and production and security == "none" and host not in ("localhost", "127.0.0.1"):
        raise SettingError("MANGNON_SMTP_SECURITY=none: thư của hệ thống thật phải đi qua TLS (starttls hoặc tls).")
    port = number("MANGNON_SMTP_PORT", PORTS[security], low=1, high=65535)
    timeout = number("MANGNON_SMTP_TIMEOUT", 10, low=1, high=60)
    ready = bool(host) or backend != CONSOLE or not production
    return Mail(backend, host or "localhost", port, security, user, password, sender, timeout, ready)


def sms(*, data: Path, demo: bool, production: bool) -> dict[str, Any]:
    """The SMS gateway: ``backend`` is empty when there is none."""
    backend = _one_of("MANGNON_SMS_BACKEND", "file" if demo else "", ("", "http", "file"))
    found: dict[str, Any] = {
        "backend": backend,
        "timeout": number("MANGNON_SMS_TIMEOUT", 10, low=1, high=60),
        "plain": flag("MANGNON_SMS_PLAIN", default=False),
        "file": Path(text("MANGNON_SMS_FILE", str(data / "sms" / "outbox.jsonl"))),
    }
    return {**found, **_gateway(production=production)} if backend == "http" else found


def _gateway(*, production: bool) -> dict[str, Any]:
    kind = _one_of("MANGNON_SMS_TYPE", "json", ("json", "form"))
    body = text("MANGNON_SMS_BODY", SMS_BODY if kind == "json" else "to=$to&text=$text&id=$id")
    url = text("MANGNON_SMS_URL")
    method = _one_of("MANGNON_SMS_METHOD", "POST", ("POST", "GET", "PUT"))
    _check_url(url, production=production)
    _check_template("MANGNON_SMS_URL", url)
    _check_template("MANGNON_SMS_BODY", body)
    _check_complete(url if method == "GET" else url + body)
    if kind == "json" and method != "GET":
        _check_json(body)
    return {"url": url, "method": method, "type": kind, "body": body, "headers": _headers(text("MANGNON_SMS_HEADER"))}


def _check_url(url: str, *, production: bool) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname
        _port = parts.port
    except ValueError:
        known = None
    if not known:
        raise SettingError("MANGNON_SMS_URL: cần địa chỉ đầy đủ của cổng tin nhắn, bắt đầu bằng https://.")
    if production and parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise SettingError("MANGNON_SMS_URL: hệ thống thật chỉ gửi tin nhắn qua https://.")


def _check_template(name: str, told: str) -> None:
    template = Template(told)
    if not template.is_valid() or set(template.get_identifiers()) - set(SLOTS):
        slots = ", ".join("$" + slot for slot in SLOTS)
        raise SettingError(f"{name}: chỉ nhận {slots}; dấu $ khác thì viết $$.")


def _check_complete(whole: str) -> None:
    """Whom and what must stand somewhere."""
    used = set(Template(whole).get_identifiers())
    if "text" not in used or not used & {"to", "international"}:
        raise SettingError("MANGNON_SMS_BODY: cần có $text và $to (hoặc $international).")


def _check_json(body: str) -> None:
    try:
        json.loads(Template(body).substitute(dict.fromkeys(SLOTS, "x")))
    except ValueError:
        raise SettingError("MANGNON_SMS_BODY: không phải JSON đúng; hoặc đặt MANGNON_SMS_TYPE=form.") from None


def _headers(told: str) -> dict[str, str]:
    """Lines ``Name: value``. What they say is a secret, so no sentence repeats it."""
    headers = {}
    for line in filter(None, map(str.strip, told.splitlines())):
        name, colon, value = line.partition(":")
        if not colon or not name.replace("-", "").isalnum() or not value.isprintable():
            raise SettingError("MANGNON_SMS_HEADER: mỗi dòng có dạng Tên: giá trị.")
        headers[name.strip()] = value.strip()
    return headers


def _one_of(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = text(name, default).strip()
    if value not in choices:
        raise SettingError(f"{name}={value!r}: chỉ nhận {', '.join(filter(None, choices))}.")
    return value
