"""allauth's views as ours: with a policy, our forms, rendered inside the transaction."""

from __future__ import annotations

import json
from functools import wraps
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.views import View

from mangnon.access.policy import Policy, declare
from mangnon.accounts.models import Person
from mangnon.lib.refusal import Text
from mangnon.ui.bound import fault_lines, field_values
from mangnon.ui.parts import PageHead

ENTRANCE = Policy(public=True, locked=True)
"""Open to strangers: they have yet to say who they are."""
PROVING = Policy(unproven=True)
"""For a signed-in person whose second factor may still be missing."""
ALWAYS = Policy(locked=True, unproven=True)
"""For a signed-in person, even while the session is locked."""


def ours(view_class: type[View[Any]], policy: Policy) -> Any:
    """The view function of a library's class, declared, and rendered before the transaction ends."""
    view = view_class.as_view()

    @declare(policy)
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.render()
        return response

    return shown


def own_person(request: HttpRequest) -> Person:
    """Whoever is signed in, on a page about their own account."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("a page about one's own account was opened by nobody")
    return person


def _options(js_data: dict[str, Any] | None) -> str:
    """What the browser's key dialogue is asked, as JSON for a data attribute."""
    return json.dumps(next(iter(js_data.values())), default=dict) if js_data else ""


class Ours:
    """Mixin for a library's form or page: our form class, fields as the kit takes them, 422 on errors."""

    our_form: ClassVar[type[forms.Form] | None] = None
    title: ClassVar[Text] = ""
    help_page: ClassVar[str] = "accounts/sign_in"
    request: HttpRequest

    def get_form_class(self) -> Any:
        """Our form in place of the library's."""
        return self.our_form or super().get_form_class()  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The library's context, and what our templates take."""
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = found.get("form")
        return {
            **found,
            "head": PageHead(title=self.title),
            "help_page": self.help_page,
            "fields": field_values(form) if form is not None else (),
            "faults": fault_lines(form) if form is not None else (),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
            "options": _options(found.get("js_data")),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what to mend."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response
