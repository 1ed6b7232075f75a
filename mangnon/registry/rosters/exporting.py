"""The register leaves in the official layout: within reach, with a reason, marked, booked; it comes back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.audit.book import book, book_seen
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import public_code
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Level, Unit
from mangnon.registry.models import Child, HouseholdClass, Parent, Sensitivity
from mangnon.registry.queries.children import HERE, sixteen_before
from mangnon.registry.refusals import OutsideReach
from mangnon.registry.rosters.columns import OFFICIAL
from mangnon.registry.rosters.known import Record, records
from mangnon.registry.rosters.layout import Heading, write_workbook
from mangnon.registry.rosters.lists import Lists, lists_for
from mangnon.registry.rosters.refusals import NotACommune
from mangnon.ui.exporting import ROWS_WITH_REASON, SHORTEST_REASON, ReasonMissing, TooMany, watermark

EXPORT = "registry.rosters.export"
AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that left: its bytes, how many children, under which serial, and what was left out."""

    data: bytes
    rows: int
    serial: str
    withheld: int
    """Very sensitive circumstances that only leave with a second person's consent."""


def export_register(
    *, actor: Actor, at: datetime, place: Unit, reason: str, tick: Callable[[int], None] = lambda _n: None
) -> Exported:
    """The children of a commune in the official layout. One person alone takes out at most 200 (trust A-19).

    Raises Forbidden, OutsideReach, NotACommune, ReasonMissing, TooMany.
    """
    reach = actor.reach(EXPORT)
    if not reach:
        raise Forbidden(action=EXPORT)
    if place.pk not in reach:
        raise OutsideReach
    if place.level != Level.COMMUNE:
        raise NotACommune(place=place.name)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(n=SHORTEST_REASON)
    on = local_day(at)
    with translation.override("vi"):
        return _checked(actor, at, place, reason.strip(), on, tick)


def _checked(actor: Actor, at: datetime, place: Unit, reason: str, on: date, tick: Callable[[int], None]) -> Exported:
    ids = _children(actor, place, on)
    if actor.is_person and len(ids) > ROWS_WITH_REASON:
        raise TooMany(n=ROWS_WITH_REASON)
    return _written(actor, at, place, reason, ids, tick)


def export_listed(*, actor: Actor, at: datetime, place: Unit, reason: str, ids: list[Any]) -> Exported:
    """Children of a list for which a second person has said so, in the official layout. Raises Forbidden.

    ``place`` stands in the heading; ids outside of the reach leave no row.
    """
    if not actor.reach(EXPORT):
        raise Forbidden(action=EXPORT)
    with translation.override("vi"):
        within = set(Child.objects.visible_to(actor, EXPORT).filter(pk__in=ids).values_list("pk", flat=True))
        return _written(actor, at, place, reason, [pk for pk in ids if pk in within], lambda _n: None)


def _children(actor: Actor, place: Unit, on: date) -> list[Any]:
    rows = Child.objects.visible_to(actor, EXPORT).filter(HERE, place=place, born_to__gt=sixteen_before(on))
    return list(rows.order_by("sort_key", "id").values_list("pk", flat=True))


def _written(
    actor: Actor, at: datetime, place: Unit, reason: str, ids: list[Any], tick: Callable[[int], None]
) -> Exported:
    commune = place if place.level == Level.COMMUNE else None
    lists, serial, out = lists_for(commune, local_day(at)), public_code(), BytesIO()
    source = _Rows(actor, lists, ids, tick)
    heading = Heading(
        title=_("DANH SÁCH TRẺ EM"),
        line=_("{place}, ngày {day}").format(place=place.name, day=format_date(lists.on)),
        mark=watermark(actor, at, serial),
        place=place.code,
    )
    remarks = _("Nhóm hoàn cảnh rất nhạy cảm không có trong tệp xuất; xem từng hồ sơ trong hệ thống.")
    count = write_workbook(out, lists=lists, heading=heading, rows=source, remarks=remarks)
    book(
        actor=actor, action=EXPORT, at=at, place_id=place.pk, exported=count, reason=reason, serial=serial,
        withheld=source.withheld,
    )  # fmt: skip
    book_seen(actor=actor, action=EXPORT, at=at, kind=Child, ids=ids)
    return Exported(out.getvalue(), count, serial, source.withheld)


class _Rows:
    """Rows of the layout, some thousand children at a time."""

    def __init__(self, actor: Actor, lists: Lists, ids: list[Any], tick: Callable[[int], None]) -> None:
        self.actor, self.lists, self.ids, self.tick = actor, lists, ids, tick
        self.withheld = 0

    def __iter__(self) -> Iterator[list[str]]:
        number = 0
        for start in range(0, len(self.ids), AT_A_TIME):
            some = self.ids[start : start + AT_A_TIME]
            found = records(self.actor, some, self.lists.on, EXPORT)
            homes = {one.child.household_id for one in found.values() if one.child.household_id}
            classes = dict(
                HouseholdClass.objects.filter(household__in=homes, year=self.lists.on.year).values_list(
                    "household", "klass"
                )
            )
            for pk in some:
                number += 1
                told = self._told(found[pk], classes)
                yield [str(number), *(told.get(column.key, "") for column in OFFICIAL[1:])]
            self.tick(len(some))

    def _told(self, record: Record, classes: dict[Any, str]) -> dict[str, str]:
        child, label = record.child, self._label
        told = {
            "system_id": str(child.pk), "external_code": child.external_code, "full_name": str(child.called),
            "birth": str(child.birth), "sex": label("sex", child.sex), "ethnicity": label("ethnicity", child.ethnicity),
            "personal_number": child.personal_number, "registered": label("registered", child.registered),
            "circumstances": self._groups(record),
        }  # fmt: skip
        told |= self._home(record) | self._facts(record)
        for which in ("mother", "father"):
            parent = record.parents.get(which) or Parent()
            states = sorted(record.states.get(which, {}))
            told |= {
                f"{which}_name": parent.full_name, f"{which}_year": str(parent.born_year or ""),
                f"{which}_phone": parent.phone,
                f"{which}_state": "; ".join(label("parent_state", code) for code in states),
            }  # fmt: skip
        if child.household:
            told |= {
                "head_name": child.household.head_name, "household_number": child.household.number,
                "poverty": label("poverty", classes.get(child.household_id, "")),
            }  # fmt: skip
        return told

    def _home(self, record: Record) -> dict[str, str]:
        home, stay = record.residence, record.stay
        told = {"relation": self._label("relation", stay.relation) if stay else ""}
        if home is not None:
            told |= {
                "hamlet": self.lists.hamlets.get(home.hamlet_id or 0, ""), "address": home.address, "note": home.note,
                "residence_status": self._label("residence_status", home.status),
            }  # fmt: skip
        return told

    def _facts(self, record: Record) -> dict[str, str]:
        told: dict[str, str] = {}
        if record.carer is not None:
            carer = record.carer
            told |= {
                "carer_name": carer.full_name, "carer_relation": carer.relation, "carer_phone": carer.phone,
            }  # fmt: skip
        if record.schooling is not None:
            school = record.schooling
            status = self._label("school_status", school.status)
            told |= {"school_status": status, "school": school.school, "grade": school.grade}
        if record.disability is not None:
            types = (self._label("disability_type", code) for code in record.disability.types)
            told["disability_types"] = "; ".join(types)
            told["disability_degree"] = self._label("disability_degree", record.disability.degree)
        told["card"] = record.insurance.number if record.insurance else ""
        return told

    def _groups(self, record: Record) -> str:
        """Very sensitive groups stay inside: no second person has consented."""
        shown = [one for one in record.circumstances.values() if one.sensitivity != Sensitivity.VERY_HIGH]
        self.withheld += len(record.circumstances) - len(shown)
        return "; ".join(sorted(one.code for one in shown))

    def _label(self, name: str, code: str) -> str:
        return self.lists.by_name[name].labels.get(code, code) if code else ""
