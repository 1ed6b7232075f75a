"""Giving a role in a place: level, ended roles, exclusive roles, length, overlap, hamlets, who may give."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.accounts.actions import checking
from mangnon.accounts.actions.assigning import give_assignment
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import PersonIsDisabled
from mangnon.accounts.tests.conftest import FIRST, LAST, Office, some_id
from mangnon.lib.periods import BackwardPeriod
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.models import Level, Unit
from mangnon.testing.cast import AT


def give(office: Office, by: Any, to: Any, role: Role, place: Unit, **changed: Any) -> Assignment:
    """One giving; ``by`` is a person or an actor."""
    actor = office.actor(by) if hasattr(by, "username") else by
    asked: dict[str, Any] = {"first": FIRST, "last": LAST, **changed}
    person_id = getattr(to, "pk", to)
    return give_assignment(actor=actor, at=AT, person_id=person_id, role=role, place_id=place.pk, **asked)


def district(office: Office) -> Unit:
    """The former district of Nam Trà My."""
    return Unit.objects.filter(level=Level.DISTRICT, valid_to=date(2025, 7, 1)).order_by("code")[0]


def test_the_chair_gives_the_officer_another_role_in_the_commune(office: Office) -> None:
    given = give(
        office, office.quyet, office.lien, Role.COLLABORATOR, office.land.own, hamlet_ids=[office.land.hamlet.pk]
    )
    assert (given.valid_from, given.valid_to) == (FIRST, date(2028, 11, 23))
    assert given.created_by == str(office.quyet.pk)
    assert [line.hamlet for line in given.hamlets.all()] == [office.land.hamlet]
    assert [one["place_id"] for one in office.booked("accounts.assignments.give")] == [office.land.own.pk]


def test_the_person_has_the_role_from_the_first_day_to_the_last(office: Office) -> None:
    give(office, office.quan, office.lien, Role.COMMUNE_OFFICER, office.land.sibling)
    rows = Assignment.objects.filter(person=office.lien, place=office.land.sibling)
    assert rows.filter(valid_from__lte=LAST, valid_to__gt=LAST).exists()
    after = date.fromordinal(LAST.toordinal() + 1)
    assert not rows.filter(valid_from__lte=after, valid_to__gt=after).exists()


Case = tuple[str, str, Role, str, dict[str, Any], type[Refusal]]
REFUSED: list[Case] = [
    ("level: officer of a province", "quan", Role.COMMUNE_OFFICER, "province", {}, checking.WrongLevel),
    ("level: provincial officer of a commune", "quan", Role.PROVINCE_OFFICER, "own", {}, checking.WrongLevel),
    ("a district role after its end", "quan", Role.DISTRICT_OFFICER, "district", {}, checking.RoleEnded),
    ("more than five years", "quan", Role.HOTLINE, "province", {"last": date(2031, 11, 23)}, checking.TooLong),
    ("backward", "quan", Role.HOTLINE, "province", {"last": date(2026, 11, 22)}, BackwardPeriod),
    ("before the place began", "quan", Role.COLLABORATOR, "own",
     {"first": date(2025, 6, 30), "last": date(2026, 1, 1)}, checking.OutsideLife),
    ("no hamlet", "quyet", Role.COLLABORATOR, "own", {}, checking.HamletsNeeded),
    ("an unknown hamlet", "quyet", Role.COLLABORATOR, "own", {"hamlet_ids": [0]}, checking.ForeignHamlet),
    ("the same role twice", "quan", Role.COMMUNE_OFFICER, "own", {}, checking.Overlap),
    ("beside an exclusive role", "quan", Role.AUDITOR, "province", {}, checking.NotBeside),
    ("a chair gives no chair", "quyet", Role.COMMUNE_CHAIR, "own", {}, checking.RoleNotYours),
    ("a chair gives nothing in the next commune", "quyet", Role.COMMUNE_OFFICER, "sibling", {}, Forbidden),
    ("a chair gives nothing in the province", "quyet", Role.PROVINCE_OFFICER, "province", {}, Forbidden),
    ("an officer gives nothing", "thao", Role.COMMUNE_OFFICER, "sibling", {}, Forbidden),
    ("the leader of the province gives nothing", "van", Role.COMMUNE_OFFICER, "sibling", {}, Forbidden),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=[one[0] for one in REFUSED])
def test_it_refuses_and_says_what_to_do(office: Office, case: Case) -> None:
    _name, giver, role, where, changed, refusal = case
    place = district(office) if where == "district" else getattr(office.land, where)
    before = Assignment.objects.count()
    with pytest.raises(refusal) as refused:
        give(office, getattr(office, giver), office.lien, role, place, **changed)
    assert refused.value.said
    assert refused.value.mend
    assert Assignment.objects.count() == before
    assert office.booked("accounts.assignments.give") == []


def test_the_same_cases_pass_when_nothing_is_wrong(office: Office) -> None:
    """Success and failure share one set-up: each refusal above has its granted neighbour."""
    land = office.land
    assert give(office, office.quan, office.lien, Role.HOTLINE, land.province, last=date(2031, 11, 22)).pk
    assert give(office, office.quan, office.lien, Role.COMMUNE_OFFICER, land.sibling).pk
    assert give(office, office.quan, office.thao, Role.COMMUNE_CHAIR, land.own).pk
    nobody = office.second("Nguyễn Thị Mới", Role.PORTAL_EDITOR, land.province)
    office.assignment(nobody).delete()
    assert give(office, office.quan, nobody, Role.AUDITOR, land.province).pk
    assert give(office, console("root"), nobody.pk, Role.AUDITOR, land.province, first=LAST.replace(year=2029),
                last=LAST.replace(year=2030)).pk  # fmt: skip


def test_a_district_role_is_given_for_the_time_of_districts(office: Office) -> None:
    """History is entered afterwards, too."""
    given = give(
        office, office.quan, office.lien, Role.DISTRICT_OFFICER, district(office),
        first=date(2024, 1, 1), last=date(2025, 6, 30),
    )  # fmt: skip
    assert given.valid_to == date(2025, 7, 1)


def test_the_role_may_follow_itself_without_a_gap(office: Office) -> None:
    one = office.assignment(office.lien)
    one.valid_to = FIRST
    one.save(update_fields=["valid_to"])
    assert give(office, office.quyet, office.lien, Role.COMMUNE_OFFICER, office.land.own).valid_from == FIRST


def test_a_hamlet_of_another_commune_is_refused(office: Office) -> None:
    with pytest.raises(checking.ForeignHamlet):
        give(
            office, office.quan, office.thao, Role.COLLABORATOR, office.land.sibling, hamlet_ids=[office.land.hamlet.pk]
        )


def test_hamlets_are_for_collaborators_alone(office: Office) -> None:
    with pytest.raises(checking.ForeignHamlet):
        give(
            office, office.quan, office.thao, Role.COMMUNE_OFFICER, office.land.own, hamlet_ids=[office.land.hamlet.pk]
        )


def test_nobody_gives_themselves_a_role(office: Office) -> None:
    with pytest.raises(checking.OwnAssignment):
        give(office, office.quan, office.quan, Role.HOTLINE, office.land.province)
    with pytest.raises(checking.OwnAssignment):
        give(office, office.quyet, office.quyet, Role.COMMUNE_OFFICER, office.land.own)


def test_a_disabled_person_gets_no_role(office: Office) -> None:
    office.lien.disabled_at = AT
    office.lien.save(update_fields=["disabled_at"])
    with pytest.raises(PersonIsDisabled) as refused:
        give(office, office.quan, office.lien, Role.COMMUNE_OFFICER, office.land.sibling)
    assert "Hồ Thị Liên" in refused.value.said


def test_unknown_people_and_places_are_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        give(office, office.quan, some_id(), Role.COMMUNE_OFFICER, office.land.own)
    office.land.own.pk, kept = 0, office.land.own.pk
    with pytest.raises(NotFound):
        give(office, office.quan, office.lien, Role.COMMUNE_OFFICER, office.land.own)
    office.land.own.pk = kept


def test_the_database_itself_refuses_an_overlap(office: Office) -> None:
    """The last word is a constraint, whatever the code forgets."""
    from django.db import IntegrityError, transaction

    one = office.assignment(office.lien)
    with pytest.raises(IntegrityError, match="assignment_no_overlap"), transaction.atomic():
        Assignment.objects.create(
            person=one.person, role=one.role, place=one.place, valid_from=FIRST, valid_to=LAST, created_at=AT,
            created_by="test",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="assignment_lives"), transaction.atomic():
        Assignment.objects.create(
            person=one.person, role=one.role, place=office.land.sibling, valid_from=LAST, valid_to=FIRST,
            created_at=AT, created_by="test",
        )  # fmt: skip
