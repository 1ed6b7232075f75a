"""Static files that public pages load: their bytes as they lie on the disk, and which a page and its styles need.

A signed file is a page without a language: its copy and manifest lie with those of pages, and it is served from there.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders

from mangnon.publishing.signing.canonical import said_by
from mangnon.publishing.slots import Page

FILE = ""
"""The language of a file."""
_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")


def is_static(address: str) -> bool:
    """Whether an address is one of static files, with no way up."""
    path = address.removeprefix(settings.STATIC_URL)
    return address.startswith(settings.STATIC_URL) and posixpath.normpath(path) == path and not path.startswith("..")


def on_disk(address: str) -> bytes | None:
    """The bytes that lie there now, as a server of files would send them; None when there is no such file."""
    if not is_static(address):
        return None
    name = address.removeprefix(settings.STATIC_URL)
    gathered = Path(settings.STATIC_ROOT) / name
    found = str(gathered) if gathered.is_file() else finders.find(name)
    return Path(found).read_bytes() if found else None


def loaded_by(html: bytes) -> dict[Page, bytes]:
    """Every static file that a page loads, and every one that its styles load, with what lies on the disk."""
    waiting = [one for one in said_by(html).loads if is_static(one)]
    found: dict[Page, bytes] = {}
    while waiting:
        address = waiting.pop()
        body = on_disk(address)
        if body is None or Page(address, FILE) in found:
            continue
        found[Page(address, FILE)] = body
        if address.endswith(".css"):
            told = (urljoin(address, one) for one in _URL.findall(body.decode("utf-8", "replace")))
            waiting += [one for one in told if is_static(one)]
    return found
