"""What accounts gives to the frame, the palette, the worklist and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall, DemoShare
from mangnon.accounts import commands
from mangnon.accounts.demo import create_demo_people, shown_people
from mangnon.accounts.models import Person
from mangnon.accounts.queries import Ending, people, people_waiting
from mangnon.accounts.retaining import RETAINED
from mangnon.accounts.sessions import SignedIn
from mangnon.accounts.words import silent_days
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.lib.names import fold
from mangnon.lib.refusal import Text
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import Nameplate, RailEntry, Welcome
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource


def _role(request: HttpRequest) -> Text:
    """The title of the first post; read with the session, in the same statement."""
    signed_in: SignedIn | None = getattr(request, "signed_in", None)
    if signed_in is None or not signed_in.posts:
        return _("Không có vai trò còn hiệu lực") if signed_in else ""
    return signed_in.posts[0].words


def _place(request: HttpRequest) -> Text:
    signed_in: SignedIn | None = getattr(request, "signed_in", None)
    return signed_in.posts[0].place if signed_in and signed_in.posts else ""


MANAGES = "accounts.invitations.renew"


def _work(actor: Actor, at: datetime) -> list[Work]:
    if not actor.can(MANAGES):
        return []
    found = people_waiting(actor, at)
    return [*_asked(found.asking), *_silent(found.silent, at), *_ending(found.ending, at)]


def _asked(asking: Sequence[Person]) -> list[Work]:
    return [
        Work(
            When.TODAY,
            person.return_asked_at or timezone.now(),
            WorkRow(
                status=Status(State.WAITING, _("Xin vào lại")),
                name=person.full_name,
                url=reverse("accounts:person", args=[person.pk]),
                act=_("Xem đúng người, rồi cấp đường dẫn tận tay"),
            ),
        )
        for person in asking
    ]


def _silent(silent: Sequence[Person], at: datetime) -> list[Work]:
    """One line for all: who they are stands behind it."""
    if not silent:
        return []
    longest = max(silent_days(person, at) for person in silent)
    row = WorkRow(
        status=Status(State.DUE, _("Lâu nhất {n} ngày").format(n=longest)),
        name=_("{n} người sắp bị khóa vì lâu không đăng nhập").format(n=len(silent)),
        url=reverse("accounts:people") + "?trang-thai=vang",
        act=_("Nhắc vào một lần, hoặc khóa nếu đã nghỉ"),
    )
    return [Work(When.WEEK, at, row)]


def _ending(ending: Sequence[Ending], at: datetime) -> list[Work]:
    works = []
    for one in ending:
        due = datetime.combine(one.valid_to, time(0), VN_ZONE)
        row = WorkRow(
            status=Status(State.DAY, _("Hết quyền {day}").format(day=format_date(one.valid_to))),
            name=one.person.full_name,
            place=one.place,
            url=reverse("accounts:person", args=[one.person.pk]),
            act=_("Giao tiếp vai trò, hoặc để hết hạn"),
        )
        works.append(Work(When.WEEK if (one.valid_to - local_day(at)).days <= 7 else When.WAITING, due, row))
    return works


def _find(actor: Actor, text: str, most: int) -> list[Hit]:
    """People within reach by any part of the name, with or without diacritics, or by user name."""
    wanted = fold(text).split()
    if not wanted or not actor.can("accounts.people.list"):
        return []
    hits = []
    for person in people(actor).order_by("sort_key", "id").only("full_name", "username").iterator(500):
        folded = f" {fold(person.full_name)} {person.username}"
        if all(f" {word}" in folded for word in wanted):
            hits.append(Hit(person.full_name, person.username, _address(person), "person"))
        if len(hits) == most:
            break
    return hits


def _demo(call: DemoCall) -> None:
    create_demo_people(at=call.at)


def _welcome() -> list[str]:
    """Name, post and password of each demo person, for the terminal."""
    people = shown_people()
    lines = [_("Người dùng thử (hư cấu): tên đăng nhập · mật khẩu · vai trò")] if people else []
    lines += [f"  {one.username:<16} {one.password:<34} {one.post}, {one.place}" for one in people]
    lines += [
        _("  {name}: mã xác thực từ khóa {key}").format(name=p.username, key=p.secret) for p in people if p.secret
    ]
    return lines


def _address(person: Person) -> str:
    return reverse("accounts:person", args=[person.pk])


OFFERS: tuple[Any, ...] = (
    RailEntry(
        gettext_lazy("Người dùng"),
        "accounts:people",
        "people",
        order=900,
        action="accounts.people.list",
        yearly=True,
        covers=frozenset({"person", "roles", "invite", "invite_person", "give", "give_role", "end", "withdraw"})
        | {"disable", "move_work", "renew"},
    ),
    Nameplate(_role, _place),
    WorkSource("accounts", _work),
    SearchSource("accounts", gettext_lazy("Người dùng"), 90, _find),
    DemoShare("accounts", gettext_lazy("người dùng thử"), 10, _demo),
    Welcome(_welcome),
    *commands.COMMANDS,
    RETAINED,
)
