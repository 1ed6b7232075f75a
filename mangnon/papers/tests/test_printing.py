"""What stands on the sheet: words that try to be markup, PDF/A, our fonts alone, time, and what never gets printed."""

from __future__ import annotations

import re
import threading
from dataclasses import replace

import pytest

from mangnon.papers.printing import pdf, word
from mangnon.papers.printing.composing import Block, Mark, Paper, Signer, issuer, titled
from mangnon.papers.tests.reading import text_of_docx, text_of_pdf

PAPER = Paper(
    form="Mẫu số 01",
    issuer=("ỦY BAN NHÂN DÂN", "XÃ TRÀ LINH"),
    number="Số: 41/BC-UBND",
    place_and_date="Trà Linh, ngày 23 tháng 11 năm 2026",
    title="BÁO CÁO",
    subtitle="Tiếp nhận thông tin trẻ em",
    authority="",
    addressee="",
    grounds=(),
    blocks=(
        Block("heading", "A.1 Nguồn nhận thông tin"),
        Block("line", "Họ và tên trẻ em", "Nguyễn Thị Ngẫm Ưởng"),
        Block("grid", "", head=("Nội dung", "Cao"), rows=(("Mức độ", Mark("nặng", ticked=True)),)),
    ),
    signers=(Signer("CÁN BỘ TIẾP NHẬN THÔNG TIN", "(Ký, ghi rõ họ tên)", "Hồ Thị Liên"),),
    recipients=("Như trên", "Lưu: VT"),
    doubt="Mẫu chưa xác nhận",
    foot="MT-1 · in lúc 10:42 23/11/2026 · Hồ Thị Liên · không sao chụp",
    link="https://mangnon.example/giay-to/01a2",
)
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0": y',
    "*đậm* _nghiêng_ $x^2$ `mã` <nhãn> @nhãn // chú thích",
    '"]) #panic("x") [',
    "{{ foot }} {% for a in b %} {%p endif %} {{ 7 * 7 }}",
    "<w:p>&amp;</w:p> <!-- -->",
    "\\u{41} \\ \\n #sys.inputs.data",
    "𝔘𝔫𝔦 😀 ‮đảo‬",
]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("words", HOSTILE[:7])
def test_words_that_look_like_markup_are_printed_as_words(words: str) -> None:
    paper = replace(
        PAPER, blocks=(Block("line", words, words), Block("grid", words, head=(words,), rows=((words,),))), foot=words
    )
    assert squeezed(text_of_pdf(pdf.pdf(paper))).count(squeezed(words)) >= 4
    assert squeezed(text_of_docx(word.docx(paper))).count(squeezed(words)) >= 4


@pytest.mark.parametrize("words", [*HOSTILE, "a\x00b\x0bc", "\ud800", "x" * 5000, "một\n\nhai\r\nba", "\t"])
def test_no_words_keep_a_paper_from_being_printed(words: str) -> None:
    paper = replace(PAPER, blocks=(Block("line", "Tình trạng", words),), recipients=(words,))
    assert pdf.pdf(paper).startswith(b"%PDF-")
    assert word.docx(paper).startswith(b"PK")


def test_it_is_pdf_a_with_our_fonts_embedded_and_in_vietnamese() -> None:
    made = pdf.pdf(PAPER)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    faces = set(re.findall(rb"/FontName/\w+\+([\w-]+)", made))
    assert faces
    assert all(face.startswith(b"LiberationSerif") for face in faces)
    assert b"/Lang(vi)" in made.replace(b"/Lang (", b"/Lang(")


STANDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "XÃ TRÀ LINH",
    "Số: 41/BC-UBND",
    "Trà Linh, ngày 23 tháng 11 năm 2026",
    "Nguyễn Thị Ngẫm Ưởng",
    "CÁN BỘ TIẾP NHẬN THÔNG TIN",
    "(Ký, ghi rõ họ tên)",
    "Nơi nhận:",
    "Lưu: VT",
    "Mẫu chưa xác nhận",
    "không sao chụp",
    "Trang",
)


@pytest.mark.parametrize("told", STANDS)
def test_the_head_the_foot_and_the_signature_stand_on_the_sheet(told: str) -> None:
    for text in (text_of_pdf(pdf.pdf(PAPER)), text_of_docx(word.docx(PAPER))):
        assert squeezed(told) in squeezed(text)


def test_pages_are_counted() -> None:
    long = replace(PAPER, blocks=tuple(Block("line", f"Câu {n}", "chữ " * 60) for n in range(40)))
    text = text_of_pdf(pdf.pdf(long))
    pages = len(pdf.pages(long, ppi=20))
    assert pages > 2
    assert [f"Trang {n}/{pages}" in text for n in range(1, pages + 1)] == [True] * pages


def test_threads_never_print_each_others_paper() -> None:
    wrong: list[str] = []

    def printing(n: int) -> None:
        for _time in range(4):
            text = text_of_pdf(pdf.pdf(replace(PAPER, foot=f"CANARY-{n}-")))
            if f"CANARY-{n}-" not in text or text.count("CANARY") != 1:
                wrong.append(text)

    threads = [threading.Thread(target=printing, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_template_of_word_files_is_the_one_its_maker_writes(tmp_path: object) -> None:
    from pathlib import Path

    from mangnon.papers.printing.word_template import TEMPLATE, write

    made = Path(str(tmp_path)) / "paper.docx"
    write(made)
    assert text_of_docx(made.read_bytes()) == text_of_docx(TEMPLATE.read_bytes())


@pytest.mark.parametrize(
    ("name", "title", "subtitle"),
    [
        ("Quyết định phê duyệt kế hoạch", "QUYẾT ĐỊNH", "Phê duyệt kế hoạch"),
        ("Báo cáo tiếp nhận thông tin trẻ em", "BÁO CÁO", "Tiếp nhận thông tin trẻ em"),
        ("Trình kế hoạch", "TRÌNH KẾ HOẠCH", ""),
    ],
)
def test_a_kind_of_paper_stands_on_a_line_of_its_own(name: str, title: str, subtitle: str) -> None:
    assert titled(name) == (title, subtitle)


def test_the_issuing_body_stands_on_two_lines() -> None:
    assert issuer("Ủy ban nhân dân xã Trà Linh") == ("ỦY BAN NHÂN DÂN", "XÃ TRÀ LINH")
    assert issuer("Trung tâm công tác xã hội") == ("TRUNG TÂM CÔNG TÁC XÃ HỘI",)
