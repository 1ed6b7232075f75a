"""Who records consents and who reads them. Those who watch read them without names."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

SEE, RECORD = "oversight.consents.see", "oversight.consents.record"
REVOKE, CONFLICT = "oversight.consents.revoke", "oversight.consents.mark_conflict"
CLEAR, CORRECT, ATTACH = "oversight.consents.clear", "oversight.consents.correct", "oversight.consents.attach"
OPEN, BASES = "oversight.consents.open_proof", "oversight.consents.bases"

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
READERS = (*COMMUNE, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.DATA_OFFICER, Role.AUDITOR)

CONSENT_RIGHTS = (
    read(SEE, _("Xem sổ sự đồng ý"), *READERS),
    read(OPEN, _("Mở bản chụp giấy đồng ý nhạy cảm"), *COMMUNE),
    read(BASES, _("Xem căn cứ xử lý dữ liệu"), *Role),
    write(RECORD, _("Ghi sự đồng ý"), Role.COMMUNE_OFFICER),
    write(ATTACH, _("Gửi bản chụp giấy đồng ý"), *COMMUNE),
    write(REVOKE, _("Ghi việc rút lại sự đồng ý"), *COMMUNE),
    write(CONFLICT, _("Nêu xung đột lợi ích của người đã đồng ý"), *COMMUNE),
    write(CLEAR, _("Xác nhận đã gỡ những gì dựa vào sự đồng ý"), *COMMUNE),
    write(CORRECT, _("Sửa tên, ngày sinh trong sổ sự đồng ý"), Role.COMMUNE_OFFICER),
)
