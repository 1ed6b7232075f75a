"""Who may do what: everybody who works here reads; each office keeps its own entries, the province all of them."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

KEEPERS = (Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
"""Who keeps entries: in a commune its officer and its leader, for the province the department that directs the work."""
COUNTERS = (*KEEPERS, Role.SERVICE_STAFF)
"""Who says how many children a service can take: the keepers, and whoever answers for the provider."""

RIGHTS = (
    read("directory.see", _("Xem danh bạ dịch vụ"), *Role),
    write("directory.providers.add", _("Thêm đơn vị vào danh bạ dịch vụ"), *KEEPERS),
    write("directory.providers.correct", _("Sửa thông tin đơn vị trong danh bạ"), *KEEPERS),
    write("directory.providers.check", _("Ghi đã kiểm tra lại thông tin trong danh bạ"), *KEEPERS),
    write("directory.providers.close", _("Ghi đơn vị ngừng hoạt động"), *KEEPERS),
    write("directory.providers.reopen", _("Ghi đơn vị hoạt động lại"), *KEEPERS),
    write("directory.services.add", _("Thêm dịch vụ của đơn vị"), *KEEPERS),
    write("directory.services.correct", _("Sửa thông tin dịch vụ"), *KEEPERS),
    write("directory.services.close", _("Ghi dịch vụ ngừng cung cấp"), *KEEPERS),
    write("directory.locations.add", _("Thêm nơi cung cấp dịch vụ"), *KEEPERS),
    write("directory.locations.correct", _("Sửa nơi cung cấp và giờ mở cửa"), *KEEPERS),
    write("directory.locations.close", _("Ghi nơi cung cấp thôi mở cửa"), *KEEPERS),
    write("directory.capacity.count", _("Cập nhật khả năng nhận của dịch vụ"), *COUNTERS),
    write("directory.staff.give", _("Giao người phụ trách của đơn vị"), *KEEPERS),
    write("directory.staff.end", _("Thôi giao người phụ trách của đơn vị"), *KEEPERS),
)
