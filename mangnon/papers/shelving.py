"""The papers of a record, for its own page: what there is, and what can be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_datetime, local_day
from mangnon.papers.actions import number_of
from mangnon.papers.models import Sheet
from mangnon.papers.queries import forms_for, may_fill, sheets_of
from mangnon.papers.slots import OwnerRef, owner_of


@dataclass(frozen=True, slots=True)
class Item:
    """A paper, or a form."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Papers, the newest first; forms in the order of the law."""

    sheets: tuple[Item, ...]
    forms: tuple[Item, ...]


def shelf(actor: Actor, at: datetime, owner: OwnerRef) -> Shelf:
    """What stands on the record's page. Call it after the record itself was seen."""
    slot = owner_of(owner.kind)
    laws = forms_for(slot, local_day(at))
    titles = {law.key: law.title for law in laws}
    sheets = tuple(_sheet(one, titles.get(one.form, one.form)) for one in sheets_of(owner))
    if not may_fill(actor, slot, owner.id):
        return Shelf(sheets, ())
    forms = (Item(law.title, reverse("papers:fill", args=[owner.kind, owner.id, law.key])) for law in laws)
    return Shelf(sheets, tuple(forms))


def _sheet(one: Sheet, title: str) -> Item:
    number = number_of(one)
    told = _("số {number}").format(number=number) if number else ""
    note = " · ".join(filter(None, (told, format_datetime(one.filled_at), one.filled_by_name)))
    return Item(title, reverse("papers:sheet", args=[one.pk]), note)
