"""How accidents and spots are named on screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.registry.harm.counting import BEYOND, causes, counting_on
from mangnon.registry.harm.queries import CAUSES, report_on
from mangnon.registry.models import Nameless, Sex
from mangnon.registry.queries.wording import Wording
from mangnon.ui.parts import State, Status

SETTINGS = "moi_truong_duoi_nuoc"


@dataclass(frozen=True)
class HarmWords:
    """Wordings of one day."""

    words: Wording

    @cached_property
    def causes(self) -> Mapping[str, str]:
        """All causes, by code."""
        law = report_on(self.words.on)
        return causes(self.words.items(CAUSES), law.body if law else None, counting_on(self.words.on))

    def cause(self, code: str) -> str:
        """One cause."""
        return self.causes.get(code, code.removeprefix(BEYOND))

    def setting(self, code: str) -> str:
        """At home, at school, elsewhere."""
        return self.words.word(SETTINGS, code)


def who(accident: Any) -> str:
    """The child's name, as far as it may be known here."""
    if accident.child_id is None:
        return str(accident.child_name)
    if accident.known_name:
        return str(accident.known_name)
    if accident.known_nameless:
        return str(Nameless(accident.known_nameless).label)
    return _("Trẻ trong sổ của nơi khác")


def about(accident: Any) -> str:
    """Sex and age on the day."""
    sex = str(Sex(accident.child_sex).label).lower()
    age = _("{n} tuổi").format(n=accident.child_age) if accident.child_age is not None else _("chưa rõ tuổi")
    return f"{sex}, {age}"


def safety(spot: Any, *, late: bool = False) -> Status:
    """Whether a spot is safe, and since when."""
    if spot.made_safe_on:
        return Status(State.DONE, _("Đã an toàn từ {day}").format(day=format_date(spot.made_safe_on)))
    return Status(State.LATE if late else State.TODO, _("Chưa an toàn"))
