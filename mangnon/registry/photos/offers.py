"""What photos give to the frame: the block on a child's page, the owner of the file, what rests on a consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.consenting import Use, UsesConsent, Whom
from mangnon.access.doors import see, take
from mangnon.files.queries import shelf
from mangnon.files.slots import FileOwner, OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.registry.models import Child, ChildPhoto
from mangnon.registry.photos.actions import ADD, OWNER, PURPOSE, REMOVE, current
from mangnon.registry.slots import ChildAct, ChildPanel, Follows, Panel, Shelf
from mangnon.ui.parts import Link

SEE, OPEN = "registry.children.see", "registry.sensitive.open"


def photo_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """The photo, blurred, with why it is kept; nothing for most children."""
    photo = current(child)
    if photo is None:
        return None
    may = child.place_id in actor.reach(REMOVE)
    link = Link(_("Gỡ"), reverse("registry:remove_photo", args=[child.pk])) if may else None
    told = {
        "files": shelf(actor, OwnerRef(OWNER, photo.pk)), "reason": photo.reason,
        "by": f"{photo.added_by_name}, {format_date(local_day(photo.added_at))}",
    }  # fmt: skip
    return Panel(_("Ảnh của trẻ"), "registry/_photo.html", told, link)


def _child_of(photo_id: UUID) -> UUID:
    """Row security has hidden what lies outside. Raises NotFound."""
    found = ChildPhoto.objects.filter(pk=photo_id).values_list("child_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def uses(actor: Actor, purpose: str, whom: Whom) -> Sequence[Use]:
    """The photo that must come down when the consent ends."""
    if purpose != PURPOSE or whom.kind != "registry.Child":
        return ()
    rows = ChildPhoto.objects.filter(child_id=whom.id, removed_at__isnull=True)
    return [Use(_("Ảnh trong hồ sơ"), reverse("registry:remove_photo", args=[one.child_id])) for one in rows]


PHOTO_OFFERS: tuple[Any, ...] = (
    ChildPanel("photo", 30, photo_panel),
    ChildAct(gettext_lazy("Ảnh, khi có lý do"), "registry:add_photo", ADD, 51, Shelf.PERSON),
    FileOwner(
        OWNER, gettext_lazy("ảnh của trẻ"),
        look=lambda actor, pk: see(Child, _child_of(pk), actor, SEE),
        add=lambda actor, pk: take(Child, _child_of(pk), actor, ADD),
        open=lambda actor, pk: see(Child, _child_of(pk), actor, OPEN),
    ),
    UsesConsent("registry.photos", uses),
    Follows("registry.photos", gettext_lazy("Ảnh"), ChildPhoto),
)  # fmt: skip
