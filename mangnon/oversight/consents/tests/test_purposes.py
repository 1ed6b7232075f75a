"""The file of purposes: checked at start, dated, each with its text and whether that was confirmed."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from mangnon.oversight.consents.purposes import FILE, PurposesWrong, asked, library, purpose_on, read


def changed(**fields: object) -> str:
    """The shipped file with the first purpose changed; None takes a field out."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    first = told["purposes"][0]
    first.update(fields)
    told["purposes"][0] = {key: value for key, value in first.items() if value is not None}
    return yaml.safe_dump(told)


def test_every_purpose_has_a_citation_and_the_age_of_seven() -> None:
    for one in library().purposes:
        assert "Luật" in one.source
        assert one.duty or one.own_from == 7
    assert {one.id for one in library().purposes if one.confirmed} == {"cong-bo"}
    assert len(library().data) == 11


def test_duty_needs_no_consent_and_is_not_asked_for() -> None:
    assert "thong-ke" not in {one.id for one in asked(date(2026, 11, 23))}
    known = purpose_on("thong-ke", date(2026, 11, 23))
    assert known is not None
    assert known.duty == "hoat-dong-nha-nuoc"
    assert purpose_on("thong-ke", date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"source": None},
        {"source": " "},
        {"confirmed": "yes"},
        {"valid_from": "2026"},
        {"valid_to": date(2017, 1, 1)},
        {"own_from": 0},
        {"data": ["gi-do"]},
        {"duty": "hoat-dong-nha-nuoc"},
        {"duty": "khong-co", "data": None, "own_from": None},
        {"color": "red"},
        {"id": "anh-trong-ho-so"},
    ],
)
def test_a_mistake_in_the_file_stops_the_start(fields: dict[str, object]) -> None:
    with pytest.raises(PurposesWrong):
        read(changed(**fields))


@pytest.mark.parametrize("text", ["[", "- a", "data: []"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(PurposesWrong):
        read(text)
