"""A plan of the cast's province with one heading, and tasks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions import Terms, add_objective, add_plan, add_task
from mangnon.programmes.plans.models import Objective, Programme, Task
from mangnon.testing.cast import AT, Cast


@dataclass
class Desk:
    """Who plans what."""

    cast: Cast
    plan: Programme
    objective: Objective

    def task(self, title: str = "Cắm biển báo đuối nước", place: Unit | None = None, **terms: object) -> Task:
        """A task of the province, or of a place."""
        by: Actor = self.cast.phu if place is None else self.cast.lien
        told = Terms(**{"starts_on": date(2026, 3, 1), "due_on": date(2026, 12, 20), **terms})  # type: ignore[arg-type]
        with acting(by):
            return add_task(
                actor=by, at=AT, objective_id=self.objective.pk, place=place or self.cast.land.province, title=title,
                terms=told,
            )  # fmt: skip


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    """The plan of 2026."""
    with acting(cast.phu):
        plan = add_plan(
            actor=cast.phu, at=AT, place=cast.land.province, title="Kế hoạch 2026", first_year=2026, last_year=2026
        )
        objective = add_objective(actor=cast.phu, at=AT, plan_id=plan.pk, title="Môi trường an toàn")
        yield Desk(cast, plan, objective)
