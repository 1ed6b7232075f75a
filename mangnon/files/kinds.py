"""The kinds of file that are taken at all, and what one place of use accepts of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from mangnon.lib.numbers import format_decimal, format_int

MEGABYTE = 2**20
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 20_000_000
MOST_XML = 40 * MEGABYTE
LONGEST_SIDE = 16_383  # the longest side that WebP can hold


class Kind(StrEnum):
    """What the bytes are. The value is stored, so it never changes."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """How a kind is called, ends and is served."""

    title: str
    suffixes: tuple[str, ...]
    media: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FACTS = {
    Kind.JPEG: KindFacts("JPEG", (".jpg", ".jpeg"), "image/jpeg"),
    Kind.PNG: KindFacts("PNG", (".png",), "image/png"),
    Kind.WEBP: KindFacts("WebP", (".webp",), "image/webp"),
    Kind.PDF: KindFacts("PDF", (".pdf",), "application/pdf"),
    Kind.DOCX: KindFacts("Word (.docx)", (".docx",), f"{_OFFICE}.wordprocessingml.document"),
    Kind.XLSX: KindFacts("Excel (.xlsx)", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    Kind.ODS: KindFacts("ODS", (".ods",), "application/vnd.oasis.opendocument.spreadsheet"),
    Kind.CSV: KindFacts("CSV", (".csv",), "text/csv; charset=utf-8"),
    Kind.TEXT: KindFacts("TXT", (".txt",), "text/plain; charset=utf-8"),
}

IMAGES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
PACKAGES = frozenset({Kind.DOCX, Kind.XLSX, Kind.ODS})
TEXTS = frozenset({Kind.CSV, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class Accepts:
    """What one place of use accepts: kinds, size, and the size of images before they are decoded."""

    kinds: frozenset[Kind] = frozenset(Kind)
    most_bytes: int = MOST_BYTES
    most_pixels: int = MOST_PIXELS
    most_xml: int = MOST_XML
    """Of one part of an office file, unpacked."""

    @property
    def titles(self) -> str:
        """For sentences: "JPEG, PNG, PDF"."""
        return ", ".join(FACTS[kind].title for kind in Kind if kind in self.kinds)

    @property
    def accept(self) -> str:
        """For the browser's file chooser: suffixes, a hint and no more."""
        return ",".join(suffix for kind in Kind if kind in self.kinds for suffix in FACTS[kind].suffixes)

    @property
    def hint(self) -> str:
        """The line under the field."""
        return _("{kinds}; tối đa {most}.").format(kinds=self.titles, most=told_size(self.most_bytes))


PHOTOS = Accepts(IMAGES)
PAPERS = Accepts(IMAGES | {Kind.PDF, Kind.DOCX})
SHEETS = Accepts(frozenset({Kind.XLSX, Kind.ODS, Kind.CSV}))
ANYTHING = Accepts()


def told_size(size: int) -> str:
    """``34 MB``, ``2,5 MB``, ``310 KB``: rounded up, so that what is too big never reads as the limit itself."""
    if size < MEGABYTE:
        return f"{format_int(-(-size // 1024))} KB"
    tenths = -(-size * 10 // MEGABYTE)
    return f"{format_int(tenths // 10) if tenths % 10 == 0 else format_decimal(tenths / 10)} MB"
