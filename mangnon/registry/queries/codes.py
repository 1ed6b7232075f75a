"""Code lists and groups as the law of a day holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mangnon.lib.refusal import Text
from mangnon.registry.models import Sensitivity
from mangnon.registry.refusals import UnknownCode
from mangnon.statutes.kinds.circumstances import Group
from mangnon.statutes.queries.definitions import Law, all_of, definition

_SENSITIVITY = {"normal": Sensitivity.NORMAL, "high": Sensitivity.HIGH, "very_high": Sensitivity.VERY_HIGH}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group or sub-group that a child may belong to."""

    code: str
    group: str
    title: str
    version: str
    sensitivity: Sensitivity
    requires: str = ""
    confirmed: bool = True


def code_items(name: str, on: date) -> dict[str, str]:
    """Code → Vietnamese wording of a list of kind ``codes`` in force on a day. Raises UnknownDefinition."""
    return {item.code: item.vi for item in definition("codes", name, on).body.items}


def label(name: str, code: str, on: date) -> Text:
    """The wording of a code; the code itself when the list doesn't have it."""
    return code_items(name, on).get(code, code) if code else ""


def check_code(name: str, code: str, on: date) -> None:
    """Raises UnknownCode; an empty code passes."""
    if code and code not in code_items(name, on):
        raise UnknownCode(value=code, name=definition("codes", name, on).title)


def groups_on(on: date) -> list[GroupLine]:
    """All groups and sub-groups of the law of a day, in its order; children at risk (``NC``) at the end."""
    return lines_of(all_of("circumstances", on))


def lines_of(laws: Iterable[Law]) -> list[GroupLine]:
    """The groups of definitions of kind ``circumstances``."""
    return [line for law in laws for line in _lines(law)]


def group_of(code: str, on: date) -> GroupLine | None:
    """One of them, if the law of that day has it."""
    return next((line for line in groups_on(on) if line.code == code), None)


def line_for(code: str, since: date, today: date) -> GroupLine:
    """The group by the law of the day on which it begins to hold, else by today's. Raises UnknownCode.

    What began before the first law we hold (2017-07-01) is recorded under the law of today.
    """
    found = group_of(code, since) or group_of(code, today)
    if found is None:
        raise UnknownCode(value=code, name=_("hoàn cảnh đặc biệt"))
    return found


def _lines(law: Law) -> list[GroupLine]:
    body: Group = law.body
    own = _SENSITIVITY[body.sensitivity]
    lines = [GroupLine(law.key, law.key, law.title_vi, law.version, own, body.requires, law.confirmed)]
    for one in body.subgroups:
        sensitivity = _SENSITIVITY[one.sensitivity] if one.sensitivity else own
        confirmed = one.confirmed and law.confirmed
        lines.append(GroupLine(one.code, law.key, one.vi, law.version, sensitivity, body.requires, confirmed))
    return lines
