"""An inspection with its findings and recommendations as an official paper. Always in Vietnamese, whoever prints it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.papers.printing.composing import Block, Paper, Signer, issuer
from mangnon.papers.printing.pdf import pdf
from mangnon.papers.showing import long_date
from mangnon.places.rules import bare_name
from mangnon.programmes.inspections import queries as reads
from mangnon.programmes.inspections.models import Inspection
from mangnon.programmes.inspections.views.listing import inspection_url
from mangnon.programmes.inspections.words import days_of, handled, kind_of, severity_of, stand_of
from mangnon.programmes.rights import SEE_INSPECTIONS
from mangnon.ui.screens import Screen

DOUBT = "Mẫu của hệ thống: chưa có văn bản nào được nạp quy định mẫu này."


class PrintInspection(Screen):
    """The inspection on one paper."""

    policy = Policy(SEE_INSPECTIONS)
    help_page = "programmes/inspections"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The PDF. Raises NotFound."""
        one = reads.inspection_seen(pk)
        with translation.override("vi"):
            content = pdf(self._paper(one))
        response = HttpResponse(content, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="kiem-tra-{one.planned_from.isoformat()}.pdf"'
        response.headers["Cache-Control"] = "no-store"
        return response

    def _paper(self, one: Inspection) -> Paper:
        today = local_day(self.at)
        return Paper(
            form="", issuer=issuer(one.leader), number="Số: ……/BC",
            place_and_date=f"{bare_name(one.place.name)}, {long_date(today)}", title="BÁO CÁO",
            subtitle=f"Kết quả {kind_of(one).lower().replace('mặt trận tổ quốc', 'Mặt trận Tổ quốc')}: {one.subject}",
            authority="", addressee="", grounds=(f"Căn cứ {one.decision}.",) if one.decision else (),
            blocks=self._blocks(one), signers=(Signer(title="Trưởng đoàn", how="(Ký, ghi rõ họ tên)", name=""),),
            recipients=(), doubt=DOUBT, foot=f"In lúc {format_datetime(self.at)} · {self.actor.name}",
            link=settings.PUBLIC_URL.rstrip("/") + inspection_url(one),
        )  # fmt: skip

    def _blocks(self, one: Inspection) -> tuple[Block, ...]:
        today = local_day(self.at)
        team = "; ".join(f"{row.name}, {row.post}, {row.agency}" for row in reads.team(one))
        found = tuple(
            (row.text, str(severity_of(row).text), "; ".join(filter(None, [row.rule, handled(row)])))
            for row in reads.findings(one)
        )
        asked = tuple(
            (row.text, f"{row.who}; {format_date(row.due_on)}", f"{stand_of(row, today).text}. {row.answer}".strip())
            for row in reads.recommendations(one)
        )
        blocks = [
            Block("words", text=f"Ngày làm: {days_of(one)}."),
            Block("words", text=f"Nội dung: {'; '.join(one.topics.splitlines())}."),
            Block("words", text=f"Thành phần: {team or 'chưa ghi'}."),
        ]
        if found:
            blocks.append(Block("grid", head=("Phát hiện", "Mức độ", "Quy định, xử lý"), rows=found))
        if asked:
            blocks.append(Block("grid", head=("Kiến nghị", "Ai trả lời, hạn", "Trả lời, kết quả"), rows=asked))
        return tuple(blocks)
