"""Who may take rosters in and out: those who keep the register of a commune, and provincial officers."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

READERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)

ROSTER_RIGHTS = (
    read("registry.rosters.see", _("Xem các lần nhập danh sách"), *READERS),
    read("registry.rosters.export", _("Xuất danh sách trẻ em theo mẫu"), *KEEPERS),
    write("registry.rosters.receive", _("Gửi tệp danh sách"), *KEEPERS),
    write("registry.rosters.map", _("Chọn cột cho tệp danh sách"), *KEEPERS),
    write("registry.rosters.check", _("Kiểm tra tệp danh sách"), *KEEPERS),
    write("registry.rosters.decide", _("Xác nhận nghi vấn trong tệp danh sách"), *KEEPERS),
    write("registry.rosters.queue", _("Cho nhập tệp danh sách"), *KEEPERS),
    write("registry.rosters.apply", _("Nhập tệp danh sách vào sổ"), *KEEPERS),
    write("registry.rosters.undo", _("Hoàn tác lần nhập danh sách"), *KEEPERS),
    write("registry.rosters.fail", _("Ghi vì sao không nhập được tệp (máy)")),
)
