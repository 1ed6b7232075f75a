"""Who must agree at which age, and whether what was said stands: the truth table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.oversight.consents.rules import Giver, Lack, Statement, decide

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
BIRTHDAYS = {6: date(2019, 11, 24), 7: date(2019, 11, 23), 15: date(2010, 11, 24), 16: date(2010, 11, 23)}
"""Six and fifteen until tomorrow; seven and sixteen today."""
STATES = ("given", "refused", "revoked", "expired", "conflict", "unproved", "nothing")
LACKS = {
    "refused": Lack.REFUSED, "revoked": Lack.REVOKED, "expired": Lack.EXPIRED, "conflict": Lack.CONFLICT,
    "unproved": Lack.UNPROVED, "nothing": Lack.NOT_ASKED,
}  # fmt: skip


def statement(giver: Giver, state: str, who: str = "") -> list[Statement]:
    """What one side said, ended as ``state`` says."""
    if state == "nothing":
        return []
    earlier = AT - timedelta(hours=1)
    return [
        Statement(
            giver, who, agreed=state != "refused", first=date(2026, 11, 1),
            last=date(2026, 11, 22) if state == "expired" else None,
            revoked_at=earlier if state == "revoked" else None,
            conflict_at=earlier if state == "conflict" else None,
            proved=state != "unproved", data=frozenset({"hinh-anh"}),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("representative", STATES)
@pytest.mark.parametrize("child", [state for state in STATES if state != "conflict"])
@pytest.mark.parametrize("age", BIRTHDAYS)
def test_the_truth_table_of_consent(age: int, child: str, representative: str) -> None:
    """Below seven the representative alone; from seven on both; no source frees from either at sixteen."""
    said = [*statement(Giver.CHILD, child), *statement(Giver.REPRESENTATIVE, representative)]
    found = decide(7, BIRTHDAYS[age], said, AT)
    expected = [(Giver.REPRESENTATIVE, LACKS[representative])] if representative != "given" else []
    if age >= 7 and child != "given":
        expected.insert(0, (Giver.CHILD, LACKS[child]))
    assert list(found.missing) == expected
    assert found.allowed == (not expected)
    assert found.data == (frozenset() if expected else frozenset({"hinh-anh"}))
    assert found.open_age == (age == 16)


def test_an_unknown_age_asks_both() -> None:
    found = decide(7, None, statement(Giver.REPRESENTATIVE, "given"), AT)
    assert found.missing == ((Giver.CHILD, Lack.NOT_ASKED),)


@pytest.mark.parametrize(
    ("father", "mother", "lack"),
    [
        ("given", "nothing", None),
        ("given", "expired", None),
        ("given", "refused", Lack.REFUSED),
        ("given", "revoked", Lack.REVOKED),
        ("given", "conflict", None),
        ("conflict", "nothing", Lack.CONFLICT),
        ("conflict", "given", None),
        ("expired", "unproved", Lack.UNPROVED),
    ],
)
def test_one_representative_is_enough_unless_another_says_no(father: str, mother: str, lack: Lack | None) -> None:
    said = [*statement(Giver.REPRESENTATIVE, father, "cha"), *statement(Giver.REPRESENTATIVE, mother, "mẹ")]
    found = decide(7, BIRTHDAYS[6], said, AT)
    assert found.missing == (((Giver.REPRESENTATIVE, lack),) if lack else ())


def test_the_last_word_of_a_person_counts() -> None:
    said = [*statement(Giver.REPRESENTATIVE, "refused", "cha"), *statement(Giver.REPRESENTATIVE, "given", "cha")]
    assert decide(7, BIRTHDAYS[6], said, AT).allowed
    assert not decide(7, BIRTHDAYS[6], said[::-1], AT).allowed


def test_a_withdrawal_counts_from_its_moment_on() -> None:
    said = statement(Giver.REPRESENTATIVE, "revoked")
    assert decide(7, BIRTHDAYS[6], said, AT - timedelta(hours=2)).allowed
    assert not decide(7, BIRTHDAYS[6], said, AT - timedelta(hours=1)).allowed


def test_what_begins_tomorrow_allows_nothing_today() -> None:
    (one,) = statement(Giver.REPRESENTATIVE, "given")
    assert not decide(7, BIRTHDAYS[6], [one], datetime(2026, 10, 31, 3, tzinfo=UTC)).allowed


def test_agreeing_to_different_things_is_agreeing_to_nothing() -> None:
    (child,) = statement(Giver.CHILD, "given")
    other = Statement(Giver.REPRESENTATIVE, "", agreed=True, first=DAY, data=frozenset({"ten-tuoi"}))
    assert decide(7, BIRTHDAYS[7], [child, other], AT).missing == ((Giver.CHILD, Lack.APART),)


SAID = st.lists(
    st.builds(
        Statement, st.sampled_from(Giver), st.sampled_from(["a", "b"]), agreed=st.booleans(),
        first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        last=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        revoked_at=st.none() | st.just(AT) | st.just(AT + timedelta(days=1)),
        conflict_at=st.none() | st.just(AT), proved=st.booleans(),
        data=st.frozensets(st.sampled_from(["x", "y", "z"]), min_size=1),
    ),
    max_size=6,
)  # fmt: skip


@given(SAID, st.sampled_from(sorted(BIRTHDAYS)))
def test_nothing_is_ever_allowed_without_a_standing_yes_of_everybody_asked(said: list[Statement], age: int) -> None:
    found = decide(7, BIRTHDAYS[age], said, AT)
    standing = {one.giver for one in said if one.first <= DAY and one.lack(AT) is None}
    wanted = {Giver.REPRESENTATIVE} | ({Giver.CHILD} if age >= 7 else set())
    if found.allowed:
        assert wanted <= standing
        assert found.data
    else:
        assert found.data == frozenset()


@given(SAID, st.sampled_from(sorted(BIRTHDAYS)))
def test_another_no_never_allows_more(said: list[Statement], age: int) -> None:
    """Adding a refusal can only take away."""
    no = Statement(Giver.REPRESENTATIVE, "c", agreed=False, first=DAY)
    assert not decide(7, BIRTHDAYS[age], [*said, no], AT).allowed
