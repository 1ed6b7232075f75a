"""Who may do what with files: everybody who works here, wherever the owner's own right lets them."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

RIGHTS = (
    read("files.read", _("Tải tệp về (cần cả quyền xem hồ sơ)"), *Role),
    write("files.store", _("Gửi tệp lên (cần cả quyền gửi của hồ sơ)"), *Role),
    write("files.open", _("Mở tệp nhạy cảm (cần cả quyền mở của hồ sơ)"), *Role),
    write("files.remove", _("Xóa tệp (cần cả quyền gửi của hồ sơ)"), *Role),
    write("files.judge", _("Ghi kết quả kiểm tra mã độc (máy)")),
)
