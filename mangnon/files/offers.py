"""What files give to the command line: how the check for malware stands."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command
from mangnon.files.kinds import told_size
from mangnon.files.queries import checking
from mangnon.files.retaining import RETAINED


def status(_call: Call) -> dict[str, Any]:
    """Scanner, quarantine and disk, with the sentence of the administrator's page."""
    found = checking()
    return {**asdict(found), "said": found.said}


def told(data: dict[str, Any]) -> str:
    """The same in lines for people."""
    free = _("Đĩa còn trống {free}.").format(free=told_size(data["free_bytes"]))
    return f"{data['said']}\n{free}"


OFFERS = (
    Command(
        "files status",
        gettext_lazy("tình trạng quét mã độc, số tệp đang chờ và chỗ trống trên đĩa"),
        status,
        told=told,
        acts_as=False,
    ),
    RETAINED,
)
