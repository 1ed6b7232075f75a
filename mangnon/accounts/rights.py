"""Who manages people. Which roles each may give stands in ``rules.GIVES``; where follows from their reach."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

MANAGERS = (Role.ADMINISTRATOR, Role.COMMUNE_CHAIR)
EVERYBODY = tuple(Role)

RIGHTS = (
    read(
        "accounts.people.list",
        _("Xem người dùng của địa bàn"),
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
        Role.DATA_OFFICER,
        *MANAGERS,
    ),
    write("accounts.people.invite", _("Mời người dùng mới"), *MANAGERS, step_up=True),
    write("accounts.people.disable", _("Khóa người dùng"), *MANAGERS),
    write("accounts.assignments.give", _("Giao vai trò ở một địa bàn"), *MANAGERS, step_up=True),
    write("accounts.assignments.end", _("Kết thúc vai trò của một người"), *MANAGERS),
    write("accounts.work.move", _("Chuyển việc đang làm sang người khác"), *MANAGERS),
    write("accounts.invitations.renew", _("Cấp đường dẫn để một người tự đặt lại mật khẩu"), *MANAGERS, step_up=True),
    write("accounts.invitations.withdraw", _("Thu hồi đường dẫn mời"), *MANAGERS),
    write("accounts.invitations.accept", _("Nhận lời mời bằng đường dẫn")),
    write("accounts.invitations.ask", _("Xin đường dẫn để vào lại")),
    write("accounts.me.sign_out_device", _("Thoát ra trên một máy của mình"), *EVERYBODY),
    write("accounts.me.sign_out_others", _("Thoát ra trên các máy khác của mình"), *EVERYBODY),
    write("accounts.me.preferences", _("Chọn ngôn ngữ và màu nền của mình"), *EVERYBODY),
    write("accounts.sleepers.warn", _("Nhắc người lâu không đăng nhập")),
    write("accounts.sleepers.disable", _("Khóa người lâu không đăng nhập")),
    write("accounts.sessions.clear", _("Dọn phiên làm việc đã hết hạn")),
)
