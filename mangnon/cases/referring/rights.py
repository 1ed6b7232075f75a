"""Who may do what with referrals: the case's people send and judge, the provider's people answer."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
STAFF = Role.SERVICE_STAFF

REFERRING_RIGHTS = (
    read("cases.referrals.see", _("Xem chuyển gửi đến dịch vụ"), *COMMUNE, *PROVINCE, STAFF),
    read("cases.referrals.receive", _("Xem danh sách chuyển gửi đến đơn vị của mình"), STAFF),
    write("cases.referrals.send", _("Chuyển gửi hồ sơ đến một dịch vụ"), *COMMUNE),
    write("cases.referrals.withdraw", _("Rút chuyển gửi"), *COMMUNE),
    write("cases.referrals.feedback", _("Ghi nhận xét về dịch vụ đã nhận"), *COMMUNE),
    write("cases.referrals.accept", _("Nhận trẻ được chuyển gửi"), STAFF),
    write("cases.referrals.decline", _("Không nhận trẻ được chuyển gửi"), STAFF),
    write("cases.referrals.finish", _("Ghi đã cung cấp dịch vụ"), STAFF),
)
