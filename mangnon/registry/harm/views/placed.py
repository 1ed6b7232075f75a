"""What the lists of accidents and of spots have in common: where things lie."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mangnon.lib.dates import local_day
from mangnon.places.models import Hamlet
from mangnon.places.rules import in_line
from mangnon.registry.harm.wording import HarmWords
from mangnon.registry.queries.wording import Wording
from mangnon.registry.reach import communes, only_commune
from mangnon.registry.views.listing import Choices, condition
from mangnon.registry.words import where_words
from mangnon.ui.screens import Filter, ListScreen


class PlacedList(ListScreen):
    """A list whose rows lie in communes and hamlets."""

    sees: ClassVar[str]
    """The right under which rows are seen."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With the day and what codes mean on it."""
        super().setup(request, *args, **kwargs)
        self.today: date = local_day(self.at)
        self.told = HarmWords(Wording(self.today))

    @cached_property
    def one_commune(self) -> bool:
        """Whether everything lies in one commune, so that its name needn't stand in each row."""
        return only_commune(self.actor, self.sees) is not None

    @cached_property
    def of_place(self) -> tuple[Filter, ...]:
        """By hamlet for those of one commune, else by commune."""
        if not self.one_commune:
            return (condition("xa", _("Xã, phường"), _(" ở {choice}"), self._communes(), _at_place),)
        choices = [*self._hamlets(), ("0", _("chưa rõ thôn"))]
        return (condition("thon", _("Thôn"), _(" ở {choice}"), choices, _at_hamlet),)

    def _communes(self) -> Choices:
        units = communes(self.actor, self.sees).order_by("sort_key", "id")
        return [(str(pk), in_line(name)) for pk, name in units.values_list("pk", "name")]

    def _hamlets(self) -> Choices:
        reach = self.actor.reach(self.sees)
        rows = Hamlet.objects.filter(unit_id__in=reach.places, valid_to__isnull=True).order_by("sort_key", "id")
        mine = rows.filter(pk__in=reach.hamlets) if reach.narrowed else rows
        return [(str(pk), name) for pk, name in mine.values_list("pk", "name")]

    def lies(self, row: Any) -> str:
        """Where a row lies, as short as it may be."""
        if self.one_commune:
            return row.hamlet_name or _("chưa rõ thôn")
        return where_words(row.hamlet_name, row.place_name)


def _at_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(place_id=int(value))


def _at_hamlet(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(hamlet_id=int(value)) if value != "0" else rows.filter(hamlet__isnull=True)
