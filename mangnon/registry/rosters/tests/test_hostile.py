"""Hostile files: bombs, false claims, things that act, torn bytes: each is refused in two seconds, in a sentence."""

from __future__ import annotations

import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest

from mangnon.lib.refusal import Refusal
from mangnon.registry.rosters.preparing import open_upload
from mangnon.registry.rosters.tests.sheets import child, named, sheet, workbook

GOOD = sheet([child(f"Hồ Thị {n}") for n in range(30)]).getvalue()
SHEET = "xl/worksheets/sheet1.xml"
MOST_SECONDS = 2
MOST_GROWTH = 300 * 2**10
"""KiB that reading a refused file may add to the memory of the process."""


def parts(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return out.getvalue()


def with_sheet(change: str, by: str) -> bytes:
    entries = parts()
    text, count = re.subn(change, by, entries[SHEET].decode(), count=1)
    assert count == 1
    return packed({**entries, SHEET: text.encode()})


def with_entry(name: str, content: bytes) -> bytes:
    return packed({**parts(), name: content})


def claims() -> Iterator[tuple[str, bytes]]:
    """Dimensions and cells that aren't there."""
    for ref in ("A1:XFD1048576", "A1:Z1048576", "A1:ZZZ99999", "A1:AMJ1000000"):
        yield f"claims {ref}", with_sheet(r'<dimension ref="[^"]*"', f'<dimension ref="{ref}"')
    for cell in ("XFD1048576", "A1048576", "XFD2", "CW3", "ZZ40", "B70000", "AAA1"):
        yield f"a cell at {cell}", with_sheet(r'<c r="A2"', f'<c r="{cell}"')
        yield f"a cell at {cell} without a dimension", packed(_bare(cell))
    yield "a row 1048576", with_sheet(r'<row r="2"', '<row r="1048576"')
    rows = "".join(f"<row><c t='inlineStr'><is><t>{n}</t></is></c></row>" for n in range(60_000)).encode()
    yield "sixty thousand rows", with_rows(rows)
    cells = b"<row>" + b"<c><v>1</v></c>" * 150 + b"</row>"
    yield "a hundred and fifty columns", with_rows(cells * 20)


def _bare(cell: str) -> dict[str, bytes]:
    entries = parts()
    text = re.sub(r'<dimension ref="[^"]*"/>', "", entries[SHEET].decode())
    return {**entries, SHEET: text.replace('<c r="A2"', f'<c r="{cell}"', 1).encode()}


def with_rows(rows: bytes) -> bytes:
    entries = parts()
    whole = re.sub(
        rb"<sheetData>.*</sheetData>", lambda _m: b"<sheetData>" + rows + b"</sheetData>", entries[SHEET], flags=re.S
    )
    whole = re.sub(rb'<dimension ref="[^"]*"/>', b"", whole)
    return packed({**entries, SHEET: whole})


def bombs() -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """Much from little; the largest are built by their own test."""
    yield "zeros", lambda: with_entry("xl/media/image1.png", b"\0" * 60_000_000)
    yield "spaces in the sheet", lambda: packed({**parts(), SHEET: parts()[SHEET] + b" " * 90_000_000})
    yield (
        "entities",
        packed({**parts(), SHEET: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts()[SHEET]}),
    )
    yield "three hundred entries", packed({**parts(), **{f"xl/x{n}.xml": b"<a/>" for n in range(300)}})
    yield "a cell of a megabyte", workbook([["Họ và tên", "Ngày sinh"], ["x" * 30_000, "2014"]]).getvalue()
    many = b"<sst>%s</sst>"
    strings = b"<si><t>a</t></si>"
    yield (
        "three million strings",
        lambda: packed({**parts(), "xl/sharedStrings.xml": many % (strings * 3_000_000)}),
    )
    yield "the sheet in UTF-16", packed({**parts(), SHEET: parts()[SHEET].decode().encode("utf-16")})


def active() -> Iterator[tuple[str, bytes]]:
    """What would act on somebody's machine."""
    yield "macros", with_entry("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    yield "an old macro sheet", with_entry("xl/macrosheets/sheet1.xml", b"<a/>")
    yield "an external link", with_entry("xl/externalLinks/externalLink1.xml", b"<a/>")
    yield "a connection", with_entry("xl/connections.xml", b"<connections/>")
    yield "an embedded program", with_entry("xl/embeddings/oleObject1.bin", b"MZ")
    yield "a page inside", with_entry("xl/a.html", b"<html>")
    yield "DDE", with_sheet(r"</c>", "<f>cmd|' /C calc'!A0</f></c>")
    yield "WEBSERVICE", with_sheet(r"</c>", '<f>WEBSERVICE("http://x")</f></c>')
    for formula in ("=cmd|' /C calc'!A0", "=HYPERLINK(1)", "@SUM(1)", "+cmd|x"):
        yield f"CSV {formula}", f"Họ và tên;Ngày sinh\n{formula};2014\n".encode()


def torn() -> Iterator[tuple[str, bytes]]:
    """Bytes that got lost or mixed up, and other kinds under this name."""
    for share in (0, 1, 3, 22, 50, 200, len(GOOD) // 2, len(GOOD) - 30, len(GOOD) - 1):
        yield f"the first {share} bytes", GOOD[:share]
    dice = random.Random(20)  # noqa: S311 - the same bytes in every run
    for n in range(10):
        flipped = bytearray(GOOD)
        for _hit in range(40):
            flipped[dice.randrange(len(flipped))] = dice.randrange(256)
        yield f"flipped bytes {n}", bytes(flipped)
    yield "no sheet", packed({name: content for name, content in parts().items() if name != SHEET})
    yield "an empty sheet", packed({**parts(), SHEET: b""})
    yield "a sheet cut off", packed({**parts(), SHEET: parts()[SHEET][:2_000]})
    yield "a text", b"hello\n" * 20
    yield "an old .xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000
    yield "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 400
    yield "nested archives", packed({**parts(), "xl/inner.zip": GOOD})
    yield "a page", b"<html><body>x</body></html>"
    yield "EICAR", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


CORPUS: dict[str, bytes | Callable[[], bytes]] = dict([*claims(), *bombs(), *active(), *torn()])


def outcome(data: bytes, name: str) -> tuple[str, int]:
    """The sentence of a refusal with what to do, or how many rows were read."""
    try:
        return "", len(open_upload(named(data, name)).grid.rows)
    except Refusal as refusal:
        return refusal.said if refusal.mend else "", 0


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("what", CORPUS)
def test_a_hostile_file_is_refused_quickly_in_a_sentence(what: str) -> None:
    made = CORPUS[what]
    data = made if isinstance(made, bytes) else made()
    name = "ds.csv" if what.startswith("CSV") else "ds.xlsx"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    said, rows = outcome(data, name)
    assert said or (what.startswith("flipped") and rows <= 31)  # it may have fallen where nobody looks
    assert time.process_time() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH
