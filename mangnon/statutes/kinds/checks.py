"""What the shape alone can't say: codes once, points that add up, expressions that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mangnon.statutes.expressions import WrongExpression, names, parse

Data = dict[str, Any]
Found = Iterator[tuple[str, str]]
"""Path and what to mend."""


def codes_once(listed: str, key: str = "code") -> Any:
    """A check that a code stands only once in a list."""

    def check(data: Data) -> Found:
        counted = Counter(one.get(key) for one in data.get(listed, []) if one)
        for n, one in enumerate(data.get(listed, [])):
            if one and counted[one.get(key)] > 1:
                yield f"{listed}[{n}]", _("mã “{code}” có hai lần").format(code=one.get(key))

    return check


def fields_of_form(data: Data) -> Found:
    """Every key once, levels and choices where they belong, every expression readable and about known fields."""
    fields = {
        f"sections[{s}].fields[{n}]": field
        for s, part in enumerate(data.get("sections", []))
        for n, field in enumerate(part.get("fields", []))
    }
    counted = Counter(field.get("key") for field in fields.values())
    for path, field in fields.items():
        if counted[field.get("key")] > 1:
            yield path, _("mã “{code}” có hai lần").format(code=field.get("key"))
        yield from _needs(path, field)
        yield from _expressions(path, field, set(counted))
    for n, part in enumerate(data.get("sections", [])):
        yield from _expressions(f"sections[{n}]", part, set(counted))


NEEDED = {"choice": ("options", "code_list"), "many": ("options", "code_list"), "table": ("columns",)}

VALUES_ALONE = ("table", "file", "signature")
"""Types that never take *unknown* or *refused*: an empty one says as much."""


def _needs(path: str, field: Data) -> Found:
    needed = NEEDED.get(str(field.get("type")), ())
    if needed and not any(field.get(name) for name in needed):
        yield path, _("loại “{type}” cần trường “{name}”").format(type=field["type"], name=needed[0])
    takes = field.get("takes") or []
    if takes and str(field.get("type")) in VALUES_ALONE:
        yield f"{path}.takes", _("loại “{type}” chỉ nhận câu trả lời thật").format(type=field["type"])
    if len(takes) > 1 and "neither" in takes:
        yield f"{path}.takes", _("“neither” đứng một mình")


def _expressions(path: str, field: Data, known: set[str]) -> Found:
    for name in ("when", "check"):
        text = field.get(name)
        if not text:
            continue
        try:
            unknown = names(parse(text)) - known
        except WrongExpression as trouble:
            yield f"{path}.{name}", _("không đọc được biểu thức, dừng ở “{piece}”").format(piece=trouble.args[0] or "…")
            continue
        for one in sorted(unknown):
            yield f"{path}.{name}", _("biểu thức nhắc đến “{name}”, mẫu không có trường này").format(name=one)


def points_add_up(data: Data) -> Found:
    """Parts add up to their criterion; known points never pass the total."""
    whole = 0
    for n, one in enumerate(data.get("criteria", [])):
        whole += one.get("points") or 0
        parts = [part.get("points") for part in one.get("parts", [])]
        if parts and None not in parts and one.get("points") is not None and sum(parts) != one["points"]:
            told = _("các phần cộng lại {sum} điểm, tiêu chí ghi {points}")
            yield f"criteria[{n}]", told.format(sum=sum(parts), points=one["points"])
    complete = all(one.get("points") is not None for one in data.get("criteria", []))
    total = data.get("total")
    if total and (whole > total or (complete and whole != total)):
        yield "criteria", _("các tiêu chí cộng lại {sum} điểm, tổng ghi {points}").format(sum=whole, points=total)


def cells_have_columns(data: Data) -> Found:
    """Every cell of a table stands under a column."""
    known = {one.get("key") for one in data.get("columns", [])}
    for n, line in enumerate(data.get("lines", [])):
        for name in line.get("cells", {}).keys() - known:
            yield f"lines[{n}].cells", _("không có cột “{name}”").format(name=name)


def steps_once(data: Data) -> Found:
    """Steps once, and every number of a deadline with its unit."""
    yield from codes_once("steps")(data)
    for n, step in enumerate(data.get("steps", [])):
        for one in step.get("deadlines", []):
            if (one.get("value") is None) != (one.get("unit") is None):
                yield f"steps[{n}].deadlines", _("số của thời hạn và đơn vị phải đi cùng nhau")
