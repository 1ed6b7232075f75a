"""PDF: whole, open, alone, and without anything that runs, sends or hides inside."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from mangnon.files.refusals import PackageBomb, PdfActive, PdfBroken, PdfLocked
from mangnon.files.sniffing import refuse_markup

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONG = rb"JavaScript|EmbeddedFiles?|Filespec|Launch|RichMedia|SubmitForm|ImportData|GoToE|GoTo3DView|Rendition"
_SHORT = rb"JS|XFA|EF|AF"
_END = rb"(?=[\s/<>\[\](){}%]|$)"
_ACTIVE_ANYWHERE = re.compile(rb"/(?:" + _LONG + rb")" + _END)
_ACTIVE = re.compile(rb"/(?:" + _LONG + rb"|" + _SHORT + rb")" + _END)
_LOCKED = re.compile(rb"/Encrypt" + _END)
_BEFORE = 2048
"""How far the dictionary of a stream may lie before it."""
MOST_UNPACKED = 30 * 2**20
_AFTER = 64
"""Bytes that may follow the end: blank lines of careless writers, no second file."""


def check_pdf(data: bytes) -> None:
    """Raise PdfBroken, PdfLocked, PdfActive, PackageBomb or ActiveContent on what isn't a plain document."""
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data.rstrip(b"\x00\t\r\n ")) - end - 5 > _AFTER or b"obj" not in data:
        raise PdfBroken
    if b"PK\x05\x06" in data[-70_000:]:
        raise PdfBroken  # an archive that shares the file
    outside = _plain_names(_outside(data))
    refuse_markup(_without_metadata(data[:1024]))
    whole = _plain_names(data)
    if _LOCKED.search(outside):
        raise PdfLocked
    if _ACTIVE.search(outside) or _ACTIVE_ANYWHERE.search(whole):
        raise PdfActive
    if any(_ACTIVE.search(_plain_names(objects)) for objects in _object_streams(data)):
        raise PdfActive


def _plain_names(data: bytes) -> bytes:
    """Names may be written with codes: ``/J#61vaScript``."""
    return _NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), data)


def _without_metadata(head: bytes) -> bytes:
    """XMP metadata stands in XML and may come early; it isn't run."""
    return re.sub(rb"<\?xpacket.*", b"", head, flags=re.DOTALL)


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the content of each stream begins and ends, in one pass whatever the file holds."""
    end = 0
    while found := _STREAM.search(data, end):
        end = data.find(b"endstream", found.end())
        if end < 0:
            return
        yield found.end(), end


def _outside(data: bytes) -> bytes:
    """The file without the content of its streams, in which short names would be found by chance."""
    pieces, last = [], 0
    for begin, end in _streams(data):
        pieces.append(data[last:begin])
        last = end
    return b"".join([*pieces, data[last:]])


def _object_streams(data: bytes) -> Iterator[bytes]:
    """What lies packed in object streams, where names hide from a plain search."""
    left = MOST_UNPACKED
    for begin, end in _streams(data):
        if not _OBJECTS.search(_plain_names(data[max(0, begin - _BEFORE) : begin])):
            continue
        unpacked = _inflated(data[begin:end], left)
        left -= len(unpacked)
        yield unpacked


def _inflated(packed: bytes, most: int) -> bytes:
    """Raises PackageBomb beyond ``most``, PdfBroken when it is packed in another way than usual."""
    machine = zlib.decompressobj()
    try:
        unpacked = machine.decompress(packed, most + 1)
    except zlib.error as trouble:
        raise PdfBroken from trouble
    if len(unpacked) > most:
        raise PackageBomb
    return unpacked
