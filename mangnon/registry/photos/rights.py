"""Who keeps and removes photos; opening one needs the right to open what is closed."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import write
from mangnon.access.roles import Role

KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)

PHOTO_RIGHTS = (
    write("registry.photos.add", _("Lưu ảnh của trẻ, có lý do"), *KEEPERS),
    write("registry.photos.remove", _("Gỡ ảnh của trẻ"), *KEEPERS),
)
