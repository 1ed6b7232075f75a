"""Migrations: complete, in one line each, named by people, from nothing to now, kind to the version before."""

from __future__ import annotations

import re
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.access.test_database import DEFINERS
from tests.architecture.code import ROOT

FILES = sorted(path for path in (ROOT / "mangnon").glob("*/migrations/[0-9]*.py"))
ROOMS = sorted({path.parts[-3] for path in FILES})
BREAKING = (migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel)
"""What the version before can't live with: it may come only after a release that no longer uses the thing."""
REVIEWED: dict[str, str] = {}
"""Migrations that may break all the same, each with its reason."""


def ids(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


def module(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def operations(path: Path) -> list[Operation]:
    return list(module(path).Migration.operations)


@pytest.mark.django_db
def test_the_models_ask_for_no_migration_that_is_not_there() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize("room", ROOMS)
def test_migrations_of_a_room_stand_in_one_line(room: str) -> None:
    graph = MigrationLoader(connection).graph
    assert len(graph.leaf_nodes(room)) == 1
    names = [path.stem for path in FILES if path.parts[-3] == room]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_migration_has_a_name_that_says_something(path: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*", path.stem)
    assert not re.search(r"_auto|_alter_|_initial$|_and_more$|_remove_\w+_", path.stem)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_migration_lets_the_version_before_work_on(path: Path) -> None:
    """Columns come with a default or empty, and go only when nobody reads them any more."""
    if ids(path) in REVIEWED:
        return
    broken = [type(one).__name__ for one in operations(path) if isinstance(one, BREAKING)]
    made = {one.name.lower() for one in operations(path) if isinstance(one, migrations.CreateModel)}
    for one in operations(path):
        if isinstance(one, migrations.AddField) and one.model_name.lower() not in made and not _may_be_left_out(one):
            broken.append(f"{one.model_name}.{one.name} is asked of the version before")
    assert broken == []


def _may_be_left_out(one: migrations.AddField) -> bool:
    field: models.Field[object, object] = one.field
    return field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED or field.many_to_many is True


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_code_in_a_migration_can_be_undone_or_says_that_it_need_not_be(path: Path) -> None:
    kinds = (migrations.RunPython, migrations.RunSQL)
    assert [one for one in operations(path) if isinstance(one, kinds) and not one.reversible] == []


def test_reviewed_migrations_still_exist() -> None:
    assert set(REVIEWED) <= {ids(path) for path in FILES}


def tables_made() -> dict[str, Path]:
    """Every table of ours with the migration that makes it."""
    made = {}
    for path in FILES:
        for one in operations(path):
            if isinstance(one, migrations.CreateModel):
                model = apps.get_model(path.parts[-3], one.name)
                made[model._meta.db_table] = path
    return made


@pytest.mark.django_db
def test_the_database_holds_every_table_that_the_migrations_make() -> None:
    assert set(tables_made()) - set(connection.introspection.table_names()) == set()
    assert len(tables_made()) > 15


@pytest.mark.django_db
def test_row_security_and_its_functions_come_from_the_migrations() -> None:
    """A table under row security has its policies; every function that they call, and every net, is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, count(p.polname) from pg_class c left join pg_policy p on p.polrelid = c.oid"
            " where c.relrowsecurity group by 1"
        )
        policies = dict(cursor.fetchall())
        cursor.execute("select proname from pg_proc where pronamespace in ('public'::regnamespace, 'net'::regnamespace)")
        functions = {row[0] for row in cursor.fetchall()}
    assert [table for table, count in policies.items() if count == 0] == []
    assert {"access_reach", *DEFINERS} - functions == set()


@pytest.mark.django_db
def test_every_table_made_is_protected_or_watched_by_a_migration() -> None:
    """Nobody writes past the net: each table of a room carries its trigger, unless the reading room excuses it."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct tgrelid::regclass::text from pg_trigger where tgname = 'net_row'")
        watched = {row[0] for row in cursor.fetchall()}
    assert sorted(set(tables_made()) - watched - set(UNWATCHED)) == [], "watch(table) in its migration"
    assert sorted(set(UNWATCHED) & watched) == []


UNWATCHED = {
    "accounts_session": "changes with every request and holds no right of its own",
    "audit_entry": "the book itself: nobody of the web may write into it",
    "audit_link": "the chain of the book",
    "notices_delivery": "the outbox: changes with each try of the courier and holds a code alone",
    "notices_try": "one line for each try of the courier",
    "statutes_loaded": "a fingerprint of the shipped files, renewed with each release",
    "places_unit": "reference data, written by the owner alone when it is loaded",
    "places_parent": "as places_unit",
    "places_succession": "as places_unit",
    "places_flag": "as places_unit",
    "places_loaded": "as places_unit",
}
"""Tables without the trigger net, each with its reason."""


@pytest.mark.django_db
def test_everything_is_applied_and_nothing_waits() -> None:
    """From nothing: the database of this run was made by the owner from an empty one."""
    loader = MigrationLoader(connection)
    ours = {key for key in loader.disk_migrations if key[0] in ROOMS}
    assert len(ours) == len(FILES)
    assert ours <= set(loader.applied_migrations)
    loader.check_consistent_history(connection)
