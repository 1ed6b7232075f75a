"""Real units in which the tests of places play: Trà Linh's neighbours in Đông Giang, and divided Hòa Liên."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from mangnon.access.actor import Actor, console
from mangnon.access.gathering import gather
from mangnon.access.roles import Role
from mangnon.places.models import Unit
from mangnon.testing.cast import actor

AT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
REFORM = date(2025, 7, 1)


def unit(code: str, since: str) -> Unit:
    """One real unit."""
    return Unit.objects.get(code=code, valid_from=since)


@dataclass(frozen=True, slots=True)
class Ground:
    """Prao and A Ting went wholly into Đông Giang and Sông Kôn; Hòa Liên was divided between two."""

    prao: Unit
    dong_giang: Unit
    hoa_lien: Unit
    hai_van: Unit
    ba_na: Unit
    da_nang: Unit

    def officer(self, place: Unit) -> Actor:
        """Bhling Thị Nhung, officer of one commune."""
        return actor("Bhling Thị Nhung", Role.COMMUNE_OFFICER, place)

    @property
    def phu(self) -> Actor:
        """Trần Đình Phú of the province."""
        return actor("Trần Đình Phú", Role.PROVINCE_OFFICER, self.da_nang)

    @property
    def quan(self) -> Actor:
        """Phan Quân, administrator: sees no child."""
        return actor("Phan Quân", Role.ADMINISTRATOR, self.da_nang)

    @property
    def root(self) -> Actor:
        """Whoever runs commands on the server."""
        return console("root")


@pytest.fixture
def ground(db: None) -> Ground:
    """The real units."""
    gather()
    return Ground(
        prao=unit("20467", "2019-01-01"),
        dong_giang=unit("20467", "2025-07-01"),
        hoa_lien=unit("20296", "2019-01-01"),
        hai_van=unit("20194", "2025-07-01"),
        ba_na=unit("20197", "2025-07-01"),
        da_nang=unit("48", "2025-07-01"),
    )
