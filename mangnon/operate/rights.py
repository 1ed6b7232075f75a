"""Who may look after the system: its backups and its health. None of it shows a child."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import Right, read, write
from mangnon.access.roles import Role

BACKUPS: tuple[Right, ...] = (
    read("operate.backups.see", _("Xem tình trạng sao lưu"), Role.ADMINISTRATOR, Role.AUDITOR),
    write("operate.backups.ask", _("Cho sao lưu ngay"), Role.ADMINISTRATOR),
    write("operate.drills.ask", _("Cho diễn tập khôi phục"), Role.ADMINISTRATOR),
    write("operate.backups.record", _("Ghi kết quả một lần sao lưu")),
    write("operate.drills.record", _("Ghi kết quả một lần diễn tập")),
    write("operate.backups.restored", _("Ghi việc đã khôi phục từ bản sao lưu")),
    write("operate.keys.rotate", _("Thêm khóa mới cho giá trị mật")),
    write("operate.keys.reseal", _("Ghi việc đã niêm lại mọi giá trị mật")),
    write("operate.keys.retire", _("Bỏ khóa cũ khỏi vòng khóa")),
)
RIGHTS: tuple[Right, ...] = (
    read("operate.health.see", _("Xem tình trạng hệ thống"), Role.ADMINISTRATOR, Role.AUDITOR, Role.DATA_OFFICER),
    *BACKUPS,
)
