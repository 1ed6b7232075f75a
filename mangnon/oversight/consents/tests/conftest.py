"""A commune with a child of eleven and one of five, and ways to let people speak about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from mangnon.lib.ids import new_id
from mangnon.oversight.consents.actions import Person, Told, record_consent
from mangnon.oversight.consents.models import Consent
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.tests.conftest import house as house

ELEVEN, FIVE = date(2015, 3, 14), date(2021, 9, 2)
BASE = Told(
    purpose="cong-bo",
    giver="representative",
    agreed=True,
    data=("hinh-anh", "ten-tuoi"),
    way="spoken",
    given_on=date(2026, 11, 2),
    language="tiếng Ca Dong",
    explained="Đã nói ảnh sẽ đăng ở đâu.",
    relation="father",
    giver_name="Hồ Văn Bút",
    witness="Hồ Thị Nhót",
)


@dataclass
class Talk:
    """Who says what in Trà Linh."""

    house: House
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.house.at

    def say(
        self, about: Person | UUID | None = None, *, by: str = "lien", pk: UUID | None = None, **told: Any
    ) -> Consent:
        """One answer, recorded by somebody."""
        return record_consent(
            actor=self.house.actor(by), at=self.at, consent_id=pk or new_id(), about=about or self.child(),
            told=replace(BASE, **told),
        )  # fmt: skip

    def child(self, name: str = "Hồ Thị Mai", born: date = ELEVEN, **more: Any) -> Person:
        """A child of Trà Linh as told."""
        return Person(name, born, self.house.land.own.pk, **more)

    def own(self, about: UUID, **told: Any) -> Consent:
        """What the child itself says."""
        return self.say(about, giver="child", relation="", giver_name="", **told)


@pytest.fixture
def talk(house: House) -> Talk:
    return Talk(house)
