"""What machines ask for: robots.txt, sitemap.xml, security.txt."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from mangnon.portal import joints
from mangnon.portal.joints import Mapped
from mangnon.portal.queries import published
from mangnon.portal.reading import GUIDES
from mangnon.portal.screens import PublicScreen

STANDING = ("home", "services", "communes", "forums", "praise", "documents", "guides", "privacy", "accessibility")
MOST_MAPPED = 20_000
HALF_A_YEAR = timedelta(days=180)


class Robots(PublicScreen):
    """The public part may be indexed, the rest may not."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file."""
        home, report = reverse("portal:home"), reverse("portal:report")
        told = ("User-agent: *", f"Allow: {home}", f"Allow: {report}$", f"Allow: {settings.STATIC_URL}", "Disallow: /",
                f"Sitemap: {settings.PUBLIC_URL}{reverse('portal:sitemap')}")  # fmt: skip
        return plain("\n".join(told))


class Sitemap(PublicScreen):
    """Every public page."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file."""
        listed = list(chain(_standing(), *(part(self.at) for part in joints.MAPPED)))[:MOST_MAPPED]
        body = render_to_string("portal/sitemap.xml", {"pages": listed, "host": settings.PUBLIC_URL})
        return HttpResponse(body, content_type="application/xml")


def _standing() -> list[Mapped]:
    found = [Mapped(reverse(f"portal:{name}")) for name in STANDING]
    found += [Mapped(reverse("portal:guide", args=[name])) for name in GUIDES]
    uids = published().values_list("uid", flat=True)
    return found + [Mapped(reverse("portal:document", args=[uid])) for uid in uids[:MOST_MAPPED]]


class Security(PublicScreen):
    """Whom to tell of a weakness (RFC 9116)."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file."""
        told = (f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires(self.at)}", "Preferred-Languages: vi, en")
        return plain("\n".join(told))


def expires(at: datetime) -> str:
    """Half a year from now, at midnight: the file is made anew each time it is asked for."""
    return (at + HALF_A_YEAR).strftime("%Y-%m-%dT00:00:00Z")


def plain(text: str) -> HttpResponse:
    """A text file."""
    return HttpResponse(text + "\n", content_type="text/plain; charset=utf-8")
