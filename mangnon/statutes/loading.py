"""Loads the shipped definitions and documents: same files, no work; a changed body under an old version is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mangnon.lib.names import fold
from mangnon.lib.refusal import Refusal
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Definition, Loaded, Source
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.register import load_documents
from mangnon.statutes.rules import Draft, Span, check_file, is_local, overlapping

DATA = Path(__file__).parent / "data"
DOCUMENTS = "documents"
FORMAT = "2"
"""Changes when what is derived from the files changes; then everything is looked at anew."""
LOCK = "select pg_advisory_xact_lock(56201703)"


class WrongDefinition(Refusal):
    """A shipped file can't be loaded."""

    code = "statutes.wrong_definition"
    sentence = _("Tệp {file}: {what}.")
    remedy = _("Sửa tệp trong mangnon/statutes/data rồi nạp lại.")


class VersionTaken(Refusal):
    """The version exists and says something else."""

    code = "statutes.version_taken"
    sentence = _("Bản {version} của “{title}” đã có và nội dung khác. Một bản đã nạp thì không đổi nữa.")
    remedy = _("Ghi bản mới: ngày hiệu lực khác, hoặc thêm số sau dấu cộng, ví dụ {version}+1.")
    field = "file"


class PeriodsOverlap(Refusal):
    """Two versions would be in force on one day."""

    code = "statutes.periods_overlap"
    sentence = _("Thời kỳ hiệu lực chồng lên bản {other} (từ {start} đến trước {end}).")
    remedy = _("Sửa valid_from hoặc valid_to để hai thời kỳ nối nhau.")
    field = "file"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many versions there are, and whether anything had to be done."""

    definitions: int
    added: int


def load_definitions(*, using: str = "owner", folder: Path = DATA) -> LoadReport:
    """Add the versions and documents that the files have and the tables lack.

    Raises WrongDefinition, VersionTaken, PeriodsOverlap, or what ``load_documents`` raises.
    """
    mark = fingerprint(folder)
    with transaction.atomic(using=using):
        with transaction.get_connection(using).cursor() as cursor:
            cursor.execute(LOCK)
        if Loaded.objects.using(using).filter(name="files", fingerprint=mark).exists():
            return LoadReport(Definition.objects.using(using).count(), 0)
        drafts = [read_shipped(path) for path in definition_files(folder)]
        added = sum(add(draft, source=Source.SHIPPED, by="", using=using) for draft in sorted(drafts, key=_turn))
        if (folder / DOCUMENTS).is_dir():
            load_documents(sorted((folder / DOCUMENTS).glob("*.yaml")), using=using)
        Loaded.objects.using(using).update_or_create(name="files", defaults={"fingerprint": mark})
    return LoadReport(len(drafts), added)


def definition_files(folder: Path = DATA) -> list[Path]:
    """The files of definitions, by kind."""
    return [path for path in sorted(folder.glob("*/*.yaml")) if path.parent.name != DOCUMENTS]


def fingerprint(folder: Path) -> str:
    """One line for the state of all files."""
    told = hashlib.sha256(FORMAT.encode())
    for path in sorted(folder.rglob("*.yaml")):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def read_shipped(path: Path) -> Draft:
    """The definition in a shipped file. Raises WrongDefinition."""
    name = f"{path.parent.name}/{path.name}"
    try:
        draft, faults = check_file(read_yaml(path.read_bytes()))
    except Refusal as refusal:
        raise WrongDefinition(file=name, what=refusal.said) from refusal
    if draft is None:
        raise WrongDefinition(file=name, what="; ".join(map(str, faults[:5])))
    if draft.head["kind"] != path.parent.name or is_local(draft.head["version"]):
        raise WrongDefinition(file=name, what=_("loại khác tên thư mục, hoặc bản mang dấu cộng của địa phương"))
    return draft


def _turn(draft: Draft) -> tuple[str, int, str, str]:
    return draft.head["kind"], draft.head.get("order") or 0, draft.head["id"], draft.head["version"]


def add(draft: Draft, *, source: str, by: str, using: str = "default") -> bool:
    """Add a version; False when it is there already. Raises VersionTaken, PeriodsOverlap."""
    row = row_of(draft, source=source, by=by)
    known = versions(row.kind, row.key, using=using)
    same = next((one for one in known if one.version == row.version), None)
    if same is not None:
        if same.checksum != row.checksum:
            raise VersionTaken(version=row.version, title=row.title)
        return False
    refuse_overlap(row, known)
    row.save(using=using, force_insert=True)
    return True


def versions(kind: str, key: str, *, using: str = "default") -> list[Definition]:
    """Every version of a definition, in the order of days."""
    rows = Definition.objects.using(using).filter(kind=kind, key=key)
    return list(rows.order_by("valid_from", "id"))


def refuse_overlap(row: Definition, known: Iterable[Definition]) -> None:
    """Raises PeriodsOverlap."""
    spans = [Span(one.version, one.valid_from, one.valid_to) for one in known]
    other = overlapping(Span(row.version, row.valid_from, row.valid_to), spans)
    if other is not None:
        raise PeriodsOverlap(other=other.version, start=other.start, end=other.end or "…")


def row_of(draft: Draft, *, source: str, by: str) -> Definition:
    """The row for a checked file."""
    head = draft.head
    end = head.get("valid_to")
    title = head["title"]
    return Definition(
        kind=head["kind"],
        key=head["id"],
        version=head["version"],
        valid_from=date.fromisoformat(head["valid_from"]),
        valid_to=date.fromisoformat(end) if end else None,
        title=title["vi"],
        title_en=title.get("en", ""),
        citation=head["citation"],
        confirmed=head["confirmed"],
        why=head.get("why", ""),
        body=draft.body,
        source=source,
        loaded_by=by,
        checksum=draft.checksum,
        position=list(KINDS).index(head["kind"]) * 1_000 + (head.get("order") or 999),
        search_key=fold(f"{head['id']} {title['vi']} {title.get('en', '')}"),
    )
