"""kill -9 in the middle of a merge: either everything happened or nothing did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from django.db import transaction

from mangnon.access.actor import console
from mangnon.access.gathering import gather
from mangnon.access.scope import acting
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.registry.actions import merge_children
from mangnon.registry.models import Child, LookAlike, Merge, OtherName
from mangnon.testing.cast import AT, make_cast
from tests.architecture.code import ROOT

pytestmark = pytest.mark.crash
ACTOR = console("thu")
MERGING = """
import os, signal, sys, uuid, django
from datetime import datetime, timezone
django.setup()
from mangnon.access.actor import console
from mangnon.access.gathering import gather
from mangnon.registry.actions import merge_children, merging
gather()
merging.book = lambda **_told: os.kill(os.getpid(), signal.SIGKILL)
merge_children(
    actor=console("thu"), at=datetime(2026, 11, 23, 3, 42, tzinfo=timezone.utc), pair_id=uuid.UUID(sys.argv[1]),
    keep=uuid.UUID(sys.argv[2]), choices={},
)
"""


@pytest.fixture
def pair(committed: object) -> LookAlike:
    """Two records that may be one child, committed."""
    gather()
    with transaction.atomic():
        land = make_cast().land
        with acting(ACTOR):
            children = sorted((child(land.own, name) for name in ("Hồ Thị Hoa", "Ho Thi Hoa")), key=lambda one: one.pk)
            return LookAlike.objects.create(
                id=new_id(), first=children[0], second=children[1], score=9, verdict="likely"
            )  # fmt: skip


def child(place: object, name: str) -> Child:
    made = Child(id=new_id(), place=place, full_name=name, sort_key=name, sex="2", recorded_by="x")
    made.set_birth(PartialDate(2016, 3, 7))
    made.save(force_insert=True)
    return made


def test_b_20_a_merge_that_is_killed_before_its_end_has_not_begun(pair: LookAlike) -> None:
    command = [sys.executable, "-c", MERGING, str(pair.pk), str(pair.first_id)]
    killed = subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    with transaction.atomic(), acting(ACTOR):
        assert not Merge.objects.exists()
        assert not OtherName.objects.exists()
        assert set(Child.objects.everything_unchecked().values_list("left", flat=True)) == {""}
        assert LookAlike.objects.get().state == LookAlike.State.OPEN
    merge_children(actor=ACTOR, at=AT, pair_id=pair.pk, keep=pair.first_id, choices={})
    with transaction.atomic(), acting(ACTOR):
        assert Merge.objects.count() == 1
