"""The fixtures of the register's tests."""

from mangnon.registry.tests.conftest import enter, law  # noqa: F401 - pytest finds them here
