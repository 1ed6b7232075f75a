"""From a paper to its print: composed once, then set as PDF or DOCX."""

from __future__ import annotations

from datetime import datetime

from mangnon.papers.actions import sealed_answers
from mangnon.papers.printing.composing import Circumstances, compose
from mangnon.papers.printing.kinds import AS, PrintKind
from mangnon.papers.queries import Opened


def printed(found: Opened, kind: PrintKind, *, at: datetime, by: str, link: str, sealed: bool = False) -> bytes:
    """The file. With ``sealed`` also what is kept closed: the caller has booked that."""
    answers = {**found.answers, **sealed_answers(found.revision)} if sealed else found.answers
    code = found.slot.about(found.record).code
    paper = compose(found.sheet, found.asked, answers, Circumstances(at, by, code, link, closed=not sealed))
    if kind is AS["docx"]:
        from mangnon.papers.printing import word  # loads all of Word's parts: few processes ever print

        return word.docx(paper)
    from mangnon.papers.printing import pdf

    return pdf.pdf(paper)


__all__ = ["printed"]
