"""Which fields a re-verification visit asks: dated data, checked when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parents[1] / "data" / "verifying.yaml"
KINDS = frozenset({"name", "birth", "code", "school", "grade", "hamlet", "yesno"})
APPLIES = frozenset({"", "child", "parent", "home"})
MET = "met"
"""The field beside those of the list: whether the child is there at all."""
YES, NO = "yes", "no"


class RecheckFileWrong(Exception):
    """The file of fields can't be used."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field: its kind, the code list of a code, what silence of the register means, how it is put right."""

    code: str
    kind: str
    vi: str
    en: str
    list: str = ""
    silent: str = ""
    apply: str = ""
    hint: str = ""
    hint_en: str = ""

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.en if get_language() == "en" else self.vi

    @property
    def help(self) -> str:
        """What to mind when asking, in the reader's language."""
        return self.hint_en if get_language() == "en" else self.hint


@dataclass(frozen=True, slots=True)
class Rules:
    """The fields of a round, from a day on, and where the list comes from."""

    valid_from: date
    source: str
    confirmed: bool
    fields: tuple[AskedField, ...]

    def field(self, code: str) -> AskedField | None:
        """One of them."""
        return next((one for one in self.fields if one.code == code), None)


@cache
def every_rules() -> tuple[Rules, ...]:
    """All lists of the file, the earliest first. Raises RecheckFileWrong."""
    return read_rules(FILE.read_text(encoding="utf-8"))


def read_rules(text: str) -> tuple[Rules, ...]:
    """The lists of a text. Raises RecheckFileWrong, naming what can't be used."""
    try:
        made = [Rules(**{**one, "fields": tuple(map(_field, one["fields"]))}) for one in read_yaml(text)["rechecks"]]
    except (KeyError, TypeError, ValueError) as error:
        raise RecheckFileWrong(str(error)) from error
    if not made:
        raise RecheckFileWrong("rechecks")
    return tuple(sorted(made, key=lambda one: one.valid_from))


def _field(told: dict[str, Any]) -> AskedField:
    made = AskedField(**told)
    if made.kind not in KINDS or made.apply not in APPLIES or (made.kind == "code") != bool(made.list):
        raise ValueError(made.code)
    return made


def rules_on(on: date) -> Rules:
    """The list in force on a day; before the first one, the first."""
    known = every_rules()
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])
