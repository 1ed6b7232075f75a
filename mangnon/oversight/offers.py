"""What oversight gives to the frame, and names for what lower rooms book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor, job
from mangnon.access.commands import DemoCall, DemoShare
from mangnon.access.scope import acting
from mangnon.accounts.queries import people
from mangnon.cases.caring.queries import carers, placements
from mangnon.cases.models import Case, CaseMove
from mangnon.cases.queries.reach import LIST, listed, open_to
from mangnon.cases.referring.models import Referral
from mangnon.directory.models import Provider
from mangnon.intake.queries.reports import reports
from mangnon.lib.dates import local_day
from mangnon.lib.names import fold
from mangnon.operate.backups.slots import emptied
from mangnon.oversight.actions.reviewing import open_review
from mangnon.oversight.consents.offers import CONSENT_OFFERS
from mangnon.oversight.incidents.offers import OFFERS as INCIDENTS
from mangnon.oversight.odd_reading import Severity
from mangnon.oversight.queries.alerts import alerts, waiting_for
from mangnon.oversight.queries.reviews import SEE, places_to_open, reviews
from mangnon.oversight.requests.offers import OFFERS as REQUESTS
from mangnon.oversight.retention.offers import RETENTION_OFFERS
from mangnon.oversight.slots import Shown, Subject, Traits
from mangnon.oversight.views.alerts import status_of, title_of
from mangnon.oversight.waiting import review_work
from mangnon.oversight.watching import POINTS
from mangnon.places.models import Hamlet
from mangnon.registry.queries import children, households
from mangnon.registry.verifying.queries import listed_rechecks, rounds
from mangnon.registry.verifying.wording import child_name
from mangnon.statutes.whose import seen_by
from mangnon.ui.parts import WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource


def _people(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = people(actor).filter(pk__in=ids).values_list("pk", "full_name")
    return {str(pk): Shown(name, reverse("accounts:person", args=[pk])) for pk, name in rows}


def _hamlets(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = Hamlet.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): Shown(name) for pk, name in rows}


def _documents(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = seen_by(actor).filter(pk__in=[one for one in ids if one.isdecimal()])
    return {str(one.pk): Shown(str(one), reverse("statutes:document", args=[one.pk])) for one in rows}


def _placements(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = placements(actor).filter(pk__in=list(ids))
    return {str(one.pk): Shown(one.child_name, reverse("cases:placement", args=[one.pk])) for one in rows}


def _carers(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = carers(actor).filter(pk__in=list(ids))
    return {str(one.pk): Shown(one.name, reverse("cases:carer", args=[one.pk])) for one in rows}


def _referrals(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = Referral.objects.filter(pk__in=list(ids), case__in=open_to(actor, timezone.now()).values("pk"))
    return {str(one.pk): Shown(one.code, reverse("cases:referral", args=[one.pk])) for one in rows}


def _providers(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = Provider.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): Shown(name, reverse("directory:provider", args=[pk])) for pk, name in rows}


def _numbers(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    return {}


def _alerts(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    if not actor.can("oversight.alerts.see"):
        return {}
    rows = alerts().filter(pk__in=ids)
    return {str(one.pk): Shown(title_of(one), reverse("oversight:alert", args=[one.pk])) for one in rows}


def _open_count(actor: Actor) -> int | None:
    return waiting_for(actor).count() or None


def _alert_work(actor: Actor, at: datetime) -> list[Work]:
    return [
        Work(
            When.TODAY if one.severity == Severity.TODAY else When.WEEK,
            one.raised_at,
            WorkRow(
                status=status_of(one),
                name=one.about_name or title_of(one),
                url=reverse("oversight:alert", args=[one.pk]),
                about=title_of(one) if one.about_name else "",
                act=_("Xem các mục, hỏi lại, ghi kết luận"),
            ),
        )
        for one in waiting_for(actor)
    ]


def _reviews(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = reviews(actor).filter(pk__in=ids) if actor.can(SEE) else ()
    return {str(one.pk): Shown(one.place.name, reverse("oversight:review", args=[one.pk])) for one in rows}


def _children(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = children(actor).filter(pk__in=list(ids)).only("pk", "full_name", "nameless")
    return {str(one.pk): Shown(str(one), reverse("registry:child", args=[one.pk])) for one in rows}


def _child_traits(ids: Sequence[str]) -> Mapping[str, Traits]:
    everybody = children(job("oversight.traits", "registry.children.see"))
    rows = everybody.filter(pk__in=list(ids)).only("full_name", "place_id", "other_place_id")
    return {
        str(one.pk): Traits(
            fold(one.full_name).partition(" ")[0],
            frozenset(place for place in (one.place_id, one.other_place_id) if place),
        )
        for one in rows
    }


def _households(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = households(actor).filter(pk__in=list(ids)).values_list("pk", "head_name")
    return {str(pk): Shown(name, reverse("registry:household", args=[pk])) for pk, name in rows}


def _harm_reports(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = reports(actor).filter(pk__in=list(ids)).values_list("pk", "number")
    return {str(pk): Shown(number, reverse("intake:report", args=[pk])) for pk, number in rows}


def _cases(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    """The number for those who know of a case, the child only for those inside it; a sealed one for its team alone."""
    rows = listed(actor, timezone.now()).filter(pk__in=list(ids))
    return {
        str(one.pk): Shown(
            f"{one.code}, {one.called}" if one.within else one.code, reverse("cases:case", args=[one.pk])
        )
        for one in rows
    }


def _case_moves(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    known = Case.objects.visible_to(actor, "cases.moves.see").order_by().values("pk")
    rows = CaseMove.objects.filter(pk__in=list(ids), case__in=known).select_related("case")
    return {str(one.pk): Shown(one.case.code, reverse("cases:case", args=[one.case_id])) for one in rows}


def _case_traits(ids: Sequence[str]) -> Mapping[str, Traits]:
    rows = Case.objects.visible_to(job("oversight.traits", LIST), LIST).filter(pk__in=list(ids))
    return {
        str(one.pk): Traits(
            fold(one.name).partition(" ")[0],
            frozenset(place for place in (one.place_id, one.other_place_id, one.incident_place_id) if place),
            restricted=one.sealed,
        )
        for one in rows.only("name", "place_id", "other_place_id", "incident_place_id", "sealed")
    }


def _rechecks(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = listed_rechecks(actor).filter(pk__in=list(ids))
    return {str(one.pk): Shown(child_name(one), reverse("registry:recheck", args=[one.pk])) for one in rows}


def _recheck_rounds(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = rounds(actor).filter(pk__in=list(ids))
    return {str(one.pk): Shown(one.title, reverse("registry:recheck_round", args=[one.pk])) for one in rows}


def _demo(call: DemoCall) -> None:
    """A review of each place that has people: the demo begins in the middle of one."""
    with acting(call.actor):
        for place in places_to_open(call.actor, local_day(call.at)):
            open_review(actor=call.actor, at=call.at, place_id=place.pk)


OFFERS: tuple[Any, ...] = (
    RailEntry(_("Nhật ký"), "oversight:book", "history", order=850, action="oversight.book.read", short=_("Nhật ký")),
    RailEntry(
        _("Cảnh báo"),
        "oversight:alerts",
        "alert",
        order=851,
        action="oversight.alerts.see",
        short=_("Cảnh báo"),
        count=_open_count,
        covers=frozenset({"alert", "rules", "settle"}),
    ),
    RailEntry(
        _("Soát quyền"),
        "oversight:reviews",
        "clipboard",
        order=905,
        action="oversight.reviews.see",
        yearly=True,
        covers=frozenset({"review", "open_review", "sign_review", "unconfirmed", "confirm_line", "end_line"}),
    ),
    WorkSource("oversight.alerts", _alert_work),
    WorkSource("oversight.reviews", review_work),
    DemoShare("oversight", _("đợt soát quyền"), 20, _demo),
    *emptied(
        "public.oversight_alert",
        "public.oversight_alertentry",
        "public.oversight_review",
        "public.oversight_reviewline",
        "public.oversight_senthead",
        "public.oversight_verification",
        "public.oversight_watched",
        "public.oversight_consent",
        "public.oversight_consentperson",
        "public.oversight_consentwords",
        "public.oversight_hold",
        "public.oversight_proposal",
        "public.oversight_proposalline",
        "public.oversight_rightsrequest",
        "public.oversight_requeststep",
        "public.oversight_incident",
        "public.oversight_incidentstep",
        "public.oversight_incidenttelling",
        "public.oversight_concernedperson",
    ),
    Subject("accounts.Person", _("người dùng"), _people),
    Subject("registry.Child", _("trẻ em"), _children, identified=True, traits=_child_traits),
    Subject("registry.Household", _("hộ gia đình"), _households),
    Subject("registry.Recheck", _("phiếu phúc tra"), _rechecks, identified=True),
    Subject("registry.RecheckRound", _("đợt phúc tra"), _recheck_rounds),
    Subject("intake.HarmReport", _("tin báo"), _harm_reports, identified=True),
    Subject("intake.WebDrop", _("tin gửi qua trang báo tin"), _numbers),
    Subject("intake.Contact", _("liên hệ không phải tin báo"), _numbers),
    Subject("intake.DutyTurn", _("ca trực"), _numbers),
    Subject("intake.Alternate", _("người nhận thay"), _numbers),
    Subject("places.Hamlet", _("thôn"), _hamlets),
    Subject("places.SplitTask", _("hồ sơ chờ xếp"), _numbers),
    Subject("places.Reorganisation", _("lần sắp xếp địa giới"), _numbers),
    Subject("statutes.Document", _("văn bản"), _documents),
    Subject("cases.Case", _("hồ sơ vụ việc"), _cases, identified=True, traits=_case_traits),
    Subject("cases.CaseMove", _("đề nghị chuyển hồ sơ"), _case_moves),
    Subject("cases.Placement", _("việc chăm sóc thay thế của trẻ em"), _placements, identified=True),
    Subject("cases.Carer", _("người nhận chăm sóc thay thế"), _carers),
    Subject("cases.CarerList", _("danh sách người nhận chăm sóc"), _numbers),
    Subject("cases.FacilityList", _("danh sách cơ sở gửi"), _numbers, identified=True),
    Subject("cases.Referral", _("chuyển gửi đến dịch vụ"), _referrals, identified=True),
    Subject("directory.Provider", _("đơn vị trong danh bạ dịch vụ"), _providers),
    Subject("oversight.Review", _("đợt soát quyền"), _reviews),
    Subject("oversight.Alert", _("cảnh báo"), _alerts),
    Subject("oversight.Verification", _("lần kiểm tra nhật ký"), _numbers),
    *POINTS,
    *REQUESTS,
    *INCIDENTS,
    *CONSENT_OFFERS,
    *RETENTION_OFFERS,
)
