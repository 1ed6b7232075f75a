"""Inviting, giving and ending roles, closing accounts, handing over work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.access.roles import ROLES, Role
from mangnon.accounts.actions import assigning, inviting, leaving
from mangnon.accounts.actions.links import Link as JoinLink
from mangnon.accounts.forms.managing import EndForm, InviteForm, PeriodForm, RolePlaceForm
from mangnon.accounts.mailing import send_link
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import Held, held_by, people, see_person
from mangnon.accounts.receiving import receivers
from mangnon.accounts.rules import longest_last
from mangnon.accounts.slots import Places
from mangnon.accounts.views.joining import lines_for_link
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.places.queries import suggest
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen, Screen


def people_crumb() -> Link:
    """The way back to the list."""
    return Link(_("Người dùng"), reverse("accounts:people"))


def person_crumb(person: Person) -> Link:
    """The way back to one person."""
    return Link(person.full_name, reverse("accounts:person", args=[person.pk]))


class SuggestPlace(Screen):
    """The fragment under the place box."""

    policy = Policy("accounts.people.invite")
    template = "accounts/_suggestions.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Communes of today by old or new name."""
        found = suggest(request.GET.get("q", "")[:80])
        return self.page({"found": [(str(one.unit.pk), one.title, one.note) for one in found]})


class LinkPage:
    """Mixin: shows a link just made, once."""

    request: HttpRequest

    def show_link(self, link: JoinLink) -> HttpResponse:
        """The page with the link; a letter goes out when an address is known."""
        url = self.request.build_absolute_uri(reverse("accounts:join", args=[link.secret]))
        if link.person.email:
            send_link(link.person.email, url)
        head = PageHead(
            title=_("Đường dẫn cho {name}").format(name=link.person.full_name),
            crumbs=(people_crumb(), person_crumb(link.person)),
        )
        context = {
            "head": head,
            "link": url,
            "person": link.person,
            "until": link.invitation.expires_at,
            "purpose": lines_for_link(link.invitation.purpose),
        }
        return self.page(context, template="accounts/link.html")  # type: ignore[attr-defined,no-any-return]


class Invite(FormScreen):
    """First question: which role, and where."""

    policy = Policy("accounts.people.invite")
    title = gettext_lazy("Mời người dùng")
    button = gettext_lazy("Tiếp tục")
    help_page = "accounts/people"
    action = "accounts.people.invite"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Roles and places that this person may give."""
        return RolePlaceForm(data, actor=self.actor, action=self.action, on=local_day(self.at))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """On to the second question."""
        return self.after(reverse("accounts:invite_person", args=[cleaned["role"], cleaned["unit"].pk]))

    def head(self) -> PageHead:
        """Where one is."""
        return PageHead(title=self.title, crumbs=(people_crumb(),), line=_("Bước 1 trên 2: vai trò và địa bàn"))


class RoleAndPlace:
    """Mixin: the role and place that the first question settled; unknown ones are 404."""

    kwargs: dict[str, Any]
    at: Any

    @property
    def role(self) -> Role:
        """The role in the address. Raises NotFound."""
        if self.kwargs["role"] not in set(Role):
            raise NotFound
        return Role(self.kwargs["role"])

    @property
    def place(self) -> Unit:
        """The place in the address. Raises NotFound."""
        found = Unit.objects.filter(pk=self.kwargs["place"]).first()
        if found is None:
            raise NotFound
        return found

    def initial(self) -> dict[str, Any]:
        """From today, for as long as may be."""
        today = local_day(self.at)
        return {"first": today, "last": longest_last(today)}

    def asked_words(self) -> str:
        """Role and place, in words."""
        return f"{ROLES[self.role].name}, {self.place.name}"


class InvitePerson(RoleAndPlace, LinkPage, FormScreen):
    """Second question: who, and for how long."""

    policy = Policy("accounts.people.invite")
    title = gettext_lazy("Mời người dùng")
    button = gettext_lazy("Mời và lấy đường dẫn")
    help_page = "accounts/people"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Hamlets of the place, for a role that has some."""
        return InviteForm(data, initial=self.initial(), role=self.role, place=self.place)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Invite, and show the link."""
        link = inviting.invite_person(
            actor=self.actor,
            at=self.at,
            role=self.role,
            place_id=self.place.pk,
            hamlet_ids=cleaned.pop("hamlets", ()),
            **cleaned,
        )
        return self.show_link(link)

    def head(self) -> PageHead:
        """Where one is."""
        line = _("Bước 2 trên 2: {what}").format(what=self.asked_words())
        crumbs = (people_crumb(), Link(_("Vai trò và địa bàn"), reverse("accounts:invite")))
        return PageHead(title=self.title, crumbs=crumbs, line=line)


class Give(Invite):
    """First question for somebody already known."""

    policy = Policy("accounts.assignments.give")
    title = gettext_lazy("Giao vai trò")
    action = "accounts.assignments.give"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """For a person within reach. Raises NotFound."""
        see_person(self.actor, self.kwargs["pk"])
        return super().form(data)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """On to the second question."""
        where = [self.kwargs["pk"], cleaned["role"], cleaned["unit"].pk]
        return self.after(reverse("accounts:give_role", args=where))

    def head(self) -> PageHead:
        """Whom it is for."""
        person = see_person(self.actor, self.kwargs["pk"])
        crumbs = (people_crumb(), person_crumb(person))
        return PageHead(title=self.title, crumbs=crumbs, line=_("Bước 1 trên 2: vai trò và địa bàn"))


class GiveRole(RoleAndPlace, FormScreen):
    """Second question: for how long."""

    policy = Policy("accounts.assignments.give")
    title = gettext_lazy("Giao vai trò")
    button = gettext_lazy("Giao vai trò")
    help_page = "accounts/people"

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Period, title, hamlets."""
        see_person(self.actor, self.kwargs["pk"])
        return PeriodForm(data, initial=self.initial(), role=self.role, place=self.place)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it."""
        given = assigning.give_assignment(
            actor=self.actor,
            at=self.at,
            person_id=self.kwargs["pk"],
            role=self.role,
            place_id=self.place.pk,
            hamlet_ids=cleaned.pop("hamlets", ()),
            **cleaned,
        )
        said = _("{name} có vai trò “{role}” ở {place}.")
        said = said.format(name=given.person.full_name, role=given.role_name, place=given.place.name)
        return self.after(reverse("accounts:person", args=[self.kwargs["pk"]]), said)

    def head(self) -> PageHead:
        """Whom it is for, and what."""
        person = see_person(self.actor, self.kwargs["pk"])
        line = _("Bước 2 trên 2: {what}").format(what=self.asked_words())
        return PageHead(title=self.title, crumbs=(people_crumb(), person_crumb(person)), line=line)


class Leaving(FormScreen):
    """What ending a role, closing an account and handing over have in common: a reason, and a receiver if needed."""

    template = "accounts/leaving.html"
    help_page = "accounts/people"
    form_class = EndForm

    def person(self) -> Person:
        """Who leaves. Raises NotFound."""
        return see_person(self.actor, self.kwargs["pk"], self.policy.action or "")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Asks for a receiver only when open work would be left."""
        if not self.held():
            return EndForm(data, receivers=None)
        fit = receivers(self.person(), self.actor, self.policy.action or "", self.places(), at=self.at)
        return EndForm(data, receivers=fit)

    def places(self) -> Places:
        """Where open work would be left: everywhere, unless the screen says otherwise."""
        return None

    def held(self) -> list[Held]:
        """The work that would be left."""
        return held_by(self.person().pk, self.places())

    def extra(self) -> dict[str, Any]:
        """What would be moved."""
        return {"held": self.held(), "consequence": self.consequence()}

    def consequence(self) -> str:
        """What happens, in a sentence."""
        raise NotImplementedError

    def head(self) -> PageHead:
        """Whom it is about."""
        return PageHead(title=self.title, crumbs=(people_crumb(), person_crumb(self.person())))

    @staticmethod
    def receiver(cleaned: dict[str, Any]) -> UUID | None:
        """The chosen receiver, if one was asked for."""
        return UUID(cleaned["receiver"]) if cleaned.get("receiver") else None


class EndRole(Leaving):
    """End one assignment today."""

    policy = Policy("accounts.assignments.end")
    title = gettext_lazy("Kết thúc vai trò")
    button = gettext_lazy("Kết thúc vai trò hôm nay")

    def person(self) -> Person:
        """Who holds the assignment."""
        return see_person(self.actor, self._assignment().person_id, "accounts.assignments.end")

    def places(self) -> Places:
        """Where the person has nothing else."""
        return leaving.left_behind(self._assignment(), at=self.at)

    def consequence(self) -> str:
        """What ends."""
        one = self._assignment()
        said = _("Từ hôm nay {name} không còn vai trò “{role}” ở {place}. Lịch sử vẫn giữ.")
        return said.format(name=one.person.full_name, role=one.role_name, place=one.place.name)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        one = leaving.end_assignment(
            actor=self.actor,
            at=self.at,
            assignment_id=self.kwargs["pk"],
            why=cleaned["why"],
            receiver_id=self.receiver(cleaned),
        )
        said = _("Đã kết thúc vai trò “{role}” của {name}.").format(role=one.role_name, name=one.person.full_name)
        return self.after(reverse("accounts:person", args=[one.person_id]), said)

    def _assignment(self) -> Assignment:
        found = Assignment.objects.select_related("person", "place").filter(pk=self.kwargs["pk"]).first()
        if found is None or not people(self.actor, "accounts.assignments.end").filter(pk=found.person_id).exists():
            raise NotFound
        return found


class DisablePerson(Leaving):
    """Close an account."""

    policy = Policy("accounts.people.disable")
    title = gettext_lazy("Khóa người dùng")
    button = gettext_lazy("Khóa ngay")

    def consequence(self) -> str:
        """What closes."""
        said = _("{name} thoát ra trên mọi máy và không vào được nữa. Tên vẫn còn trong nhật ký và lịch sử.")
        return said.format(name=self.person().full_name)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        person = leaving.disable_person(
            actor=self.actor,
            at=self.at,
            person_id=self.kwargs["pk"],
            why=cleaned["why"],
            receiver_id=self.receiver(cleaned),
        )
        said = _("Đã khóa {name}.").format(name=person.full_name)
        return self.after(reverse("accounts:person", args=[person.pk]), said)


class MoveWork(Leaving):
    """Hand all open work to somebody else, while the person stays."""

    policy = Policy("accounts.work.move")
    title = gettext_lazy("Chuyển việc đang làm")
    button = gettext_lazy("Chuyển hết")

    def consequence(self) -> str:
        """What moves."""
        return _("Mọi việc đang mở của {name} sang người nhận cùng lúc.").format(name=self.person().full_name)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Move it."""
        to = self.receiver(cleaned)
        if to is None:
            raise leaving.NothingHeld(name=self.person().full_name)
        moved = leaving.move_work(actor=self.actor, at=self.at, from_id=self.kwargs["pk"], to_id=to, why=cleaned["why"])
        said = _("Đã chuyển {n} việc.").format(n=sum(moved.values()))
        return self.after(reverse("accounts:person", args=[self.kwargs["pk"]]), said)


class Renew(LinkPage, ActScreen):
    """A new link for somebody."""

    policy = Policy("accounts.invitations.renew")
    http_method_names = ("get", "post", "options")
    template = "accounts/renew.html"
    help_page = "accounts/people"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Ask first, for browsers without scripts."""
        person = see_person(self.actor, pk, "accounts.invitations.renew")
        head = PageHead(title=_("Cấp đường dẫn mới"), crumbs=(people_crumb(), person_crumb(person)))
        return self.page({"head": head, "person": person})

    def act(self, **kwargs: Any) -> HttpResponse:
        """Make it and show it once."""
        return self.show_link(inviting.renew_link(actor=self.actor, at=self.at, person_id=kwargs["pk"]))


class Withdraw(ActScreen):
    """Take a link back."""

    policy = Policy("accounts.invitations.withdraw")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Withdraw."""
        one = inviting.withdraw_invitation(actor=self.actor, at=self.at, invitation_id=kwargs["pk"])
        return self.after(reverse("accounts:person", args=[one.person_id]), _("Đã thu hồi đường dẫn."))
