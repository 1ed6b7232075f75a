"""The page of a risk spot, and its forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import day_words, format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.registry.harm.forms import CheckSpotForm, CorrectSpotForm, RegisterSpotForm
from mangnon.registry.harm.queries import SEE_SPOTS, listed_accidents, open_spot
from mangnon.registry.harm.spots import check_spot, correct_spot, register_spot
from mangnon.registry.harm.told import SpotTold
from mangnon.registry.harm.views.listing import ended
from mangnon.registry.harm.views.spots import is_late
from mangnon.registry.harm.wording import HarmWords, about, safety, who
from mangnon.registry.models import RiskSpot, SpotCheck
from mangnon.registry.queries.wording import Wording
from mangnon.registry.views.forming import RegistryForm
from mangnon.registry.words import where_words
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, Link, PageHead, Row, Table, TimelineEntry
from mangnon.ui.screens import Screen

TOLD = ("name", "cause", "about", "keeper", "latitude", "longitude")
MOST = 50
"""Accidents and checks that the page shows."""


class SpotPage(Screen):
    """One spot: how it stands, who answers for it, its checks, what happened there."""

    policy = Policy(SEE_SPOTS)
    template = "registry/harm/spot.html"
    help_page = "registry/spots"
    spot: Any

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.spot = open_spot(self.actor, pk)
        self.told = HarmWords(Wording(local_day(self.at)))
        happened = list(listed_accidents(self.actor).filter(spot=self.spot).order_by("-happened_on", "-pk")[:MOST])
        self.saw(happened)
        context = {
            "head": self.head(),
            "about": self.spot.about,
            "facts": self._facts(),
            "checks": self._checks(),
            "accidents": self._accidents(happened),
            "record_url": self._record_url(),
        }
        return self.page(context)

    def head(self) -> PageHead:
        """Which, where, whether it is safe."""
        spot = self.spot
        check = Act(_("Ghi lần kiểm tra"), reverse("registry:check_spot", args=[spot.pk]), "pencil-plus", key="e")
        correct = Act(_("Sửa"), reverse("registry:correct_spot", args=[spot.pk]), "edit")
        return PageHead(
            title=spot.name,
            crumbs=(Link(_("Điểm nguy cơ"), reverse("registry:spots")),),
            status=safety(spot, late=is_late(spot, self.told.words.on)),
            line=where_words(spot.hamlet_name, spot.place_name),
            main=check if self._may("registry.spots.check") else None,
            acts=(correct,) if self._may("registry.spots.correct") else (),
        )

    def _may(self, right: str) -> bool:
        return self.spot.place_id in self.actor.reach(right)

    def _record_url(self) -> str:
        if not self._may("registry.accidents.record"):
            return ""
        return f"{reverse('registry:record_accident')}?diem={self.spot.pk}"

    def _facts(self) -> tuple[Fact, ...]:
        spot = self.spot
        position = f"{spot.latitude}; {spot.longitude}".replace(".", ",") if spot.latitude is not None else ""
        told = (
            (_("Nguy cơ"), self.told.cause(spot.cause)),
            (_("Ai chịu trách nhiệm"), spot.keeper or _("chưa ghi")),
            (_("Vị trí"), position),
            (_("Ghi vào sổ"), format_date(local_day(spot.recorded_at))),
        )
        return tuple(Fact(label, value) for label, value in told if value)

    def _checks(self) -> tuple[TimelineEntry, ...]:
        rows = SpotCheck.objects.filter(spot=self.spot).order_by("-on", "-pk")[:MOST]
        return tuple(
            TimelineEntry(
                day=day_words(self.told.words.on, one.on),
                kind=_("Đã an toàn") if one.safe else _("Chưa an toàn"),
                icon="circle-check" if one.safe else "todo",
                text=one.found,
                sources=(one.by_name,),
            )
            for one in rows
        )

    def _accidents(self, happened: list[Any]) -> Table:
        heads = (
            Column(_("Trẻ"), Kind.NAME),
            Column(_("Ngày"), Kind.DATE),
            Column(_("Nguyên nhân")),
            Column(_("Kết quả")),
        )
        return Table(_("Tai nạn ở điểm này"), heads, tuple(map(self._row, happened)))

    def _row(self, one: Any) -> Row:
        cells = (
            Cell(who(one), note=about(one)),
            Cell(format_date(one.happened_on)),
            Cell(self.told.cause(one.cause)),
            Cell(ended(one)),
        )
        return Row(cells, url=reverse("registry:accident", args=[one.pk]))


def told_from(cleaned: dict[str, Any]) -> SpotTold:
    """What was typed, as the actions take it."""
    return SpotTold(**{name: cleaned[name] for name in TOLD})


class RegisterSpot(RegistryForm):
    """Write a spot down."""

    policy = Policy("registry.spots.register")
    help_page = "registry/spots"
    title = gettext_lazy("Ghi điểm nguy cơ")
    button = gettext_lazy("Ghi vào sổ")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With a fresh id."""
        action, initial = self.policy.action or "", {"spot_id": new_id()}
        return RegisterSpotForm(data, initial=initial, actor=self.actor, action=action, words=self.words)

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Điểm nguy cơ"), reverse("registry:spots")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One spot."""
        made = register_spot(
            actor=self.actor, at=self.at, spot_id=cleaned["spot_id"], place=cleaned["place"],
            told=told_from(cleaned), hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return self.after(reverse("registry:spot", args=[made.pk]), _("Đã ghi điểm nguy cơ"))


class OfSpot(RegistryForm):
    """A form about one spot."""

    help_page = "registry/spots"
    spot: RiskSpot

    def guard(self) -> None:
        """Look at it first. Raises NotFound, Forbidden."""
        self.spot = see(RiskSpot, self.kwargs["pk"], self.actor, self.policy.action or "")

    def head(self) -> PageHead:
        """Below the spot."""
        return PageHead(title=self.title, crumbs=(Link(self.spot.name, self.page_url),))

    @property
    def page_url(self) -> str:
        """The page of the spot."""
        return reverse("registry:spot", args=[self.spot.pk])


class CorrectSpot(OfSpot):
    """Change what is known of a spot."""

    policy = Policy("registry.spots.correct")
    title = gettext_lazy("Sửa điểm nguy cơ")

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it stands."""
        spot, action = self.spot, self.policy.action or ""
        initial = {name: getattr(spot, name) for name in (*TOLD, "version")} | {"hamlet": spot.hamlet_id}
        return CorrectSpotForm(
            data, initial=initial, actor=self.actor, action=action, place=spot.place, words=self.words
        )

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        correct_spot(
            actor=self.actor, at=self.at, spot_id=self.spot.pk, version=cleaned["version"], told=told_from(cleaned),
            hamlet_id=cleaned["hamlet_id"],
        )  # fmt: skip
        return self.after(self.page_url, _("Đã sửa điểm nguy cơ"))


class CheckSpot(OfSpot):
    """What somebody saw there."""

    policy = Policy("registry.spots.check")
    form_class = CheckSpotForm
    title = gettext_lazy("Ghi lần kiểm tra")

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One check."""
        check_spot(
            actor=self.actor, at=self.at, spot_id=self.spot.pk, on=cleaned["on"], found=cleaned["found"],
            safe=cleaned["safe"] == "yes",
        )  # fmt: skip
        return self.after(self.page_url, _("Đã ghi lần kiểm tra"))
