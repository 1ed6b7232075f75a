"""Walking the whole book from here: with the heads of this host, and with the signed ones that left it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from mangnon.audit.leaving import NotAKey, read_copies
from mangnon.audit.offers import HeadsUnreadable, kept_heads, signing_path
from mangnon.audit.sealing import Head
from mangnon.audit.verifying import Finding, Report, verify


@dataclass(frozen=True, slots=True)
class Walked:
    """What one walk saw, and how long it took."""

    report: Report
    seconds: float


def walk_book() -> Walked:
    """Verify in the running transaction, which must be able to read the book. Heads that can't be read are findings."""
    began = time.monotonic()
    heads, trouble = _heads()
    report = verify(heads)
    whole = Report(report.entries, report.heads, (*report.findings, *trouble))
    return Walked(whole, time.monotonic() - began)


def _heads() -> tuple[list[Head], list[Finding]]:
    heads: list[Head] = []
    trouble: list[Finding] = []
    try:
        heads += kept_heads()
    except HeadsUnreadable as unread:
        trouble.append(Finding("unsigned", None, None, unread.said))
    if not settings.HEADS_COPY_DIR:
        return heads, trouble
    folder = Path(settings.HEADS_COPY_DIR)
    try:
        copies = read_copies(folder, key=signing_path())
    except (OSError, NotAKey):
        said = _("Không đọc được đầu chuỗi đã ký ở {path}.").format(path=folder)
        return heads, [*trouble, Finding("unsigned", None, None, said)]
    sentence = _("Tệp {name}: chữ ký không đúng hoặc không đọc được.")
    broken = [Finding("unsigned", None, None, sentence.format(name=name)) for name in copies.broken]
    return [*heads, *copies.heads], [*trouble, *broken]
