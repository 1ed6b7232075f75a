"""The page of a child: who it is, one timeline of everything, and beside it family, circumstances, papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.asked import asked
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Text
from mangnon.places.rules import in_line
from mangnon.registry.actions import look_at_sensitive
from mangnon.registry.models import Child, Circumstance, Left, Transfer
from mangnon.registry.queries.moves import ACCEPT, MOVES
from mangnon.registry.queries.opening import has_sensitive, open_child, relations_of
from mangnon.registry.queries.story import Story, Told, story_of
from mangnon.registry.queries.wording import Wording
from mangnon.registry.slots import child_acts, child_panels
from mangnon.registry.verifying.visiting import note_look
from mangnon.registry.views.beside import Beside
from mangnon.registry.views.heading import child_facts, child_tags
from mangnon.registry.views.telling import CHIPS, Teller
from mangnon.ui.parts import Act, Closed, Hint, Link, PageHead
from mangnon.ui.screens import AskedWrongly, Screen

VISIT = "registry.visits.record"
CORRECT = "registry.children.correct"
RETURN = "registry.children.return"


class ChildPage(Screen):
    """One child."""

    policy = Policy("registry.children.see")
    template = "registry/child.html"
    help_page = "registry/child"
    child: Child
    story: Story
    words: Wording

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page; very sensitive groups stay closed."""
        return self.show(pk)

    def show(self, pk: UUID, opened: tuple[Told, ...] = (), *, is_open: bool = False) -> HttpResponseBase:
        """The page, with what was opened this once."""
        chip = self.request.GET.get("loai", "")
        if chip and chip not in CHIPS:
            raise AskedWrongly(what=f"loai={chip[:20]}")
        self.child = child = open_child(self.actor, pk)
        self.story, self.words = story_of(child), Wording(local_day(self.at))
        relations = relations_of(self.actor, child)
        self.saw([child, *relations.children])
        self._note_look()
        path = reverse("registry:child", args=[pk])
        timeline = Teller(child, self.story, self.words, sensitive=opened, may=self._may_now).timeline(
            path, chip, everything="tat-ca" in self.request.GET
        )
        context = {
            "head": self.head(),
            "timeline": timeline,
            "more_url": f"{path}?{'loai=' + chip + '&' if chip else ''}tat-ca=1",
            "beside": Beside(child, self.story, self.words, relations, self._may_now, opened),
            "closed": () if is_open else self._closed(),
            "is_open": is_open,
            "panels": child_panels(self.actor, self.at, child),
            "acts": self._acts(),
            "waits": self._waits() or self._looked(),
        }
        return self.page(context)

    def head(self) -> PageHead:
        """Name, what one must know at once, the act of the day."""
        child, pk = self.child, self.child.pk
        visit = Act(_("Ghi lần thăm"), reverse("registry:visit", args=[pk]), "pencil-plus", key="e")
        correct = Act(_("Sửa thông tin"), reverse("registry:correct", args=[pk]), "edit")
        return PageHead(
            title=child.called,
            crumbs=(Link(_("Sổ trẻ em"), reverse("registry:children")), *self._where()),
            facts=child_facts(child, self.words),
            tags=child_tags(child, self.words.on),
            main=visit if self._may_now(VISIT) else None,
            acts=(correct,) if self._may_now(CORRECT) else self._ways_back(),
        )

    def _ways_back(self) -> tuple[Act, ...]:
        if self.child.left in ("", Left.MERGED) or not self._may(RETURN):
            return ()
        pk = self.child.pk
        back = Act(_("Trở về"), reverse("registry:return", args=[pk]), "home-move")
        never = Act(_("Ghi nhầm"), reverse("registry:never_left", args=[pk]), "undo")
        return (never,) if self.child.left == Left.DIED else (never, back)

    def _waits(self) -> Hint | None:
        """While another commune is asked to take the child over."""
        asked = next((one for one in self.story.of("transfer") if one.data["state"] == Transfer.State.ASKED), None)
        if asked is None:
            return None
        old, new = in_line(asked.data["from_place_name"]), in_line(asked.data["to_place_name"])
        said = _("Đang chờ {new} tiếp nhận trẻ. Cho đến lúc đó, {old} vẫn phụ trách.")
        way = _("Xem đề nghị")
        if self.actor.can(ACCEPT) and not self._may(ACCEPT):
            said = _("Trẻ từ {old} chuyển đến, chờ {new} tiếp nhận. Trước khi trả lời, bạn chỉ xem được hồ sơ.")
            way = _("Trả lời")
        link = Link(way, reverse("registry:transfer", args=[asked.key]))
        return Hint((said.format(old=old, new=new) + " ", *((link,) if self.actor.can(MOVES) else ())))

    @property
    def _visits(self) -> bool:
        """Whether this actor is to re-verify the child."""
        return bool(getattr(self.child, "rechecked_by_me", False))

    def _note_look(self) -> None:
        """Whoever is to re-verify the child has opened its record: from now on their sheet isn't blind."""
        if self._visits:
            note_look(actor=self.actor, at=self.at, child_id=self.child.pk)

    def _looked(self) -> Hint | None:
        if not self._visits:
            return None
        return Hint((_("Bạn đang được giao phúc tra trẻ này. Phiếu ghi lại rằng bạn đã mở hồ sơ trước khi gửi."),))

    def _where(self) -> tuple[str, ...]:
        return (self.child.hamlet.name,) if self.child.hamlet else ()

    def _may(self, right: str) -> bool:
        return self.child.place_id in self.actor.reach(right)

    def _may_now(self, right: str) -> bool:
        return self.child.is_here and self._may(right)

    def _acts(self) -> list[tuple[Text, list[Link]]]:
        """What can be written down, under headings; nothing about a record that isn't in use."""
        if not self.child.is_here:
            return []
        pk = self.child.pk
        return [
            (shelf.value, [Link(one.label, reverse(one.view, args=[pk])) for one in acts])
            for shelf, acts in child_acts(self.actor, self.child).items()
        ]

    def _closed(self) -> tuple[Closed, ...]:
        if not has_sensitive(self.actor, self.child):
            return ()
        url = reverse("registry:open_sensitive", args=[self.child.pk])
        return (Closed(_("Hoàn cảnh rất nhạy cảm"), url),)


class SensitiveOpened(ChildPage):
    """The same page with the very sensitive groups, for this view only; who looked and why is in the book."""

    policy = Policy("registry.sensitive.open")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Open them. The reason comes with the request."""
        reason = asked(request.POST, "reason")
        rows = look_at_sensitive(actor=self.actor, at=self.at, child_id=pk, reason=reason)
        return self.show(pk, tuple(map(_as_told, rows)), is_open=True)


def _as_told(row: Circumstance) -> Told:
    names = ("code", "evidence", "decided_by", "decision", "end_reason")
    data: dict[str, Any] = {name: getattr(row, name) for name in names}
    return Told(
        "circumstance", str(row.pk), row.valid_from, row.valid_to, row.recorded_at, row.recorded_by, row.source,
        row.note, data,
    )  # fmt: skip
