"""Who may do what with places: everybody reads them, hamlets belong to their commune."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role
from mangnon.places.calendar.actions import ADD, WITHDRAW
from mangnon.places.maps.actions import DROP, LOAD

CALENDAR_KEEPERS = (Role.PROVINCE_OFFICER, Role.ADMINISTRATOR)
"""Not the communes: their own clocks run by the calendar."""
KEEPERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER)
RIGHTS = (
    read("places.see", _("Xem địa bàn hành chính"), *Role),
    write("places.hamlets.name", _("Đặt tên thôn, tổ dân phố"), *KEEPERS),
    write("places.hamlets.rename", _("Đổi tên thôn, tổ dân phố"), *KEEPERS),
    write("places.hamlets.close", _("Ngừng dùng thôn, tổ dân phố"), *KEEPERS),
    write("places.hamlets.reopen", _("Dùng lại thôn, tổ dân phố"), *KEEPERS),
    write("places.hamlets.move", _("Chuyển thôn, tổ dân phố sang xã khác"), *KEEPERS),
    write("places.splits.settle", _("Xếp hồ sơ của xã bị chia tách"), *KEEPERS),
    read("places.calendar.see", _("Xem lịch làm việc, tính hạn"), *Role),
    write(ADD, _("Ghi ngày nghỉ, ngày làm bù vào lịch"), *CALENDAR_KEEPERS),
    write(WITHDRAW, _("Rút lại ngày đã ghi vào lịch"), *CALENDAR_KEEPERS),
    write(LOAD, _("Nạp ranh giới để vẽ bản đồ"), Role.ADMINISTRATOR),
    write(DROP, _("Bỏ ranh giới đã nạp"), Role.ADMINISTRATOR),
    write("places.reorganise", _("Chuyển hồ sơ theo sắp xếp địa giới"), Role.ADMINISTRATOR),
)
