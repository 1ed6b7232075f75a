"""What the register gives to the frame and to other rooms."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.commands import DemoShare
from mangnon.files.slots import owned_by
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import emptied
from mangnon.papers.slots import KnownFacts, PaperOwner, doors_of
from mangnon.places.slots import placed_facts
from mangnon.registry.actions.attaching import OWNER
from mangnon.registry.alike.queries import ALIKE
from mangnon.registry.alike.showing import folded_panel
from mangnon.registry.alike.telling import waiting
from mangnon.registry.alike.telling import work as alike_work
from mangnon.registry.benefits.offers import BENEFIT_OFFERS
from mangnon.registry.commands import COMMANDS
from mangnon.registry.harm.offers import HARM_OFFERS
from mangnon.registry.indicators import INDICATORS
from mangnon.registry.making.demo import make
from mangnon.registry.models import Accident, Child, Household, Residence, RiskSpot, Transfer
from mangnon.registry.moving import work as moving_work
from mangnon.registry.photos.offers import PHOTO_OFFERS
from mangnon.registry.queries.moves import MOVES
from mangnon.registry.releases.offers import RELEASE_OFFERS
from mangnon.registry.reminding import work
from mangnon.registry.rosters.offers import ROSTER_OFFERS
from mangnon.registry.search.offers import OFFERS as SEARCH_OFFERS
from mangnon.registry.shelves import about_child, files_panel, known_of, papers_panel
from mangnon.registry.slots import ChildAct, ChildPanel, Follows, Shelf
from mangnon.registry.verifying.offers import VERIFYING_OFFERS
from mangnon.ui.slots import MainAct, RailEntry
from mangnon.ui.worklist import WorkSource

SEE = "registry.children.see"
FORMS = tuple(f"mau-{n:02}" for n in range(1, 17))
DOORS = doors_of(
    Child, look=SEE, fill="registry.children.correct", number="registry.children.correct", print=SEE,
    open="registry.sensitive.open",
)  # fmt: skip


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
    WorkSource("registry.alike", alike_work, pressing=False),
    Follows("registry.accidents", _("Tai nạn"), Accident),
    DemoShare("registry", _("sổ trẻ em"), 30, make),
    *emptied(*(f"public.{model._meta.db_table}" for model in apps.get_app_config("registry").get_models())),
    RailEntry(_("Sổ trẻ em"), "registry:children", "child", order=100, action=SEE, short=_("Trẻ em")),
    RailEntry(
        _("Số liệu trẻ em"),
        "registry:figures",
        "gauge",
        order=110,
        action="registry.figures.see",
        yearly=True,
        covers=frozenset({"figure_map", "figures_day", "figure_children", "close_quarter"}),
    ),
    RailEntry(
        _("Chuyển đi, đến"),
        "registry:transfers",
        "home-move",
        order=101,
        action=MOVES,
        short=_("Chuyển"),
        covers=frozenset({"transfer", "accept", "decline", "withdraw"}),
    ),
    MainAct(_("Ghi một trẻ"), "registry:register", "plus", order=100, action="registry.children.register"),
    WorkSource("registry.transfers", moving_work),
    WorkSource("registry.children", work, pressing=False),
    owned_by(OWNER, _("trẻ em"), Child, look=SEE, add="registry.children.attach", open="registry.sensitive.open"),
    PaperOwner(OWNER, _("trẻ em"), FORMS, DOORS, about_child),
    KnownFacts(OWNER, known_of),
    Opens("registry.Child", lambda thing: reverse("registry:child", args=[thing])),
    Opens("registry.Transfer", lambda thing: reverse("registry:transfer", args=[thing])),
    Opens("registry.Household", lambda thing: reverse("registry:household", args=[thing])),
    ChildPanel("folded", 45, folded_panel),
    ChildPanel("papers", 50, papers_panel),
    ChildPanel("files", 60, files_panel),
    ChildAct(_("Hoàn cảnh"), "registry:groups", "registry.circumstances.open", 10, Shelf.NEEDS),
    ChildAct(_("Người chăm sóc"), "registry:carer", "registry.carers.name", 20, Shelf.FAMILY),
    ChildAct(_("Vào hộ"), "registry:join", "registry.households.join", 30, Shelf.FAMILY),
    ChildAct(_("Ra khỏi hộ"), "registry:leave", "registry.households.leave", 31, Shelf.FAMILY),
    ChildAct(_("Chỗ ở mới trong xã"), "registry:move", "registry.residences.move", 40, Shelf.FAMILY),
    ChildAct(
        _("Nơi thường trú"),
        "registry:registered_residence",
        "registry.residences.register",
        41,
        Shelf.FAMILY,
    ),
    ChildAct(_("Tên khác"), "registry:name", "registry.names.add", 50, Shelf.PERSON),
    ChildAct(_("Học tập"), "registry:schooling", "registry.schooling.record", 60, Shelf.LIFE),
    ChildAct(_("Thẻ bảo hiểm y tế"), "registry:insurance", "registry.insurances.record", 61, Shelf.LIFE),
    ChildAct(_("Tiêm chủng"), "registry:dose", "registry.doses.record", 62, Shelf.LIFE),
    ChildAct(_("Khám sức khỏe"), "registry:checkup", "registry.checkups.record", 63, Shelf.LIFE),
    ChildAct(_("Khuyết tật"), "registry:disability", "registry.disabilities.record", 64, Shelf.LIFE),
    ChildAct(_("Chuyển đi xã, phường khác"), "registry:ask_transfer", "registry.transfers.ask", 70, Shelf.GOING),
    ChildAct(_("Thôi quản lý"), "registry:leave_register", "registry.children.leave", 71, Shelf.GOING),
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
    *ROSTER_OFFERS,
    *RELEASE_OFFERS,
    *PHOTO_OFFERS,
    *HARM_OFFERS,
    *BENEFIT_OFFERS,
    *VERIFYING_OFFERS,
    *INDICATORS,
)
