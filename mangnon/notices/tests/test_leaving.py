"""A-20: whatever stands inside, only a code and a link leave; no canary in outbox, mail, SMS or log."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.serializers.json import DjangoJSONEncoder

from mangnon.access.scope import acting
from mangnon.notices import letters
from mangnon.notices.declared import every_kind
from mangnon.notices.models import Delivery, Notice, Telling, Try
from mangnon.notices.outbox import COURIER, Courier
from mangnon.notices.tests.conftest import CANARY, House

LINK = r"http://localhost:8000/thong-bao/[3-9A-Z]{5}-[3-9A-Z]{5}"
SMS = re.compile(rf"Măng Non: có việc (khẩn )?MT-\d+\. Mở: {LINK}")
MAIL = re.compile(
    rf"Măng Non: có việc (khẩn )?MT-\d+\n\nMở, sau khi đăng nhập: {LINK}\n\n"
    r"Thư tự động, không trả lời\. Thư không chứa thông tin về ai\."
)


@pytest.fixture
def sms(settings: Any, tmp_path: Path) -> Path:
    """The file into which messages go."""
    settings.SMS = {**settings.SMS, "backend": "file", "file": tmp_path / "sms.jsonl"}
    return tmp_path / "sms.jsonl"


def everything(house: House) -> None:
    """Everything that tells, sent out."""
    house.hand("lien", "quyet")
    house.alarm("quyet", "lien")
    for _time in range(7):
        house.step(minutes=31)
    Courier(clock=lambda: house.at).round()


def canaries(house: House) -> set[str]:
    """What must not leave: the child, the place, everybody's name, and pieces of them."""
    names = {CANARY, house.child.full_name, str(house.child.pk), house.land.own.name, "Trà Linh"}
    return names | {person.full_name for person in house.people.values()} | {"Ánh", "Canary", "mẫu thử"}


def test_a_20_mail_and_sms_hold_a_code_and_a_link_and_nothing_else(house: House, sms: Path) -> None:
    everything(house)
    messages = [json.loads(line)["text"] for line in sms.read_text(encoding="utf-8").splitlines()]
    assert min(len(messages), len(mail.outbox)) >= 4
    assert [one for one in messages if not SMS.fullmatch(one)] == []
    assert [one.body for one in mail.outbox if not MAIL.fullmatch(one.body)] == []
    assert [
        one.subject for one in mail.outbox if not re.fullmatch(r"Măng Non: có việc (khẩn )?MT-\d+", one.subject)
    ] == []


def test_a_20_no_canary_leaves_by_any_way(house: House, sms: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="mangnon"):
        everything(house)
    gone = sms.read_text(encoding="utf-8") + caplog.text
    gone += "".join(one.message().as_string() + one.body + one.subject for one in mail.outbox)
    assert [one for one in canaries(house) if one in gone] == []
    assert "@example.vn" not in caplog.text
    assert "0905" not in caplog.text


def test_a_20_no_canary_lies_in_the_outbox(house: House, sms: Path) -> None:
    """The courier's whole tables; names of people on lines of chains stay under the office's row security."""
    everything(house)
    with acting(COURIER):
        rows = [
            *Delivery.objects.values(), *Try.objects.values(), *Notice.objects.values(),
            *Telling.objects.exclude(kind="testing.handed").values("fact", "code", "words", "kind"),
        ]  # fmt: skip
    held = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False).replace(str(house.child.pk), "")
    assert len(rows) > 20
    assert [one for one in canaries(house) - {str(house.child.pk)} if one in held] == []


def test_a_20_titles_have_no_way_into_a_letter() -> None:
    """The functions that write letters take neither a kind nor its words."""
    import inspect

    for write in (letters.mail, letters.message):
        assert set(inspect.signature(write).parameters) == {
            "letter_id", "to", "subject_code", "link", "urgent", "language",
        }  # fmt: skip
    assert not hasattr(letters, "title_of")
    assert every_kind()


@pytest.mark.parametrize("urgent", [True, False])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters_speak_the_language_of_whom_they_reach(urgent: bool, language: str) -> None:
    told: dict[str, Any] = {"letter_id": "i", "to": "t", "subject_code": "TB-1187", "link": "https://x/thong-bao/A"}
    for write in (letters.mail, letters.message):
        text = write(**told, urgent=urgent, language=language).text
        assert "TB-1187" in text
        assert text.count("https://x/thong-bao/A") == 1
        assert ("urgent" in text or "khẩn" in text) is urgent
        assert ("có việc" in text) is (language == "vi")


def test_a_message_fits_into_two_parts_with_diacritics_and_one_without(settings: Any) -> None:
    settings.PUBLIC_URL = "https://mangnon.danang.gov.vn"
    told: dict[str, Any] = {"letter_id": "i", "to": "t", "subject_code": "TB-118700", "urgent": True, "language": "vi"}
    link = letters.link_to("7KQ4X-M9TAW")
    assert len(letters.message(**told, link=link).text) <= 134
    settings.SMS = {**settings.SMS, "plain": True}
    plain = letters.message(**told, link=link).text
    assert plain.isascii()
    assert len(plain) <= 160
