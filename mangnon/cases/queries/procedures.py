"""The pinned procedure of a case."""

from __future__ import annotations

from mangnon.cases.models import Case
from mangnon.statutes.kinds.procedure import Procedure, Step
from mangnon.statutes.queries import Law, pinned

KIND, KEY = "procedure", "ho_tro_can_thiep"


def law_of(case: Case) -> Law:
    """The version that the case keeps for ever. Raises UnknownDefinition."""
    return pinned(KIND, case.procedure, case.procedure_version)


def procedure_of(case: Case) -> Procedure:
    """Its body."""
    body: Procedure = law_of(case).body
    return body


def steps_of(case: Case) -> dict[str, Step]:
    """Its steps by code, in their order."""
    return {one.code: one for one in procedure_of(case).steps}
