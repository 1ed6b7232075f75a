"""What the forms about a case have in common: the case is looked at first, and one goes back to its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from mangnon.cases.actions.working import Done, Heard
from mangnon.cases.models import Case
from mangnon.cases.queries.reach import see_case
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Text
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import ActScreen


class CaseForm(RegistryForm):
    """A form about one case."""

    help_page = "cases/acts"
    case: Case

    def guard(self) -> None:
        """Look at the case first. Raises NotFound, Forbidden, NotOnTeam."""
        self.case = see_case(self.actor, self.kwargs["pk"], self.at, self.policy.action or "")
        self.saw([self.case])

    def initial(self) -> dict[str, Any]:
        """A fresh id; what is written down now was mostly done now."""
        return {"row_id": new_id(), "done_at": self.at}

    @property
    def about(self) -> dict[str, Any]:
        """What every act on the case takes."""
        return {"actor": self.actor, "at": self.at, "case_id": self.case.pk}

    def head(self) -> PageHead:
        """The title, below the case."""
        crumbs = (Link(gettext_lazy("Hồ sơ vụ việc"), reverse("cases:cases")), Link(self.case.code, self.page_url))
        return PageHead(title=self.title, crumbs=crumbs, line=self.case.called)

    @property
    def page_url(self) -> str:
        """The page of the case."""
        return reverse("cases:case", args=[self.case.pk])

    def done(self, said: Text) -> HttpResponse:
        """Back to the case."""
        return self.after(self.page_url, said)


class CaseAct(ActScreen):
    """A button on the page of a case."""

    def back(self, said: Text) -> HttpResponse:
        """Back to the case."""
        return self.after(reverse("cases:case", args=[self.kwargs["pk"]]), said)

    @property
    def about(self) -> dict[str, Any]:
        """What every act on the case takes."""
        return {"actor": self.actor, "at": self.at, "case_id": self.kwargs["pk"]}


def heard(cleaned: dict[str, Any]) -> Heard:
    """The child's own view as it was typed."""
    return Heard(cleaned["child_view"], cleaned["child_said"])


def done(cleaned: dict[str, Any]) -> Done:
    """When it was done, and why late."""
    return Done(cleaned["done_at"], cleaned.get("late_reason", ""))
