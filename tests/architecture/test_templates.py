"""What templates, scripts and queries of ours never hold (A-09, A-10, A-25); plainer rules stand in test_limits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.code import ROOT, python_files, scripts, templates

EVERY_TEMPLATE = sorted({*templates(), *(ROOT / "mangnon").glob("*/templates/**/*.txt")})


def test_there_is_something_to_look_at() -> None:
    assert min(len(EVERY_TEMPLATE), len(python_files()), len(scripts())) > 9


OPEN_DOORS = {
    "escaping switched off": r"autoescape|\|\s*(?:safe|forceescape)\b|Markup",
    "an address from elsewhere": r"(?:https?:)?//[a-z0-9-]+\.[a-z]",
    "an address of a part that htmx would evaluate": r"hx-(?:on|vals=[\"']js)|_=[\"']",
    "a frame, an object or a base": r"<(?:iframe|object|embed|base|frame|applet)\b",
    "a way back for the page that opened it": r'target="_blank"(?![^>]*rel="[^"]*noopener)',
    "a form that goes elsewhere": r'action="(?!\{\{|/|\{%)[^"]+',
    "a refreshing page": r"http-equiv=[\"']refresh",
    "Django's language beside Jinja's": r"\{%\s*(?:load|csrf_token|blocktrans|url)\b",
}


@pytest.mark.parametrize("what", OPEN_DOORS)
def test_a_10_no_template_opens_a_door(what: str) -> None:
    """A-10, A-25: nothing foreign, nothing unescaped, nothing that runs."""
    pattern = re.compile(OPEN_DOORS[what], re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in EVERY_TEMPLATE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_attribute_of_a_template_is_quoted() -> None:
    """An unquoted attribute lets a value with a space begin another."""
    pattern = re.compile(r"<[a-z][^<>]*\s[a-z-]+=\{\{")
    assert [str(path) for path in EVERY_TEMPLATE if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_every_form_that_posts_carries_its_token() -> None:
    """From a form that posts to its end there is the token, or the macro that brings it."""
    found = []
    for path in EVERY_TEMPLATE:
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
            if "csrf" not in form:
                found.append(f"{path.relative_to(ROOT)}: {form[:80]}")
    assert found == []


def test_no_script_of_ours_writes_markup_that_was_typed() -> None:
    """Text goes into a page as text; markup only as the server rendered it."""
    pattern = re.compile(r"document\.write|outerHTML\s*=|insertAdjacentHTML|localStorage|\.cookie\s*=\s*[^`\"']")
    allowed = {"keys.js": "whether single keys are off, 0 or 1", "theme.js": "the name of a theme"}
    found = [
        f"{path.name}:{number} {line.strip()[:80]}"
        for path in scripts()
        if path.name not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


NAMED_BY_KEY = {"filter", "exclude", "annotate", "alias", "order_by", "values", "values_list", "get", "aggregate"}
REVIEWED: dict[str, str] = {
    "mangnon/registry/benefits/queries.py": "the way from aid to its entitlement, which our own callers name",
    "mangnon/access/managers.py": "names of fields that the model itself declares, never from a request",
    "mangnon/ui/screens/keyset.py": "the keyset's fields, which the screen declares in ``order``",
    "mangnon/places/slots.py": "names of fields that a room's offer declares",
    "mangnon/operate/backups/probing.py": "names of sealed columns, found in the models themselves",
    "mangnon/registry/alike/following.py": "the column that a room's offer declares, and our own table of periods",
    "mangnon/registry/alike/showing.py": "the column that a room's offer declares",
    "mangnon/registry/actions/merging.py": "the column that a room's offer declares",
}
"""Files in which keys of a written-out dictionary are made from names; each was looked at."""
RAW_SQL: dict[str, str] = {
    "mangnon/places/loading.py": "names of our own tables, loaded by the owner; values are copied",
    "mangnon/registry/rosters/staging.py": "our own tables and columns, quoted by psycopg; values are copied",
    "mangnon/registry/rosters/undoing.py": "as rosters/staging.py; values are parameters",
    "mangnon/testing/database.py": "names of databases that the tests make",
    "mangnon/ui/screens/keyset.py": "two statements that Django has compiled, joined by union; values are parameters",
    "mangnon/registry/making/writing.py": "names of our own models' tables and columns; values are copied",
}
"""Files in which SQL is put together from pieces; each was looked at."""


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    yield from (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """The last word of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def spread(call: ast.Call) -> list[ast.expr]:
    """What is spread into keywords."""
    return [keyword.value for keyword in call.keywords if keyword.arg is None]


def odd_keys(call: ast.Call) -> bool:
    """Keywords of a query that come from a variable, or from a literal with computed keys."""
    if not isinstance(call.func, ast.Attribute) and name_of(call) != "Q":
        return False
    if name_of(call) not in NAMED_BY_KEY | {"Q"} or _of_parent(call):
        return False
    return any(
        not isinstance(one, ast.Dict) or any(not isinstance(key, ast.Constant) for key in one.keys)
        for one in spread(call)
    )


def _of_parent(call: ast.Call) -> bool:
    """``super().get(…)``: a view's method, no query."""
    inner = getattr(call.func, "value", None)
    return isinstance(inner, ast.Call) and name_of(inner) == "super"


def pieced(node: ast.expr | None) -> bool:
    """Text that is put together: an f-string with a value, ``%``, ``+``, ``format`` on something that isn't fixed."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod) or pieced(node.left) or pieced(node.right)
    return isinstance(node, ast.Call) and name_of(node) == "format"


def raw_sql(call: ast.Call) -> bool:
    """SQL put together at the very place where it is sent."""
    if name_of(call) in {"extra", "RawSQL", "raw"} and isinstance(call.func, ast.Attribute | ast.Name):
        return name_of(call) != "extra" or not isinstance(getattr(call.func, "value", None), ast.Name)
    return name_of(call) in {"execute", "executemany", "copy"} and bool(call.args) and pieced(call.args[0])


def found_by(odd: object) -> dict[str, list[int]]:
    """Files with the lines at which the rule speaks."""
    found: dict[str, list[int]] = {}
    for path in python_files():
        lines = [call.lineno for call in calls(path) if odd(call)]  # type: ignore[operator]
        if lines:
            found[path.relative_to(ROOT).as_posix()] = lines
    return found


def test_a_09_no_query_takes_its_names_from_outside() -> None:
    """A-09: what is spread into a query is a dictionary with fixed keys, or stands in a reviewed file."""
    assert {path: lines for path, lines in found_by(odd_keys).items() if path not in REVIEWED} == {}


def test_a_09_no_statement_is_put_together_where_it_is_sent() -> None:
    """A-09: values are parameters; names come from our own declarations, in reviewed files alone."""
    assert {path: lines for path, lines in found_by(raw_sql).items() if path not in RAW_SQL} == {}


@pytest.mark.parametrize(
    ("rule", "line", "odd"),
    [
        (odd_keys, "rows.filter(**asked)", True),
        (odd_keys, "rows.order_by(**request.GET)", True),
        (odd_keys, "rows.annotate(**{name: 1})", True),
        (odd_keys, "Q(**{f'{name}__in': 1})", True),
        (odd_keys, "rows.filter(**{'place': 1})", False),
        (odd_keys, "rows.filter(place=1)", False),
        (odd_keys, "form(**asked)", False),
        (raw_sql, "cursor.execute(f'select {name}')", True),
        (raw_sql, "cursor.execute('select %s' % name)", True),
        (raw_sql, "cursor.execute('select ' + f'{name}')", True),
        (raw_sql, "cursor.execute('select {}'.format(name))", True),
        (raw_sql, "rows.filter(a=1).extra(where=[text])", True),
        (raw_sql, "Unit.objects.raw(text)", True),
        (raw_sql, "cursor.execute('select %s', [name])", False),
        (raw_sql, "cursor.execute(STATEMENT)", False),
    ],
)
def test_the_rules_are_awake(rule: object, line: str, odd: bool) -> None:
    assert rule(ast.parse(line, mode="eval").body) is odd  # type: ignore[operator]


@pytest.mark.parametrize("reviewed", [REVIEWED, RAW_SQL], ids=["names", "statements"])
def test_nothing_is_excused_that_is_gone(reviewed: dict[str, str]) -> None:
    used = found_by(odd_keys if reviewed is REVIEWED else raw_sql)
    assert sorted(set(reviewed) - set(used)) == []
