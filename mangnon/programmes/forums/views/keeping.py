"""What is written about forums: prepared, corrected, held, not held, reported; who takes part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.programmes import rights
from mangnon.programmes.forums import actions, queries
from mangnon.programmes.forums.forms import (
    CancelForm,
    ForumForm,
    GroupForm,
    HoldForm,
    ReportForm,
    forum_told,
    group_told,
    grown_told,
    known_forum,
    known_group,
)
from mangnon.programmes.forums.models import Forum, ForumGroup, ForumKind
from mangnon.programmes.forums.views.listing import forum_url
from mangnon.programmes.forums.words import FORUMS
from mangnon.programmes.plans.actions.keeping import must_keep
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class AddForum(FormScreen):
    """A forum of the place one works for."""

    policy = Policy(rights.ADD_FORUM)
    help_page = "programmes/forums"
    title = gettext_lazy("Ghi diễn đàn")
    button = gettext_lazy("Ghi vào sổ")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With a name to begin with."""
        title = _("Diễn đàn trẻ em {place} năm {year}").format(
            place=in_line(self.place.name), year=local_day(self.at).year
        )
        return ForumForm(data, initial={"uid": new_id(), "kind": ForumKind.LEVEL, "title": title})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.add_forum(
            actor=self.actor, at=self.at, place=self.place, told=forum_told(cleaned), uid=cleaned["uid"]
        )
        return self.after(forum_url(made), _("Đã ghi. Thêm các nhóm đại biểu và số phiếu đồng ý."))

    def head(self) -> PageHead:
        """Under the list."""
        crumbs = (Link(FORUMS, reverse("programmes:forums")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.place.name)


class ForumForms(FormScreen):
    """A form about one forum of the own place."""

    help_page = "programmes/forums"
    forum: Forum

    def guard(self) -> None:
        """The forum. Raises NotFound, Forbidden."""
        self.forum = queries.forum_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        must_keep(self.actor, self.policy.action or "", self.forum.place)

    def initial(self) -> dict[str, Any]:
        """The version that was read."""
        return {"version": self.forum.version}

    @property
    def whom(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at}

    def head(self) -> PageHead:
        """Under the forum."""
        return PageHead(title=self.title, crumbs=(Link(self.forum.title, forum_url(self.forum)),))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(forum_url(self.forum), said)


class CorrectForum(ForumForms):
    """What is said of it."""

    policy = Policy(rights.CORRECT_FORUM)
    form_class = ForumForm
    title = gettext_lazy("Sửa diễn đàn")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return known_forum(self.forum)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = forum_told(cleaned)
        actions.correct_forum(**self.whom, forum_id=self.forum.pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class HoldForum(ForumForms):
    """It took place."""

    policy = Policy(rights.HOLD_FORUM)
    form_class = HoldForm
    title = gettext_lazy("Ghi diễn đàn đã tổ chức")
    button = gettext_lazy("Ghi đã tổ chức")

    def initial(self) -> dict[str, Any]:
        """As it was planned."""
        return {name: getattr(self.forum, name) for name in HoldForm.base_fields}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = {name: cleaned[name] for name in ("version", "starts_on", "ends_on")}
        actions.hold_forum(**self.whom, forum_id=self.forum.pk, grown=grown_told(cleaned), **told)
        return self.done(_("Đã ghi diễn đàn. Thêm câu hỏi, kiến nghị của trẻ em và ai phải trả lời."))


class CancelForum(ForumForms):
    """It won't take place."""

    policy = Policy(rights.CANCEL_FORUM)
    form_class = CancelForm
    title = gettext_lazy("Ghi không tổ chức")
    button = gettext_lazy("Ghi không tổ chức")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.cancel_forum(**self.whom, forum_id=self.forum.pk, **cleaned)
        return self.done(_("Đã ghi diễn đàn không tổ chức"))


class ReportForum(ForumForms):
    """The report that went upwards."""

    policy = Policy(rights.REPORT_FORUM)
    form_class = ReportForm
    title = gettext_lazy("Ghi báo cáo sau diễn đàn")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return {name: getattr(self.forum, name) for name in ReportForm.base_fields}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.report_forum(**self.whom, forum_id=self.forum.pk, **cleaned)
        return self.done(_("Đã ghi báo cáo"))


class AddGroup(ForumForms):
    """Delegates who are alike."""

    policy = Policy(rights.ADD_GROUP)
    form_class = GroupForm
    title = gettext_lazy("Thêm nhóm đại biểu")
    button = gettext_lazy("Thêm nhóm đại biểu")

    def initial(self) -> dict[str, Any]:
        """Empty."""
        return {"uid": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add them."""
        told = group_told(cleaned)
        actions.add_group(**self.whom, forum_id=self.forum.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã thêm nhóm từ {source}").format(source=told.source))


class CorrectGroup(ForumForms):
    """Other numbers of a group."""

    policy = Policy(rights.CORRECT_GROUP)
    form_class = GroupForm
    title = gettext_lazy("Sửa nhóm đại biểu")
    group: ForumGroup

    def guard(self) -> None:
        """The group's forum. Raises NotFound, Forbidden."""
        self.group = queries.group_seen(self.kwargs["pk"])
        self.forum = self.group.forum
        self.must_keep()

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        return known_group(self.group)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = group_told(cleaned)
        actions.correct_group(**self.whom, group_id=self.group.pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))
