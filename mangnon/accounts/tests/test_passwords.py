"""Passwords: long, not common, not what a neighbour would guess; hashed with Argon2 (A-13)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from mangnon.accounts.hashing import ModestArgon2
from mangnon.accounts.models import Person

SHIPPED = ModestArgon2.time_cost, ModestArgon2.memory_cost
"""Read before the tests' fixtures make hashing light."""
HANH = Person(username="hanh.bt", full_name="Bríu Thị Hạnh")


@pytest.mark.parametrize(
    "password",
    [
        "chim hót trên cành tre",
        "12 quả mít và 1 con sóc",
        "đi chợ phiên thứ bảy",
        "mangnon mà trồng ở sườn đồi phía tây",
    ],
)
def test_a_sentence_is_a_good_password(password: str) -> None:
    validate_password(password, HANH)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn quá", "ít nhất 12 ký tự"),
        ("mười một kt", "ít nhất 12 ký tự"),
        ("mangnon12345", "dễ đoán"),
        ("Măng Non 2026!", "dễ đoán"),
        ("QuangNam@2025", "dễ đoán"),
        ("Đà Nẵng 123456", "dễ đoán"),
        ("bảo vệ trẻ em 1", "dễ đoán"),
        ("111111111111", "dễ đoán"),
        ("18001581 18001581", "dễ đoán"),
        ("Bríu Thị Hạnh 1990", "dễ đoán"),
        ("briuthihanh123", "dễ đoán"),
        ("briu.thi.hanh", "dễ đoán"),
        ("anh yêu em 123", "dễ đoán"),
        ("Quản trị 2026", "dễ đoán"),
        ("0913827465022", "lặp lại hoặc theo thứ tự"),
        ("bò bò bò bò bò bò", "lặp lại hoặc theo thứ tự"),
        ("tre già tre già", "lặp lại hoặc theo thứ tự"),
        ("abcdefghijkl", "lặp lại hoặc theo thứ tự"),
    ],
)
def test_a_13_short_and_guessable_passwords_are_refused_with_what_to_do(password: str, said: str) -> None:
    """A-13: ≥12 chars, top-N and context words (names of province, 111, agency) refused."""
    with pytest.raises(ValidationError) as refused:
        validate_password(password, HANH)
    assert said in " ".join(refused.value.messages)


def test_a_13_a_password_of_the_common_list_is_refused() -> None:
    """A-13: top-N refused."""
    with pytest.raises(ValidationError):
        validate_password("1qaz2wsx3edc", HANH)


def test_the_page_can_say_the_rules_beforehand() -> None:
    said = " ".join(password_validators_help_texts())
    assert "12 ký tự" in said
    assert "tên tỉnh" in said


def test_passwords_are_hashed_with_argon2id_of_modest_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ModestArgon2, "time_cost", SHIPPED[0])
    monkeypatch.setattr(ModestArgon2, "memory_cost", SHIPPED[1])
    hashed = make_password("chim hót trên cành tre")
    assert identify_hasher(hashed).algorithm == "argon2"
    assert "$argon2id$" in hashed
    assert "m=47104,t=3,p=1" in hashed
