"""School, cards, doses, check-ups, disability: what is recorded, refused, and sent twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, Refusal
from mangnon.registry.actions import (
    leave_register,
    open_circumstance,
    record_checkup,
    record_disability,
    record_dose,
    record_insurance,
    record_schooling,
)
from mangnon.registry.actions.health import (
    BothWays,
    CheckupTold,
    CheckupTwice,
    DegreeUncertified,
    DisabilityTold,
    DoseNumber,
    DoseTwice,
    HeightOutside,
    NothingMeasured,
    TypeMissing,
    VaccineMissing,
    WeightOutside,
)
from mangnon.registry.actions.insuring import CardMissing, EndsTooEarly
from mangnon.registry.actions.learning import LevelMissing, SchoolTold, UnknownStatus, WhyLeftSchool, YearOutside
from mangnon.registry.models import Checkup, Disability, Dose, Insurance, Schooling
from mangnon.registry.numbers import NotACard
from mangnon.registry.queries.codes import code_items, group_of
from mangnon.registry.queries.living import card_end, missing_doses, schedule_on
from mangnon.registry.queries.story import story_of
from mangnon.registry.queries.wording import Wording
from mangnon.registry.refusals import AlreadyHolds, Backwards, InFuture, NothingChanged, RecordClosed, UnknownCode
from mangnon.registry.rules import school_year
from mangnon.registry.schedule import Due, doses_of
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.views.living import DEGREES, life_of
from mangnon.testing.cast import AT, TODAY, Cast

SINCE = date(2026, 3, 1)
CARD = "TE 1 48 0123456789"


def _say(cast: Cast, enter: Enter, born: str = "7/3/2016") -> dict[str, Any]:
    return {"actor": cast.mo, "at": AT, "child_id": enter("Hồ Thị Sương", born).pk}


def test_a_school_year_is_said_once_and_said_anew_it_gives_way(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter)
    told = SchoolTold(2026, "at", "2", "Lớp 5", "Tiểu học Trà Linh")
    first = record_schooling(**say, told=told)
    assert record_schooling(**say, told=told).pk == first.pk
    record_schooling(**say, told=SchoolTold(2026, "dropped", "2", "Lớp 5", reason="Nhà xa trường"))
    with acting(cast.lien):
        row = Schooling.objects.get(child_id=say["child_id"])
    assert (row.pk, row.status, row.reason, row.school) == (first.pk, "dropped", "Nhà xa trường", "")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (SchoolTold(2015, "not_yet"), YearOutside),
        (SchoolTold(2027, "at", "2"), YearOutside),
        (SchoolTold(2026, "x"), UnknownStatus),
        (SchoolTold(2026, "at"), LevelMissing),
        (SchoolTold(2026, "dropped", "2", reason=" "), WhyLeftSchool),
        (SchoolTold(2026, "at", "99"), UnknownCode),
    ],
)
def test_what_is_refused_of_school(cast: Cast, enter: Enter, told: SchoolTold, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        record_schooling(**_say(cast, enter), told=told)


def test_a_new_card_ends_the_one_before_and_sent_twice_stays_one(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter, "7/3/2021")
    first = record_insurance(**say, number=CARD, since=date(2021, 4, 1), until=date(2027, 9, 30), clinic="TYT Trà Linh")
    again = record_insurance(**say, number=CARD, since=date(2021, 4, 1), until=date(2027, 9, 30), clinic="TYT Trà Linh")
    assert first.pk == again.pk
    record_insurance(**say, number="0123456789", since=SINCE)
    with acting(cast.lien):
        rows = list(Insurance.objects.order_by("valid_from").values_list("number", "valid_from", "valid_to"))
    assert rows == [("TE1480123456789", date(2021, 4, 1), SINCE), ("0123456789", SINCE, None)]


def test_what_is_refused_of_a_card_leaves_the_known_one_alone(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter)
    record_insurance(**say, number=CARD, since=SINCE, until=date(2026, 12, 31))
    refused: tuple[tuple[dict[str, Any], type[Exception]], ...] = (
        ({"number": "12", "since": SINCE}, NotACard),
        ({"number": " ", "since": SINCE}, CardMissing),
        ({"number": CARD, "since": SINCE, "until": SINCE - timedelta(1)}, EndsTooEarly),
        ({"number": CARD, "since": SINCE, "until": date(2062, 3, 1)}, EndsTooEarly),
        ({"number": CARD, "since": TODAY + timedelta(1)}, InFuture),
        ({"number": CARD, "since": date(2016, 1, 1)}, Backwards),
        ({"number": CARD, "since": date(2020, 1, 1)}, AlreadyHolds),
    )
    for told, refusal in refused:
        with pytest.raises(refusal):
            record_insurance(**say, **told)
    with acting(cast.lien):
        assert Insurance.objects.get().valid_to == date(2027, 1, 1)


def test_the_end_of_a_young_childs_card_is_proposed_only_when_the_birth_is_known(cast: Cast, enter: Enter) -> None:
    assert card_end(enter("Hồ Thị Nhỏ", "7/3/2021"), TODAY) == date(2027, 9, 30)
    assert card_end(enter("Hồ Thị Cuối", "15/11/2021"), TODAY) == date(2027, 11, 30)
    assert card_end(enter("Hồ Thị Sáu", "23/11/2020"), TODAY) is None
    assert card_end(enter("Hồ Thị Áng", "khoảng 2022"), TODAY) is None


def test_a_dose_is_recorded_once(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter, "7/3/2026")
    one = record_dose(**say, vaccine=" Sởi ", number=1, given_on=date(2026, 11, 2), given_at="TYT")
    assert record_dose(**say, vaccine="Sởi", number=1, given_on=date(2026, 11, 2)).pk == one.pk
    with pytest.raises(DoseTwice, match="2/11/2026"):
        record_dose(**say, vaccine="Sởi", number=1, given_on=TODAY)
    refused: tuple[tuple[dict[str, Any], type[Exception]], ...] = (
        ({"vaccine": " ", "given_on": TODAY}, VaccineMissing),
        ({"vaccine": "IPV", "number": 0, "given_on": TODAY}, DoseNumber),
        ({"vaccine": "IPV", "given_on": date(2026, 1, 1)}, Backwards),
        ({"vaccine": "IPV", "given_on": TODAY + timedelta(1)}, InFuture),
    )
    for told, refusal in refused:
        with pytest.raises(refusal):
            record_dose(**say, **told)
    with acting(cast.lien):
        assert Dose.objects.count() == 1


def test_the_table_is_read_as_doses_with_the_age_from_which_each_is_due() -> None:
    lines = [
        ("sơ sinh (trong 24 giờ)", "Viêm gan B sơ sinh"),
        ("dưới 1 tháng", "BCG (lao)"),
        ("2 tháng", "DPT-VGB-Hib 1; bại liệt uống 1"),
        ("12 tháng", "Viêm não Nhật Bản 1; 2 sau 1-2 tuần; 3 sau 1 năm"),
    ]
    assert doses_of(lines) == [
        Due("Viêm gan B sơ sinh", 1, 0, "sơ sinh (trong 24 giờ)"),
        Due("BCG (lao)", 1, 0, "dưới 1 tháng"),
        Due("DPT-VGB-Hib", 1, 2, "2 tháng"),
        Due("Bại liệt uống", 1, 2, "2 tháng"),
        Due("Viêm não Nhật Bản", 1, 12, "12 tháng"),
        Due("Viêm não Nhật Bản", 2, None, "sau 1-2 tuần"),
        Due("Viêm não Nhật Bản", 3, None, "sau 1 năm"),
    ]


def test_what_is_due_by_age_and_not_recorded(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Nhỏ", "20/9/2026")
    law, schedule = schedule_on(TODAY)
    assert law is not None
    assert not law.confirmed
    record_dose(actor=cast.mo, at=AT, child_id=child.pk, vaccine="BCG (lao)", given_on=date(2026, 9, 25))
    with acting(cast.lien):
        due = [(one.vaccine, one.number) for one in missing_doses(child, schedule, TODAY)]
    assert due == [("Viêm gan B sơ sinh", 1), ("DPT-VGB-Hib", 1), ("Bại liệt uống", 1)]


def test_a_checkup_is_recorded_once_within_sane_sizes(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter)
    told = CheckupTold(TODAY, Decimal("128.5"), Decimal("22.4"), underweight=True, conclusion="Hẹn khám lại")
    one = record_checkup(**say, told=told)
    assert record_checkup(**say, told=told).pk == one.pk
    refused = (
        (CheckupTold(TODAY, Decimal(129)), CheckupTwice),
        (CheckupTold(SINCE), NothingMeasured),
        (CheckupTold(SINCE, height_cm=Decimal("1.3")), HeightOutside),
        (CheckupTold(SINCE, weight_kg=Decimal(224)), WeightOutside),
        (CheckupTold(SINCE, weight_kg=Decimal(22), underweight=True, overweight=True), BothWays),
        (CheckupTold(date(2016, 1, 1), weight_kg=Decimal(3)), Backwards),
    )
    for wrong, refusal in refused:
        with pytest.raises(refusal):
            record_checkup(**say, told=wrong)
    with acting(cast.lien):
        assert Checkup.objects.count() == 1


def test_a_disability_has_types_and_the_degree_of_its_certificate(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter) | {"actor": cast.lien}
    first = DisabilityTold(["4", "2"], SINCE, "3", "tự kỷ", "12/GXN", SINCE)
    one = record_disability(**say, told=first)
    assert (record_disability(**say, told=first).pk, one.types) == (one.pk, ["2", "4"])
    later = date(2026, 6, 1)
    with pytest.raises(NothingChanged):
        record_disability(**say, told=DisabilityTold(["4", "2"], later, "3", "tự kỷ", "12/GXN", SINCE))
    record_disability(**say, told=DisabilityTold(["2"], later, "2", certificate="30/GXN"))
    refused: tuple[tuple[DisabilityTold, type[Exception]], ...] = (
        (DisabilityTold([], TODAY), TypeMissing),
        (DisabilityTold(["9"], TODAY), UnknownCode),
        (DisabilityTold(["1"], TODAY, "9", certificate="x"), UnknownCode),
        (DisabilityTold(["1"], TODAY, "1"), DegreeUncertified),
        (DisabilityTold(["1"], TODAY, certified_on=TODAY + timedelta(1)), InFuture),
        (DisabilityTold(["1"], SINCE - timedelta(1)), AlreadyHolds),
    )
    for wrong, refusal in refused:
        with pytest.raises(refusal):
            record_disability(**say, told=wrong)
    with acting(cast.lien):
        assert [(d.degree, d.valid_to) for d in Disability.objects.order_by("valid_from")] == [
            ("3", later),
            ("2", None),
        ]


def test_another_degree_in_the_circumstance_is_a_doubt(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    open_circumstance(**say, code="HCDB-04.2", since=SINCE)
    record_disability(**say, told=DisabilityTold(["1"], SINCE, "3", certificate="12/GXN"))
    with acting(cast.lien):
        doubts = life_of(story_of(child), Wording(TODAY)).doubts
    assert doubts == ("Hoàn cảnh ghi khuyết tật mức nặng, giấy xác nhận ghi mức nhẹ. Xem lại một trong hai.",)
    record_disability(**say, told=DisabilityTold(["1"], TODAY, "2", certificate="30/GXN"))
    with acting(cast.lien):
        assert life_of(story_of(child), Wording(TODAY)).doubts == ()


def test_groups_of_disability_name_their_degree(law: None) -> None:
    degrees = code_items("muc_do_khuyet_tat", TODAY)
    for code, degree in DEGREES.items():
        line = group_of(code, TODAY)
        assert line is not None
        assert line.title.endswith(f"khuyết tật {degrees[degree].lower()}")


def test_rights_and_records_in_use(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter)
    told = DisabilityTold(["1"], SINCE)
    with pytest.raises(Forbidden):
        record_disability(**say, told=told)
    for actor in (cast.quyet, cast.van):
        with pytest.raises(Forbidden):
            record_dose(**(say | {"actor": actor}), vaccine="Sởi", given_on=TODAY)
    leave_register(actor=cast.lien, at=AT, child_id=say["child_id"], kind="away", on=TODAY)
    with pytest.raises(RecordClosed):
        record_schooling(**say, told=SchoolTold(2026, "at", "2"))
    with pytest.raises(RecordClosed):
        record_disability(**(say | {"actor": cast.lien}), told=told)


def test_each_is_booked_without_what_was_found(cast: Cast, enter: Enter) -> None:
    say = _say(cast, enter)
    record_checkup(**say, told=CheckupTold(TODAY, weight_kg=Decimal("22.4"), conclusion="Suy dinh dưỡng"))
    with acting(cast.an):
        entry = Entry.objects.get(action="registry.checkups.record", outcome="done")
    assert "Suy" not in str(entry.detail)


def test_a_school_year_begins_in_its_first_year() -> None:
    assert [school_year(day) for day in (date(2026, 7, 31), date(2026, 8, 1), date(2027, 5, 31))] == [2025, 2026, 2026]
