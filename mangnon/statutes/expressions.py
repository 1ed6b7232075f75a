"""The small language of relevance and constraints in forms: a string that is parsed here and reckoned elsewhere.

::

    expression = alternative {"or" alternative}
    alternative = term {"and" term}
    term       = "not" term | comparison
    comparison = value [("=" | "!=" | "<" | "<=" | ">" | ">=") value | "in" list]
    value      = name | number | 'text' | true | false | call | "(" expression ")"
    call       = ("known" | "count" | "years" | "days" | "today") "(" [value {"," value}] ")"
    list       = "[" value {"," value} "]"

A name is the key of a field of the same form. ``known(x)``: answered, neither unknown nor refused. ``count(x)``: how
many rows or choices. ``years(a, b)`` / ``days(a, b)``: from one date to another. ``today()``: the day it is filled in.
An unanswered field makes every comparison with it false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

CALLS = {"known": 1, "count": 1, "years": 2, "days": 2, "today": 0}
"""Functions and how many values each takes."""
COMPARISONS = ("!=", "<=", ">=", "=", "<", ">")


class WrongExpression(ValueError):
    """The string isn't in the language; ``args[0]`` is the piece at which reading stopped."""


@dataclass(frozen=True, slots=True)
class Name:
    """A field of the form."""

    key: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number or truth."""

    value: str | Decimal | bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its values."""

    name: str
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """``and``, ``or``, ``not``, ``in`` or a comparison."""

    sign: str
    values: tuple[Expression, ...]


Expression = Name | Literal | Call | Several | Operation
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([a-z][a-z0-9_]*)|(!=|<=|>=|[=<>()\[\],]))")


def parse(text: str) -> Expression:
    """The tree of an expression. Raises WrongExpression."""
    reader = _Reader(text)
    found = reader.either()
    if reader.ahead is not None:
        raise WrongExpression(reader.ahead[1])
    return found


def names(expression: Expression) -> frozenset[str]:
    """The fields it speaks of."""
    if isinstance(expression, Name):
        return frozenset({expression.key})
    if isinstance(expression, Literal):
        return frozenset()
    return frozenset().union(*(names(one) for one in expression.values))


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = self._split(text)
        self._at = 0
        self._depth = 0

    @staticmethod
    def _split(text: str) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None or len(tokens) > 200:
                raise WrongExpression(text[at:].strip()[:20])
            kind = ("number", "text", "word", "sign")[(match.lastindex or 1) - 1]
            tokens.append((kind, match[match.lastindex or 1]))
            at = match.end()
        return tokens

    @property
    def ahead(self) -> tuple[str, str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *wanted: str, kind: str = "sign") -> str | None:
        token = self.ahead
        if token is None or token[0] != kind or token[1] not in wanted:
            return None
        self._at += 1
        return token[1]

    def _need(self, sign: str) -> None:
        if self._take(sign) is None:
            raise WrongExpression(self.ahead[1] if self.ahead else sign)

    def either(self) -> Expression:
        found = [self._both()]
        while self._take("or", kind="word"):
            found.append(self._both())
        return found[0] if len(found) == 1 else Operation("or", tuple(found))

    def _both(self) -> Expression:
        found = [self._term()]
        while self._take("and", kind="word"):
            found.append(self._term())
        return found[0] if len(found) == 1 else Operation("and", tuple(found))

    def _term(self) -> Expression:
        if self._take("not", kind="word"):
            return Operation("not", (self._term(),))
        left = self._value()
        if self._take("in", kind="word"):
            self._need("[")
            return Operation("in", (left, Several(self._values("]"))))
        sign = self._take(*COMPARISONS)
        return left if sign is None else Operation(sign, (left, self._value()))

    def _value(self) -> Expression:
        token = self.ahead
        if token is None:
            raise WrongExpression("")
        self._at += 1
        kind, text = token
        if kind == "number":
            return Literal(Decimal(text))
        if kind == "text":
            return Literal(text)
        return self._word(text) if kind == "word" else self._group(text)

    def _word(self, text: str) -> Expression:
        if text in ("true", "false"):
            return Literal(text == "true")
        if self._take("(") is None:
            if text in ("and", "or", "not", "in"):
                raise WrongExpression(text)
            return Name(text)
        values = self._values(")")
        if CALLS.get(text) != len(values):
            raise WrongExpression(text)
        return Call(text, values)

    def _group(self, text: str) -> Expression:
        self._depth += 1
        if text != "(" or self._depth > 12:
            raise WrongExpression(text)
        found = self.either()
        self._need(")")
        self._depth -= 1
        return found

    def _values(self, end: str) -> tuple[Expression, ...]:
        if self._take(end):
            return ()
        found = [self.either()]
        while self._take(","):
            found.append(self.either())
        self._need(end)
        return tuple(found)
