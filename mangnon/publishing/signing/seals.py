"""The seal of an approved text: whoever changes it in the database alone can't make it fit again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mangnon.publishing.models import Live
from mangnon.publishing.signing.keys import holds, sign

SEALED = ("kind", "section", "language", "slug", "number", "title", "summary", "body", "author", "pictures")


def seal_of(facts: Mapping[str, Any]) -> str:
    """Sign the facts of an approved article. Raises KeyUnreadable."""
    return sign(_line(facts))


def seal_holds(row: Live) -> bool:
    """Whether what stands in the table is what was approved. Raises KeyUnreadable."""
    facts = {name: getattr(row, name) for name in SEALED} | {
        "article": row.article_id, "published_at": row.published_at, "changed_at": row.changed_at,
    }  # fmt: skip
    return holds(_line(facts), row.seal)


def _line(facts: Mapping[str, Any]) -> bytes:
    told = {name: facts[name] for name in SEALED}
    told |= {"article": str(facts["article"])}
    told |= {name: int(facts[name].timestamp() * 1000) for name in ("published_at", "changed_at")}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
