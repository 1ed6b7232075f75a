"""From what was sent to what may be kept: read within limits, judged by content, made harmless."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, NoReturn

from mangnon.files.images import blurred, clean_image
from mangnon.files.kinds import FACTS, IMAGES, Accepts, Kind, told_size
from mangnon.files.naming import refuse_program_names, shown_name
from mangnon.files.packages import package_kind
from mangnon.files.pdfs import check_pdf
from mangnon.files.refusals import EmptyFile, FileTooBig, KindNotAccepted, PhotoTooBig, UnknownKind
from mangnon.files.sniffing import is_package, is_photo, marked_kind
from mangnon.files.texts import text_kind

_PIECE = 2**18


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: its name, its bytes, and their hash as evidence of what was received."""

    name: str
    data: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the original."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Harmless:
    """What is kept of it: its kind, the name that is shown, the bytes that are served."""

    kind: Kind
    name: str
    data: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of what is stored."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def blurred(self) -> bytes | None:
        """The copy that is shown of a sensitive picture; None of anything else."""
        return blurred(self.data, self.kind) if self.kind in IMAGES else None


def read(upload: Any, accepts: Accepts) -> Sent:
    """Take the bytes of an upload (anything with ``name`` and ``read``), never more than are accepted.

    Raises ProgramName, EmptyFile, FileTooBig, PhotoTooBig.
    """
    name = str(getattr(upload, "name", "") or "")
    refuse_program_names(name)
    upload.seek(0)
    pieces, total = [], 0
    while piece := upload.read(_PIECE):
        pieces.append(piece)
        total += len(piece)
        if total > accepts.most_bytes:
            _refuse_size(pieces[0], max(total, getattr(upload, "size", 0) or 0), accepts)
    if not total:
        raise EmptyFile
    return Sent(name, b"".join(pieces))


def make_harmless(sent: Sent, accepts: Accepts) -> Harmless:
    """Judge by content and clean. Raises a FileRefused that says what is wrong and how to mend it."""
    kind = _kind(sent, accepts)
    if kind not in accepts.kinds:
        raise KindNotAccepted(kind=FACTS[kind].title, accepted=accepts.titles)
    data = clean_image(sent.data, kind, accepts) if kind in IMAGES else sent.data
    return Harmless(kind, shown_name(sent.name, kind), data)


def _kind(sent: Sent, accepts: Accepts) -> Kind:
    kind = marked_kind(sent.data)
    if kind is Kind.PDF:
        check_pdf(sent.data)
    if kind is not None:
        return kind
    if is_package(sent.data):
        return package_kind(sent.data, accepts.most_xml)
    try:
        return text_kind(sent.data, sent.name)
    except UnknownKind:
        raise UnknownKind(accepted=accepts.titles) from None


def _refuse_size(head: bytes, size: int, accepts: Accepts) -> NoReturn:
    refusal = PhotoTooBig if is_photo(head) else FileTooBig
    raise refusal(size=told_size(size), most=told_size(accepts.most_bytes))
