"""What a child's record lends to papers and files, and the blocks by which its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.files.queries import shelf as file_shelf
from mangnon.files.slots import OwnerRef as FilesOf
from mangnon.papers.shelving import shelf as paper_shelf
from mangnon.papers.slots import About, Known
from mangnon.papers.slots import OwnerRef as PapersOf
from mangnon.registry.actions.attaching import ATTACH, OWNER
from mangnon.registry.models import Carer, Child, Parent, Residence
from mangnon.registry.slots import Panel
from mangnon.registry.words import where_words
from mangnon.ui.parts import Link


def about_child(child: Any) -> About:
    """The record as papers name it."""
    code = child.external_code or f"TE-{int(child.pk.hex[-6:], 16)}"
    return About(child.called, reverse("registry:child", args=[child.pk]), code)


def known_of(actor: Actor, child: Any) -> Mapping[str, Known]:
    """What a form needn't ask again."""
    source = _("Sổ trẻ em")
    facts: dict[str, Any] = {
        "child.birth_date": child.birth.code,
        "child.residence": {"text": _home(child), "code": child.place.code},
        "child.sex": child.sex,
        "child.ethnicity": child.ethnicity,
        "child.personal_number": child.personal_number,
        "child.full_name": child.full_name,
    }
    carer = Carer.objects.filter(child=child, main=True, valid_to__isnull=True).first()
    facts["child.carer"] = carer.full_name if carer else ""
    for parent in Parent.objects.filter(child=child):
        facts[f"child.{parent.which}"] = parent.full_name
        facts[f"child.{parent.which}_job"] = parent.work
    return {name: Known(value, source) for name, value in facts.items() if value}


def _home(child: Child) -> str:
    now = Residence.objects.filter(child=child, kind=Residence.Kind.ACTUAL, valid_to__isnull=True).first()
    words = where_words(child.hamlet.name if child.hamlet else None, child.place.name)
    return ", ".join(filter(None, (now.address if now else "", words)))


def papers_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """Papers about the child, and the forms that can be filled in."""
    shelf = paper_shelf(actor, at, PapersOf(OWNER, child.pk))
    return Panel(_("Giấy tờ"), "registry/_papers.html", {"papers": shelf})


def files_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """Files of the record, with the way to send one."""
    sends = child.is_here and child.place_id in actor.reach(ATTACH)
    link = Link(_("Gửi tệp"), reverse("registry:attach", args=[child.pk])) if sends else None
    return Panel(
        _("Tệp của hồ sơ"), "registry/_files.html", {"files": file_shelf(actor, FilesOf(OWNER, child.pk))}, link
    )
