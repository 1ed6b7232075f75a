"""The front page."""

from __future__ import annotations

from itertools import chain, islice

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from mangnon.directory.models import Need
from mangnon.lib.refusal import Text
from mangnon.portal import joints
from mangnon.portal.screens import PublicScreen

NEW_ONES = 4
NEEDS: tuple[tuple[str, Text], ...] = (
    (Need.COUNSEL, _("Tư vấn cho gia đình")),
    (Need.MIND, _("Hỗ trợ tâm lý cho trẻ")),
    (Need.MONEY, _("Hỗ trợ tiền, hiện vật")),
    (Need.DISABILITY, _("Phục hồi chức năng, hỗ trợ khuyết tật")),
    (Need.LEGAL, _("Trợ giúp pháp lý")),
)
"""What people look for first: a need of the directory, in their words."""


class Home(PublicScreen):
    """The way to help, what is new, what one may look for."""

    template = "portal/home.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        latest = list(islice(chain.from_iterable(part(self.at) for part in joints.LATEST), NEW_ONES))
        return self.page({"latest": latest, "needs": [(str(value), words) for value, words in NEEDS]})
