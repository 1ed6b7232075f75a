"""YAML as people hand it in: plain data only, with the line of every value, so that a mistake can be pointed at.

Aliases, tags of our own making, several documents, deep nesting and great size are refused before anything is built:
a file of a few lines can't grow in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal

LARGEST = 5 * 2**20
DEEPEST = 16
MOST_VALUES = 50_000


class TooLarge(Refusal):
    """The file is larger than any definition."""

    code = "statutes.too_large"
    sentence = _("Tệp lớn hơn 5 MB.")
    remedy = _("Một định nghĩa chỉ vài trăm dòng; xem lại có chọn nhầm tệp không.")
    field = "file"


class NotText(Refusal):
    """The bytes aren't UTF-8."""

    code = "statutes.not_text"
    sentence = _("Tệp không phải văn bản UTF-8.")
    remedy = _("Mở tệp bằng trình soạn thảo, lưu lại với mã hóa UTF-8 rồi nạp lại.")
    field = "file"


class NotYaml(Refusal):
    """The text can't be read as YAML."""

    code = "statutes.not_yaml"
    sentence = _("Dòng {line}: không đọc được theo cú pháp YAML.")
    remedy = _("Xem lại dấu hai chấm, thụt đầu dòng và dấu ngoặc ở dòng này và dòng ngay trước.")
    field = "file"


class NotPlain(Refusal):
    """The text uses a part of YAML that definitions don't need."""

    code = "statutes.not_plain"
    sentence = _("Dòng {line}: tệp dùng {what}, định nghĩa không dùng phần này của YAML.")
    remedy = _("Viết thẳng giá trị vào chỗ cần.")
    field = "file"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. ``plain``: without quotation marks, so that ``null`` means nothing."""

    text: str
    line: int
    plain: bool

    @property
    def empty(self) -> bool:
        """Whether it says that there is no value."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with values, in the order written; ``lines`` tells where each name stands."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def read_yaml(content: bytes) -> Node:
    """The one document of a file. Raises TooLarge, NotText, NotYaml, NotPlain."""
    if len(content) > LARGEST:
        raise TooLarge
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText from None
    try:
        return _Builder(iter(yaml.parse(text, Loader=_LOADER))).document()
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None)
        raise NotYaml(line=mark.line + 1 if mark else 1) from trouble


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Turns events into nodes, counting as it goes."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._values = 0

    def document(self) -> Node:
        """The content of the only document."""
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise NotYaml(line=1)
        node = self._node(next(self._events), 0)
        next(self._events)
        rest = next(self._events)
        if not isinstance(rest, yaml.StreamEndEvent):
            raise NotPlain(line=_line(rest), what=_("nhiều phần ngăn bằng “---”"))
        return node

    def _node(self, event: Any, depth: int) -> Node:
        line = _line(event)
        self._check(event, line, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value.strip(), line, plain=event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._until(yaml.SequenceEndEvent, depth)), line)
        return self._mapping(line, depth)

    def _check(self, event: Any, line: int, depth: int) -> None:
        self._values += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain(line=line, what=_("tham chiếu (& hoặc *)"))
        if getattr(event, "tag", None):
            raise NotPlain(line=line, what=_("nhãn kiểu (!)"))
        if depth > DEEPEST:
            raise NotPlain(line=line, what=_("quá nhiều lớp lồng nhau"))
        if self._values > MOST_VALUES:
            raise NotPlain(line=line, what=_("quá nhiều giá trị"))

    def _until(self, end: type[Any], depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield self._node(event, depth + 1)

    def _mapping(self, line: int, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise NotPlain(line=_line(event), what=_("tên trường không phải chữ"))
            if key.text in items:
                raise NotPlain(line=key.line, what=_("trường “{name}” hai lần").format(name=key.text[:40]))
            items[key.text] = self._node(next(self._events), depth + 1)
            lines[key.text] = key.line
        return Mapping(items, lines, line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
