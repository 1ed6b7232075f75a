"""Who does what with requests: the data officer leads, the commune takes them in, a second person approves."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

COUNTER = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.DATA_OFFICER)
"""Whoever meets the person who asks."""

RIGHTS = (
    read(
        "oversight.requests.see",
        _("Xem yêu cầu về dữ liệu cá nhân"),
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
        *COUNTER,
    ),
    write("oversight.requests.receive", _("Ghi yêu cầu về dữ liệu cá nhân vừa nhận"), *COUNTER),
    write("oversight.requests.identify", _("Ghi việc kiểm tra người yêu cầu là ai"), *COUNTER),
    write("oversight.requests.flag", _("Báo xung đột lợi ích của người yêu cầu"), *COUNTER),
    write("oversight.requests.redirect", _("Chuyển yêu cầu sang người đại diện khác"), Role.DATA_OFFICER),
    write("oversight.requests.answer", _("Trả lời yêu cầu về dữ liệu cá nhân"), Role.DATA_OFFICER),
    write("oversight.requests.print", _("In thư trả lời về dữ liệu cá nhân"), *COUNTER),
    write("oversight.requests.extend", _("Gia hạn thực hiện yêu cầu"), Role.DATA_OFFICER),
    write(
        "oversight.requests.approve",
        _("Duyệt xóa dữ liệu (người thứ hai)"),
        Role.PROVINCE_LEADER,
        Role.DATA_OFFICER,
    ),
    write("oversight.requests.fulfil", _("Ghi yêu cầu đã thực hiện"), Role.DATA_OFFICER),
    write("oversight.requests.close", _("Kết thúc yêu cầu"), Role.DATA_OFFICER),
    write("oversight.requests.remind", _("Nhắc yêu cầu sắp đến hạn (máy)")),
)
