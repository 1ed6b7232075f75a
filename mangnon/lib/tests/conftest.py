"""Messages are Vietnamese already: without Django's test plugin, empty settings are enough."""

import django
import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from mangnon.lib.secrets import KeyRing

if not settings.configured:
    settings.configure(USE_I18N=False, INSTALLED_APPS=[])
    django.setup()

if hypothesis_settings.get_current_profile_name() == "default":
    hypothesis_settings.register_profile("lib", deadline=None, database=None)
    hypothesis_settings.load_profile("lib")


@pytest.fixture(scope="session")
def ring():
    """A key ring with an old and a current key, made of throw-away bytes."""
    return KeyRing(current="k-new", keys={"k-old": bytes(range(32)), "k-new": bytes(range(32, 64))})


@pytest.fixture(scope="session")
def old_ring():
    """The same ring before its rotation."""
    return KeyRing(current="k-old", keys={"k-old": bytes(range(32))})
