"""Forms on incidents."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import StaleVersion, Text
from mangnon.oversight.incidents import forms as typed
from mangnon.oversight.incidents.actions import closing, leading, recording, telling
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import see_incident, terms_of
from mangnon.oversight.incidents.rules import next_open
from mangnon.oversight.incidents.views.listing import crumb_of, list_crumb
from mangnon.ui.parts import PageHead
from mangnon.ui.screens import FormScreen


class Record(FormScreen):
    """Write an incident down."""

    policy = Policy("oversight.incidents.record")
    title = gettext_lazy("Ghi sự cố")
    button = gettext_lazy("Ghi sự cố")
    help_page = "oversight/incidents"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Known now, unless somebody says otherwise."""
        initial = {"incident_id": new_id(), "known_at": self.at}
        return typed.RecordForm(data, initial=initial, today=local_day(self.at))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Record it."""
        incident_id = cleaned.pop("incident_id")
        row = recording.record_incident(
            actor=self.actor, at=self.at, incident_id=incident_id, happened=recording.Happened(**cleaned)
        )
        said = _("Đã ghi {code} và đang gọi người phụ trách dữ liệu.").format(code=row.code)
        return self.after(reverse("oversight:incident", args=[row.pk]), said)

    def head(self) -> PageHead:
        """Where one is."""
        line = _("Ghi điều đã biết; còn thiếu thì ghi thêm sau. Hạn báo cáo tính từ lúc biết.")
        return PageHead(title=self.title, crumbs=(list_crumb(),), line=line)


class StepScreen(FormScreen):
    """One step on one incident."""

    help_page = "oversight/incidents"
    said: ClassVar[Text] = ""

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self.row = see_incident(self.actor, self.kwargs["pk"], self.policy.action or "")

    def initial(self) -> dict[str, Any]:
        """The state that is on the screen."""
        return {"version": self.row.version}

    @property
    def about(self) -> dict[str, Any]:
        """What every action of these is told."""
        pk: UUID = self.kwargs["pk"]
        return {"actor": self.actor, "at": self.at, "incident_id": pk}

    def back(self, row: Incident) -> HttpResponse:
        """To the incident, saying what was done."""
        return self.after(reverse("oversight:incident", args=[row.pk]), self.said)

    def _show(self, form: forms.Form, *, status: int = 200, kept_at: Any = None) -> HttpResponse:
        """After somebody else's change, which the form then tells, it carries the new state, so that saving works."""
        if status == StaleVersion.status and isinstance(form.data, QueryDict):
            data = form.data.copy()
            data["version"] = str(self.row.version)
            form.data = data
        return super()._show(form, status=status, kept_at=kept_at)

    def head(self) -> PageHead:
        """Which incident."""
        return PageHead(title=self.title, crumbs=(list_crumb(), crumb_of(self.row)), line=self.row.code)


class Note(StepScreen):
    """Note what was done."""

    policy = Policy("oversight.incidents.note")
    form_class = typed.NoteForm
    title = gettext_lazy("Ghi việc đã làm")
    button = gettext_lazy("Ghi lại")
    said = gettext_lazy("Đã ghi.")

    def initial(self) -> dict[str, Any]:
        """Now."""
        return {"happened_at": self.at}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        return self.back(leading.note_step(**self.about, **cleaned))


class Correct(StepScreen):
    """Correct once when it was known."""

    policy = Policy("oversight.incidents.correct")
    form_class = typed.CorrectForm
    title = gettext_lazy("Sửa lúc biết sự cố")
    button = gettext_lazy("Sửa")
    said = gettext_lazy("Đã sửa. Lần ghi đầu vẫn giữ trong hồ sơ.")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return {**super().initial(), "known_at": self.row.known_at}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        return self.back(recording.correct_known(**self.about, **cleaned))


class Tell(StepScreen):
    """Note who was told."""

    policy = Policy("oversight.incidents.tell")
    title = gettext_lazy("Ghi đã báo cho ai")
    button = gettext_lazy("Ghi đã báo")
    said = gettext_lazy("Đã ghi việc báo.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """The terms that wait; the first one is meant, most often."""
        terms = terms_of(self.row)
        first = next_open(terms)
        initial = {"clock": first.clock.id if first else typed.ELSEWHERE, "told_at": self.at}
        files = self.request.FILES if data is not None else None
        return typed.TellForm(data, files, initial=initial, terms=terms, at=self.at)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        telling.note_telling(**self.about, told=telling.Told(**cleaned))
        return self.back(self.row)


class Learn(StepScreen):
    """Write what was learnt."""

    policy = Policy("oversight.incidents.learn")
    form_class = typed.LessonsForm
    title = gettext_lazy("Ghi bài học, đề nghị đóng")
    button = gettext_lazy("Ghi bài học")
    said = gettext_lazy("Đã ghi. Lãnh đạo cấp tỉnh ký thì sự cố đóng.")

    def initial(self) -> dict[str, Any]:
        """What was written before."""
        return {**super().initial(), "words": self.row.lessons}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        return self.back(closing.write_lessons(**self.about, **cleaned))


class Sign(StepScreen):
    """The second person closes it."""

    policy = Policy("oversight.incidents.sign")
    form_class = typed.VersionForm
    title = gettext_lazy("Ký đóng sự cố")
    button = gettext_lazy("Ký đóng")
    keeps_draft = False
    said = gettext_lazy("Sự cố đã đóng.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As the action."""
        return self.back(closing.sign_incident(**self.about, **cleaned))

    def head(self) -> PageHead:
        """What is signed."""
        line = _("{code}. Bài học: {lessons}").format(code=self.row.code, lessons=self.row.lessons or _("chưa ghi"))
        return PageHead(title=self.title, crumbs=(list_crumb(), crumb_of(self.row)), line=line)
