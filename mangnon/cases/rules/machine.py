"""The ways of a case as a table of data: what an act does in a state, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.cases.models import CaseState
from mangnon.lib.refusal import Refusal
from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parent.parent / "data" / "states.yaml"


class NotNow(Refusal):
    """The act doesn't fit where the case stands."""

    code = "cases.not_now"
    sentence = _("Hồ sơ đang ở “{state}”, chưa làm được việc này.")
    remedy = _("Mở lại hồ sơ để xem việc kế tiếp; có thể người khác vừa làm rồi.")
    status = 409


class StatesFileWrong(Exception):
    """The table of states can't be used."""


@dataclass(frozen=True, slots=True)
class Way:
    """One act: where it moves a case, and where it leaves it."""

    moves: Mapping[str, str] = field(default_factory=dict)
    stays: frozenset[str] = frozenset()

    def after(self, state: str) -> str | None:
        """The state afterwards; None where the act is refused."""
        return self.moves.get(state, state if state in self.stays else None)


@dataclass(frozen=True, slots=True)
class Machine:
    """All acts, the stage of each state, the states that end a case."""

    acts: Mapping[str, Way]
    stages: Mapping[str, str]
    ends: frozenset[str]
    soon: Mapping[str, int]

    def after(self, act: str, state: str) -> str:
        """The state after an act. Raises NotNow where the act isn't allowed."""
        found = self.acts[act].after(state)
        if found is None:
            raise NotNow(state=CaseState(state).label)
        return found

    def allows(self, act: str, state: str) -> bool:
        """Whether an act is allowed in a state."""
        return self.acts[act].after(state) is not None

    def into(self, state: str) -> frozenset[str]:
        """The acts that lead into a state from another."""
        return frozenset(
            name for name, way in self.acts.items() for old, new in way.moves.items() if new == state != old
        )


@cache
def machine() -> Machine:
    """The table of the file. Raises StatesFileWrong."""
    return read_machine(FILE.read_text(encoding="utf-8"))


def read_machine(text: str) -> Machine:
    """The table of a text. Raises StatesFileWrong, naming a state that doesn't exist."""
    told: dict[str, Any] = read_yaml(text)
    acts = {
        name: Way(dict(one.get("moves", {})), frozenset(one.get("stays", ()))) for name, one in told["acts"].items()
    }
    made = Machine(acts, {one["state"]: one["step"] for one in told["stages"]}, frozenset(told["ends"]), told["soon"])
    named = {state for way in acts.values() for state in (*way.moves, *way.moves.values(), *way.stays)}
    unknown = (named | set(made.stages) | made.ends) - set(CaseState.values)
    if unknown:
        raise StatesFileWrong(f"no such state: {', '.join(sorted(unknown))}")
    return made
