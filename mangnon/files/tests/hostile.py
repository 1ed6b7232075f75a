"""The corpus (B-14): files made to hurt, by code. Each is refused with the named code, or made harmless."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from mangnon.files.tests.friendly import (
    excel,
    gps_exif,
    object_stream,
    ods,
    outside,
    package,
    pdf,
    picture,
    png_claiming,
    relations,
    word,
)

HARMLESS = "harmless"
Hostile = tuple[str, bytes, str]
"""Its name, its bytes, and the code of the refusal (or HARMLESS)."""
Made = tuple[str, bytes | Callable[[], bytes], str]
"""The same; a bomb is built when it is asked for, not by every process that reads this module."""
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def zeros() -> bytes:
    """Sixty million of them."""
    return bytes(60 * 2**20)


def bomb(size: int = 120 * 2**20) -> bytes:
    """A Word file with an entry of zeros."""
    return package(word(word__big=bytes(size)))


def lying_sizes() -> bytes:
    """An entry that claims ten bytes and holds sixty million."""
    data = bytearray(package(word(word__media__a=zeros())))
    at = data.rfind(b"word/media/a") - 46
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory that point to the same bytes."""
    data = bytearray(package(word(word__a=bytes(2000), word__b=bytes(2000))))
    first, second = data.rfind(b"word/a"), data.rfind(b"word/b")
    data[second - 4 : second] = data[first - 4 : first]
    return bytes(data)


def nested(depth: int = 5) -> bytes:
    """Archives in archives."""
    inner = package({"x": bytes(10**6)})
    for _level in range(depth):
        inner = package({"a.zip": inner, "b.zip": inner})
    return inner


def linked() -> bytes:
    """A symbolic link to a file of the server."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in word().items():
            made.writestr(name, content)
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def named(name: str) -> bytes:
    """An entry with a name that leads elsewhere; written past the library, which would tidy it."""
    data = package(word() | {"Q" * len(name.encode()): b"x"})
    return data.replace(b"Q" * len(name.encode()), name.encode())


def locked() -> bytes:
    """The mark of an encrypted entry, in both places."""
    data = bytearray(package(word()))
    struct.pack_into("<H", data, 6, 1)
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 8, 1)
    return bytes(data)


def directory_of(entries: int) -> bytes:
    """An end that claims many entries before any was read."""
    data = bytearray(package(word()))
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, entries, entries)
    return bytes(data)


def text_bomb_png() -> bytes:
    """A compressed text chunk that unpacks to a hundred million bytes."""
    inside = b"Comment\0\0" + zlib.compress(bytes(100 * 2**20))
    chunk = struct.pack(">L", len(inside)) + b"zTXt" + inside + struct.pack(">L", zlib.crc32(b"zTXt" + inside))
    good = picture(form="PNG")
    return good[:33] + chunk + good[33:]


def sheet(text: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with one part of our own."""
    base = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", name: text}
    return package(base)


def excel_with(name: str, content: str | bytes) -> bytes:
    """A real workbook and one part more."""
    out = io.BytesIO(excel())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return out.getvalue()


JPEG = picture(exif=gps_exif())
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'

PICTURES: dict[str, Made] = {
    "jpeg with GPS and words": ("anh.jpg", JPEG, HARMLESS),
    "jpeg with a web page behind": ("anh.jpg", JPEG + b"<html><script>alert(1)</script></html>", HARMLESS),
    "jpeg with an archive behind": ("anh.jpg", JPEG + package({"a.exe": b"MZ"}), HARMLESS),
    "jpeg with a script in its comment": ("a.jpg", picture(comment=b"<script>alert(1)</script>"), HARMLESS),
    "jpeg named as a web page": ("anh.html", JPEG, "file_name_program"),
    "jpeg named png": ("anh.png", JPEG, HARMLESS),
    "jpeg cut off": ("anh.jpg", picture(900, 900, quality=95)[:4000], "image_broken"),
    "jpeg of two bytes": ("anh.jpg", b"\xff\xd8\xff", "image_broken"),
    "jpeg of many passes": ("anh.jpg", JPEG[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 400, "image_broken"),
    "png of 30.000 × 30.000": ("anh.png", png_claiming(30_000, 30_000), "too_many_pixels"),
    "png of two thousand million squared": ("anh.png", png_claiming(2**31 - 1, 2**31 - 1), "too_many_pixels"),
    "png of one line without end": ("anh.png", png_claiming(19_000_000, 1), "too_many_pixels"),
    "png without its points": ("anh.png", png_claiming(2000, 2000), "image_broken"),
    "png of no width": ("anh.png", png_claiming(0, 10), "image_broken"),
    "png with a text bomb": ("anh.png", text_bomb_png, "image_broken"),
    "webp cut off": ("anh.webp", picture(form="WEBP")[:60], "image_broken"),
    "webp of nothing": ("anh.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ", "image_broken"),
    "heic": ("IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "image_heic"),
    "gif": ("anh.gif", picture(form="GIF"), "file_kind_unknown"),
    "bmp": ("anh.bmp", picture(form="BMP"), "file_kind_unknown"),
    "tiff": ("anh.tif", picture(form="TIFF"), "file_kind_unknown"),
    "svg with a script": (
        "a.txt",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "file_active",
    ),
    "svg named png": ("anh.png", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "file_active"),
}

TEXTS: dict[str, Made] = {
    "nothing": ("a.txt", b"", "file_empty"),
    "web page": ("a.txt", b"<!DOCTYPE html><html><body onload=alert(1)>", "file_active"),
    "web page after blank lines": ("a.txt", b"\n" * 3000 + b"<HTML><script>1</script>", "file_active"),
    "web page in UTF-16": ("a.txt", "<html><script>1</script>".encode("utf-16"), "file_active"),
    "php": ("a.txt", b"xin chao <?php system($_GET[0]); ?>", "file_active"),
    "shell script": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "file_active"),
    "windows program": ("anh.jpg", b"MZ\x90\x00" + bytes(500), "file_active"),
    "linux program": ("giay.pdf", b"\x7fELF" + bytes(500), "file_active"),
    "eicar": ("a.txt", EICAR, "file_malware"),
    "script by its name": ("a.js", b"alert(1)", "file_name_program"),
    "batch by its name": ("chay.bat", b"del *.*", "file_name_program"),
    "rtf": ("a.txt", b"{\\rtf1\\object}", "file_kind_unknown"),
    "zero bytes": ("a.txt", b"mot\x00hai", "file_kind_unknown"),
    "turned writing": ("a.txt", "mở \u202etệp".encode(), "file_kind_unknown"),
    "TCVN3 of real bytes": ("ds.csv", b"H\xe4 t\xaan,N\xa8m sinh\nH\xe5 Th\xde \xb8nh,2016\n", "text_not_utf8"),
    "UTF-16 table": ("ds.csv", "Họ tên,Sinh\n".encode("utf-16"), "text_not_utf8"),
    "formula cell": ("ds.csv", b"ten,so\nAn,=cmd|'/c calc'!A0\n", "csv_formula"),
    "quoted formula cell": ("ds.csv", b'ten,so\nAn,"=HYPERLINK(""http://x"")"\n', "csv_formula"),
    "formula by a plus": ("ds.csv", b"ten,so\n+SUM(A1),1\n", "csv_formula"),
    "random bytes": ("a.bin", bytes(range(256)) * 20, "file_kind_unknown"),
}

PAPERS: dict[str, Made] = {
    "pdf with a script": ("a.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "pdf_active"),
    "pdf with a coded script": ("a.pdf", pdf(b"/OpenAction << /S /J#61vaScript /J#53 (1) >>"), "pdf_active"),
    "pdf with a packed script": ("a.pdf", pdf(tail=object_stream(b"1 0 << /S /JavaScript /JS (1) >>")), "pdf_active"),
    "pdf that starts a program": ("a.pdf", pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "pdf_active"),
    "pdf with a file inside": ("a.pdf", pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), "pdf_active"),
    "pdf that sends a form": ("a.pdf", pdf(b"/AA << /O << /S /SubmitForm >> >>"), "pdf_active"),
    "pdf with XFA": ("a.pdf", pdf(b"/AcroForm << /XFA 9 0 R >>"), "pdf_active"),
    "pdf with a password": ("a.pdf", pdf(tail=b"trailer << /Encrypt 9 0 R >>\n"), "pdf_locked"),
    "pdf with packed bomb": ("a.pdf", lambda: pdf(tail=object_stream(zeros())), "package_bomb"),
    "pdf cut off": ("a.pdf", pdf()[:-80], "pdf_broken"),
    "pdf with an archive behind": ("a.pdf", pdf() + package({"a.exe": b"MZ"}), "pdf_broken"),
    "pdf with a web page behind": (
        "a.pdf",
        pdf(body=b"q Q " * 500) + b"<html><script>alert(1)</script>" + b"x" * 200,
        "pdf_broken",
    ),
    "pdf with a web page before": (
        "a.pdf",
        pdf().replace(b"%PDF-1.7", b"%PDF-1.7 <html><script>1</script>"),
        "file_active",
    ),
    "pdf of a thousand streams without end": ("a.pdf", pdf(tail=b"stream\n" * 200_000), HARMLESS),
    "pdf named exe": ("giay.pdf.exe", pdf(), "file_name_program"),
    "pdf that hides exe": ("giay.exe.pdf", pdf(), "file_name_program"),
    "pdf with turned name": ("giay\u202efdp.exe", pdf(), "file_name_program"),
}

PACKED: dict[str, Made] = {
    "zip": ("a.zip", package({"a.txt": b"x"}), "package_odd"),
    "zip named docx": ("a.docx", package({"a.txt": b"x"}), "package_odd"),
    "zip bomb": ("a.docx", bomb, "package_bomb"),
    "zip bomb of the ratio": ("a.docx", lambda: bomb(60 * 2**20), "package_bomb"),
    "zip that lies about sizes": ("a.docx", lying_sizes, "package_broken"),
    "zip of shared bytes": ("a.docx", overlapping(), "package_bomb"),
    "zips in zips": ("a.zip", nested, "package_odd"),
    "zip in docx": ("a.docx", package(word(word__media__a=package({"x": b"y"}))), "file_embedded"),
    "zip of 60.000 entries": ("a.docx", directory_of(60_000), "package_bomb"),
    "zip of 300 entries": ("a.docx", package(word() | {f"word/{n}.xml": "<a/>" for n in range(300)}), "package_bomb"),
    "zip of another count": ("a.docx", directory_of(1), "package_broken"),
    "zip with a link": ("a.docx", linked(), "package_odd"),
    "zip with a way up": ("a.docx", named("word/../../etc/cron.d/x"), "package_odd"),
    "zip with a whole path": ("a.docx", named("/etc/passwd"), "package_odd"),
    "zip with a windows path": ("a.docx", named("word\\..\\x"), "package_odd"),
    "zip with a zero in a name": ("a.docx", named("word/a\0.xml"), "package_odd"),
    "zip with a name too long": ("a.docx", named("word/" + "a" * 300), "package_odd"),
    "zip with a password": ("a.docx", locked(), "package_locked"),
    "zip cut off": ("a.docx", package(word())[:-30], "package_broken"),
    "zip with bytes behind": ("a.docx", package(word()) + b"<script>1</script>", "package_broken"),
    "zip with a bad sum": ("a.docx", package(word(), store=True).replace("Đơn".encode(), b"XXXX"), "package_broken"),
    "docx with macros": (
        "a.docx",
        package(word(word__vbaProject__bin=b"x") | {"word/vbaProject.bin": b"x"}),
        "file_macros",
    ),
    "docx of a macro type": (
        "a.docx",
        package(word() | {"[Content_Types].xml": "<x t='macroEnabled.12'/>"}),
        "file_macros",
    ),
    "docm by its name": ("a.docm", package(word()), "file_name_program"),
    "docx with an object": ("a.docx", package(word() | {"word/embeddings/oleObject1.bin": b"x"}), "file_embedded"),
    "docx with a program": ("a.docx", package(word(word__media__a=b"MZ\x90")), "file_embedded"),
    "docx with a template elsewhere": (
        "a.docx",
        package(word() | {"word/_rels/s.xml.rels": relations(outside("attachedTemplate", "http://x.test/a.dotm"))}),
        "file_links_outside",
    ),
    "docx with a link to a share": (
        "a.docx",
        package(word() | {"word/_rels/d.xml.rels": relations(outside("hyperlink", "file://x.test/a"))}),
        "file_links_outside",
    ),
    "docx with a picture elsewhere": (
        "a.docx",
        package(word() | {"word/_rels/d.xml.rels": relations(outside("image", "http://x.test/a.png"))}),
        "file_links_outside",
    ),
    "docx with DDE": (
        "a.docx",
        package(word("<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>")),
        "file_links_outside",
    ),
    "xlsx with XXE": ("a.xlsx", sheet(XXE), "package_odd"),
    "xlsx with XXE in UTF-16": (
        "a.xlsx",
        package({"[Content_Types].xml": "<T/>", "xl/workbook.xml": XXE.encode("utf-16")}),
        "package_odd",
    ),
    "xlsx with a thousand laughs": ("a.xlsx", sheet(LAUGHS), "package_odd"),
    "xlsx of 17 thousand million cells": (
        "a.xlsx",
        sheet('<worksheet><dimension ref="A1:XFD1048576"/></worksheet>'),
        "package_bomb",
    ),
    "xlsx with links elsewhere": (
        "a.xlsx",
        excel_with("xl/externalLinks/externalLink1.xml", "<x/>"),
        "file_links_outside",
    ),
    "xlsx with a command": ("a.xlsx", sheet("<c><f>cmd|'/c calc'!A0</f></c>"), "file_links_outside"),
    "xlsx that asks the web": ("a.xlsx", sheet('<c><f>WEBSERVICE("http://x.test")</f></c>'), "file_links_outside"),
    "xlsx with a macro sheet": ("a.xlsx", excel_with("xl/macrosheets/sheet1.xml", "<x/>"), "file_macros"),
    "xlsx with an old object": (
        "a.xlsx",
        excel_with("xl/media/a.png", b"\xd0\xcf\x11\xe0" + bytes(50)),
        "file_embedded",
    ),
    "ods with macros": ("a.ods", ods(Basic__Standard__a="<x/>"), "file_macros"),
    "ods with an event": ("a.ods", ods('<a><script:event-listener xlink:href="x"/></a>'), "file_macros"),
    "ods with a picture elsewhere": (
        "a.ods",
        ods('<draw:image xlink:href="http://x.test/a.png"/>'),
        "file_links_outside",
    ),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_kind_unknown"),
    "jar": ("a.docx", package({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe\xba\xbe"}), "package_odd"),
}


class Corpus(Mapping[str, Hostile]):
    """Every hostile file by what it is."""

    def __init__(self, *parts: Mapping[str, Made]) -> None:
        """Nothing is built yet."""
        self._made = dict(chain.from_iterable(one.items() for one in parts))

    def __getitem__(self, what: str) -> Hostile:
        """With its bytes, built now."""
        name, data, expected = self._made[what]
        return name, data if isinstance(data, bytes) else data(), expected

    def __iter__(self) -> Iterator[str]:
        """What they are."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many."""
        return len(self._made)


EVERY = Corpus(PICTURES, TEXTS, PAPERS, PACKED)
