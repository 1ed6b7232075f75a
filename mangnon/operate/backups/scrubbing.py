"""A real system's backup in a place for trials: names, secrets, files and the book go, and can't be reckoned back."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from mangnon.access import offers
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.manifest import Manifest
from mangnon.operate.backups.slots import By, Reapply, Scrub, emptied, engine, kept

_BY: dict[By, sql.SQL] = {
    By.NOTHING: sql.SQL("null"),
    By.EMPTY: sql.SQL("''"),
    By.NUMBER: sql.SQL("'n' || lpad(fresh.number::text, 8, '0')"),
    By.NAME: sql.SQL("'Người ' || fresh.number"),
    By.OBJECT: sql.SQL("'{}'"),
}

OWN: tuple[Scrub, ...] = (
    *kept(
        "public.auth_group", "public.auth_group_permissions", "public.auth_permission", "public.django_content_type",
        "public.django_migrations", "public.audit_sealing", "public.accounts_assignmenthamlet",
        "public.papers_series", "public.places_flag", "public.places_hamlet", "public.places_hamletpast",
        "public.places_loaded", "public.places_parent", "public.places_succession", "public.places_unit",
        "public.statutes_loaded", "public.statutes_relation",
    ),
    *emptied(
        "public.account_emailaddress", "public.account_emailconfirmation", "public.accounts_invitation",
        "public.accounts_session", "public.accounts_throttle", "public.mfa_authenticator", "public.audit_entry",
        "public.audit_link", "net.change", "public.files_storedfile", "public.papers_sheet",
        "public.papers_revision", "public.notices_chain", "public.notices_chainline", "public.notices_delivery",
        "public.notices_habit", "public.notices_notice", "public.notices_preference", "public.notices_telling",
        "public.notices_try", "public.ui_draft", "public.ui_savedfilter", "public.procrastinate_events",
        "public.procrastinate_periodic_defers", "public.procrastinate_workers", "public.places_splittask",
        "public.procrastinate_jobs",
        "public.operate_backuprun", "public.operate_drill", "public.statutes_documentchange",
        "public.statutes_reliance",
    ),
    Scrub("public.accounts_person", {
        "username": By.NUMBER, "full_name": By.NAME, "sort_key": By.NUMBER, "email": By.EMPTY, "phone": By.EMPTY,
        "password": By.EMPTY, "disabled_why": By.EMPTY,
    }),
    Scrub("public.accounts_assignment", {
        "title": By.EMPTY, "created_by": By.EMPTY, "ended_by": By.EMPTY, "ended_why": By.EMPTY,
    }),
    Scrub("public.places_calendarentry", {"entered_by": By.EMPTY}),
    Scrub("public.places_calendarwithdrawal", {"entered_by": By.EMPTY, "reason": By.EMPTY}),
    Scrub("public.places_reorganisation", {"ran_by": By.EMPTY}),
    Scrub("public.places_boundary", {"loaded_by": By.EMPTY}),
    Scrub("public.statutes_definition", {"loaded_by": By.EMPTY}),
    Scrub("public.statutes_document", {"withdrawn_why": By.EMPTY}),
)  # fmt: skip
"""Tables of the rooms below, which can't offer by themselves, and our own."""


class ScrubUnspoken(Refusal):
    """A table of which no room says what is personal in it."""

    code = "restore_scrub_unspoken"
    sentence = _("Chưa xóa hết được dữ liệu cá nhân: chưa ai khai báo bảng {tables}.")
    remedy = _("Không nạp bản sao lưu này vào nơi thử nghiệm; báo nhóm phát triển bổ sung khai báo.")


def scrubs() -> dict[str, Scrub]:
    """What every room says, by table."""
    return {one.table: one for one in (*OWN, *offers.filled(Scrub))}


def refuse_unspoken(told: Manifest) -> None:
    """Every table with rows must be spoken for. Raises ScrubUnspoken."""
    unspoken = sorted(table for table, rows in told.counts.items() if rows and table not in scrubs())
    if unspoken:
        raise ScrubUnspoken(tables=", ".join(unspoken))


def scrub() -> None:
    """Replace and empty in one transaction; then new keys, no files, no heads."""
    with psycopg.connect(engine().owner_info()) as connection:
        there = {name for name in scrubs() if _exists(connection, name)}
        every = [one for name, one in scrubs().items() if name in there]
        for one in every:
            _triggers(connection, one, "disable")
        _empty(connection, [one for one in every if one.emptied])
        for one in every:
            if one.columns:
                _replace(connection, one)
        for one in every:
            _triggers(connection, one, "enable")
    _forget_files()


def _exists(connection: psycopg.Connection[Any], table: str) -> bool:
    row = connection.execute("select to_regclass(%s) is not null", [table]).fetchone()
    return row == (True,)


def _name(one: Scrub) -> sql.Identifier:
    return sql.Identifier(*one.table.split("."))


def _triggers(connection: psycopg.Connection[Any], one: Scrub, word: str) -> None:
    """The book and the net beneath it refuse and keep what is changed: not here, where nothing may be kept."""
    if one.emptied or one.columns:
        statement = sql.SQL("alter table {} {} trigger user").format(_name(one), sql.SQL(word))
        connection.execute(statement)


def _empty(connection: psycopg.Connection[Any], every: list[Scrub]) -> None:
    statement = sql.SQL("truncate {}").format(sql.SQL(", ").join(map(_name, every)))
    connection.execute(statement)


def _replace(connection: psycopg.Connection[Any], one: Scrub) -> None:
    pairs = [sql.SQL("{} = {}").format(sql.Identifier(column), _BY[by]) for column, by in one.columns.items()]
    statement = sql.SQL(
        "update {table} t set {pairs}"
        " from (select ctid, row_number() over (order by random()) as number from {table}) fresh"
        " where t.ctid = fresh.ctid"
    ).format(table=_name(one), pairs=sql.SQL(", ").join(pairs))
    connection.execute(statement)


def _forget_files() -> None:
    for folder in (settings.FILES_DIR, settings.KEY_DIR):
        shutil.rmtree(folder, ignore_errors=True)
    Path(settings.HEADS_FILE).unlink(missing_ok=True)
    engine().make_keys()


def apply_again(lists: Path | None, at: datetime) -> dict[str, int]:
    """What rooms do again after each restore (erasures asked for since), by name. Raises their refusals."""
    return {one.name: one.run(lists, at) for one in offers.filled(Reapply)}
