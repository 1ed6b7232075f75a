"""Pure rules of accounts: who gives which role, how long, silence, user names."""

from __future__ import annotations

from datetime import date

import pytest

from mangnon.access.roles import Role
from mangnon.accounts import rules
from mangnon.accounts.rules import Step
from mangnon.lib.periods import Period


@pytest.mark.parametrize(
    ("givers", "role", "may"),
    [
        ([Role.ADMINISTRATOR], Role.AUDITOR, True),
        ([Role.ADMINISTRATOR], Role.ADMINISTRATOR, True),
        ([Role.COMMUNE_CHAIR], Role.COMMUNE_OFFICER, True),
        ([Role.COMMUNE_CHAIR], Role.COLLABORATOR, True),
        ([Role.COMMUNE_CHAIR], Role.COMMUNE_CHAIR, False),
        ([Role.COMMUNE_CHAIR], Role.PROVINCE_OFFICER, False),
        ([Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR], Role.COLLABORATOR, True),
        ([Role.PROVINCE_LEADER], Role.COLLABORATOR, False),
        ([], Role.COLLABORATOR, False),
    ],
)
def test_a_role_is_given_by_those_whom_the_table_names(givers: list[Role], role: Role, may: bool) -> None:
    assert rules.may_give(givers, role) is may


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 23), date(2031, 11, 22)),
        (date(2028, 2, 29), date(2033, 2, 28)),
        (date(2026, 1, 1), date(2030, 12, 31)),
    ],
)
def test_access_lasts_five_years_at_most(first: date, last: date) -> None:
    assert rules.longest_last(first) == last
    assert not rules.too_long(Period.closed(first, last))
    assert rules.too_long(Period.closed(first, date.fromordinal(last.toordinal() + 1)))


def test_access_without_an_end_is_too_long() -> None:
    """A-15: end date mandatory per account."""
    assert rules.too_long(Period(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("role", "last", "over"),
    [
        (Role.DISTRICT_OFFICER, date(2025, 6, 30), False),
        (Role.DISTRICT_OFFICER, date(2025, 7, 1), True),
        (Role.COMMUNE_OFFICER, date(2029, 7, 1), False),
    ],
)
def test_a_role_of_the_district_reaches_its_last_day_and_no_further(role: Role, last: date, over: bool) -> None:
    assert rules.role_is_over(role, Period.closed(date(2025, 1, 1), last)) is over


@pytest.mark.parametrize(
    ("role", "others", "clash"),
    [
        (Role.AUDITOR, [Role.PORTAL_EDITOR], Role.PORTAL_EDITOR),
        (Role.PORTAL_EDITOR, [Role.ADMINISTRATOR], Role.ADMINISTRATOR),
        (Role.PORTAL_EDITOR, [Role.HOTLINE], None),
        (Role.AUDITOR, [Role.AUDITOR], None),
        (Role.AUDITOR, [], None),
    ],
)
def test_an_exclusive_role_stands_alone(role: Role, others: list[Role], clash: Role | None) -> None:
    assert rules.clash(role, others) is clash


@pytest.mark.parametrize(
    ("days", "warned", "step", "day"),
    [
        (29, 0, Step.NOTHING, 0),
        (30, 0, Step.WARN, 30),
        (31, 30, Step.NOTHING, 30),
        (40, 30, Step.WARN, 40),
        (41, 0, Step.WARN, 40),
        (44, 40, Step.NOTHING, 40),
        (45, 40, Step.CLOSE, 45),
        (400, 0, Step.CLOSE, 45),
    ],
)
def test_silence_is_told_at_30_and_40_days_and_closes_at_45(days: int, warned: int, step: Step, day: int) -> None:
    """A-15: job disables after 45 idle days."""
    assert rules.silence_step(days, warned) == (step, day)


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Bríu Thị Hạnh", "hanh.bt"),
        ("Đỗ Thị Ngọc Quyên", "quyen.dtn"),
        ("Zơrâm Văn Khuê", "khue.zv"),
        ("  y   lan ", "lan.y"),
        ("Ý", "y.x1"),
        ("Mỹ", "my.x1"),
        ("???", "nguoi.dung"),
        ("", "nguoi.dung"),
    ],
)
def test_a_user_name_is_the_given_name_and_initials(name: str, username: str) -> None:
    assert rules.proposed_username(name) == username
    assert rules.USERNAME.fullmatch(username)


def test_a_taken_user_name_gets_the_first_free_number() -> None:
    assert rules.numbered("hanh.bt", []) == "hanh.bt"
    assert rules.numbered("hanh.bt", ["hanh.bt", "hanh.bt2", "hanh.btx"]) == "hanh.bt3"
