"""Ages in full years, counted so that in doubt a person is a child."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates.partial import PartialDate
from mangnon.lib.refusal import Refusal

CHILD_UNTIL = 16
"""A child is under 16 full years: Law on Children 102/2016, article 1. ``statutes`` holds it dated."""


class NotBornYet(Refusal, ValueError):
    """An age was asked for a day before the birth."""

    code = "date.not_born_yet"
    sentence = _("Ngày {day} trước ngày sinh {born}.")
    remedy = _("Xem lại ngày sinh.")


def birthday(born: date, years: int) -> date:
    """Return the day on which somebody turns ``years``; born on 29/2, in common years it is 1/3."""
    year = born.year + years
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(born: date | PartialDate, day: date) -> int:
    """Return full years on a day; the birthday itself counts (``đủ 16 tuổi``).

    From a date known in part the LAST possible day of birth is taken, so that the person counts as younger
    (Code of Criminal Procedure 2015, article 417(2), as recalled in the domain notes). Never below 0; a day
    before the first possible birth is refused (``NotBornYet``).
    """
    first, last = (born.earliest(), born.latest()) if isinstance(born, PartialDate) else (born, born)
    if day < first:
        raise NotBornYet(day=f"{day.day}/{day.month}/{day.year}", born=str(PartialDate.of(first)))
    years = day.year - last.year - ((day.month, day.day) < (last.month, last.day))
    return max(years, 0)


def is_child_on(born: date | PartialDate, day: date, *, until: int = CHILD_UNTIL) -> bool:
    """Tell whether somebody is, or in doubt may be, under ``until`` full years on a day."""
    return age_on(born, day) < until
