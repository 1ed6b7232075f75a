"""What is written about recognition: rounds, classes, points, sending, checking, deciding."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps, must_keep
from mangnon.programmes.plans.forms import EvidenceForm
from mangnon.programmes.plans.queries.grounds import unit_seen
from mangnon.programmes.recognition import actions, queries
from mangnon.programmes.recognition.actions.deciding import Decision
from mangnon.programmes.recognition.forms import (
    ClassForm,
    DecisionForm,
    RefusalForm,
    ReturnForm,
    RoundForm,
    ScoreForm,
    VerifyForm,
    VersionForm,
    checked_of,
    known_checks,
    known_scores,
    told_of,
)
from mangnon.programmes.recognition.models import Dossier, Round, RoundKind
from mangnon.programmes.recognition.queries import Reading
from mangnon.programmes.recognition.rules import Line, lines
from mangnon.programmes.recognition.views.listing import dossier_url, round_url
from mangnon.programmes.recognition.words import RECOGNITION, named, unconfirmed, verdict_words
from mangnon.statutes.kinds.figures import CriteriaTable
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Field, Link, PageHead
from mangnon.ui.screens import FormScreen


class OpenRound(FormScreen):
    """A round."""

    policy = Policy(rights.OPEN_ROUND)
    help_page = "programmes/recognition"
    title = gettext_lazy("Mở đợt")
    button = gettext_lazy("Mở đợt")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """For this year."""
        today = local_day(self.at)
        known = {"uid": new_id(), "year": today.year, "kind": RoundKind.SELF_CHECK, "opens_on": today}
        return RoundForm(data, initial=known)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Open it."""
        made = actions.open_round(actor=self.actor, at=self.at, **cleaned)
        return self.after(round_url(made), _("Đã mở đợt"))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(RECOGNITION, round_url(None)),))


class SetClass(FormScreen):
    """The class of a place."""

    policy = Policy(rights.SET_CLASS)
    help_page = "programmes/recognition"
    title = gettext_lazy("Ghi loại địa bàn")

    @cached_property
    def place(self) -> Unit:
        """Whose it is. Raises NotFound."""
        return unit_seen(self.kwargs["place"])

    def guard(self) -> None:
        """The place. Raises NotFound, Forbidden."""
        if not keeps(self.actor, rights.SET_CLASS, self.place):
            raise Forbidden(action=rights.SET_CLASS, place_id=self.place.pk)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the classes of the criteria in force. Raises UnknownDefinition."""
        found = queries.law_on(local_day(self.at)).body.thresholds
        told = _("{name}: từ {least} điểm")
        pairs = [(one.code, told.format(name=one.vi, least=one.least)) for one in found]
        return ClassForm(data, initial={"uid": new_id()}, classes=pairs)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.set_class(actor=self.actor, at=self.at, place=self.place, **cleaned)
        return self.after(reverse("programmes:place_history", args=[self.place.pk]), _("Đã ghi"))

    def head(self) -> PageHead:
        """The place."""
        history = reverse("programmes:place_history", args=[self.place.pk])
        return PageHead(title=self.title, crumbs=(Link(old_name(self.place), history),))


class TableForms(FormScreen):
    """A form with fields for each part of the criteria, under a heading for each criterion."""

    template = "programmes/score.html"
    help_page = "programmes/recognition"
    built: forms.Form

    @cached_property
    def table(self) -> CriteriaTable:
        """The criteria."""
        raise NotImplementedError

    @cached_property
    def parts(self) -> list[Line]:
        """What gets points."""
        return list(lines(self.table))

    def extra(self) -> dict[str, Any]:
        """The fields in groups."""
        fields = {one.name: one for one in field_values(self.built)}
        groups: list[tuple[str, list[Field]]] = []
        for one in self.table.criteria:
            inside = [fields.pop(name) for name in list(fields) if f"-{one.code}-" in name]
            groups.append((named(one), inside))
        return {"fields": tuple(fields.values()), "groups": groups, "intro": self.intro()}

    def intro(self) -> list[str]:
        """Lines above the form."""
        return []


class ScoreScreen(TableForms):
    """A commune scores itself."""

    policy = Policy(rights.SCORE)
    title = gettext_lazy("Tự chấm điểm")
    button = gettext_lazy("Lưu điểm")

    @cached_property
    def place(self) -> Unit:
        """Whose it is. Raises NotFound."""
        return unit_seen(self.kwargs["place"])

    @cached_property
    def round(self) -> Round:
        """Which round. Raises NotFound."""
        return queries.round_seen(self.kwargs["pk"])

    @cached_property
    def dossier(self) -> Dossier | None:
        """What there is already."""
        return queries.dossier_of(self.place, self.round.pk)

    @cached_property
    def table(self) -> CriteriaTable:
        """The criteria of the round's day. Raises UnknownDefinition."""
        body: CriteriaTable = queries.law_on(self.round.opens_on).body
        return body

    def guard(self) -> None:
        """Round and place. Raises NotFound, Forbidden."""
        if not (self.round and keeps(self.actor, rights.SCORE, self.place)):
            raise Forbidden(action=rights.SCORE, place_id=self.place.pk)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands, with figures of the records beside."""
        known: dict[str, Any] = {"version": 0}
        if self.dossier is not None:
            known = {"version": self.dossier.version, "satisfaction": self.dossier.satisfaction}
            known |= known_scores(self.parts, Reading(self.dossier).scores)
        told = _("số liệu hệ thống: {figure} ({source}); chỉ để tham khảo")
        found = queries.suggestions(self.place, self.round.year, local_day(self.at))
        seen = {key: told.format(figure=figure, source=source) for key, (figure, source) in found.items()}
        most = self.table.total or 0
        self.built = ScoreForm(data, initial=known, parts=self.parts, seen=seen, most=most)
        return self.built

    def intro(self) -> list[str]:
        """What the table is, where it isn't confirmed."""
        told = unconfirmed(queries.law_on(self.round.opens_on))
        return [told] if told else []

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.score(
            actor=self.actor, at=self.at, round_id=self.round.pk, place=self.place, version=cleaned["version"],
            told=told_of(cleaned, self.parts), satisfaction=cleaned["satisfaction"],
        )  # fmt: skip
        return self.after(dossier_url(made), _("Đã lưu điểm"))

    def head(self) -> PageHead:
        """Place and round."""
        url = dossier_url(self.dossier) if self.dossier else round_url(self.round)
        return PageHead(title=self.title, crumbs=(Link(old_name(self.place), url),), line=str(self.round))


class DossierForms(FormScreen):
    """A form about one dossier."""

    help_page = "programmes/recognition"
    form_class = VersionForm
    dossier: Dossier

    def guard(self) -> None:
        """The dossier. Raises NotFound, Forbidden."""
        self.dossier = queries.dossier_seen(self.kwargs["pk"])
        must_keep(self.actor, self.policy.action or "", self.dossier.place)

    def initial(self) -> dict[str, Any]:
        """What was read."""
        return {"version": self.dossier.version}

    @property
    def about(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at, "dossier_id": self.dossier.pk}

    def head(self) -> PageHead:
        """Under the dossier, with where it stands."""
        name = f"{old_name(self.dossier.place)}, {self.dossier.round.year}"
        line = verdict_words(Reading(self.dossier).verdict)
        return PageHead(title=self.title, crumbs=(Link(name, dossier_url(self.dossier)),), line=line)

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(dossier_url(self.dossier), said)


class SubmitDossier(DossierForms):
    """Send it."""

    policy = Policy(rights.SUBMIT)
    title = gettext_lazy("Nộp hồ sơ tự chấm điểm")
    button = gettext_lazy("Nộp hồ sơ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Send it."""
        actions.submit(**self.about, version=cleaned["version"])
        return self.done(_("Đã nộp hồ sơ"))


class AttachProof(DossierForms):
    """A file."""

    policy = Policy(rights.PROVE)
    title = gettext_lazy("Gửi minh chứng")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = actions.attach_proof(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))


class ReturnDossier(DossierForms):
    """Give it back."""

    policy = Policy(rights.RETURN)
    form_class = ReturnForm
    title = gettext_lazy("Trả lại để sửa")
    button = gettext_lazy("Trả lại")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it back."""
        actions.return_dossier(**self.about, **cleaned)
        return self.done(_("Đã trả lại"))


class VerifyDossier(DossierForms, TableForms):
    """The visit."""

    policy = Policy(rights.VERIFY)
    template = "programmes/score.html"
    title = gettext_lazy("Thẩm định")
    button = gettext_lazy("Lưu kết quả thẩm định")

    @cached_property
    def reading(self) -> Reading:
        """The dossier with its criteria."""
        return Reading(self.dossier)

    @cached_property
    def table(self) -> CriteriaTable:
        """The criteria it keeps."""
        return self.reading.table

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what the commune said."""
        one = self.dossier
        known: dict[str, Any] = {name: getattr(one, name) for name in ("version", "visit_on", "visit_by", "minutes")}
        known |= known_checks(self.parts, self.reading.scores)
        self.built = VerifyForm(data, initial=known, parts=self.parts, most=self.table.total or 0)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = {name: cleaned[name] for name in ("version", "visit_on", "visit_by", "minutes")}
        actions.verify(**self.about, **told, checked=checked_of(cleaned, self.parts))
        return self.done(_("Đã lưu kết quả thẩm định"))


class Recognise(DossierForms):
    """The place is recognised."""

    policy = Policy(rights.RECOGNISE)
    form_class = DecisionForm
    title = gettext_lazy("Ghi quyết định công nhận")
    button = gettext_lazy("Công nhận")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write the paper down."""
        decision = Decision(cleaned["number"], cleaned["on"], cleaned["signer"])
        actions.recognise(**self.about, version=cleaned["version"], decision=decision)
        return self.done(_("Đã ghi quyết định công nhận"))


class Refuse(DossierForms):
    """It isn't."""

    policy = Policy(rights.REFUSE)
    form_class = RefusalForm
    title = gettext_lazy("Ghi quyết định không công nhận")
    button = gettext_lazy("Không công nhận")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write the paper down."""
        decision = Decision(cleaned["number"], cleaned["on"], cleaned["signer"])
        told = {"version": cleaned["version"], "reason": cleaned["reason"]}
        actions.refuse(**self.about, **told, decision=decision)
        return self.done(_("Đã ghi quyết định"))
