"""What every screen does: names its action, renders inside the transaction, books which children it showed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views import View

from mangnon.access.actor import Actor
from mangnon.access.policy import Policy
from mangnon.audit.book import book_seen
from mangnon.lib.refusal import Refusal, Text
from mangnon.ui.counting import counts
from mangnon.ui.parts import PageHead

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


class AskedWrongly(Refusal):
    """An address carries a value that no link of ours has."""

    code = "asked_wrongly"
    sentence = _("Đường dẫn có phần không hiểu được: {what}.")
    remedy = _("Quay lại trang trước và chọn lại.")
    status = 400


class Screen(View):
    """A page. Subclasses set ``policy`` and ``template`` and fill ``context``."""

    policy: ClassVar[Policy]
    template: ClassVar[str]
    help_page: ClassVar[str] = ""
    """Name of the help page that the drawer opens, such as ``places/list``."""

    request: HttpRequest
    actor: Actor
    at: datetime

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take actor and time from the middleware; views never ask the clock."""
        super().setup(request, *args, **kwargs)
        self.actor = request.actor  # type: ignore[attr-defined]
        self.at = request.at  # type: ignore[attr-defined]
        self._saw: dict[type[models.Model], set[str]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Run the handler, then book the identified rows it has shown, in the same transaction."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method not in SAFE and response.status_code < HTTPStatus.BAD_REQUEST:
            self.acted()
        for kind, ids in self._saw.items():
            book_seen(actor=self.actor, action=self.policy.action or "", at=self.at, kind=kind, ids=ids)
        return response

    def acted(self) -> None:
        """Something may have changed for this person: the counts of their rail are taken anew, now and afterwards."""
        counts.forget(self.actor)
        transaction.on_commit(lambda: counts.forget(self.actor))

    def saw(self, rows: Iterable[models.Model]) -> None:
        """Remember that these rows stand on the page; those that identify a child are booked."""
        for row in rows:
            if getattr(row, "identified", False):
                self._saw.setdefault(type(row), set()).add(str(row.pk))

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> HttpResponse:
        """Render at once: outside the transaction row security would show nothing."""
        whole = {"help_page": self.help_page, **context}
        return HttpResponse(render_to_string(template or self.template, whole, self.request), status=status)

    def after(self, url: str, said: Text = "") -> HttpResponse:
        """Go on to ``url`` (303) and say there what was done; htmx is told to follow."""
        if said:
            messages.success(self.request, str(said))
        if self.request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        response = HttpResponseRedirect(url)
        response.status_code = 303
        return response

    def head(self) -> PageHead:
        """The page's head; each screen says its own."""
        raise NotImplementedError(f"{type(self).__name__} has no head")
