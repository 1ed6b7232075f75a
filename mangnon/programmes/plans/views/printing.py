"""The one-page report of a place and a quarter, as an official paper. Always in Vietnamese, whoever prints it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.numbers import format_money
from mangnon.papers.printing.composing import Block, Paper, Signer, issuer
from mangnon.papers.printing.pdf import pdf
from mangnon.papers.showing import long_date
from mangnon.places.rules import bare_name, in_line
from mangnon.programmes.plans.queries.board import Board, Standings, board, urgent_first
from mangnon.programmes.plans.rules import Standing, quarter_days
from mangnon.programmes.plans.views.asked import YearScreen, year_url
from mangnon.programmes.plans.words import STANDINGS, money, told
from mangnon.programmes.rights import SEE
from mangnon.ui.screens.base import AskedWrongly

MOST = 9
"""Tasks on the page: what needs somebody first; how many more there are is said."""
DOUBT = "Mẫu của hệ thống: chưa có văn bản nào quy định mẫu báo cáo này."


class PrintReport(YearScreen):
    """How the year stands at the end of a quarter, on one page."""

    policy = Policy(SEE)
    help_page = "programmes/board"
    view = "programmes:report"

    @cached_property
    def quarter(self) -> int:
        """1 to 4. Raises AskedWrongly."""
        text = self.request.GET.get("quy", "")
        if text not in ("1", "2", "3", "4"):
            raise AskedWrongly(what=f"quy={text[:10]}")
        return int(text)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The PDF. Raises AskedWrongly, NotFound."""
        last = min(quarter_days(self.year, self.quarter)[1], self.today)
        found = board(self.ground, self.year, last)
        with translation.override("vi"):
            content = pdf(self._paper(found, last))
        response = HttpResponse(content, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="ke-hoach-{self.year}-quy-{self.quarter}.pdf"'
        response.headers["Cache-Control"] = "no-store"
        return response

    def _paper(self, found: Board, last: date) -> Paper:
        unit = self.ground.unit
        return Paper(
            form="", issuer=issuer(f"Ủy ban nhân dân {in_line(unit.name)}"), number="Số: ……/BC-UBND",
            place_and_date=f"{bare_name(unit.name)}, {long_date(self.today)}", title="BÁO CÁO",
            subtitle=f"Thực hiện kế hoạch công tác trẻ em, quý {self.quarter} năm {self.year}", authority="",
            addressee="", grounds=(), blocks=_blocks(found, last),
            signers=(Signer(title="Chủ tịch", how="(Ký, ghi rõ họ tên, đóng dấu)", name=""),), recipients=(),
            doubt=DOUBT, foot=f"In lúc {format_datetime(self.at)} · {self.actor.name}",
            link=settings.PUBLIC_URL.rstrip("/") + year_url("programmes:board", unit, self.year),
        )  # fmt: skip


def _blocks(found: Board, last: date) -> tuple[Block, ...]:
    counts = found.counts
    summary = ", ".join(f"{counts.of(one)} việc {str(STANDINGS[one]).lower()}" for one in Standing if counts.of(one))
    planned, allotted, spent = found.money
    rows = urgent_first(found.rows)
    more = len(rows) - MOST
    text = f"Đến ngày {format_date(last)}: {counts.total} việc, trong đó {summary or 'chưa có việc nào'}."
    blocks = [
        Block("words", text=text),
        Block(
            "words",
            text=f"Kinh phí: dự kiến {format_money(planned)}, đã cấp {format_money(allotted)},"
            f" đã chi {format_money(spent)}.",
        ),
        Block(
            "grid", head=("Việc (người làm)", "Tình trạng"),
            rows=tuple(_row(one, last) for one in rows[:MOST]),
        ),
    ]  # fmt: skip
    if more > 0:
        blocks.append(Block("words", text=f"Còn {more} việc khác: xem trong hệ thống."))
    return tuple(blocks)


def _row(one: Standings, last: date) -> tuple[str, ...]:
    task = one.task
    said = [told(one.how, task, last)]
    if one.how is not Standing.DONE:
        said.append(f"hạn {format_date(task.due_on)}, đã làm {task.progress}%")
    if task.spent:
        said.append(f"đã chi {money(task.spent)}")
    if task.delay and one.how in (Standing.LATE, Standing.RISK):
        said.append(task.delay)
    return f"{task.title} ({task.owner_name})" if task.owner_name else task.title, "; ".join(said)
