"""The database as it stands: row security, roles, functions (trust A-06)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

EXCEPTIONS = {
    "accounts_person": "who works here; read before anybody is known",
    "accounts_assignment": "read before anybody is known, to build the actor",
    "accounts_assignmenthamlet": "as accounts_assignment",
    "accounts_session": "read by the hash of a cookie before anybody is known",
    "accounts_invitation": "read by the hash of a link before anybody is known",
    "accounts_throttle": "counts attempts; holds no person",
    "notices_delivery": "the outbox: who is told by which channel and how it went; a code, no text, no address",
    "notices_try": "as notices_delivery: when a letter was tried and why it didn't go",
    "oversight_review": "whose access was reviewed when, by place; describes staff, no child",
    "oversight_reviewline": "as oversight_review: who confirmed or ended whose assignment",
    "operate_backuprun": "when a backup was made, how big it is, what went wrong; describes nobody",
    "registry_quarter": "when a quarter was closed and how many children there were; describes nobody",
    "registry_recheckround": "when a round was opened, how large its samples are, by which seed; describes nobody",
    "registry_recheckshare": "how many children of a commune were drawn, fingerprints, figures; describes nobody",
    "intake_event": "an id that reports of one event share, and when it was given; describes nobody",
    "intake_dutyturn": "who is on duty where and when; staff, read by whoever calls them; no child",
    "intake_alternate": "as intake_dutyturn: who takes over when an office's own people are named",
    "operate_drill": "as operate_backuprun: when a restore was tried and what it proved",
    "registry_alikeweights": "how often each word is a name, and rates of agreement; words counted once aren't kept",
    "mfa_authenticator": "second factors, read while signing in",
    "account_emailaddress": "allauth's table; stays empty",
    "account_emailconfirmation": "allauth's table; stays empty",
    "auth_group": "Django's table; stays empty",
    "auth_group_permissions": "Django's table; stays empty",
    "auth_permission": "Django's table; names of models",
    "django_content_type": "Django's table; names of models",
    "django_migrations": "Django's table; names of migrations",
    "audit_sealing": "one number; granted to nobody",
}
"""Tables outside row security, each with its reason; whoever adds one is reviewed."""

PUBLIC_PREFIXES = {
    "places_": "administrative units and the calendar of working days are public",
    "statutes_": "law is public; documents, among which are a commune's own, are under row security",
    "procrastinate_": "names of scheduled jobs, no person",
}


def query(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_a_06_every_table_is_under_forced_row_security_or_a_reviewed_exception() -> None:
    rows = query(
        "select c.relname, c.relrowsecurity and c.relforcerowsecurity from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')"
    )
    assert len(rows) > 20
    bare = {name for name, protected in rows if not protected and not name.startswith(tuple(PUBLIC_PREFIXES))}
    assert bare == set(EXCEPTIONS) & {name for name, _protected in rows}


def test_every_exception_still_exists() -> None:
    tables = {row[0] for row in query("select relname from pg_class where relkind in ('r', 'p')")}
    assert set(EXCEPTIONS) - tables == set()


def test_a_06_no_view_runs_as_its_owner() -> None:
    rows = query(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind = 'v'"
        " and not coalesce(c.reloptions @> array['security_invoker=true'], false)"
    )
    assert rows == []


DEFINERS = {
    "audit_book": "writes an entry of the book",
    "audit_seal": "chains committed entries",
    "publishing_opened": "counts openings of a public article and returns their number; isn't told who opened it",
    "notices_tell": "puts a notice into somebody else's inbox, inside the act that tells",
    "registry_child_indexed": "keeps the index of the search, which the web can't touch, with every write",
    "registry_household_indexed": "as registry_child_indexed",
    "registry_look": "the search of children: reads its index within the reach of the transaction, listed names only",
    "registry_part_indexed": "as registry_child_indexed",
    "registry_shares": "how common a syllable of names is; no name",
    "registry_syllables": "single syllables of names, without whose",
    "registry_alike_due": "notes who was written or changed, so that the comparing job looks beyond the writer's reach",
    "registry_count": "numbers of children who lived on one's ground on a day; no row, no name",
    "registry_frozen": "the same numbers as they were when a quarter closed",
    "registry_ground": "the units whose ground lies in the caller's places today",
    "registry_sent": "a commune that handed a child over reads the answer to its own request; nothing of the child",
    "registry_release": "a commune that says no lets go of a child that another wanted to hand over",
    "cases_let_go": "a commune that says no lets go of a case that another wanted to hand over",
    "held_count_programmes_task": "counts the open tasks of plans that a person does, for whoever ends an assignment",
    "held_move_programmes_task": "hands them over in one act",
    "held_count_cases_case": "counts the open cases that a person leads, for whoever ends an assignment",
    "held_move_cases_case": "hands them over in one act",
    "held_count_registry_recheck": "counts a person's open visits for whoever ends an assignment",
    "held_move_registry_recheck": "moves them in one act",
    "intake_number": "the next number of an office for a report; whoever receives may reach no office",
    "intake_receipt": "a sender reads the receipt of its own report: number and times alone",
    "intake_away": "on which days colleagues are away, so that a report reaches somebody who is there",
    "intake_route": "hands a report to the place that must act; afterwards it may lie outside one's reach",
    "intake_drop": "a stranger drops a sealed report into the box of the public page",
    "intake_drop_state": "whoever holds a receipt code reads one of four neutral words",
    "held_count_intake_harmreport": "counts the reports that a person holds, for whoever ends an assignment",
    "held_move_intake_harmreport": "moves them in one act",
    "statutes_matching": "ids of documents that hold some words, within the reach of the transaction",
    "row_changed": "the trigger net beneath",
    "rows_come": "the trigger net beneath",
    "rows_gone": "the trigger net beneath",
    "truncated": "the trigger net beneath",
}


SAMPLE_DEFINERS = {
    "held_count_oversight_incident": "counts the open incidents that a person leads, for whoever ends an assignment",
    "held_move_oversight_incident": "hands them over in one act",
    "held_count_testing_sample": "counts a person's open samples for whoever ends an assignment",
    "held_move_testing_sample": "moves them in one act",
}
"""Of the testing room alone; the product's rooms get theirs listed above."""


def test_a_06_every_definer_function_is_listed_and_has_a_fixed_path() -> None:
    rows = query(
        "select p.proname, coalesce(array_to_string(p.proconfig, ','), ''), r.rolsuper from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner"
        " where p.prosecdef and n.nspname in ('public', 'net')"
    )
    assert {name for name, _config, _super in rows} == {*DEFINERS, *SAMPLE_DEFINERS}
    assert [name for name, config, _super in rows if "search_path=" not in config] == []
    assert [name for name, _config, is_super in rows if is_super] == []


@pytest.mark.parametrize("role", ["mangnon_app", "mangnon_wide", "mangnon_auditor", "mangnon_portal"])
def test_a_06_no_role_of_the_web_stands_above_row_security(role: str) -> None:
    ((is_super, bypass, creates),) = query(
        f"select rolsuper, rolbypassrls, rolcreaterole or rolcreatedb from pg_roles where rolname = '{role}'"  # noqa: S608
    )
    assert (is_super, bypass, creates) == (False, False, False)


@pytest.mark.parametrize("privilege", ["update", "delete", "insert", "truncate"])
@pytest.mark.parametrize("role", ["mangnon_app", "mangnon_wide", "mangnon_auditor", "mangnon_portal"])
def test_a_06_nobody_of_the_web_writes_the_book_itself(role: str, privilege: str) -> None:
    ((allowed,),) = query(f"select has_table_privilege('{role}', 'audit_entry', '{privilege}')")
    assert allowed is False


def test_the_web_can_neither_create_nor_read_beneath() -> None:
    ((create, usage),) = query(
        "select has_schema_privilege('mangnon_app', 'public', 'create'),"
        " has_schema_privilege('mangnon_app', 'net', 'usage')"
    )
    assert (create, usage) == (False, False)
