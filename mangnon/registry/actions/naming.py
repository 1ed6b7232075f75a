"""Other names of a child: at home, earlier, as somebody else writes them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.names import clean_name
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.registry.actions.checking import take_child
from mangnon.registry.models import OtherName

ADD = "registry.names.add"
DROP = "registry.names.drop"


class NameTwice(Refusal):
    """The child is called so already."""

    code = "registry.name_twice"
    sentence = _("Tên này đã có trong hồ sơ.")
    remedy = _("Ghi tên khác, hoặc quay lại.")
    field = "name"
    status = 409


class NameEmpty(Refusal):
    """No other name was typed."""

    code = "registry.name_empty"
    sentence = _("Chưa ghi tên khác.")
    remedy = _("Ghi tên mà gia đình, nhà trường hay giấy tờ cũ gọi trẻ.")
    field = "name"


@action(ADD)
def add_other_name(*, actor: Actor, at: datetime, child_id: UUID, name: str, kind: str) -> OtherName:
    """The child is also called so; sent twice it stays one. Raises NotFound, Forbidden, NameEmpty, NameTwice."""
    child = take_child(child_id, actor, ADD)
    cleaned = clean_name(name)
    if not cleaned:
        raise NameEmpty
    known = OtherName.objects.filter(child=child, name=cleaned).first()
    if cleaned == child.full_name or (known is not None and known.kind != kind):
        raise NameTwice
    row = known or OtherName.objects.create(child=child, name=cleaned, kind=kind)
    book(actor=actor, action=ADD, at=at, subject=child, other_name=row.pk, again=known is not None)
    return row


@action(DROP)
def drop_other_name(*, actor: Actor, at: datetime, child_id: UUID, name_id: int) -> None:
    """The child isn't called so. Raises NotFound, Forbidden."""
    child = take_child(child_id, actor, DROP)
    row = OtherName.objects.filter(child=child, pk=name_id).first()
    if row is None:
        raise NotFound
    book(actor=actor, action=DROP, at=at, subject=child, other_name=row.pk, dropped=True)
    row.delete()
