"""Who may do what with papers: everybody who works here, wherever the owner's own right lets them."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

RIGHTS = (
    read("papers.see", _("Xem giấy tờ (cần cả quyền xem hồ sơ)"), *Role),
    write("papers.fill", _("Lập giấy tờ (cần cả quyền lập của hồ sơ)"), *Role),
    write("papers.correct", _("Sửa giấy tờ chưa lấy số (cần cả quyền lập của hồ sơ)"), *Role),
    write("papers.number", _("Lấy số văn bản (cần cả quyền lấy số của hồ sơ)"), *Role),
    write("papers.print", _("In giấy tờ (cần cả quyền in của hồ sơ)"), *Role),
    write("papers.open", _("Mở phần giữ kín của giấy tờ (cần cả quyền mở của hồ sơ)"), *Role),
)
