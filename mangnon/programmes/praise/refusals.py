"""What is refused about commendations."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class ChildUnasked(Refusal):
    """A child is named and nobody wrote down that it and a parent agreed."""

    code = "programmes.praise_child_unasked"
    sentence = _("Chỉ nêu tên trẻ em khi cả trẻ em và cha mẹ hoặc người giám hộ đã đồng ý.")
    remedy = _("Ghi ai đồng ý, ngày nào, giấy lưu ở đâu; chưa có thì chưa lập đề nghị.")
    field: ClassVar[str | None] = "parent_consent"


class NominationShut(Refusal):
    """It isn't in the stage for that."""

    code = "programmes.praise_shut"
    sentence = _("Đề nghị này {stage}, không làm việc đó được nữa.")
    remedy = _("Xem lại trang của đề nghị.")


class ProposerDecides(Refusal):
    """Who proposed it decides."""

    code = "programmes.praise_proposer"
    sentence = _("Bạn là người gửi đề nghị này nên không thể ghi quyết định.")
    remedy = _("Nhờ người khác có quyền quyết định.")


class DaysBackwards(Refusal):
    """It would be decided before it was put, or put before it was proposed."""

    code = "programmes.praise_days"
    sentence = _("Ngày này sớm hơn {day}, ngày của bước trước.")
    remedy = _("Xem lại ngày.")
    field: ClassVar[str | None] = "on"


class PublishUnasked(Refusal):
    """Nobody agreed to its being made public."""

    code = "programmes.praise_publish_unasked"
    sentence = _("Chưa ghi ai đồng ý công khai.")
    remedy = _("Ghi người được khen (với trẻ em: cả cha mẹ hoặc người giám hộ) đồng ý ngày nào, giấy lưu ở đâu.")
    field: ClassVar[str | None] = "consent"
