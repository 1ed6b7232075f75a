"""The papers of a case as its acts need them: the newest of a form, and how its levels are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Min

from mangnon.cases.models import Case, Review, StepRecord
from mangnon.lib.dates import local_day
from mangnon.papers.models import Revision, Sheet
from mangnon.papers.questions import Questionnaire, of_version
from mangnon.statutes.kinds.form import FieldType

OWNER = "cases.case"
"""The kind under which cases own papers and files."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A paper with the levels of its tables counted: key of the table → level → how many."""

    id: UUID
    revision: int
    counts: dict[str, dict[str, int]]
    answers: Mapping[str, Any]
    """The open answers: what the person who filled it has concluded already."""

    def text(self, key: str) -> str:
        """A written answer; empty when there is none, or when it isn't known."""
        found = self.answers.get(key)
        return found if isinstance(found, str) else ""

    def truth(self, key: str) -> bool | None:
        """A yes or no; None when nobody said, or when it isn't known."""
        found = self.answers.get(key)
        return found if isinstance(found, bool) else None


def newest_sheet(case: Case, form: str) -> Counted | None:
    """The newest paper of a form about a case that was seen; None when there is none."""
    rows = Sheet.objects.filter(owner_kind=OWNER, owner_id=case.pk, form=form)
    sheet = rows.order_by("-filled_at", "-id").first()
    if sheet is None:
        return None
    asked = of_version(sheet.form, sheet.version, local_day(sheet.filled_at))
    answers: dict[str, Any] = Revision.objects.values_list("answers", flat=True).get(sheet=sheet, n=sheet.revision)
    return Counted(sheet.pk, sheet.revision, level_counts(asked, answers), answers)


def is_earlier(case: Case, sheet_id: UUID) -> bool:
    """Whether a paper was made for an earlier plan cycle: reviewed from then, or written before this one began."""
    if Review.objects.filter(case=case, cycle__lt=case.cycle, sheet=sheet_id).exists():
        return True
    begun = StepRecord.objects.filter(case=case, cycle=case.cycle).aggregate(first=Min("opened_at"))["first"]
    return begun is not None and Sheet.objects.filter(pk=sheet_id, recorded_at__lt=begun).exists()


def level_counts(asked: Questionnaire, answers: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Each table of levels by itself: high is bad in one and good in the other, so they are never added."""
    found = {}
    for part in asked.parts:
        keys = [one.key for one in part.questions if one.type is FieldType.LEVEL]
        if keys:
            given = Counter(answers[key] for key in keys if isinstance(answers.get(key), str))
            found[part.key] = dict(given)
    return found
