"""Vietnamese dates: reading what people type, dates known in part, ages, words for dates and time left.

Every moment is an aware ``datetime`` and is told in ``VN_ZONE``, whatever zone the server or the caller lives
in.
"""

from mangnon.lib.dates.ages import CHILD_UNTIL, NotBornYet, age_on, birthday, is_child_on
from mangnon.lib.dates.formats import (
    VN_ZONE,
    format_date,
    format_datetime,
    format_time,
    local_day,
    weekday_name,
)
from mangnon.lib.dates.partial import PartialDate, Precision
from mangnon.lib.dates.reading import (
    DayMonthSwapped,
    NoSuchDay,
    ShortYear,
    UnreadableDate,
    YearOutOfRange,
    parse_vi_date,
)
from mangnon.lib.dates.words import before_words, day_words, time_left

__all__ = [
    "CHILD_UNTIL",
    "VN_ZONE",
    "DayMonthSwapped",
    "NoSuchDay",
    "NotBornYet",
    "PartialDate",
    "Precision",
    "ShortYear",
    "UnreadableDate",
    "YearOutOfRange",
    "age_on",
    "before_words",
    "birthday",
    "day_words",
    "format_date",
    "format_datetime",
    "format_time",
    "is_child_on",
    "local_day",
    "parse_vi_date",
    "time_left",
    "weekday_name",
]
