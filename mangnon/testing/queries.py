"""Reads on samples."""

from __future__ import annotations

from typing import Any

from mangnon.access.actor import Actor
from mangnon.access.managers import GuardedQuerySet
from mangnon.testing.models import Sample


def samples(actor: Actor) -> GuardedQuerySet[Any]:
    """Samples that this actor may see."""
    return Sample.objects.visible_to(actor, "testing.samples.see")
