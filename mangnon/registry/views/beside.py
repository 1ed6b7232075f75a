"""The blocks beside a child's timeline: carers, family, circumstances, what else is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.lib.dates import format_date
from mangnon.lib.names import given_name
from mangnon.registry.models import Child, OtherName, Registered, Which
from mangnon.registry.queries.opening import Relations
from mangnon.registry.queries.story import Story, Told
from mangnon.registry.queries.wording import Wording
from mangnon.registry.views.living import Life, life_of
from mangnon.registry.words import FIELDS, age_words
from mangnon.ui.parts import Call, Contact, Fact, Link, Relative, Words

AWAY = ("CHET", "MT", "TU", "DIXA", "LH", "KBT", "TGXH", "GDBB", "CNBB")
"""States of a parent who isn't with the child (``tinh_trang_cha_me``)."""


@dataclass(frozen=True)
class Line:
    """A line that holds now, with the way to end it."""

    text: str
    note: str
    end_url: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside the timeline of one child. ``may``: whether a right holds here, so that its way is offered."""

    child: Child
    story: Story
    words: Wording
    relations: Relations
    may: Callable[[str], bool]
    opened: tuple[Told, ...] = ()

    @cached_property
    def carers(self) -> tuple[Contact, ...]:
        """Who takes care of the child now, each with a telephone."""
        return tuple(map(self._carer, self.story.holding("carer", self.words.on)))

    def _carer(self, one: Told) -> Contact:
        told = one.data
        notes = [self.words.word("quan_he_nguoi_cham_soc", told["relation"])]
        if told["born_year"]:
            notes.append(_("sinh {year}").format(year=told["born_year"]))
        notes.append(_("từ {day}").format(day=format_date(one.day)))
        return Contact(told["full_name"], " · ".join(notes), _call(told["full_name"], told["phone"]))

    @cached_property
    def family(self) -> tuple[Relative, ...]:
        """Father and mother with their states, then those of the household."""
        parents = [self._parent(which) for which in Which]
        children = [
            Relative(str(one), age_words(one.birth, self.words.on), away=not one.is_here,
                     url=reverse("registry:child", args=[one.pk]))
            for one in self.relations.children
        ]  # fmt: skip
        members = [
            Relative(one.full_name, self.words.word("quan_he_voi_chu_ho", one.relation).lower())
            for one in self.relations.members
        ]
        return (*parents, *children, *members)

    def _parent(self, which: Which) -> Relative:
        row = next((one for one in self.story.of("parent") if one.data["which"] == which), None)
        states = [one for one in self.story.holding("state", self.words.on) if one.data["which"] == which]
        said = ", ".join(self.words.word("tinh_trang_cha_me", one.data["state"]) for one in states)
        away = any(one.data["state"] in AWAY for one in states)
        label = str(which.label)
        url = reverse("registry:parent", args=[self.child.pk, which.value]) if self.may("registry.parents.say") else ""
        if row is None:
            return Relative(label, said or _("chưa ghi"), away=True, url=url)
        if row.data["unknown"]:
            return Relative(label, _("không biết là ai"), away=True, url=url)
        return Relative(row.data["full_name"], ", ".join(filter(None, (label.lower(), said))), away=away, url=url)

    @cached_property
    def change_carer(self) -> Link | None:
        """The way to name another carer."""
        if not self.may("registry.carers.name"):
            return None
        return Link(
            _("Đổi") if self.carers else pgettext("act", "Ghi"), reverse("registry:carer", args=[self.child.pk])
        )

    @cached_property
    def household(self) -> Link | None:
        """The way to the household."""
        if self.child.household_id is None:
            return None
        return Link(_("Cả hộ"), reverse("registry:household", args=[self.child.household_id]))

    @cached_property
    def circumstances(self) -> tuple[Line, ...]:
        """Groups of special circumstances that hold; what is closed only when it was opened."""
        held = self.story.holding("circumstance", self.words.on)
        held = [*held, *(one for one in self.opened if one.holds(self.words.on))]
        return tuple(
            Line(
                str(self.words.group(one.data["code"])),
                _("từ {day}").format(day=format_date(one.day)),
                self._way("registry:end_circumstance", "registry.circumstances.close", one),
            )
            for one in held
        )

    def _way(self, view: str, right: str, one: Told) -> str:
        return reverse(view, args=[self.child.pk, one.key]) if self.may(right) else ""

    @cached_property
    def life(self) -> Life:
        """School and health."""
        return life_of(self.story, self.words)

    @cached_property
    def names(self) -> tuple[Line, ...]:
        """Other names, each with the way to drop it."""
        return tuple(
            Line(
                one.data["name"],
                str(OtherName.Kind(one.data["kind"]).label).lower(),
                self._way("registry:drop_name", "registry.names.drop", one),
            )
            for one in self.story.of("name")
        )

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Numbers and papers of the child; what isn't known is left out."""
        child = self.child
        told: list[tuple[str, Words]] = [
            ("personal_number", child.personal_number),
            ("external_code", child.external_code),
            ("registered", str(Registered(child.registered).label)),
            ("certificate_number", child.certificate_number),
            ("birth_place", child.birth_place),
            ("home_place", child.home_place),
            ("nationality", "" if child.nationality == "VN" else child.nationality),
            ("swims", "" if child.swims is None else _("có") if child.swims else _("không")),
        ]
        return tuple(Fact(FIELDS[name], value) for name, value in told if value)


def _call(name: str, number: str) -> Call | None:
    return Call(number, _("Gọi {name}").format(name=given_name(name))) if number else None
