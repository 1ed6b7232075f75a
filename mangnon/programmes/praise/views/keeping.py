"""What is written about commendations: drafted, proposed, put, decided or declined, made public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Level, Unit
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.forms import EvidenceForm
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.praise import actions, queries
from mangnon.programmes.praise.actions import RIGHTS, Decision
from mangnon.programmes.praise.forms import (
    DecideForm,
    DeclineForm,
    NominationForm,
    PublishForm,
    PutForm,
    StepForm,
    told_of,
)
from mangnon.programmes.praise.models import Deciding, Nomination, Whom
from mangnon.programmes.praise.rules import Step, by_province
from mangnon.programmes.praise.views.listing import nomination_url, praise_crumb
from mangnon.programmes.praise.words import FORMS_OURS
from mangnon.programmes.praise.words import forms as forms_known
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class DraftNomination(FormScreen):
    """A nomination of the place one works for."""

    policy = Policy(rights.DRAFT_PRAISE)
    help_page = "programmes/praise"
    title = gettext_lazy("Soạn đề nghị khen thưởng")
    button = gettext_lazy("Lưu bản soạn")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        level = Deciding.COMMUNE if self.place.level == Level.COMMUNE else Deciding.PROVINCE
        known = {"uid": new_id(), "whom": Whom.PERSON, "level": level}
        return NominationForm(data, initial=known, forms_known=forms_known())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.draft_nomination(
            actor=self.actor, at=self.at, place=self.place, told=told_of(cleaned), uid=cleaned["uid"]
        )
        return self.after(nomination_url(made), _("Đã lưu bản soạn. Gửi minh chứng, rồi bấm “Gửi đề nghị khen”."))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(praise_crumb(),), line=FORMS_OURS)


class NominationForms(FormScreen):
    """A form about one nomination of the own place."""

    help_page = "programmes/praise"
    form_class = StepForm
    step: Step
    one: Nomination

    def guard(self) -> None:
        """The nomination. Raises NotFound, Forbidden."""
        self.one = queries.nomination_seen(self.actor, self.kwargs["pk"])
        right = RIGHTS[self.step]
        wide = not by_province(self.step, self.one.level) or self.actor.reach(right).everywhere
        if not (wide and keeps(self.actor, right, self.one.place)):
            raise Forbidden(action=right, place_id=self.one.place_id)

    def initial(self) -> dict[str, Any]:
        """What was read."""
        return {"version": self.one.version}

    @property
    def about(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at, "nomination_id": self.one.pk}

    def head(self) -> PageHead:
        """Under the nomination."""
        return PageHead(title=self.title, crumbs=(praise_crumb(), Link(self.one.name, nomination_url(self.one))))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(nomination_url(self.one), said)


class CorrectNomination(NominationForms):
    """What the draft says."""

    policy = Policy(rights.CORRECT_PRAISE)
    step = Step.CORRECT
    title = gettext_lazy("Sửa đề nghị")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        names = (*actions.NominationTold.__dataclass_fields__, "version")
        known = {name: getattr(self.one, name) for name in names}
        return NominationForm(data, initial=known, forms_known=forms_known())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_nomination(**self.about, version=cleaned["version"], told=told_of(cleaned))
        return self.done(_("Đã lưu"))


class ProposeNomination(NominationForms):
    """It is proposed."""

    policy = Policy(rights.PROPOSE_PRAISE)
    step = Step.PROPOSE
    title = gettext_lazy("Gửi đề nghị khen")
    button = gettext_lazy("Gửi đề nghị khen")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Send it."""
        actions.propose(**self.about, **cleaned)
        return self.done(_("Đã gửi đề nghị khen"))

    def head(self) -> PageHead:
        """What follows."""
        line = _("Gửi rồi thì không sửa được nữa. Người ghi quyết định phải là người khác.")
        crumbs = (praise_crumb(), Link(self.one.name, nomination_url(self.one)))
        return PageHead(title=self.title, crumbs=crumbs, line=line)


class PutNomination(NominationForms):
    """It is put before the body."""

    policy = Policy(rights.PUT_PRAISE)
    step = Step.PUT
    form_class = PutForm
    title = gettext_lazy("Trình lên nơi quyết định")
    button = gettext_lazy("Ghi đã trình")

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"version": self.one.version, "on": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.put(**self.about, **cleaned)
        return self.done(_("Đã ghi việc trình"))


class DecideNomination(NominationForms):
    """The decision."""

    policy = Policy(rights.DECIDE_PRAISE)
    step = Step.DECIDE
    title = gettext_lazy("Ghi quyết định khen thưởng")
    button = gettext_lazy("Ghi quyết định")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the form that was asked for."""
        known = {"version": self.one.version, "form": self.one.form}
        return DecideForm(data, initial=known, forms_known=forms_known())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        paper = Decision(cleaned["number"], cleaned["on"], cleaned["signer"])
        actions.decide(**self.about, version=cleaned["version"], decision=paper, form=cleaned["form"])
        return self.done(_("Đã ghi quyết định"))


class DeclineNomination(NominationForms):
    """It isn't praised."""

    policy = Policy(rights.DECLINE_PRAISE)
    step = Step.DECLINE
    form_class = DeclineForm
    title = gettext_lazy("Ghi không khen")
    button = gettext_lazy("Ghi không khen")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.decline(**self.about, **cleaned)
        return self.done(_("Đã ghi không khen"))


class PublishNomination(NominationForms):
    """It may be made public, or no more."""

    policy = Policy(rights.PUBLISH_PRAISE)
    step = Step.PUBLISH
    form_class = PublishForm
    title = gettext_lazy("Công khai gương được khen")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.one
        return {
            "version": one.version, "public": "yes" if one.publishable else "no", "consent": one.publish_consent,
        }  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        cleaned["public"] = cleaned["public"] == "yes"
        actions.set_publishable(**self.about, **cleaned)
        return self.done(_("Đã lưu"))


class AttachNomination(NominationForms):
    """A file."""

    policy = Policy(rights.ATTACH_PRAISE)
    step = Step.ATTACH
    title = gettext_lazy("Gửi minh chứng")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = actions.attach_nomination(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))
