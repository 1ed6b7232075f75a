"""Addresses of papers."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from mangnon.papers.models import Sheet


def sheet_url(sheet: Sheet) -> str:
    """The page of a paper."""
    return reverse("papers:sheet", args=[sheet.pk])


def link_of(sheet: Sheet) -> str:
    """The whole address, for a QR: who scans it must sign in and have the right."""
    return settings.PUBLIC_URL.rstrip("/") + sheet_url(sheet)
