"""The page "Tình trạng hệ thống": what is wrong first, with what to do; then every point."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.actor import Actor
from mangnon.access.policy import Policy, policy_of
from mangnon.lib.dates import format_time
from mangnon.lib.refusal import Text
from mangnon.operate.health.queries import Point, Report, report
from mangnon.operate.health.slots import GROUP_TITLES, Group, Level
from mangnon.operate.health.words import LEVEL_WORDS, STATES
from mangnon.ui.parts import Fact, Link, PageHead, Status
from mangnon.ui.screens import Screen


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that isn't well: what it is, what is wrong, what to do, where."""

    status: Status
    title: Text
    said: Text
    mend: Text
    link: Link | None


class HealthPage(Screen):
    """One calm page; it asks everything anew each time."""

    policy = Policy("operate.health.see")
    template = "operate/health.html"
    help_page = "operate/health"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        found = report(self.at)
        context = {
            "head": self._head(found),
            "troubles": [_trouble(one, self.actor) for one in found.troubles],
            "groups": [
                (GROUP_TITLES[group], [_fact(one) for one in points])
                for group in Group
                if (points := found.within(group))
            ],
        }
        return self.page(context)

    def _head(self, found: Report) -> PageHead:
        bad = sum(one.state.level is Level.BAD for one in found.troubles)
        if bad:
            said = ngettext("{n} chỗ cần xử lý ngay", "{n} chỗ cần xử lý ngay", bad).format(n=bad)
        elif found.troubles:
            many = len(found.troubles)
            said = ngettext("{n} chỗ cần để ý", "{n} chỗ cần để ý", many).format(n=many)
        else:
            said = _("Mọi thứ bình thường")
        looked = _("Xem lúc {time}").format(time=format_time(found.at))
        return PageHead(title=_("Tình trạng hệ thống"), status=Status(STATES[found.level], said), line=looked)


def _trouble(one: Point, actor: Actor) -> Trouble:
    state = one.state
    status = Status(STATES[state.level], LEVEL_WORDS[state.level])
    link = Link(_("Mở trang liên quan"), state.link) if state.link and may_open(actor, state.link) else None
    return Trouble(status, one.watched.title, state.sentence, state.mend, link)


def _fact(one: Point) -> Fact:
    return Fact(one.watched.title, status=Status(STATES[one.state.level], one.state.sentence))


def may_open(actor: Actor, address: str) -> bool:
    """Whether the page behind an address is for this actor."""
    try:
        policy = policy_of(resolve(address.partition("?")[0]).func)
    except Resolver404:
        return False
    return policy is not None and (policy.public or policy.action is None or actor.can(policy.action))
