"""Forms: one domain call, a kept draft, refusals shown where they belong."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Forbidden, NotFound, Refusal, Text
from mangnon.ui import drafts
from mangnon.ui.bound import fault_lines, field_values
from mangnon.ui.errors import note_refusal
from mangnon.ui.parts import PageHead
from mangnon.ui.screens.base import Screen


class FormScreen(Screen):
    """A page with one form and one act. The typed text survives errors, refusals, locks and lost sessions."""

    template = "ui/form.html"
    form_class: ClassVar[type[forms.Form]]
    title: ClassVar[Text] = ""
    button: ClassVar[Text] = _("Lưu")
    keeps_draft: ClassVar[bool] = True

    def guard(self) -> None:
        """Hook: look at what the form is about, so that out of reach is 404 before anything typed is judged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, filled with what is known or with the draft."""
        self.guard()
        draft = self._draft()
        if draft is None:
            return self._show(self.form())
        form = self.form(draft[0])
        form.errors.clear()
        return self._show(form, kept_at=draft[1])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check what was typed, do the act, go on."""
        self.guard()
        form = self.form(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            response = self.act(form.cleaned_data)
        except (NotFound, Forbidden):
            raise
        except Refusal as refusal:
            note_refusal(refusal)
            form.add_error(self.field_of(refusal, form), str(refusal))
            return self._show(form, status=refusal.status)
        if self.keeps_draft and self.actor.person_id:
            drafts.drop(person_id=self.actor.person_id, form_key=self.form_key)
        return response

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Call the one action and return ``self.after(…)``."""
        raise NotImplementedError

    def field_of(self, refusal: Refusal, form: forms.Form) -> str | None:
        """Beside which field a refusal stands; None for the whole form."""
        return refusal.field if refusal.field in form.fields else None

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Build the form; choices come scoped from the actor."""
        return self.form_class(data, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        """What the system already knows, so that nobody types it again."""
        return {}

    def extra(self) -> dict[str, Any]:
        """More context for a room's own template."""
        return {}

    @property
    def form_key(self) -> str:
        """Name of this form's draft: the address it lies at."""
        return self.request.path

    def _draft(self) -> tuple[QueryDict, Any] | None:
        if not self.keeps_draft or self.actor.person_id is None:
            return None
        kept = drafts.kept(person_id=self.actor.person_id, form_key=self.form_key)
        if kept is None:
            return None
        data = QueryDict(mutable=True)
        for name, values in kept[0].items():
            data.setlist(name, values)
        return data, kept[1]

    def _show(self, form: forms.Form, *, status: int = 200, kept_at: Any = None) -> HttpResponse:
        context = {
            "head": self.head(),
            "fields": field_values(form),
            "faults": fault_lines(form),
            "button_label": self.button,
            "form_key": self.form_key if self.keeps_draft else "",
            "draft_url": reverse("ui:draft") if self.keeps_draft else "",
            "kept_at": kept_at,
            "multipart": form.is_multipart(),
            **self.extra(),
        }
        return self.page(context, status=status)

    def head(self) -> PageHead:
        """Title only, unless the screen says more."""
        return PageHead(title=self.title)


class ActScreen(Screen):
    """A button: POST only, one act, then back. Refusals become a page, since there is no form to show them on."""

    http_method_names: tuple[str, ...] = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Do the act."""
        return self.act(**kwargs)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Call the one action and return ``self.after(…)``."""
        raise NotImplementedError
