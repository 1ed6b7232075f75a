"""Taking sheets in as the officer of the own commune does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mangnon.lib.ids import new_id
from mangnon.registry.models import Roster
from mangnon.registry.rosters.actions import apply_roster, check_roster, decide_roster, map_columns, receive_roster
from mangnon.registry.tests.conftest import law as law
from mangnon.testing.cast import AT, Cast

Take = Callable[..., Roster]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the bytes lie."""
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMAV = ""
    return tmp_path / "files"


@pytest.fixture
def checked(cast: Cast, law: None) -> Take:
    """Send a sheet and let it be checked."""

    def checked(upload: Any, *, by: Any = None, place: Any = None, at: datetime = AT) -> Roster:
        actor = by or cast.lien
        roster = receive_roster(actor=actor, at=at, roster_id=new_id(), place=place or cast.land.own, upload=upload)
        map_columns(actor=actor, at=at, roster_id=roster.pk, mapping={int(k): v for k, v in roster.mapping.items()})
        return check_roster(actor=actor, at=at, roster_id=roster.pk)

    return checked


@pytest.fixture
def taken(cast: Cast, checked: Take) -> Take:
    """Send a sheet, look at its doubts, take it in."""

    def taken(upload: Any, *, by: Any = None, at: datetime = AT, decided: Any = None, **more: Any) -> Roster:
        actor = by or cast.lien
        roster = checked(upload, by=actor, at=at, **more)
        assert not roster.errors, roster.faults
        decide_roster(actor=actor, at=at, roster_id=roster.pk, accepted=list(roster.doubts), decided=decided or {})
        if decided:
            check_roster(actor=actor, at=at, roster_id=roster.pk)
        return apply_roster(actor=actor, at=at, roster_id=roster.pk)

    return taken
