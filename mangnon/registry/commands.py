"""``register duplicates`` and ``register learn`` on the command line."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.lib.numbers import format_int
from mangnon.places.queries.units import unit_on
from mangnon.registry.alike.jobs import everyone, learn_weights
from mangnon.registry.alike.reading import weights
from mangnon.registry.alike.reasons import sentences
from mangnon.registry.alike.whole import Found, judged_chunks

Data = dict[str, Any]


def duplicates(call: Call) -> list[Data]:
    """Every pair of records within reach that may be one child, the surest first. Changes nothing."""
    from mangnon.registry.alike.blocking import pairs
    from mangnon.registry.alike.columns import columns_of

    places: list[int] = []
    if call.asked.place:
        places = sorted(unit_on(call.asked.place.strip(), local_day(call.at)).reach)
    with acting(call.actor), transaction.atomic():
        columns, learnt = columns_of(everyone(call.actor, places=places)), weights()
    wanted = pairs(columns)
    found: list[Found] = []
    with call.progress(_("So sánh"), len(wanted)) as step:
        for chunk, compared in judged_chunks(columns, wanted, learnt):
            found += chunk
            step(compared)
    found.sort(key=lambda one: -one.judged.score)
    return [_data(one) for one in found if one.judged.score >= call.asked.least or one.judged.alarming]


def _data(found: Found) -> Data:
    return {
        "a": found.one.id,
        "b": found.other.id,
        "a_code": found.one.code,
        "b_code": found.other.code,
        "score": round(found.judged.score, 2),
        "verdict": str(found.judged.verdict),
        "reasons": sentences(str(reason) for reason in found.judged.reasons),
    }


def told_pairs(data: list[Data]) -> str:
    """The pairs for people."""
    lines = [f"{one['score']:6.1f}  {one['a']}  {one['b']}  {', '.join(one['reasons'])}" for one in data]
    return "\n".join([*lines, _("{n} cặp hồ sơ có thể là một trẻ.").format(n=format_int(len(data)))])


def learn(call: Call) -> Data:
    """Learn the weights of the comparison from the register as it is."""
    return {"records": learn_weights(at=call.at)}


def told_learnt(data: Data) -> str:
    """What was learnt, for people."""
    return _("Đã học lại trọng số từ {n} hồ sơ.").format(n=format_int(data["records"]))


COMMANDS = (
    Command(
        "register duplicates",
        gettext_lazy("Tìm các hồ sơ có thể là một trẻ, trong phạm vi của người chạy"),
        duplicates,
        (
            argument("--place", metavar="MÃ", default="", help="mã đơn vị hành chính (mặc định: mọi nơi)"),
            argument("--least", metavar="ĐIỂM", type=float, default=1.0, help="điểm thấp nhất (mặc định: 1)"),
        ),
        told=told_pairs,
    ),
    Command("register learn", gettext_lazy("Học lại trọng số so sánh từ sổ trẻ em"), learn, told=told_learnt),
)
