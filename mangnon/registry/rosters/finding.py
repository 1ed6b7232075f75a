"""Look-alikes of a whole sheet, by the scorer of the register; which tables follow a record without being its facts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.queries import Alike, look_alikes_of
from mangnon.registry.alike.rules import Verdict
from mangnon.registry.rosters.ports import PORTS, LookAlike, Probe

DERIVED = frozenset({"registry_lookalike", "registry_alikedue"})
"""What a job made of a record: no sign that a person touched it."""
CLOSED = frozenset({"registry_alikedue", "registry_merge"})
"""The queue goes with its record; a merged record was touched, so that it is never taken back."""


def plug_in() -> None:
    """The rosters' questions are answered by the rooms' own from now on."""
    PORTS.look_alikes = scored
    PORTS.derived = DERIVED
    PORTS.closed = CLOSED


def scored(actor: Actor, probes: Sequence[Probe]) -> dict[int, list[LookAlike]]:
    """Row → records within reach that are likely the same child; rows of the sheet itself aren't told here."""
    found = look_alikes_of(actor, [_line(probe) for probe in probes], among=False)
    told = {int(key): [_told(one) for one in listed if _stored(one)] for key, listed in found.items()}
    return {row: listed for row, listed in told.items() if listed}


def _stored(one: Alike) -> bool:
    return not one.child_id.isdecimal() and one.verdict in (Verdict.CERTAIN, Verdict.LIKELY)


def _told(one: Alike) -> LookAlike:
    return LookAlike(UUID(one.child_id), one.full_name, one.born, tuple(one.words))


def _line(probe: Probe) -> Line:
    return Line(
        str(probe.row), probe.name, probe.birth.code, probe.sex, probe.mother, probe.father, probe.head,
        probe.mother_year, probe.father_year, probe.phone, probe.personal_number, probe.place_id, probe.hamlet_id,
    )  # fmt: skip
