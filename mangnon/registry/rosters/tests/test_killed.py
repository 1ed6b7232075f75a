"""kill -9 in the middle of an import: all or nothing, and the repeat takes it in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from mangnon.access.gathering import gather
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.models import RosterState
from mangnon.registry.queries import children
from mangnon.registry.rosters.actions import apply_roster, check_roster, receive_roster
from mangnon.registry.rosters.tests.sheets import child, sheet
from mangnon.registry.tests.conftest import LISTS
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, make_cast
from mangnon.testing.people import make_person
from tests.architecture.code import ROOT

pytestmark = pytest.mark.crash
WORKER = """
import os, signal, sys, django
django.setup()
from uuid import UUID
from datetime import datetime
from mangnon.access.gathering import gather
gather()
from django.conf import settings
settings.FILES_DIR = sys.argv[4]
from mangnon.registry.rosters import applying, actions
from mangnon.registry.rosters.jobs import work_on

def dying(real, after):
    calls = []
    def act(*told, **named):
        done = real(*told, **named)
        calls.append(1)
        if len(calls) == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return act

if sys.argv[3] == "rows":
    applying.insert = dying(applying.insert, 3)
if sys.argv[3] == "booked":
    actions.book = dying(actions.book, 1)
work_on(roster_id=UUID(sys.argv[1]), person_id=UUID(sys.argv[2]), at=datetime.fromisoformat(sys.argv[5]))
"""


@pytest.fixture
def waiting(committed: object, folder: Path) -> Any:
    """A roster that waits for the worker, committed."""
    gather()
    with transaction.atomic():
        cast = make_cast()
        make_person("Hồ Thị Liên", "commune_officer", cast.land.own)
        put(*LISTS)
    with acting(cast.lien), transaction.atomic():
        upload = sheet([child(f"Hồ Thị {n}", "2015", mother_name="Hồ Thị Mẹ") for n in range(50)])
        roster = receive_roster(actor=cast.lien, at=AT, roster_id=new_id(), place=cast.land.own, upload=upload)
        check_roster(actor=cast.lien, at=AT, roster_id=roster.pk)
        type(roster).objects.visible_to(cast.lien, "registry.rosters.see").update(state=RosterState.APPLYING)
    return cast, roster, folder


def worker(roster: Any, cast: Any, folder: Path, when: str) -> int:
    told = [sys.executable, "-c", WORKER, str(roster.pk), str(cast.lien.me), when, str(folder), AT.isoformat()]
    return subprocess.run(told, cwd=ROOT, env=dict(os.environ), check=False, timeout=120).returncode


def test_a_killed_import_leaves_nothing_and_its_repeat_everything(waiting: Any) -> None:
    cast, roster, folder = waiting
    for when in ("rows", "booked"):
        assert worker(roster, cast, folder, when) == -signal.SIGKILL
        with acting(cast.lien), transaction.atomic():
            assert children(cast.lien).count() == 0
    assert worker(roster, cast, folder, "never") == 0
    with acting(cast.lien), transaction.atomic():
        assert children(cast.lien).count() == 50
        assert apply_roster(actor=cast.lien, at=AT, roster_id=roster.pk).state == RosterState.APPLIED
        assert children(cast.lien).count() == 50
