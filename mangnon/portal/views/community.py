"""Pages of what the city does for its children: recognised communes, answers to children, people who were praised."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from mangnon.portal import community
from mangnon.portal.screens import PublicScreen


class Communes(PublicScreen):
    """Communes, wards that were recognised as suitable for children."""

    template = "portal/communes.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list by year."""
        return self.page({"years": community.recognised()})


class Forums(PublicScreen):
    """What children asked at their forums, and who answered what."""

    template = "portal/forums.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Questions with their answers by forum."""
        return self.page({"forums": list(community.heard())})


class Praise(PublicScreen):
    """Good examples: who was praised for what they did for children."""

    template = "portal/praise.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list."""
        return self.page({"rows": community.praised()})
