"""Curricula that come with the system, from their file into the table: what the table lacks comes in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from mangnon.lib.yamls import read_yaml
from mangnon.programmes.training.models import Audience, Curriculum

FILE = Path(__file__).parents[1] / "data" / "curricula.yaml"
SPACE = UUID("0a4f5b0e-6d0a-4a0e-9d1c-6d8a8f0a51c3")


def shipped(at: datetime) -> list[Curriculum]:
    """What the file has. Raises KeyError or ValueError when it is wrong."""
    told: dict[str, Any] = read_yaml(FILE.read_text(encoding="utf-8"))
    return [_read(one, told, at) for one in told["curricula"]]


def _read(one: dict[str, Any], told: dict[str, Any], at: datetime) -> Curriculum:
    return Curriculum(
        id=uuid5(SPACE, one["code"]), code=one["code"], title=one["title"], topics="\n".join(one["topics"]),
        hours=one["hours"], audience=[Audience(name).value for name in one["audience"]],
        refresh_months=one["refresh_months"], least_share=told["least_share"], most_points=told["most_points"],
        source=f"{one['source']}. {told['ours']}.", shipped=True, changed_at=at,
    )  # fmt: skip


def load_curricula(*, using: str = "owner") -> int:
    """Add what the table lacks; how many. What the province has corrected since stays as it is."""
    made = shipped(timezone.now())
    with transaction.atomic(using=using):
        there = set(Curriculum.objects.using(using).values_list("code", flat=True))
        fresh = [one for one in made if one.code not in there]
        Curriculum.objects.using(using).bulk_create(fresh)
    return len(fresh)
