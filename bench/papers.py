"""Official papers in process: form 01 as PDF/A and DOCX, the longest form, and the page where a form is filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, Result, median, timed
from bench.ground import Ground

if TYPE_CHECKING:
    from mangnon.papers.printing.composing import Paper

GOAL_PDF, GOAL_DOCX, GOAL_PAGE = 60.0, 120.0, 15.0
ROUNDS, LONG_ROUNDS = 30, 200
AT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def run(ground: Ground, *, long: bool) -> Result:
    """Compose and set again and again, each time with other words; the first of each is left out."""
    from mangnon.papers.printing import pdf, word
    from mangnon.statutes.loading import load_definitions

    load_definitions(using="owner")
    rounds = LONG_ROUNDS if long else ROUNDS
    figures = [
        _figure("PDF/A of form 01", GOAL_PDF, rounds, lambda n: pdf.pdf(_paper("mau-01", n))),
        _figure("PDF/A of form 03, the longest", GOAL_PDF, rounds, lambda n: pdf.pdf(_paper("mau-03", n))),
        _figure("DOCX of form 01", GOAL_DOCX, rounds, lambda n: word.docx(_paper("mau-01", n))),
        _figure("page of form 01 to fill in", GOAL_PAGE, rounds, lambda n: _page("mau-01")),
        _figure("page of form 03 to fill in", GOAL_PAGE, rounds, lambda n: _page("mau-03")),
    ]
    return Result(
        "papers", figures, ["composing from the definition counted; reading of answers from the database not"]
    )


def _figure(name: str, goal: float, rounds: int, work: Any) -> Figure:
    work(0)
    taken = median(timed(lambda n=n: work(n)) for n in range(1, rounds + 1))
    return Figure(name, taken, goal, "ms", taken / goal, most=1.0, how="median of fresh data each time")


def _paper(key: str, n: int) -> Paper:
    from mangnon.papers.models import Sheet
    from mangnon.papers.printing.composing import Circumstances, compose
    from mangnon.papers.questions import in_force
    from mangnon.papers.tests.examples import answers
    from mangnon.places.models import Unit

    form = in_force(key, TODAY)
    office = Unit.objects.get(code="20950", valid_to__isnull=True)
    sheet = Sheet(form=key, version=form.law.version, filled_at=AT, office=office)
    told = {**answers(form), "conclusion": f"Kết luận lần {n}", "child_name": f"Hồ Thị Thử {n}"}
    whole = {name: one for name, one in told.items() if name in form.by_key}
    return compose(sheet, form, whole, Circumstances(AT, "Hồ Thị Liên", f"MT-{n}", "https://mangnon.example/giay-to/x"))


def _page(key: str) -> str:
    from django.template.loader import render_to_string

    from mangnon.papers.asking import Page
    from mangnon.papers.questions import in_force
    from mangnon.papers.tests.examples import answers
    from mangnon.papers.typed import as_typed
    from mangnon.ui.kit.frame import frame
    from mangnon.ui.parts import PageHead

    form = in_force(key, TODAY)
    page = Page(form, as_typed(form, answers(form)), {}, {})
    context = {"asked": form, "parts": page.parts(), "faults": page.summary(), "head": PageHead(form.name)}
    rest = {
        "button_label": "Lưu",
        "form_key": "/x",
        "draft_url": "/x",
        "kept_at": None,
        "multipart": False,
        "why_url": "/",
    }
    return render_to_string("papers/fill.html", {"shell": frame(""), "csrf_input": "", "toasts": (), **context, **rest})
