"""``register search`` and ``register reindex`` on the command line."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.audit.book import book_seen
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden
from mangnon.places.queries import unit_on
from mangnon.registry.models import Child
from mangnon.registry.queries.children import SEE
from mangnon.registry.search.finding import Found, find

Data = dict[str, Any]
SET = 20_000
"""Children indexed by one statement."""


def search(call: Call) -> list[Data]:
    """Children who answer what was typed; which were shown is booked."""
    if not call.actor.can(SEE):
        raise Forbidden(action=SEE)
    place = unit_on(call.asked.place.strip(), local_day(call.at)) if call.asked.place else None
    text = " ".join(call.asked.text)
    answer = find(call.actor, text, at=call.at, born=call.asked.born, place=place)
    book_seen(actor=call.actor, action=SEE, at=call.at, kind=Child, ids=[one.child.pk for one in answer.found])
    return [as_json(one) for one in answer.found]


def as_json(one: Found) -> Data:
    """The shape of a found child."""
    child = one.child
    return {
        "id": str(child.pk),
        "external_code": child.external_code,
        "name": str(child.called),
        "born": child.born,
        "sex": child.sex,
        "place": {"code": child.place.code, "name": child.place.name},
        "score": one.score,
    }


def reindex(call: Call) -> Data:
    """Index every child anew: after a load past the triggers."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select id from registry_child order by id")
        ids = [row[0] for row in cursor.fetchall()]
        with call.progress(_("Lập lại chỉ mục tìm kiếm"), len(ids)) as step:
            for start in range(0, len(ids), SET):
                cursor.execute("select registry_reindex(%s)", [ids[start : start + SET]])
                step(len(ids[start : start + SET]))
    return {"children": len(ids)}


def told(data: list[Data]) -> str:
    """For people: one line each."""
    if not data:
        return _("Không thấy trẻ nào.")
    lines = [f"{one['score']:5.1f}  {one['name']}  {one['born']}  {one['place']['name']}" for one in data]
    return "\n".join(lines)


COMMANDS = (
    Command(
        "register search",
        gettext_lazy("tìm trẻ em theo tên, năm sinh, số định danh, điện thoại, tên mẹ, nơi ở"),
        search,
        (
            argument("text", metavar="CHỮ", nargs="+", help="điều cần tìm, có dấu hay không dấu"),
            argument("--born", metavar="NĂM", type=int, default=None, help="năm sinh, lệch một năm cũng tìm"),
            argument("--place", metavar="MÃ", default="", help="chỉ tìm trong xã, phường hay tỉnh này"),
        ),
        told=told,
    ),
    Command(
        "register reindex",
        gettext_lazy("lập lại chỉ mục tìm kiếm của sổ trẻ em"),
        reindex,
        told=lambda data: _("Đã lập chỉ mục cho {children} trẻ em.").format(**data),
        database="owner",
        acts_as=False,
    ),
)
