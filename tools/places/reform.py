"""The reform of 1 July 2025, what came after it, and the flags."""

from __future__ import annotations

from collections import defaultdict

from history import change_of
from model import Book, Event, Flag, Gap, Open
from naming import clean, split_kind
from sources import Sources

DAY = "2025-07-01"
MERGER = "Nghị quyết 202/2025/QH15 (12/06/2025)"
CENTRAL = ("31", "48", "79", "92")


def corrected_links(src: Sources) -> dict[str, set[str]]:
    """The official table's links, the few judged ones taken from the other data set."""
    links = {code: set(to) for code, to in src.links.items()}
    links |= {code: set(src.other_links[code]) for code in src.known["judged"]}
    if set(links) != set(src.last.communes):
        raise ValueError("the conversion table doesn't cover the last list")
    return links


def reform(src: Sources, book: Book) -> None:
    """End the three-level order and begin the two-level one."""
    links = corrected_links(src)
    communes = {code: book.end(code, DAY) for code in src.last.communes}
    districts = {code: book.end(code, DAY) for code in src.last.districts}
    _provinces(src, book)
    for code, unit in src.new_names.items():
        source = "vp2026+vau104"
        book.begin(Open(code, "commune", DAY, unit.name, unit.kind, unit.parent, source, 1))
    sources: dict[str, list[str]] = defaultdict(list)
    for code, targets in links.items():
        for to in targets:
            sources[to].append(code)
    for code, targets in links.items():
        for to in targets:
            new = book.open[to]
            change = "split" if len(targets) > 1 else change_of(communes[code], new, len(sources[to]))
            judged = code in src.known["judged"]
            row_source, sure = ("vau104+judged", 0) if judged else ("nso-conv", 1)
            part = src.known["parts"].get(code, {}).get(to, "")
            event = Event(DAY, _resolution(src, new.parent), row_source, sure)
            book.succeed(communes[code], new, change, event, part)
    _end_districts(src, book, links, districts)


def _resolution(src: Sources, province: str) -> str:
    return f"Nghị quyết {src.known['resolutions'][province]}/NQ-UBTVQH15 (16/06/2025)"


def _provinces(src: Sources, book: Book) -> None:
    for code, parts in src.known["merged"].items():
        old = [book.end(part, DAY) for part in parts]
        name = src.known["merged_names"][code]
        kind = "thành phố trung ương" if code in CENTRAL else split_kind(name)[0]
        book.begin(Open(code, "province", DAY, name, kind, "", "vp2026+vau104", 1))
        for unit in old:
            book.succeed(unit, book.open[code], "whole", Event(DAY, MERGER, "nso-conv", 1))


def _end_districts(src: Sources, book: Book, links: dict[str, set[str]], districts: dict[str, Open]) -> None:
    """Districts ended without successor, except islands that became special zones."""
    zones: dict[str, set[str]] = defaultdict(set)
    for code, commune in src.last.communes.items():
        zones[commune.parent] |= links[code]
    islands = src.known["islands"]
    for code, unit in districts.items():
        targets = {islands[code]} if code in islands else zones[code]
        if {book.open[to].kind for to in targets} != {"đặc khu"}:
            book.gaps.append(Gap(code, unit.start, "district level ended on 2025-07-01"))
            continue
        source, sure = ("judged", int(code == "498")) if code in islands else ("nso-conv", 1)
        for to in sorted(targets):
            new = book.open[to]
            event = Event(DAY, _resolution(src, new.parent), source, sure)
            book.succeed(unit, new, "relevelled" if len(targets) == 1 else "split", event)


def later(src: Sources, book: Book) -> None:
    """Provinces that became cities and communes that became wards in 2026."""
    for e in src.known["later"]:
        event = Event(e["day"], e["document"], e["source"], int(e["confirmed"]))
        if "province" in e:
            _again(book, e["province"], e["name"], "thành phố trung ương", event)
            continue
        for bare in e["wards"]:
            name = clean(f"xã {bare}")
            [code] = [u.code for u in book.open.values() if (u.parent, u.name) == (e["in"], name)]
            _again(book, code, clean(f"phường {bare}"), "phường", event)


def _again(book: Book, code: str, name: str, kind: str, event: Event) -> None:
    old = book.end(code, event.on)
    book.begin(Open(code, old.level, event.on, name, kind, old.parent, event.source, event.confirmed))
    book.succeed(old, book.open[code], "relevelled", event)


def flag_mountain(src: Sources, book: Book) -> None:
    """Flag communes of the mountain districts, and successors all of whose sources are flagged."""
    districts = set(src.domain["mountainous"]["district_codes"])
    comes_from: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in book.successions:
        comes_from[row.to_code, row.to_valid_from].append((row.from_code, row.from_valid_from))
    flagged: set[tuple[str, str]] = set()
    for unit in sorted(book.units, key=lambda u: (u.valid_from, u.code)):
        key = (unit.code, unit.valid_from)
        before = comes_from[key]
        if unit.level == "commune" and (unit.parent in districts or (before and flagged.issuperset(before))):
            flagged.add(key)
            book.flags.append(Flag(*key, "mountain", unit.valid_from, unit.valid_to, "domain", 0))
