"""The province's own borders: loaded whole, taken down whole."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.places.maps.drawing import drawn_units
from mangnon.places.maps.models import Boundary
from mangnon.places.maps.reading import WrongBorders, read_borders

LOAD, DROP = "places.borders.load", "places.borders.drop"


class SourceMissing(Refusal):
    """Borders are shown with who published them."""

    code = "places.borders_source_missing"
    sentence = _("Chưa ghi ranh giới này do ai công bố.")
    remedy = _("Ghi cơ quan và văn bản, ví dụ “Sở Nông nghiệp và Môi trường, 7/2025”.")
    field = "source"


@action(LOAD)
def load_borders(*, actor: Actor, at: datetime, content: bytes, source: str) -> int:
    """Put the borders of a file in the place of those that were; how many units. Raises WrongBorders, SourceMissing.

    All or nothing: every commune in force on the day must be in the file.
    """
    if not source.strip():
        raise SourceMissing
    units = {unit.code: unit for unit in drawn_units(at.date())}
    borders = read_borders(content, units)
    Boundary.objects.all().delete()
    Boundary.objects.bulk_create(
        Boundary(unit=units[one.code], rings=one.rings, source=source.strip()[:200], loaded_by=actor.name, loaded_at=at)
        for one in borders
    )
    book(actor=actor, action=LOAD, at=at, units=len(borders), source=source.strip()[:200])
    return len(borders)


@action(DROP)
def drop_borders(*, actor: Actor, at: datetime) -> int:
    """Take the loaded borders down: maps are schematic again. How many there were; none is no fault."""
    gone, _kinds = Boundary.objects.all().delete()
    book(actor=actor, action=DROP, at=at, units=gone)
    return gone


__all__ = ["DROP", "LOAD", "SourceMissing", "WrongBorders", "drop_borders", "load_borders"]
