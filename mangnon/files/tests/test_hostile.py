"""Files made to hurt are refused with a sentence that helps, or made harmless, quickly and in little memory (B-14)."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time

import pytest
from PIL import Image

from mangnon.files import cleaning
from mangnon.files.kinds import ANYTHING, FACTS, IMAGES, PHOTOS, SHEETS, Accepts, Kind, told_size
from mangnon.files.naming import shown_name
from mangnon.files.refusals import FileRefused
from mangnon.files.tests import friendly
from mangnon.files.tests.hostile import EVERY, HARMLESS, JPEG

MOST_SECONDS = 2.0


def judged(name: str, data: bytes, rules: Accepts = ANYTHING) -> cleaning.Harmless:
    """As the action judges it."""
    return cleaning.make_harmless(cleaning.read(friendly.upload(data, name), rules), rules)


def test_the_corpus_is_large_enough() -> None:
    assert len(EVERY) >= 60


@pytest.mark.parametrize("what", EVERY)
def test_b_14_it_is_refused_in_words_or_made_harmless(what: str) -> None:
    """B-14: each within two seconds."""
    name, data, expected = EVERY[what]
    began = time.perf_counter()
    if expected == HARMLESS:
        kept = judged(name, data)
        assert kept.kind in IMAGES or kept.data == data
        assert b"<script" not in kept.data
        assert b"<html" not in kept.data
    else:
        with pytest.raises(FileRefused) as refusal:
            judged(name, data)
        assert refusal.value.code == expected, str(refusal.value)
        assert refusal.value.said
        assert refusal.value.mend
        assert "{" not in str(refusal.value)
    assert time.perf_counter() - began < MOST_SECONDS


MEASURE = """
import resource, sys, django; django.setup()
from mangnon.files.tests.hostile import EVERY
from mangnon.files.tests.test_hostile import judged
from mangnon.files.refusals import FileRefused
name, data, expected = EVERY[sys.argv[1]]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try: judged(name, data)
except FileRefused: pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
GREEDY = ("png of 30.000 × 30.000", "png with a text bomb", "zip bomb of the ratio", "pdf with packed bomb")


@pytest.mark.parametrize("what", GREEDY)
def test_b_14_a_bomb_takes_little_memory(what: str) -> None:
    """B-14: the judging alone, measured in a process of its own."""
    done = subprocess.run([sys.executable, "-c", MEASURE, what], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 150_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0


GOOD = {
    "photo": ("anh.jpg", friendly.picture(), Kind.JPEG),
    "photo in capitals": ("IMG_1.JPG", friendly.picture(), Kind.JPEG),
    "progressive photo": ("a.jpg", friendly.picture(900, 700, progressive=True), Kind.JPEG),
    "photo in print colours": ("a.jpg", friendly.picture(mode="CMYK"), Kind.JPEG),
    "grey photo": ("a.jpg", friendly.picture(mode="L"), Kind.JPEG),
    "screen": ("a.png", friendly.picture(form="PNG"), Kind.PNG),
    "webp": ("a.webp", friendly.picture(form="WEBP"), Kind.WEBP),
    "paper": ("đơn.pdf", friendly.pdf(), Kind.PDF),
    "paper with a link": ("a.pdf", friendly.pdf(b"/A << /S /URI /URI (https://danang.gov.vn) >>"), Kind.PDF),
    "paper that opens at a page": ("a.pdf", friendly.pdf(b"/OpenAction [3 0 R /Fit]"), Kind.PDF),
    "paper with blank lines behind": ("a.pdf", friendly.pdf() + b"\r\n" * 300, Kind.PDF),
    "word": ("đơn.docx", friendly.package(friendly.word()), Kind.DOCX),
    "word with a link": (
        "a.docx",
        friendly.package(
            friendly.word()
            | {"word/_rels/d.xml.rels": friendly.relations(friendly.outside("hyperlink", "https://danang.gov.vn"))}
        ),
        Kind.DOCX,
    ),
    "excel": ("ds.xlsx", friendly.excel(), Kind.XLSX),
    "long excel": ("ds.xlsx", friendly.excel(20_000), Kind.XLSX),
    "excel with a picture": ("ds.xlsx", friendly.other_excel(), Kind.XLSX),
    "ods": ("ds.ods", friendly.ods(), Kind.ODS),
    "table": ("ds.csv", "\ufeffHọ tên,Sinh,Số\nHồ Thị Ánh,12/3/2016,-5\nA Viết,1/1/2017,+84905\n".encode(), Kind.CSV),
    "text": ("ghi chú.txt", "Đến thăm nhà lúc 8 giờ.\r\n= tổng kết =\n".encode(), Kind.TEXT),
}


@pytest.mark.parametrize("what", GOOD)
def test_what_honest_people_send_is_taken(what: str) -> None:
    name, data, kind = GOOD[what]
    kept = judged(name, data)
    assert kept.kind is kind
    assert kept.name.endswith(FACTS[kind].suffixes[0])


def test_a_photo_loses_where_and_when_it_was_taken() -> None:
    assert friendly.GPS_WORDS.encode() in JPEG
    kept = judged("anh.jpg", JPEG).data
    with Image.open(io.BytesIO(kept)) as image:
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in kept
    assert friendly.GPS_WORDS.encode() not in kept


@pytest.mark.parametrize(
    ("turned", "size"),
    [*((turned, (320, 200)) for turned in (1, 2, 3, 4)), *((turned, (200, 320)) for turned in (5, 6, 7, 8))],
)
def test_a_photo_stands_as_the_camera_was_held(turned: int, size: tuple[int, int]) -> None:
    kept = judged("anh.jpg", friendly.picture(exif=friendly.gps_exif(turned))).data
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == size
        corner = image.convert("RGB").getpixel((5, 5))
    red = corner[0] > corner[2]
    assert red == (turned in (1, 4, 5, 6))


def test_a_blurred_copy_tells_no_face_from_another() -> None:
    """Detail that stood in the picture is gone: fine stripes and a plain grey of their mean look the same."""
    stripes = Image.new("L", (600, 600))
    stripes.putdata([255 * (x // 6 % 2) for _y in range(600) for x in range(600)])
    out = io.BytesIO()
    stripes.save(out, "PNG")
    copy = judged("a.png", out.getvalue()).blurred
    assert copy is not None
    with Image.open(io.BytesIO(copy)) as image:
        low, high = image.convert("L").getextrema()
        assert max(image.size) <= 160
    assert high - low < 40


def test_only_pictures_have_a_blurred_copy() -> None:
    assert judged("a.pdf", friendly.pdf()).blurred is None


def test_a_photo_that_is_too_big_is_refused_with_its_size_and_a_way_out() -> None:
    with pytest.raises(FileRefused) as refusal:
        judged("anh.jpg", JPEG + bytes(34 * 2**20 - len(JPEG)))
    assert str(refusal.value) == (
        "Ảnh chụp quá lớn: 34 MB. Giảm còn dưới 10 MB, ví dụ gửi qua Zalo cho mình rồi tải về."
    )


def test_a_paper_that_is_too_big_says_so_without_speaking_of_photos() -> None:
    with pytest.raises(FileRefused) as refusal:
        judged("a.pdf", friendly.pdf() + bytes(10 * 2**20))
    assert refusal.value.said == "Tệp quá lớn: 10,1 MB."


def test_a_kind_that_is_taken_elsewhere_is_named() -> None:
    with pytest.raises(FileRefused) as refusal:
        judged("a.pdf", friendly.pdf(), PHOTOS)
    assert str(refusal.value) == "Đây là tệp PDF; ở đây không nhận loại này. Chọn tệp JPEG, PNG, WebP."
    assert SHEETS.accept == ".xlsx,.ods,.csv"
    assert SHEETS.hint == "Excel (.xlsx), ODS, CSV; tối đa 10 MB."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("ảnh.jpg", "ảnh.jpg"),
        ("ảnh.PNG", "ảnh.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Liên\\ảnh nhà.jpeg", "ảnh nhà.jpg"),
        ("a\u202egpj.jpg", "agpj.jpg"),
        ("một\x00hai\n.jpg", "mộthai.jpg"),
        ("a" * 400 + ".jpg", "a" * 100 + ".jpg"),
        ("", "tệp.jpg"),
        ("...", "tệp.jpg"),
        ("CON.jpg", "tệp CON.jpg"),
        ('a<b>:"c|?*.jpg', "a b c.jpg"),
        ("báo cáo 26.11.2026", "báo cáo 26.11.2026.jpg"),
        ("tiê\u0301ng.jpg", "tiếng.jpg"),
        ("a\ud800b.jpg", "ab.jpg"),
    ],
)
def test_names_are_shown_in_one_clean_line(given: str, shown: str) -> None:
    assert shown_name(given, Kind.JPEG) == shown


@pytest.mark.parametrize(
    ("size", "told"),
    [(1, "1 KB"), (2**20, "1 MB"), (10 * 2**20, "10 MB"), (10 * 2**20 + 1, "10,1 MB"), (2_600_000, "2,5 MB")],
)
def test_sizes_are_told_rounded_up(size: int, told: str) -> None:
    assert told_size(size) == told
