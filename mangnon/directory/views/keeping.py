"""Forms by which an office keeps providers: adding, correcting, closing; who answers for one."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.directory.actions import (
    add_provider,
    check_provider,
    close_provider,
    correct_provider,
    end_staff,
    facts_of,
    give_staff,
    reopen_provider,
)
from mangnon.directory.forms import AddProviderForm, CloseForm, CorrectProviderForm, StaffForm
from mangnon.directory.models import Provider
from mangnon.directory.queries import provider_seen
from mangnon.directory.refusals import Closed, ProviderTwice
from mangnon.directory.told import LABELS, ProviderFacts, kept, said
from mangnon.directory.views.listing import provider_url
from mangnon.directory.whose import keeps
from mangnon.directory.words import DIRECTORY
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, Refusal, StaleVersion, Text
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.statutes.whose import office_key, offices
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Change, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen

Sections = tuple[tuple[Text, tuple[str, ...]], ...]
TOLD = tuple(one.name for one in fields(ProviderFacts))
HIDDEN = ("row_id", "version")


class KeptScreen(FormScreen):
    """A form about an entry of the own office."""

    help_page = "directory/keeping"
    provider: Provider

    def find(self) -> Provider:
        """The provider that the form is about. Raises NotFound."""
        return provider_seen(self.kwargs["pk"])

    def guard(self) -> None:
        """Look at the entry first. Raises NotFound, Forbidden, Closed."""
        self.provider = self.find()
        action = self.policy.action or ""
        if not keeps(self.actor, action, self.provider):
            raise Forbidden(action=action, place_id=self.provider.place_id)
        if self.provider.valid_to is not None:
            raise Closed

    def head(self) -> PageHead:
        """Under the list and the provider."""
        listed = Link(DIRECTORY, reverse("directory:services"))
        return PageHead(title=self.title, crumbs=(listed, Link(self.provider.name, provider_url(self.provider.pk))))

    @property
    def by(self) -> dict[str, Any]:
        """What every act takes."""
        return {"actor": self.actor, "at": self.at}

    def done(self, words: Text, part: str = "") -> HttpResponse:
        """Back to the provider."""
        return self.after(f"{provider_url(self.provider.pk)}{part}", words)


class SectionedScreen(KeptScreen):
    """A form in sections; what somebody else saved meanwhile stands beside what was typed."""

    template = "directory/form.html"
    sections: ClassVar[Sections]
    shown: forms.Form
    differences: tuple[Change, ...] = ()
    alike: tuple[Provider, ...] = ()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kept, so that sections can be made of it."""
        self.shown = self.build(data)
        return self.shown

    def build(self, data: QueryDict | None) -> forms.Form:
        """The form of the screen."""
        raise NotImplementedError

    def extra(self) -> dict[str, Any]:
        """Sections; what differs; what has the same name."""
        shown = {one.name: one for one in field_values(self.shown)}
        asked = ((title, tuple(shown[name] for name in names if name in shown)) for title, names in self.sections)
        again = self.alike or self.shown.data.get("other")
        return {
            "sections": tuple((title, part) for title, part in asked if part),
            "hidden": tuple(shown[name] for name in HIDDEN if name in shown),
            "differences": self.differences,
            "alike": [Link(one.name, provider_url(one.pk)) for one in self.alike],
            "other": shown.get("other") if again else None,
        }

    def field_of(self, refusal: Refusal, form: forms.Form) -> str | None:
        """Remembers the entries of the same name, so that the page shows them."""
        if isinstance(refusal, ProviderTwice):
            self.alike = refusal.known
        return super().field_of(refusal, form)


class CorrectingScreen(SectionedScreen):
    """Corrections by the version that was read: a conflict shows both texts and loses neither."""

    def standing(self) -> tuple[int, dict[str, Any]]:
        """The version that stands there, and its facts."""
        raise NotImplementedError

    def typed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What was typed, as facts."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else may have saved since the form was opened: then both texts are shown."""
        self.guard()
        form = self.form(request.POST)
        version, now = self.standing()
        if form.is_valid() and form.cleaned_data["version"] != version:
            return self._beside_each_other(version, now, self.typed(form.cleaned_data))
        return super().post(request, *args, **kwargs)

    def _beside_each_other(self, version: int, now: dict[str, Any], typed: dict[str, Any]) -> HttpResponse:
        self.differences = tuple(
            Change(LABELS[name], said(name, kept(now[name])), said(name, kept(typed[name])))
            for name in now
            if kept(now[name]) != kept(typed[name])
        )
        data = self.request.POST.copy()
        data["version"] = str(version)
        form = self.form(data)
        form.is_valid()
        form.add_error(None, str(StaleVersion()))
        return self._show(form, status=StaleVersion.status)


PROVIDER_SECTIONS: Sections = (
    (pgettext_lazy("provider", "Đơn vị"), ("office", "name", "kind", "about", "licence")),
    (gettext_lazy("Liên lạc"), ("address", "phone", "email", "link", "contacts")),
    (gettext_lazy("Nguồn và công khai"), ("said_by", "public")),
    (gettext_lazy("Lý do"), ("reason",)),
)


class AddProvider(SectionedScreen):
    """A new entry of the own office."""

    policy = Policy("directory.providers.add")
    title = gettext_lazy("Thêm đơn vị vào danh bạ")
    button = gettext_lazy("Thêm đơn vị")
    sections = PROVIDER_SECTIONS

    def guard(self) -> None:
        """Nothing is there yet."""

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(DIRECTORY, reverse("directory:services")),))

    @cached_property
    def mine(self) -> list[tuple[str, str]]:
        """The offices in whose name this person may add."""
        chosen = offices(self.actor, "directory.providers.add")
        names = dict(Unit.objects.filter(pk__in=[one for one in chosen if one]).values_list("pk", "name"))
        return [(office_key(one), in_line(names[one]) if one else _("cấp tỉnh")) for one in chosen]

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the offices of this person."""
        first = self.mine[0][0] if self.mine else ""
        return AddProviderForm(data, initial={"row_id": new_id(), "office": first}, offices=self.mine)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        row = add_provider(
            **self.by, facts=_facts(cleaned), provider_id=cleaned["row_id"], office=cleaned["office"],
            other=cleaned["other"],
        )  # fmt: skip
        return self.after(provider_url(row.pk), _("Đã thêm. Nay ghi các dịch vụ của đơn vị."))


def _facts(cleaned: dict[str, Any]) -> ProviderFacts:
    return ProviderFacts(**{name: cleaned[name] for name in TOLD})


class CorrectProvider(CorrectingScreen):
    """What is known of a provider, corrected."""

    policy = Policy("directory.providers.correct")
    title = gettext_lazy("Sửa thông tin đơn vị")
    button = gettext_lazy("Lưu chỉnh sửa")
    sections = PROVIDER_SECTIONS

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it stands."""
        return CorrectProviderForm(data, initial={**asdict(facts_of(self.provider)), "version": self.provider.version})

    def standing(self) -> tuple[int, dict[str, Any]]:
        """As it stands."""
        return self.provider.version, asdict(facts_of(self.provider))

    def typed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """As typed."""
        return asdict(_facts(cleaned))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        correct_provider(
            **self.by, provider_id=self.provider.pk, version=cleaned["version"], facts=_facts(cleaned),
            reason=cleaned["reason"], other=cleaned["other"],
        )  # fmt: skip
        return self.done(_("Đã lưu"))


class CloseProvider(KeptScreen):
    """No longer working."""

    policy = Policy("directory.providers.close")
    form_class = CloseForm
    title = gettext_lazy("Ghi đơn vị ngừng hoạt động")
    button = gettext_lazy("Ghi ngừng hoạt động")

    def initial(self) -> dict[str, Any]:
        """From today."""
        return {"day": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        close_provider(**self.by, provider_id=self.provider.pk, day=cleaned["day"], reason=cleaned["reason"])
        return self.done(_("Đã ghi ngừng hoạt động"))


class ReopenProvider(ActScreen):
    """It works again."""

    policy = Policy("directory.providers.reopen")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Open it."""
        row = reopen_provider(actor=self.actor, at=self.at, provider_id=kwargs["pk"])
        return self.after(provider_url(row.pk), _("Đã ghi hoạt động lại"))


class CheckProvider(ActScreen):
    """All of it is still so."""

    policy = Policy("directory.providers.check")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Note it."""
        row = check_provider(actor=self.actor, at=self.at, provider_id=kwargs["pk"])
        return self.after(provider_url(row.pk), _("Đã ghi: kiểm tra hôm nay, vẫn đúng"))


class GiveStaff(KeptScreen):
    """Who answers for it."""

    policy = Policy("directory.staff.give")
    form_class = StaffForm
    title = gettext_lazy("Giao người phụ trách")
    button = gettext_lazy("Giao")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it."""
        row = give_staff(**self.by, provider_id=self.provider.pk, person=cleaned["person"])
        return self.done(_("Đã giao {name}").format(name=row.name))


class EndStaff(ActScreen):
    """No longer."""

    policy = Policy("directory.staff.end")

    def act(self, **kwargs: Any) -> HttpResponse:
        """End it."""
        row = end_staff(actor=self.actor, at=self.at, staffing_id=kwargs["pk"])
        return self.after(provider_url(row.provider_id), _("Đã thôi giao {name}").format(name=row.name))
