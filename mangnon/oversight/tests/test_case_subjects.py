"""Cases in the book: named for those who may know of them, by number alone for others, sealed ones for their team."""

from __future__ import annotations

from dataclasses import replace

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.cases.actions import moving, teaming
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.models import Case, CaseKind
from mangnon.lib.ids import new_id
from mangnon.oversight.slots import subjects
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, Cast


def _open(cast: Cast) -> Case:
    put("procedure", "form", "codes")
    told = Opening(
        case_id=new_id(), kind=CaseKind.INTERVENTION, place=cast.land.own, first_information_at=AT,
        name="Hồ Thị Sương", born="2017", about="nghi bị bỏ mặc",
    )  # fmt: skip
    (made,) = open_cases(actor=cast.lien, at=AT, openings=(told,))
    return made


def _title(who: Actor, case: Case) -> str | None:
    with acting(who):
        found = subjects()["cases.Case"].shown(who, [str(case.pk)]).get(str(case.pk))
    return str(found.title) if found else None


def test_the_book_names_a_case_as_far_as_the_reader_may_know_it(cast: Cast) -> None:
    case = _open(cast)
    neighbour = replace(cast.lien, person_id=new_id())
    told = [_title(who, case) for who in (cast.lien, neighbour, cast.phu, cast.thao, cast.an)]
    inside = f"{case.code}, Hồ Thị Sương"
    assert told == [inside, case.code, case.code, None, None]
    teaming.seal_case(actor=cast.lien, at=AT, case_id=case.pk, reason="Gia đình cán bộ xã.")
    assert [_title(who, case) for who in (cast.lien, neighbour, cast.phu)] == [inside, None, None]


def test_odd_reading_knows_places_surname_and_whether_a_case_is_sealed(cast: Cast) -> None:
    case = _open(cast)
    move = moving.ask_move(
        actor=cast.lien, at=AT, case_id=case.pk, move_id=new_id(), to_place=cast.land.sibling, hand_over="Trẻ ở với bà."
    )
    teaming.seal_case(actor=cast.lien, at=AT, case_id=case.pk, reason="Gia đình cán bộ xã.")
    traits = subjects()["cases.Case"].traits
    assert traits is not None
    with acting(job("oversight.odd_reading")):
        found = traits([str(case.pk)])[str(case.pk)]
    assert (found.surname, found.restricted) == ("ho", True)
    assert found.places == {cast.land.own.pk, cast.land.sibling.pk}
    with acting(cast.lien):
        shown = subjects()["cases.CaseMove"].shown(cast.lien, [str(move.pk)])
        assert shown[str(move.pk)].title == case.code
    with acting(cast.phu):
        assert subjects()["cases.CaseMove"].shown(cast.phu, [str(move.pk)]) == {}
