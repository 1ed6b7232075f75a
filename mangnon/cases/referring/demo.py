"""The demo's referrals: to the shelter for which nghe.ct answers, one waiting, one carried out, one declined."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import UnknownPerson, actor_named
from mangnon.cases.models.case import Case
from mangnon.cases.queries.reach import open_to
from mangnon.cases.referring.actions import (
    Asked,
    accept_referral,
    decline_referral,
    finish_referral,
    send_referral,
)
from mangnon.cases.referring.models import Referral, Shared
from mangnon.directory.models import Service, Staffing
from mangnon.lib.dates import local_day

SPACE = UUID("6f7d7c0e-1a3b-4c7e-8a55-0f2f8b7d9c31")
OFFICER, STAFF = "hanh.bt", "nghe.ct"
DAY = timedelta(days=1)


def make(call: DemoCall) -> None:
    """Three of them; nothing where the demo's people, cases or service aren't there, or when they are made already."""
    try:
        officer, staff = actor_named(OFFICER, at=call.at), actor_named(STAFF, at=call.at)
    except UnknownPerson:
        return
    with acting(officer):
        provider = Staffing.objects.filter(person_id=staff.me, valid_to__isnull=True).values("provider_id")
        service = Service.objects.filter(provider__in=provider, takes_referrals=True).order_by("id").first()
        mine = open_to(officer, call.at).filter(ended_at__isnull=True)
        urgent = mine.filter(emergency=True).order_by("-opened_at").first()
        planned = list(mine.filter(plans__state="approved").order_by("opened_at").distinct()[:2])
        made = Referral.objects.filter(case__in=mine.values("pk")).exists()
    if service is None or urgent is None or len(planned) < 2 or made:
        return

    def send(case: Case, at: datetime, asked: str, ground: str, *shared: str, **more: Any) -> Referral:
        told = Asked(service.pk, asked, ground, shared, **more)
        key = uuid5(SPACE, f"{case.pk} {ground}")
        return send_referral(actor=officer, at=at, case_id=case.pk, referral_id=key, told=told)

    first, second = planned
    told: dict[str, Any] = {"actor": staff, "at": call.at}
    done = send(first, call.at - 9 * DAY, "Tham vấn cho cháu và gia đình, mỗi tuần một buổi, trong hai tuần.",
                "ket-noi-dich-vu", Shared.NAME, Shared.AGE)  # fmt: skip
    accept_referral(**told, version=1, referral_id=done.pk, answer="Hẹn 14:00 thứ Năm, có người đón ở cổng.")
    finish_referral(
        **told, version=2, referral_id=done.pk, given_on=local_day(call.at - DAY),
        given="Đã tham vấn hai buổi, cháu ngủ được. Nên tiếp tục một tháng một lần.",
    )  # fmt: skip
    refused = send(second, call.at - 4 * DAY, "Nhận cháu và mẹ tạm lánh trong bảy ngày.", "ket-noi-dich-vu",
                   Shared.AGE)  # fmt: skip
    why = "Tuần này chỉ còn phòng cho một người, không nhận được cả mẹ."
    decline_referral(**told, version=1, referral_id=refused.pk, answer=why)
    send(urgent, call.at - timedelta(hours=1), "Chuẩn bị chỗ tạm lánh cho một cháu, có thể đến trong đêm nay.",
         "can-thiep-khan-cap", Shared.AGE, Shared.SEX, urgent=True)  # fmt: skip
    with acting(call.actor):  # who answers for the shelter has done so since today only: the days are set afterwards
        Referral.objects.filter(pk=done.pk).update(answered_at=call.at - 8 * DAY, finished_at=call.at - DAY)
        Referral.objects.filter(pk=refused.pk).update(answered_at=call.at - 3 * DAY)
