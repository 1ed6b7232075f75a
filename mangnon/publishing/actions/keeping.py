"""What acts on articles share: the article is locked, a line goes into its history."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.names import fold
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.publishing.models import Article, Line

LEAST_REASON = 10


def take_article(actor: Actor, right: str, article_id: UUID) -> Article:
    """The article, locked. Raises NotFound, Forbidden."""
    found = Article.objects.select_for_update().filter(pk=article_id).first()
    if found is None:
        raise NotFound
    if not actor.can(right):
        raise Forbidden(action=right)
    return found


def same_version(article: Article, number: int) -> None:
    """What was read is the newest text. Raises StaleVersion."""
    if article.latest != number:
        raise StaleVersion


def note(article: Article, act: str, *, actor: Actor, at: datetime, number: int, reason: str = "") -> None:
    """A line of its history."""
    Line.objects.create(
        article=article, act=act, number=number, reason=reason.strip(),
        by=str(actor.person_id or actor.name), by_name=actor.name, at=at,
    )  # fmt: skip


def touch(article: Article, *, actor: Actor, at: datetime, state: str | None = None) -> None:
    """Remember who last did something to it."""
    article.changed_at, article.changed_by_name = at, actor.name
    if state is not None:
        article.state = state
    article.save()


def free_slug(title: str, language: str) -> str:
    """An address of Latin letters that no article of this language has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:70].strip("-") or "bai"
    taken = set(Article.objects.filter(language=language, slug__startswith=plain).values_list("slug", flat=True))
    if plain not in taken:
        return plain
    return next(name for name in (f"{plain}-{n}" for n in range(2, 10_000)) if name not in taken)
