"""The code that frames public pages: its fingerprint, and whether two people have seen what it changes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from mangnon.publishing.models import Manifest, Release

ROOTS = (
    "mangnon/portal", "mangnon/publishing/rendering.py", "mangnon/publishing/hosts.py", "mangnon/ui/jinja.py",
    "mangnon/ui/static/ui/favicon.svg", "mangnon/directory/queries/public.py", "mangnon/directory/rules.py",
    "mangnon/statutes/data/documents", "locale",
)  # fmt: skip
SUFFIXES = frozenset({".py", ".html", ".css", ".js", ".svg", ".md", ".woff2", ".yaml", ".po", ".xml"})


@cache
def fingerprint() -> str:
    """SHA-256 over every file that can change what a public page says, as this process started with them."""
    whole = hashlib.sha256()
    for root in ROOTS:
        path = Path(settings.BASE_DIR) / root
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix in SUFFIXES and "tests" not in file.parts:
                whole.update(str(file.relative_to(settings.BASE_DIR)).encode())
                whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def is_seen(release: Release) -> bool:
    """Whether pages may be signed with it: two people said so, or nothing was signed before it."""
    return release.second_by is not None or not Manifest.objects.filter(made_at__lt=release.noticed_at).exists()


def present(at: datetime) -> Release:
    """The release that runs, noticed at its first asking."""
    found, _new = Release.objects.get_or_create(fingerprint=fingerprint(), defaults={"noticed_at": at})
    return found
