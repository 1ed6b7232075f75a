"""What every public page does: open to anybody, read under the portal's database role, drawn in the public frame."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from mangnon.access.actor import visitor
from mangnon.access.policy import PUBLIC
from mangnon.access.scope import acting
from mangnon.portal.frame import site_of
from mangnon.ui.screens import Screen

NO_QUERY: frozenset[str] = frozenset()


class PublicScreen(Screen):
    """A public page. ``section`` marks its word of the menu; ``takes`` names the query fields that it understands.

    Whatever the session says, the database shows published things alone (role mangnon_portal). An address with a
    query that no link of ours has is no page of ours: 404, so that nobody can hang words of theirs on one.
    """

    policy = PUBLIC
    section: ClassVar[str] = ""
    takes: ClassVar[frozenset[str]] = NO_QUERY

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Run under the portal's role; what isn't there is said in the public frame, with the numbers to call."""
        try:
            if set(request.GET) - self.takes:
                raise Http404
            with acting(visitor()), transaction.atomic():  # undone before the role changes back
                return super().dispatch(request, *args, **kwargs)
        except Http404:
            with acting(visitor()), transaction.atomic():
                return self.page({}, status=HTTPStatus.NOT_FOUND, template="portal/not_here.html")

    def page(self, context: dict[str, Any], *, status: int = HTTPStatus.OK, template: str = "") -> HttpResponse:
        """Render inside the transaction, with ``site`` for the frame."""
        whole = {"site": site_of(self.request, self.section, found=status == HTTPStatus.OK), **context}
        return super().page(whole, status=status, template=template)
