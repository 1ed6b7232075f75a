"""How the tests of a run are shared out to workers: what is dear to start is started once, the longest come first.

A scheduler of our own and no ``xdist_group`` marks: pytest 9.2 with pytest-xdist 3.8 drops those without a word
(pytest-xdist issue 1386), and each worker then makes every server and every file's fixtures anew.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/journeys/", "tests/crash/", "tests/real_server/")
"""Folders whose tests share a server that is dear to start: one worker runs all of a folder."""
APART = "tests/access/"
"""A folder whose single tests are long and share nothing."""
FIRST = (
    "tests/journeys/",
    "tests/crash/",
    "tests/access/test_idor.py",
    "tests/access/test_http.py::test_a_02_each_url_and_role",
    "tests/real_server/",
    "tests/access/test_http.py",
    "tests/access/",
    "mangnon/ui/tests/test_axe.py",
    "mangnon/publishing/tests/test_patrol.py",
    "mangnon/places/tests/test_reorganising.py",
    "mangnon/operate/",
    "mangnon/notices/",
)
"""The longest units, longest first, so that all workers end together."""


def unit_of(nodeid: str) -> str:
    """What one worker runs in one go: a file, so that what is made for a file is made once; a folder; a test."""
    file = nodeid.partition("::")[0]
    if file.startswith(APART):
        return nodeid
    return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def rank_of(nodeid: str) -> int:
    """Its place among the longest; all others come after them."""
    return next((rank for rank, start in enumerate(FIRST) if nodeid.startswith(start)), len(FIRST))


class UnitScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Units of ``unit_of``, in the order of the first test of each."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
