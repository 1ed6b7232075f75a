"""The doors by which pictures reach the article they belong to."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.places.queries import province_served
from mangnon.publishing.actions.keeping import take_article
from mangnon.publishing.models import Article
from mangnon.publishing.queries.editing import article_seen
from mangnon.publishing.rights import PICTURE


def look(actor: Actor, pk: UUID) -> Article:
    """The article, to show its pictures. Raises NotFound, Forbidden."""
    return _shelved(article_seen(actor, pk))


def add(actor: Actor, pk: UUID) -> Article:
    """The article, locked, to send and remove. Raises NotFound, Forbidden."""
    return _shelved(take_article(actor, PICTURE, pk))


def _shelved(article: Article) -> Article:
    article.shelf_place = province_served().pk
    return article
