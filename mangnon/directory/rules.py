"""Hours as people write and read them, whether something is open at a moment, ages in words: no tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import VN_ZONE, weekday_name
from mangnon.lib.names import fold
from mangnon.lib.refusal import Refusal

CHECK_AFTER = 180
"""Days after which an entry should be looked over again. Ours; nobody lays it down."""
MOST_SPANS = 28
_DAYS = {
    "thu 2": 0, "thu hai": 0, "t2": 0, "mon": 0, "thu 3": 1, "thu ba": 1, "t3": 1, "tue": 1, "thu 4": 2, "thu tu": 2,
    "t4": 2, "wed": 2, "thu 5": 3, "thu nam": 3, "t5": 3, "thu": 3, "thu 6": 4, "thu sau": 4, "t6": 4, "fri": 4,
    "thu 7": 5, "thu bay": 5, "t7": 5, "sat": 5, "chu nhat": 6, "cn": 6, "sun": 6,
}  # fmt: skip
_EVERY = {"hang ngay", "hang", "moi ngay", "daily", "ca tuan"}
_CODES = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_SPAN = re.compile(r"(\d{1,2})[:hg.](\d{2})?\s*(?:-|–|đến)\s*(\d{1,2})[:hg.](\d{2})?", re.IGNORECASE)
_LINE = re.compile(r"^\s*(?P<days>.+?)\s*:\s*(?P<spans>\d{1,2}[:hg.].*)$", re.IGNORECASE)


class UnreadableHours(Refusal):
    """A line of opening hours that says no days and times."""

    code = "directory.unreadable_hours"
    sentence = gettext_lazy("Không đọc được dòng giờ mở cửa “{line}”.")
    remedy = gettext_lazy("Ghi như ví dụ: “T2-T6: 7:30-11:30, 13:30-17:00”; mỗi dòng một nhóm ngày, Chủ nhật là CN.")
    field = "hours"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One span of opening on one weekday (Monday is 0); past midnight when it closes earlier than it opens."""

    weekday: int
    opens: time
    closes: time


def parse_hours(text: str) -> list[Span]:
    """``T2-T6: 7:30-11:30, 13:30-17:00`` and the like, a line for each group of days. Raises UnreadableHours."""
    found: set[Span] = set()
    for line in filter(str.strip, text.splitlines()):
        found.update(_parse_line(line.strip()))
    if len(found) > MOST_SPANS:
        raise UnreadableHours(line=text.strip().splitlines()[0][:40])
    return sorted(found)


def _parse_line(line: str) -> list[Span]:
    parts = _LINE.match(line)
    if parts is None:
        raise UnreadableHours(line=line[:40])
    days = _parse_days(parts["days"], line)
    spans = [_parse_span(one.strip(), line) for one in re.split(r"[,;]", parts["spans"]) if one.strip()]
    return [Span(day, opens, closes) for day in days for opens, closes in spans]


def _parse_days(text: str, line: str) -> list[int]:
    if fold(text) in _EVERY:
        return list(range(7))
    days: list[int] = []
    for piece in re.split(r"[,;]|\bvà\b|\band\b", text):
        ends = [_DAYS.get(fold(end)) for end in re.split(r"\s*(?:-|–|đến|to)\s*", piece.strip())]
        if not 1 <= len(ends) <= 2 or None in ends:
            raise UnreadableHours(line=line[:40])
        first, last = ends[0] or 0, ends[-1] or 0
        days += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    return days


def _parse_span(text: str, line: str) -> tuple[time, time]:
    parts = _SPAN.fullmatch(text)
    if parts is None:
        raise UnreadableHours(line=line[:40])
    try:
        opens = time(int(parts[1]), int(parts[2] or 0))
        closes = time(int(parts[3]) % 24, int(parts[4] or 0))
    except ValueError:
        raise UnreadableHours(line=line[:40]) from None
    if opens == closes:
        raise UnreadableHours(line=line[:40])
    return opens, closes


def written(spans: Iterable[Span]) -> str:
    """As the form writes them, so that they can be corrected and read back."""
    return "\n".join(
        f"{_run(days, [_CODES[day] for day in days])}: {', '.join(f'{_clock(a)}-{_clock(b)}' for a, b in times)}"
        for days, times in _grouped(spans)
    )


def said(spans: Iterable[Span]) -> list[str]:
    """As a page says them: ``Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00``."""
    lines = []
    for days, times in _grouped(spans):
        names = [weekday_name(date(2024, 1, 1 + day)) for day in days]  # a Monday, and the days after it
        told = _("{first} đến {last}").format(first=names[0], last=names[-1]) if len(days) > 2 else ", ".join(names)
        lines.append(f"{told[:1].upper()}{told[1:]}: {', '.join(f'{_clock(a)}–{_clock(b)}' for a, b in times)}")
    return lines


def _run(days: Sequence[int], names: Sequence[str]) -> str:
    return f"{names[0]}-{names[-1]}" if len(days) > 2 else ",".join(names)


def _grouped(spans: Iterable[Span]) -> list[tuple[list[int], list[tuple[time, time]]]]:
    """Neighbouring weekdays with the same times together."""
    by_day = [(day, [(one.opens, one.closes) for one in part]) for day, part in groupby(sorted(spans), _weekday)]
    groups: list[tuple[list[int], list[tuple[time, time]]]] = []
    for day, times in by_day:
        if groups and groups[-1][1] == times and groups[-1][0][-1] == day - 1:
            groups[-1][0].append(day)
        else:
            groups.append(([day], times))
    return groups


def _weekday(span: Span) -> int:
    return span.weekday


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


@dataclass(frozen=True, slots=True)
class Week:
    """When a place of service is open."""

    spans: tuple[Span, ...] = ()
    always: bool = False
    days_off: bool = False
    """Open on public holidays too."""

    @property
    def known(self) -> bool:
        """Whether anybody has said when it is open."""
        return self.always or bool(self.spans)


def is_open(week: Week, at: datetime, *, holiday: bool) -> bool:
    """Whether it is open at a moment. ``holiday``: nobody has to work on that day, though it is no weekend.

    A span past midnight belongs to the weekday on which it begins, and isn't carried into a holiday.
    """
    if week.always:
        return True
    if holiday and not week.days_off:
        return False
    here = at.astimezone(VN_ZONE)
    return any(_holds(span, here.weekday(), here.time()) for span in week.spans)


def _holds(span: Span, weekday: int, now: time) -> bool:
    if span.opens < span.closes:
        return span.weekday == weekday and span.opens <= now < span.closes
    if span.weekday == weekday:
        return now >= span.opens
    return (span.weekday + 1) % 7 == weekday and now < span.closes


def ages_words(age_from: int | None, age_below: int | None) -> str:
    """For which ages; empty for all."""
    if age_from and age_below:
        return _("từ {first} đến dưới {last} tuổi").format(first=age_from, last=age_below)
    if age_from:
        return _("từ {first} tuổi").format(first=age_from)
    return _("dưới {last} tuổi").format(last=age_below) if age_below else ""
