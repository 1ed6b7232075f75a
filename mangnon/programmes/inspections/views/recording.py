"""What is written about findings and recommendations: told, corrected, handled, answered, followed to their end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.programmes import rights
from mangnon.programmes.inspections import actions, queries
from mangnon.programmes.inspections.actions.recommending import answers
from mangnon.programmes.inspections.forms import (
    FindingForm,
    FollowedForm,
    HandlingForm,
    RecommendationForm,
    ReplyForm,
    finding_told,
    followed_told,
    handling_told,
    recommendation_told,
)
from mangnon.programmes.inspections.models import Finding, Recommendation
from mangnon.programmes.inspections.views.keeping import InspectionForms
from mangnon.programmes.inspections.views.listing import recommendation_url


class Find(InspectionForms):
    """A finding."""

    policy = Policy(rights.FIND)
    form_class = FindingForm
    title = gettext_lazy("Thêm phát hiện")
    button = gettext_lazy("Ghi vào sổ")

    def initial(self) -> dict[str, Any]:
        """Empty."""
        return {"uid": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = finding_told(cleaned)
        actions.find(**self.whom, inspection_id=self.inspection.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã ghi phát hiện"))


class FindingForms(InspectionForms):
    """A form about one finding."""

    finding: Finding

    def guard(self) -> None:
        """The finding's inspection. Raises NotFound, Forbidden."""
        self.finding = queries.finding_seen(self.kwargs["pk"])
        self.inspection = self.finding.inspection
        self.must_keep()

    def done(self, said: str) -> HttpResponse:
        """Back to the finding."""
        return self.after(reverse("programmes:finding", args=[self.finding.pk]), said)


class CorrectFinding(FindingForms):
    """Other words."""

    policy = Policy(rights.CORRECT_FINDING)
    form_class = FindingForm
    title = gettext_lazy("Sửa phát hiện")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.finding
        known = {name: getattr(one, name) for name in ("version", "text", "severity", "rule")}
        return known | {"document": one.document.number if one.document else ""}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = finding_told(cleaned)
        actions.correct_finding(**self.whom, finding_id=self.finding.pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class HandleFinding(FindingForms):
    """How it was handled."""

    policy = Policy(rights.HANDLE)
    form_class = HandlingForm
    title = gettext_lazy("Ghi xử lý")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.finding
        return {
            "version": one.version, "handling": one.handling, "by": one.handled_by, "number": one.handling_number,
            "on": one.handled_on, "outcome": one.outcome,
        }  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = handling_told(cleaned)
        actions.handle(**self.whom, finding_id=self.finding.pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class Recommend(InspectionForms):
    """A recommendation."""

    policy = Policy(rights.RECOMMEND)
    form_class = RecommendationForm
    title = gettext_lazy("Thêm kiến nghị")
    button = gettext_lazy("Ghi vào sổ")

    def initial(self) -> dict[str, Any]:
        """Whoever was inspected answers, unless somebody says otherwise."""
        return {"uid": new_id(), "who": self.inspection.subject[:160]}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = recommendation_told(cleaned)
        actions.recommend(**self.whom, inspection_id=self.inspection.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã ghi kiến nghị"))


class RecommendationForms(InspectionForms):
    """A form about one recommendation."""

    recommendation: Recommendation

    def guard(self) -> None:
        """The recommendation's inspection. Raises NotFound, Forbidden."""
        self.recommendation = queries.recommendation_seen(self.kwargs["pk"])
        self.inspection = self.recommendation.inspection
        self.must_keep()

    def done(self, said: str) -> HttpResponse:
        """Back to the recommendation."""
        return self.after(recommendation_url(self.recommendation), said)


class CorrectRecommendation(RecommendationForms):
    """Other words, another day."""

    policy = Policy(rights.CORRECT_RECOMMENDATION)
    form_class = RecommendationForm
    title = gettext_lazy("Sửa kiến nghị")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return {name: getattr(self.recommendation, name) for name in ("version", "text", "who", "phone", "due_on")}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told, pk = recommendation_told(cleaned), self.recommendation.pk
        actions.correct_recommendation(**self.whom, recommendation_id=pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class AnswerRecommendation(RecommendationForms):
    """The answer: by the place that leads, or by the inspected place."""

    policy = Policy(rights.ANSWER_RECOMMENDATION)
    form_class = ReplyForm
    title = gettext_lazy("Trả lời kiến nghị")
    button = gettext_lazy("Lưu trả lời")

    def must_keep(self) -> None:
        """Raises Forbidden where neither place is one's own."""
        right = rights.ANSWER_RECOMMENDATION
        if not answers(self.actor, right, self.inspection):
            raise Forbidden(action=right, place_id=self.inspection.place_id)

    def initial(self) -> dict[str, Any]:
        """As it stands, or begun."""
        one = self.recommendation
        return {
            "version": one.version, "text": one.answer, "by": one.answered_by_name or one.who,
            "on": one.answered_on or local_day(self.at),
        }  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.answer_recommendation(**self.whom, recommendation_id=self.recommendation.pk, **cleaned)
        return self.done(_("Đã lưu trả lời"))


class FollowRecommendation(RecommendationForms):
    """What came of it."""

    policy = Policy(rights.FOLLOW_RECOMMENDATION)
    form_class = FollowedForm
    title = gettext_lazy("Ghi kiến nghị làm đến đâu")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.recommendation
        return {
            "version": one.version, "followed": one.followed, "note": one.followed_note, "on": local_day(self.at),
        }  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told, pk = followed_told(cleaned), self.recommendation.pk
        actions.follow_recommendation(**self.whom, recommendation_id=pk, version=cleaned["version"], told=told)
        return self.done(_("Đã ghi"))
