"""A round in the demo world: drawn everywhere, visited in part in the demo's own commune. Everybody is invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.demo import COMMUNE
from mangnon.accounts.queries import actor_named
from mangnon.lib.dates import PartialDate, local_day
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child, RecheckAnswer
from mangnon.registry.verifying.comparing import SEPARATOR
from mangnon.registry.verifying.fields import AskedField, rules_on
from mangnon.registry.verifying.held import held_values
from mangnon.registry.verifying.queries import ASSIGN, findable, mine, rechecks
from mangnon.registry.verifying.rounds import open_round
from mangnon.registry.verifying.settling import KEEP, settle_difference
from mangnon.registry.verifying.told import RoundTold, VisitTold
from mangnon.registry.verifying.visiting import assign_visits, send_visit

PROVINCE, OFFICER, COLLABORATOR = "thuy.ptt", "hanh.bt", "dop.a"
SIZE, SPECIAL = 12, 4
SLIPS = {"Thị": "Thi", "Văn": "Van", "ươ": "ưo", "ê": "e", "à": "á"}
"""What a visitor hears or writes otherwise."""


def make(call: DemoCall) -> None:
    """Open it, give sheets to the collaborator and the officer, send most of the first, settle one."""
    today = local_day(call.at)
    province, officer, visitor = (actor_named(name, at=call.at) for name in (PROVINCE, OFFICER, COLLABORATOR))
    told = RoundTold(
        f"Phúc tra quý {(today.month + 2) // 3} năm {today.year} (dữ liệu thử)", today - timedelta(days=14),
        today + timedelta(days=14), "number", SIZE, SPECIAL,
    )  # fmt: skip
    seed = f"{Random(call.seed).getrandbits(64):016x}"  # noqa: S311 - invented people
    with acting(province):
        one = open_round(actor=province, at=call.at, round_id=new_id(), told=told, seed=seed)
    with acting(officer):
        rows = rechecks(officer, ASSIGN).filter(round=one, place__code=COMMUNE)
        ids = list(rows.order_by("stratum", "rank").values_list("pk", flat=True))
        if len(ids) < SIZE:
            return
        assign_visits(actor=officer, at=call.at, recheck_ids=ids[:9], visitor_id=visitor.me)
        assign_visits(actor=officer, at=call.at, recheck_ids=ids[9:11], visitor_id=officer.me)
    with acting(visitor):
        visits(call, visitor, ids[:7], today)
    with acting(officer):
        _keep_one(call, officer, ids)


def visits(call: DemoCall, visitor: Actor, ids: list[UUID], today: date) -> None:
    """The collaborator has been to these: one family was away, some answers differ."""
    random = Random(call.seed)  # noqa: S311 - invented people
    for at, pk in enumerate(ids):
        on = today - timedelta(days=random.randint(1, 12))
        if at == len(ids) - 1:
            send_visit(actor=visitor, at=call.at, recheck_id=pk, told=VisitTold("absent", on, note="Cả nhà lên rẫy."))
            continue
        row = mine(visitor).select_related("round").get(pk=pk)
        child = findable(visitor).get(pk=row.child_id)
        fields = rules_on(row.round.rules_since).fields
        answers = _answers(child, fields, on, slip=at % 2 == 0)
        send_visit(actor=visitor, at=call.at, recheck_id=pk, told=VisitTold("met", on, answers))


def _answers(child: Child, fields: tuple[AskedField, ...], on: date, *, slip: bool) -> dict[str, str]:
    held = held_values(child, on)
    told = {one.code: held[one.code].split(SEPARATOR)[0] or one.silent for one in fields}
    if not slip:
        return {code: said for code, said in told.items() if said}
    wrong = next((old for old in SLIPS if old in told["full_name"]), "")
    told["full_name"] = told["full_name"].replace(wrong, SLIPS.get(wrong, ""), 1) if wrong else told["full_name"]
    born = PartialDate.parse(told["birth"])
    told["birth"] = PartialDate(born.year, born.month, born.day % 28 + 1 if born.day else None).code
    told["schooling"], told["insurance"] = "at" if on.year - born.year > 5 else "not_yet", "yes"
    return {code: said for code, said in told.items() if said}


def _keep_one(call: DemoCall, officer: Actor, ids: list[UUID]) -> None:
    answer = RecheckAnswer.objects.filter(recheck__in=ids, field="birth", result="different").order_by("pk").first()
    if answer is not None:
        settle_difference(
            actor=officer, at=call.at, recheck_id=answer.recheck_id, field="birth", way=KEEP,
            reason="Theo giấy khai sinh bản chính (dữ liệu thử)",
        )  # fmt: skip
