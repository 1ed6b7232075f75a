"""Forms on requests: take one in, and each step after it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import StaleVersion, Text
from mangnon.oversight.requests import forms as typed
from mangnon.oversight.requests.actions import answering, fulfilling, receiving
from mangnon.oversight.requests.actions.receiving import Asking
from mangnon.oversight.requests.definitions import kinds_on
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import kind_of
from mangnon.oversight.requests.views.listing import list_crumb
from mangnon.oversight.requests.views.page import crumb_of
from mangnon.oversight.requests.words import name_of
from mangnon.places.calendar.queries import home_of
from mangnon.ui.parts import PageHead
from mangnon.ui.screens import FormScreen

NOON = time(12)


class Receive(FormScreen):
    """Take a request in."""

    policy = Policy("oversight.requests.receive")
    title = gettext_lazy("Ghi yêu cầu về dữ liệu")
    button = gettext_lazy("Ghi yêu cầu")
    help_page = "oversight/requests"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kinds in force today; the place is known for those who work in one commune."""
        initial = {"request_id": new_id(), "received": local_day(self.at), "channel": "counter"}
        return typed.ReceiveForm(data, initial=initial, actor=self.actor, kinds=kinds_on(local_day(self.at)))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Record it."""
        place = cleaned.pop("place", None)
        request_id = cleaned.pop("request_id")
        asking = Asking(received=_moment(cleaned.pop("received"), self.at), **cleaned)
        row = receiving.receive_request(
            actor=self.actor,
            at=self.at,
            request_id=request_id,
            place_id=place.pk if place else home_of(self.actor) or 0,
            asking=asking,
        )
        said = _("Đã ghi yêu cầu {code}, phải trả lời hết {day}.")
        due = format_date(local_day(row.answer_due))
        return self.after(reverse("oversight:request", args=[row.pk]), said.format(code=row.code, day=due))

    def head(self) -> PageHead:
        """Where one is."""
        line = _("Ghi ngay khi nhận: thời hạn trả lời là hai ngày làm việc.")
        return PageHead(title=self.title, crumbs=(list_crumb(),), line=line)


def _moment(day: Any, at: datetime) -> datetime:
    """Today is now; another day is its noon: clocks in days ask for the day alone."""
    return at if day == local_day(at) else datetime.combine(day, NOON, VN_ZONE)


class StepScreen(FormScreen):
    """One step on one request. Whoever was quicker is noticed; the typed text stays."""

    help_page = "oversight/requests"
    said: ClassVar[Text] = ""

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self.row = see(RightsRequest, self.kwargs["pk"], self.actor, self.policy.action or "")
        self.saw([self.row])

    def initial(self) -> dict[str, Any]:
        """The state that is on the screen."""
        return {"version": self.row.version}

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """The action."""
        raise NotImplementedError

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Do it and go back to the request."""
        row = self.step({"actor": self.actor, "at": self.at, "request_id": self.kwargs["pk"], **cleaned})
        return self.after(reverse("oversight:request", args=[row.pk]), self.said)

    def _show(self, form: forms.Form, *, status: int = 200, kept_at: Any = None) -> HttpResponse:
        """After somebody else's change, which the form then tells, it carries the new state, so that saving works."""
        if status == StaleVersion.status and isinstance(form.data, QueryDict):
            data = form.data.copy()
            data["version"] = str(self.row.version)
            form.data = data
        return super()._show(form, status=status, kept_at=kept_at)

    def head(self) -> PageHead:
        """Which request."""
        line = f"{self.row.code} · {name_of(kind_of(self.row))}"
        return PageHead(title=self.title, crumbs=(list_crumb(), crumb_of(self.row)), line=line)


class WordsScreen(StepScreen):
    """A step that asks for one explanation."""

    label: ClassVar[Text] = ""
    hint: ClassVar[Text] = ""

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With its own question."""
        return typed.WordsForm(data, initial=self.initial(), label=str(self.label), hint=str(self.hint))


class Identify(WordsScreen):
    """Say how it was found out who asks."""

    policy = Policy("oversight.requests.identify")
    title = gettext_lazy("Kiểm tra người yêu cầu")
    button = gettext_lazy("Ghi lại")
    label = gettext_lazy("Đã xem giấy tờ gì để biết người yêu cầu là ai?")
    hint = gettext_lazy("Ví dụ: thẻ căn cước và giấy khai sinh của trẻ. Không chép số giấy tờ.")
    said = gettext_lazy("Đã ghi việc kiểm tra.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return receiving.identify(**cleaned)


class Flag(WordsScreen):
    """Say that whoever asks may be the one who harms."""

    policy = Policy("oversight.requests.flag")
    title = gettext_lazy("Báo xung đột lợi ích")
    button = gettext_lazy("Báo xung đột")
    label = gettext_lazy("Vì sao lo ngại người yêu cầu là người gây hại?")
    hint = gettext_lazy("Không ghi tên người báo tin. Đã báo thì không rút lại.")
    said = gettext_lazy("Đã báo. Yêu cầu phải chuyển sang người đại diện khác.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return receiving.flag_conflict(**cleaned)


class Redirect(StepScreen):
    """Another representative or authority stands for the child."""

    policy = Policy("oversight.requests.redirect")
    form_class = typed.RedirectForm
    title = gettext_lazy("Chuyển sang người đại diện khác")
    button = gettext_lazy("Chuyển")
    said = gettext_lazy("Đã chuyển. Thư và bản sao chỉ gửi cho người đại diện mới.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return receiving.redirect_request(**cleaned)


class Reply(StepScreen):
    """Accept or refuse."""

    policy = Policy("oversight.requests.answer")
    title = gettext_lazy("Trả lời yêu cầu")
    button = gettext_lazy("Ghi trả lời")
    said = gettext_lazy("Đã ghi trả lời. In thư và gửi cho người yêu cầu.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Asks why it is late only when it is."""
        return typed.AnswerForm(data, initial=self.initial(), late=self.row.answer_due < self.at)

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return answering.answer_request(**cleaned)


class Extend(WordsScreen):
    """More time, once."""

    policy = Policy("oversight.requests.extend")
    title = gettext_lazy("Gia hạn thực hiện")
    button = gettext_lazy("Gia hạn")
    label = gettext_lazy("Vì sao cần thêm thời gian?")
    hint = gettext_lazy("Chỉ gia hạn được một lần. Báo cho người yêu cầu biết.")
    said = gettext_lazy("Đã gia hạn.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        cleaned["reason"] = cleaned.pop("words")
        return answering.extend_request(**cleaned)


class Approve(StepScreen):
    """The second person says yes."""

    policy = Policy("oversight.requests.approve")
    form_class = typed.VersionForm
    title = gettext_lazy("Duyệt xóa dữ liệu")
    button = gettext_lazy("Duyệt xóa")
    keeps_draft = False
    said = gettext_lazy("Đã duyệt. Người phụ trách dữ liệu có thể xóa.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return fulfilling.approve_request(**cleaned)

    def head(self) -> PageHead:
        """What can't be undone."""
        said = _("Dữ liệu của {name} theo yêu cầu {code} sẽ bị xóa và không lấy lại được.")
        line = said.format(name=self.row.subject_name, code=self.row.code)
        return PageHead(title=self.title, crumbs=(list_crumb(), crumb_of(self.row)), line=line)


class Fulfil(StepScreen):
    """Note that it was carried out."""

    policy = Policy("oversight.requests.fulfil")
    title = gettext_lazy("Ghi yêu cầu đã thực hiện")
    button = gettext_lazy("Ghi đã thực hiện")
    said = gettext_lazy("Đã ghi. Báo cho người yêu cầu rồi kết thúc.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Asks why it is late only when it is."""
        return typed.FulfilForm(data, initial=self.initial(), late=self.row.fulfil_due < self.at)

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return fulfilling.fulfil_request(**cleaned)


class Close(WordsScreen):
    """Close it."""

    policy = Policy("oversight.requests.close")
    title = gettext_lazy("Kết thúc yêu cầu")
    button = gettext_lazy("Kết thúc")
    label = gettext_lazy("Đã báo kết quả cho ai, bằng cách nào?")
    said = gettext_lazy("Yêu cầu đã kết thúc.")

    def step(self, cleaned: dict[str, Any]) -> RightsRequest:
        """As the action."""
        return fulfilling.close_request(**cleaned)
