"""Records of the register as lines to compare, and the weights to compare them with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from mangnon.access.managers import GuardedQuerySet
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.weights import DEFAULTS, Weights
from mangnon.registry.models import AlikeWeights, Left, OtherName
from mangnon.registry.told import ChildTold, ParentTold

COLUMNS = (
    "id", "full_name", "born", "sex", "mother__full_name", "father__full_name", "household__head_name",
    "mother__born_year", "father__born_year", "household__phone", "mother__phone", "father__phone",
    "personal_number", "place_id", "place__today", "hamlet_id", "ethnicity", "external_code", "household__address",
    "left",
)  # fmt: skip
AT_ONCE = 5_000
COMPARED = ~Q(left=Left.MERGED)
"""Merged records aren't compared: what they say lives on in the kept one."""


def lines(rows: GuardedQuerySet[Any], *, names: dict[UUID, str] | None = None) -> Iterator[Line]:
    """The records as lines, a few thousand at a time; ``names`` are other names by child."""
    mother = FilteredRelation("parents", condition=Q(parents__which="mother", parents__unknown=False))
    father = FilteredRelation("parents", condition=Q(parents__which="father", parents__unknown=False))
    found = rows.filter(COMPARED).alias(mother=mother, father=father).order_by().values_list(*COLUMNS)
    known = names or {}
    for row in found.iterator(chunk_size=AT_ONCE):
        yield _line(row, known)


def _line(row: tuple[Any, ...], names: dict[UUID, str]) -> Line:
    phones = " ".join(phone for phone in row[9:12] if phone)
    today = row[14]
    place = today[0] if today and len(today) == 1 else row[13]
    return Line(
        str(row[0]), row[1], row[2], row[3], row[4] or "", row[5] or "", row[6] or "", row[7] or 0, row[8] or 0,
        phones, row[12], place, row[15] or 0, row[16], row[17], row[18] or "", row[19] == Left.DIED,
        names.get(row[0], ""),
    )  # fmt: skip


def other_names(ids: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """Other names by child, as lines hold them; of all children that row security shows, or of these."""
    rows = OtherName.objects.all() if ids is None else OtherName.objects.filter(child_id__in=list(ids))
    found: dict[UUID, list[str]] = defaultdict(list)
    for child_id, name in rows.values_list("child_id", "name"):
        found[child_id].append(name)
    return {child_id: "|".join(listed) for child_id, listed in found.items()}


def line_of(
    told: ChildTold, place: int, *, parents: Iterable[ParentTold] = (), hamlet: int = 0, head: str = "",
    phone: str = "", key: str = "",
) -> Line:  # fmt: skip
    """What a form or a row of a list says, as a line; ``key`` names it among others."""
    by = {parent.which: parent for parent in parents if not parent.unknown}
    mother, father = by.get("mother"), by.get("father")
    phones = (phone, mother.phone if mother else "", father.phone if father else "")
    return Line(
        key, told.full_name, told.birth.code, told.sex, mother.full_name if mother else "",
        father.full_name if father else "", head, (mother and mother.born_year) or 0,
        (father and father.born_year) or 0, " ".join(filter(None, phones)), told.personal_number, place, hamlet,
        told.ethnicity, told.external_code,
    )  # fmt: skip


_kept: dict[int, Weights] = {}


def weights() -> Weights:
    """The latest weights; the fixed ones for a register that hasn't learnt yet. One small query each time."""
    latest = AlikeWeights.objects.order_by("-pk").values_list("pk", flat=True).first()
    if latest is None:
        return DEFAULTS
    if latest not in _kept:
        _kept.clear()
        _kept[latest] = Weights.of_json(AlikeWeights.objects.get(pk=latest).body)
    return _kept[latest]


__all__ = ["COMPARED", "line_of", "lines", "other_names", "weights"]
