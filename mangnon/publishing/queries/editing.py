"""What editors see: articles, versions, what waits, allowed domains."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.lib.names import fold
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.publishing.models import OPEN, Article, Line, LinkDomain, Picture, Publication, State, Version
from mangnon.publishing.rights import SEE


def articles(actor: Actor) -> QuerySet[Article]:
    """Every article, for those who see drafts."""
    return Article.objects.all() if actor.can(SEE) else Article.objects.none()


def search_articles(words: str, rows: QuerySet[Article]) -> QuerySet[Article]:
    """Those whose title or address holds every word, with or without marks."""
    for word in fold(words).split():
        rows = rows.filter(Q(slug__contains=word) | Q(title__icontains=word))
    return rows


def article_seen(actor: Actor, pk: UUID) -> Article:
    """One article. Raises NotFound, Forbidden."""
    found = Article.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return found


def version_of(article: Article, number: int) -> Version:
    """One of its versions. Raises NotFound."""
    found = article.versions.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def latest(article: Article) -> Version:
    """The newest text. Raises NotFound."""
    return version_of(article, article.latest)


def open_publication(article: Article) -> Publication | None:
    """The request that waits for a person or for its time."""
    return article.publications.filter(Q(state=OPEN[0]) | Q(state=OPEN[1])).first()


def waiting(actor: Actor) -> QuerySet[Publication]:
    """Requests that this person may decide: those of others."""
    rows = Publication.objects.filter(state=State.WAITING).select_related("article").order_by("sent_at")
    return rows.exclude(Q(sent_by=actor.person_id) | Q(written_by=actor.person_id))


def lines(article: Article) -> list[Line]:
    """Its history, newest first."""
    return list(article.lines.order_by("-id")[:100])


def pictures(article: Article) -> QuerySet[Picture]:
    """Pictures that weren't taken out, in the order in which they came."""
    return article.pictures.filter(removed_at__isnull=True).order_by("added_at", "id")


def domains() -> QuerySet[LinkDomain]:
    """Every entry, also asked for and ended."""
    return LinkDomain.objects.all()


def confirmed_hosts() -> frozenset[str]:
    """Hosts that articles may link to."""
    rows = LinkDomain.objects.filter(confirmed_by__isnull=False, ended_at__isnull=True)
    return frozenset(rows.values_list("host", flat=True))


def article_asked(actor: Actor, publication_id: UUID) -> Article:
    """The article of a request to publish. Raises NotFound, Forbidden."""
    found = Publication.objects.filter(pk=publication_id).values_list("article_id", flat=True).first()
    if found is None:
        raise NotFound
    return article_seen(actor, found)


def article_pictured(actor: Actor, picture_id: UUID) -> Article:
    """The article of a picture. Raises NotFound, Forbidden."""
    found = Picture.objects.filter(pk=picture_id, removed_at__isnull=True).values_list("article_id", flat=True).first()
    if found is None:
        raise NotFound
    return article_seen(actor, found)
