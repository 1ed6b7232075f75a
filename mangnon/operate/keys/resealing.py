"""Every sealed value under the current key: found in the database itself, so a run that was killed goes on by itself.

A row is changed only if it still holds the value that was opened, so nobody's newer text is lost; what a slow
writer puts back under an old key is found by the next walk.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from mangnon.accounts.adapter import FactorAdapter
from mangnon.lib.fields import SealedTextField, key_ring
from mangnon.lib.refusal import Refusal
from mangnon.lib.secrets import Context
from mangnon.operate.backups.slots import connected, engine

BATCH = 200
ROTATION_LOCK = 20163
_IDS = sql.SQL(
    "select convert_from(substring({column} from 3 for get_byte({column}, 1)), 'UTF8'), count(*) from {table}"
    " where {column} is not null group by 1"
)
_OLD = sql.SQL(
    "select {key}, {column} from {table} where {column} is not null"
    " and convert_from(substring({column} from 3 for get_byte({column}, 1)), 'UTF8') <> %s"
)
_PUT = sql.SQL("update {table} set {column} = %s where {key} = %s and {column} = %s")
_FACTORS = "select id, data from mfa_authenticator where data ?| array['secret', 'seed']"
_PUT_FACTOR = "update mfa_authenticator set data = %s where id = %s and data = %s"
_FACTOR_KEYS = ("secret", "seed")


class NotTheOwner(Refusal):
    """Only the owner of the tables reaches every row."""

    code = "keys_not_owner"
    sentence = _("Chưa vào được cơ sở dữ liệu với vai trò mangnon_owner, nên không thấy hết các giá trị mật.")
    remedy = _("Đặt MANGNON_OWNER_URL rồi chạy lại.")


class RotationRuns(Refusal):
    """One at a time."""

    code = "keys_rotation_runs"
    sentence = _("Một lần đổi khóa khác đang chạy.")
    remedy = _("Chờ nó xong rồi chạy lại.")


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of sealed values."""

    model: type[models.Model]
    field: SealedTextField

    def statement(self, text: sql.SQL) -> sql.Composed:
        """A statement about this column."""
        meta = self.model._meta
        return text.format(
            table=sql.Identifier(meta.db_table), column=sql.Identifier(str(self.field.column)),
            key=sql.Identifier(str(meta.pk.column)),
        )  # fmt: skip

    def context(self, key: Any) -> Context:
        """The place to which a row's value is bound."""
        meta = self.model._meta
        return Context(meta.db_table, str(self.field.column), str(meta.pk.to_python(key)))


def columns() -> Iterator[SealedColumn]:
    """Every sealed column of every room, by introspection: none can be forgotten."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField) and model._meta.managed:
                yield SealedColumn(model, field)


@contextmanager
def alone() -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection, with the lock of rotations. Raises NoEntry, NotTheOwner, RotationRuns."""
    with connected(engine().owner_info()) as connection:
        if connection.execute("select current_user = 'mangnon_owner'").fetchone() != (True,):
            raise NotTheOwner
        if connection.execute("select pg_try_advisory_lock(%s)", [ROTATION_LOCK]).fetchone() != (True,):
            raise RotationRuns
        yield connection


def used_keys(connection: psycopg.Connection[Any]) -> Counter[str]:
    """How many values each key seals."""
    used: Counter[str] = Counter()
    for column in columns():
        statement = column.statement(_IDS)
        for kid, count in connection.execute(statement).fetchall():
            used[kid] += count
    for _key, data in connection.execute(_FACTORS).fetchall():
        for name in _FACTOR_KEYS:
            if name in data:
                used[_key_of(data[name])] += 1
    return used


def old_values(connection: psycopg.Connection[Any]) -> int:
    """How many values wait to be sealed again."""
    used = used_keys(connection)
    return used.total() - used[key_ring().current]


def reseal_all(connection: psycopg.Connection[Any], step: Callable[[int], None]) -> int:
    """Walk through everything once; how many values were sealed again."""
    done = sum(_reseal_column(connection, column, step) for column in columns())
    return done + _reseal_factors(connection, step)


def _reseal_column(connection: psycopg.Connection[Any], column: SealedColumn, step: Callable[[int], None]) -> int:
    """Read by a cursor of its own, write in small transactions: nobody waits for us longer than for one batch."""
    ring, put, done = key_ring(), column.statement(_PUT), 0
    with psycopg.connect(engine().owner_info()) as reading, reading.cursor(name="old") as rows:
        statement = column.statement(_OLD)
        rows.execute(statement, [ring.current])
        while batch := rows.fetchmany(BATCH):
            with connection.transaction():
                for key, old in batch:
                    context = column.context(key)
                    fresh = ring.seal(ring.open_bytes(bytes(old), context), context)
                    done += connection.execute(put, [fresh, key, old]).rowcount
            step(len(batch))
    return done


def _reseal_factors(connection: psycopg.Connection[Any], step: Callable[[int], None]) -> int:
    """Secrets of second factors, which lie as text in allauth's own table."""
    adapter, done = FactorAdapter(), 0
    for key, data in connection.execute(_FACTORS).fetchall():
        old = [name for name in _FACTOR_KEYS if name in data and _key_of(data[name]) != key_ring().current]
        fresh = {name: adapter.encrypt(adapter.decrypt(data[name])) for name in old}
        if fresh:
            values = [json.dumps({**data, **fresh}), key, json.dumps(data)]
            done += connection.execute(_PUT_FACTOR, values).rowcount
            step(len(fresh))
    return done


def _key_of(text: str) -> str:
    blob = b64decode(text)
    return blob[2 : 2 + blob[1]].decode()
