"""kill -9 in the middle of a batch: every row is there or gone with its entry, and the next run goes on."""

from __future__ import annotations

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
from mangnon.accounts.models import Invitation
from mangnon.audit.models import Entry
from mangnon.oversight.retention import erasures as file
from mangnon.oversight.retention import jobs
from mangnon.oversight.retention.actions.proposing import approve, confirm, draw_up
from mangnon.oversight.retention.models import Outcome, Proposal, ProposalLine, Stage
from mangnon.oversight.tests import conftest
from mangnon.oversight.tests.conftest import House
from mangnon.testing.cast import make_cast
from tests.architecture.code import ROOT

pytestmark = pytest.mark.crash
ROWS = 7
WORKER = """
import os, signal, sys, django
from pathlib import Path
django.setup()
from django.conf import settings
from django.utils import timezone
settings.ERASURES_FILE = Path(sys.argv[2])
from mangnon.access.gathering import gather
gather()
from mangnon.oversight.retention import erasures, jobs
from mangnon.oversight.retention.actions import destroying
destroying.BATCH = 3

def dying(real, after):
    told = {"left": after}
    def act(*args, **named):
        done = real(*args, **named)
        told["left"] -= 1
        if not told["left"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return act

if sys.argv[1] == "list written":
    destroying.erasures.append = dying(erasures.append, 2)
if sys.argv[1] == "booked":
    destroying.book = dying(destroying.book, 2)
jobs.destroy_approved(at=timezone.now())
"""


@pytest.fixture
def house(committed: object) -> House:
    """The house with expired links, committed."""
    gather()
    with transaction.atomic():
        made = conftest.house.__wrapped__(make_cast())  # type: ignore[attr-defined]
        old = made.at - timedelta(days=400)
        for number in range(ROWS):
            Invitation.objects.create(
                person=made.people["lien"], purpose="join", secret_hash=str(number), created_at=old, created_by="x",
                expires_at=old + timedelta(hours=number),
            )  # fmt: skip
    return made


def approved(house: House) -> Proposal:
    """A list that two people let go."""
    proposal = draw_up(actor=house.actor("tam"), at=house.at, record="accounts.invitation")
    confirm(actor=house.actor("tam"), at=house.at, proposal_id=proposal.pk)
    return approve(actor=house.actor("van"), at=house.at, proposal_id=proposal.pk)


@pytest.mark.parametrize("when", ["list written", "booked"])
def test_killed_in_the_second_batch_it_goes_on_and_nothing_is_counted_twice(
    house: House, tmp_path: Path, settings: object, when: str
) -> None:
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"  # type: ignore[attr-defined]
    proposal = approved(house)
    told = [sys.executable, "-c", WORKER, when, str(tmp_path / "erasures.jsonl")]
    ended = subprocess.run(told, cwd=ROOT, env=dict(os.environ), check=False, timeout=60, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert Invitation.objects.count() == ROWS - 3
    assert jobs.destroy_approved(at=timezone.now()) == ROWS - 3
    assert not Invitation.objects.exists()
    with acting(house.actor("an")), transaction.atomic():
        now = Proposal.objects.get(pk=proposal.pk)
        assert (now.stage, now.destroyed) == (Stage.DONE, ROWS)
        assert ProposalLine.objects.filter(outcome=Outcome.DESTROYED).count() == ROWS
        booked = Entry.objects.filter(action="oversight.retention.destroy").values_list("detail", flat=True)
        assert sum(detail["entries"] for detail in booked) == ROWS
    written = {key for one in file.read()[0] for key in one.ids}
    assert len(written) == ROWS
