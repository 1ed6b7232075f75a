"""The register of the demo world: most children in the demo's own commune, some everywhere, some written down twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.demo import COMMUNE
from mangnon.accounts.queries import actor_named
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.registry.actions import open_circumstance, record_visit, say_parent_state
from mangnon.registry.making.grounds import places
from mangnon.registry.making.harms import ACCIDENTS, accidents, grants, spots
from mangnon.registry.making.people import MadeHousehold, MadePlace, households
from mangnon.registry.making.slips import KNOWN, with_doubles
from mangnon.registry.making.writing import fill
from mangnon.registry.models import Child, Circumstance
from mangnon.registry.queries import children
from mangnon.registry.reach import communes

OWN_SHARE = 0.4
DOUBLES = 0.012
"""Share of children who stand in the register twice."""
IN_NEED = 0.02
"""Share of children in special circumstances: 1 to 2,6 % by the decree's groups in published figures, nine in ten of
them disabled."""
GROUPS = (
    ("HCDB-04.2", 46), ("HCDB-04.1", 14), ("HCDB-04.3", 30), ("HCDB-01.3", 6), ("HCDB-03.2", 4), ("HCDB-03.7", 3),
    ("HCDB-13.1", 4), ("HCDB-02.2", 2), ("HCDB-08.2", 2), ("HCDB-05", 1), ("HCDB-11.4", 1),
)  # fmt: skip
OFFICER = "hanh.bt"
MOST_GRANTED = 40
"""Children in need for whom the demo's officer has decided something, or given."""
SEEN = (
    "Cháu khỏe, đi học đều. Nhà mới lợp lại mái.",
    "Cháu ở với bà, mẹ đi làm xa. Cần hỏi thêm về bữa ăn của cháu.",
    "Cháu vui, nói chuyện nhiều. Gia đình mong có xe đạp để cháu đi học.",
    "Không gặp cháu; bà cho biết cháu ở lại trường nội trú đến thứ Bảy.",
)
AT_RISK = (("NC-04", 4), ("NC-05", 3), ("NC-06", 5), ("NC-03", 1), ("NC-07", 1))


def make(call: DemoCall) -> None:
    """Children, households, parents; then circumstances of some."""
    on = local_day(call.at)
    grounds = _weighted(places())
    made = households(call.seed, call.children, grounds, on)
    doubled = with_doubles(call.seed, made, DOUBLES, KNOWN, tuple(one.place_id for one in grounds))
    with call.progress("Trẻ em", call.children) as step:
        fill(actor=call.actor, at=call.at, households=_counted(doubled, step), on=on)
    world = World(call.actor, call.at, on, Random(call.seed))  # noqa: S311 - invented people
    needs(world, call.children)
    with acting(officer := actor_named(OFFICER, at=call.at)):
        own = replace(world, actor=officer)
        visits(own, call.children)
        harm_and_help(own)


def harm_and_help(world: World) -> None:
    """Risk spots, accidents, decisions and gifts in the officer's commune, with made truth only."""
    actor, at, on = world.actor, world.at, world.on
    commune = communes(actor, "registry.children.see").first()
    if commune is None:
        return
    spots(actor, at, on, commune)
    here = children(actor).filter(left="", place=commune)
    accidents(actor, at, on, _some(world, here, len(ACCIDENTS)), world.random)
    needy = here.filter(Exists(Circumstance.objects.filter(child=OuterRef("pk"), valid_to__isnull=True)))
    helped = list(needy.order_by("pk")[:MOST_GRANTED]) or list(here.order_by("pk")[:5])
    grants(actor, at, on, helped, world.random)


def _weighted(grounds: list[MadePlace]) -> list[MadePlace]:
    own = set(Unit.objects.filter(code=COMMUNE, valid_to__isnull=True).values_list("pk", flat=True))
    others = sum(one.weight for one in grounds if one.place_id not in own)
    wanted = others * OWN_SHARE / (1 - OWN_SHARE)
    return [replace(one, weight=wanted) if one.place_id in own else one for one in grounds]


@dataclass(frozen=True, slots=True)
class World:
    """What the acts of the demo need to know."""

    actor: Actor
    at: datetime
    on: date
    random: Random


def needs(world: World, many: int) -> None:
    """Some children come into a group, with the facts about their parents that the group rests on."""
    wanted = max(3, round(many * IN_NEED))
    chosen = _some(world, children(world.actor), wanted * 2)
    for at, (child_id, born) in enumerate(chosen):
        codes, weights = zip(*(GROUPS if at < wanted else AT_RISK), strict=True)
        code = world.random.choices(codes, weights)[0]
        since = max(born, world.on - timedelta(days=world.random.randint(20, 2_000)))
        for which, state in PARENTS.get(code, ()):
            say_parent_state(actor=world.actor, at=world.at, child_id=child_id, which=which, state=state, since=since)
        open_circumstance(
            actor=world.actor, at=world.at, child_id=child_id, code=code, since=since,
            evidence="Giấy xác nhận (dữ liệu thử)", decided_by="UBND xã (dữ liệu thử)",
        )  # fmt: skip


PARENTS = {
    "HCDB-01.3": (("father", "CHET"), ("mother", "CHET")),
    "HCDB-03.2": (("father", "CHET"), ("mother", "KKN")),
    "HCDB-03.7": (("father", "KKN"), ("mother", "KKN")),
    "NC-04": (("father", "CHET"),),
    "NC-05": (("father", "LH"),),
    "NC-06": (("father", "DIXA"), ("mother", "DIXA")),
}
"""Group → what holds for the parents."""


def visits(world: World, many: int) -> None:
    """The officer has been to some of the children of her commune."""
    for child_id, born in _some(world, children(world.actor), max(3, many // 40)):
        on = max(born, world.on - timedelta(days=world.random.randint(1, 400)))
        record_visit(
            actor=world.actor, at=world.at, visit_id=new_id(), child_id=child_id, on=on,
            seen=world.random.choice(SEEN), met=["carer"],
        )  # fmt: skip


def _some(world: World, rows: QuerySet[Child], many: int) -> list[tuple[UUID, date]]:
    """Ids and first possible birthdays of some children, the same for the same seed."""
    listed = list(rows.order_by("pk").values_list("pk", "born_to"))
    return [(pk, min(born, world.on)) for pk, born in world.random.sample(listed, min(many, len(listed)))]


def _counted(made: Iterable[MadeHousehold], step: Callable[[int], None]) -> Iterator[MadeHousehold]:
    for one in made:
        step(len(one.children))
        yield one
