"""The demo world: synthetic people and children, made once, marked as such."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mangnon.access import offers
from mangnon.access.commands import Call, DemoCall, DemoShare
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.refusal import Refusal


class DemoInProduction(Refusal):
    """A real system takes no invented people."""

    code = "demo_in_production"
    sentence = _("Hệ thống thật không nhận dữ liệu thử.")
    remedy = _("Chạy với MANGNON_DEMO=1 ở một thư mục dữ liệu khác.")


class DemoMadeAlready(Refusal):
    """There is one demo world in a data folder."""

    code = "demo_made_already"
    sentence = _("Dữ liệu thử đã có trong thư mục này.")
    remedy = _("Muốn làm lại, dùng thư mục dữ liệu khác: MANGNON_DATA=….")


def demo(call: Call) -> dict[str, Any] | None:
    """Make the demo world. With --first it does nothing when there is one. Raises DemoInProduction, DemoMadeAlready."""
    if not settings.DEMO:
        raise DemoInProduction
    if Person.objects.filter(demo=True).exists():
        if call.asked.first:
            return None
        raise DemoMadeAlready
    shares = sorted(offers.filled(DemoShare), key=lambda one: one.order)
    told = DemoCall(call.asked.children, call.asked.seed, call.actor, call.at, call.progress)
    with acting(call.actor), transaction.atomic():
        for share in shares:
            call.say(f"Dữ liệu thử: {share.title} …")
            share.make(told)
    return {"shares": [share.name for share in shares]}
