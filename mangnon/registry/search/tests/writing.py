"""All the ways in which what the index rests on is written, drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from django.db import transaction

from mangnon.access.scope import acting
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.lib.names import sort_key
from mangnon.registry.actions import (
    correct_child,
    correct_household,
    end_carer,
    join_household,
    leave_household,
    name_carer,
    register_child,
    register_household,
    say_parent,
)
from mangnon.registry.making.names import KINH, child_name
from mangnon.registry.models import Carer, Child, Household, OtherName, Parent
from mangnon.registry.queries import children, households
from mangnon.registry.told import ChildTold, HouseholdTold, ParentTold
from mangnon.testing.cast import AT, Cast


class Writing:
    """A small register and the moves that change it; Phú of the province makes them all."""

    def __init__(self, cast: Cast, random: Random) -> None:
        self.random, self.cast, self.phu = random, cast, cast.phu
        self.places = (cast.land.own, cast.land.sibling)
        self.moves: tuple[Callable[[], object], ...] = (
            *[self.enter] * 3, self.enter_many, self.rename, self.number, *[self.call] * 2, self.forget_name,
            *[self.parent] * 3,
            self.house, self.rehouse, *[self.join] * 3, self.leave, self.carer, self.no_carer, self.move,
            self.ask_other, self.merge, self.part, self.lose_parent, self.drop,
        )  # fmt: skip

    def write(self) -> None:
        """One move in a transaction of its own."""
        with acting(self.phu), transaction.atomic():
            self.random.choice(self.moves)()

    def name(self) -> str:
        return child_name(
            self.random, KINH, self.random.choice("12"), self.random.choice(("Nguyễn", "A Lăng", "Hồ"))
        ).full

    def one(self) -> Child | None:
        """A child in use, or nobody yet."""
        found = list(children(self.phu).filter(left="").order_by("pk"))
        return self.random.choice(found) if found else None

    def home(self) -> Household | None:
        found = list(households(self.phu).order_by("pk"))
        return self.random.choice(found) if found else None

    def told(self) -> ChildTold:
        birth = PartialDate(self.random.randint(2012, 2024), 3, 7)
        return ChildTold(full_name=self.name(), birth=birth, sex="2", external_code=f"TE-{self.random.randint(1, 99)}")

    def enter(self) -> None:
        place = self.random.choice(self.places)
        register_child(actor=self.phu, at=AT, child_id=new_id(), place=place, told=self.told())

    def enter_many(self) -> None:
        rows = []
        for _one in range(5):
            name = self.name()
            row = Child(
                id=new_id(), place=self.places[0], full_name=name, sort_key=sort_key(name), sex="1", recorded_by="x"
            )
            row.set_birth(PartialDate(2015))
            rows.append(row)
        Child.objects.bulk_create(rows)

    def rename(self) -> None:
        if child := self.one():
            told = self.told()
            correct_child(actor=self.phu, at=AT, child_id=child.pk, version=child.version, told=told, reason="thử")

    def number(self) -> None:
        if child := self.one():
            children(self.phu).filter(pk=child.pk).update(personal_number=f"0492140{self.random.randint(10000, 99999)}")

    def call(self) -> None:
        if child := self.one():
            OtherName.objects.get_or_create(
                child=child, name=self.random.choice(("Bi", "Tí", self.name())), kind="house"
            )

    def forget_name(self) -> None:
        OtherName.objects.filter(pk__in=list(OtherName.objects.values_list("pk", flat=True)[:1])).delete()

    def parent(self) -> None:
        if child := self.one():
            which = self.random.choice(("mother", "father"))
            told = ParentTold(which, self.name(), phone=self.random.choice(("", "0905123456")))
            say_parent(actor=self.phu, at=AT, child_id=child.pk, told=told)

    def lose_parent(self) -> None:
        Parent.objects.filter(pk__in=list(Parent.objects.values_list("pk", flat=True)[:1])).delete()

    def house(self) -> None:
        told = HouseholdTold(self.name(), phone="0905123457")
        place = self.random.choice(self.places)
        register_household(actor=self.phu, at=AT, household_id=new_id(), place=place, told=told)

    def rehouse(self) -> None:
        if home := self.home():
            told = HouseholdTold(self.name())
            correct_household(actor=self.phu, at=AT, household_id=home.pk, version=home.version, told=told)

    def join(self) -> None:
        child, home = self.one(), self.home()
        if child and home and not child.stays.exists():
            join_household(
                actor=self.phu, at=AT, child_id=child.pk, household_id=home.pk, relation="3", since=date(2026, 1, 1)
            )
        elif child and home:
            children(self.phu).filter(pk=child.pk).update(household=home)

    def leave(self) -> None:
        if (child := self.one()) and child.household_id:
            leave_household(actor=self.phu, at=AT, child_id=child.pk, on=AT.date())

    def carer(self) -> None:
        if (child := self.one()) and not child.carers.exists():
            name_carer(
                actor=self.phu, at=AT, child_id=child.pk, full_name=self.name(), relation="BA", since=date(2025, 1, 1)
            )

    def no_carer(self) -> None:
        carer = Carer.objects.filter(valid_to__isnull=True).first()
        if carer:
            end_carer(actor=self.phu, at=AT, child_id=carer.child_id, carer_id=carer.pk, on=date(2026, 5, 1))

    def move(self) -> None:
        """As a reorganisation does: every child of a commune at once."""
        one, other = self.random.sample(self.places, 2)
        children(self.phu).filter(place=one, born_year=2015).update(place=other)

    def ask_other(self) -> None:
        if child := self.one():
            children(self.phu).filter(pk=child.pk).update(other_place=self.random.choice((None, self.places[1])))

    def merge(self) -> None:
        one, other = self.one(), self.one()
        if one and other and one != other:
            children(self.phu).filter(pk=one.pk).update(left="merged", left_on=AT.date(), merged_into=other)

    def part(self) -> None:
        merged = children(self.phu).filter(left="merged").order_by("?").first()
        if merged:
            children(self.phu).filter(pk=merged.pk).update(left="", left_on=None, merged_into=None)

    def drop(self) -> None:
        rows = children(self.phu).filter(household__isnull=True, corrections__isnull=True).exclude(left="merged")
        child = rows.filter(parents__isnull=False).first()
        if child and not children(self.phu).filter(merged_into=child).exists():
            child.delete()
