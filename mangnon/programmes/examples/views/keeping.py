"""What is written about models: put down, corrected, copied, paused and ended, told year by year."""

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
from mangnon.places.models import Level, Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.examples import actions, queries
from mangnon.programmes.examples.actions import CopyTold, YearTold
from mangnon.programmes.examples.forms import CopyExampleForm, ExampleForm, StateForm, YearForm, told_of
from mangnon.programmes.examples.models import Example
from mangnon.programmes.examples.rules import may_become
from mangnon.programmes.examples.views.listing import example_url, examples_url
from mangnon.programmes.examples.words import EXAMPLES, kinds
from mangnon.programmes.plans.actions.keeping import must_keep
from mangnon.programmes.plans.forms import EvidenceForm
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class AddExample(FormScreen):
    """A model of the place one works for."""

    policy = Policy(rights.ADD_EXAMPLE)
    help_page = "programmes/examples"
    title = gettext_lazy("Ghi mô hình")
    button = gettext_lazy("Ghi mô hình")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return ExampleForm(data, initial={"uid": new_id()}, kinds=kinds())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.add_example(
            actor=self.actor, at=self.at, place=self.place, told=told_of(cleaned), uid=cleaned["uid"]
        )
        return self.after(example_url(made), _("Đã ghi mô hình. Gửi ảnh, báo cáo làm minh chứng nếu có."))

    def head(self) -> PageHead:
        """Under the directory."""
        return PageHead(title=self.title, crumbs=(Link(EXAMPLES, examples_url()),), line=self.place.name)


class ExampleForms(FormScreen):
    """A form about one model of the own place."""

    help_page = "programmes/examples"
    example: Example

    def guard(self) -> None:
        """The model. Raises NotFound, Forbidden."""
        self.example = queries.example_seen(self.kwargs["pk"])
        must_keep(self.actor, self.policy.action or "", self.example.place)

    @property
    def about(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at, "example_id": self.example.pk}

    def head(self) -> PageHead:
        """Under the model."""
        crumbs = (Link(EXAMPLES, examples_url()), Link(self.example.title, example_url(self.example)))
        return PageHead(title=self.title, crumbs=crumbs, line=old_name(self.example.place))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(example_url(self.example), said)


class CorrectExample(ExampleForms):
    """What is told of it."""

    policy = Policy(rights.CORRECT_EXAMPLE)
    title = gettext_lazy("Sửa mô hình")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        one = self.example
        names = (name for name in actions.ExampleTold.__dataclass_fields__ if name != "document")
        known = {name: getattr(one, name) for name in names}
        known |= {"version": one.version, "document": one.document.number if one.document else ""}
        return ExampleForm(data, initial=known | {"cost": one.cost or ""}, kinds=kinds())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_example(**self.about, version=cleaned["version"], told=told_of(cleaned))
        return self.done(_("Đã lưu"))


class CopyExample(FormScreen):
    """A model of anybody begins in the own place, or for the province in a commune that it names."""

    policy = Policy(rights.COPY_EXAMPLE)
    help_page = "programmes/examples"
    title = gettext_lazy("Chép mô hình")
    button = gettext_lazy("Chép mô hình")
    example: Example

    def guard(self) -> None:
        """The model. Raises NotFound."""
        self.example = queries.example_seen(self.kwargs["pk"])

    @cached_property
    def home(self) -> Unit:
        """The place one works for."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """The own place, or one to choose."""
        known = {"since": local_day(self.at)}
        return CopyExampleForm(data, initial=known, chosen=self.home.level != Level.COMMUNE)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Copy it."""
        place = cleaned.pop("place", self.home)
        made = actions.copy_example(
            actor=self.actor, at=self.at, example_id=self.example.pk, place=place, told=CopyTold(**cleaned)
        )
        said = _("Đã chép về {place}. Sửa cách làm cho hợp với nơi này nếu cần.").format(place=place.name)
        return self.after(example_url(made), said)

    def head(self) -> PageHead:
        """From where to where."""
        crumbs = (Link(EXAMPLES, examples_url()), Link(self.example.title, example_url(self.example)))
        told = _("Từ {place}. Việc làm, đối tượng, cách làm chép theo; người, tiền, kết quả là của nơi mới.")
        return PageHead(title=self.title, crumbs=crumbs, line=told.format(place=old_name(self.example.place)))


class SetExampleState(ExampleForms):
    """It pauses, ends, runs again."""

    policy = Policy(rights.SET_EXAMPLE_STATE)
    title = gettext_lazy("Đổi tình trạng mô hình")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what it can become."""
        known = {"version": self.example.version, "on": local_day(self.at)}
        return StateForm(data, initial=known, states=may_become(self.example.state))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.set_example_state(**self.about, **cleaned)
        return self.done(_("Đã ghi tình trạng"))


class TellExampleYear(ExampleForms):
    """What a year achieved."""

    policy = Policy(rights.TELL_EXAMPLE_YEAR)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it was told, or empty."""
        row = queries.year_of(self.example, self.kwargs["year"])
        known: dict[str, Any] = {"version": 0}
        if row is not None:
            known = {name: getattr(row, name) for name in ("version", "people", "children", "spent", "note")}
        return YearForm(data, initial=known)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        version, year = cleaned.pop("version"), self.kwargs["year"]
        actions.tell_example_year(**self.about, year=year, version=version, told=YearTold(**cleaned))
        return self.done(_("Đã ghi kết quả năm {year}").format(year=year))

    def head(self) -> PageHead:
        """The model and the year."""
        crumbs = (Link(EXAMPLES, examples_url()), Link(self.example.title, example_url(self.example)))
        return PageHead(title=_("Kết quả năm {year}").format(year=self.kwargs["year"]), crumbs=crumbs)


class AttachExample(ExampleForms):
    """A file."""

    policy = Policy(rights.ATTACH_EXAMPLE)
    title = gettext_lazy("Gửi minh chứng")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = actions.attach_example(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))
