"""What two records of one child may say differently, and of which one must stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.registry.models import Child, Parent


class Side(StrEnum):
    """Whose word stands."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to choose: its name in forms, its label, and the columns that belong together."""

    name: str
    label: Text
    columns: tuple[str, ...]


FIELDS: tuple[Field, ...] = (
    Field("full_name", _("Họ tên"), ("full_name", "nameless", "sort_key")),
    Field("mark", _("Ghi chú phân biệt"), ("mark",)),
    Field("born", _("Ngày sinh"), ("born", "born_from", "born_to")),
    Field("sex", _("Giới tính"), ("sex",)),
    Field("ethnicity", _("Dân tộc"), ("ethnicity",)),
    Field("nationality", _("Quốc tịch"), ("nationality",)),
    Field("personal_number", _("Số định danh"), ("personal_number",)),
    Field("external_code", _("Mã ngoài"), ("external_code",)),
    Field("birth_place", _("Nơi sinh"), ("birth_place",)),
    Field("home_place", _("Quê quán"), ("home_place",)),
    Field(
        "registered",
        _("Đăng ký khai sinh"),
        ("registered", "certificate_number", "certificate_on", "certificate_place"),
    ),
    Field("swims", _("Biết bơi"), ("swims",)),
)
OF_PARENT = ("full_name", "unknown", "born_year", "personal_number", "ethnicity", "phone", "address")
PARENT_FIELDS: tuple[Field, ...] = (Field("mother", _("Mẹ"), OF_PARENT), Field("father", _("Cha"), OF_PARENT))
NOTHING = {"", None, "9", "unknown"}
"""Values that say nothing: the other record's word stands unless somebody chooses otherwise."""
Parents = Mapping[str, Parent]


def values(row: Child | Parent | None, one: Field) -> tuple[Any, ...]:
    """What a record says."""
    return tuple(getattr(row, column) for column in one.columns) if row is not None else ()


def differing(kept: Child, dropped: Child) -> Iterator[Field]:
    """Fields of the child itself in which both records say something, and not the same."""
    for one in FIELDS:
        if values(kept, one) != values(dropped, one) and not _silent(kept, one) and not _silent(dropped, one):
            yield one


def differing_parents(kept: Parents, dropped: Parents) -> Iterator[Field]:
    """Mother and father, where both records name somebody, and not in the same words."""
    for one in PARENT_FIELDS:
        if one.name in kept and one.name in dropped and values(kept[one.name], one) != values(dropped[one.name], one):
            yield one


def standing(kept: Child, dropped: Child, choices: Mapping[str, str]) -> dict[str, Any]:
    """Column → value for what the kept record takes from the other: chosen, or said by the other alone."""
    taken: dict[str, Any] = {}
    chosen = {one.name for one in differing(kept, dropped) if choices.get(one.name) == Side.DROPPED}
    for one in FIELDS:
        filled = _silent(kept, one) and not _silent(dropped, one)
        if one.name in chosen or filled:
            taken |= {column: getattr(dropped, column) for column in one.columns}
    return taken


def _silent(row: Child, one: Field) -> bool:
    return getattr(row, one.columns[0]) in NOTHING
