"""What children asked at a forum and what was answered, as an official paper. Always in Vietnamese."""

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
from mangnon.places.rules import bare_name, in_line
from mangnon.programmes.forums import queries as reads
from mangnon.programmes.forums.models import TRAITS, Done, Forum, ForumQuestion
from mangnon.programmes.forums.views.listing import body_of, forum_url
from mangnon.programmes.forums.words import TRAIT_WORDS, days_of
from mangnon.programmes.rights import SEE
from mangnon.ui.screens import Screen

DOUBT = "Mẫu của hệ thống: mẫu báo cáo của Thông tư 29/2019/TT-BLĐTBXH chưa có trong hệ thống."


class PrintForum(Screen):
    """The forum on one paper."""

    policy = Policy(SEE)
    help_page = "programmes/forums"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The PDF. Raises NotFound."""
        forum = reads.forum_seen(pk)
        with translation.override("vi"):
            content = pdf(self._paper(forum))
        response = HttpResponse(content, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="dien-dan-{forum.starts_on.isoformat()}.pdf"'
        response.headers["Cache-Control"] = "no-store"
        return response

    def _paper(self, forum: Forum) -> Paper:
        unit = forum.place
        return Paper(
            form="", issuer=issuer(f"Ủy ban nhân dân {in_line(unit.name)}"), number="Số: ……/BC-UBND",
            place_and_date=f"{bare_name(unit.name)}, {long_date(local_day(self.at))}", title="BÁO CÁO",
            subtitle=f"{forum.title}: ý kiến của trẻ em và trả lời", authority="", addressee="", grounds=(),
            blocks=_blocks(forum), signers=(Signer(title="Chủ tịch", how="(Ký, ghi rõ họ tên, đóng dấu)", name=""),),
            recipients=(), doubt=DOUBT, foot=f"In lúc {format_datetime(self.at)} · {self.actor.name}",
            link=settings.PUBLIC_URL.rstrip("/") + forum_url(forum),
        )  # fmt: skip


def _blocks(forum: Forum) -> tuple[Block, ...]:
    who = [f"{forum.girls} em nữ", *(f"{getattr(forum, one)} em {TRAIT_WORDS[one]}" for one in TRAITS)]
    grown = f"{forum.adults} người lớn phụ trách, {forum.volunteers} tình nguyện viên, {forum.guests} khách mời"
    rows = tuple(_row(one) for one in reads.questions(forum))
    blocks = [
        Block("words", text=f"Tổ chức: {days_of(forum)}{', ' + forum.venue if forum.venue else ''}."),
        Block("words", text=f"Trẻ em dự: {forum.children} em, trong đó {', '.join(who)}. {grown}."),
        Block("grid", head=("Trẻ em nói", "Ai trả lời, hạn", "Trả lời, kết quả"), rows=rows),
    ]
    if forum.theme:
        blocks.insert(0, Block("words", text=f"Chủ đề: {forum.theme}."))
    return tuple(blocks if rows else [*blocks[:-1], Block("words", text="Chưa ghi câu hỏi, kiến nghị nào.")])


def _row(one: ForumQuestion) -> tuple[str, str, str]:
    answer = reads.answer_of(one)
    said = f"{answer.text} ({answer.by}, {format_date(answer.on)})" if answer else "Chưa trả lời"
    done = f". Kết quả: {Done(answer.done).label}" if answer and answer.done else ""
    return one.text, f"{body_of(one)}; {format_date(one.due_on)}", said + done
