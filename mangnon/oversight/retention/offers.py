"""What retention gives: its line in the rail, its duties, names for the book, failed jobs of the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.operate.backups.slots import Reapply
from mangnon.oversight.retention import demo, words, worker_jobs
from mangnon.oversight.retention.jobs import reapply_after_restore
from mangnon.oversight.retention.queries import holds, proposals
from mangnon.oversight.retention.rights import SEE
from mangnon.oversight.retention.waiting import retention_work, waiting_count
from mangnon.oversight.slots import Shown, Subject
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource


def _proposals(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = proposals(actor).filter(pk__in=ids)
    return {
        str(one.pk): Shown(words.record_name(one.record), reverse("oversight:proposal", args=[one.pk])) for one in rows
    }


def _holds(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = holds(actor).filter(pk__in=ids)
    return {str(one.pk): Shown(words.what_holds(one), reverse("oversight:hold", args=[one.pk])) for one in rows}


RETENTION_OFFERS: tuple[Any, ...] = (
    RailEntry(
        _("Lưu giữ và hủy"),
        "oversight:retention",
        "lock",
        order=906,
        action=SEE,
        yearly=True,
        count=lambda actor: waiting_count(actor, timezone.now()),
        covers=frozenset({"proposal", "terms", "draw_up", "confirm_proposal", "approve_proposal", "reject_proposal"})
        | {"holds", "hold", "place_hold", "ask_lift", "lift_hold"},
    ),
    WorkSource("oversight.retention", retention_work),
    worker_jobs.RETAINED,
    Reapply("oversight.erasures", _("hủy lại những gì đã hủy"), reapply_after_restore),
    Subject("oversight.Proposal", _("đề nghị hủy"), _proposals),
    Subject("oversight.Hold", _("lệnh giữ lại"), _holds),
    DemoShare("oversight.retention", _("đề nghị hủy"), 90, demo.make),
)
