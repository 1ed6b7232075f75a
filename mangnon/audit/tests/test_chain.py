"""The chain over the book: sealed, taken out, verified; every way of tampering is named (trust A-17)."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.access.actor import job
from mangnon.access.gathering import gather
from mangnon.access.scope import acting
from mangnon.audit.book import book
from mangnon.audit.sealing import Head, HeadsFile, seal, seal_once
from mangnon.audit.verifying import Report, verify
from mangnon.testing.cast import AT
from mangnon.testing.database import SUPERUSER, TestDatabase

SEALER = job("audit.sealer")


def write(count: int) -> None:
    """So many committed entries, each in a transaction of its own."""
    gather()
    for number in range(count):
        with acting(SEALER), transaction.atomic():
            book(actor=SEALER, action="testing.samples.see", at=AT, number=number, note="Nguyễn Thị Thuý\u001f\n")


@pytest.fixture
def heads(tmp_path: Path) -> HeadsFile:
    return HeadsFile(tmp_path / "heads" / "heads.jsonl")


def seal_all(heads: HeadsFile) -> int:
    with acting(SEALER):
        return seal(heads)


def check(heads: HeadsFile, *, grace: float = 10) -> Report:
    return verify(heads.read(), using="owner", grace_seconds=grace)


def test_a_sealed_book_is_whole(committed: TestDatabase, heads: HeadsFile) -> None:
    write(5)
    assert seal_all(heads) == 5
    write(3)
    assert seal_all(heads) == 3
    report = check(heads, grace=0)
    assert (report.entries, report.heads, report.findings) == (8, 2, ())


def test_a_second_run_with_nothing_new_adds_nothing(committed: TestDatabase, heads: HeadsFile) -> None:
    write(2)
    seal_all(heads)
    assert seal_all(heads) == 0
    assert len(heads.read()) == 1


def test_entries_waiting_for_the_sealer_are_named(committed: TestDatabase, heads: HeadsFile) -> None:
    write(2)
    assert {finding.kind for finding in check(heads, grace=0).findings} == {"unsealed"}
    assert check(heads, grace=60).whole


def tamper(committed: TestDatabase, *statements: str) -> None:
    """What a database superuser could do: switch the triggers off and write."""
    place = committed.cluster.start().database(connection.settings_dict["NAME"])
    with psycopg.connect(place.dsn(SUPERUSER)) as raw:
        ids = [row[0] for row in raw.execute("select entry_id from audit_link order by position").fetchall()]
        raw.execute("set session_replication_role = replica")
        for statement in statements:
            numbered = statement if "$$" in statement else statement.format(0, *ids)
            raw.execute(numbered)  # type: ignore[call-overload]


REHASH = "update audit_entry e set hash = sha256(convert_to(audit_canonical(e), 'UTF8'))"
RECHAIN = """
do $$ declare r record; prev bytea := sha256('mangnon'::bytea); pos bigint := 0; begin
  delete from audit_link;
  for r in select id, hash from audit_entry order by id loop
    pos := pos + 1;
    prev := sha256(prev || convert_to(pos::text || ':' || r.id::text || ':', 'UTF8') || r.hash);
    insert into audit_link values (pos, r.id, r.hash, prev, now());
  end loop; end $$
"""
TAMPERINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "an edit": ("edited", ("update audit_entry set actor_name = 'người khác' where id = {4}",)),
    "an edit with its hash": ("edited", ("update audit_entry set door = 'x' where id = {4}", REHASH)),
    "a deletion": ("deleted", ("delete from audit_entry where id = {4}",)),
    "a deletion with its link": (
        "deleted",
        ("delete from audit_entry where id = {4}", "delete from audit_link where position = 4"),
    ),
    "a reorder": (
        "reordered",
        (
            "update audit_link set position = -position where position in (3, 4)",
            "update audit_link set position = 7 + position where position < 0",
        ),
    ),
    "a cut tail": ("cut", ("delete from audit_entry where id > {6}", "delete from audit_link where position > 6")),
    "a whole rewrite": ("rewritten", ("update audit_entry set actor_name = 'x' where id = {2}", REHASH, RECHAIN)),
    "a rewrite after a deletion": ("rewritten", ("delete from audit_entry where id = {2}", RECHAIN)),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_17_every_tampering_is_found(committed: TestDatabase, heads: HeadsFile, what: str) -> None:
    """A-17: edit, delete, reorder, cut tail, whole rewrite are all reported, by the right name."""
    write(5)
    seal_all(heads)
    write(4)
    seal_all(heads)
    assert check(heads, grace=0).whole, "whole before the tampering, so it fails for the right reason"
    kind, statements = TAMPERINGS[what]
    tamper(committed, *statements)
    found = {finding.kind for finding in check(heads, grace=0).findings}
    assert kind in found, found


def test_a_transaction_that_commits_late_is_sealed_all_the_same(committed: TestDatabase, heads: HeadsFile) -> None:
    """Sequence numbers are taken before the commit: a low one may appear after a higher one was sealed."""
    slow_wrote, slow_may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with acting(SEALER), transaction.atomic():
                book(actor=SEALER, action="testing.samples.see", at=AT, slow=True)
                slow_wrote.set()
                slow_may_commit.wait(10)
        finally:
            connections.close_all()

    worker = threading.Thread(target=slow)
    worker.start()
    assert slow_wrote.wait(10)
    write(3)
    assert seal_all(heads) == 3
    write(1)
    assert seal_all(heads) == 1
    slow_may_commit.set()
    worker.join()
    assert seal_all(heads) == 1
    report = check(heads, grace=0)
    assert (report.entries, report.findings) == (5, ())


def test_two_sealers_at_once_make_one_chain(committed: TestDatabase, heads: HeadsFile) -> None:
    write(40)

    def run() -> None:
        try:
            with acting(SEALER):
                seal_once()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    seal_all(heads)
    assert check(heads, grace=0).whole


def test_a_half_written_head_is_left_out(heads: HeadsFile) -> None:
    heads.append(Head(3, 3, "ab", "2026-11-23T03:42:00+00:00"))
    with heads.path.open("a") as file:
        file.write('{"position": 9, "en')
    assert [head.position for head in HeadsFile(heads.path).read()] == [3]
    HeadsFile(heads.path).append(Head(5, 5, "cd", "2026-11-23T03:43:00+00:00"))
    assert [head.position for head in HeadsFile(heads.path).read()] == [3, 5]


def test_heads_survive_only_for_their_owner(heads: HeadsFile) -> None:
    heads.append(Head(1, 1, "ab", "2026-11-23T03:42:00+00:00"))
    assert heads.path.stat().st_mode & 0o777 == 0o600


@given(st.lists(st.sampled_from([Head(n, n, f"{n:02x}", "t") for n in range(1, 9)]), max_size=20))
@settings(max_examples=50)
def test_the_heads_file_gives_back_what_was_appended(
    tmp_path_factory: pytest.TempPathFactory, given: list[Head]
) -> None:
    file = HeadsFile(tmp_path_factory.mktemp("heads") / "heads.jsonl")
    for head in given:
        file.append(head)
    assert HeadsFile(file.path).read() == given


def test_row_changes_lie_in_the_net_beneath(committed: TestDatabase) -> None:
    """The trigger net keeps what a query outside any action would change."""
    from mangnon.places.models import Hamlet
    from mangnon.testing.cast import make_cast

    gather()
    cast = make_cast()
    Hamlet.objects.filter(pk=cast.land.hamlet.pk).update(name="Thôn Ba")
    place = committed.cluster.start().database(connection.settings_dict["NAME"])
    with psycopg.connect(place.dsn(SUPERUSER)) as raw:
        rows = raw.execute("select op, pk, old, new from net.change where tbl = 'places_hamlet' order by id").fetchall()
    assert rows[-1] == ("U", str(cast.land.hamlet.pk), {"name": "Thôn Thử Một"}, {"name": "Thôn Ba"})
