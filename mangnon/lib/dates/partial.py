"""A date of which only the year or the month is known; nothing is ever filled in."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mangnon.lib.dates.reading import (
    NoSuchDay,
    NoSuchMonth,
    UnreadableDate,
    check_year,
    days_in,
    parse_vi_date,
    plain,
)


class Precision(enum.StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day; ``estimated`` if told from memory or from the body's state.

    A day needs its month. A date that can't be is refused (``UnreadableDate``). Estimation doesn't widen the
    bounds: how far an estimate may be off is written down beside it, in words.
    """

    year: int
    month: int | None = None
    day: int | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        check_year(self.year)
        if self.month is None:
            if self.day is not None:
                raise UnreadableDate(text=f"{self.day}/…/{self.year}")
            return
        if not 1 <= self.month <= 12:
            raise NoSuchMonth(text=str(self), month=self.month)
        if self.day is not None and not 1 <= self.day <= days_in(self.year, self.month):
            raise NoSuchDay(text=str(self), day=self.day, month=self.month, year=self.year)

    @classmethod
    def of(cls, day: date, *, estimated: bool = False) -> PartialDate:
        """Return a date known to the day."""
        return cls(day.year, day.month, day.day, estimated)

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> PartialDate:
        """Read what ``str`` and ``code`` write, and what people write.

        ``…/3/2014``, ``2014``, ``tháng 3 năm 2014``, and every full date of ``parse_vi_date``.
        ``khoảng``, ``chừng``, ``~`` before it, ``~`` after it mark an estimate. Raises ``UnreadableDate``.
        """
        typed = _BLANKS.sub("", plain(text))
        marked = _ESTIMATE.sub("", typed)
        estimated = marked != typed
        if match := _YEAR.fullmatch(marked):
            return cls(int(match[1]), estimated=estimated)
        if match := _MONTH.fullmatch(marked):
            return cls(int(match[2]), int(match[1]), estimated=estimated)
        if match := _CODED_MONTH.fullmatch(marked):
            return cls(int(match[1]), int(match[2]), estimated=estimated)
        return cls.of(parse_vi_date(marked, today=today), estimated=estimated)

    @property
    def precision(self) -> Precision:
        """How much is known: day, month or year."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def exact(self) -> bool:
        """Whether this is one certain day."""
        return self.day is not None and not self.estimated

    @property
    def code(self) -> str:
        """The form for storage: ``2014``, ``2014-03``, ``2014-03-07``, each with ``~`` if estimated."""
        parts = f"{self.year:04}"
        parts += f"-{self.month:02}" if self.month else ""
        parts += f"-{self.day:02}" if self.day else ""
        return parts + ("~" if self.estimated else "")

    def earliest(self) -> date:
        """Return the first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day that it can be: that of the month or the year."""
        month = self.month or 12
        return date(self.year, month, self.day or days_in(self.year, month))

    def __str__(self) -> str:
        """``7/3/2014``, ``3/2014``, ``năm 2014``; ``khoảng năm 2014`` if estimated."""
        known = [str(part) for part in (self.day, self.month, self.year) if part is not None]
        text = "/".join(known) if self.month is not None else _("năm %(year)s") % {"year": self.year}
        return _("khoảng %(date)s") % {"date": text} if self.estimated else text


_BLANKS = re.compile(r"^((\.{2,}|_+|\?+|-+)\s*/\s*)+")
_ESTIMATE = re.compile(r"^(khoảng|chừng|ước|~)\s*|\s*~$")
_YEAR = re.compile(r"(?:năm )?(\d{4})")
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})(?:\s*[/.\-]\s*| năm )(\d{4})")
_CODED_MONTH = re.compile(r"(\d{4})[/\-](\d{1,2})")
