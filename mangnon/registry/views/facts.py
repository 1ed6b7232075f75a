"""Forms about parents, carers, names, residences, households and files of a child: one act each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.registry.actions import (
    add_other_name,
    attach_file,
    drop_other_name,
    end_carer,
    end_parent_state,
    join_household,
    leave_household,
    move_home,
    name_carer,
    register_residence,
    say_parent,
    say_parent_state,
)
from mangnon.registry.forms.facts import (
    AttachForm,
    CarerForm,
    EndForm,
    MoveForm,
    NameForm,
    ParentForm,
    RegisteredForm,
    StateForm,
)
from mangnon.registry.forms.households import JoinForm
from mangnon.registry.models import Carer, Parent, ParentState, Which
from mangnon.registry.queries.listing import holding
from mangnon.registry.queries.naming import household_named
from mangnon.registry.told import Home, ParentTold
from mangnon.registry.views.beside import Line
from mangnon.registry.views.forming import ChildForm, WordedChildForm
from mangnon.ui.parts import Act, PageHead
from mangnon.ui.screens import ActScreen


class SayParent(WordedChildForm):
    """Who the father or the mother is, and how it stands with them."""

    policy = Policy("registry.parents.say")
    form_class = ParentForm
    which: Which

    def guard(self) -> None:
        """Father or mother. Raises NotFound."""
        super().guard()
        self.which = _which(self.kwargs["which"])

    def head(self) -> PageHead:
        """Whom it is about."""
        return replace(super().head(), title=_("Ghi {who}").format(who=str(self.which.label).lower()))

    def initial(self) -> dict[str, Any]:
        """What was said before."""
        known = Parent.objects.filter(child=self.child, which=self.which).values().first()
        return {"ethnicity": self.child.ethnicity, **(known or {})}

    def besides(self) -> dict[str, Any]:
        """With the states that hold, and the way to say another."""
        rows = ParentState.objects.filter(holding(self.words.on), child=self.child, which=self.which)
        held = tuple(
            Line(
                self.words.word("tinh_trang_cha_me", row.state),
                _("từ {day}").format(day=format_date(row.valid_from)),
                reverse("registry:end_state", args=[self.child.pk, row.pk]),
            )
            for row in rows.order_by("valid_from")
        )
        way = Act(_("Ghi tình trạng"), reverse("registry:state", args=[self.child.pk, self.which.value]))
        return {"held": held, "second": (way,)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One parent."""
        source = cleaned.pop("source")
        say_parent(**self.about, told=ParentTold(which=self.which.value, **cleaned), source=source)
        return self.done(_("Đã ghi {who}").format(who=str(self.which.label).lower()))


def _which(told: str) -> Which:
    if told not in Which.values:
        raise NotFound
    return Which(told)


class SayState(WordedChildForm):
    """Alive, dead, missing, away …"""

    policy = Policy("registry.parents.state")
    form_class = StateForm
    which: Which

    def guard(self) -> None:
        """Father or mother. Raises NotFound."""
        super().guard()
        self.which = _which(self.kwargs["which"])

    def head(self) -> PageHead:
        """Whom it is about."""
        return replace(super().head(), title=_("Tình trạng của {who}").format(who=str(self.which.label).lower()))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One state."""
        say_parent_state(**self.about, which=self.which.value, **cleaned)
        return self.done(_("Đã ghi tình trạng"))


class EndState(ChildForm):
    """A state of a parent that doesn't hold any more."""

    policy = Policy("registry.parents.end_state")
    form_class = EndForm
    title = gettext_lazy("Kết thúc tình trạng của cha, mẹ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_parent_state(**self.about, state_id=self.kwargs["row"], on=cleaned["on"])
        return self.done(_("Đã kết thúc tình trạng"))


class NameCarer(WordedChildForm):
    """Who takes care of the child."""

    policy = Policy("registry.carers.name")
    form_class = CarerForm
    title = gettext_lazy("Người chăm sóc")

    def besides(self) -> dict[str, Any]:
        """With those who do now."""
        rows = Carer.objects.filter(holding(self.words.on), child=self.child).order_by("-main", "valid_from")
        held = tuple(
            Line(
                row.full_name,
                _("từ {day}").format(day=format_date(row.valid_from)),
                reverse("registry:end_carer", args=[self.child.pk, row.pk]),
            )
            for row in rows
        )
        return {"held": held}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One carer."""
        name_carer(**self.about, **cleaned)
        return self.done(_("Đã ghi người chăm sóc"))


class EndCarer(ChildForm):
    """Somebody doesn't take care of the child any more."""

    policy = Policy("registry.carers.end")
    form_class = EndForm
    title = gettext_lazy("Thôi chăm sóc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_carer(**self.about, carer_id=self.kwargs["row"], on=cleaned["on"])
        return self.done(_("Đã kết thúc việc chăm sóc"))


class AddName(ChildForm):
    """Another name of the child."""

    policy = Policy("registry.names.add")
    form_class = NameForm
    title = gettext_lazy("Tên khác")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One name."""
        add_other_name(**self.about, **cleaned)
        return self.done(_("Đã ghi tên khác"))


class DropName(ActScreen):
    """The child isn't called so."""

    policy = Policy("registry.names.drop")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Drop it."""
        pk = kwargs["pk"]
        drop_other_name(actor=self.actor, at=self.at, child_id=pk, name_id=kwargs["row"])
        return self.after(reverse("registry:child", args=[pk]), _("Đã bỏ tên khác"))


class MoveHome(ChildForm):
    """Another home in the same commune."""

    policy = Policy("registry.residences.move")
    title = gettext_lazy("Chỗ ở mới trong xã")
    note = gettext_lazy("Trẻ chuyển sang xã, phường khác thì không ghi ở đây: xã này đề nghị nơi kia tiếp nhận.")

    def build(self, data: QueryDict | None) -> forms.Form:
        """Hamlets of the child's commune."""
        return MoveForm(
            data, initial={"hamlet": self.child.hamlet_id}, actor=self.actor, action=self.policy.action or "",
            place=self.child.place, words=self.words,
        )  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One residence."""
        home = Home(cleaned["hamlet_id"], cleaned["address"], cleaned["status"])
        move_home(**self.about, home=home, since=cleaned["since"], source=cleaned["source"])
        return self.done(_("Đã ghi chỗ ở mới"))


class RegisterResidence(WordedChildForm):
    """Where the child is registered."""

    policy = Policy("registry.residences.register")
    form_class = RegisteredForm
    title = gettext_lazy("Nơi thường trú")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One residence."""
        home = Home(None, cleaned["address"], cleaned["status"])
        register_residence(**self.about, place=cleaned["place"], home=home, since=cleaned["since"])
        return self.done(_("Đã ghi nơi thường trú"))


class JoinHousehold(WordedChildForm):
    """The child lives in a household."""

    policy = Policy("registry.households.join")
    form_class = JoinForm
    title = gettext_lazy("Ghi trẻ vào hộ")

    def initial(self) -> dict[str, Any]:
        """From today, unless something else is known."""
        return {"since": local_day(self.at), "relation": "3"}

    def besides(self) -> dict[str, Any]:
        """With the way to enter a household."""
        way = Act(_("Ghi hộ mới"), reverse("registry:register_household"))
        return {"second": (way,)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One stay."""
        household = household_named(self.actor, cleaned.pop("household"))
        join_household(**self.about, household_id=household, **cleaned)
        return self.done(_("Đã ghi trẻ vào hộ"))


class LeaveHousehold(ChildForm):
    """The child lives in no known household."""

    policy = Policy("registry.households.leave")
    form_class = EndForm
    title = gettext_lazy("Ghi trẻ ra khỏi hộ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End the stay."""
        leave_household(**self.about, on=cleaned["on"])
        return self.done(_("Đã ghi trẻ ra khỏi hộ"))


class AttachFile(ChildForm):
    """A file for the record."""

    policy = Policy("registry.children.attach")
    title = gettext_lazy("Gửi tệp")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def build(self, data: QueryDict | None) -> forms.Form:
        """With what was sent."""
        return AttachForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One file."""
        made = attach_file(**self.about, upload=cleaned["file"], sensitive=cleaned["sensitive"])
        return self.done(_("Đã nhận {name}").format(name=made.name))
