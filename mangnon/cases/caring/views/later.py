"""Forms of a placement that runs: what the carer tells, the assessment at sixteen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.caring.actions import arrange_grown, hear_carer
from mangnon.cases.caring.forms import GrownForm, HearForm
from mangnon.cases.caring.views.placing import PlacementFormScreen
from mangnon.lib.ids import new_id


class HearCarer(PlacementFormScreen):
    """The carer told of the child."""

    policy = Policy("cases.placements.hear")
    form_class = HearForm
    title = gettext_lazy("Ghi lời báo của người nhận chăm sóc")
    button = gettext_lazy("Ghi lời báo")

    def initial(self) -> dict[str, Any]:
        """Today, under an id of its own."""
        return {**super().initial(), "row_id": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        hear_carer(**self.about, word_id=cleaned["row_id"], on=cleaned["on"], said=cleaned["said"])
        return self.done(_("Đã ghi lời báo"))


class ArrangeGrown(PlacementFormScreen):
    """At sixteen."""

    policy = Policy("cases.placements.grown")
    form_class = GrownForm
    title = gettext_lazy("Ghi đánh giá khi trẻ em đủ 16 tuổi")
    button = gettext_lazy("Ghi đánh giá")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        arrange_grown(**self.about, **cleaned)
        return self.done(_("Đã ghi đánh giá"))
