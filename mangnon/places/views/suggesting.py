"""Suggestions for the place combobox."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from mangnon.access.policy import Policy
from mangnon.places.models import Level
from mangnon.places.queries import suggest
from mangnon.ui.screens import Screen


class Suggestions(Screen):
    """The fragment under the box: ``q`` as typed, ``cap`` for levels, ``pham_vi=ca_nuoc`` for all Viet Nam."""

    policy = Policy("places.see")
    template = "places/_suggestions.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Options with their keys."""
        levels = tuple(level for level in request.GET.getlist("cap") if level in Level.values) or (Level.COMMUNE,)
        served = request.GET.get("pham_vi") != "ca_nuoc"
        found = suggest(request.GET.get("q", "")[:80], levels=levels, served=served)
        return self.page({"found": [(one.unit.pk, one.title, one.note) for one in found]})
