"""A whole sheet at once: columns are taken out, old fonts converted, cells read, rows judged; every fault is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate
from mangnon.registry.numbers import number_doubts
from mangnon.registry.rosters.cells import Doubt, Wrong, read_cell
from mangnon.registry.rosters.columns import READ, title_of
from mangnon.registry.rosters.encodings import Converted, Encoding, convert, encoding_of
from mangnon.registry.rosters.heads import NEEDED, Headings
from mangnon.registry.rosters.lists import Lists
from mangnon.registry.rosters.reading import Cell, Grid
from mangnon.registry.rosters.refusals import ColumnsMissing, SheetEmpty

WRITTEN = (
    "full_name", "ethnicity", "hamlet", "address", "school", "grade", "mother_name", "father_name", "carer_name",
    "carer_relation", "head_name", "note", "registered", "sex", "residence_status", "relation", "poverty", "evidence",
    "mother_state", "father_state", "disability_types", "disability_degree", "school_status",
)  # fmt: skip
"""Columns whose letters may come from an old font."""
FOOTER = 2
"""A row without name and birth and with at most so many cells is a total or a signature."""
HASH_BYTES = 12
FILLED_IN = 0.2
"""Above this share of births on 1 January somebody has filled in days that nobody knew."""
YOUNGEST_MOTHER = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """An error (``kind`` empty) or a doubt in a cell; ``row`` is the sheet's own number, 0 the whole sheet."""

    row: int
    column: str
    said: str
    mend: str = ""
    kind: str = ""


@dataclass(slots=True)
class Checked:
    """What a sheet says, column by column, over the rows that are to be looked at."""

    total: int
    numbers: list[int]
    """The sheet's number of each row."""
    values: dict[str, list[Any]]
    hashes: list[bytes]
    """Of every row of the sheet, those that were left out too."""
    same: int = 0
    """Rows that stand in the last import letter by letter."""
    faults: list[Fault] = field(default_factory=list)
    converted: list[Converted] = field(default_factory=list)

    @property
    def errors(self) -> list[Fault]:
        """What stops the import."""
        return [one for one in self.faults if not one.kind]

    @property
    def doubts(self) -> Counter[str]:
        """How many of each kind."""
        return Counter(one.kind for one in self.faults if one.kind)

    def of(self, key: str) -> list[Any]:
        """A column; None in each row when the sheet doesn't have it."""
        return self.values.get(key) or [None] * len(self.numbers)


def check_sheet(
    grid: Grid,
    headings: Headings,
    mapping: Mapping[int, str],
    lists: Lists,
    *,
    known: Collection[bytes] = frozenset(),
    tick: Callable[[int], None] = lambda _n: None,
) -> Checked:
    """Read and judge every row; ``known`` are hashes of rows that need no second look.

    Raises ColumnsMissing, SheetEmpty.
    """
    if missing := [title_of(key) for key in NEEDED if key not in mapping.values()]:
        raise ColumnsMissing(titles=", ".join(missing))
    raw, numbers, skipped = _taken(grid, headings, mapping)
    if not numbers:
        raise SheetEmpty
    converted = _convert(raw, headings, mapping)
    hashes = _hashes(raw)
    fresh = [at for at, digest in enumerate(hashes) if digest not in known]
    checked = Checked(len(numbers), [numbers[at] for at in fresh], {}, hashes, len(numbers) - len(fresh))
    checked.converted = converted
    for key, column in raw.items():
        checked.values[key] = _read_column(checked, key, [column[at] for at in fresh], lists)
        tick(len(numbers) // len(raw))
    _unite_sex(checked)
    checked.faults += [*_twice(raw, numbers), *_row_doubts(checked), *_sheet_doubts(checked, raw, skipped)]
    checked.faults.sort(key=lambda one: (bool(one.kind), one.row))
    return checked


def _taken(grid: Grid, headings: Headings, mapping: Mapping[int, str]) -> tuple[dict[str, list[Cell]], list[int], int]:
    """The mapped columns over the rows that hold a child, their numbers, and how many rows below were left."""
    where = {key: at for at, key in mapping.items() if key in READ}
    name, birth, picked = where["full_name"], where["birth"], list(where.values())
    rows, numbers, skipped = [], [], 0
    for number, row in enumerate(grid.rows[headings.first :], headings.first + 1):
        wide = row + [None] * (max(picked) + 1 - len(row))
        if wide[name] is None or wide[birth] is None:
            filled = sum(wide[at] is not None for at in picked)
            if filled == 0 or (wide[birth] is None and filled <= FOOTER and not _child_like(wide, where)):
                skipped += any(cell is not None for cell in row)
                continue
        rows.append(wide)
        numbers.append(number)
    return {key: [row[at] for row in rows] for key, at in where.items()}, numbers, skipped


def _child_like(row: list[Cell], where: Mapping[str, int]) -> bool:
    """Whether a row without a birth has what only a child's row has."""
    return any(
        key in where and row[where[key]] is not None for key in ("sex", "personal_number", "external_code", "system_id")
    )


def _convert(raw: dict[str, list[Cell]], headings: Headings, mapping: Mapping[int, str]) -> list[Converted]:
    """Convert columns of old fonts in place; which, with examples."""
    titles = {key: headings.titles[at] if at < len(headings.titles) else "" for at, key in mapping.items()}
    found = []
    for key in WRITTEN:
        column = raw.get(key)
        if column is None:
            continue
        encoding = encoding_of(cell for cell in column if type(cell) is str)
        if encoding is Encoding.UNICODE:
            continue
        new: list[Cell] = [convert(cell, encoding) if type(cell) is str else cell for cell in column]
        pairs = dict.fromkeys((str(old), str(now)) for old, now in zip(column, new, strict=True) if old != now)
        found.append(Converted(titles.get(key, ""), encoding, tuple(pairs)[:3]))
        raw[key] = new
    return found


def _hashes(raw: Mapping[str, list[Cell]]) -> list[bytes]:
    """A short hash of each row: what stands under which of our columns, whatever their order in the sheet."""
    keys = [key for key in READ if key in raw]
    salt = hashlib.blake2b("\x1f".join(keys).encode(), digest_size=HASH_BYTES).digest()
    texts = [
        "\x1f".join("" if cell is None else str(cell) for cell in row)
        for row in zip(*(raw[k] for k in keys), strict=True)
    ]
    return [hashlib.blake2b(text.encode(), key=salt, digest_size=HASH_BYTES).digest() for text in texts]


def _read_column(checked: Checked, key: str, column: list[Cell], lists: Lists) -> list[Any]:
    """Each different cell is read once."""
    memo: dict[Cell, tuple[Any, Wrong | None, tuple[Doubt, ...]]] = {}
    values = []
    for at, cell in enumerate(column):
        found = memo.get(cell)
        if found is None:
            found = memo[cell] = read_cell(key, cell, lists)
        value, wrong, doubts = found
        values.append(value)
        if wrong is not None:
            checked.faults.append(Fault(checked.numbers[at], key, wrong.said, wrong.mend))
        for doubt in doubts:
            checked.faults.append(Fault(checked.numbers[at], key, doubt.said, kind=doubt.kind))
    return values


def _unite_sex(checked: Checked) -> None:
    """A marked column "Nữ" says the sex where no other column does."""
    marks = checked.values.pop("female_mark", None)
    if marks is not None and "sex" not in checked.values:
        checked.values["sex"] = marks


UNIQUE = ("external_code", "personal_number", "system_id")


def _twice(raw: Mapping[str, list[Cell]], numbers: list[int]) -> Iterator[Fault]:
    """Codes and numbers that stand for two children of one sheet."""
    for key in UNIQUE:
        first: dict[str, int] = {}
        for number, cell in zip(numbers, raw.get(key, ()), strict=False):
            text = str(cell or "").strip()
            if not text:
                continue
            if text in first:
                said = _("Trùng với dòng {row}: mỗi trẻ em một {title}.").format(
                    row=first[text], title=title_of(key).lower()
                )
                yield Fault(number, key, said, _("Xóa dòng lặp, hoặc sửa lại cho đúng."))
            first.setdefault(text, number)


def _row_doubts(checked: Checked) -> Iterator[Fault]:
    births, sexes = checked.of("birth"), checked.of("sex")
    for at, number in enumerate(checked.of("personal_number")):
        if number:
            for said in number_doubts(number, sex=sexes[at] or "", birth=births[at]):
                yield Fault(checked.numbers[at], "personal_number", str(said), kind="number")
    for who in ("mother", "father"):
        for at, year in enumerate(checked.of(f"{who}_year")):
            birth = births[at]
            if year and birth and birth.year - year < YOUNGEST_MOTHER:
                said = _("Sinh năm {year}, con sinh năm {child}.").format(year=year, child=birth.year)
                yield Fault(checked.numbers[at], f"{who}_year", said, kind="parent_year")
    yield from _sexless(checked)


def _sexless(checked: Checked) -> Iterator[Fault]:
    for at, sex in enumerate(checked.of("sex")):
        if not sex:
            yield Fault(checked.numbers[at], "sex", _("Chưa ghi giới tính; sẽ ghi là không biết."), kind="sex")


def _sheet_doubts(checked: Checked, raw: Mapping[str, list[Cell]], skipped: int) -> Iterator[Fault]:
    """What only shows when one looks at all rows together."""
    exact = [one for one in checked.of("birth") if isinstance(one, PartialDate) and one.day]
    first = sum((one.month, one.day) == (1, 1) for one in exact)
    if len(exact) >= 10 and first > FILLED_IN * len(exact):
        said = _("{n} trẻ em sinh ngày 1/1: có thể ngày này do người nhập tự điền.").format(n=first)
        yield Fault(0, "birth", said, kind="first_january")
    yield from _swapped(checked, raw.get("birth", []))
    if skipped:
        said = _("Bỏ qua {n} dòng không phải trẻ em (dòng cộng, chữ ký).").format(n=skipped)
        yield Fault(0, "full_name", said, kind="footer")


def _swapped(checked: Checked, column: Iterable[Cell]) -> Iterator[Fault]:
    """Where Excel took some texts for dates and left others, it has read month before day."""
    cells = list(column)
    left = sum(
        isinstance(cell, str) and cell[:2].isdigit() and cell[2:3] in "/-." and int(cell[:2]) > 12 for cell in cells
    )
    turned = [cell for cell in cells if isinstance(cell, date)]
    if left and turned and all(cell.day <= 12 for cell in turned):
        said = _("{n} ngày sinh có thể bị Excel đổi chỗ ngày và tháng.").format(n=len(turned))
        yield Fault(0, "birth", said, kind="swapped")
