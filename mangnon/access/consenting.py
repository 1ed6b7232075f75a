"""Consent as rooms ask about it: a question, an answer in sentences, and what rests on a consent.

The book of consents stands above the rooms that need an answer, so it answers through a slot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Whom:
    """A person concerned: the model's label, as the book holds it (``registry.Child``), and the id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something may be done, what is missing in sentences, and to which kinds of data it goes.

    ``notes`` say what the law leaves open. ``data`` is empty for work that needs no consent: there the law that
    gives the duty says what it may use. ``url`` is where the missing answer is recorded; empty when nowhere.
    """

    allowed: bool
    missing: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    data: frozenset[str] = frozenset()
    url: str = ""


@dataclass(frozen=True, slots=True)
class ConsentBook:
    """Who keeps the consents; filled once. ``may`` runs in the asking person's reach."""

    may: Callable[[str, Whom, date | None, datetime], Answer]


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that rests on a consent: a picture on the portal, a paper at a partner's."""

    title: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class UsesConsent:
    """A room's things that rest on consents: those still standing for one purpose and one person.

    When a consent ends they must be taken down; until then they are shown as left to do. ``end`` takes down at once
    what needs no hand; it is called in the transaction of the act that ends the consent, and chooses its own reach.
    """

    name: str
    uses: Callable[[Actor, str, Whom], Sequence[Use]]
    end: Callable[[str, Whom, datetime], None] = lambda purpose, subject, at: None


def may(purpose: str, subject: Whom, *, born: date | None, at: datetime) -> Answer:
    """Whether ``purpose`` is allowed for a person at a moment. Without a book of consents nothing is."""
    books = filled(ConsentBook)
    if not books:
        return Answer(allowed=False, missing=(_("Hệ thống này không có sổ ghi sự đồng ý."),))
    return books[0].may(purpose, subject, born, at)


def uses(actor: Actor, purpose: str, subject: Whom) -> list[Use]:
    """All that rests on a consent, over all rooms."""
    return [use for slot in filled(UsesConsent) for use in slot.uses(actor, purpose, subject)]


def end_uses(purpose: str, subject: Whom, at: datetime) -> None:
    """Take down what rests on a consent that has ended, as far as rooms do so by themselves."""
    for slot in filled(UsesConsent):
        slot.end(purpose, subject, at)
