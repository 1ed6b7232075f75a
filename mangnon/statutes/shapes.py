"""Shapes: a frozen dataclass declares what a definition of a kind may hold; this module checks and builds it.

Every field carries ``Said`` with the words people read. The types understood: ``str``, ``int``, ``Decimal``, ``bool``,
``date``, an enumeration of texts, another dataclass, ``tuple[…, …]`` and ``dict[str, str]``, each ``| None``.
A field without a default must be there. The schema in ``docs`` of a kind is printed from the same declaration.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from mangnon.lib.refusal import Text
from mangnon.statutes.reading import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """How a field reads to people; ``quiet`` ones are for the machine and stay off the pages."""

    label: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and what to mend."""

    line: int
    path: str
    text: str

    def __str__(self) -> str:
        where = _("Dòng {line}, {path}").format(line=self.line, path=self.path or _("cả tệp"))
        return f"{where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a shape: its name, type without ``None``, words, and whether it must be there."""

    name: str
    kind: Any
    said: Said
    required: bool


def parts_of(shape: Any) -> tuple[Part, ...]:
    """The fields of a shape in their order."""
    return _parts(shape)


@cache
def _parts(shape: Any) -> tuple[Part, ...]:
    hints = get_type_hints(shape, include_extras=True)
    return tuple(_part(field, hints[field.name]) for field in dataclasses.fields(shape))


def _part(field: dataclasses.Field[Any], hint: Any) -> Part:
    said = Said(field.name, quiet=True)
    if get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        said = next((one for one in more if isinstance(one, Said)), said)
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    return Part(field.name, hint, said, required)


def item_of(kind: Any) -> Any:
    """The type of what a tuple holds; None for anything else."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


class Checker:
    """Reads nodes into plain data (what JSON holds), collecting every fault instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}

    def shape(self, shape: type[Any], node: Node, path: str = "") -> dict[str, Any]:
        """The data of a dataclass; empty values are left out."""
        if not isinstance(node, Mapping):
            self._fault(node, path, _("cần các trường có tên, ví dụ “{name}: …”").format(name=parts_of(shape)[0].name))
            return {}
        known = {part.name: part for part in parts_of(shape)}
        for name in node.items.keys() - known.keys():
            self._unknown(name, list(known), node.lines[name], path)
        found = {}
        for name, part in known.items():
            value = node.items.get(name)
            here = f"{path}.{name}" if path else name
            if value is None or (isinstance(value, Scalar) and value.empty):
                if part.required:
                    self._fault(node, path, _("thiếu trường “{name}”, thêm vào").format(name=name))
                continue
            self.lines[here] = value.line
            found[name] = self.value(part.kind, value, here)
        return found

    def value(self, kind: Any, node: Node, path: str) -> Any:
        """The data of one value of a type."""
        inner = item_of(kind)
        if inner is not None:
            return self._list(inner, node, path)
        if get_origin(kind) is dict:
            return self._words(node, path)
        if dataclasses.is_dataclass(kind):
            return self.shape(kind, node, path)  # type: ignore[arg-type]  # a class, never an instance
        if not isinstance(node, Scalar):
            self._fault(node, path, _("cần một giá trị, không phải danh sách hay nhóm trường"))
            return None
        return self._scalar(kind, node, path)

    def _list(self, inner: Any, node: Node, path: str) -> list[Any]:
        if not isinstance(node, Sequence):
            self._fault(node, path, _("cần một danh sách, mỗi dòng bắt đầu bằng “- ”"))
            return []
        for n, item in enumerate(node.items):
            self.lines[f"{path}[{n}]"] = item.line
        return [self.value(inner, item, f"{path}[{n}]") for n, item in enumerate(node.items)]

    def _words(self, node: Node, path: str) -> dict[str, str]:
        if not isinstance(node, Mapping):
            self._fault(node, path, _("cần các trường có tên"))
            return {}
        return {name: str(self.value(str, value, f"{path}.{name}")) for name, value in node.items.items()}

    def _scalar(self, kind: Any, node: Scalar, path: str) -> Any:
        try:
            return _READERS[_reader(kind)](kind, node.text)
        except (ValueError, InvalidOperation):
            self._fault(node, path, _needs(kind).format(text=node.text[:40]))
            return None

    def _unknown(self, name: str, known: list[str], line: int, path: str) -> None:
        near = get_close_matches(name, known, 1)
        asked = _("không có trường “{name}”").format(name=name[:40])
        advice = _("có phải “{near}” không").format(near=near[0]) if near else _("bỏ đi hoặc sửa tên")
        self.faults.append(Fault(line, path, f"{asked}, {advice}"))

    def _fault(self, node: Node, path: str, text: str) -> None:
        self.faults.append(Fault(node.line, path, text))


def _reader(kind: Any) -> str:
    return "choice" if issubclass(kind, Enum) else kind.__name__


def _number(_kind: Any, text: str) -> str:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return str(value)


_BOOLS = {"true": True, "false": False}
_READERS: dict[str, Any] = {
    "str": lambda _kind, text: text,
    "int": lambda _kind, text: int(text),
    "bool": lambda _kind, text: _BOOLS[text] if text in _BOOLS else _wrong(text),
    "date": lambda _kind, text: date.fromisoformat(text).isoformat(),
    "Decimal": _number,
    "choice": lambda kind, text: str(kind(text).value),
}


def _wrong(text: str) -> bool:
    raise ValueError(text)


def _needs(kind: Any) -> str:
    if issubclass(kind, Enum):
        return _("“{{text}}” không thuộc danh sách; chọn một trong: {known}").format(
            known=", ".join(one.value for one in kind)
        )
    return {
        "int": _("“{text}” không phải số nguyên"),
        "bool": _("“{text}” không đúng; viết true hoặc false"),
        "date": _("“{text}” không phải ngày; viết năm-tháng-ngày, ví dụ 2026-07-01"),
        "Decimal": _("“{text}” không phải số; dấu thập phân là dấu chấm"),
    }[kind.__name__]


def build(shape: type[T], data: dict[str, Any]) -> T:
    """The frozen value of checked data, as it comes back from the database."""
    return shape(**{p.name: _built(p.kind, data[p.name]) for p in parts_of(shape) if data.get(p.name) is not None})


def _built(kind: Any, value: Any) -> Any:
    inner = item_of(kind)
    if inner is not None:
        return tuple(_built(inner, one) for one in value)
    if dataclasses.is_dataclass(kind):
        return build(kind, value)  # type: ignore[arg-type]  # a class, never an instance
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)) else value


def ordered(kind: Any, data: Any) -> Any:
    """The same data with its names in the order of the shape; the database keeps none."""
    inner = item_of(kind)
    if inner is not None:
        return [ordered(inner, one) for one in data or ()]
    if not dataclasses.is_dataclass(kind) or not isinstance(data, dict):
        return data
    return {part.name: ordered(part.kind, data[part.name]) for part in parts_of(kind) if part.name in data}


@dataclass(frozen=True, slots=True)
class SchemaLine:
    """A field of a kind for people: where it stands, what it means, what to write, whether it must be there."""

    path: str
    label: Text
    writes: str
    required: bool


def schema_lines(shape: Any, path: str = "") -> Iterator[SchemaLine]:
    """Every field of a kind, deep."""
    for part in parts_of(shape):
        here = f"{path}.{part.name}" if path else part.name
        inner = item_of(part.kind) or part.kind
        here += "[]" if item_of(part.kind) else ""
        yield SchemaLine(here, part.said.label, _type_words(inner), part.required)
        if dataclasses.is_dataclass(inner):
            yield from schema_lines(inner, here)


def _type_words(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " | ".join(one.value for one in kind)
    if dataclasses.is_dataclass(kind):
        return _("nhóm trường")
    names = {str: _("chữ"), int: _("số nguyên"), Decimal: _("số"), bool: "true | false", date: _("ngày")}
    return str(names.get(kind, _("các trường có tên")))
