"""A paper as it stands on the sheet: head, title, body, signatures, foot. Always in Vietnamese, whoever prints it.

National heading, issuing body, number and symbol, place and date, signatures and page numbers stand as Decree 30/2020
has them; what of it is confirmed and what isn't is written in ``data/SOURCES.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation

from mangnon.lib.dates import PartialDate, format_datetime, local_day
from mangnon.papers.actions import number_of
from mangnon.papers.answers import Answers, state_of
from mangnon.papers.models import Sheet
from mangnon.papers.numbering import kind_of
from mangnon.papers.questions import KIND, Questionnaire, asked
from mangnon.papers.showing import Line, Shown, View, long_date, shown, told
from mangnon.places.rules import bare_name, in_line
from mangnon.statutes.kinds.form import FieldType
from mangnon.statutes.queries import pinned
from mangnon.statutes.words import LEVELS

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
IN_HEAD = ("office.name", "office.place", "paper.number")
"""Pre-fills that stand in the head and not in the body."""
BODY = "Ủy ban nhân dân"
TITLES = ("Quyết định", "Báo cáo", "Danh sách", "Đơn")
"""Names of kinds of paper that stand on a line of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell with a box, ticked or not."""

    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: heading, line (label and answer), words (a paragraph), grid."""

    kind: str
    label: str = ""
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str | Mark, ...], ...] = ()
    lead: float = 1.6
    """How much wider than the others the first column of a grid of up to five is."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: as what, how, and the name beneath."""

    title: str
    how: str
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the sheet."""

    form: str
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    title: str
    subtitle: str
    authority: str
    addressee: str
    grounds: tuple[str, ...]
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    doubt: str
    foot: str
    link: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Of the printing: when, by whom, the record's code, where the paper is opened, whether sealed parts stay out."""

    at: datetime
    by: str
    code: str
    link: str
    closed: bool = True


def compose(sheet: Sheet, form: Questionnaire, answers: Answers, told: Circumstances) -> Paper:
    """The paper, in the words of its own version."""
    with translation.override("vi"):
        law = pinned(KIND, form.law.key, form.law.version)
        return _Composer(sheet, asked(law, local_day(sheet.filled_at)), answers, told).paper()


class _Composer:
    def __init__(self, sheet: Sheet, form: Questionnaire, answers: Answers, told: Circumstances) -> None:
        self.sheet, self.form, self.answers, self.told = sheet, form, answers, told
        self.parts = shown(form, answers, View(local_day(sheet.filled_at), told.closed))

    def paper(self) -> Paper:
        title, subtitle = titled(self.form.name)
        law = self.form.law
        return Paper(
            form=self.form.number,
            issuer=issuer(self._text("office.name") or f"{BODY} {in_line(self.sheet.office.name)}"),
            number=self._number(),
            place_and_date=f"{self._place()}, {self._date()}",
            title=title,
            subtitle=subtitle,
            authority=f"CHỦ TỊCH {BODY} {self.sheet.office.name}".upper() if self.form.form.decision else "",
            addressee=told(self.form.by_key["to"], self.answers.get("to")) if "to" in self.form.by_key else "",
            grounds=self._lines("grounds"),
            blocks=tuple(self._blocks()),
            signers=tuple(self._signers()),
            recipients=self._lines("recipients"),
            doubt="" if law.confirmed else "Mẫu chưa xác nhận: chưa đối chiếu với bản in của Nghị định.",
            foot=f"{self.told.code} · in lúc {format_datetime(self.told.at)} · {self.told.by} · không sao chụp",
            link=self.told.link,
        )

    def _text(self, prefill: str) -> str:
        key = next((one.key for one in self.form.questions if one.prefill == prefill and one.key != "to"), "")
        answer = self.answers.get(key, "")
        return str(answer.get("text", "")) if isinstance(answer, dict) else str(answer)

    def _number(self) -> str:
        kind = kind_of(self.form.form)
        return f"Số: {number_of(self.sheet) or f'……/{kind}-UBND'}" if kind else ""

    def _place(self) -> str:
        return bare_name(self._text("office.place") or self.sheet.office.name)

    def _date(self) -> str:
        signed = self.answers.get("signed_on")
        if isinstance(signed, str):
            return long_date(PartialDate.parse(signed).earliest())
        if "signed_on" in self.form.by_key:
            return "ngày …… tháng …… năm ……"
        return long_date(self._made_on())

    def _made_on(self) -> date:
        return local_day(self.sheet.numbered_at or self.sheet.filled_at)

    def _lines(self, key: str) -> tuple[str, ...]:
        told = self.answers.get(key)
        return tuple(line.strip() for line in told.split("\n") if line.strip()) if isinstance(told, str) else ()

    def _blocks(self) -> Iterator[Block]:
        for one in self.parts:
            body = list(self._body(one))
            if not body:
                continue
            if not one.part.head:
                yield Block("heading", one.part.title)
            yield from body

    def _body(self, one: Shown) -> Iterator[Block]:
        levels = [line for line in one.lines if line.question.type is FieldType.LEVEL]
        if levels:
            yield _levels(levels, self.answers, totals=one.part.totals)
        for line in one.lines:
            if line not in levels and not self._elsewhere(line):
                yield _block(line)

    def _elsewhere(self, line: Line) -> bool:
        one = line.question
        named = one.key in ("signed_on", "grounds", "recipients", "to")
        return named or one.type is FieldType.SIGNATURE or (one.prefill in IN_HEAD and one.key != "to")

    def _signers(self) -> Iterator[Signer]:
        for one in self.form.questions:
            if one.type is FieldType.SIGNATURE:
                title, _bracket, how = one.label.partition("(")
                title = title.strip().replace("cấp xã", in_line(self.sheet.office.name))
                if self.form.form.decision and title.startswith("Chủ tịch"):
                    title = "Chủ tịch"
                name = self.answers.get(one.key, {}).get("name", "")
                yield Signer(title.upper(), f"({_capital(how.rstrip(')'))})" if how else "", name)


def _levels(lines: list[Line], answers: Answers, *, totals: bool) -> Block:
    """Ratings as the printed forms have them: a box for each level; the counts below, where the form has them."""
    chosen = [answers.get(line.question.key) for line in lines]
    rows: list[tuple[str | Mark, ...]] = [
        (_rated(line, picked), *(Mark(_wording(line, code), code == picked) for code in LEVELS))
        for line, picked in zip(lines, chosen, strict=True)
    ]
    if totals:
        rows.append(("Tổng số", *(str(chosen.count(code)) for code in LEVELS)))
    return Block("grid", head=("Nội dung đánh giá", *map(str, LEVELS.values())), rows=tuple(rows))


def _rated(line: Line, picked: Any) -> str:
    """What is rated; with *unknown* or *refused* in words, since no box stands for them."""
    state = "" if line.sealed or state_of(picked) is None else line.text
    return f"{line.question.label} ({state.lower()})" if state else line.question.label


def _wording(line: Line, code: str) -> str:
    told = line.question.choice(code)
    return "" if told in (code, str(LEVELS[code])) else told


def _block(line: Line) -> Block:
    label = re.sub(r"\s+", " ", line.question.label)
    if line.grid is not None:
        rows = line.grid.rows or (("",) * len(line.grid.head),) * 3
        return Block("grid", label, head=line.grid.head, rows=rows)
    return Block("line", label, "(giữ kín, không in)" if line.sealed else line.text)


def titled(name: str) -> tuple[str, str]:
    """``Quyết định phê duyệt kế hoạch`` → ``QUYẾT ĐỊNH``, ``Phê duyệt kế hoạch``; other names stand whole."""
    for title in TITLES:
        if name.startswith(f"{title} "):
            return title.upper(), _capital(name[len(title) :].strip())
    return name.upper(), ""


def issuer(body: str) -> tuple[str, ...]:
    """``Ủy ban nhân dân xã Trà Linh`` on two lines."""
    if body.lower().startswith(f"{BODY.lower()} "):
        return BODY.upper(), body[len(BODY) + 1 :].upper()
    return (body.upper(),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plain(paper: Paper) -> dict[str, Any]:
    """The paper as plain data for the setters."""
    return {
        "form": paper.form, "issuer": list(paper.issuer), "number": paper.number, "nation": NATION, "motto": MOTTO,
        "place_and_date": paper.place_and_date, "title": paper.title, "subtitle": paper.subtitle,
        "authority": paper.authority, "addressee": paper.addressee, "grounds": list(paper.grounds),
        "blocks": [_plain_block(one) for one in paper.blocks],
        "signers": [{"title": one.title, "how": one.how, "name": one.name} for one in paper.signers],
        "recipients": list(paper.recipients), "doubt": paper.doubt, "foot": paper.foot,
    }  # fmt: skip


def _plain_block(one: Block) -> dict[str, Any]:
    rows = [[_plain_cell(cell) for cell in row] for row in one.rows]
    said = {"kind": one.kind, "label": one.label, "text": one.text, "head": list(one.head)}
    return {**said, "rows": rows, "lead": one.lead}


def _plain_cell(cell: str | Mark) -> dict[str, Any]:
    if isinstance(cell, Mark):
        return {"text": cell.text, "box": True, "ticked": cell.ticked}
    return {"text": cell, "box": False, "ticked": False}
