"""Forms about school and health of a child: one fact each."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.registry.actions import (
    record_checkup,
    record_disability,
    record_dose,
    record_insurance,
    record_schooling,
)
from mangnon.registry.actions.health import CheckupTold, DisabilityTold
from mangnon.registry.actions.learning import SchoolTold
from mangnon.registry.forms.years import CheckupForm, DisabilityForm, DoseForm, InsuranceForm, SchoolForm
from mangnon.registry.models import Schooling
from mangnon.registry.queries.living import card_end, missing_doses, schedule_on
from mangnon.registry.rules import school_year
from mangnon.registry.schedule import Due
from mangnon.registry.slots import Panel
from mangnon.registry.views.forming import ChildForm, WordedChildForm
from mangnon.statutes.queries.definitions import Law

HELP = "registry/years"


class RecordSchooling(ChildForm):
    """How the child stands with school in one year."""

    policy = Policy("registry.schooling.record")
    help_page = HELP
    title = gettext_lazy("Học tập")
    note = gettext_lazy("Mỗi năm học một dòng; ghi lại cùng năm thì thay điều đã ghi của năm ấy.")

    def build(self, data: QueryDict | None) -> forms.Form:
        """Years since birth, the latest first; what was said of this year stands there."""
        today = local_day(self.at)
        years = range(today.year, self.child.born_from.year - 1, -1)
        return SchoolForm(data, initial=self.initial(), words=self.words, years=years)

    def initial(self) -> dict[str, Any]:
        """The year that runs, and what is known of it."""
        year = max(school_year(local_day(self.at)), self.child.born_from.year)
        known = Schooling.objects.filter(child=self.child, year=year).values().first()
        return {"year": year, **(known or {})}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One school year."""
        source = cleaned.pop("source")
        record_schooling(**self.about, told=SchoolTold(**cleaned), source=source)
        return self.done(_("Đã ghi việc học"))


class RecordInsurance(ChildForm):
    """A health-insurance card."""

    policy = Policy("registry.insurances.record")
    help_page = HELP
    title = gettext_lazy("Thẻ bảo hiểm y tế")

    def build(self, data: QueryDict | None) -> forms.Form:
        """The end that the decree gives to children under six is proposed, with its basis."""
        ends = card_end(self.child, local_day(self.at))
        said = _("Đề nghị {day}: thẻ của trẻ dưới 6 tuổi (Nghị định 188/2025/NĐ-CP). Thẻ in khác thì sửa.")
        proposed = said.format(day=format_date(ends)) if ends else ""
        return InsuranceForm(data, initial={"until": ends}, proposed=proposed)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One card."""
        record_insurance(**self.about, **cleaned)
        return self.done(_("Đã ghi thẻ bảo hiểm y tế"))


class RecordDose(ChildForm):
    """A vaccine that was given."""

    policy = Policy("registry.doses.record")
    help_page = HELP
    title = gettext_lazy("Tiêm chủng")

    @cached_property
    def schedule(self) -> tuple[Law | None, list[Due]]:
        """The table of today."""
        return schedule_on(local_day(self.at))

    def build(self, data: QueryDict | None) -> forms.Form:
        """Vaccines of the table, or another."""
        return DoseForm(data, vaccines=dict.fromkeys(due.vaccine for due in self.schedule[1]))

    def besides(self) -> dict[str, Any]:
        """With what the table says is due and isn't recorded."""
        law, schedule = self.schedule
        if law is None:
            return {}
        due = missing_doses(self.child, schedule, local_day(self.at))
        told = {"due": due, "law": law.citation[0].document, "confirmed": law.confirmed}
        return {"panels": (Panel(_("Theo tuổi, chưa thấy ghi"), "registry/_due.html", told),)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One dose."""
        record_dose(**self.about, **cleaned)
        return self.done(_("Đã ghi mũi tiêm"))


class RecordCheckup(ChildForm):
    """What a check-up found."""

    policy = Policy("registry.checkups.record")
    form_class = CheckupForm
    help_page = HELP
    title = gettext_lazy("Khám sức khỏe")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One check-up."""
        source = cleaned.pop("source")
        del cleaned["nutrition"]
        record_checkup(**self.about, told=CheckupTold(**cleaned), source=source)
        return self.done(_("Đã ghi lần khám"))


class RecordDisability(WordedChildForm):
    """Types and degree of a disability."""

    policy = Policy("registry.disabilities.record")
    form_class = DisabilityForm
    help_page = HELP
    title = gettext_lazy("Khuyết tật")
    note = gettext_lazy("Điều đang ghi trước đây kết thúc vào ngày bắt đầu của lần ghi này.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One determination."""
        source = cleaned.pop("source")
        record_disability(**self.about, told=DisabilityTold(**cleaned), source=source)
        return self.done(_("Đã ghi khuyết tật"))
