"""The testing room; installed only with MANGNON_TESTING=1."""

from django.apps import AppConfig


class TestingConfig(AppConfig):
    """Proves the house before there are children in it."""

    name = "mangnon.testing"
    label = "testing"
    verbose_name = "Mẫu thử"
