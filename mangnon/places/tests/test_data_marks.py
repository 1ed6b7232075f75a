"""What the checked-in place files mark: confirmed, mountain, specially difficult."""

from __future__ import annotations

import pytest

from mangnon.places.tests.test_data import IN_FORCE, REFORM, START, SUCCESSIONS, TABLES, UNIT, province_on


def test_flags_lie_within_the_life_of_the_unit() -> None:
    for f in TABLES["flags"]:
        unit = UNIT[f["code"], f["valid_from"]]
        assert f["flag"] in {"mountain", "specially_difficult"}, f
        assert unit["level"] == "commune", f
        assert unit["valid_from"] <= f["from"], f
        assert not unit["valid_to"] or "" < f["to"] <= unit["valid_to"], f


@pytest.mark.parametrize(("code", "mountain"), [("20950", True), ("20656", True), ("20410", False), ("20641", False)])
def test_mountain_communes_of_the_reform(code: str, *, mountain: bool) -> None:
    assert ((code, REFORM) in {(f["code"], f["valid_from"]) for f in TABLES["flags"]}) == mountain


def test_mountain_unit_has_only_mountain_sources() -> None:
    flagged = {(f["code"], f["valid_from"]) for f in TABLES["flags"]}
    for r in SUCCESSIONS:
        if (r["to_code"], r["to_valid_from"]) in flagged:
            assert (r["from_code"], r["from_valid_from"]) in flagged, r


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("20563", "2024-12-31"),
        ("20335", "2025-06-30"),
        ("20692", "2024-12-31"),
        ("20950", REFORM),
        ("20242", REFORM),
    ],
)
def test_confirmed(code: str, day: str) -> None:
    assert [u["confirmed"] for u in IN_FORCE[day] if u["code"] == code] == ["1"]


@pytest.mark.parametrize("day", [START, "2025-06-30"])
def test_only_home_is_confirmed_before_the_reform(day: str) -> None:
    sure = {province_on(u, day) for u in IN_FORCE[day] if u["confirmed"] == "1"}
    assert sure == {"48", "49"}
