"""Kinds of notices and chains, declared in ``data/notices.yaml`` of the rooms; dated, checked at start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.apps import apps
from django.utils.translation import get_language

from mangnon.access.roles import Role
from mangnon.lib.yamls import read_yaml
from mangnon.notices.rules import NAMED, Step

CHANNELS = ("app", "email", "sms")
FILE = Path("data") / "notices.yaml"
_FIELD = re.compile(r"\{(\w+)\}")
_CODE = "code"


class NoticesFileWrong(Exception):
    """A file of notices can't be used; the system doesn't start."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages; ``{…}`` are filled with what the room tells."""

    vi: str
    en: str

    def now(self) -> str:
        """In the language of the running page."""
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Dated:
    """What kinds and chains share: an id and a period ``[valid_from, valid_to)``."""

    id: str
    title: Words
    valid_from: date
    valid_to: date | None

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Kind(Dated):
    """One kind of notice. ``title`` is shown inside the system alone; letters carry a code and a link."""

    name: Words
    """What the kind is called where one chooses how it comes."""
    fields: tuple[str, ...]
    channels: tuple[str, ...]
    urgent: bool
    chain: str


@dataclass(frozen=True, slots=True)
class Chain(Dated):
    """Who is told one after the other while nobody answers."""

    source: str
    steps: tuple[Step, ...]


D = TypeVar("D", bound=Dated)


@cache
def _everything() -> tuple[tuple[Kind, ...], tuple[Chain, ...]]:
    kinds: list[Kind] = []
    chains: list[Chain] = []
    for config in apps.get_app_configs():
        path = Path(config.path) / FILE
        if config.name.startswith("mangnon.") and path.is_file():
            more = read(config.label, path.read_text(encoding="utf-8"))
            kinds += more[0]
            chains += more[1]
    check(kinds, chains)
    return tuple(kinds), tuple(chains)


def every_kind() -> tuple[Kind, ...]:
    """All kinds of all rooms. Raises NoticesFileWrong, naming the file, the entry and the field."""
    return _everything()[0]


def every_chain() -> tuple[Chain, ...]:
    """All chains of all rooms. Raises as ``every_kind``."""
    return _everything()[1]


def kind_on(kind: str, day: date) -> Kind | None:
    """The kind in force on a day."""
    return _on(every_kind(), kind, day)


def chain_on(chain: str, day: date) -> Chain | None:
    """The chain in force on a day."""
    return _on(every_chain(), chain, day)


def kind_since(kind: str, since: date) -> Kind | None:
    """The definition by which somebody was told, or None when the files have lost it."""
    return next((one for one in every_kind() if (one.id, one.valid_from) == (kind, since)), None)


def chain_since(chain: str, since: date) -> Chain | None:
    """The definition by which a chain runs, or None when the files have lost it."""
    return next((one for one in every_chain() if (one.id, one.valid_from) == (chain, since)), None)


def _on(all_of_them: Iterable[D], wanted: str, day: date) -> D | None:
    return next((one for one in all_of_them if one.id == wanted and one.in_force(day)), None)


def read(room: str, text: str) -> tuple[list[Kind], list[Chain]]:
    """What one room declares. Raises NoticesFileWrong."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as trouble:
        raise NoticesFileWrong(f"{room}/{FILE} is no YAML: {' '.join(str(trouble).split())}") from trouble
    if not isinstance(data, dict) or data.keys() - {"kinds", "chains"}:
        raise NoticesFileWrong(f"{room}/{FILE} needs lists under 'kinds' and 'chains', and nothing else")
    kinds = [_entry(room, "kind", number, one, _kind) for number, one in enumerate(data.get("kinds") or [], 1)]
    chains = [_entry(room, "chain", number, one, _chain) for number, one in enumerate(data.get("chains") or [], 1)]
    return kinds, chains


def _entry(room: str, what: str, number: int, data: Any, build: Any) -> Any:
    where = f"{room}/{FILE}, {what} {number}"
    if not isinstance(data, dict):
        raise NoticesFileWrong(f"{where}: must be a mapping")
    where = f"{where} ({data.get('id', 'without id')})"
    try:
        return build(room, data)
    except (KeyError, ValueError, TypeError) as wrong:
        said = f"lacks {wrong}" if isinstance(wrong, KeyError) else str(wrong)
        raise NoticesFileWrong(f"{where}: {said}") from wrong


def _kind(room: str, data: Mapping[str, Any]) -> Kind:
    _known(data, {"id", "name", "title", "valid_from", "valid_to", "fields", "channels", "urgent", "chain"})
    if not str(data["id"]).startswith(f"{room}."):
        raise ValueError(f"id must begin with {room}.")
    kind = Kind(
        **_head(data),
        name=_words(data, "name"),
        fields=tuple(map(str, data.get("fields", ()))),
        channels=tuple(map(str, data["channels"])),
        urgent=_flag(data, "urgent"),
        chain=str(data.get("chain", "")),
    )
    if unknown := set(kind.channels) - set(CHANNELS):
        raise ValueError(f"channels doesn't know {', '.join(sorted(unknown))}")
    if "app" not in kind.channels:
        raise ValueError("channels must hold app: everything stands in the inbox")
    if kind.urgent and len(kind.channels) == 1:
        raise ValueError("an urgent kind needs email or sms beside app")
    for words in (kind.title.vi, kind.title.en):
        if odd := set(_FIELD.findall(words)) - {_CODE, *kind.fields}:
            raise ValueError(f"title names {', '.join(sorted(odd))}, which isn't under fields")
    return kind


def _chain(room: str, data: Mapping[str, Any]) -> Chain:
    _known(data, {"id", "title", "valid_from", "valid_to", "source", "steps"})
    steps = tuple(_step(one) for one in data["steps"])
    if not steps:
        raise ValueError("steps must not be empty")
    return Chain(**_head(data), source=_text(data, "source"), steps=steps)


def _step(data: Any) -> Step:
    if not isinstance(data, dict):
        raise ValueError("a step must be a mapping with whom and wait_minutes")
    _known(data, {"whom", "wait_minutes"})
    whom, wait = str(data["whom"]), data["wait_minutes"]
    if whom != NAMED:
        Role(whom)
    if type(wait) is not int or wait < 1:
        raise ValueError("wait_minutes must be a whole number from 1 on")
    return Step(whom, timedelta(minutes=wait))


def _head(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": _text(data, "id"),
        "title": _words(data, "title"),
        "valid_from": _day(data, "valid_from"),
        "valid_to": _day(data, "valid_to") if data.get("valid_to") else None,
    }


def _words(data: Mapping[str, Any], name: str) -> Words:
    words = data[name]
    if not isinstance(words, dict):
        raise ValueError(f"{name} must have vi and en")
    return Words(_text(words, "vi"), _text(words, "en"))


def _known(data: Mapping[str, Any], names: set[str]) -> None:
    if unknown := data.keys() - names:
        raise ValueError(f"doesn't know {', '.join(sorted(map(str, unknown)))}")


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be words")
    return value.strip()


def _flag(data: Mapping[str, Any], name: str) -> bool:
    value = data[name]
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false")
    return value


def _day(data: Mapping[str, Any], name: str) -> date:
    value = data[name]
    if type(value) is not date:
        raise ValueError(f"{name} must be a day, such as 2026-11-01")
    return value


def check(kinds: Iterable[Kind], chains: Iterable[Chain]) -> None:
    """One id has one definition on each day, and a kind's chain exists. Raises NoticesFileWrong."""
    kinds, chains = list(kinds), list(chains)
    _check_overlaps(kinds)
    _check_overlaps(chains)
    known = {chain.id for chain in chains}
    for kind in kinds:
        if kind.chain and kind.chain not in known:
            raise NoticesFileWrong(f"{FILE}: {kind.id} names the chain {kind.chain}, which no room declares")


def _check_overlaps(entries: Iterable[Dated]) -> None:
    last: dict[str, Dated] = {}
    for one in sorted(entries, key=lambda entry: (entry.id, entry.valid_from)):
        if one.valid_to is not None and one.valid_to <= one.valid_from:
            raise NoticesFileWrong(f"{FILE}: {one.id} ends before it begins")
        before = last.get(one.id)
        if before is not None and before.in_force(one.valid_from):
            raise NoticesFileWrong(f"{FILE}: {one.id} is declared twice from {one.valid_from} on")
        last[one.id] = one
