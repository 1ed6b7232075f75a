"""Words of commendations."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.programmes.lists import choices, word
from mangnon.programmes.praise.models import Nomination, Stage
from mangnon.ui.parts import State, Status

PRAISE: Text = gettext_lazy("Khen thưởng, gương người tốt, việc tốt")
FORMS_OURS: Text = gettext_lazy(
    "Danh sách hình thức khen do hệ thống lập, chưa đối chiếu văn bản: hình thức nào thuộc thẩm quyền cấp nào, "
    "nơi trình phải kiểm tra."
)

STATES: Mapping[str, State] = {
    Stage.DRAFT: State.TODO, Stage.PROPOSED: State.DOING, Stage.PUT: State.WAITING, Stage.DECIDED: State.DONE,
    Stage.DECLINED: State.PASSED,
}  # fmt: skip


def form_of(one: Nomination) -> str:
    """Its form."""
    return word("praise", "forms", one.form)


def forms() -> list[tuple[str, str]]:
    """Every form."""
    return choices("praise", "forms")


def stage_of(one: Nomination) -> Status:
    """How far it is."""
    words = str(Stage(one.stage).label)
    return Status(STATES[one.stage], words[:1].upper() + words[1:])
