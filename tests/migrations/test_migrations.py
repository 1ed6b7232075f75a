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
from django.db.migrations.state import ModelState, ProjectState

from config.cli.planning import breaking, step_of
from tests.access.test_database import DEFINERS
from tests.architecture.code import ROOT

FILES = sorted(path for path in (ROOT / "mangnon").glob("*/migrations/[0-9]*.py"))
ROOMS = sorted({path.parts[-3] for path in FILES})
CONTRACT = re.compile(r"\d+\.\d+\.\d+: \S.{10,}")
"""What a migration that takes something away declares: the version since which it is unused, and what it was."""


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


@pytest.mark.django_db
def test_b_11_every_migration_lets_the_version_before_work_on() -> None:
    """Columns come empty or filled by the database, and go only when a release that doesn't use them is out."""
    loader = MigrationLoader(connection)
    steps = [step_of(loader, (path.parts[-3], path.stem)) for path in FILES]
    assert len(steps) == len(FILES)
    silent = {f"{one.room}/{one.name}": one.breaks for one in steps if one.breaks and not CONTRACT.fullmatch(one.contract)}
    assert silent == {}, 'declare contract = "1.2.0: nothing reads … since" in the migration (docs/operate/upgrade.md)'
    assert [one for one in steps if one.contract and not one.breaks] == [], "nothing is taken away"


BEFORE = {"full_name": models.CharField(max_length=50, null=True), "age": models.IntegerField()}
NARROWING = [
    (migrations.RemoveField("Sample", "age"), True),
    (migrations.DeleteModel("Sample"), True),
    (migrations.RenameField("Sample", "age", "years"), True),
    (migrations.RenameModel("Sample", "Example"), True),
    (migrations.AddField("Sample", "note", models.TextField()), True),
    (migrations.AddField("Sample", "note", models.TextField(default="")), True),
    (migrations.AddField("Sample", "note", models.TextField(db_default="")), False),
    (migrations.AddField("Sample", "note", models.TextField(null=True)), False),
    (migrations.AlterField("Sample", "full_name", models.CharField(max_length=50)), True),
    (migrations.AlterField("Sample", "full_name", models.CharField(max_length=20, null=True)), True),
    (migrations.AlterField("Sample", "full_name", models.CharField(max_length=50, null=True, unique=True)), True),
    (migrations.AlterField("Sample", "full_name", models.CharField(max_length=90, null=True)), False),
    (migrations.AlterField("Sample", "age", models.TextField()), True),
    (migrations.AlterField("Sample", "age", models.IntegerField(help_text="năm")), False),
    (migrations.AddIndex("Sample", models.Index(fields=["age"], name="sample_age")), False),
]


@pytest.mark.parametrize(("operation", "breaks"), NARROWING, ids=lambda one: getattr(one, "migration_name_fragment", one))
def test_b_11_the_rule_is_awake(operation: Operation, breaks: bool) -> None:
    before = ProjectState()
    before.add_model(ModelState("lab", "Sample", list(BEFORE.items())))
    assert bool(breaking([operation], before, "lab")) is breaks


def test_b_11_what_is_made_in_the_same_migration_is_nobodys_yet() -> None:
    made = migrations.CreateModel("Sample", list(BEFORE.items()))
    added = migrations.AddField("Sample", "note", models.TextField())
    assert breaking([made, added], ProjectState(), "lab") == []


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_code_in_a_migration_can_be_undone_or_says_that_it_need_not_be(path: Path) -> None:
    kinds = (migrations.RunPython, migrations.RunSQL)
    assert [one for one in operations(path) if isinstance(one, kinds) and not one.reversible] == []


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
        cursor.execute(
            "select tgrelid::regclass::text, array_agg(tgname::text order by tgname) from pg_trigger"
            " where tgname like 'net\\_%' and tgenabled = 'O' group by 1"
        )
        nets = dict(cursor.fetchall())
    watched = set(nets)
    assert {tuple(names) for names in nets.values()} == {("net_delete", "net_insert", "net_row", "net_truncate")}
    assert sorted(set(tables_made()) - watched - set(UNWATCHED)) == [], "watch(table) in its migration"
    assert sorted(set(UNWATCHED) & watched) == []


UNWATCHED = {
    "accounts_session": "changes with every request and holds no right of its own",
    "audit_entry": "the book itself: nobody of the web may write into it",
    "audit_link": "the chain of the book",
    "notices_delivery": "the outbox: changes with each try of the courier and holds a code alone",
    "notices_try": "one line for each try of the courier",
    "registry_needle": "derived by triggers from watched tables; the web can't write it",
    "registry_kin": "as registry_needle",
    "registry_syllable": "as registry_needle",
    "registry_alikedue": "a queue: which records the job has still to compare, written by a trigger of the register",
    "publishing_word": "words of public articles and in how many they stand, for suggestions",
    "publishing_seen": "numbers of openings, written by one function alone",
    "publishing_due": "a queue: which pages have still to be signed",
    "publishing_patrol": "one line for each round of the patrol; the web can't change it",
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
