"""What a case lends to papers and files: who may do what, what is known already, how it is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.managers import Root
from mangnon.cases.models import CasePerson
from mangnon.cases.queries.facts import facts_of_work
from mangnon.cases.queries.reach import see_case, take_case, would_take
from mangnon.cases.queries.sheets import OWNER
from mangnon.cases.refusals import CaseEnded, NotYetYours
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden
from mangnon.papers.slots import About, Doors, Known, KnownFacts, PaperOwner
from mangnon.registry.models import Child
from mangnon.registry.shelves import known_of as known_of_child

FORMS = tuple(f"mau-{n:02}" for n in range(1, 8))
SEE, ATTACH, OPEN, FILL = "cases.see", "cases.files.attach", "cases.sealed.open", "cases.steps.record"


def _now() -> datetime:
    """Doors of papers and files know no time: who was let in for four hours is asked by the clock."""
    return timezone.now()


def _looks(right: str) -> Callable[[Actor, UUID], Root]:
    return lambda actor, pk: see_case(actor, pk, _now(), right)


def _takes(right: str, *, lock: bool = True) -> Callable[[Actor, UUID], Root]:
    """Papers and files know closed doors only: into an ended case, or one not yet taken over, nothing is written."""
    through = take_case if lock else would_take

    def door(actor: Actor, pk: UUID) -> Root:
        try:
            return through(actor, pk, _now(), right)
        except (CaseEnded, NotYetYours) as refusal:
            raise Forbidden(action=right) from refusal

    return door


DOORS = Doors(look=_looks(SEE), fill=_takes(FILL), number=_takes(FILL), print=_looks(SEE), open=_looks(OPEN),
              may=_takes(FILL, lock=False))  # fmt: skip


def about_case(case: Any) -> About:
    """The record as papers name it: the code goes into the foot of a print, never a name."""
    return About(case.called, reverse("cases:case", args=[case.pk]), case.code)


def opened_on(case: Any) -> date:
    """The day whose law binds the case."""
    return local_day(case.opened_at)


def known_of(actor: Actor, case: Any) -> Mapping[str, Known]:
    """What a form about a case needn't ask again; the register knows most of the child."""
    found = dict(_of_register(actor, case))
    source = _("Hồ sơ {code}").format(code=case.code)
    facts: dict[str, Any] = {
        "child.full_name": case.name,
        "child.birth_date": case.born,
        "child.sex": case.sex if case.sex != "9" else "",
        "child.residence": {"text": case.place.name, "code": case.place.code},
    }
    carer = CasePerson.objects.filter(case=case, part=CasePerson.Part.SAFE, removed_at__isnull=True).first()
    facts["child.carer"] = carer.name if carer else ""
    for name, value in facts.items():
        if value and name not in found:
            found[name] = Known(value, source)
    work = {name: Known(value, source) for name, value in facts_of_work(case).items() if value}
    return found | work


def _of_register(actor: Actor, case: Any) -> Mapping[str, Known]:
    if case.child_id is None:
        return {}
    rows = Child.objects.visible_to(actor, "registry.children.see").select_related("place", "hamlet")
    child = rows.filter(pk=case.child_id).first()
    return known_of_child(actor, child) if child is not None else {}


SHELVES: tuple[Any, ...] = (
    PaperOwner(OWNER, gettext_lazy("hồ sơ vụ việc"), FORMS, DOORS, about_case, opened_on),
    KnownFacts(OWNER, known_of),
    FileOwner(OWNER, gettext_lazy("hồ sơ vụ việc"), look=_looks(SEE), add=_takes(ATTACH), open=_looks(OPEN)),
)
