"""The front page."""

from __future__ import annotations

from itertools import chain, islice

from django.http import HttpRequest, HttpResponseBase

from mangnon.portal import joints
from mangnon.portal.screens import PublicScreen

NEW_ONES = 4


class Home(PublicScreen):
    """The way to help, what is new, what one may look for."""

    template = "portal/home.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        latest = list(islice(chain.from_iterable(part(self.at) for part in joints.LATEST), NEW_ONES))
        return self.page({"latest": latest})
