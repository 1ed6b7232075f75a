"""What the directory gives to the frame and to other rooms."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.directory import demo
from mangnon.directory.models import Location, Provider, Served
from mangnon.directory.queries import search, services_listed, to_check
from mangnon.directory.views.listing import SEE, provider_url, service_url
from mangnon.directory.words import DIRECTORY, checked_words
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.names import fold
from mangnon.operate.backups.slots import By, Scrub, emptied, kept
from mangnon.places.slots import placed_facts
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource

MOST = 5
"""Lines of the worklist; the list has them all."""


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    """Services first, then providers that have the words in their own name."""
    if not actor.can(SEE) or not fold(words):
        return []
    services = search(words, services_listed()).order_by("sort_key", "id")[:most]
    hits = [Hit(one.name, one.provider.name, service_url(one), icon="support") for one in services]
    rows = search(words, Provider.objects.filter(valid_to__isnull=True)).order_by("sort_key", "id")
    hits += [Hit(one.name, one.get_kind_display(), provider_url(one.pk), icon="building") for one in rows[:most]]
    return hits[:most]


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Entries of one's own office that nobody has looked over for half a year."""
    due = datetime.combine(local_day(at), time(23, 59), VN_ZONE)
    rows = to_check(actor, local_day(at), MOST)
    return [Work(When.WEEK, due, _row(one)) for one in rows]


def _row(row: Provider) -> WorkRow:
    return WorkRow(
        status=Status(State.TODO, _("Nên kiểm tra lại")),
        name=row.name,
        url=provider_url(row.pk),
        about=checked_words(row),
        act=_("Gọi hỏi, rồi bấm “Vẫn đúng” hoặc sửa"),
    )


OFFERS: tuple[Any, ...] = (
    RailEntry(DIRECTORY, "directory:services", "support", order=70, action=SEE, yearly=True),
    SearchSource("directory", DIRECTORY, order=70, find=_find),
    WorkSource("directory.checks", _work, pressing=False),
    DemoShare("directory", gettext_lazy("danh bạ dịch vụ"), 14, demo.make),
    placed_facts("directory.provider", gettext_lazy("Đơn vị trong danh bạ dịch vụ"), model=Provider,
                 open=Q(place__isnull=False, valid_to__isnull=True)),
    placed_facts("directory.served", gettext_lazy("Nơi được dịch vụ phục vụ"), model=Served, open=Q()),
    placed_facts("directory.location", gettext_lazy("Nơi cung cấp dịch vụ"), model=Location,
                 open=Q(place__isnull=False, valid_to__isnull=True)),
    *kept("public.directory_served", "public.directory_location", "public.directory_hours"),
    *emptied("public.directory_line", "public.directory_staffing"),
    Scrub("public.directory_provider", {"said_by": By.EMPTY, "ended_why": By.EMPTY}),
    Scrub("public.directory_service", {"counted_by": By.EMPTY, "ended_why": By.EMPTY}),
    Scrub("public.directory_contact", {"name": By.NAME, "phone": By.EMPTY, "email": By.EMPTY}),
)  # fmt: skip
