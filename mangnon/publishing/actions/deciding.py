"""The second person: approves or returns what somebody else wrote and sent. What is public comes down by one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound
from mangnon.publishing.actions.articles import fit_for_public
from mangnon.publishing.actions.keeping import LEAST_REASON, note, take_article, touch
from mangnon.publishing.living import go_live, note_due, sweep_pictures
from mangnon.publishing.models import Article, Line, Live, Publication, State
from mangnon.publishing.queries.editing import open_publication, version_of
from mangnon.publishing.refusals import NotLive, NotWaiting, ReasonMissing, TwoPeople
from mangnon.publishing.rights import APPROVE, RETURN, START, WITHDRAW
from mangnon.publishing.signing.after import sign_soon


@action(APPROVE)
def approve_article(*, actor: Actor, at: datetime, publication_id: UUID) -> Publication:
    """Let a version out, at once or when its time comes.

    Raises NotFound, NotWaiting, TwoPeople, UnknownLinks, ConsentMissing, KeyUnreadable.
    """
    article, found = _waiting(actor, APPROVE, publication_id)
    fit_for_public(article, version_of(article, found.number))
    found.decided_by, found.decided_by_name, found.decided_at = actor.person_id, actor.name, at
    note(article, Line.Act.APPROVED, actor=actor, at=at, number=found.number)
    if found.start is not None and found.start > at:
        found.state = State.SET
        touch(article, actor=actor, at=at, state=State.SET)
    else:
        _publish(article, found, actor, at)
    found.save()
    book(actor=actor, action=APPROVE, at=at, subject=article, version=found.number, slug=article.slug)
    return found


def _waiting(actor: Actor, right: str, publication_id: UUID) -> tuple[Article, Publication]:
    """Somebody else's request, its article locked. Raises NotFound, NotWaiting, TwoPeople."""
    known = Publication.objects.filter(pk=publication_id).first()
    if known is None:
        raise NotFound
    article = take_article(actor, right, known.article_id)
    found = Publication.objects.select_for_update().get(pk=publication_id)
    if found.state != State.WAITING:
        raise NotWaiting
    if actor.person_id in (found.sent_by, found.written_by):
        raise TwoPeople
    return article, found


def _publish(article: Article, found: Publication, actor: Actor, at: datetime) -> None:
    article.publications.filter(state=State.LIVE).update(state=State.REPLACED)
    found.state = State.LIVE
    row = go_live(article, version_of(article, found.number), found, at)
    article.live_number = found.number
    touch(article, actor=actor, at=at, state=State.LIVE)
    note(article, Line.Act.PUBLISHED, actor=actor, at=at, number=found.number)
    note_due(row, at=at, why=article.slug)
    transaction.on_commit(lambda: sign_soon(at=at))


@action(START)
def start_publication(*, actor: Actor, at: datetime, publication_id: UUID) -> Publication:
    """Publish what was approved, now that its time has come. Raises NotFound, NotWaiting, and as approving."""
    known = Publication.objects.filter(pk=publication_id).first()
    if known is None:
        raise NotFound
    article = take_article(actor, START, known.article_id)
    found = Publication.objects.select_for_update().get(pk=publication_id)
    if found.state != State.SET or found.start is None or found.start > at:
        raise NotWaiting
    fit_for_public(article, version_of(article, found.number))
    _publish(article, found, actor, at)
    found.save()
    book(actor=actor, action=START, at=at, subject=article, version=found.number, slug=article.slug)
    return found


@action(RETURN)
def return_article(*, actor: Actor, at: datetime, publication_id: UUID, reason: str) -> Publication:
    """Give it back, with what is to be changed. Raises NotFound, NotWaiting, TwoPeople, ReasonMissing."""
    article, found = _waiting(actor, RETURN, publication_id)
    found.note = _reason(reason)
    found.decided_by, found.decided_by_name, found.decided_at = actor.person_id, actor.name, at
    found.state = State.RETURNED
    found.save()
    touch(article, actor=actor, at=at, state=State.RETURNED)
    note(article, Line.Act.RETURNED, actor=actor, at=at, number=found.number, reason=found.note)
    book(actor=actor, action=RETURN, at=at, subject=article, version=found.number)
    return found


@action(WITHDRAW)
def withdraw_article(*, actor: Actor, at: datetime, article_id: UUID, reason: str) -> Article:
    """Take a public article down at once, without a second person. Raises NotFound, NotLive, ReasonMissing."""
    article = take_article(actor, WITHDRAW, article_id)
    row = Live.objects.filter(article=article).first()
    if row is None:
        raise NotLive
    why = _reason(reason)
    note_due(row, at=at, why=article.slug, gone=True)
    row.delete()
    sweep_pictures()
    article.publications.filter(state=State.LIVE).update(state=State.WITHDRAWN, note=why)
    number, article.live_number = article.live_number or article.latest, None
    still = open_publication(article)
    touch(article, actor=actor, at=at, state=still.state if still else State.WITHDRAWN)
    note(article, Line.Act.WITHDRAWN, actor=actor, at=at, number=number, reason=why)
    book(actor=actor, action=WITHDRAW, at=at, subject=article, slug=article.slug, reason=why)
    transaction.on_commit(lambda: sign_soon(at=at))
    return article


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if len(why) < LEAST_REASON:
        raise ReasonMissing
    return why[:500]
