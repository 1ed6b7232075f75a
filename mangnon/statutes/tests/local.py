"""Two shipped documents, and a hand that adds documents of offices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.statutes.actions import (
    add_document,
)
from mangnon.statutes.models import Document
from mangnon.statutes.register import load_documents
from mangnon.statutes.told import DocumentFacts
from mangnon.testing.cast import AT, Cast

LAW = """
documents:
- {id: LAW, kind: law, number: 102/2016/QH13, issued: 2016-04-05, issuer: Quốc hội, subject: Luật Trẻ em,
   state: in_force}
- {id: OLD, kind: plan, number: 7504/KH-UBND, issued: 2019-12-20, issuer: UBND tỉnh, subject: Kế hoạch cũ,
   state: in_force, replaced_by: [LAW]}
"""
Add = Callable[..., Document]


def facts(**changed: Any) -> DocumentFacts:
    """A plan of Trà Linh, unless told otherwise."""
    known = {
        "number": "12/KH-UBND",
        "kind": "plan",
        "issued": "2026-01-15",
        "issuer": "Ủy ban nhân dân xã Trà Linh",
        "subject": "Kế hoạch phòng, chống đuối nước năm 2026",
        "state": "in_force",
    }
    return DocumentFacts(**(known | changed))


@pytest.fixture(name="law")
def two_shipped(cast: Cast, tmp_path: Path) -> Path:
    """Two shipped documents."""
    path = tmp_path / "documents.yaml"
    path.write_text(LAW, encoding="utf-8")
    load_documents([path], using="default")
    return path


@pytest.fixture(name="add")
def adding(cast: Cast) -> Add:
    """Add a document as somebody; Liên unless another is named."""

    def adds(by: Actor | None = None, **changed: Any) -> Document:
        who = by or cast.lien
        given = {name: changed.pop(name) for name in ("uid", "other", "upload", "office") if name in changed}
        with acting(who):
            return add_document(actor=who, at=AT, facts=facts(**changed), **given)

    return adds
