"""Files as honest people send them, made by code: each must be taken."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def upload(data: bytes, name: str = "giấy.bin") -> SimpleUploadedFile:
    """As a form hands it over."""
    return SimpleUploadedFile(name, data)


def picture(
    width: int = 320, height: int = 200, *, form: str = "JPEG", mode: str = "RGB", exif: bytes = b"", **options: object
) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, (width, height), (180, 20, 20) if mode == "RGB" else 90)
    if mode == "RGB":
        image.paste((20, 20, 180), (width // 2, 0, width, height))
    out = io.BytesIO()
    image.save(out, form, **({"exif": exif} if exif else {}), **options)
    return out.getvalue()


GPS_WORDS = "Nha em be Zqgps"


def gps_exif(orientation: int = 1) -> bytes:
    """EXIF that says where, with what and for whom a photo was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = GPS_WORDS
    exif[0x9C9C] = "Ghi chú kín".encode("utf-16-le")
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (15.0, 8.0, 30.0), "E", (108.0, 2.0, 10.0)
    return exif.tobytes()


def pdf(extra: bytes = b"", *, body: bytes = b"BT /F1 12 Tf (Giay) Tj ET", tail: bytes = b"") -> bytes:
    """One page; ``extra`` goes into the catalogue, ``tail`` stands before the cross references."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
    ]
    out = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1)) + tail
    return out + b"xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Size 5 >>\nstartxref\n9\n%%EOF\n"


def object_stream(inside: bytes) -> bytes:
    """Objects packed where a plain search doesn't find them."""
    packed = zlib.compress(inside)
    return (
        b"9 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (
            len(packed),
            packed,
        )
    )


def package(entries: Mapping[str, str | bytes], *, store: bool = False) -> bytes:
    """A ZIP archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def word(text: str = "Đơn đề nghị", **entries: str | bytes) -> dict[str, str | bytes]:
    """The entries of a small Word file; a name's ``__`` stands for a slash."""
    base: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>',
    }
    return base | {name.replace("__", "/"): content for name, content in entries.items()}


def relations(*lines: str) -> str:
    """A .rels part."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def outside(kind: str, target: str) -> str:
    """A relationship that leads out of the file."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="r1" Type="{types}/{kind}" Target="{target}" TargetMode="External"/>'


def excel(rows: int = 30) -> bytes:
    """A workbook as XlsxWriter makes it, with a link that people follow by clicking."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Trẻ em")
        for row in range(rows):
            sheet.write_row(row, 0, ["Hồ Thị Ánh", 2016, row * 1.5])
        sheet.write_url(rows, 0, "https://danang.gov.vn")
        sheet.write_formula(rows, 2, f"=SUM(C1:C{rows})")
    return out.getvalue()


def other_excel() -> bytes:
    """A workbook as openpyxl makes it, with a picture inside."""
    from openpyxl.drawing.image import Image as Drawn

    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Sinh"])
    book.active.add_image(Drawn(io.BytesIO(picture(form="PNG"))), "C3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(content: str = "<office:document-content/>", **entries: str | bytes) -> bytes:
    """A small ODS file, its type first and stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        made.writestr("content.xml", content)
        for name, inside in entries.items():
            made.writestr(name.replace("__", "/"), inside)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">L", len(inside)) + kind + inside + struct.pack(">L", zlib.crc32(kind + inside))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )
