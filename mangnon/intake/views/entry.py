"""The hotline's desk: a report in five answers, look-alikes at the side, other contacts in two clicks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.access.roles import Role
from mangnon.intake.actions import count_contact, receive_report
from mangnon.intake.forms.entry import QUICK, SECTIONS, EntryForm
from mangnon.intake.models import Channel, ContactKind, HarmReport, Urgency
from mangnon.intake.queries.alike import Sought, alike_children, alike_reports
from mangnon.intake.queries.counts import contacts_today
from mangnon.intake.queries.people import office_of
from mangnon.intake.queries.reports import kept_receipt
from mangnon.intake.queries.where import unit_of
from mangnon.intake.words import state_words
from mangnon.lib.dates import PartialDate, format_datetime, local_day, time_left
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.places.rules import in_line
from mangnon.registry.queries import children
from mangnon.registry.queries.wording import Wording
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Fact, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen, Screen

HARMS = "hinh_thuc_xam_hai"
RECEIVE, COUNT = "intake.receive", "intake.count_contact"
COUNTED = (Channel.HOTLINE_111, Channel.CENTRE, Channel.PHONE, Channel.WALK_IN, Channel.WEB)
"""Doors by which contacts come that are no report."""


class Entry(FormScreen):
    """Write a report down while somebody is talking."""

    policy = Policy(RECEIVE)
    template = "intake/entry.html"
    help_page = "intake/entry"
    title = gettext_lazy("Nhận tin")
    button = gettext_lazy("Ghi và chuyển ngay")
    shown: EntryForm

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kept, so that the five questions stand apart from the others."""
        self.shown = EntryForm(data, initial=self.initial(), harms=Wording(local_day(self.at)).items(HARMS))
        return self.shown

    def initial(self) -> dict[str, Any]:
        """A fresh id, and the door by which this person is usually reached."""
        return {"report_id": new_id(), "channel": usual_channel(self.actor.roles)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One report, at its place."""
        receipt = receive_report(actor=self.actor, at=self.at, report_id=cleaned["report_id"], told=self.shown.told())
        said = _("Đã ghi tin {number}, đang ở {place}").format(number=receipt.number, place=in_line(receipt.place))
        return self.after(reverse("intake:report" if receipt.seen else "intake:receipt", args=[receipt.id]), said)

    def extra(self) -> dict[str, Any]:
        """The five questions, the others in folded parts, the counter."""
        fields = {one.name: one for one in field_values(self.shown)}
        folded = [
            (title, tuple(fields[name] for name in names), any(fields[name].error for name in names))
            for title, names in SECTIONS
        ]
        looked = self.shown.data.get("place", "") if self.shown.is_bound else ""
        return {
            "hidden": (fields["report_id"], replace(fields["looked"], value=looked)),
            "quick": tuple(fields[name] for name in QUICK),
            "folded": folded,
            "counter": counter(self),
            "counted": "",
        }

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Tin báo"), reverse("intake:reports")),))


def usual_channel(roles: frozenset[Role]) -> str:
    """The hotline is called on its own number, a collaborator tells what she saw, offices are rung up."""
    if Role.HOTLINE in roles:
        return Channel.CENTRE
    return Channel.COLLABORATOR if roles == {Role.COLLABORATOR} else Channel.PHONE


def counter(screen: Screen, channel: str = "") -> dict[str, Any] | None:
    """What the counter of other contacts shows; None for those who don't count."""
    if not screen.actor.can(COUNT):
        return None
    office = office_of(screen.actor, COUNT)
    return {
        "id": new_id(),
        "channels": [(one.value, one.label) for one in COUNTED],
        "channel": channel or usual_channel(screen.actor.roles),
        "kinds": [(one.value, one.label) for one in ContactKind],
        "counts": contacts_today(screen.actor, office.pk, screen.at),
    }


class CountContact(ActScreen):
    """One more contact that was no report."""

    policy = Policy(COUNT)
    template = "intake/_counter.html"
    help_page = "intake/entry"

    def act(self, **kwargs: Any) -> HttpResponse:
        """Count it; scripts get the counter back, so that a half-written report stays where it is."""
        typed = self.request.POST
        row = count_contact(
            actor=self.actor, at=self.at, contact_id=_uuid(typed.get("contact_id", "")),
            channel=typed.get("channel", ""), kind=typed.get("kind", ""),
        )  # fmt: skip
        if self.request.headers.get("HX-Request"):
            return self.page({"counter": counter(self, row.channel), "counted": ContactKind(row.kind).label})
        return self.after(reverse("intake:entry"), _("Đã đếm: {kind}").format(kind=ContactKind(row.kind).label))


class WrongId(Refusal):
    """An id that no form of ours sends."""

    code = "intake.wrong_id"
    sentence = gettext_lazy("Biểu mẫu đã cũ.")
    remedy = gettext_lazy("Tải lại trang rồi bấm lần nữa.")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise WrongId from wrong


class AlikeAtEntry(Screen):
    """What may be the same child or the same event, while somebody is still writing. Sent by POST: names stay out of
    addresses.
    """

    policy = Policy(RECEIVE)
    template = "intake/_alike.html"
    help_page = "intake/entry"
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The two lists."""
        typed = request.POST
        name, birth = typed.get("child_name", "")[:120], _birth(typed.get("born", ""))
        key = typed.get("place_key", "")
        unit = unit_of(int(key) if key.isdecimal() else None, typed.get("place", "")[:200])
        names = frozenset({fold(name)} - {""})
        sought = Sought(self.at, names, unit_id=unit.pk if unit else None, reference=typed.get("reference", "")[:60])
        found = alike_reports(self.actor, sought)
        known = alike_children(self.actor, name, birth, typed.get("sex", "9"), sought.unit_id)
        self.saw(HarmReport.objects.visible_to(self.actor, "intake.see").filter(pk__in=[one.id for one in found]))
        self.saw(children(self.actor).filter(pk__in=[one.child_id for one in known]) if known else ())
        return self.page({"reports": [(one, _line(one)) for one in found], "children": known})


def _line(one: Any) -> str:
    state = str(state_words(one).text)
    return _("{state}, nhận {when}").format(state=state, when=format_datetime(one.recorded_at))


def _birth(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text.strip() else None
    except Refusal:
        return None


class ReceiptPage(Screen):
    """What a sender may know of a report that went one level up: its number, when, where."""

    policy = Policy(RECEIVE)
    template = "intake/receipt.html"
    help_page = "intake/entry"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The receipt. Raises NotFound for anybody else's."""
        kept = kept_receipt(pk) if self.actor.is_person else None
        if kept is None:
            raise NotFound
        one = kept.receipt
        facts = [
            Fact(_("Số tin báo"), one.number),
            Fact(_("Ghi lúc"), format_datetime(one.recorded_at)),
            Fact(_("Đã chuyển đến"), one.place),
            Fact(_("Mức khẩn"), str(Urgency(one.urgency).label)),
        ]
        if one.accept_by is not None and one.accept_by > self.at:
            facts.append(Fact(_("Phải có người nhận"), time_left(self.at, one.accept_by)))
        head = PageHead(title=_("Đã nhận tin {number}").format(number=one.number), crumbs=(
            Link(_("Tin báo"), reverse("intake:reports")),
        ))  # fmt: skip
        return self.page({"head": head, "facts": facts, "seen": one.seen})
