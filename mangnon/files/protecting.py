"""Row security of files: a file is seen by whoever sees its owner; it moves with it and needs no place of its own."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

TABLE = "files_storedfile"


def files_of(kind: str, table: str, *, key: str = "id") -> RunSQL:
    """Migration operation of an owner's room: files of ``kind`` are seen only with their row in ``table``.

    ``key`` names the column with the owner's uuid. They can't be hung on a record that one can't see either. Without
    it nobody of a commune sees them at all.
    """
    inside = (
        f"owner_kind = '{kind}' and exists"  # noqa: S608 - names from our migrations
        f" (select 1 from {table} r where r.{key} = {TABLE}.owner_id)"
    )
    return RunSQL(
        f"create policy with_{table} on {TABLE} to mangnon_app using ({inside}) with check ({inside});",
        f"drop policy with_{table} on {TABLE};",
    )
