"""What programmes give to the frame and to other rooms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from mangnon.access.commands import DemoShare
from mangnon.operate.backups.slots import By, Scrub, emptied, kept
from mangnon.programmes import demo
from mangnon.programmes.boards.offers import BOARD_OFFERS
from mangnon.programmes.campaigns.offers import CAMPAIGN_OFFERS
from mangnon.programmes.examples.offers import EXAMPLE_OFFERS
from mangnon.programmes.forums.offers import FORUM_OFFERS
from mangnon.programmes.inspections.offers import INSPECTION_OFFERS
from mangnon.programmes.plans.offers import PLAN_OFFERS
from mangnon.programmes.praise.offers import PRAISE_OFFERS
from mangnon.programmes.projects.offers import PROJECT_OFFERS
from mangnon.programmes.recognition.offers import RECOGNITION_OFFERS
from mangnon.programmes.training.offers import TRAINING_OFFERS

OFFERS: tuple[Any, ...] = (
    *PLAN_OFFERS,
    *BOARD_OFFERS,
    *RECOGNITION_OFFERS,
    *FORUM_OFFERS,
    *INSPECTION_OFFERS,
    *EXAMPLE_OFFERS,
    *PRAISE_OFFERS,
    *PROJECT_OFFERS,
    *CAMPAIGN_OFFERS,
    *TRAINING_OFFERS,
    DemoShare("programmes", gettext_lazy("chương trình, kế hoạch"), 70, demo.make),
    *kept("public.programmes_objective", "public.programmes_goal", "public.programmes_basis",
          "public.programmes_before"),
    Scrub("public.programmes_placeclass", {"told_by_name": By.EMPTY}),
    Scrub("public.programmes_round", {"opened_by_name": By.EMPTY}),
    Scrub("public.programmes_dossier", {
        "satisfaction": By.EMPTY, "minutes": By.EMPTY, "visit_by": By.EMPTY, "signer": By.EMPTY,
        "submitted_by_name": By.EMPTY, "verified_by_name": By.EMPTY, "changed_by_name": By.EMPTY,
        "returned_why": By.EMPTY, "decided_why": By.EMPTY,
    }),
    Scrub("public.programmes_score", {"evidence": By.EMPTY, "difference": By.EMPTY}),
    Scrub("public.programmes_campaign", {
        "learnt": By.EMPTY, "dropped_why": By.EMPTY, "report_by_name": By.EMPTY, "changed_by_name": By.EMPTY,
    }),
    Scrub("public.programmes_preparation", {"who": By.EMPTY, "done_by_name": By.EMPTY}),
    Scrub("public.programmes_activity", {"source": By.EMPTY, "told_by_name": By.EMPTY}),
    Scrub("public.programmes_material", {"told_by_name": By.EMPTY}),
    *kept("public.programmes_reached"),
    *emptied("public.programmes_photo"),
    *emptied("public.programmes_line", "public.programmes_meeting", "public.programmes_conclusion"),
    Scrub("public.programmes_board", {"changed_by_name": By.EMPTY}),
    Scrub("public.programmes_member", {"name": By.NAME, "name_key": By.NUMBER, "phone": By.EMPTY,
                                       "left_why": By.EMPTY}),
    Scrub("public.programmes_programme", {"made_by_name": By.EMPTY, "learnt": By.EMPTY}),
    Scrub("public.programmes_target", {"told_by_name": By.EMPTY, "why": By.EMPTY}),
    Scrub("public.programmes_task", {"owner_name": By.EMPTY, "reports_to": By.EMPTY, "changed_by_name": By.EMPTY,
                                     "delay": By.EMPTY, "learnt": By.EMPTY}),
    Scrub("public.programmes_adoption", {"told_by_name": By.EMPTY}),
    Scrub("public.programmes_example", {"changed_by_name": By.EMPTY, "run_by": By.EMPTY, "search_key": By.EMPTY}),
    Scrub("public.programmes_exampleyear", {"told_by_name": By.EMPTY, "note": By.EMPTY}),
    *emptied("public.programmes_nomination"),
    *kept("public.programmes_projectpartner"),
    Scrub("public.programmes_partner", {"name": By.NAME, "name_key": By.NUMBER, "contact": By.EMPTY, "notes": By.EMPTY,
                                        "licence": By.EMPTY, "changed_by_name": By.EMPTY}),
    Scrub("public.programmes_project", {"approved_by": By.EMPTY, "changed_by_name": By.EMPTY}),
    Scrub("public.programmes_projectshare", {"told_by_name": By.EMPTY}),
    Scrub("public.programmes_disbursement", {"what": By.EMPTY, "proof": By.EMPTY, "struck_why": By.EMPTY,
                                             "told_by_name": By.EMPTY}),
    Scrub("public.programmes_projectresult", {"told_by_name": By.EMPTY}),
    Scrub("public.programmes_projectreport", {"to_whom": By.NUMBER, "told_by_name": By.EMPTY}),
)  # fmt: skip
