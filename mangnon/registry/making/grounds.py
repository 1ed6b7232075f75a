"""The communes of the authority as the making sees them: size, peoples, poverty, hamlets.

Shares of peoples by the old district in which a commune lay are ours, after what is widely known of the province's
west; a commune outside those districts is Kinh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random

from mangnon.places.models import Hamlet, Succession, Unit
from mangnon.places.queries import ancestors, units_served
from mangnon.registry.making.names import CO, CO_TU, GIE_TRIENG, KINH, XO_DANG
from mangnon.registry.making.people import MadePlace

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
PEOPLES: dict[str, tuple[tuple[str, float], ...]] = {
    "504": ((CO_TU, 0.93), (KINH, 0.07)),
    "505": ((CO_TU, 0.80), (KINH, 0.20)),
    "510": ((CO_TU, 0.60), (GIE_TRIENG, 0.22), (KINH, 0.18)),
    "511": ((GIE_TRIENG, 0.68), (KINH, 0.32)),
    "515": ((KINH, 0.52), (XO_DANG, 0.28), (CO, 0.20)),
    "516": ((XO_DANG, 0.85), (KINH, 0.09), (CO, 0.06)),
}
"""Old district → ethnic codes with shares."""
ALL_KINH = ((KINH, 1.0),)
POOR_WEST, POOR_ELSEWHERE = 0.34, 0.03


def places(communes: Sequence[Unit] | None = None) -> list[MadePlace]:
    """Today's communes of the authority, or the given ones; the same ones are equally large each time."""
    units = list(communes) if communes is not None else list(units_served().filter(level="commune").on(date.max))
    districts = _districts(units)
    hamlets: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, unit, name in Hamlet.objects.filter(unit__in=units, valid_to__isnull=True).values_list(
        "pk", "unit_id", "name"
    ):
        hamlets[unit].append((pk, name))
    return [_place(unit, districts.get(unit.pk, ""), tuple(sorted(hamlets[unit.pk]))) for unit in units]


def _place(unit: Unit, district: str, hamlets: tuple[tuple[int, str], ...]) -> MadePlace:
    west = district in PEOPLES
    weight = Random(unit.code).lognormvariate(0, 0.5) * (0.35 if west else 1.0)  # noqa: S311 - invented sizes
    return MadePlace(unit.pk, weight, PEOPLES.get(district, ALL_KINH), POOR_WEST if west else POOR_ELSEWHERE, hamlets)


def _districts(units: Sequence[Unit]) -> dict[int, str]:
    """The code of the old district in which the ground of a unit lay on the last day of districts."""
    came = dict(
        Succession.objects.filter(successor__in=units, on__gt=LAST_DAY_OF_DISTRICTS)
        .order_by("-predecessor_id")
        .values_list("successor_id", "predecessor_id")
    )
    old = {unit.pk: unit for unit in Unit.objects.filter(pk__in=came.values())}
    above = ancestors(old.values(), LAST_DAY_OF_DISTRICTS)
    return {new: next((one.code for one in above[was] if one.level == "district"), "") for new, was in came.items()}
