"""What programmes make public, under the portal's role: communes that were recognised, answers to children, praise.

Only the columns that the role may read are asked for; no child is named in any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mangnon.places.models import Unit
from mangnon.places.queries.lineage import became_words, todays
from mangnon.programmes.forums.models import Asked, Done, ForumAnswer, Topic
from mangnon.programmes.lists import word
from mangnon.programmes.praise.models import Nomination
from mangnon.programmes.recognition.models import Dossier
from mangnon.programmes.recognition.queries import KIND, TABLE
from mangnon.statutes.queries.definitions import UnknownDefinition, pinned

MOST = 40
"""Answers, and praised ones, on a page: the latest."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A commune that was recognised: as it was called then, what it became, by which decision, with how many points."""

    name: str
    became: str
    number: str
    on: date
    points: int | None


@dataclass(frozen=True, slots=True)
class RecognisedYear:
    """Those of one year's assessment. ``assumed``: its table of points wasn't the official one."""

    year: int
    rows: list[Recognised]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What children asked and what they were answered."""

    kind: str
    topic: str
    asked: str
    answer: str
    by: str
    on: date
    done: str


@dataclass(frozen=True, slots=True)
class HeardForum:
    """A forum with what was answered there."""

    title: str
    place: str
    held: date
    rows: list[Heard]


@dataclass(frozen=True, slots=True)
class Praised:
    """An adult, a group or an organisation that was praised, with the recorded consent to say so."""

    name: str
    about: str
    deed: str
    form: str
    place: str
    number: str
    on: date


def recognised() -> list[RecognisedYear]:
    """Communes recognised as suitable for children, the latest year first, by name."""
    fields = ("round__year", "definition", "place_id", "decided_number", "decided_on", "checked_total")
    rows = list(Dossier.objects.order_by("-round__year", "place__sort_key", "pk").values_list(*fields))
    units = {one.pk: one for one in Unit.objects.filter(pk__in={row[2] for row in rows})}
    now = todays(units.values())
    found = []
    for year, group in groupby(rows, key=lambda row: row[0]):
        listed = list(group)
        lines = [
            Recognised(units[place].name, became_words(units[place], now[place]), number, on, points)
            for _year, _definition, place, number, on, points in listed
        ]
        found.append(RecognisedYear(year, lines, any(not _confirmed(row[1]) for row in listed)))
    return found


def _confirmed(version: str) -> bool:
    try:
        return pinned(KIND, TABLE, version).confirmed
    except UnknownDefinition:
        return False


def heard() -> Iterator[HeardForum]:
    """Published answers by forum, the latest forum first; of a forum in the order of its questions."""
    forum = "question__forum__"
    fields = (
        f"{forum}pk", f"{forum}title", f"{forum}place__name", f"{forum}starts_on", "question__kind", "question__topic",
        "question__text", "text", "by", "on", "done",
    )  # fmt: skip
    order = (f"-{forum}starts_on", f"{forum}pk", "question__number")
    rows = ForumAnswer.objects.order_by(*order).values_list(*fields)[:MOST]
    for (_pk, title, place, held), group in groupby(rows, key=lambda row: row[:4]):
        yield HeardForum(title, place, held, [
            Heard(str(Asked(kind).label), str(Topic(topic).label), asked, answer, by, on,
                  str(Done(done).label) if done else "")
            for *_forum, kind, topic, asked, answer, by, on, done in group
        ])  # fmt: skip


def praised() -> list[Praised]:
    """Those whose praise may be made public, the latest first; never a child."""
    fields = ("name", "about", "deed", "form", "place__name", "decided_number", "decided_on")
    rows = Nomination.objects.order_by("-decided_on", "pk").values_list(*fields)[:MOST]
    return [
        Praised(name, about, deed, word("praise", "forms", form), place, number, on)
        for name, about, deed, form, place, number, on in rows
    ]
