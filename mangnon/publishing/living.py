"""An approved version becomes what the public reads, and stops being it: the table ``Live``, its words, its pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import F, Q, Value

from mangnon.files.models import StoredFile
from mangnon.files.queries import refuse_unless_open
from mangnon.lib.names import fold
from mangnon.publishing import pictures_on_disk
from mangnon.publishing.dues import ask
from mangnon.publishing.models import Article, Live, Picture, Publication, Version, Word
from mangnon.publishing.queries.editing import confirmed_hosts, pictures
from mangnon.publishing.rendering import render
from mangnon.publishing.signing.seals import SEALED, seal_holds, seal_of
from mangnon.publishing.slots import Page, Touching, page_of, touched_pages

NEAR_OLDER, NEAR_NEWER = 15, 5
"""How many older and newer articles the page of an article names."""
_WORD = re.compile(r"[^\W_]{2,40}")


def words_of(text: str) -> str:
    """Each word of a text as written and without marks, for the search vector."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return " ".join(f"{word} {bare}" if (bare := fold(word)) != word else word for word in found)


def facts_of(article: Article, text: Version, first: datetime, at: datetime) -> dict[str, Any]:
    """What the public will read, as it is sealed."""
    return {
        "article": article.pk, "kind": article.kind, "section": article.section, "language": article.language,
        "slug": article.slug, "number": text.number, "title": text.title, "summary": text.summary, "body": text.body,
        "author": text.author, "pictures": [_told(one) for one in pictures(article)], "published_at": first,
        "changed_at": at,
    }  # fmt: skip


def _told(picture: Picture) -> dict[str, str]:
    """A picture as it is sealed; its bytes are put where the public gets them, under their own hash."""
    file = StoredFile.objects.get(pk=picture.file)
    refuse_unless_open(file)
    name = pictures_on_disk.publish(file)
    return {"file": name, "alt": picture.alt, "caption": picture.caption}


def go_live(article: Article, text: Version, publication: Publication, at: datetime) -> Live:
    """Put a version before the public, sealed. Raises KeyUnreadable."""
    known = Live.objects.filter(article=article).first()
    facts = facts_of(article, text, known.published_at if known else at, at)
    seal = seal_of(facts)
    publication.seal = seal
    row = Live(**{name: value for name, value in facts.items() if name != "article"}, article=article, seal=seal)
    bare = render(text.body, confirmed_hosts()).text
    row.title_words = SearchVector(Value(words_of(text.title)), config="simple", weight="A")
    row.words = (
        SearchVector(Value(words_of(text.title)), config="simple", weight="A")
        + SearchVector(Value(words_of(text.summary)), config="simple", weight="B")
        + SearchVector(Value(words_of(bare)), config="simple", weight="D")
    )
    row.save(force_insert=known is None, force_update=known is not None)
    _count_words(f"{text.title} {text.summary} {bare}")
    sweep_pictures()
    return row


def take_out(row: Live, file: StoredFile, at: datetime) -> bool:
    """Take a picture out of what the public reads and seal the rest; whether it was there.

    A text that isn't what was approved gets no new seal by this: it goes on being shown nowhere.
    """
    name = pictures_on_disk.name_of(file)
    left = [one for one in row.pictures if one["file"] != name]
    if len(left) == len(row.pictures):
        return False
    whole = seal_holds(row)
    row.pictures, row.changed_at = left, at
    if whole:
        row.seal = seal_of({field: getattr(row, field) for field in SEALED} | {
            "article": row.article_id, "published_at": row.published_at, "changed_at": at,
        })  # fmt: skip
    row.save(update_fields=["pictures", "changed_at", "seal"])
    note_due(row, at=at, why=row.slug)
    sweep_pictures()
    return True


def sweep_pictures() -> None:
    """Pictures that no public article has any more leave the disk once this is committed."""

    def sweep() -> None:
        rows = Live.objects.exclude(pictures=[]).values_list("pictures", flat=True)
        pictures_on_disk.sweep({one["file"] for told in rows for one in told})

    transaction.on_commit(sweep)


def _count_words(text: str) -> None:
    found = {word for word in _WORD.findall(text.lower()) if not word.isdigit()}
    Word.objects.bulk_create([Word(word=word, folded=fold(word)) for word in found], ignore_conflicts=True)
    Word.objects.filter(word__in=found).update(articles=F("articles") + 1)


def neighbours(row: Live) -> list[str]:
    """Slugs of those whose pages name this one: the nearest newer and older ones of its language."""
    rows = Live.objects.filter(language=row.language).exclude(pk=row.pk)
    newer = rows.filter(
        Q(published_at__gt=row.published_at) | Q(published_at=row.published_at, article__gt=row.pk)
    ).order_by("published_at", "article")
    older = rows.filter(
        Q(published_at__lt=row.published_at) | Q(published_at=row.published_at, article__lt=row.pk)
    ).order_by("-published_at", "-article")
    near: Iterable[str] = (*newer.values_list("slug", flat=True)[:NEAR_OLDER],
                           *older.values_list("slug", flat=True)[:NEAR_NEWER])  # fmt: skip
    return list(near)


def note_due(row: Live, *, at: datetime, why: str, gone: bool = False) -> None:
    """Remember which pages must be signed anew, its own first. Call it before a row goes."""
    own = page_of(row.slug, row.language)
    near = tuple(neighbours(row))
    others = touched_pages(Touching(row.slug, row.language, row.section, near))
    pages: list[tuple[Page, bool]] = [(own, gone)] if own else []
    pages += [(page, False) for page in others if page != own]
    ask(pages, at=at, why=why)
