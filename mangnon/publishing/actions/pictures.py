"""Pictures of an article: never without words, never with a child's face unless every consent is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import Actor
from mangnon.access.consenting import Answer, Whom, may
from mangnon.access.doors import see
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.kinds import PHOTOS
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.refusal import NotFound
from mangnon.publishing.actions.keeping import note, take_article
from mangnon.publishing.living import take_out
from mangnon.publishing.models import Line, Live, Picture, PictureChild
from mangnon.publishing.queries.editing import open_publication
from mangnon.publishing.refusals import ConsentRefused, NotWaiting, PictureWithoutWords, WaitingAlready
from mangnon.publishing.rendering import clean_line
from mangnon.publishing.rights import CLEAR, PICTURE, REMOVE, TAKE_DOWN
from mangnon.publishing.signing.after import sign_soon
from mangnon.registry.models import Child

OWNER = "publishing.article"
PURPOSE = "cong-bo"
"""What the book of consents calls putting a child before the public."""
ENDED = "Sự đồng ý cho công bố ảnh đã hết."
"""Stored in the history of articles, so in one language."""
SEE_CHILD = "registry.children.see"


@action(PICTURE)
def add_picture(
    *, actor: Actor, at: datetime, article_id: UUID, upload: Any, alt: str, caption: str, faces: int
) -> Picture:
    """Put a picture to an article. ``faces``: how many children can be recognised; each needs consents.

    Raises NotFound, WaitingAlready, PictureWithoutWords, FileRefused.
    """
    article = take_article(actor, PICTURE, article_id)
    if open_publication(article):
        raise WaitingAlready
    told = clean_line(alt)
    if not told:
        raise PictureWithoutWords
    file = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, article.pk), rules=PHOTOS)
    made, new = Picture.objects.get_or_create(
        article=article, file=file.pk, removed_at=None,
        defaults={"alt": told[:200], "caption": clean_line(caption)[:200], "faces": faces, "added_at": at,
                  "added_by_name": actor.name},
    )  # fmt: skip
    if new:
        note(article, Line.Act.PICTURE, actor=actor, at=at, number=article.latest)
    book(actor=actor, action=PICTURE, at=at, subject=article, picture=str(made.pk), faces=made.faces, again=not new)
    return made


@action(REMOVE)
def remove_picture(*, actor: Actor, at: datetime, picture_id: UUID) -> Picture:
    """Take a picture out of the article; what is public now keeps it until the next version or until it comes down.

    Raises NotFound, WaitingAlready.
    """
    found = _picture(picture_id)
    article = take_article(actor, REMOVE, found.article_id)
    if open_publication(article):
        raise WaitingAlready
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    note(article, Line.Act.REMOVED, actor=actor, at=at, number=article.latest)
    book(actor=actor, action=REMOVE, at=at, subject=article, picture=str(found.pk))
    return found


@action(CLEAR)
def clear_picture(*, actor: Actor, at: datetime, picture_id: UUID, child_id: UUID) -> Picture:
    """Say that a child of one's own reach who can be recognised has all consents on record.

    Raises NotFound, NotWaiting, ConsentRefused with what is missing.
    """
    child = see(Child, child_id, actor, SEE_CHILD)
    found = _picture(picture_id)
    article = take_article(actor, CLEAR, found.article_id)
    if found.cleared >= found.faces:
        raise NotWaiting
    answer = asked(child, at)
    if not answer.allowed:
        raise ConsentRefused(missing="; ".join(str(one) for one in answer.missing))
    _row, new = PictureChild.objects.get_or_create(
        picture=found, child=child, defaults={"cleared_by_name": actor.name, "cleared_at": at}
    )
    if new:
        found.cleared += 1
        found.save(update_fields=["cleared"])
        note(article, Line.Act.CLEARED, actor=actor, at=at, number=article.latest)
    book(actor=actor, action=CLEAR, at=at, subject=article, picture=str(found.pk), seen=[child.pk])
    return found


@action(TAKE_DOWN)
def take_down_pictures(*, actor: Actor, at: datetime, child_id: UUID) -> int:
    """A child's consent has ended: its pictures leave every public page now, and wait for consents anew elsewhere.

    How many pictures. Raises KeyUnreadable, BytesMissing.
    """
    rows = list(PictureChild.objects.filter(child_id=child_id, picture__removed_at__isnull=True))
    for row in rows:
        found = _picture(row.picture_id)
        article = take_article(actor, TAKE_DOWN, found.article_id)
        public = Live.objects.select_for_update().filter(article=article).first()
        if public is not None and take_out(public, StoredFile.objects.get(pk=found.file), at):
            found.removed_at = at
        else:
            row.delete()
            found.cleared -= 1
        found.save(update_fields=["removed_at", "cleared"])
        note(article, Line.Act.REMOVED, actor=actor, at=at, number=article.latest, reason=ENDED)
    transaction.on_commit(lambda: sign_soon(at=at))
    book(actor=actor, action=TAKE_DOWN, at=at, pictures=[str(row.picture_id) for row in rows])
    return len(rows)


def asked(child: Child, at: datetime) -> Answer:
    """What the book of consents says of a child; born in doubt as early as may be, so that the child is asked."""
    return may(PURPOSE, Whom(Child._meta.label, str(child.pk)), born=child.born_from, at=at)


def _picture(picture_id: UUID) -> Picture:
    found = Picture.objects.select_for_update().filter(pk=picture_id, removed_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found
