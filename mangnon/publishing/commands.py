"""``mangnon portal patrol`` and ``mangnon portal key``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, Ended, argument
from mangnon.lib.numbers import format_int
from mangnon.publishing.actions import patrol
from mangnon.publishing.signing.keys import public_pem, read_public
from mangnon.publishing.signing.patrolling import over_http, signed_pages
from mangnon.publishing.words import FINDINGS, WAYS

FOUND = 1
"""Exit code when a page isn't as it was signed."""


def go_round(call: Call) -> Ended:
    """Walk every signed page once. Raises KeyUnreadable."""
    public = read_public(call.asked.key) if call.asked.key else None
    root = call.asked.manifests
    with call.progress(_("Tuần tra"), len(signed_pages(root, public)[0])) as step:
        found = patrol(
            actor=call.actor, at=call.at, fetch=over_http(call.asked.url or settings.PUBLIC_URL), root=root,
            public=public, tick=step,
        )  # fmt: skip
    data = {"pages": found.pages, "clean": not found.findings, "findings": found.findings}
    return Ended(data, FOUND if found.findings else 0)


def told(data: dict[str, Any]) -> str:
    """What was found, in lines for people."""
    opened = _("Đã mở {n} trang bằng bốn cách và dựng lại từng trang.").format(n=format_int(data["pages"]))
    if data["clean"]:
        return _("Mọi trang đúng bản đã ký.") + "\n" + opened
    lines = [f"- {one['address']}: {_line(one)}" for one in data["findings"]]
    said = _("CÓ TRANG KHÔNG ĐÚNG BẢN ĐÃ KÝ: {n} chỗ.").format(n=format_int(len(data["findings"])))
    return "\n".join([said, *lines, opened])


def _line(one: dict[str, str]) -> str:
    kind, way = FINDINGS.get(one["kind"], one["kind"]), WAYS.get(one["way"], one["way"])
    return f"{kind} ({way}): {one['detail']}"


def key(_call: Call) -> dict[str, str]:
    """The public half of the key. Raises KeyUnreadable."""
    return {"public_key": public_pem()}


COMMANDS = (
    Command(
        "portal patrol",
        gettext_lazy("mở mọi trang công khai như bốn loại người xem, so với bản đã ký"),
        go_round,
        (
            argument("--url", default="", metavar="URL", help="địa chỉ của cổng (mặc định: MANGNON_URL)"),
            argument("--manifests", type=Path, default=None, metavar="DIR", help="so với bản đã ký để ở máy khác"),
            argument("--key", type=Path, default=None, metavar="FILE", help="kiểm chữ ký bằng khóa công khai này"),
        ),
        told=told,
    ),
    Command(
        "portal key",
        gettext_lazy("in khóa công khai dùng kiểm chữ ký các trang, để cất ở máy khác"),
        key,
        told=lambda data: str(data["public_key"]).strip(),
        database="none",
        acts_as=False,
    ),
)
