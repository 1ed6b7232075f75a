"""Addresses in articles: which are our own pages, which host another one leads to, which hosts can't be trusted."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_INTERNAL = re.compile(r"/(?![/\\])[A-Za-z0-9/_\-.~%?=&#]*")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_TEL = re.compile(r"tel:\+?[0-9]{3,15}")
_PLAIN = re.compile(r"[\x21-\x7e]+")
_SLY = ("..", "//", "%2e", "%2f", "%5c", "%00")
"""Ways up and out of a path, also in disguise."""
LONGEST_HOST = 253


def is_internal(address: str) -> bool:
    """Whether an address is a path of ours or a telephone number: no host, no way up, nothing that browsers re-read."""
    if _TEL.fullmatch(address):
        return True
    return bool(_INTERNAL.fullmatch(address)) and not any(one in address.lower() for one in _SLY)


def host_of(address: str) -> str:
    """The host of an https address written in plain signs; empty for anything else.

    Names in other alphabets (homoglyphs, also as xn--), user names, ports, addresses by number, backslashes and signs
    that browsers drop give the empty text, which no table holds.
    """
    if not _PLAIN.fullmatch(address) or "\\" in address or "@" in address:
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or port not in (None, 443):
        return ""
    return host if host_is_plain(host) else ""


def host_is_plain(host: str) -> bool:
    """Whether a name is one of plain Latin letters with a top level that isn't a number, without punycode."""
    if len(host) > LONGEST_HOST or not _HOST.fullmatch(host):
        return False
    labels = host.split(".")
    return not any(label.startswith("xn--") for label in labels) and not labels[-1].isdigit()
