"""Verification: walks the whole chain with code outside the database and says what doesn't fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.utils.translation import gettext as _

from mangnon.audit.sealing import Head

GENESIS = hashlib.sha256(b"mangnon").digest()
CHUNK = 10_000

_ENTRIES = """
select l.position, l.entry_id, l.entry_hash, l.chain_hash, e.hash, concat_ws(chr(31), e.id::text,
  to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  e.actor, e.actor_name, e.door, e.action, e.outcome, e.subject_kind, e.subject_id,
  coalesce(e.place_id::text, ''), array_to_string(e.seen, ','), e.detail::text, e.request_id,
  coalesce(e.session_id::text, '')), e.id is not null
from audit_link l left join audit_entry e on e.id = l.entry_id order by l.position
"""
_UNSEALED = """
select e.id from audit_entry e where not exists (select 1 from audit_link l where l.entry_id = e.id)
  and e.recorded_at < clock_timestamp() - make_interval(secs => %s) order by e.id
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that doesn't fit. ``kind``: edited, deleted, reordered, cut, rewritten, unsealed, unsigned."""

    kind: str
    position: int | None
    entry_id: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What verification saw."""

    entries: int
    heads: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """True when nothing was found."""
        return not self.findings


class _Walk:
    """Carries the chain while the links go by."""

    def __init__(self, heads: list[Head]) -> None:
        self.expected: dict[int, set[str]] = {}
        for head in heads:
            self.expected.setdefault(head.position, set()).add(head.hash)
        self.found: list[Finding] = []
        self.previous = GENESIS
        self.position = 0
        self.broken = False

    def say(self, kind: str, position: int | None, entry: int | None, sentence: str) -> None:
        self.found.append(Finding(kind, position, entry, sentence))

    def step(self, row: tuple[Any, ...]) -> None:
        position, entry, entry_hash, chain_hash, own_hash, canonical, present = row
        entry_hash, chain_hash = bytes(entry_hash), bytes(chain_hash)
        if position != self.position + 1:
            self.say("deleted", position, entry, _("Thiếu mắt xích trước vị trí {at}.").format(at=position))
        if not present:
            self.say("deleted", position, entry, _("Mục {n} đã bị xóa khỏi sổ.").format(n=entry))
        elif hashlib.sha256(canonical.encode()).digest() != entry_hash or bytes(own_hash) != entry_hash:
            self.say("edited", position, entry, _("Mục {n} đã bị sửa.").format(n=entry))
        self._chain(position, entry, entry_hash, chain_hash)

    def _chain(self, position: int, entry: int, entry_hash: bytes, chain_hash: bytes) -> None:
        reckoned = hashlib.sha256(self.previous + f"{position}:{entry}:".encode() + entry_hash).digest()
        if reckoned != chain_hash and not self.broken:
            self.broken = True  # one sentence for the first break: all later links follow from it
            self.say("reordered", position, entry, _("Chuỗi đứt hoặc bị đổi thứ tự ở vị trí {at}.").format(at=position))
        if self.expected.pop(position, set()) - {chain_hash.hex()}:
            self.say(
                "rewritten", position, entry, _("Vị trí {at} khác với đầu chuỗi đã lưu ngoài.").format(at=position)
            )
        self.previous, self.position = chain_hash, position

    def finish(self) -> None:
        beyond = sorted(position for position in self.expected if position > self.position)
        if beyond:
            sentence = _("Sổ bị cắt đuôi: đầu chuỗi đã lưu ngoài tới vị trí {kept}, sổ chỉ còn tới {here}.")
            self.say("cut", beyond[-1], None, sentence.format(kept=beyond[-1], here=self.position))


def verify(heads: list[Head], *, using: str = "default", grace_seconds: float = 10.0) -> Report:
    """Recompute every entry and link and compare with the heads kept outside.

    ``using`` names a connection that may read the whole book (the owner's, or an auditor's scope). Entries
    younger than ``grace_seconds`` may still wait for the sealer.
    """
    walk = _Walk(heads)
    with transaction.atomic(using=using):
        count = 0
        for row in _rows(using):
            walk.step(row)
            count += 1
        walk.finish()
        with connections[using].cursor() as cursor:
            cursor.execute(_UNSEALED, [grace_seconds])
            for (entry,) in cursor.fetchall():
                walk.say("unsealed", None, entry, _("Mục {n} chưa được niêm vào chuỗi.").format(n=entry))
    return Report(count, len(heads), tuple(walk.found))


def _rows(using: str) -> Iterator[tuple[Any, ...]]:
    connection = connections[using]
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ENTRIES)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
