"""Heads that leave the host: the newest one, signed, each hour."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.audit.leaving import NotAKey, send_head
from mangnon.audit.offers import signing_path
from mangnon.audit.sealing import Head
from mangnon.lib.refusal import Text
from mangnon.oversight.actions.alerts import raise_about_book
from mangnon.oversight.models import SentHead
from mangnon.oversight.rules import NOT_LEAVING, SENT_WITHIN

TROUBLES: Mapping[int, Text] = {
    errno.ENOENT: gettext_lazy("Không ghi được: không thấy thư mục, có lẽ ổ đĩa mạng chưa gắn."),
    errno.EACCES: gettext_lazy("Không ghi được: không có quyền ghi vào thư mục."),
    errno.EROFS: gettext_lazy("Không ghi được: thư mục chỉ cho đọc."),
    errno.ENOSPC: gettext_lazy("Không ghi được: đĩa ở máy kia đã đầy."),
}
UNKNOWN = gettext_lazy("Không ghi được: lỗi hệ thống số {number}.")


@action("oversight.heads.send")
def send(*, actor: Actor, at: datetime, head: Head) -> SentHead:
    """Put the signed head into the folder of the other machine. What goes wrong is kept and shown, not raised."""
    folder = Path(settings.HEADS_COPY_DIR)
    made = SentHead(at=at, position=head.position, hash=head.hash, folder=str(folder), problem=_sent(head, folder))
    made.save(force_insert=True)
    if made.problem and _silent(at):
        raise_about_book(actor=actor, at=at, rule=NOT_LEAVING, words=made.problem)
    book(actor=actor, action="oversight.heads.send", at=at, position=head.position, problem=made.problem)
    return made


def _silent(at: datetime) -> bool:
    """Whether no head has left for longer than may be; one missed hour is no alert."""
    return not SentHead.objects.filter(problem="", at__gte=at - SENT_WITHIN).exists()


def _sent(head: Head, folder: Path) -> str:
    try:
        send_head(head, key=signing_path(), folder=folder)
    except NotAKey:
        return _("Tệp khóa ký không phải khóa Ed25519.")
    except OSError as trouble:
        return str(TROUBLES.get(trouble.errno or 0, UNKNOWN)).format(number=trouble.errno)
    return ""
