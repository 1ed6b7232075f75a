"""A photo is put to a record with a reason and a consent, and taken away with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.consenting import Answer, Whom, may
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import LEAST_REASON, store
from mangnon.files.actions import remove as remove_file
from mangnon.files.kinds import PHOTOS
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.registry.actions.checking import take_child, writer
from mangnon.registry.models import Child, ChildPhoto

ADD, REMOVE = "registry.photos.add", "registry.photos.remove"
OWNER = "registry.photo"
PURPOSE = "anh-trong-ho-so"
"""The purpose in the book of consents: a photo kept in the record, shown to nobody outside."""


class WhyPhoto(Refusal):
    """A photo without need is not kept."""

    code = "registry.photo_why"
    sentence = _("Chưa ghi vì sao cần ảnh, ít nhất {n} ký tự.")
    remedy = _("Ghi việc cần đến ảnh, ví dụ “trẻ bị lạc, không nói được tên”. Không có lý do thì không lưu ảnh.")
    field = "reason"


class WhyGone(Refusal):
    """Taking a photo away says why."""

    code = "registry.photo_why_gone"
    sentence = _("Chưa ghi vì sao gỡ ảnh, ít nhất {n} ký tự.")
    remedy = _("Ví dụ “đã hết lý do”, “gia đình rút lại sự đồng ý”.")
    field = "reason"


class NoConsent(Refusal):
    """The consents that a photo needs are not in the book."""

    code = "registry.photo_no_consent"
    sentence = _("Chưa lưu ảnh được: {missing}")
    remedy = _("Ghi sự đồng ý ở mục “Sự đồng ý”, mục đích “Chụp và lưu ảnh của trẻ trong hồ sơ”, rồi quay lại.")
    status = 409


class HasPhoto(Refusal):
    """One at a time."""

    code = "registry.photo_there"
    sentence = _("Hồ sơ đã có ảnh.")
    remedy = _("Gỡ ảnh cũ rồi thêm ảnh mới.")
    status = 409


def consent(child: Child, at: datetime) -> Answer:
    """Whether a photo of this child may be kept, and what is missing in sentences."""
    return may(PURPOSE, Whom("registry.Child", str(child.pk)), born=child.born_from, at=at)


def current(child: Child) -> ChildPhoto | None:
    """The photo that is kept now."""
    return ChildPhoto.objects.filter(child=child, removed_at__isnull=True).first()


@action(ADD)
def add_photo(*, actor: Actor, at: datetime, child_id: UUID, upload: Any, reason: str) -> ChildPhoto:
    """Keep a photo, closed: everybody else sees it blurred (trust: photo only if justified).

    Raises NotFound, Forbidden, RecordClosed, WhyPhoto, NoConsent, HasPhoto, FileRefused.
    """
    child = take_child(child_id, actor, ADD)
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise WhyPhoto(n=LEAST_REASON)
    answer = consent(child, at)
    if not answer.allowed:
        raise NoConsent(missing=" ".join(str(one) for one in answer.missing))
    if current(child) is not None:
        raise HasPhoto
    photo = ChildPhoto.objects.create(
        id=new_id(), child=child, reason=why[:300], added_at=at, added_by=writer(actor), added_by_name=actor.name
    )
    store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, photo.pk), rules=PHOTOS, sensitive=True)
    book(actor=actor, action=ADD, at=at, subject=child, photo=str(photo.pk), reason=why[:300])
    return photo


@action(REMOVE)
def remove_photo(*, actor: Actor, at: datetime, child_id: UUID, reason: str) -> None:
    """Take the photo away, picture and all; that there was one, and why, stays. Raises NotFound, Forbidden, WhyGone."""
    child = take_child(child_id, actor, REMOVE, in_use=False)
    photo = current(child)
    if photo is None:
        raise NotFound
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise WhyGone(n=LEAST_REASON)
    for file in StoredFile.objects.filter(owner_kind=OWNER, owner_id=photo.pk):
        remove_file(actor=actor, at=at, file_id=file.pk, reason=why)
    photo.removed_at, photo.removed_by_name, photo.removed_why = at, actor.name, why[:300]
    photo.save(update_fields=["removed_at", "removed_by_name", "removed_why"])
    book(actor=actor, action=REMOVE, at=at, subject=child, photo=str(photo.pk), reason=why[:300])
