"""Definitions for people: facts, lists and tables made from the shapes, never raw YAML; and what differs, in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.kinds.figures import Indicator, IndicatorSet
from mangnon.statutes.kinds.form import Form
from mangnon.statutes.kinds.form import Section as FormSection
from mangnon.statutes.kinds.lists import LookUp
from mangnon.statutes.kinds.procedure import Step, Track
from mangnon.statutes.rules import Difference
from mangnon.statutes.shapes import Part, item_of, parts_of
from mangnon.statutes.spelling import spelled
from mangnon.statutes.words import CODES, LEVELS
from mangnon.ui.parts import Cell, Change, Column, Fact, Kind, Row, Soft, Table

UNFOLDED = (FormSection, Step)
"""Items that get a section of their own instead of a line in a table."""
MOST_COLUMNS = 5
SHORT = ("deadlines", "forms")
"""Lists that read well in one line."""
NAMES = ("code", "key", "letter", "number", "printed")


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the page: facts, then lines, then a table."""

    title: Text = ""
    note: Text = ""
    facts: tuple[Fact, ...] = ()
    lines: tuple[str, ...] = ()
    table: Table | None = None
    doubtful: bool = False
    inner: tuple[Block, ...] = field(default=())


def blocks(body: Any, steps: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    """The whole body, in the order of its shape. ``steps``: what the steps of procedures are called, by code."""
    if isinstance(body, LookUp):
        return tuple(_look_up(body))
    if isinstance(body, Form):
        return tuple(_with_step(one, body.step, (steps or {}).get(body.step, "")) for one in _rest(spelled(body)))
    if isinstance(body, IndicatorSet):
        return (*_by_group(body), *_rest(body, skip="items"))
    return tuple(_rest(body))


def _with_step(block: Block, code: str, title: str) -> Block:
    """The step of a procedure by its title, the code in second ink."""
    if not title or block.title:
        return block
    named = (title, Soft(f" {code}"))
    return dataclasses.replace(
        block, facts=tuple(dataclasses.replace(one, value=named) if one.value == code else one for one in block.facts)
    )


def _rest(body: Any, skip: str = "") -> Iterator[Block]:
    facts = tuple(_facts(body))
    if facts:
        yield Block(facts=facts)
    for part in parts_of(type(body)):
        value = getattr(body, part.name)
        if part.name == skip or part.said.quiet or not value:
            continue
        yield from _sections(part, value)


def _sections(part: Part, value: Any) -> Iterator[Block]:
    inner = item_of(part.kind)
    if inner is str:
        yield Block(part.said.label, lines=tuple(value))
    elif inner in UNFOLDED:
        yield Block(part.said.label, note=format_int(len(value)))
        yield from (_unfolded(n, one) for n, one in enumerate(value, 1))
    elif inner is not None:
        yield Block(part.said.label, note=format_int(len(value)), table=table(part.said.label, inner, value))
    elif isinstance(value, Track):
        yield Block(part.said.label, facts=tuple(_facts(value)), inner=tuple(_lists(value)))


def _unfolded(nth: int, item: Any) -> Block:
    """An item as a section; short lists stand among its facts."""
    code = getattr(item, "code", "")
    return Block(
        f"{nth}. {said(item)}" if code else said(item),
        note=code,
        facts=tuple(_facts(item, short_lists=True)),
        inner=tuple(_lists(item)),
        doubtful=not getattr(item, "confirmed", True),
    )


def _lists(item: Any) -> Iterator[Block]:
    for part in parts_of(type(item)):
        value = getattr(item, part.name)
        if value and item_of(part.kind) and part.name not in SHORT and not part.said.quiet:
            yield from _sections(part, value)


def _facts(body: Any, *, short_lists: bool = False) -> Iterator[Fact]:
    for part in parts_of(type(body)):
        value = getattr(body, part.name)
        if part.said.quiet or part.name in ("vi", "confirmed", "code") or value in ("", None, ()):
            continue
        if item_of(part.kind) and not (short_lists and part.name in SHORT):
            continue
        if dataclasses.is_dataclass(value) or value is False or isinstance(value, dict):
            continue
        yield Fact(part.said.label, words(value))


def table(caption: Text, shape: type[Any], items: Iterable[Any]) -> Table:
    """Items as rows; columns that no item fills are left out. An unconfirmed line says so.

    A table of many columns keeps the short ones; the rest stands in second ink under the words of each line.
    """
    rows = list(items)
    shown = [part for part in parts_of(shape) if _shown(part, rows)]
    shown.sort(key=lambda part: part.name not in NAMES and part.name != "vi")
    kept = _spoken(_kept(shown))
    rest = [part for part in shown if part not in kept]
    return Table(
        caption=caption,
        columns=tuple(_column(part, first=not n) for n, part in enumerate(kept)),
        rows=tuple(Row(tuple(_cell(part, item, rest) for part in kept)) for item in rows),
        roomy=True,
    )


def _shown(part: Part, rows: list[Any]) -> bool:
    if part.said.quiet or part.name == "confirmed":
        return False
    return any(getattr(item, part.name) not in ("", None, (), False) for item in rows)


def _spoken(kept: list[Part]) -> list[Part]:
    """Without the bare key of an item that has words: it follows them in second ink."""
    return [part for part in kept if part.name != "key"] if any(part.name == "vi" for part in kept) else kept


def _kept(shown: list[Part]) -> list[Part]:
    if len(shown) <= MOST_COLUMNS or all(part.name != "vi" for part in shown):
        return shown
    first = [part for part in shown if part.name in NAMES or part.name == "vi"]
    small = [part for part in shown if isinstance(part.kind, type) and part.kind is not str and not item_of(part.kind)]
    texts = [part for part in shown if part.kind is str and part.name != "note"]
    chosen = list(dict.fromkeys([*first, *small, *texts]))[:MOST_COLUMNS]
    return [part for part in shown if part in chosen]


def _column(part: Part, *, first: bool) -> Column:
    kind = Kind.NUMBER if part.kind in (int, Decimal) else Kind.TEXT
    return Column(part.said.label, Kind.NAME if first and part.name in NAMES else kind, soft=part.name == "note")


def _cell(part: Part, item: Any, rest: list[Part]) -> Cell:
    if part.name != "vi":
        return Cell(words(getattr(item, part.name)))
    pieces = [_("(chưa xác nhận)")] if not getattr(item, "confirmed", True) else []
    told = [(one.said.label, words(getattr(item, one.name)).rstrip(".")) for one in rest]
    told = [(label, value) for label, value in told if value]
    pieces += [f"· {told[0][0]}: {told[0][1]}."] if told else []
    pieces += [f"{label}: {value}." for label, value in told[1:]]
    return Cell(said(item), note=" ".join(pieces))


def said(item: Any) -> str:
    """The words of an item in the reader's language."""
    english = getattr(item, "en", "")
    return str(english) if get_language() == "en" and english else str(getattr(item, "vi", ""))


def words(value: Any) -> str:
    """Any value as people read it."""
    if value is None or isinstance(value, bool):
        return _("có") if value else ""
    for kind, told in _TOLD:
        if isinstance(value, kind):
            return told(value)
    return _item_words(value) if dataclasses.is_dataclass(value) else str(value)


def _decimal(value: Decimal) -> str:
    return str(value).replace(".", "," if get_language() != "en" else ".")


_TOLD: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (Enum, lambda value: str(CODES.get(str(value.value), value.value))),
    (date, format_date),
    (Decimal, _decimal),
    (int, format_int),
    (tuple, lambda value: "; ".join(words(one) for one in value)),
)


def _item_words(item: Any) -> str:
    points = getattr(item, "points", None)
    text = said(item) or str(getattr(item, "text", "") or getattr(item, "condition", "") or getattr(item, "who", ""))
    does = getattr(item, "does", ())
    text = f"{text}: {', '.join(does)}" if does else text
    level = str(LEVELS.get(getattr(item, "code", ""), ""))
    text = f"{level}: {text}" if level and text != level else text
    return f"{text} ({_('{n} điểm').format(n=points)})" if points is not None else text


def _look_up(body: LookUp) -> Iterator[Block]:
    columns = tuple(Column(said(one)) for one in body.columns)
    rows = []
    for line in body.lines:
        note = _("(chưa xác nhận)") if not line.confirmed else ""
        cells = [Cell(line.cells.get(one.key, "")) for one in body.columns]
        cells[0] = Cell(cells[0].text, note=" ".join(filter(None, (note, line.note))))
        rows.append(Row(tuple(cells)))
    yield Block(table=Table(caption=_("Bảng"), columns=columns, rows=tuple(rows), roomy=True))
    if body.note:
        yield Block(_("Ghi chú"), lines=(body.note,))


def _by_group(body: IndicatorSet) -> Iterator[Block]:
    groups: dict[str, list[Indicator]] = {}
    for one in body.items:
        groups.setdefault(one.group, []).append(one)
    for name, items in groups.items():
        title = name or _("Các chỉ tiêu")
        yield Block(title, note=format_int(len(items)), table=table(title, Indicator, items))


def changes(kind: str, found: Iterable[Difference], bodies: Iterable[Any] = ()) -> tuple[Change, ...]:
    """Differences with the labels of the shape: ``Các bước, Bảo vệ khẩn cấp (S4_EMERGENCY), Thời hạn``.

    ``bodies`` are the stored bodies that were compared: items in them are called by their titles.
    """
    shape, names = KINDS[kind].shape, dict(_named_items(list(bodies)))
    return tuple(Change(_path_words(shape, one.path, names), raw_words(one.old), raw_words(one.new)) for one in found)


def _named_items(value: Any) -> Iterator[tuple[str, str]]:
    """Code or key, and title, of every item in a stored body."""
    if isinstance(value, dict):
        code = str(value.get("code") or value.get("key") or "")
        if code and value.get("vi"):
            yield code, _titled(value)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _named_items(one)


def _titled(item: Mapping[str, Any]) -> str:
    return str(item["en"] if get_language() == "en" and item.get("en") else item["vi"])


def _path_words(shape: Any, path: tuple[str | int, ...], names: Mapping[str, str]) -> str:
    said_so_far, here = [], shape
    for step in path:
        known = {part.name: part for part in parts_of(here)} if dataclasses.is_dataclass(here) else {}
        part = known.get(str(step))
        said_so_far.append(str(part.said.label) if part else _step_words(step, names))
        if part is not None:
            here = item_of(part.kind) or part.kind
    return ", ".join(said_so_far)


def _step_words(step: str | int, names: Mapping[str, str]) -> str:
    if isinstance(step, int):
        return str(step + 1)
    if step not in names:
        return step
    return names[step] if step.islower() else f"{names[step]} ({step})"  # keys of fields say nothing to people


def raw_words(value: Any) -> str:
    """A value of a body as it is stored, for the difference."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        code = value.get("code") or value.get("key")
        if value.get("vi"):
            return f"{_titled(value)} ({code})" if code else _titled(value)
        named = [str(one) for one in (code, value.get("text")) if one]
        return ": ".join(named) or "; ".join(map(raw_words, value.values()))
    if isinstance(value, list):
        return "; ".join(map(raw_words, value))
    return str(CODES.get(str(value), value))
