"""The forms of consent: record, withdraw, name a conflict, confirm, send a copy, correct a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.consenting import Whom, uses
from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.accounts.queries import own_places
from mangnon.files.forms import UploadField
from mangnon.files.kinds import PAPERS
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Text
from mangnon.oversight.consents import actions
from mangnon.oversight.consents.actions import Person
from mangnon.oversight.consents.forms import (
    ClearForm,
    ConflictForm,
    ConsentForm,
    CorrectForm,
    NewPersonForm,
    RevokeForm,
)
from mangnon.oversight.consents.models import ConsentPerson, Way
from mangnon.oversight.consents.queries import person_of, see_consent
from mangnon.oversight.consents.refusals import AlreadyKnown
from mangnon.oversight.consents.rights import ATTACH, CLEAR, CONFLICT, CORRECT, RECORD, REVOKE
from mangnon.oversight.consents.views.lists import list_crumb
from mangnon.oversight.consents.views.pages import consent_crumb, person_crumb
from mangnon.places.models import Level, Unit
from mangnon.registry.models import Child
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class NewConsent(FormScreen):
    """Record what somebody said about a child that isn't in the book."""

    policy = Policy(RECORD)
    title = gettext_lazy("Ghi sự đồng ý")
    button = gettext_lazy("Ghi vào sổ")
    help_page = "oversight/consents"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the communes one answers for."""
        here = Unit.objects.filter(pk__in=own_places(self.actor, RECORD), level=Level.COMMUNE, valid_to__isnull=True)
        places = [(unit.pk, unit.name) for unit in here.order_by("sort_key")]
        made = NewPersonForm(data, today=local_day(self.at), places=places)
        self._form: Any = made
        return made

    def about(self) -> Any:
        """Whom it is about."""
        return self._form.person()

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Record it; a copy of the paper comes next."""
        form = self._form
        try:
            made = actions.record_consent(
                actor=self.actor, at=self.at, consent_id=form.consent_id, about=self.about(), told=form.told()
            )
        except AlreadyKnown:
            form.offer_namesake()
            raise
        said = _("Đã ghi vào sổ.")
        if made.agreed and made.way == Way.PAPER and made.proved_at is None:
            said = _("Đã ghi vào sổ. Còn gửi bản chụp giấy đồng ý thì mới có hiệu lực.")
        return self.after(reverse("oversight:consent", args=[made.pk]), said)

    def head(self) -> PageHead:
        """Under the list."""
        line = _("Một lượt là một người trả lời cho một việc. Việc bảo vệ trẻ em theo nhiệm vụ thì không phải hỏi.")
        return PageHead(title=self.title, crumbs=(list_crumb(),), line=line)


class AddConsent(NewConsent):
    """Record what somebody said about a child in the book."""

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self._person = see(ConsentPerson, self.kwargs["pk"], self.actor, RECORD)
        self.saw([self._person])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Without name and place: they are known."""
        made = ConsentForm(data, today=local_day(self.at))
        self._form = made
        return made

    def about(self) -> Any:
        """The child in the book."""
        return self._person.pk

    def head(self) -> PageHead:
        """Under the child."""
        return PageHead(title=self.title, crumbs=(list_crumb(), person_crumb(self._person)))


class ChildConsent(NewConsent):
    """Record what somebody said about a child of the register."""

    child: Child

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, RECORD)
        self.saw([self.child])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Without name and place: the register knows them."""
        made = ConsentForm(data, today=local_day(self.at))
        self._form = made
        return made

    def about(self) -> Any:
        """The child as the register knows it; of a birth known by its year alone the first day, so that the child is
        asked rather too early than too late."""
        child = self.child
        return Person(str(child.called), child.born_from, child.place_id, whom=Whom("registry.Child", str(child.pk)))

    def head(self) -> PageHead:
        """Under the child."""
        crumbs = (Link(self.child.called, reverse("registry:child", args=[self.child.pk])),)
        return PageHead(title=self.title, crumbs=crumbs)


class ConsentAct(FormScreen):
    """A form about one consent."""

    right: str
    help_page = "oversight/consents"
    warns: Text = ""

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self.consent: Any = see_consent(self.actor, self.kwargs["pk"], self.right)
        self.person = person_of(self.actor, self.consent)
        self.saw([self.person] if self.person else [])

    def head(self) -> PageHead:
        """Under the consent."""
        crumbs = [list_crumb(), *([person_crumb(self.person)] if self.person else []), consent_crumb(self.consent)]
        return PageHead(title=self.title, crumbs=tuple(crumbs), line=self.warns)

    def done(self, said: Text) -> HttpResponse:
        """Back to the consent."""
        return self.after(reverse("oversight:consent", args=[self.consent.pk]), said)


class Revoke(ConsentAct):
    """Somebody takes their consent back."""

    policy = Policy(REVOKE)
    right = REVOKE
    template = "oversight/consents/revoke.html"
    form_class = RevokeForm
    title = gettext_lazy("Ghi việc rút lại sự đồng ý")
    button = gettext_lazy("Ghi: rút lại từ bây giờ")
    warns = gettext_lazy("Có hiệu lực ngay. Lượt đồng ý vẫn còn trong sổ; những gì dựa vào nó phải gỡ xuống.")

    def extra(self) -> dict[str, Any]:
        """What must come down."""
        return {"uses": uses(self.actor, self.consent.purpose, self.person.whom) if self.person else []}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Withdraw it."""
        actions.revoke_consent(actor=self.actor, at=self.at, consent_id=self.consent.pk, why=cleaned["why"])
        return self.done(_("Đã ghi việc rút lại. Gỡ những gì dựa vào sự đồng ý này, rồi xác nhận."))


class MarkConflict(ConsentAct):
    """A representative can't speak for the child."""

    policy = Policy(CONFLICT)
    right = CONFLICT
    form_class = ConflictForm
    title = gettext_lazy("Nêu xung đột lợi ích")
    button = gettext_lazy("Ghi xung đột lợi ích")
    warns = gettext_lazy("Mọi lượt đồng ý của người này cho em thôi có hiệu lực từ bây giờ.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Set it aside."""
        actions.mark_conflict(actor=self.actor, at=self.at, consent_id=self.consent.pk, why=cleaned["why"])
        return self.done(_("Đã ghi. Cần hỏi người đại diện khác."))


class Clear(ConsentAct):
    """All that rested on it is down."""

    policy = Policy(CLEAR)
    right = CLEAR
    form_class = ClearForm
    title = gettext_lazy("Xác nhận đã gỡ")
    button = gettext_lazy("Xác nhận đã gỡ hết")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Confirm it."""
        actions.clear_uses(actor=self.actor, at=self.at, consent_id=self.consent.pk, note=cleaned["why"])
        return self.done(_("Đã xác nhận gỡ hết."))


class ProofForm(forms.Form):
    """A copy of the paper."""

    file = UploadField(PAPERS)


class AttachProof(ConsentAct):
    """Send a copy of the paper."""

    policy = Policy(ATTACH)
    right = ATTACH
    title = gettext_lazy("Gửi bản chụp giấy đồng ý")
    button = gettext_lazy("Gửi")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return ProofForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Keep it."""
        actions.attach_proof(actor=self.actor, at=self.at, consent_id=self.consent.pk, upload=cleaned["file"])
        return self.done(_("Đã nhận bản chụp giấy."))


class CorrectPerson(FormScreen):
    """A name or birthday that was written wrong."""

    policy = Policy(CORRECT)
    form_class = CorrectForm
    title = gettext_lazy("Sửa tên, ngày sinh")
    help_page = "oversight/consents"

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self._person = see(ConsentPerson, self.kwargs["pk"], self.actor, CORRECT)
        self.saw([self._person])

    def initial(self) -> dict[str, Any]:
        """As it is."""
        one = self._person
        return {"full_name": one.full_name, "born": one.born, "version": one.version}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        actions.correct_person(actor=self.actor, at=self.at, person_id=self._person.pk, **cleaned)
        return self.after(reverse("oversight:consent_person", args=[self._person.pk]), _("Đã sửa."))

    def head(self) -> PageHead:
        """Under the child."""
        line = _("Tuổi quyết định phải hỏi ai, nên ngày sinh cần đúng.")
        return PageHead(title=self.title, crumbs=(list_crumb(), person_crumb(self._person)), line=line)
