"""An article is begun, saved again and again, sent to a second person, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.publishing.actions.keeping import free_slug, note, same_version, take_article, touch
from mangnon.publishing.models import Article, Line, Publication, State, Version
from mangnon.publishing.queries.editing import confirmed_hosts, latest, open_publication, pictures
from mangnon.publishing.refusals import (
    ConsentMissing,
    LiveAlready,
    NothingChanged,
    NothingWritten,
    NotWaiting,
    SentBefore,
    StartsTooLate,
    UnknownLinks,
    WaitingAlready,
)
from mangnon.publishing.rendering import clean_body, clean_line, links_refused
from mangnon.publishing.rights import ADD, SAVE, SEND, TAKE_BACK

FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Text:
    """What an editor wrote, as typed or pasted."""

    title: str
    summary: str
    body: str
    author: str

    @property
    def cleaned(self) -> Text:
        """What is kept of it. Raises NothingWritten."""
        made = Text(clean_line(self.title), clean_line(self.summary), clean_body(self.body), clean_line(self.author))
        if not made.title or not made.body:
            raise NothingWritten
        return made


@action(ADD)
def add_article(
    *, actor: Actor, at: datetime, text: Text, kind: str, section: str, language: str, uid: UUID | None = None
) -> Article:
    """Begin an article. ``uid`` is made by the form: sent again it adds nothing. Raises NothingWritten, SentBefore."""
    told = text.cleaned
    if uid and (known := Article.objects.filter(pk=uid).first()):
        if known.title != told.title:
            raise SentBefore(name=known.title)
        book(actor=actor, action=ADD, at=at, subject=known, again=True)
        return known
    article = Article.objects.create(
        id=uid or new_id(), kind=kind, section=section, language=language, slug=free_slug(told.title, language),
        title=told.title, created_at=at, changed_at=at, changed_by_name=actor.name,
    )  # fmt: skip
    _version(article, told, actor, at)
    note(article, Line.Act.ADDED, actor=actor, at=at, number=1)
    book(actor=actor, action=ADD, at=at, subject=article, slug=article.slug)
    return article


@action(SAVE)
def save_article(
    *, actor: Actor, at: datetime, article_id: UUID, version: int, text: Text, kind: str = "", section: str = ""
) -> Article:
    """A new version; the one before stays for ever. ``version`` is the number that was read.

    Raises NotFound, StaleVersion, WaitingAlready, NothingWritten, NothingChanged.
    """
    article = take_article(actor, SAVE, article_id)
    same_version(article, version)
    if open_publication(article):
        raise WaitingAlready
    told, before = text.cleaned, latest(article)
    filed = (kind or article.kind, section or article.section)
    if told == _said(before) and filed == (article.kind, article.section):
        raise NothingChanged
    article.kind, article.section = filed
    article.title, article.latest = told.title, article.latest + 1
    if article.live_number is None and not article.publications.exists():
        _rename(article)
    _version(article, told, actor, at)
    touch(article, actor=actor, at=at)
    note(article, Line.Act.SAVED, actor=actor, at=at, number=article.latest)
    book(actor=actor, action=SAVE, at=at, subject=article, version=article.latest)
    return article


def _rename(article: Article) -> None:
    """Until it is first sent its address follows its title."""
    own, article.slug = article.slug, ""
    Article.objects.filter(pk=article.pk).update(slug=f"-{article.pk}")
    article.slug = free_slug(article.title, article.language) or own


def _version(article: Article, told: Text, actor: Actor, at: datetime) -> Version:
    return Version.objects.create(
        article=article, number=article.latest, title=told.title, summary=told.summary, body=told.body,
        author=told.author or actor.name, by=actor.person_id or UUID(int=0), by_name=actor.name, at=at,
    )  # fmt: skip


def _said(version: Version) -> Text:
    return Text(version.title, version.summary, version.body, version.author)


@action(SEND)
def send_article(
    *, actor: Actor, at: datetime, article_id: UUID, version: int, start: datetime | None = None
) -> Publication:
    """Ask a second person to publish the newest version, at once or from ``start`` on.

    Raises NotFound, StaleVersion, WaitingAlready, LiveAlready, StartsTooLate, UnknownLinks, ConsentMissing.
    """
    article = take_article(actor, SEND, article_id)
    same_version(article, version)
    if open_publication(article):
        raise WaitingAlready
    if article.live_number == article.latest:
        raise LiveAlready
    if start is not None and not at <= start <= at + FARTHEST:
        raise StartsTooLate
    text = latest(article)
    fit_for_public(article, text)
    made = Publication.objects.create(
        article=article, number=text.number, written_by=text.by, sent_by=actor.person_id or UUID(int=0),
        sent_by_name=actor.name, sent_at=at, start=start,
    )  # fmt: skip
    touch(article, actor=actor, at=at, state=State.WAITING)
    note(article, Line.Act.SENT, actor=actor, at=at, number=text.number)
    book(actor=actor, action=SEND, at=at, subject=article, version=text.number)
    return made


def fit_for_public(article: Article, text: Version) -> None:
    """Asked when it is sent, and again when it is approved. Raises UnknownLinks, ConsentMissing."""
    if refused := links_refused(text.body, confirmed_hosts()):
        raise UnknownLinks(links=", ".join(one[:80] or "?" for one in refused[:3]))
    if open_faces := [one for one in pictures(article) if one.cleared < one.faces]:
        raise ConsentMissing(alt=open_faces[0].alt)


@action(TAKE_BACK)
def take_back_article(*, actor: Actor, at: datetime, article_id: UUID) -> Article:
    """Don't ask any more; the text can be changed again. Raises NotFound, NotWaiting."""
    article = take_article(actor, TAKE_BACK, article_id)
    found = open_publication(article)
    if found is None:
        raise NotWaiting
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    touch(article, actor=actor, at=at, state=State.LIVE if article.live_number else "")
    note(article, Line.Act.TAKEN_BACK, actor=actor, at=at, number=found.number)
    book(actor=actor, action=TAKE_BACK, at=at, subject=article, version=found.number)
    return article
