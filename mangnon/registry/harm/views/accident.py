"""The page of an accident."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.registry.harm.queries import SEE, open_accident
from mangnon.registry.harm.views.listing import ended
from mangnon.registry.harm.wording import HarmWords, about, who
from mangnon.registry.queries.wording import Wording
from mangnon.registry.words import where_words
from mangnon.ui.parts import Act, Fact, Link, PageHead, Words
from mangnon.ui.screens import Screen

CORRECT = "registry.accidents.correct"


class AccidentPage(Screen):
    """One accident: who, what, where, how it ended, and the ways to the child and the spot."""

    policy = Policy(SEE)
    template = "registry/harm/accident.html"
    help_page = "registry/accidents"
    accident: Any

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.accident = open_accident(self.actor, pk)
        self.told = HarmWords(Wording(local_day(self.at)))
        self.saw([self.accident])
        return self.page({"head": self.head(), "facts": self._facts(), "story": self.accident.story})

    def head(self) -> PageHead:
        """Who, what, when."""
        accident = self.accident
        correct = Act(_("Sửa"), reverse("registry:correct_accident", args=[accident.pk]), "edit")
        may = accident.place_id in self.actor.reach(CORRECT)
        title = _("{cause}, {day}").format(cause=self.told.cause(accident.cause), day=format_date(accident.happened_on))
        return PageHead(
            title=title,
            crumbs=(Link(_("Tai nạn thương tích"), reverse("registry:accidents")),),
            facts=(who(accident), about(accident), ended(accident)),
            acts=(correct,) if may else (),
        )

    def _facts(self) -> tuple[Fact, ...]:
        accident = self.accident
        told: list[tuple[str, Words]] = [
            (_("Trẻ"), self._child()),
            (_("Năm sinh"), str(accident.child_born_year or "")),
            (_("Nguyên nhân"), self.told.cause(accident.cause)),
            (_("Nơi xảy ra"), accident.where),
            (_("Nơi đó thuộc"), self.told.setting(accident.setting)),
            (_("Thôn, xã"), where_words(accident.hamlet_name, accident.place_name)),
            (_("Điểm nguy cơ"), self._spot()),
            (_("Kết quả"), ended(accident)),
            (_("Ngày tử vong"), format_date(accident.died_on) if accident.died_on else ""),
            (_("Ghi vào sổ"), format_date(local_day(accident.recorded_at))),
        ]
        return tuple(Fact(label, value) for label, value in told if value)

    def _child(self) -> Words:
        accident = self.accident
        if accident.known_name or accident.known_nameless:
            return (Link(who(accident), reverse("registry:child", args=[accident.child_id])),)
        return who(accident)

    def _spot(self) -> Words:
        accident = self.accident
        if not accident.spot_id:
            return ""
        return (Link(accident.spot_name, reverse("registry:spot", args=[accident.spot_id])),)
