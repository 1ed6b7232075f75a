"""A file, opened, understood and planned: everything that comes before the first write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.files import cleaning
from mangnon.files.kinds import Kind
from mangnon.files.sniffing import is_package
from mangnon.lib.dates import local_day
from mangnon.places.models import Unit
from mangnon.registry.models import ColumnMap, RosterImprint, RosterState
from mangnon.registry.rosters.checking import HASH_BYTES, Checked, Fault, check_sheet
from mangnon.registry.rosters.columns import READ, title_of
from mangnon.registry.rosters.heads import NEEDED, Headings, find_headings, suggest
from mangnon.registry.rosters.lists import Lists, lists_for
from mangnon.registry.rosters.planning import plan_import
from mangnon.registry.rosters.plans import Plan
from mangnon.registry.rosters.reading import ACCEPTS, Grid, decode_csv, read_grid
from mangnon.registry.rosters.refusals import ColumnsMissing, ColumnTwice

Tick = Callable[[int], None]


def no_tick(_n: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose bytes were judged and whose headings were found."""

    name: str
    hash: str
    kind: str
    data: bytes
    grid: Grid
    headings: Headings

    @property
    def upload(self) -> BytesIO:
        """The bytes as something that is sent."""
        stream = BytesIO(self.data)
        stream.name = self.name
        return stream


@dataclass(slots=True)
class Prepared:
    """What a sheet says and what taking it in would do."""

    checked: Checked
    plan: Plan
    lists: Lists
    faults: list[Fault] = field(default_factory=list)

    @property
    def errors(self) -> list[Fault]:
        """What stops the import."""
        return [one for one in self.faults if not one.kind]

    @property
    def digest(self) -> str:
        """Hash of sheet and plan."""
        return self.plan.digest(self.checked.hashes)


def open_upload(upload: Any) -> Opened:
    """Judge the bytes, read the sheet, find its headings. Raises a FileRefused that says what is wrong."""
    sent = cleaning.read(upload, ACCEPTS)
    data = sent.data
    if sent.name.lower().rstrip(" .").endswith(".csv") and not is_package(data):
        data = "\ufeff".encode() + decode_csv(data).encode()
    harmless = cleaning.make_harmless(cleaning.Sent(sent.name, data), ACCEPTS)
    return opened(harmless.name, sent.hash, harmless.kind, data)


def opened(name: str, digest: str, kind: str, data: bytes) -> Opened:
    """The same for bytes that were judged before."""
    grid = read_grid(data, kind)
    return Opened(name, digest, Kind(kind), data, grid, find_headings(grid))


def mapping_for(place: Unit, headings: Headings) -> dict[int, str]:
    """As the place's sheets with these headings were understood the last time, else as the words suggest."""
    last = ColumnMap.objects.filter(place=place, fingerprint=headings.fingerprint).order_by("-used_at").first()
    if last is None:
        return suggest(headings.titles)
    return {int(at): key for at, key in last.mapping.items()}


def check_mapping(mapping: Mapping[int, str]) -> None:
    """Raises ColumnsMissing, ColumnTwice."""
    keys = [key for key in mapping.values() if key]
    for key in keys:
        if key not in READ or keys.count(key) > 1:
            raise ColumnTwice(title=title_of(key))
    if missing := [title_of(key) for key in NEEDED if key not in keys]:
        raise ColumnsMissing(titles=", ".join(missing))


def rows_of_last(place: Unit) -> Collection[bytes]:
    """Hashes of the rows of the place's last import that stands."""
    last = RosterImprint.objects.filter(roster__place=place, roster__state=RosterState.APPLIED).order_by("-at").first()
    if last is None:
        return frozenset()
    whole = bytes(last.row_hashes)
    return {whole[start : start + HASH_BYTES] for start in range(0, len(whole), HASH_BYTES)}


def prepare(
    *,
    actor: Actor,
    at: datetime,
    place: Unit,
    sheet: Opened,
    mapping: Mapping[int, str],
    decided: Mapping[str, str] | None = None,
    tick: Tick = no_tick,
) -> Prepared:
    """Check every cell and plan every row; reads the register, writes nothing. Ticks twice for each row.

    What it says is kept with the roster for everybody, so it is said in Vietnamese.
    """
    check_mapping(mapping)
    with translation.override("vi"):
        return _prepared(actor, at, place, sheet, mapping, decided or {}, tick)


def _prepared(
    actor: Actor,
    at: datetime,
    place: Unit,
    sheet: Opened,
    mapping: Mapping[int, str],
    decided: Mapping[str, str],
    tick: Tick,
) -> Prepared:
    lists = lists_for(place, local_day(at))
    checked = check_sheet(sheet.grid, sheet.headings, mapping, lists, known=rows_of_last(place), tick=tick)
    plan = plan_import(actor=actor, place=place, checked=checked, lists=lists, decided=decided, tick=tick)
    faults = [*checked.faults, *plan.faults, *_of_place(place, sheet.grid)]
    faults.sort(key=lambda one: (bool(one.kind), one.row))
    return Prepared(checked, plan, lists, faults)


def _of_place(place: Unit, grid: Grid) -> list[Fault]:
    """A template that was made for another place."""
    if not grid.place or grid.place == place.code:
        return []
    said = _("Tệp mẫu này được tạo cho địa bàn mã {code}, không phải {place}.").format(
        code=grid.place, place=place.name
    )
    return [Fault(0, "", said, kind="place")]
