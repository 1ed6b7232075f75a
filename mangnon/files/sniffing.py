"""What bytes are, by their own marks; the name has no say."""

from __future__ import annotations

import re

from mangnon.files.kinds import Kind
from mangnon.files.refusals import ActiveContent, HeicImage, MalwareFound

HEAD = 4096
"""Bytes of the beginning in which a mark is looked for."""
_EICAR = re.compile(rb"X5O!P%@AP\[4\\PZX54\(P\^\)7CC\)7\}\$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!")
_MARKS = (
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"%PDF-[12]\.\d"), Kind.PDF),
)
_HEIC = re.compile(rb"....ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_PACKAGE = b"PK\x03\x04"
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"#!",
    b"L\x00\x00\x00\x01\x14",
)
_ACTIVE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php|%@|xsl:|math|object|embed)", re.IGNORECASE
)


def is_photo(head: bytes) -> bool:
    """Whether the first bytes are those of a picture, whatever follows."""
    return bool(_HEIC.match(head)) or any(mark.match(head) for mark, _kind in _MARKS[:3])


def marked_kind(data: bytes) -> Kind | None:
    """The kind that a mark at the very beginning tells; None for packages, texts and unknown bytes.

    Raises MalwareFound, HeicImage, ActiveContent.
    """
    head = data[:HEAD]
    if _EICAR.search(head):
        raise MalwareFound
    if _HEIC.match(head):
        raise HeicImage
    if head.startswith(_PROGRAMS):
        raise ActiveContent
    return next((kind for mark, kind in _MARKS if mark.match(head)), None)


def is_package(data: bytes) -> bool:
    """Whether it begins as a ZIP archive does."""
    return data.startswith(_PACKAGE)


def refuse_markup(data: bytes) -> None:
    """Raise ActiveContent when a text holds the marks of a web page, a drawing or a script.

    UTF-16 is looked through as well: without its zero bytes it reads the same.
    """
    if _ACTIVE.search(data.replace(b"\x00", b"")):
        raise ActiveContent
