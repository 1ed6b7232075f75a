"""Ways between the screens of training, and what every form about one course asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.training.models import Course
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.words import COURSES, days
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


def course_url(course: Course) -> str:
    """Its page, for whoever runs courses."""
    return reverse("programmes:course", args=[course.pk])


def may(actor: Actor, right: str, course: Course) -> bool:
    """Whether this person does it for this course's place."""
    return actor.can(right) and keeps(actor, right, course.place)


class CourseForms(FormScreen):
    """A form about one course of the own place."""

    help_page = "programmes/training"
    course: Course

    def guard(self) -> None:
        """The course. Raises NotFound, Forbidden."""
        self.course = reads.course_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        right = self.policy.action or ""
        if not may(self.actor, right, self.course):
            raise Forbidden(action=right, place_id=self.course.place_id)

    def initial(self) -> dict[str, Any]:
        """What was read."""
        return {"version": self.course.version}

    @property
    def whom(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at}

    @property
    def about(self) -> dict[str, Any]:
        """The same, about this course."""
        return {**self.whom, "course_id": self.course.pk}

    def head(self) -> PageHead:
        """Under the course."""
        crumbs = (Link(COURSES, reverse("programmes:courses")), Link(self.course.title, course_url(self.course)))
        return PageHead(title=self.title, crumbs=crumbs, line=days(self.course))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(course_url(self.course), said)
