"""Who watches. The book shows who saw which child, so the administrator, who sees no child, doesn't read it."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role
from mangnon.oversight.consents.rights import CONSENT_RIGHTS
from mangnon.oversight.incidents.rights import RIGHTS as INCIDENTS
from mangnon.oversight.requests.rights import RIGHTS as REQUESTS
from mangnon.oversight.retention.rights import RETENTION_RIGHTS

WATCHERS = (Role.AUDITOR, Role.DATA_OFFICER)
REVIEWERS = (Role.COMMUNE_CHAIR, Role.ADMINISTRATOR, Role.DATA_OFFICER)

RIGHTS = (
    read("oversight.book.read", _("Đọc nhật ký"), *WATCHERS),
    read("oversight.readers.see", _("Xem ai đã xem một hồ sơ"), *WATCHERS),
    read("oversight.chain.see", _("Xem tình trạng nhật ký"), *WATCHERS),
    write("oversight.book.verify", _("Kiểm tra nhật ký còn nguyên vẹn"), *WATCHERS),
    write("oversight.book.ask_verify", _("Nhờ máy kiểm tra nhật ký dài"), *WATCHERS),
    write("oversight.heads.send", _("Gửi đầu chuỗi đã ký ra khỏi máy chủ")),
    read("oversight.alerts.see", _("Xem cảnh báo"), *WATCHERS),
    write("oversight.alerts.raise", _("Báo việc xem khác thường")),
    write("oversight.alerts.settle", _("Xử lý cảnh báo"), *WATCHERS),
    read("oversight.reviews.see", _("Xem các đợt soát quyền"), Role.PROVINCE_LEADER, Role.AUDITOR, *REVIEWERS),
    write("oversight.reviews.open", _("Mở đợt soát quyền"), *REVIEWERS),
    write("oversight.reviews.confirm", _("Xác nhận một người còn cần quyền"), *REVIEWERS),
    write("oversight.reviews.end", _("Kết thúc quyền khi soát"), Role.COMMUNE_CHAIR, Role.ADMINISTRATOR),
    write("oversight.reviews.sign", _("Ký đợt soát quyền"), *REVIEWERS),
    *REQUESTS,
    *INCIDENTS,
    *CONSENT_RIGHTS,
    *RETENTION_RIGHTS,
)
