"""Files of kinds and chains: wrong ones stop the start with a sentence that names file, entry and field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mangnon.notices import declared
from mangnon.notices.declared import NoticesFileWrong, chain_on, check, every_chain, every_kind, kind_on, read

KIND = """
kinds:
  - id: cases.given
    name: {vi: Hồ sơ được giao, en: Cases given to you}
    title: {vi: "Hồ sơ {code} ở {place}", en: "Case {code} in {place}"}
    fields: [place]
    channels: [app, email]
    urgent: false
    valid_from: 2026-01-01
"""
CHAIN = """
chains:
  - id: khan
    title: {vi: Khẩn, en: Urgent}
    source: Do đơn vị đặt
    valid_from: 2026-01-01
    steps: [{whom: named, wait_minutes: 10}, {whom: commune_chair, wait_minutes: 5}]
"""


def test_the_shipped_files_are_right() -> None:
    assert {"notices.unanswered", "notices.called", "testing.handed"} <= {kind.id for kind in every_kind()}
    assert "viec-khan" in {chain.id for chain in every_chain()}
    assert all(kind.title.vi != kind.title.en for kind in every_kind())


def test_a_right_file_is_read() -> None:
    ((kind,), _none), (_no, (chain,)) = read("cases", KIND), read("cases", CHAIN)
    assert (kind.fields, kind.channels, kind.urgent) == (("place",), ("app", "email"), False)
    assert [(step.whom, step.wait) for step in chain.steps] == [
        ("named", timedelta(minutes=10)), ("commune_chair", timedelta(minutes=5)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (KIND, "cases.given", "case.given", "id must begin with cases."),
        (KIND, "[app, email]", "[app, zalo]", "channels doesn't know zalo"),
        (KIND, "[app, email]", "[email]", "channels must hold app"),
        (KIND, "fields: [place]", "fields: []", "title names place"),
        (KIND, "urgent: false", "urgent: maybe", "urgent must be true or false"),
        (KIND, "2026-01-01", "hôm nay", "valid_from must be a day"),
        (KIND, "    urgent: false\n", "", "lacks 'urgent'"),
        (KIND, "urgent: false", "urgent: false\n    colour: red", "doesn't know colour"),
        (KIND, ', en: "Case {code} in {place}"', "", "lacks 'en'"),
        (KIND, "title:", "title: Hồ sơ #", "title must have vi and en"),
        (KIND, "kinds:", "kind:", "needs lists under 'kinds' and 'chains'"),
        ("kinds: [x]", "x", "y", "kind 1: must be a mapping"),
        (KIND, "kinds:", "kinds: [", "is no YAML"),
        (CHAIN, "commune_chair", "chu_tich", "'chu_tich' is not a valid Role"),
        (CHAIN, "wait_minutes: 5", "wait_minutes: 0", "wait_minutes must be a whole number"),
        (CHAIN, "wait_minutes: 5", "wait_minutes: true", "wait_minutes must be a whole number"),
        (CHAIN, "{whom: commune_chair, wait_minutes: 5}", "{whom: commune_chair}", "lacks 'wait_minutes'"),
        (CHAIN, "{whom: commune_chair, wait_minutes: 5}", "commune_chair", "a step must be a mapping"),
        (CHAIN, "[{whom: named, wait_minutes: 10}, {whom: commune_chair, wait_minutes: 5}]", "[]", "must not be empty"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text: str, old: str, new: str, said: str) -> None:
    assert old in text
    with pytest.raises(NoticesFileWrong) as wrong:
        read("cases", text.replace(old, new))
    assert said in str(wrong.value)
    assert str(wrong.value).startswith("cases/data/notices.yaml")
    assert "\n" not in str(wrong.value)


def test_an_urgent_kind_needs_a_way_out() -> None:
    with pytest.raises(NoticesFileWrong, match="needs email or sms"):
        read("cases", KIND.replace("urgent: false", "urgent: true").replace("[app, email]", "[app]"))


def test_two_definitions_of_one_day_are_refused() -> None:
    kinds, _chains = read("cases", KIND)
    with pytest.raises(NoticesFileWrong, match="declared twice"):
        check([*kinds, *kinds], [])


def test_a_definition_that_ends_before_it_begins_is_refused() -> None:
    kinds, _chains = read(
        "cases", KIND.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01\n    valid_to: 2025-01-01")
    )
    with pytest.raises(NoticesFileWrong, match="ends before it begins"):
        check(kinds, [])


def test_a_chain_that_nobody_declares_is_refused() -> None:
    kinds, _chains = read("cases", KIND.replace("urgent: false", "urgent: false\n    chain: khan"))
    with pytest.raises(NoticesFileWrong, match="names the chain khan"):
        check(kinds, [])
    check(kinds, read("cases", CHAIN)[1])


def test_a_later_definition_takes_over_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    old = read("cases", KIND.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01\n    valid_to: 2027-01-01"))[0]
    new = read("cases", KIND.replace("2026-01-01", "2027-01-01").replace("Hồ sơ", "Việc"))[0]
    check([*old, *new], [])
    monkeypatch.setattr(declared, "every_kind", lambda: (*old, *new))
    told = [kind_on("cases.given", day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [one.title.vi[:4] for one in told if one] == ["Hồ s", "Việc"]
    assert kind_on("cases.given", date(2025, 12, 31)) is None
    assert chain_on("khan", date(2026, 1, 1)) is None
