"""Jobs that a killed worker had begun are taken up again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import connections
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from config.worker import take_up

BEGUN = """
insert into procrastinate_jobs (task_name, queue_name, status, queueing_lock, worker_id)
values ('accounts.sleepers', 'default', %s, %s, %s) returning id
"""
WORKER = "insert into procrastinate_workers (last_heartbeat) values (now() - %s * interval '1 second') returning id"


def ask(statement: str, *values: Any) -> Any:
    """The first field that a statement answers with, as the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def rescued() -> int:
    """One round, in a loop of its own, as the worker does it."""

    async def once() -> int:
        with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
            async with working.open_async():
                return await take_up(working)

    return asyncio.run(once())


@pytest.mark.usefixtures("committed")
def test_what_a_dead_worker_had_begun_is_queued_again() -> None:
    job = ask(BEGUN, "doing", "a", ask(WORKER, 120))
    orphan = ask(BEGUN, "doing", "b", None)
    assert rescued() == 2
    for one in (job, orphan):
        assert ask("select status::text from procrastinate_jobs where id = %s", one) == "todo"
    assert rescued() == 0


@pytest.mark.usefixtures("committed")
def test_what_a_living_worker_does_is_left_alone() -> None:
    job = ask(BEGUN, "doing", "a", ask(WORKER, 1))
    assert rescued() == 0
    assert ask("select status::text from procrastinate_jobs where id = %s", job) == "doing"


@pytest.mark.usefixtures("committed")
def test_a_run_whose_next_one_waits_already_is_dropped() -> None:
    ask(BEGUN, "doing", "a", None)
    waiting = ask(BEGUN, "todo", "a", None)
    assert rescued() == 1
    assert ask("select array_agg(id) from procrastinate_jobs") == [waiting]
