"""Dated definitions of the sub-rooms: legal terms with their source and how sure it is, one for each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.lib.workdays import Term
from mangnon.lib.yamls import read_yaml


class DefinitionFileWrong(Exception):
    """A file of definitions can't be used; the system doesn't start."""


class Basis(StrEnum):
    """On what a legal term rests."""

    GAZETTE = "gazette"
    """Read in the official text."""
    SUMMARY = "summary"
    """Read in summaries of the official text."""
    UNSTATED = "unstated"
    """No source states it for this case; the house takes the strictest reading."""


BASES: Mapping[Basis, Text] = {
    Basis.GAZETTE: gettext_lazy("đã đối chiếu Công báo"),
    Basis.SUMMARY: gettext_lazy("chưa xác nhận: mới đọc ở bản tóm tắt, chờ đối chiếu Công báo"),
    Basis.UNSTATED: gettext_lazy("chưa xác nhận: nguồn chưa nêu cho loại này, tạm lấy mức chặt nhất"),
}


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """How long something may take, by which law, and how sure that is."""

    term: Term
    source: str
    basis: Basis

    @property
    def confirmed(self) -> bool:
        """Whether it was compared with the official text."""
        return self.basis is Basis.GAZETTE

    def short(self) -> str:
        """``2 ngày làm việc · Nghị định 356/2025/NĐ-CP · chưa xác nhận``."""
        return " · ".join(filter(None, (str(self.term), _(self.source), "" if self.confirmed else _("chưa xác nhận"))))

    def words(self) -> str:
        """``2 ngày làm việc · Nghị định 356/2025/NĐ-CP · chưa xác nhận: …``."""
        return f"{self.term} · {_(self.source)} · {BASES[self.basis]}"


class Dated(Protocol):
    """An id and a period ``[valid_from, valid_to)``."""

    @property
    def id(self) -> str: ...

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def read_definitions(path: Path, build: Callable[[Mapping[str, Any]], D], text: str | None = None) -> tuple[D, ...]:
    """The definitions under ``kinds``. Raises DefinitionFileWrong, naming the file, the entry and what is wrong."""
    try:
        data = read_yaml(path.read_text(encoding="utf-8") if text is None else text)
    except yaml.YAMLError as trouble:
        raise DefinitionFileWrong(f"{path.name} is no YAML: {trouble}") from trouble
    if not isinstance(data, dict) or not isinstance(data.get("kinds"), list):
        raise DefinitionFileWrong(f"{path.name} needs a list under 'kinds'")
    found = tuple(_entry(path, number, one, build) for number, one in enumerate(data["kinds"], 1))
    _check_overlaps(path, found)
    return found


def _entry(path: Path, number: int, data: Any, build: Callable[[Mapping[str, Any]], D]) -> D:
    where = f"{path.name}, kind {number}"
    if not isinstance(data, dict):
        raise DefinitionFileWrong(f"{where}: must be a mapping")
    try:
        return build(data)
    except KeyError as lacks:
        raise DefinitionFileWrong(f"{where} ({data.get('id', 'without id')}): lacks {lacks}") from lacks
    except (ValueError, TypeError) as wrong:
        raise DefinitionFileWrong(f"{where} ({data.get('id', 'without id')}): {wrong}") from wrong


def _check_overlaps(path: Path, found: Iterable[Dated]) -> None:
    last: dict[str, Dated] = {}
    for one in sorted(found, key=lambda entry: (entry.id, entry.valid_from)):
        if one.valid_to is not None and one.valid_to <= one.valid_from:
            raise DefinitionFileWrong(f"{path.name}: {one.id} ends before it begins")
        before = last.get(one.id)
        if before is not None and holds(before, one.valid_from):
            raise DefinitionFileWrong(f"{path.name}: {one.id} is defined twice from {one.valid_from} on")
        last[one.id] = one


def holds(one: Dated, day: date) -> bool:
    """Whether a definition is in force on a day."""
    return one.valid_from <= day and (one.valid_to is None or day < one.valid_to)


def in_force(every: Iterable[D], day: date) -> tuple[D, ...]:
    """The definitions in force on a day, in the order of the file."""
    return tuple(one for one in every if holds(one, day))


def text_of(data: Mapping[str, Any], name: str) -> str:
    """Words that must be there. Raises KeyError, ValueError."""
    value = data[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be words")
    return " ".join(value.split())


def day_of(data: Mapping[str, Any], name: str) -> date:
    """A day that must be there. Raises KeyError, ValueError."""
    value = data[name]
    if type(value) is not date:
        raise ValueError(f"{name} must be a day, such as 2026-11-01")
    return value


def flag_of(data: Mapping[str, Any], name: str) -> bool:
    """True or false; false when it isn't there. Raises ValueError."""
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false")
    return value


def number_of(data: Mapping[str, Any], name: str) -> int:
    """A whole number from 1 on. Raises KeyError, ValueError."""
    value = data[name]
    if type(value) is not int or value < 1:
        raise ValueError(f"{name} must be a whole number from 1 on")
    return value


def known_only(data: Mapping[str, Any], names: set[str]) -> None:
    """Raises ValueError on a field that nobody reads."""
    if unknown := data.keys() - names:
        raise ValueError(f"doesn't know {', '.join(sorted(map(str, unknown)))}")


def term_of(data: Any) -> LegalTerm:
    """A term as the files write it. Raises KeyError, ValueError."""
    if not isinstance(data, dict):
        raise TypeError("a term must be a mapping with amount, unit, source, basis")
    known_only(data, {"amount", "unit", "source", "basis"})
    return LegalTerm(Term.of(data["amount"], data["unit"]), text_of(data, "source"), Basis(data["basis"]))
