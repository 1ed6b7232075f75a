"""The law that the register asks of, and children."""

from mangnon.registry.tests.conftest import enter as enter
from mangnon.registry.tests.conftest import law as law
