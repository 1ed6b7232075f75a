"""A campaign on one page, as an official paper. Always in Vietnamese, whoever prints it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int, format_money
from mangnon.papers.printing.composing import Block, Paper, Signer, issuer
from mangnon.papers.printing.pdf import pdf
from mangnon.papers.showing import long_date
from mangnon.places.rules import bare_name, in_line
from mangnon.programmes.campaigns.models import Activity, Campaign, Group
from mangnon.programmes.campaigns.queries.campaigns import Reading, campaign_seen
from mangnon.programmes.campaigns.views.years import campaign_url
from mangnon.programmes.campaigns.words import days_words, prepared_words
from mangnon.programmes.rights import SEE
from mangnon.ui.screens import Screen

MOST = 14
"""Activities on the page, those that reached most people; how many more there are is said."""
DOUBT = "Mẫu của hệ thống: phụ lục của Thông tư chưa đối chiếu được, đừng dùng thay phụ lục đó."


class PrintCampaign(Screen):
    """What was prepared, done, reached and spent."""

    policy = Policy(SEE)
    help_page = "programmes/campaign"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The PDF. Raises NotFound."""
        campaign = campaign_seen(pk)
        reading = Reading(campaign, local_day(self.at))
        with translation.override("vi"):
            content = pdf(self._paper(campaign, reading))
        response = HttpResponse(content, content_type="application/pdf")
        name = f"dot-truyen-thong-{campaign.occasion.replace('_', '-')}-{campaign.year}.pdf"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response

    def _paper(self, campaign: Campaign, reading: Reading) -> Paper:
        unit = campaign.place
        return Paper(
            form="", issuer=issuer(f"Ủy ban nhân dân {in_line(unit.name)}"),
            number=f"Số: {campaign.report_number}" if campaign.report_number else "Số: ……/BC-UBND",
            place_and_date=f"{bare_name(unit.name)}, {long_date(campaign.report_sent_on or reading.on)}",
            title="BÁO CÁO", subtitle=campaign.title, authority="", addressee="",
            grounds=(f"Căn cứ {campaign.order}",) if campaign.order else (), blocks=_blocks(campaign, reading),
            signers=(Signer(title="Chủ tịch", how="(Ký, ghi rõ họ tên, đóng dấu)", name=""),), recipients=(),
            doubt=DOUBT, foot=f"In lúc {format_datetime(self.at)} · {self.actor.name}",
            link=settings.PUBLIC_URL.rstrip("/") + campaign_url(campaign),
        )  # fmt: skip


def _blocks(campaign: Campaign, reading: Reading) -> tuple[Block, ...]:
    lines = [("Thời gian", days_words(campaign.first_on, campaign.last_on))]
    lines += [("Chủ đề", campaign.theme)] if campaign.theme else []
    lines += [("Thông điệp", campaign.message)] if campaign.message else []
    if ready := prepared_words(reading.progress):
        lines.append(("Việc chuẩn bị đã xong", ready))
    planned, spent = reading.money
    sources = "; ".join(f"{source}: {format_money(n)}" for source, n in reading.sources.items())
    cost = f"đã chi {format_money(spent)} trên {format_money(planned)} dự kiến"
    lines += [("Kinh phí", f"{cost} ({sources})" if sources else cost)]
    blocks = [Block("line", label, text) for label, text in lines]
    blocks += [*_people(reading), *_activities(reading)]
    if campaign.learnt:
        blocks.append(Block("line", "Điều rút ra", campaign.learnt))
    return tuple(blocks)


def _people(reading: Reading) -> list[Block]:
    found = reading.reach
    if not found.total:
        return []
    rows = [(str(one.label), format_int(found.groups[one])) for one in Group if found.groups.get(one)]
    rows.append(("Cộng", format_int(found.total)))
    return [Block("grid", head=("Đã đến với (lượt người)", "Số lượt"), rows=tuple(rows))]


def _activities(reading: Reading) -> list[Block]:
    held = [one for one in reading.activities if one.held]
    if not held:
        return [Block("words", text="Chưa ghi kết quả hoạt động nào.")]
    first = sorted(held, key=lambda one: (-reading.reach_of(one).total, one.on))[:MOST]
    rows = tuple(_row(one, reading) for one in sorted(first, key=lambda one: (one.on, one.title)))
    blocks = [Block("grid", head=("Hoạt động", "Ngày, nơi", "Kết quả"), rows=rows)]
    if len(held) > MOST:
        blocks.append(Block("words", text=f"Còn {len(held) - MOST} hoạt động khác: xem trong hệ thống."))
    return blocks


def _row(one: Activity, reading: Reading) -> tuple[str, ...]:
    people = reading.reach_of(one)
    told = [f"{format_int(people.total)} lượt người, {format_int(people.children)} trẻ em"] if people.total else []
    told += [f"chi {format_money(one.spent)}"] if one.spent else []
    return one.title, f"{format_date(one.on)}, {one.where}", "; ".join(told) or "đã làm"
