"""The law that the register asks of."""

from mangnon.registry.tests.conftest import law as law
