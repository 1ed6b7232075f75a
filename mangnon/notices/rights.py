"""Who reads what of notices. An inbox is its owner's alone; the office that tells sees what became of the letters."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

EVERYBODY = tuple(Role)
OFFICES = (
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_CHAIR,
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_LEADER,
    Role.HOTLINE,
)

RIGHTS = (
    write("notices.read", _("Đánh dấu thông báo của mình đã đọc"), *EVERYBODY),
    write("notices.read_all", _("Đánh dấu mọi thông báo của mình đã đọc"), *EVERYBODY),
    write("notices.preferences.choose", _("Chọn cách nhận thông báo của mình"), *EVERYBODY),
    write("notices.absence.tell", _("Báo thời gian mình vắng mặt"), *EVERYBODY),
    read("notices.sent.see", _("Xem thông báo đơn vị đã gửi và gửi đến đâu"), *OFFICES),
    read("notices.chains.see", _("Xem các lượt gọi khi có việc khẩn"), *OFFICES),
    write("notices.chains.acknowledge", _("Nhận việc khẩn đang gọi người"), *EVERYBODY),
    write("notices.chains.step", _("Gọi người tiếp theo khi chưa ai nhận việc khẩn")),
    read("notices.dead.see", _("Xem thư, tin nhắn không gửi được"), Role.ADMINISTRATOR),
    write("notices.letters.retry", _("Gửi lại một thư, tin nhắn không gửi được"), Role.ADMINISTRATOR),
    write("notices.letters.retry_all", _("Gửi lại mọi thư, tin nhắn không gửi được"), Role.ADMINISTRATOR),
)
