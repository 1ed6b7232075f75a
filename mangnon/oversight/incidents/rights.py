"""Who does what with incidents: the data officer leads, the leader signs, the administrator sees no list of people."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

LEAD = Role.DATA_OFFICER

RIGHTS = (
    read(
        "oversight.incidents.see",
        _("Xem sự cố dữ liệu, an toàn thông tin"),
        LEAD,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    ),
    write("oversight.incidents.record", _("Ghi sự cố"), LEAD, Role.ADMINISTRATOR),
    write("oversight.incidents.open_from_alert", _("Mở sự cố từ một cảnh báo"), LEAD),
    write("oversight.incidents.take_up", _("Nhận xử lý sự cố"), LEAD),
    write("oversight.incidents.note", _("Ghi việc đã làm về sự cố"), LEAD, Role.ADMINISTRATOR),
    write("oversight.incidents.correct", _("Sửa lúc biết sự cố (một lần)"), LEAD),
    write("oversight.incidents.tell", _("Ghi đã báo cho ai về sự cố"), LEAD),
    read(
        "oversight.incidents.people_see",
        _("Xem danh sách người có dữ liệu trong sự cố"),
        LEAD,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    ),
    write(
        "oversight.incidents.print",
        _("In mẫu 08 về sự cố"),
        LEAD,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    ),
    write("oversight.incidents.draw", _("Lập danh sách người liên quan từ nhật ký"), LEAD),
    write("oversight.incidents.add_person", _("Thêm người liên quan không có trong hệ thống"), LEAD),
    write("oversight.incidents.told_people", _("Ghi đã báo cho người liên quan"), LEAD),
    write(
        "oversight.incidents.release",
        _("Cho xuất danh sách người liên quan dài"),
        Role.PROVINCE_LEADER,
        step_up=True,
    ),
    write("oversight.incidents.learn", _("Ghi bài học, đề nghị đóng sự cố"), LEAD),
    write("oversight.incidents.sign", _("Ký đóng sự cố (người thứ hai)"), Role.PROVINCE_LEADER),
    write("oversight.incidents.remind", _("Nhắc hạn báo cáo sự cố (máy)")),
)
