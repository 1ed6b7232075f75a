"""Who grants, ends and records what was given."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import write
from mangnon.access.roles import Role

KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)

BENEFIT_RIGHTS = (
    write("registry.entitlements.grant", _("Ghi quyết định cho trẻ hưởng chế độ"), *KEEPERS),
    write("registry.entitlements.end", _("Ghi trẻ thôi hưởng chế độ"), *KEEPERS),
    write("registry.aids.record", _("Ghi trợ giúp đã trao cho trẻ"), Role.COLLABORATOR, *KEEPERS),
)
