"""Row security of papers: a sheet is seen by whoever sees its owner, and moves with it."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

TABLE = "papers_sheet"


def papers_of(kind: str, table: str) -> RunSQL:
    """Migration operation of an owner's room: sheets of ``kind`` are seen only with their row in ``table``.

    They can't be hung on a record that one can't see either. Without it nobody of a commune sees them at all.
    """
    inside = (
        f"owner_kind = '{kind}' and exists"  # noqa: S608 - names from our migrations
        f" (select 1 from {table} r where r.id = {TABLE}.owner_id)"
    )
    return RunSQL(
        f"create policy with_{table} on {TABLE} to mangnon_app using ({inside}) with check ({inside});",
        f"drop policy with_{table} on {TABLE};",
    )
