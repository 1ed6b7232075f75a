"""Buttons of a roster: check again, say what was looked at, take in, take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.numbers import format_int
from mangnon.registry.rosters.actions import (
    APPLY,
    CHECK,
    DECIDE,
    UNDO,
    apply_roster,
    check_roster,
    decide_roster,
    queue_roster,
    undo_roster,
)
from mangnon.registry.rosters.queries import roster as one_roster
from mangnon.registry.rosters.views.sending import check_now_or_later, roster_url
from mangnon.ui.screens import ActScreen

FEW = 500
"""So many rows are taken in while one waits."""


class Check(ActScreen):
    """Check once more: the register or the lists have changed."""

    policy = Policy(CHECK)

    def act(self, **kwargs: Any) -> HttpResponse:
        """At once or by the worker."""
        pk: UUID = kwargs["pk"]
        roster = one_roster(self.actor, pk)
        check_now_or_later(self, roster)
        return self.after(roster_url(roster))


class Decide(ActScreen):
    """Doubts were looked at; likenesses were decided, so that the plan is made anew."""

    policy = Policy(DECIDE)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Keep both, and check again when a likeness was decided."""
        pk: UUID = kwargs["pk"]
        one_roster(self.actor, pk)
        post = self.request.POST
        decided = {
            name.removeprefix("row_"): "" if value == "other" else str(value)
            for name, value in post.items()
            if name.startswith("row_") and value
        }
        before = one_roster(self.actor, pk).decided
        roster = decide_roster(
            actor=self.actor, at=self.at, roster_id=pk, accepted=post.getlist("accepted"), decided=decided
        )
        if roster.decided != before:
            accepted = list(roster.accepted)
            roster = check_roster(actor=self.actor, at=self.at, roster_id=pk)
            decide_roster(actor=self.actor, at=self.at, roster_id=pk, accepted=accepted, decided={})
        return self.after(roster_url(roster), _("Đã ghi những điều đã xem."))


class Apply(ActScreen):
    """Take the sheet in."""

    policy = Policy(APPLY)

    def act(self, **kwargs: Any) -> HttpResponse:
        """A short one at once, a long one by the worker."""
        pk: UUID = kwargs["pk"]
        roster = one_roster(self.actor, pk)
        if roster.rows > FEW:
            roster = queue_roster(actor=self.actor, at=self.at, roster_id=pk)
            return self.after(roster_url(roster))
        roster = apply_roster(actor=self.actor, at=self.at, roster_id=pk)
        said = _("Đã nhập: {new} trẻ em mới, {changed} hồ sơ thay đổi").format(
            new=format_int(roster.new), changed=format_int(roster.changed)
        )
        return self.after(roster_url(roster), said)


class Undo(ActScreen):
    """Take an import back."""

    policy = Policy(UNDO)

    def act(self, **kwargs: Any) -> HttpResponse:
        """All that nobody touched since."""
        pk: UUID = kwargs["pk"]
        roster = undo_roster(actor=self.actor, at=self.at, roster_id=pk)
        if roster.kept:
            said = _("Đã hoàn tác; giữ lại {n} hồ sơ có người sửa sau khi nhập").format(n=format_int(len(roster.kept)))
        else:
            said = _("Đã hoàn tác cả tệp")
        return self.after(roster_url(roster), said)
