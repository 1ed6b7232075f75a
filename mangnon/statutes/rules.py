"""Pure rules of definitions: the head every file carries, versions, periods, what differs between two bodies."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.statutes.kinds import KINDS
from mangnon.statutes.reading import Mapping, Node
from mangnon.statutes.shapes import Checker, Fault, Said

VERSION = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:\.(?P<correction>\d{1,2}))?(?:\+(?P<local>\d{1,3}))?")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True)
class Title:
    """The title in both languages."""

    vi: Annotated[str, Said(gettext_lazy("Tên"))]
    en: Annotated[str, Said("English")] = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where it stands: a document of the register by its number, with its date where a number isn't enough."""

    document: Annotated[str, Said(gettext_lazy("Văn bản"))]
    date: Annotated[date | None, Said(gettext_lazy("Ngày"))] = None
    article: Annotated[str, Said(gettext_lazy("Điều"))] = ""
    clause: Annotated[str, Said(gettext_lazy("Khoản"))] = ""
    point: Annotated[str, Said(gettext_lazy("Điểm"))] = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What every file says before its body."""

    kind: Annotated[str, Said(gettext_lazy("Loại"))]
    id: Annotated[str, Said(gettext_lazy("Mã"))]
    version: Annotated[str, Said(gettext_lazy("Bản"))]
    valid_from: Annotated[date, Said(gettext_lazy("Từ ngày"))]
    title: Annotated[Title, Said(gettext_lazy("Tên"))]
    citation: Annotated[tuple[Citation, ...], Said(gettext_lazy("Căn cứ"))]
    confirmed: Annotated[bool, Said(gettext_lazy("Xác nhận"))]
    why: Annotated[str, Said(gettext_lazy("Vì sao chưa xác nhận"))] = ""
    valid_to: Annotated[date | None, Said(gettext_lazy("Đến trước ngày"))] = None
    order: Annotated[int | None, Said(gettext_lazy("Thứ tự"), quiet=True)] = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked file: head and body as plain data."""

    head: dict[str, Any]
    body: dict[str, Any]

    @property
    def name(self) -> tuple[str, str]:
        """Kind and key."""
        return self.head["kind"], self.head["id"]

    @property
    def checksum(self) -> str:
        """One line for all that the file says."""
        told = json.dumps([self.head, self.body], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def check_file(node: Node) -> tuple[Draft | None, list[Fault]]:
    """The definition in a file, or everything that is wrong with it."""
    if not isinstance(node, Mapping):
        return None, [Fault(1, "", _("tệp phải gồm các trường có tên: kind, id, version …"))]
    heads = Mapping({k: v for k, v in node.items.items() if k != "body"}, node.lines, node.line)
    checker = Checker()
    head = checker.shape(Head, heads)
    checker.faults += _head_faults(head, checker.lines)
    body = _body(checker, head, node)
    faults = sorted(set(checker.faults), key=lambda fault: (fault.line, fault.path))
    return (None, faults) if faults else (Draft(head, body), [])


def _body(checker: Checker, head: dict[str, Any], node: Mapping) -> dict[str, Any]:
    kind = KINDS.get(head.get("kind", ""))
    inside = node.items.get("body")
    if inside is None:
        checker.faults.append(Fault(node.line, "", _("thiếu trường “{name}”, thêm vào").format(name="body")))
        return {}
    if kind is None:
        return {}
    body = checker.shape(kind.shape, inside, "body")
    for check in kind.checks:
        for path, text in check(body):
            whole = f"body.{path}"
            checker.faults.append(Fault(checker.lines.get(whole, inside.line), whole, text))
    return body


def _head_faults(head: dict[str, Any], lines: dict[str, int]) -> Iterator[Fault]:
    def fault(name: str, text: str) -> Fault:
        return Fault(lines.get(name, 1), name, text)

    if head.get("kind") and head["kind"] not in KINDS:
        known = ", ".join(KINDS)
        yield fault("kind", _("không có loại “{kind}”; chọn một trong: {known}").format(kind=head["kind"], known=known))
    if head.get("id") and not KEY.fullmatch(head["id"]):
        yield fault("id", _("chỉ dùng chữ không dấu, số, dấu chấm, gạch nối, gạch dưới"))
    yield from _period_faults(head, fault)
    if head.get("confirmed") is False and not head.get("why"):
        yield fault("confirmed", _("chưa xác nhận thì phải ghi vì sao, ở trường “why”"))
    if head.get("citation") == []:
        yield fault("citation", _("cần ít nhất một căn cứ"))


def _period_faults(head: dict[str, Any], fault: Any) -> Iterator[Fault]:
    version, start, end = head.get("version"), head.get("valid_from"), head.get("valid_to")
    match = VERSION.fullmatch(version or "")
    if version and not match:
        yield fault("version", _("viết ngày có hiệu lực, ví dụ 2026-07-01, thêm +1 nếu địa phương tự nạp"))
    if match and start and match["day"] != start:
        yield fault("version", _("ngày trong bản và ngày hiệu lực phải là một"))
    if start and end and end <= start:
        yield fault("valid_to", _("ngày hết hiệu lực phải sau ngày bắt đầu"))


def is_local(version: str) -> bool:
    """Whether a version was made by a local authority (``2026-07-01+1``)."""
    return "+" in version


@dataclass(frozen=True, slots=True)
class Span:
    """The declared period of a version: open ones end where the next begins."""

    version: str
    start: date
    end: date | None


def overlapping(new: Span, others: Iterable[Span]) -> Span | None:
    """The version whose declared period the new one would cut into; a correction of the same day may."""
    for one in others:
        if one.start == new.start:
            continue
        earlier, later = (one, new) if one.start < new.start else (new, one)
        if earlier.end is not None and later.start < earlier.end:
            return one
    return None


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: where, what it was, what it is. None: wasn't there."""

    path: tuple[str | int, ...]
    old: Any
    new: Any


def differences(old: Any, new: Any, path: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """What differs between two bodies, leaf by leaf; items of lists are matched by their code, key or letter."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*old, *(name for name in new if name not in old)]:
            yield from differences(old.get(name), new.get(name), (*path, name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, path)
    elif old != new:
        yield Difference(path, old, new)


def _in_lists(old: list[Any], new: list[Any], path: tuple[str | int, ...]) -> Iterator[Difference]:
    before, after = _keyed(old), _keyed(new)
    for key in [*before, *(key for key in after if key not in before)]:
        yield from differences(before.get(key), after.get(key), (*path, key))


def _keyed(items: list[Any]) -> dict[str | int, Any]:
    keys: list[str | int] = [_key_of(one) or n for n, one in enumerate(items)]
    if len(set(keys)) < len(keys):
        keys = list(range(len(items)))
    return dict(zip(keys, items, strict=True))


def _key_of(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return next((str(item[name]) for name in ("code", "key", "letter", "number", "body", "vi") if item.get(name)), "")
