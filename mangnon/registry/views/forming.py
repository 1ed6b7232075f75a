"""What the forms about a child have in common: the child is looked at first, and one goes back to its page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mangnon.access.doors import see
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal, Text
from mangnon.registry.models import Child, Household
from mangnon.registry.queries.wording import Wording
from mangnon.registry.refusals import Backwards, InFuture
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Field, Link, PageHead
from mangnon.ui.screens import FormScreen
from mangnon.ui.typed import DayField

Sections = tuple[tuple[Text, tuple[Field, ...]], ...]


class RegistryForm(FormScreen):
    """A form of the register: sections, what holds already, blocks beside."""

    template = "registry/form.html"
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = ()
    note: Text = ""
    shown: forms.Form

    @cached_property
    def words(self) -> Wording:
        """What codes mean today."""
        return Wording(local_day(self.at))

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kept, so that sections can be made of it."""
        self.shown = self.build(data)
        return self.shown

    def build(self, data: QueryDict | None) -> forms.Form:
        """The form; those with more than data and initial values build their own."""
        return self.form_class(data, initial=self.initial())

    def field_of(self, refusal: Refusal, form: forms.Form) -> str | None:
        """A refused day stands beside the only day that was asked."""
        days = [name for name, field in form.fields.items() if isinstance(field, DayField)]
        if isinstance(refusal, (InFuture, Backwards)) and len(days) == 1:
            return days[0]
        return super().field_of(refusal, form)

    def extra(self) -> dict[str, Any]:
        """Sections, and nothing else unless a screen says more."""
        empty: dict[str, Any] = {"differences": (), "held": (), "panels": (), "why_url": "", "doubt": ""}
        return {**empty, "note": self.note, "sections": self._sections(), **self.besides()}

    def besides(self) -> dict[str, Any]:
        """What a screen says beyond its questions: what holds already, blocks beside, differences."""
        return {}

    def _sections(self) -> Sections:
        fields = {one.name: one for one in field_values(self.shown)}
        if not self.sections:
            return (("", tuple(fields.values())),)
        named = {name for _title, names in self.sections for name in names}
        rest = tuple(field for name, field in fields.items() if name not in named)
        parts = ((title, tuple(fields[name] for name in names if name in fields)) for title, names in self.sections)
        return (("", rest), *parts)


class WordedRegistryForm(RegistryForm):
    """A form with choices from code lists."""

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the wordings of today."""
        return self.form_class(data, initial=self.initial(), words=self.words)  # type: ignore[call-arg]  # a WordedForm


class ChildForm(RegistryForm):
    """A form about one child."""

    help_page = "registry/facts"
    child: Child

    def guard(self) -> None:
        """Look at the child first. Raises NotFound, Forbidden."""
        self.child = see(Child, self.kwargs["pk"], self.actor, self.policy.action or "")
        self.saw([self.child])

    @property
    def about(self) -> dict[str, Any]:
        """What every action on the child takes."""
        return {"actor": self.actor, "at": self.at, "child_id": self.child.pk}

    def head(self) -> PageHead:
        """The title, below the child's name."""
        return PageHead(title=self.title, crumbs=(Link(self.child.called, self.page_url),))

    @property
    def page_url(self) -> str:
        """The page of the child."""
        return reverse("registry:child", args=[self.child.pk])

    def done(self, said: Text) -> HttpResponse:
        """Back to the child."""
        return self.after(self.page_url, said)


class WordedChildForm(ChildForm, WordedRegistryForm):
    """A form about one child with choices from code lists."""


class HouseForm(RegistryForm):
    """A form about one household."""

    help_page = "registry/household"
    household: Household

    def guard(self) -> None:
        """Look at the household first. Raises NotFound, Forbidden."""
        self.household = see(Household, self.kwargs["pk"], self.actor, self.policy.action or "")

    @property
    def about(self) -> dict[str, Any]:
        """What every action on the household takes."""
        return {"actor": self.actor, "at": self.at, "household_id": self.household.pk}

    def head(self) -> PageHead:
        """The title, below the household's head."""
        name = _("Hộ {head}").format(head=self.household.head_name)
        return PageHead(title=self.title, crumbs=(Link(name, self.page_url),))

    @property
    def page_url(self) -> str:
        """The page of the household."""
        return reverse("registry:household", args=[self.household.pk])

    def done(self, said: Text) -> HttpResponse:
        """Back to the household."""
        return self.after(self.page_url, said)


class WordedHouseForm(HouseForm, WordedRegistryForm):
    """A form about one household with choices from code lists."""
