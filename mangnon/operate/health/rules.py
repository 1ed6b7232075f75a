"""Pure rules: from a figure to how it stands."""

from __future__ import annotations

from datetime import timedelta

from mangnon.operate.health.slots import Level

MIB = 2**20
DISK_BAD, DISK_NOTICE = 1024 * MIB, 10 * 1024 * MIB
"""Free bytes: below the first the files room takes nothing more soon after, below the second it's time to plan."""
CONNECTIONS_NOTICE, CONNECTIONS_BAD = 0.75, 0.9
CERTIFICATE_NOTICE, CERTIFICATE_BAD = timedelta(days=30), timedelta(days=7)
CLOCK_NOTICE, CLOCK_BAD = 2.0, 30.0
"""Seconds between this machine's clock and the database's."""
LETTER_NOTICE, LETTER_BAD = timedelta(minutes=15), timedelta(hours=2)
FAULTS_NOTICE, FAULTS_BAD = 0.005, 0.05
"""Share of requests that ended in a fault."""
FEW_REQUESTS = 50
"""With fewer requests a share says nothing; then three faults are worth a look."""
RESTARTS_NOTICE, RESTARTS_BAD = 3, 10
"""Within 24 hours, beyond what one planned restart of web and worker makes."""


def above(figure: float, notice: float, bad: float) -> Level:
    """The higher, the worse."""
    return Level.BAD if figure >= bad else Level.NOTICE if figure >= notice else Level.OK


def below(figure: float, notice: float, bad: float) -> Level:
    """The lower, the worse."""
    return Level.BAD if figure < bad else Level.NOTICE if figure < notice else Level.OK


def worst(*levels: Level) -> Level:
    """The worst of some."""
    order = list(Level)
    return max(levels, key=order.index, default=Level.OK)


def faults(requests: int, wrong: int) -> Level:
    """From requests and faults of the last hour."""
    if requests < FEW_REQUESTS:
        return above(wrong, 3, 20)
    return above(wrong / requests, FAULTS_NOTICE, FAULTS_BAD)
