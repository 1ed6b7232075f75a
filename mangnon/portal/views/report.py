"""The door by which anybody reports harm."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from mangnon.portal.screens import PublicScreen


class Report(PublicScreen):
    """The first screen."""

    template = "portal/home.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        return self.page({"latest": []})
