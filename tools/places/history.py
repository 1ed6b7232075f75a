"""Replay of the changes between three lists of units: 2020, 2021 and 30 June 2025."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from model import Book, Event, Gap, Open
from naming import fold, fold_bare
from sources import Seen, Snapshot, Sources

START = "2019-01-01"
Named = dict[tuple[str, str], list[str]]
"""(district, folded bare name) -> codes."""
HOME = ("48", "49")  # Đà Nẵng and Quảng Nam: the provinces whose facts are confirmed
CENTRAL = ("01", "31", "48", "79", "92")


def start_book(src: Sources) -> Book:
    """The units of the first list, as if in force on 2019-01-01."""
    book = Book()
    for code, district in src.middle.districts.items():  # island districts the first list leaves out
        if code not in src.old.districts and not any(c.parent == code for c in src.middle.communes.values()):
            src.old.districts[code] = district
    for level, units in _levels(src.old):
        for code, unit in units.items():
            kind = "thành phố trung ương" if level == "province" and code in CENTRAL else unit.kind
            sure = int(_province(src.old, level, code) in HOME)
            book.begin(Open(code, level, START, unit.name, kind, unit.parent, src.old.key, sure))
    return book


def _levels(shot: Snapshot) -> list[tuple[str, dict[str, Seen]]]:
    return [("province", shot.provinces), ("district", shot.districts), ("commune", shot.communes)]


def _province(shot: Snapshot, level: str, code: str) -> str:
    if level == "province":
        return code
    return shot.districts[code].parent if level == "district" else shot.province_of(code)


@dataclass
class Step:
    """The changes from one list to the next."""

    src: Sources
    book: Book
    which: str
    x: Snapshot
    y: Snapshot
    listed: str
    """The list that shows the changes first."""
    edges: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lost: list[str] = field(default_factory=list)
    found_by: dict[str, str] = field(default_factory=dict)
    """Ended commune -> how its successor under another code was found."""

    def run(self) -> None:
        """Districts first (they are the parents), then communes, then the moves."""
        self._districts()
        self._communes()
        self._moves()

    # --- which unit went where -------------------------------------------------------------

    def _same(self, code: str, old: Seen, new: Seen) -> bool:
        if old.kind != new.kind:
            return False
        spelling = self.which == "second" and code in self.src.known["spelling"]
        return spelling or fold(old.name) == fold(new.name)

    def _districts(self) -> None:
        self.edges = defaultdict(list)
        hand = self.src.known["districts_to"][self.which]
        for code, old in self.x.districts.items():
            if code in hand:
                for to in hand[code]:
                    self.edges[to].append(code)
            elif not self._same(code, old, self.y.districts[code]):
                self.edges[code].append(code)
        self._apply("district", self.x.districts, self.y.districts)

    def _communes(self) -> None:
        self.edges, self.lost = defaultdict(list), []
        changed = defaultdict(list)
        for code, new in self.y.communes.items():
            before = self.x.communes.get(code)
            if before is None or fold(before.name) != fold(new.name):
                changed[new.parent, fold_bare(new.name)].append(code)
        heirs = self._heirs(self.x, self.y)
        last_heirs = self._heirs(self.x, self.src.last)
        for code, old in self.x.communes.items():
            after = self.y.communes.get(code)
            if after and self._same(code, old, after):
                continue
            to = self._successor(code, old, changed, heirs[old.parent], last_heirs[old.parent])
            if to:
                self.edges[to].append(code)
            else:
                self.lost.append(code)
        self._apply("commune", self.x.communes, self.y.communes)
        self._end_lost()

    @staticmethod
    def _heirs(x: Snapshot, y: Snapshot) -> dict[str, set[str]]:
        """District -> the districts that hold its communes in the other list."""
        heirs: dict[str, set[str]] = defaultdict(set)
        for code in x.communes.keys() & y.communes.keys():
            heirs[x.communes[code].parent].add(y.communes[code].parent)
        return heirs

    def _successor(self, code: str, old: Seen, changed: Named, near: set[str], last_near: set[str]) -> str:
        """By hand, by a kept code, by the same name under a new code, or by a former name."""
        hand = self.src.known["communes_to"][self.which].get(code)
        if hand:
            self.found_by[code] = "recalled"
            return str(hand)
        named = [c for d in sorted(near) for c in changed[d, fold_bare(old.name)]]
        former = self._carriers(code, old, last_near)
        if code in self.y.communes and (code in former or not former):
            return code
        for how, codes in (("same-name", named), ("vau-former", former)):
            if len(codes) == 1:
                self.found_by[code] = how
                return codes[0]
        return code if code in self.y.communes else ""

    def _carriers(self, code: str, old: Seen, near: set[str]) -> list[str]:
        """The units of the last list that carry the name as a former one: with its kind, or bare."""
        last = self.src.last.communes
        for key in (fold(old.name), fold_bare(old.name)):
            found = dict.fromkeys(self.src.former.get((self.x.province_of(code), key), []))
            carriers = [c for c in found if last[c].parent in near and c in self.y.communes]
            if carriers:
                return carriers
        return []

    # --- when, and by which document ------------------------------------------------------

    def _known_event(self, code: str, use: str) -> Event | None:
        for e in self.src.known["events"]:
            if e["step"] == self.which and code in e.get(use, []):
                return Event(e["day"], e["document"], e["source"], e["confirmed"])
        return None

    def _event(self, level: str, code: str, province: str, sources: list[str]) -> Event:
        """The change into the unit `code`: as known, or on the day of its district, province or list."""
        known = self.src.known
        event = self._known_event(code, "codes")
        if event:
            return event
        if level == "district":
            day = known["districts"][self.which][code]
        elif self._is_late(sources, province):
            day = known["provinces"]["late"][province]
        else:
            day = known["provinces"][self.which].get(province)
        return Event(day or known["lists"][self.listed], "", "recalled" if day else self.listed, 0)

    def _is_late(self, sources: list[str], province: str) -> bool:
        """Whether the list of January 2025 still shows the units before the change."""
        if self.which != "second" or province not in self.src.known["provinces"]["late"]:
            return False
        seen = self.src.january.communes
        return bool(sources) and all(
            s in seen and self._same(s, self.x.communes[s], seen[s]) if s in self.x.communes else s not in seen
            for s in sources
        )

    # --- putting it into the book ---------------------------------------------------------

    def _apply(self, level: str, x: dict[str, Seen], y: dict[str, Seen]) -> None:
        """End the sources, begin the targets, link them; a unit that takes in others starts anew."""
        moved = {s for sources in self.edges.values() for s in sources}
        for to in self.edges:
            if to in x and to not in moved:
                self.edges[to].append(to)
        fresh = [c for c in y if c not in x and c not in self.edges]
        events = {
            to: self._event(level, to, _province(self.y, level, to), self.edges.get(to) or [to])
            for to in [*self.edges, *fresh]
        }
        ended = self._end_sources(events)
        for to, event in events.items():
            self._begin(level, to, y[to], x, event)
        self._link(level, ended, events)
        for code in y.keys() - events.keys():
            self.book.open[code].name = _better(self.book.open[code].name, y[code].name)

    def _end_sources(self, events: dict[str, Event]) -> dict[str, Open]:
        ended: dict[str, Open] = {}
        for to, sources in self.edges.items():
            for code in sources:
                if code not in ended:
                    self.book.open[code].confirmed &= events[to].confirmed
                    ended[code] = self.book.end(code, events[to].on)
        return ended

    def _link(self, level: str, ended: dict[str, Open], events: dict[str, Event]) -> None:
        uses = Counter(s for sources in self.edges.values() for s in sources)
        for to, sources in self.edges.items():
            for code in sources:
                old, new, event = ended[code], self.book.open[to], events[to]
                change = "split" if uses[code] > 1 else change_of(old, new, len(sources))
                if code != to and level == "commune" and not event.source.startswith("web-"):
                    keys = dict.fromkeys([event.source, self.found_by[code]])
                    event = replace(event, source="+".join(keys))
                self.book.succeed(old, new, change, event)

    def _begin(self, level: str, code: str, new: Seen, x: dict[str, Seen], event: Event) -> None:
        parent, then = new.parent, ""
        if level == "commune":
            first = code if code in x else (self.edges[code] or [""])[0]
            before = x[first].parent if first else new.parent
            if before != new.parent and event.on < self._move_event(code).on:
                parent, then = before, new.parent
        source = "+".join(dict.fromkeys([self.listed, event.source]))
        draft = self.src.january.communes.get(code, new).name
        name = _better(draft, new.name) if fold(draft) == fold(new.name) else new.name
        self.book.begin(Open(code, level, event.on, name, new.kind, parent, source, event.confirmed))
        if then:
            self.book.move(code, then, self._move_event(code))

    def _end_lost(self) -> None:
        special = self.src.known["no_successor"]
        for code in self.lost:
            day = self._event("commune", code, self.x.province_of(code), []).on
            why = "successor unknown: no list or data set seen shows it"
            if code in special["codes"]:
                day, why = special["day"], special["why"]
            self.book.open[code].confirmed = 0
            unit = self.book.end(code, day)
            self.book.gaps.append(Gap(code, unit.start, why))

    def _move_event(self, code: str) -> Event:
        known = self._known_event(code, "moves")
        return known or self._event("commune", "", self.y.province_of(code), [])

    def _moves(self) -> None:
        for code, new in self.y.communes.items():
            if self.book.open[code].now_in != new.parent:
                self.book.move(code, new.parent, self._move_event(code))


def change_of(old: Open, new: Open, sources: int) -> str:
    """The kind of succession of a unit that went entirely into another."""
    if sources == 1 and old.kind != new.kind:
        return "relevelled"
    if sources == 1 and fold(old.name) != fold(new.name):
        return "renamed"
    return "whole"


def _better(before: str, after: str) -> str:
    """The later spelling, unless it lost a hyphen."""
    return before if " - " in before and " - " not in after else after


def province_hue(book: Book) -> None:
    """Thừa Thiên Huế became the city of Huế on 2025-01-01 (recalled)."""
    event = Event("2025-01-01", "", "vp060+recalled", 0)
    old = book.end("46", event.on)
    city = ("Thành phố Huế", "thành phố trung ương", "")
    book.begin(Open("46", "province", event.on, *city, event.source, 0))
    book.succeed(old, book.open["46"], "relevelled", event)


def replay(src: Sources) -> Book:
    """The book as it stood on 30 June 2025."""
    book = start_book(src)
    Step(src, book, "first", src.old, src.middle, src.middle.key).run()
    Step(src, book, "second", src.middle, src.last, src.january.key).run()
    province_hue(book)
    return book
