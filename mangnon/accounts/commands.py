"""``mangnon user add`` and ``mangnon user disable``."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.access.roles import Role
from mangnon.accounts.actions.inviting import invite_person
from mangnon.accounts.actions.leaving import disable_person
from mangnon.accounts.queries import person_named
from mangnon.accounts.rules import longest_last
from mangnon.lib.dates import format_datetime, local_day, parse_vi_date
from mangnon.lib.refusal import Refusal
from mangnon.places.queries import hamlets_of, unit_on


class UnknownHamlet(Refusal):
    """A hamlet of that name isn't known in the commune."""

    code = "unknown_hamlet"
    sentence = gettext_lazy("{place} không có thôn “{name}”.")
    remedy = gettext_lazy("Các thôn: {known}.")


def add(call: Call) -> dict[str, Any]:
    """Invite somebody; prints the link."""
    asked = call.asked
    today = local_day(call.at)
    first = asked.since or today
    place = unit_on(asked.place, first)
    known = {stay.name.lower(): stay.hamlet.pk for stay in hamlets_of(place)}
    missing = next((name for name in asked.hamlet if name.lower() not in known), None)
    if missing is not None:
        names = ", ".join(stay.name for stay in hamlets_of(place))
        raise UnknownHamlet(place=place.name, name=missing, known=names or "–")
    with transaction.atomic():
        link = invite_person(
            actor=call.actor,
            at=call.at,
            full_name=asked.name,
            role=Role(asked.role),
            place_id=place.pk,
            first=first,
            last=asked.until or longest_last(first),
            username=asked.username,
            title=asked.title,
            hamlet_ids=[known[name.lower()] for name in asked.hamlet],
            email=asked.email,
        )
    return {
        "id": str(link.person.pk),
        "username": link.person.username,
        "link": settings.PUBLIC_URL.rstrip("/") + reverse("accounts:join", args=[link.secret]),
        "until": link.invitation.expires_at.isoformat(),
        "_until": format_datetime(link.invitation.expires_at),
    }


def added_words(data: dict[str, Any]) -> str:
    """The link, and what to do with it."""
    said = _("Đã mời. Tên đăng nhập: {username}\nĐường dẫn dùng một lần, đến {until}:\n{link}")
    return said.format(username=data["username"], until=data["_until"], link=data["link"])


def disable(call: Call) -> dict[str, Any]:
    """Close an account; its open work goes to the receiver."""
    receiver = person_named(call.asked.receiver) if call.asked.receiver else None
    with transaction.atomic():
        person = disable_person(
            actor=call.actor,
            at=call.at,
            person_id=person_named(call.asked.username).pk,
            why=call.asked.why,
            receiver_id=receiver.pk if receiver else None,
        )
    return {"id": str(person.pk), "username": person.username, "name": person.full_name, "disabled": True}


def disabled_words(data: dict[str, Any]) -> str:
    """What was done."""
    return _("Đã khóa {name} ({username}).").format(name=data["name"], username=data["username"])


def _day(text: str) -> date:
    try:
        return parse_vi_date(text)
    except Refusal as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from None


COMMANDS = (
    Command(
        "user add",
        gettext_lazy("mời một người dùng, in đường dẫn để người đó tự đặt mật khẩu"),
        add,
        (
            argument("name", metavar="HỌ-TÊN", help="họ và tên đầy đủ, có dấu"),
            argument("--role", required=True, choices=[role.value for role in Role], help="vai trò"),
            argument("--place", required=True, metavar="MÃ", help="mã xã, hoặc mã tỉnh cho vai trò cấp tỉnh"),
            argument("--username", default="", help="tên đăng nhập; bỏ trống thì hệ thống đặt"),
            argument("--title", default="", help="chức danh"),
            argument(
                "--hamlet", action="append", default=[], metavar="THÔN", help="thôn của cộng tác viên, ghi nhiều lần"
            ),
            argument("--email", default="", help="địa chỉ thư"),
            argument("--since", type=_day, metavar="NGÀY", help="từ ngày (mặc định: hôm nay)"),
            argument("--until", type=_day, metavar="NGÀY", help="đến hết ngày (mặc định: 5 năm)"),
        ),
        told=added_words,
    ),
    Command(
        "user disable",
        gettext_lazy("khóa một người dùng; việc đang mở sang người nhận"),
        disable,
        (
            argument("username", metavar="TÊN", help="tên đăng nhập"),
            argument("--receiver", default="", metavar="TÊN", help="người nhận các việc đang mở"),
            argument("--why", default="", metavar="LÝ-DO", help="vì sao"),
        ),
        told=disabled_words,
    ),
)
