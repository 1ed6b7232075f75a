"""The law and children of the cast's communes."""

from mangnon.registry.tests.conftest import enter, law  # noqa: F401 - fixtures
