"""Words of models."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.programmes.examples.models import Example, ExampleState
from mangnon.programmes.lists import choices, word
from mangnon.ui.parts import State, Status

EXAMPLES: Text = gettext_lazy("Mô hình bảo vệ trẻ em")

STATES: Mapping[str, State] = {
    ExampleState.RUNNING: State.DOING, ExampleState.PAUSED: State.DUE, ExampleState.ENDED: State.PASSED,
}  # fmt: skip


def kind_of(one: Example) -> str:
    """Its kind."""
    return word("examples", "kinds", one.kind)


def kinds() -> list[tuple[str, str]]:
    """Every kind."""
    return choices("examples", "kinds")


def state_of(one: Example) -> Status:
    """Whether it runs."""
    words = str(ExampleState(one.state).label)
    return Status(STATES[one.state], words[:1].upper() + words[1:])
