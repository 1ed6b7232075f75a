"""Words of boards."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.programmes.boards.rules import Lack
from mangnon.ui.parts import State

BOARDS: Text = _("Ban bảo vệ trẻ em")

LACKS: Mapping[Lack, Text] = {
    Lack.MISSING: _("Chưa có"),
    Lack.ENDED: _("Đã kết thúc, chưa lập lại"),
    Lack.HEADLESS: _("Thiếu người đứng đầu"),
    Lack.RULELESS: _("Chưa có quy chế"),
    Lack.POSTS: _("Thiếu thành phần"),
    Lack.SILENT: _("Hơn một quý chưa họp"),
}
STATES: Mapping[Lack, State] = {
    Lack.MISSING: State.LATE, Lack.ENDED: State.LATE, Lack.HEADLESS: State.LATE, Lack.RULELESS: State.DUE,
    Lack.POSTS: State.DUE, Lack.SILENT: State.DUE,
}  # fmt: skip
