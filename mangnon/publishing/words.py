"""Words that several screens say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.publishing.models import Article, Line, State
from mangnon.ui.parts import Tag, Tone

ARTICLES: Text = _("Tin bài")
DOMAINS: Text = _("Tên miền được liên kết")
WATCH: Text = _("Trang đã ký")

LABELS: dict[str, Any] = {
    "title": _("Tiêu đề"),
    "summary": _("Tóm tắt"),
    "body": _("Nội dung"),
    "author": _("Tác giả"),
}

_TONES: dict[str, tuple[str, Tone]] = {
    State.WAITING: ("hourglass", Tone.INFO),
    State.SET: ("clock", Tone.INFO),
    State.LIVE: ("circle-check", Tone.DONE),
    State.RETURNED: ("undo", Tone.LATE),
    State.WITHDRAWN: ("ban", Tone.LATE),
}

LINE_ICONS: dict[str, str] = {
    Line.Act.ADDED: "plus", Line.Act.SAVED: "edit", Line.Act.SENT: "forward", Line.Act.TAKEN_BACK: "undo",
    Line.Act.APPROVED: "check", Line.Act.PUBLISHED: "circle-check", Line.Act.RETURNED: "undo",
    Line.Act.WITHDRAWN: "ban", Line.Act.PICTURE: "photo", Line.Act.REMOVED: "trash", Line.Act.CLEARED: "shield",
}  # fmt: skip

FINDINGS: dict[str, Text] = {
    "text": _("nội dung khác bản đã ký"),
    "links": _("có liên kết lạ"),
    "hidden": _("có chữ bị giấu"),
    "words": _("có từ cờ bạc, khiêu dâm"),
    "file": _("tệp của trang khác bản đã ký"),
    "status": _("trang không mở được"),
    "signature": _("tệp bản sao không đúng chữ ký"),
    "seal": _("bài trong cơ sở dữ liệu không đúng bản đã duyệt"),
}
WAYS: dict[str, Text] = {
    "browser": _("trình duyệt máy tính"),
    "robot": _("máy tìm kiếm"),
    "phone": _("điện thoại"),
    "from_search": _("người đến từ trang tìm kiếm"),
    "source": _("dựng lại từ cơ sở dữ liệu và mã nguồn"),
    "copy": _("tệp trên đĩa"),
    "seal": _("cơ sở dữ liệu"),
}


def state_words(article: Article) -> Text:
    """Where it stands, in a word."""
    return State(article.state).label if article.state else _("bản nháp")


def state_tags(article: Article) -> tuple[Tag, ...]:
    """Where it stands, and that an older version is public meanwhile."""
    icon, tone = _TONES.get(article.state, ("edit", Tone.INFO))
    tags = [Tag(state_words(article), icon, tone)]
    if article.live_number and (article.state != State.LIVE or article.live_number != article.latest):
        tags.append(Tag(_("đang đăng bản {n}").format(n=article.live_number), "eye", Tone.DONE))
    return tuple(tags)
