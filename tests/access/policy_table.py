"""The policy as people read it: docs/permissions.md, not the code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mangnon.access.roles import Role
from tests.architecture.code import ROOT


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A line of the role table."""

    role: Role
    level: str
    net: str


@cache
def _tables() -> dict[str, list[list[str]]]:
    tables: dict[str, list[list[str]]] = {}
    title = ""
    for line in (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            title = line[3:].strip()
        elif line.startswith("|") and not line.startswith("|---"):
            tables.setdefault(title, []).append([cell.strip() for cell in line.strip("|").split("|")])
    return {name: rows[1:] for name, rows in tables.items()}


@cache
def rights() -> dict[str, frozenset[Role]]:
    """Action → roles that hold it. Samples have a table of their own, since they aren't in the product."""
    table = {row[0]: frozenset(Role(one) for one in row[3].split(", ") if one) for row in _tables()["Rights"]}
    return {**table, **SAMPLES}


@cache
def roles() -> dict[Role, RoleLine]:
    """The role table."""
    return {Role(row[0]): RoleLine(Role(row[0]), row[2], row[3]) for row in _tables()["Roles"]}


_SEE = {
    Role.COLLABORATOR,
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_CHAIR,
    Role.DISTRICT_OFFICER,
    Role.DISTRICT_LEADER,
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_LEADER,
}
SAMPLES = {
    "testing.samples.see": frozenset(_SEE),
    "testing.samples.note": frozenset(
        {Role.COLLABORATOR, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER}
    ),
    "testing.samples.attach": frozenset(
        {Role.COLLABORATOR, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER}
    ),
    "testing.samples.rename": frozenset({Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER}),
    "testing.samples.hand_over": frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER}),
    "testing.samples.alarm": frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER}),
    "testing.receipts.receive": frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER}),
}
