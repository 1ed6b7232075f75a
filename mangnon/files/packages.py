"""Word, Excel and ODS are ZIP archives: counted, measured and unpacked within limits, searched for what acts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from mangnon.files.kinds import MOST_XML, Kind
from mangnon.files.refusals import (
    ActiveContent,
    HasEmbedded,
    HasMacros,
    LinksOutside,
    PackageBomb,
    PackageBroken,
    PackageLocked,
    PackageOdd,
)

MOST_ENTRIES = 200
MOST_UNPACKED = 100 * 2**20
MOST_RATIO = 100
SMALL = 2**20
"""An entry up to this size may be packed as tightly as it likes: short tables repeat themselves."""
MOST_CELLS = 5_000_000
"""A sheet that claims more is a mistake of formatting or a bomb for whoever reads it."""

_END, _END_SIZE = b"PK\x05\x06", 22
_LINK = 0o120000
_CHUNK = 2**16


def package_kind(data: bytes, most_xml: int = MOST_XML) -> Kind:
    """DOCX, XLSX or ODS, once nothing in it can hurt, no XML above ``most_xml`` bytes. Raises a FileRefused."""
    told = _told_entries(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) != told:
                raise PackageBroken
            _refuse_odd_entries(entries, len(data))
            kind = _kind(package)
            for entry, content in _unpacked(package, entries, len(data)):
                _refuse_content(entry.filename, content, most_xml)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError) as trouble:
        raise PackageBroken from trouble
    except (NotImplementedError, RuntimeError) as trouble:
        raise PackageLocked from trouble


def _told_entries(data: bytes) -> int:
    """How many entries the end claims: asked before the directory is read, which could be huge itself."""
    end = data.rfind(_END, -(_END_SIZE + 65_535))
    if end < 0 or len(data) < end + _END_SIZE:
        raise PackageBroken
    disk, start, here, every, size, begins, comment = struct.unpack("<4H2LH", data[end + 4 : end + _END_SIZE])
    if every > MOST_ENTRIES or size > MOST_ENTRIES * 1024:
        raise PackageBomb
    if disk or start or here != every or begins + size != end or end + _END_SIZE + comment != len(data):
        raise PackageBroken  # several disks, ZIP64, or another file before, behind or between
    return int(every)


def _refuse_odd_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise PackageBomb
    if sum(entry.file_size for entry in entries) > MOST_RATIO * max(size, SMALL // MOST_RATIO):
        raise PackageBomb
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise PackageLocked
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise PackageOdd(what="/")
    for entry in entries:
        _refuse_entry(entry)
    _refuse_overlaps(entries)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.split("/")
    odd = name.startswith("/") or ".." in parts or "\\" in name or "\x00" in name or ":" in name or len(name) > 255
    if odd or (entry.external_attr >> 16) & 0o170000 == _LINK or not name.isprintable():
        raise PackageOdd(what="".join(sign for sign in name if sign.isprintable())[:60])
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise PackageBomb


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are how a small archive holds a huge one."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise PackageBomb
        end = entry.header_offset + 30 + len(entry.orig_filename.encode()) + entry.compress_size


def _kind(package: zipfile.ZipFile) -> Kind:
    names = set(package.namelist())
    if "mimetype" in names:
        told = package.getinfo("mimetype")
        if told.file_size < 100 and package.read(told) == b"application/vnd.oasis.opendocument.spreadsheet":
            return Kind.ODS
    elif "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return Kind.DOCX
        if "xl/workbook.xml" in names:
            return Kind.XLSX
    raise PackageOdd(what="ZIP")


def _unpacked(
    package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Each entry, read piece by piece: what it claims to hold is not believed."""
    left = min(MOST_UNPACKED, MOST_RATIO * max(size, SMALL // MOST_RATIO))
    for entry in entries:
        content = io.BytesIO()
        with package.open(entry) as packed:
            while piece := packed.read(_CHUNK):
                left -= len(piece)
                content.write(piece)
                if left < 0:
                    raise PackageBomb
        yield entry, content.getvalue()


_MACRO_NAMES = re.compile(
    r"vbaproject|vbadata|macrosheets|dialogsheets|intlmacrosheets|^basic/|^scripts/", re.IGNORECASE
)
_EMBEDDED_NAMES = re.compile(
    r"/embeddings/|/activex/|oleobject|^object[ _]|^objectreplacements/|\.(?:bin|exe|dll|js|vbs|hta|swf|html?|svgz?)$",
    re.IGNORECASE,
)
_SETTINGS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
"""What Excel remembers of a printer: the one harmless .bin."""
_LINK_NAMES = re.compile(r"externallinks/|/connections\.xml$|/querytables/|/customdata/|/webextensions/", re.IGNORECASE)
_INSIDE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"%PDF-", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(
    rb"macroEnabled|vbaProject|<script:event-listener|office:scripts>\s*<(?!/office:scripts)", re.IGNORECASE
)
_OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_HARMLESS_LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""", re.IGNORECASE)
_HARMLESS_TARGET = re.compile(rb"""Target\s*=\s*["'](?:https?://|mailto:|tel:|#)""", re.IGNORECASE)
_DYNAMIC = re.compile(
    rb"<(?:\w+:)?ddeLink|DDEAUTO\b|\bDDE\s+&quot;|INCLUDEPICTURE|INCLUDETEXT|<f[^>]*>[^<]*\|\s*(?:'|&apos;)"
    rb"|<f[^>]*>[^<]*WEBSERVICE\s*\(|table:(?:dde-link|table-source|cell-range-source)",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb"<o:OLEObject|<oleObject\b|<w:object\b|<draw:object|<draw:plugin|<draw:applet", re.IGNORECASE)
_MACRO_WORDS = (b"macroenabled", b"vbaproject", b"script:event-listener", b"office:scripts")
_DYNAMIC_WORDS = (b"ddelink", b"ddeauto", b"dde", b"includepicture", b"includetext", b"|", b"webservice", b"table:")
_OBJECT_WORDS = (b"oleobject", b"<w:object", b"<draw:")
"""Words without which the patterns of macros, links and objects can't fit; in small letters."""
_REMOTE_IMAGE = re.compile(rb"""<draw:image[^>]*xlink:href\s*=\s*["'](?:\w+:)?//""", re.IGNORECASE)
_DIMENSION = re.compile(rb"""<dimension\s+ref\s*=\s*["'][A-Z]+\d+:([A-Z]{1,4})(\d{1,8})["']""")


def _refuse_content(name: str, content: bytes, most_xml: int) -> None:
    """Raise what one entry deserves, by its name and by what it holds."""
    if _MACRO_NAMES.search(name):
        raise HasMacros
    if _LINK_NAMES.search(name):
        raise LinksOutside
    if (_EMBEDDED_NAMES.search(name) and not _SETTINGS.search(name)) or content.startswith(_INSIDE):
        raise HasEmbedded
    if name.lower().endswith((".xml", ".rels", ".vml", ".rdf")) or content[:200].lstrip().startswith(b"<"):
        _refuse_xml(content, most_xml)


def _refuse_xml(content: bytes, most_xml: int) -> None:
    if len(content) > most_xml:
        raise PackageBomb
    plain = content.replace(b"\x00", b"")  # UTF-16 reads the same without its zeros
    small = plain.lower()
    if _ENTITIES.search(plain):
        raise PackageOdd(what="DOCTYPE")
    if b"<svg" in plain[:2000].lower() or b"<html" in plain[:2000].lower():
        raise ActiveContent
    if _holds(small, _MACRO_WORDS) and _MACROS.search(plain):
        raise HasMacros
    dynamic = _holds(small, _DYNAMIC_WORDS) and _DYNAMIC.search(plain)
    if dynamic or _REMOTE_IMAGE.search(plain) or any(_fetches(one) for one in _RELATION.findall(plain)):
        raise LinksOutside
    if _holds(small, _OBJECT_WORDS) and _OBJECT.search(plain):
        raise HasEmbedded
    _refuse_dimensions(plain)


def _holds(small: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether any of these words occurs: a plain search, a hundred times as quick as the pattern that follows it."""
    return any(word in small for word in words)


def _fetches(relation: bytes) -> bool:
    """Whether a relationship leads outside without a click: anything but a link that people follow themselves."""
    if not _OUTSIDE.search(relation):
        return False
    return not (_HARMLESS_LINK.search(relation) and _HARMLESS_TARGET.search(relation))


def _refuse_dimensions(sheet: bytes) -> None:
    for letters, rows in _DIMENSION.findall(sheet[:10_000]):
        columns = 0
        for letter in letters:
            columns = columns * 26 + letter - 64
        if columns * int(rows) > MOST_CELLS:
            raise PackageBomb
