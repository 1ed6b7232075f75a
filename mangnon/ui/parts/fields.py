"""Fields of a form as the macros take them; `bound.py` makes them from Django's bound fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mangnon.ui.parts.words import Text


class Input(StrEnum):
    """What is typed or chosen."""

    TEXT = "text"
    AREA = "area"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    EMAIL = "email"
    TEL = "tel"
    PASSWORD = "password"  # noqa: S105 - the name of a kind, not a secret
    SELECT = "select"
    RADIO = "radio"
    CHECKS = "checks"
    CHECK = "check"
    FILE = "file"
    PLACE = "place"
    HIDDEN = "hidden"


class Wide(StrEnum):
    """A field is as wide as its answer."""

    FULL = "full"
    NAME = "name"
    SHORT = "short"
    TINY = "tiny"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: Text
    chosen: bool = False
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. What was typed stays in `value`, whatever the error says.

    PLACE: with scripts a combobox that fetches suggestions from `suggest_url` and puts the chosen key into a
    hidden input `<name>_key`; without scripts the typed text is sent and the server asks or resolves.
    """

    name: str
    label: Text
    input: Input = Input.TEXT
    value: str = ""
    hint: Text = ""
    error: Text = ""
    optional: bool = False
    choices: tuple[Choice, ...] = ()
    wide: Wide = Wide.FULL
    unit: Text = ""
    rows: int = 4
    max_length: int | None = None
    autocomplete: str = ""
    accept: str = ""
    multiple: bool = False
    disabled: bool = False
    focus: bool = False
    suggest_url: str = ""
    key: str = ""

    @property
    def id(self) -> str:
        """The id of the control, which error summaries link to."""
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.hint else []
        ids += [f"{self.id}-error"] if self.error else []
        return " ".join(ids)


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary: where, and what to do about it."""

    field_id: str
    text: Text


def faults(fields: tuple[Field, ...]) -> tuple[Fault, ...]:
    """Give a line for each field that has an error, in the order of the form."""
    return tuple(
        Fault(f"{field.id}-0" if field.input in (Input.RADIO, Input.CHECKS) else field.id, field.error)
        for field in fields
        if field.error
    )
