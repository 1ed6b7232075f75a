"""kill -9 at the worst moments: a message may come twice, none is lost; a chain goes on where it stood."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from mangnon.access.gathering import gather
from mangnon.access.scope import acting
from mangnon.notices.models import ChainLine, ChainState, Channel, Delivery, State
from mangnon.notices.stepping import STEPPER
from mangnon.notices.tests import conftest
from mangnon.notices.tests.conftest import House
from mangnon.testing.cast import make_cast
from tests.architecture.code import ROOT

pytestmark = pytest.mark.crash
WORKER = """
import os, signal, sys, django
from datetime import timedelta
django.setup()
from django.utils import timezone
from mangnon.notices import outbox, stepping

def dying(real):
    def act(*told, **named):
        real(*told, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return act

when, later = sys.argv[1], timedelta(minutes=float(sys.argv[2]))
clock = lambda: timezone.now() + later
if when == "after sending":
    outbox.SENDERS = {name: dying(send) for name, send in outbox.SENDERS.items()}
if when == "before sending":
    outbox.prepare = dying(outbox.prepare)
if when == "in a step":
    stepping.step_chain = dying(stepping.step_chain)
stepping.step_due(clock())
outbox.Courier(clock=clock).round()
"""


@pytest.fixture
def house(committed: object) -> House:
    """The house, committed; its clock is the machine's, since other processes take part."""
    gather()
    with transaction.atomic():
        made = conftest.house.__wrapped__(make_cast())  # type: ignore[attr-defined]
        for person in made.people.values():
            person.email = ""
            person.save(update_fields=["email"])
    made.at = timezone.now()
    return made


def worker(when: str, file: Path, *, later: float = 0) -> int:
    """A worker's second in a process of its own, killed at a moment; its exit code."""
    told = {**os.environ, "MANGNON_SMS_BACKEND": "file", "MANGNON_SMS_FILE": str(file)}
    done = subprocess.run([sys.executable, "-c", WORKER, when, str(later)], cwd=ROOT, env=told, check=False, timeout=60)
    return done.returncode


def sent(file: Path) -> list[str]:
    """Ids in the file, in order."""
    return [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_b_20_killed_between_sending_and_settling_a_message_comes_twice_and_is_not_lost(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "sms.jsonl"
    house.alarm("quyet")
    assert worker("after sending", file) == -signal.SIGKILL
    (first,) = sent(file)
    assert Delivery.objects.get(channel=Channel.SMS).state == State.WAITING
    assert worker("never", file) == 0
    assert sent(file) == [first], "leased: it isn't touched"
    assert worker("never", file, later=4) == 0
    assert sent(file) == [first, first]
    assert Delivery.objects.get(channel=Channel.SMS).state == State.SENT
    assert worker("never", file, later=9) == 0
    assert len(sent(file)) == 2


def test_b_20_killed_before_sending_a_message_goes_later(house: House, tmp_path: Path) -> None:
    file = tmp_path / "sms.jsonl"
    house.alarm("quyet")
    assert worker("before sending", file) == -signal.SIGKILL
    assert sent(file) == []
    assert worker("never", file, later=4) == 0
    assert len(sent(file)) == 1


def test_b_20_killed_in_a_step_a_chain_goes_on_where_it_stood(house: House, tmp_path: Path) -> None:
    file = tmp_path / "sms.jsonl"
    chain = house.alarm("quyet")
    assert worker("in a step", file) == -signal.SIGKILL
    assert house.notices("quyet") == []
    assert worker("never", file) == 0
    with transaction.atomic(), acting(STEPPER):
        assert [line.name for line in ChainLine.objects.all()] == ["Hồ Văn Quyết"]
        assert house.chain(chain.pk).state == ChainState.RUNNING
    assert len(sent(file)) == 1
    assert house.at - timezone.now() < timedelta(0)
