"""Who sees figures, who closes a quarter."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import Right, read, write
from mangnon.access.roles import Role

FIGURES: tuple[Right, ...] = (
    read(
        "registry.figures.see", _("Xem số liệu trẻ em"), Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR,
        Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER,
    ),
    write("registry.figures.close", _("Chốt số liệu quý"), Role.PROVINCE_OFFICER),
)  # fmt: skip
