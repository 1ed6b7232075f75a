"""A durable cluster of the run's own, migrated as the product is, with a million samples over 244 communes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.names import names

SUPERUSER = "postgres"
COMMUNES = 244
"""As many as Quảng Nam had before the mergers of 2020."""
ROWS, FEW_ROWS = 1_000_000, 122_000

_CHOSEN = """
select id from places_unit where level = 'commune' and valid_to is null order by code limit %s
"""
_FILL = """
insert into testing_sample (id, place_id, full_name, sort_key, born_year, restricted, version)
select uuidv7(), (%(places)s::bigint[])[1 + i %% %(many)s], (%(names)s::text[])[1 + n], (%(keys)s::text[])[1 + n],
  2009 + i %% 16, false, 1
from (select i, (i::bigint * 7919 + i / %(many)s) %% %(prime)s as n from generate_series(0, %(rows)s - 1) i) numbered
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the rows are and in which places they lie."""

    folder: Path
    place: Any
    communes: tuple[int, ...]
    rows: int

    @property
    def quick(self) -> bool:
        """Whether this is only a trial of the benchmarks themselves."""
        return self.rows < ROWS

    def top(self) -> psycopg.Connection[Any]:
        """A superuser's connection, past row security; the caller closes it."""
        return psycopg.connect(self.place.dsn(SUPERUSER), autocommit=True)


@contextmanager
def opened(folder: Path, *, quick: bool) -> Iterator[Ground]:
    """Start the cluster in ``folder``, bring it up to date, fill it once."""
    import django

    from config import database as where
    from config.cluster import Cluster

    django.setup()
    from django.conf import settings
    from django.db import connections

    cluster = Cluster(folder / "pg")
    place = cluster.start()
    where.attach(place, settings.DATABASES)
    for alias in connections:
        connections[alias].settings_dict.update(settings.DATABASES[alias])
    try:
        _prepare()
        yield _filled(folder, place, FEW_ROWS if quick else ROWS)
    finally:
        connections.close_all()
        cluster.release()


def _prepare() -> None:
    from config import keys
    from config.cli.serving import collect_static
    from mangnon.access.gathering import gather
    from mangnon.testing.database import migrate

    keys.prepare()
    gather()
    migrate()
    collect_static()


def _filled(folder: Path, place: Any, rows: int) -> Ground:
    with psycopg.connect(place.dsn(SUPERUSER), autocommit=True) as top:
        communes = tuple(row[0] for row in top.execute(_CHOSEN, [COMMUNES]).fetchall())
        known = top.execute("select count(*) from testing_sample").fetchone()
        if known != (rows,):
            _fill(top, communes, rows)
    return Ground(folder, place, communes, rows)


def _fill(top: psycopg.Connection[Any], communes: tuple[int, ...], rows: int) -> None:
    print(f"Filling {rows:,} samples over {len(communes)} communes …", flush=True)
    pairs = names()
    told = {
        "places": list(communes),
        "many": len(communes),
        "names": [name for name, _key in pairs],
        "keys": [key for _name, key in pairs],
        "prime": len(pairs),
        "rows": rows,
    }
    with top.transaction():
        top.execute("set local session_replication_role = replica")  # the trigger net isn't what is measured
        top.execute("truncate testing_sample cascade")
        top.execute(_FILL, told)
    top.execute("vacuum (analyze) testing_sample")
    top.execute("checkpoint")
