"""The answer to a request as a letter; on the screen and on paper the same words, in Vietnamese."""

from __future__ import annotations

from django.urls import reverse

from mangnon.lib.dates import format_date, local_day
from mangnon.oversight.printing import Draft
from mangnon.oversight.requests.actions.fulfilling import toward
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import kind_of
from mangnon.oversight.requests.words import name_of
from mangnon.papers.printing.composing import Block, Signer


def letter_of(row: RightsRequest) -> Draft:
    """The letter of an answered request; call it while Vietnamese is the language."""
    what = name_of(kind_of(row)).lower()
    said = [f"Chúng tôi đã nhận yêu cầu ngày {format_date(local_day(row.received_at))} về việc: {what}."]
    if row.answer == "accepted":
        due = format_date(local_day(row.fulfil_due))
        said.append(f"Yêu cầu được chấp nhận và sẽ thực hiện chậm nhất ngày {due}.")
    else:
        said.append("Yêu cầu không được chấp nhận.")
    said.append(f"Lý do: {row.answer_reason}")
    said += [f"Căn cứ: {row.answer_law}"] if row.answer_law else []
    said.append("Nếu không đồng ý, người nhận thư có thể khiếu nại theo quy định của pháp luật.")
    return Draft(
        code=row.code,
        url=reverse("oversight:request", args=[row.pk]),
        title="Trả lời yêu cầu về dữ liệu cá nhân",
        body=tuple(Block("words", text=one) for one in said),
        doubt="Mẫu thư do đơn vị đặt, chưa xác nhận theo mẫu của quy định",
        day=local_day(row.answered_at),  # type: ignore[arg-type]  # an answered one has it
        addressee=toward(row) or "(chờ người đại diện khác)",
        signer=Signer("NGƯỜI PHỤ TRÁCH BẢO VỆ DỮ LIỆU CÁ NHÂN", "", row.answered_by_name),
    )
