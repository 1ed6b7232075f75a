"""Small readers of what was printed: the text of a PDF by its ToUnicode maps, the text of a DOCX."""

from __future__ import annotations

import io
import re
import zlib

from docx import Document

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def text_of_pdf(content: bytes) -> str:
    """All words of all pages, fonts by name, in the order of drawing."""
    return "\n".join(_page(page, maps) for page, maps in _pages(content))


def _objects(content: bytes) -> dict[int, bytes]:
    found = {int(number): body for number, body in _OBJECT.findall(content)}
    for body in list(found.values()):
        if b"/ObjStm" in body:
            found.update(_packed(body))
    return found


def _packed(body: bytes) -> dict[int, bytes]:
    whole = _stream(body)
    count = int(re.search(rb"/N (\d+)", body)[1])  # type: ignore[index]
    first = int(re.search(rb"/First (\d+)", body)[1])  # type: ignore[index]
    heads = [int(one) for one in whole[:first].split()[: 2 * count]]
    starts = [*heads[1::2], len(whole) - first]
    return {heads[2 * n]: whole[first + starts[n] : first + starts[n + 1]] for n in range(count)}


def _stream(body: bytes) -> bytes:
    match = _STREAM.search(body)
    if match is None:
        return b""
    return zlib.decompressobj().decompress(match[1]) if b"/FlateDecode" in body else match[1]


def _pages(content: bytes) -> list[tuple[bytes, dict[bytes, dict[int, str]]]]:
    objects = _objects(content)
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [(_content(page, objects), _fonts(page, objects)) for page in pages]


def _content(page: bytes, objects: dict[int, bytes]) -> bytes:
    referred = re.search(rb"/Contents\s*\[?([^\]/>]*)", page)
    numbers = re.findall(rb"(\d+) 0 R", referred[1]) if referred else []
    return b"\n".join(_stream(objects[int(number)]) for number in numbers)


def _fonts(page: bytes, objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    told = page
    for number in re.findall(rb"/(?:Resources|Font)\s+(\d+) 0 R", page):
        told += objects[int(number)]
        for inner in re.findall(rb"/Font\s+(\d+) 0 R", objects[int(number)]):
            told += objects[int(inner)]
    fonts = {}
    for name, number in re.findall(rb"/(f\d+)\s+(\d+) 0 R", told):
        unicode_map = re.search(rb"/ToUnicode\s+(\d+) 0 R", objects[int(number)])
        if unicode_map:
            fonts[name] = _map(_stream(objects[int(unicode_map[1])]))
    return fonts


def _map(cmap: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = _letters(to)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for n in range(int(first, 16), int(last, 16) + 1):
                found[n] = chr(ord(_letters(to)) + n - int(first, 16))
    return found


def _letters(hexed: bytes) -> str:
    return bytes.fromhex(hexed.decode()).decode("utf-16-be")


_FONT = re.compile(rb"/(f\d+)\s+[\d.]+\s+Tf")


def _page(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said: list[str] = []
    font: dict[int, str] = {}
    at = 0
    while at < len(stream):
        match = _FONT.match(stream, at)
        if match:
            font, at = fonts.get(match[1], {}), match.end()
        elif stream[at : at + 1] == b"(":
            end = _closing(stream, at)
            codes = _unescaped(stream[at + 1 : end])
            said += [font.get(int.from_bytes(codes[n : n + 2]), "\ufffd") for n in range(0, len(codes), 2)]
            at = end + 1
        else:
            at += 1
    return "".join(said)


def _closing(stream: bytes, at: int) -> int:
    """Where a string ends: brackets inside it come in pairs or are escaped."""
    depth = 0
    while True:
        sign = stream[at : at + 1]
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        if depth == 0:
            return at
        at += 2 if sign == b"\\" else 1


def _unescaped(raw: bytes) -> bytes:
    return re.sub(rb"\\(\d{1,3}|.)", _one, raw, flags=re.DOTALL)


def _one(match: re.Match[bytes]) -> bytes:
    told = match[1]
    if told.isdigit():
        return bytes([int(told, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(told, told)


def text_of_docx(content: bytes) -> str:
    """All words, tables and foot too."""
    paper = Document(io.BytesIO(content))
    body = "\n".join(node.text or "" for node in paper.element.body.iter() if node.tag.endswith("}t"))
    return body + "\n".join(one.text for one in paper.sections[0].footer.paragraphs)
