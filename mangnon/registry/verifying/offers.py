"""What re-verification gives to the frame."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.commands import DemoShare
from mangnon.accounts.held import held_in_table
from mangnon.notices.slots import Opens
from mangnon.places.slots import placed_facts
from mangnon.registry.models import Recheck, RecheckRound
from mangnon.registry.slots import Follows
from mangnon.registry.verifying.demo import make
from mangnon.registry.verifying.queries import SEE
from mangnon.registry.verifying.urls import VERIFYING_PATTERNS
from mangnon.registry.verifying.working import work
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource

PAGES = frozenset(pattern.name or "" for pattern in VERIFYING_PATTERNS)
VERIFYING_OFFERS: tuple[Any, ...] = (
    RailEntry(_("Phúc tra"), "registry:recheck_rounds", "target", 112, SEE, yearly=True, covers=PAGES),
    WorkSource("registry.rechecks", work),
    DemoShare("registry.rechecks", _("đợt phúc tra"), 35, make),
    Follows("registry.rechecks", _("Phúc tra"), Recheck),
    held_in_table("registry.rechecks", _("phiếu phúc tra chưa gửi"), "registry_recheck"),
    placed_facts("registry.recheck", _("Phiếu phúc tra"), model=Recheck, open=Q(), hamlet="hamlet_id"),
    placed_facts("registry.recheck_round", _("Đợt phúc tra"), model=RecheckRound, open=Q(closed_at__isnull=True)),
    Opens("registry.Recheck", lambda thing: reverse("registry:recheck", args=[thing])),
    Opens("registry.RecheckVisits", lambda _round: reverse("registry:recheck_visits")),
    Opens("registry.RecheckRound", lambda thing: reverse("registry:recheck_round", args=[thing])),
)
