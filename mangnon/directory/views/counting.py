"""Whether a service takes children now: one press for the state, a short form for the number."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.directory.actions import count_places
from mangnon.directory.forms import CountForm
from mangnon.directory.models import Intake, Service
from mangnon.directory.queries import service_seen
from mangnon.directory.refusals import Closed
from mangnon.directory.views.listing import provider_url, service_url
from mangnon.directory.whose import counts
from mangnon.directory.words import DIRECTORY, counted_words
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen

COUNT = "directory.capacity.count"


class SetIntake(ActScreen):
    """One press on the page of the provider."""

    policy = Policy(COUNT)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Say it; the number stays unless it is full."""
        if kwargs["intake"] not in (Intake.OPEN, Intake.WAIT, Intake.FULL):
            raise NotFound
        row = count_places(
            actor=self.actor, at=self.at, service_id=kwargs["pk"], intake=kwargs["intake"], keep_free=True
        )
        said = _("Đã ghi: {state}").format(state=Intake(row.intake).label)
        return self.after(service_url(row), said)


class CountPlaces(FormScreen):
    """State and number."""

    policy = Policy(COUNT)
    form_class = CountForm
    title = gettext_lazy("Khả năng nhận lúc này")
    help_page = "directory/keeping"
    keeps_draft = False
    service: Service

    def guard(self) -> None:
        """Look at the service first. Raises NotFound, Forbidden, Closed."""
        self.service = service_seen(self.kwargs["pk"])
        provider = self.service.provider
        if not counts(self.actor, provider, local_day(self.at)):
            raise Forbidden(action=COUNT, place_id=provider.place_id)
        if self.service.valid_to is not None or provider.valid_to is not None:
            raise Closed

    def head(self) -> PageHead:
        """Under the provider."""
        provider = self.service.provider
        listed = Link(DIRECTORY, reverse("directory:services"))
        facts = (self.service.name, counted_words(self.service))
        return PageHead(title=self.title, crumbs=(listed, Link(provider.name, provider_url(provider.pk))), facts=facts)

    def initial(self) -> dict[str, Any]:
        """As last said."""
        return {"intake": self.service.intake, "free": self.service.free}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Say it."""
        row = count_places(actor=self.actor, at=self.at, service_id=self.service.pk, **cleaned)
        return self.after(service_url(row), _("Đã cập nhật khả năng nhận"))
