"""Writes docs/permissions.md from the role table, the rights tables, the database roles and the URL map.

``--check`` writes nothing and fails when the page is out of date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "permissions.md"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["MANGNON_TESTING"] = "0"
os.environ["MANGNON_DEMO"] = "0"
os.environ["MANGNON_DEVELOPMENT"] = "0"
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - the environment comes first

django.setup()

from mangnon.access import catalogue  # noqa: E402
from mangnon.access.checks import walk  # noqa: E402
from mangnon.access.gathering import gather  # noqa: E402
from mangnon.access.policy import policy_of  # noqa: E402
from mangnon.access.roles import ROLES  # noqa: E402
from tests.access.test_database import DEFINERS, EXCEPTIONS, PUBLIC_PREFIXES  # noqa: E402

INTRO = """# Who may do what

Made by `tools/permissions.py` from the code and checked on every run: don't edit it by hand.
The access matrix (`tests/access`) takes its expectations from this page.

Three things decide together: the **right** (this table), the **place** (a role holds its rights only where it is
assigned), and **row security** in the database, which knows nothing of rights and stops whatever slips past them.
"""


def page() -> str:
    """The whole page."""
    gather()
    parts = [INTRO, "## Roles\n", *_roles(), "\n## Rights\n", *_rights(), "\n## Pages open to anybody\n", *_public()]
    parts += ["\n## Database\n", *_database()]
    return "\n".join(parts).rstrip() + "\n"


def _roles() -> Iterator[str]:
    yield "| code | name | level | rows the database shows | alone | until |"
    yield "|---|---|---|---|---|---|"
    for definition in ROLES.values():
        ended = definition.ended.isoformat() if definition.ended else ""
        alone = "yes" if definition.exclusive else ""
        yield f"| {definition.role} | {definition.name} | {definition.level} | {definition.net} | {alone} | {ended} |"


def _rights() -> Iterator[str]:
    yield "| action | kind | what | roles |"
    yield "|---|---|---|---|"
    for right in catalogue.every_right():
        roles = ", ".join(role.value for role in ROLES if role in right.roles)
        kind = f"{right.kind}, proof" if right.step_up else right.kind
        yield f"| {right.action} | {kind} | {right.title} | {roles} |"


def _public() -> Iterator[str]:
    for route, pattern in walk():
        policy = policy_of(pattern.callback)
        if policy and policy.public:
            yield f"- `/{route}` ({pattern.name})"


def _database() -> Iterator[str]:
    yield "Roles: `mangnon_owner` (migrations), `mangnon_app` (rows of the places in reach), `mangnon_wide` (provincial"
    yield "people: all rows), `mangnon_auditor` (the book, no child), `mangnon_portal` (published things),"
    yield "`mangnon_backup` (reads all). See `docs/operate/roles.sql`.\n"
    yield "Functions that run as the owner:\n"
    yield from (f"- `{name}`: {why}" for name, why in DEFINERS.items())
    yield "\nTables outside row security:\n"
    yield from (f"- `{name}`: {why}" for name, why in {**EXCEPTIONS, **PUBLIC_PREFIXES}.items())


def main() -> int:
    """Write or check the page; return the exit code."""
    now = page()
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == now:
        return 0
    print("docs/permissions.md is out of date: run .venv/bin/python tools/permissions.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
