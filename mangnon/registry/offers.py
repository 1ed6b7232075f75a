"""What the register gives to the frame and to other rooms."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mangnon.access.commands import DemoShare
from mangnon.operate.backups.slots import emptied
from mangnon.places.slots import placed_facts
from mangnon.registry.alike.queries import ALIKE
from mangnon.registry.alike.telling import waiting, work
from mangnon.registry.commands import COMMANDS
from mangnon.registry.making.demo import make
from mangnon.registry.models import Accident, Child, Household, Residence, RiskSpot, Transfer
from mangnon.registry.search.offers import OFFERS as SEARCH_OFFERS
from mangnon.registry.slots import Follows
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import WorkSource

OFFERS: tuple[Any, ...] = (
    *COMMANDS,
    RailEntry(
        _("Hồ sơ giống nhau"),
        "registry:alike_pairs",
        "people",
        order=45,
        action=ALIKE,
        short=_("Giống nhau"),
        count=waiting,
        covers=frozenset(
            {"alike_pair", "alike_dismiss", "alike_reopen", "alike_merge", "merges", "merge", "merge_undo"}
        ),
    ),
    WorkSource("registry.alike", work),
    Follows("registry.accidents", _("Tai nạn"), Accident),
    DemoShare("registry", _("sổ trẻ em"), 30, make),
    *emptied(*(f"public.{model._meta.db_table}" for model in apps.get_app_config("registry").get_models())),
    placed_facts("registry.child", _("Trẻ em"), model=Child, open=Q(), hamlet="hamlet_id"),
    placed_facts(
        "registry.child_other",
        _("Trẻ em chờ tiếp nhận"),
        model=Child,
        place="other_place_id",
        open=Q(other_place__isnull=False),
    ),
    placed_facts("registry.household", _("Hộ gia đình"), model=Household, open=Q(), hamlet="hamlet_id"),
    placed_facts(
        "registry.residence",
        _("Nơi ở của trẻ em"),
        model=Residence,
        open=Q(valid_to__isnull=True),
        period=("valid_from", "valid_to"),
        hamlet="hamlet_id",
    ),
    placed_facts("registry.risk_spot", _("Điểm có nguy cơ"), model=RiskSpot, open=Q(), hamlet="hamlet_id"),
    placed_facts("registry.accident", _("Tai nạn của trẻ em"), model=Accident, open=Q(), hamlet="hamlet_id"),
    placed_facts("registry.transfer_to", _("Chuyển đến"), model=Transfer, place="to_place_id", open=Q(state="asked")),
    placed_facts(
        "registry.transfer_from", _("Chuyển đi"), model=Transfer, place="from_place_id", open=Q(state="asked")
    ),
    *SEARCH_OFFERS,
)
