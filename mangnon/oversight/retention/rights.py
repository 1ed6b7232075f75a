"""Who draws up, who approves. Nobody holds the right to destroy: a machine does, after two people."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

SEE, DRAW = "oversight.retention.see", "oversight.retention.draw"
CONFIRM, APPROVE = "oversight.retention.confirm", "oversight.retention.approve"
REJECT, DESTROY = "oversight.retention.reject", "oversight.retention.destroy"
REAPPLY = "oversight.retention.reapply"
HOLD, ASK_LIFT, LIFT = "oversight.holds.place", "oversight.holds.ask_lift", "oversight.holds.lift"

DECIDERS = (Role.DATA_OFFICER, Role.PROVINCE_LEADER)

RETENTION_RIGHTS = (
    read(SEE, _("Xem thời hạn lưu giữ, đề nghị hủy, lệnh giữ lại"), Role.AUDITOR, *DECIDERS),
    write(DRAW, _("Lập đề nghị hủy"), Role.DATA_OFFICER),
    write(CONFIRM, _("Xác nhận đề nghị hủy (người thứ nhất)"), Role.DATA_OFFICER, step_up=True),
    write(APPROVE, _("Duyệt đề nghị hủy (người thứ hai)"), Role.PROVINCE_LEADER, step_up=True),
    write(REJECT, _("Bác đề nghị hủy"), *DECIDERS),
    write(DESTROY, _("Hủy hồ sơ theo đề nghị đã duyệt")),
    write(REAPPLY, _("Hủy lại những gì đã hủy, sau khi phục hồi bản sao lưu")),
    write(HOLD, _("Giữ lại để phục vụ xử lý"), *DECIDERS),
    write(ASK_LIFT, _("Đề nghị thôi giữ lại (người thứ nhất)"), *DECIDERS),
    write(LIFT, _("Thôi giữ lại (người thứ hai)"), *DECIDERS, step_up=True),
)
