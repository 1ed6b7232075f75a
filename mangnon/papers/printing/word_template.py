"""Makes ``data/paper.docx``, the template of Word files: ``python -m mangnon.papers.printing.word_template``.

The template is kept in the repository; this writes it anew when the layout changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TEMPLATE = Path(__file__).parents[1] / "data" / "paper.docx"
CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
FONT = "Times New Roman"
"""Offices have it; the shipped fonts have the same widths."""


def write(path: Path = TEMPLATE) -> None:
    """Write the template."""
    paper = Document()
    _settle(paper)
    _head(paper)
    _body(paper)
    _end(paper)
    paper.save(str(path))


def _settle(paper: Any) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(18)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(4), 1.1
    foot = page.footer.paragraphs[0]
    foot.add_run("{{ foot }}   Trang ").font.size = Pt(9.5)
    _field(foot, "PAGE")
    foot.add_run("/").font.size = Pt(9.5)
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(9.5)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)  # noqa: SLF001 - python-docx has no fields of its own


def _line(
    where: Any, text: str, *, align: Any = None, bold: bool = False, italic: bool = False, size: float = 13
) -> Any:
    paragraph = where.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _filled(cell: Any, lines: tuple[tuple[str, dict[str, Any]], ...]) -> None:
    for text, looks in lines:
        _line(cell, text, align=CENTRE, **looks).paragraph_format.space_after = Pt(2)
    first = cell.paragraphs[0]._p  # noqa: SLF001 - a cell begins with an empty paragraph
    first.getparent().remove(first)


def _head(paper: Any) -> None:
    _line(paper, "{{ form }}", align=RIGHT, bold=True, size=12)
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(64), Mm(98)
    bold = {"bold": True, "size": 12.5}
    _filled(left, (("{{ issuer }}", bold), ("_______", {"size": 8}), ("{{ number }}", {})))
    words = (("{{ nation }}", bold), ("{{ motto }}", {"bold": True}), ("____________________", {"size": 8}))
    _filled(right, (*words, ("{{ place_and_date }}", {"italic": True})))
    _line(paper, "")
    _line(paper, "{{ title }}", align=CENTRE, bold=True, size=14)
    _given(paper, "subtitle", align=CENTRE, bold=True, size=13.5)
    _given(paper, "authority", align=CENTRE, bold=True)
    _given(paper, "doubt", before="(", after=")", align=CENTRE, italic=True, size=10.5)
    _given(paper, "addressee", before="Kính gửi: ", align=CENTRE)


def _given(paper: Any, name: str, before: str = "", after: str = "", **looks: Any) -> None:
    _line(paper, f"{{%p if {name} %}}")
    _line(paper, f"{before}{{{{ {name} }}}}{after}", **looks)
    _line(paper, "{%p endif %}")


def _indented(paper: Any, text: str, **looks: Any) -> None:
    _line(paper, text, align=JUSTIFY, **looks).paragraph_format.first_line_indent = Mm(10)


def _body(paper: Any) -> None:
    _line(paper, "{%p for one in grounds %}")
    _indented(paper, "{{ one }}", italic=True)
    _line(paper, "{%p endfor %}")
    _line(paper, "{%p if authority %}")
    _line(paper, "QUYẾT ĐỊNH:", align=CENTRE, bold=True)
    _line(paper, "{%p endif %}")
    _line(paper, "{%p for block in blocks %}")
    _line(paper, "{%p if block.kind == 'heading' %}")
    _indented(paper, "{{ block.label }}", bold=True)
    _line(paper, "{%p elif block.kind == 'line' %}")
    _indented(paper, "{{ block.label }}: {{ block.text }}")
    _line(paper, "{%p else %}")
    _line(paper, "{%p if block.label %}")
    _indented(paper, "{{ block.label }}:")
    _line(paper, "{%p endif %}")
    table = paper.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for row, words in zip(table.rows, GRID, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(text).font.size = Pt(11)
    _line(paper, "")
    _line(paper, "{%p endif %}")
    _line(paper, "{%p endfor %}")


GRID = (
    ("{%tr for row in block.grid %}", "", ""),
    ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
    ("{%tr endfor %}", "", ""),
)


def _end(paper: Any) -> None:
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _line(left, "{%p if recipients %}")
    _line(left, "Nơi nhận:", bold=True, italic=True, size=12)
    _line(left, "{%p for one in recipients %}")
    _line(left, "- {{ one }}", size=11)
    _line(left, "{%p endfor %}")
    _line(left, "{%p endif %}")
    _line(left, "{{ qr }}")
    _line(left, "Quét để mở giấy này; chỉ người có quyền xem mới mở được.", italic=True, size=8.5)
    _line(right, "{%p for one in signers %}")
    _line(right, "{{ one.title }}", align=CENTRE, bold=True)
    _line(right, "{{ one.how }}", align=CENTRE, italic=True)
    for _blank in range(3):
        _line(right, "")
    _line(right, "{{ one.name }}", align=CENTRE, bold=True)
    _line(right, "{%p endfor %}")


if __name__ == "__main__":
    write()
