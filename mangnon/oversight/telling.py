"""Names for what a page of the book speaks of: read in sets, and only what the reader may open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.audit.models import Entry
from mangnon.lib.numbers import format_int
from mangnon.oversight.slots import Shown, Subject, subjects
from mangnon.oversight.words import short_code
from mangnon.places.models import Unit


class Telling:
    """Speaks of entries to one reader. ``prepare`` fetches what a page needs: one statement for each kind."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.kinds = subjects()
        self._shown: dict[tuple[str, str], Shown] = {}
        self._places: dict[int, str] = {}

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Fetch titles of subjects and names of places."""
        wanted: dict[str, set[str]] = defaultdict(set)
        places = set()
        for entry in entries:
            if entry.subject_id:
                wanted[entry.subject_kind].add(entry.subject_id)
            if entry.place_id:
                places.add(entry.place_id)
        for kind, things in wanted.items():
            self.prepare_things(kind, things)
        self._fetch_places(places)

    def prepare_things(self, kind: str, things: Iterable[str]) -> None:
        """Fetch titles of things of one kind."""
        subject = self.kinds.get(kind)
        if subject is not None:
            found = subject.shown(self.actor, sorted(things))
            self._shown.update({(kind, thing): shown for thing, shown in found.items()})

    def _fetch_places(self, places: set[int]) -> None:
        missing = places - self._places.keys()
        if missing:
            self._places.update(Unit.objects.filter(pk__in=missing).values_list("pk", "name"))

    def place(self, entry: Entry) -> str:
        """Where it was, by name."""
        if not entry.place_id:
            return ""
        self._fetch_places({entry.place_id})
        return self._places.get(entry.place_id, "")

    def noun(self, kind: str) -> str:
        """What a kind is called; a kind of a past release by its code."""
        subject = self.kinds.get(kind)
        return str(subject.noun) if subject else kind

    def thing(self, kind: str, thing: str) -> str:
        """A thing by its title when the reader may open it, else by noun and number."""
        shown = self._shown.get((kind, thing))
        if shown is not None:
            return str(shown.title)
        return _("{noun} {code}").format(noun=self.noun(kind), code=short_code(thing))

    def url(self, kind: str, thing: str) -> str:
        """Where a thing opens for this reader; empty when it doesn't."""
        shown = self._shown.get((kind, thing))
        return shown.url if shown else ""

    def subject(self, entry: Entry) -> str:
        """What the entry is about: one thing, or how many."""
        if entry.subject_id:
            return self.thing(entry.subject_kind, entry.subject_id)
        if entry.seen:
            return _("{n} {noun}").format(n=format_int(len(entry.seen)), noun=self.noun(entry.subject_kind))
        return ""

    def readers_url(self, kind: str, thing: str) -> str:
        """The page that says who looked at a thing; only for those whose views are booked."""
        subject: Subject | None = self.kinds.get(kind)
        if subject is None or not subject.identified or not self.actor.can("oversight.readers.see"):
            return ""
        return reverse("oversight:readers", args=[kind, thing])
