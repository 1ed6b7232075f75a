"""What an upgrade would do to the database, and whether the version before could go on working beside it.

Expand first, contract a release later (docs/operate/upgrade.md): a migration that takes something away, or asks for
something that the version before doesn't give, says in ``contract`` since which version nothing uses it any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

GONE = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One migration that waits."""

    room: str
    name: str
    breaks: tuple[str, ...]
    """What the version before can't live with."""
    contract: str
    """Since which version that is unused, as the migration declares; empty when it declares nothing."""


def plan(alias: str = "owner") -> list[Step]:
    """What ``mangnon migrate`` would apply now, in order."""
    loader = MigrationLoader(connections[alias])
    applied = loader.applied_migrations or {}
    targets = loader.graph.leaf_nodes()
    waiting: dict[tuple[str, str], None] = {}
    for target in targets:
        waiting |= dict.fromkeys(key for key in loader.graph.forwards_plan(target) if key not in applied)
    return [step_of(loader, key) for key in waiting]


def step_of(loader: MigrationLoader, key: tuple[str, str]) -> Step:
    """One migration, judged against the tables as they are before it."""
    found = loader.graph.nodes[key]
    before = loader.project_state(key, at_end=False) if _alters(found.operations) else ProjectState()
    breaks = tuple(breaking(found.operations, before, key[0]))
    return Step(key[0], key[1], breaks, str(getattr(found, "contract", "")))


def _alters(operations: Iterable[Operation]) -> bool:
    return any(isinstance(one, migrations.AlterField) for one in operations)


def breaking(operations: Iterable[Operation], before: ProjectState, room: str) -> list[str]:
    """What in these operations the version before can't live with."""
    made: set[str] = set()
    found = []
    for one in operations:
        if isinstance(one, migrations.CreateModel):
            made.add(one.name.lower())
        if isinstance(one, GONE):
            found.append(one.describe())
        elif isinstance(one, (migrations.AddField, migrations.AlterField)) and one.model_name.lower() not in made:
            found += [f"{one.model_name}.{one.name}: {why}" for why in _field(one, before, room)]
    return found


def _field(one: migrations.AddField | migrations.AlterField, before: ProjectState, room: str) -> list[str]:
    field: models.Field[Any, Any] = one.field
    if isinstance(one, migrations.AddField):
        free = field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED
        return [] if free else ["neither empty nor filled by the database, and the version before doesn't give it"]
    return _narrowed(before.models[room, one.model_name.lower()].fields[one.name], field)


def _narrowed(was: models.Field[Any, Any], now: models.Field[Any, Any]) -> list[str]:
    """How a column takes less than before."""
    found = []
    if was.null and not now.null and now.db_default is models.NOT_PROVIDED:
        found.append("must not be empty any more")
    if now.max_length is not None and (was.max_length is None or now.max_length < was.max_length):
        found.append("became shorter")
    if was.get_internal_type() != now.get_internal_type():
        found.append(f"was {was.get_internal_type()}, becomes {now.get_internal_type()}")
    if now.unique and not was.unique:
        found.append("must be unique")
    return found


def as_json(steps: list[Step]) -> dict[str, Any]:
    """What ``mangnon migrate --plan --json`` prints."""
    rows = [{"room": one.room, "name": one.name, "breaks": list(one.breaks), "contract": one.contract} for one in steps]
    return {"waiting": rows}


def told(data: dict[str, Any]) -> str:
    """The same in lines for people; also what is said after an upgrade that was done."""
    if not data.get("waiting"):
        return "Cơ sở dữ liệu đã đúng với phiên bản này."
    lines = []
    for one in data["waiting"]:
        kind = "thu gọn" if one["breaks"] else "mở rộng"
        lines.append(f"{one['room']}.{one['name']}: {kind}")
        lines += [f"  {why}" for why in one["breaks"]]
        lines += [f"  không dùng từ {one['contract']}"] if one["contract"] else []
    return "\n".join(lines)
