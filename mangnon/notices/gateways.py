"""The ways out: SMTP through Django, SMS by a generic HTTP gateway or into a file. They know letters, no rows."""

from __future__ import annotations

import http.client
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from string import Template
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from mangnon.notices.letters import Letter

ANSWER_READ = 4096


class Trouble(Exception):
    """It didn't go now and may go later. ``everybody``: the provider itself is in trouble, not this letter."""

    def __init__(self, why: str, *, everybody: bool = False, after: float = 0) -> None:
        super().__init__(why)
        self.why = why
        self.everybody = everybody
        self.after = after
        """Seconds that the provider asks to wait."""


class Turned(Exception):
    """The provider turned this letter away for good."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def send_mail(letter: Letter) -> None:
    """By SMTP (settings ``MANGNON_SMTP_*``). Raises Trouble, Turned."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{letter.id}@{host}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(letter.subject, letter.text, None, [letter.to], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()), (450, b""))[0]
        raise (Turned("address_refused") if code >= 500 else Trouble("address_later")) from refused
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused, smtplib.SMTPNotSupportedError) as trouble:
        raise Trouble("provider_settings", everybody=True) from trouble
    except smtplib.SMTPDataError as refused:
        raise (Turned("letter_refused") if refused.smtp_code >= 500 else Trouble("provider_later")) from refused
    except TimeoutError as trouble:
        raise Trouble("provider_silent", everybody=True) from trouble
    except (smtplib.SMTPException, ssl.SSLError, OSError) as trouble:
        silent = isinstance(trouble.__context__, TimeoutError)  # smtplib calls it a lost connection
        raise Trouble("provider_silent" if silent else "provider_unreachable", everybody=True) from trouble
    except ValueError as wrong:  # an address that no letter can bear
        raise Turned("address_unreadable") from wrong


def send_sms(letter: Letter) -> None:
    """By the backend of ``MANGNON_SMS_BACKEND``. Raises Trouble, Turned."""
    if not digits(letter.to):
        raise Turned("address_unreadable")
    SMS_BACKENDS[settings.SMS["backend"]](letter)


def _to_file(letter: Letter) -> None:
    """One JSON line a message, on the disk before it counts as sent."""
    path = settings.SMS["file"]
    line = json.dumps({"id": letter.id, "to": letter.to, "text": letter.text}, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as trouble:
        raise Trouble("provider_unreachable", everybody=True) from trouble


def _to_http(letter: Letter) -> None:
    """One request; redirects aren't followed, so that a message goes nowhere but to the address set."""
    gateway = settings.SMS
    slots = {"to": digits(letter.to), "international": international(letter.to), "text": letter.text, "id": letter.id}
    parts = urlsplit(_filled(gateway["url"], slots, lambda value: quote(value, safe="")))
    body, headers = _body(gateway, slots)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, gateway["timeout"])
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(gateway["method"], target, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(ANSWER_READ)
    except TimeoutError as trouble:
        raise Trouble("provider_silent", everybody=True) from trouble
    except (http.client.HTTPException, OSError) as trouble:
        raise Trouble("provider_unreachable", everybody=True) from trouble
    finally:
        connection.close()
    _judge(answer.status, answer.getheader("Retry-After") or "")


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


def _body(gateway: Mapping[str, Any], slots: Mapping[str, str]) -> tuple[bytes | None, dict[str, str]]:
    headers = {"User-Agent": "MangNon", "Idempotency-Key": slots["id"], **gateway["headers"]}
    if gateway["method"] == "GET":
        return None, headers
    if gateway["type"] == "json":
        told = _filled(gateway["body"], slots, lambda value: json.dumps(value, ensure_ascii=False)[1:-1])
        return told.encode(), {"Content-Type": "application/json; charset=utf-8", **headers}
    told = _filled(gateway["body"], slots, quote_plus)
    return told.encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers}


def _filled(template: str, slots: Mapping[str, str], escape: Callable[[str], str]) -> str:
    return Template(template).substitute({name: escape(value) for name, value in slots.items()})


def _judge(status: int, after: str) -> None:
    """2xx: taken. 429, 408, 5xx: later. Our own key or address: mend the settings. Other 4xx: turned away."""
    if 200 <= status < 300:
        return
    if status == 429 or status >= 500 or status == 408:
        raise Trouble(f"http_{status}", everybody=True, after=float(after) if after.isdigit() else 0)
    if status in (401, 403, 404, 405) or status < 400:
        raise Trouble("provider_settings", everybody=True)
    raise Turned(f"http_{status}")


def digits(number: str) -> str:
    """A telephone number as figures alone; empty when it can't be one."""
    bare = "".join(sign for sign in number if sign.isdigit())
    return bare if 8 <= len(bare) <= 15 else ""


def international(number: str) -> str:
    """The same with the country's code: 84905… for 0905…."""
    bare = digits(number)
    return "84" + bare[1:] if bare.startswith("0") else bare


SMS_BACKENDS: dict[str, Callable[[Letter], None]] = {"file": _to_file, "http": _to_http}
