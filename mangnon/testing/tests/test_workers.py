"""Tests are shared out so that one worker runs what is made together, and the longest begin."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from mangnon.testing.workers import FIRST, UnitScheduling, rank_of, unit_of

LISTED = [
    "tests/journeys/test_call.py::test_one",
    "tests/journeys/test_door.py::test_two",
    "tests/journeys/test_door.py::test_three",
    "tests/access/test_http.py::test_four",
    "tests/access/test_http.py::test_five",
    "mangnon/lib/tests/test_names.py::test_six[a@b::c]",
    "mangnon/lib/tests/test_names.py::test_seven",
    "mangnon/lib/tests/test_names.py::test_eight",
    "mangnon/lib/tests/test_names.py::TestNine::test_ten",
]


class Worker:
    """What a scheduler sees of a worker; remembers which tests it was sent."""

    shutting_down = False

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.sent: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        """Take them."""
        self.sent += indices

    def shutdown(self) -> None:
        """No more."""
        self.shutting_down = True


def played(workers: list[Any]) -> None:
    """A whole run: each worker in turn ends the next test that it was sent."""
    config: Any = SimpleNamespace(
        getvalue=lambda _name: ["popen"] * len(workers), option=SimpleNamespace(loadscopereorder=False)
    )
    plan = UnitScheduling(config)
    for worker in workers:
        plan.add_node(worker)
        plan.add_node_collection(worker, LISTED)
    plan.schedule()
    ended = dict.fromkeys(workers, 0)
    while any(ended[one] < len(one.sent) for one in workers):
        for worker in workers:
            if ended[worker] < len(worker.sent):
                plan.mark_test_complete(worker, worker.sent[ended[worker]])
                ended[worker] += 1


def test_one_worker_runs_a_folder_a_file_or_a_single_long_test() -> None:
    workers = [Worker("gw0"), Worker("gw1")]
    played(workers)
    assert sorted(workers[0].sent + workers[1].sent) == list(range(len(LISTED))), "each once"
    units = [{unit_of(LISTED[nth]) for nth in worker.sent} for worker in workers]
    assert not units[0] & units[1]
    assert {LISTED[3], LISTED[4]} <= units[0] | units[1], "tests of access go alone"


def test_a_test_of_a_file_keeps_its_unit_whatever_its_name_holds() -> None:
    assert len({unit_of(one) for one in LISTED[5:]}) == 1


@pytest.mark.parametrize("start", FIRST)
def test_the_longest_are_still_there(start: str, request: pytest.FixtureRequest) -> None:
    """A name in the list that nothing bears would rank nothing."""
    assert (request.config.rootpath / start.partition("::")[0]).exists()
    assert rank_of(start) < len(FIRST)
