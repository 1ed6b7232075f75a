"""Papers of carers and of placements: forms 08 to 16, with what is known of both (Decree 56/2017, articles 38-48)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.cases.caring.models import CareFollow, Carer, CarerCheck, CarerList, FacilityList, Placement
from mangnon.cases.caring.queries import (
    LIST,
    RECEIVE_LISTS,
    SEE,
    SEE_CARERS,
    SEE_FACILITIES,
    busy_carers,
    listed,
)
from mangnon.cases.caring.words import fit_words
from mangnon.lib.dates import format_date, local_day
from mangnon.papers.slots import About, Known, KnownFacts, PaperOwner, doors_of
from mangnon.registry.queries.codes import code_items

CARER, PLACEMENT, CARER_LIST = "cases.carer", "cases.placement", "cases.carer_list"
FACILITY = "cases.facility_list"
"""The kinds under which carers, placements, the lists of a quarter and those of facilities own papers."""
CHECK, FOLLOW, OPEN = "cases.carers.check", "cases.placements.follow", "cases.placements.open"
CARER_FORMS = ("mau-08", "mau-11")
LIST_FORMS, FACILITY_FORMS = ("mau-09",), ("mau-14",)
PLACEMENT_FORMS = ("mau-10", "mau-12", "mau-13", "mau-15", "mau-16")


def about_carer(carer: Any) -> About:
    """As papers name a carer: the code in the foot of a print holds no name."""
    return About(carer.name, reverse("cases:carer", args=[carer.pk]), f"NCS-{int(carer.pk.hex[-6:], 16)}")


def about_placement(row: Any) -> About:
    """As papers name a placement."""
    return About(row.child_name, reverse("cases:placement", args=[row.pk]), f"CSTT-{int(row.pk.hex[-6:], 16)}")


def known_of_carer(actor: Actor, carer: Any) -> Mapping[str, Known]:
    """What forms 08 and 11 needn't ask again."""
    return _known(_of_carer(carer) | _of_check(carer), _("Danh sách người nhận chăm sóc thay thế"))


def about_list(row: Any) -> About:
    """As papers name the list of a quarter."""
    name = f"{quarter_words(row.quarter)}, {row.place.name}"
    return About(name, reverse("cases:carers"), f"DSNCS-{row.quarter:%Y%m}")


def known_of_list(actor: Actor, row: Any) -> Mapping[str, Known]:
    """Form 09 is the list as it stands: nothing of it is typed."""
    busy = busy_carers(actor)
    carers = [
        {
            "name": one.name, "residence": {"text": one.place.name, "code": one.place.code},
            "registered_on": one.registered_on.isoformat(), "wish": one.wishes,
            "state": f"{fit_words(one)}; {'đang hoặc sắp nhận trẻ em' if one.pk in busy else 'chưa nhận trẻ em'}",
        }
        for one in listed(actor).filter(place=row.place_id).order_by("sort_key", "pk")
    ]  # fmt: skip
    facts = {"carer_list.quarter": quarter_words(row.quarter), "carer_list.carers": carers}
    return _known(facts, _("Danh sách người nhận chăm sóc thay thế"))


def about_facility_list(row: Any) -> About:
    """As papers name a list that a facility sent."""
    url = reverse("cases:facility_list", args=[row.pk])
    return About(f"{row.facility.name}, {format_date(row.received_on)}", url, f"DSCS-{int(row.pk.hex[-6:], 16)}")


def known_of_facility_list(_actor: Actor, row: Any) -> Mapping[str, Known]:
    """Form 14 as it came: the facility and its children."""
    sexes = code_items("gioi_tinh", row.received_on)
    children = [
        {
            "name": one.name, "born": one.born.isoformat(), "sex": sexes.get(one.sex, ""), "since": _code(one.since),
            "note": one.note,
        }
        for one in row.children.order_by("recorded_at", "pk")
    ]  # fmt: skip
    told = [{key: value for key, value in one.items() if value} for one in children]
    facts = {"facility_list.facility": row.facility.name, "facility_list.children": told}
    return _known(facts, _("Danh sách cơ sở gửi"))


def quarter_words(first: date) -> str:
    """``Quý 4 năm 2026``, as papers say it, whoever makes them."""
    return f"Quý {(first.month + 2) // 3} năm {first.year}"


def known_of_placement(actor: Actor, row: Any) -> Mapping[str, Known]:
    """What forms 10, 12, 13, 15 and 16 needn't ask again."""
    last = CareFollow.objects.filter(placement=row).order_by("-on", "-id").first()
    facts = {
        "child.full_name": row.child_name,
        "carer.name": row.carer.name,
        "placement.child_view": row.child_view,
        "placement.decided_on": _code(row.decided_on),
        "placement.starts_on": _code(row.handed_on or row.decided_on),
        "placement.ended_on": _code(row.ended_on),
        "placement.end_reason": row.end_reason,
    }
    if last is not None:
        told = ("living", "health", "mind", "integration")
        facts |= {f"follow.{name}": getattr(last, name) for name in told}
    return _known(facts, _("Hồ sơ chăm sóc thay thế"))


def _of_carer(carer: Carer) -> dict[str, Any]:
    return {
        "carer.name": carer.name,
        "carer.birth_date": _code(carer.born),
        "carer.sex": carer.sex if carer.sex != "9" else "",
        "carer.personal_number": carer.personal_number,
        "carer.job": carer.job,
        "carer.residence": {"text": carer.place.name, "code": carer.place.code},
        "carer.means": carer.means,
        "carer.wishes": carer.wishes,
    }


def _of_check(carer: Carer) -> dict[str, Any]:
    last = CarerCheck.objects.filter(carer=carer).order_by("-on", "-id").first()
    if last is None:
        return {}
    fit = "Đủ điều kiện." if last.fit else "Chưa đủ điều kiện."  # papers are Vietnamese, whoever makes them
    met = {f"carer.condition_{point}": holds for point, holds in last.met.items()}
    return met | {"carer.conclusion": " ".join(filter(None, (fit, last.note)))}


def _known(facts: Mapping[str, Any], source: str) -> dict[str, Known]:
    return {name: Known(value, source) for name, value in facts.items() if value not in ("", None)}


def _code(day: date | None) -> str:
    return day.isoformat() if day else ""


CARING_SHELVES: tuple[Any, ...] = (
    PaperOwner(
        CARER, gettext_lazy("người nhận chăm sóc thay thế"), CARER_FORMS,
        doors_of(Carer, look=SEE_CARERS, fill=CHECK, number=CHECK, print=SEE_CARERS, open=CHECK), about_carer,
    ),
    KnownFacts(CARER, known_of_carer),
    PaperOwner(
        CARER_LIST, gettext_lazy("danh sách người nhận chăm sóc thay thế"), LIST_FORMS,
        doors_of(CarerList, look=SEE_CARERS, fill=LIST, number=LIST, print=SEE_CARERS, open=LIST), about_list,
    ),
    KnownFacts(CARER_LIST, known_of_list),
    PaperOwner(
        FACILITY, gettext_lazy("danh sách của cơ sở trợ giúp xã hội"), FACILITY_FORMS,
        doors_of(FacilityList, look=SEE_FACILITIES, fill=RECEIVE_LISTS, number=RECEIVE_LISTS, print=SEE_FACILITIES,
                 open=RECEIVE_LISTS),
        about_facility_list, lambda row: row.received_on,
    ),
    KnownFacts(FACILITY, known_of_facility_list),
    PaperOwner(
        PLACEMENT, gettext_lazy("việc chăm sóc thay thế"), PLACEMENT_FORMS,
        doors_of(Placement, look=SEE, fill=FOLLOW, number=FOLLOW, print=SEE, open=OPEN), about_placement,
        lambda row: local_day(row.proposed_at),
    ),
    KnownFacts(PLACEMENT, known_of_placement),
)  # fmt: skip
