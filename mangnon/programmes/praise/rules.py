"""Which act a nomination waits for, and whose: pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Step(StrEnum):
    """What can be done with a nomination."""

    CORRECT = "correct"
    ATTACH = "attach"
    PROPOSE = "propose"
    PUT = "put"
    DECIDE = "decide"
    DECLINE = "decline"
    PUBLISH = "publish"


FROM: Mapping[Step, tuple[str, ...]] = {
    Step.CORRECT: ("draft",),
    Step.ATTACH: ("draft", "proposed", "put"),
    Step.PROPOSE: ("draft",),
    Step.PUT: ("proposed",),
    Step.DECIDE: ("put",),
    Step.DECLINE: ("proposed", "put"),
    Step.PUBLISH: ("decided",),
}
"""In which stages each begins."""
PROVINCIAL: Mapping[Step, tuple[str, ...]] = {
    Step.PUT: ("province", "ministry"), Step.DECIDE: ("province", "ministry"), Step.DECLINE: ("province", "ministry"),
}  # fmt: skip
"""At these levels the province puts it before the body and writes down what was decided (ours)."""


def begins(step: Step, stage: str) -> bool:
    """Whether it can be done in a stage."""
    return stage in FROM[step]


def by_province(step: Step, level: str) -> bool:
    """Whether only the province does it."""
    return level in PROVINCIAL.get(step, ())


def may_decide(proposed_by: object, actor: object) -> bool:
    """A second person decides than who proposed."""
    return proposed_by is None or actor is None or proposed_by != actor
