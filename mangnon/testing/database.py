"""The database of a test run: a cluster that is thrown away, migrated as the owner, used as the application."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from config import database as where
from config.cluster import Cluster, locked
from config.migrating import quick_states
from mangnon.testing.environment import SHARED

SUPERUSER = "postgres"
UNHURRIED = {**where.QUICK, "statement_timeout": 300_000, "idle_in_transaction_session_timeout": 600_000}
"""Milliseconds that a statement of a test may take: on a slow, shared machine no test ends by the clock of a page."""


class TestDatabase:
    """Creates the cluster and the migrated database; ``destroy`` stops it."""

    __test__ = False

    def __init__(self, home: Path) -> None:
        self.cluster = Cluster(home / "pg", throwaway=True)

    def create(self) -> None:
        """Start, migrate as owner, load the places; of several workers the first does it, the others copy."""
        if "PYTEST_XDIST_WORKER" not in os.environ:
            self._start()
            migrate()
            return
        with locked(SHARED / "pattern.lock"):
            pattern = SHARED / "pattern"
            if not pattern.exists():
                self._make(pattern)
            else:
                _copy(pattern, self.cluster.state / "data")
        self._start()

    def _make(self, pattern: Path) -> None:
        """Migrate, stop the server in peace, and leave a copy of its data."""
        self._start()
        migrate()
        connections.close_all()
        self.cluster.release()
        draft = pattern.with_name("draft")
        _copy(self.cluster.state / "data", draft)
        draft.rename(pattern)

    def _start(self) -> None:
        place = self.cluster.start()
        where.attach(place, settings.DATABASES)
        settings.DATABASES["default"]["OPTIONS"]["options"] = where.limits(UNHURRIED)
        for alias in connections:
            connections[alias].close()

    @contextmanager
    def clone(self, name: str) -> Iterator[None]:
        """A copy of the migrated database for tests that commit; every connection points to it meanwhile."""
        connections.close_all()
        place = self.cluster.start()
        with psycopg.connect(place.database("postgres").dsn(SUPERUSER), autocommit=True) as top:
            top.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [place.dbname]
            )  # a thread of an earlier test may have kept its connection
            top.execute(f"create database {name} template {place.dbname} owner mangnon_owner strategy file_copy")
            _point(name)
            try:
                yield
            finally:
                connections.close_all()
                _point(place.dbname)
                top.execute(f"drop database {name} with (force)")

    def destroy(self) -> None:
        """Close our connections, stop the server, remove its files."""
        connections.close_all()
        self.cluster.discard()


def _copy(source: Path, goal: Path) -> None:
    """A data directory with its owners and rights."""
    subprocess.run(["cp", "-aT", str(source), str(goal)], check=True)  # noqa: S603, S607 - folders of this test run


def _point(name: str) -> None:
    """Let every connection of this process, and its children, use the database ``name``."""
    os.environ[where.NAME] = name
    for alias in connections:
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def migrate() -> None:
    """Run all migrations and load reference data through the owner's connection."""
    from mangnon.places.loading import load_units

    with quick_states():
        call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    load_units(using="owner")
    with connections["owner"].cursor() as cursor:  # in real life the application only reads units
        cursor.execute("grant insert, update, delete on places_unit, places_parent, places_succession to mangnon_app")
