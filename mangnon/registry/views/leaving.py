"""Forms about a child that leaves the register, comes back, or had never gone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.registry.actions import leave_register, return_to_register
from mangnon.registry.forms.moving import LeaveForm, MistakenForm, ReturnForm
from mangnon.registry.views.forming import ChildForm

HELP = "registry/moving"


class LeaveRegister(ChildForm):
    """The child died, went abroad, out of the province, or nobody knows where."""

    policy = Policy("registry.children.leave")
    form_class = LeaveForm
    help_page = HELP
    title = gettext_lazy("Thôi quản lý")
    button = gettext_lazy("Thôi quản lý")
    note = gettext_lazy(
        "Nơi ở, hộ và hoàn cảnh của trẻ kết thúc vào ngày này; hồ sơ vẫn xem được. "
        "Trẻ sang xã, phường khác trong tỉnh thì dùng “Chuyển đi xã, phường khác”."
    )

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One departure."""
        leave_register(**self.about, **cleaned)
        return self.done(_("Đã ghi thôi quản lý"))


class ReturnToRegister(ChildForm):
    """The child is back."""

    policy = Policy("registry.children.return")
    form_class = ReturnForm
    help_page = HELP
    title = gettext_lazy("Trở về")
    button = gettext_lazy("Ghi trở về")
    note = gettext_lazy("Nơi ở bắt đầu lại từ ngày này. Hộ và hoàn cảnh thì ghi lại nếu còn đúng.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The record is in use again."""
        return_to_register(**self.about, **cleaned)
        return self.done(_("Đã ghi trẻ trở về"))


class NeverLeft(ChildForm):
    """Somebody wrote by mistake that the child had left."""

    policy = Policy("registry.children.return")
    form_class = MistakenForm
    help_page = HELP
    title = gettext_lazy("Ghi nhầm")
    button = gettext_lazy("Ghi nhầm: trẻ vẫn ở đây")
    note = gettext_lazy("Nơi ở, hộ và hoàn cảnh mà lần ghi ấy đã kết thúc thì nối liền lại, như chưa từng rời sổ.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The record is in use again, as if since the day on which it was said to end."""
        on = self.child.left_on or local_day(self.at)
        return_to_register(**self.about, on=on, mistaken=True, note=cleaned["note"])
        return self.done(_("Đã ghi lại: trẻ vẫn ở đây"))
