"""Numbers of papers: without gaps per office, kind and year; and how number and symbol are written."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from mangnon.statutes.kinds.form import Form

_NEXT = (
    "insert into papers_series (place_id, kind, year, last) values (%s, %s, %s, 1)"
    " on conflict (place_id, kind, year) do update set last = papers_series.last + 1 returning last"
)


def next_number(*, place_id: int, kind: str, year: int) -> int:
    """Take the next number inside the running action.

    The counter's row stays locked until the transaction ends: who comes meanwhile waits, and what is undone gives
    its number back. So take it last, just before the paper is saved.
    """
    if not connection.in_atomic_block:
        message = "a number is taken inside an action's transaction"
        raise RuntimeError(message)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [place_id, kind, year])
        return int(cursor.fetchone()[0])


def kind_of(form: Form) -> str:
    """The kind of paper in a symbol: what the form's own symbol says, QĐ for a decision; else it has no number."""
    _before, slash, after = form.symbol.partition("/")
    if slash:
        return after.partition("-")[0].strip()
    return "QĐ" if form.decision else ""


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """``05/QĐ-UBND``: a number below ten gets its nought, as in printed decisions (06/QĐ-TTg)."""

    n: int
    kind: str
    office: str = "UBND"

    def __str__(self) -> str:
        return f"{self.n:02}/{self.kind}-{self.office}"
