"""Forms about entitlements and aid of a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_money
from mangnon.lib.refusal import NotFound
from mangnon.registry.benefits.actions import END, GRANT, RECORD, end_entitlement, grant_entitlement, record_aid
from mangnon.registry.benefits.forms import AidForm, EndEntitlementForm, GrantForm
from mangnon.registry.benefits.queries import entitlements, laws_on
from mangnon.registry.benefits.showing import title_of
from mangnon.registry.benefits.told import AidTold, GrantTold
from mangnon.registry.entitling import amount, every_reading
from mangnon.registry.models import Entitlement
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.views.forming import ChildForm
from mangnon.statutes.kinds.entitlement import Benefit
from mangnon.statutes.queries.definitions import Law

HELP = "registry/benefits"


class GrantEntitlement(ChildForm):
    """A decision for a line of the law."""

    policy = Policy(GRANT)
    form_class = GrantForm
    help_page = HELP
    title = gettext_lazy("Ghi quyết định cho hưởng")
    law: Law
    benefit: Benefit

    def guard(self) -> None:
        """The line, by the law of today; one that tells of HIV with its own right only. Raises NotFound."""
        super().guard()
        asked = (self.kwargs["law"], self.kwargs["line"])
        laws = {law.key: law for law in laws_on(local_day(self.at))}
        found = next((one for one in laws[asked[0]].body.benefits if one.code == asked[1]), None) \
            if asked[0] in laws else None  # fmt: skip
        kept = any(asked in reading.sensitive for reading in every_reading())
        if found is None or (kept and self.child.place_id not in self.actor.reach(OPEN_SENSITIVE)):
            raise NotFound
        self.law, self.benefit = laws[asked[0]], found
        money = amount(self.law, found, local_day(self.at))
        self.note = f"{found.vi}: {format_money(money)}." if money else f"{found.vi}."

    def besides(self) -> dict[str, Any]:
        """With the way to the law."""
        doubt = "" if self.law.confirmed else _("Có điều chưa xác nhận với văn bản.")
        return {"why_url": reverse("statutes:definition", args=["entitlement", self.law.key]), "doubt": doubt}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One grant."""
        grant_entitlement(**self.about, told=GrantTold(self.law.key, self.benefit.code, **cleaned))
        return self.done(_("Đã ghi quyết định cho hưởng"))


class OfEntitlement(ChildForm):
    """A form about something granted."""

    help_page = HELP
    row: Entitlement

    def guard(self) -> None:
        """One that this actor may know. Raises NotFound."""
        super().guard()
        row = entitlements(self.actor, self.child).filter(pk=self.kwargs["row"]).first()
        if row is None:
            raise NotFound
        self.row = row
        title = title_of({law.key: law for law in laws_on(local_day(self.at))}, row.law, row.line)
        since = _("từ {day}").format(day=format_date(row.valid_from))
        self.note = f"{title} ({since})"


class EndEntitlement(OfEntitlement):
    """The child doesn't get it any more."""

    policy = Policy(END)
    form_class = EndEntitlementForm
    title = gettext_lazy("Ghi thôi hưởng")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_entitlement(**self.about, entitlement_id=self.row.pk, **cleaned)
        return self.done(_("Đã ghi thôi hưởng"))


class RecordAid(ChildForm):
    """What was given to the child."""

    policy = Policy(RECORD)
    help_page = HELP
    title = gettext_lazy("Ghi trợ giúp")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With what was granted to this child."""
        today = local_day(self.at)
        laws = {law.key: law for law in laws_on(today)}
        rows = entitlements(self.actor, self.child)
        granted = [(str(row.pk), title_of(laws, row.law, row.line)) for row in rows]
        initial = {"given_on": today, "kind": "2"}
        return AidForm(data, initial=initial, words=self.words, granted=granted)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One aid."""
        chosen = cleaned.pop("entitlement", "")
        record_aid(**self.about, told=AidTold(**cleaned, entitlement_id=int(chosen) if chosen else None))
        return self.done(_("Đã ghi trợ giúp"))
