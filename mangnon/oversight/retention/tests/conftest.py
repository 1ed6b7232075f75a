"""A shelf of old letters whose term is over, and the people who decide about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mangnon.access import offers
from mangnon.access.retaining import Due, Retained
from mangnon.lib.ids import new_id
from mangnon.oversight.retention import jobs
from mangnon.oversight.retention.actions.holding import Held, place_hold
from mangnon.oversight.retention.actions.proposing import approve, confirm, draw_up
from mangnon.oversight.retention.models import Hold, Proposal
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.tests.conftest import house as house

RECORD = "ui.draft"
TERM = timedelta(days=90)
WHY = "theo yêu cầu của cơ quan điều tra"


@dataclass
class Shelf:
    """Records in memory under the name of a real type: when each began, where it is, whom it is about."""

    rows: dict[str, Due] = field(default_factory=dict)
    destroyed: list[str] = field(default_factory=list)
    cheats: bool = False
    watch: Callable[[Due], None] = lambda row: None

    def add(
        self, key: str, since: datetime, *, place: int | None = None, about: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.rows[key] = Due(key, since, f"dòng {key}", place, about)

    def due(self, before: datetime, ids: Any, most: int) -> list[Due]:
        found = [row for row in self.rows.values() if row.since < before and (ids is None or row.id in ids)]
        return sorted(found, key=lambda row: (row.since, row.id))[:most]

    def destroy(self, ids: Any) -> int:
        if self.cheats:
            return len(ids) - 1
        for key in ids:
            self.watch(self.rows[key])
            self.destroyed.append(key)
            del self.rows[key]
        return len(ids)


@dataclass
class Archive:
    """The shelf, the house, and the steps from a list to its end."""

    house: House
    shelf: Shelf
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.house.at

    def old(self, key: str, *, days: int = 91, **more: Any) -> None:
        """A row that began so many days ago."""
        self.shelf.add(key, self.at - timedelta(days=days), **more)

    def draw(self, **more: Any) -> Proposal:
        return draw_up(actor=self.house.actor("tam"), at=self.at, record=RECORD, **more)

    def agree(self, proposal: Proposal) -> None:
        """Two people let it happen."""
        confirm(actor=self.house.actor("tam"), at=self.at, proposal_id=proposal.pk)
        approve(actor=self.house.actor("van"), at=self.at, proposal_id=proposal.pk)

    def hold(self, by: str = "tam", **named: Any) -> Hold:
        return place_hold(actor=self.house.actor(by), at=self.at, hold_id=new_id(), held=Held(WHY, **named))

    def run(self) -> int:
        """What the worker does."""
        return jobs.destroy_approved(at=self.at)


@pytest.fixture
def erasures(tmp_path: Path, settings: Any) -> Path:
    """The list outside the database, for this test alone."""
    settings.ERASURES_FILE = tmp_path / "erasures" / "erasures.jsonl"
    return tmp_path / "erasures" / "erasures.jsonl"


@pytest.fixture
def archive(house: House, erasures: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Drafts are played by the shelf; the other types are as they are."""
    shelf = Shelf()
    others = [one for one in offers.filled(Retained) if one.record != RECORD]
    played = Retained(RECORD, "bản nháp", shelf.due, shelf.destroy)
    monkeypatch.setitem(offers._filled, Retained, [*others, played])
    return Archive(house, shelf)
