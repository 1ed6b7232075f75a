"""``register duplicates`` and ``register learn``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mangnon.access.actor import console
from mangnon.access.commands import Call
from mangnon.registry.commands import duplicates, learn, told_learnt, told_pairs
from mangnon.testing.cast import AT

from .conftest import Twice

pytestmark = pytest.mark.django_db


@contextmanager
def silent(_title: str, _total: int) -> Iterator[Callable[[int], None]]:
    yield lambda _done: None


def call(**asked: object) -> Call:
    return Call(argparse.Namespace(**asked), console("thu"), AT, lambda _line: None, silent)


def test_duplicates_are_told_with_ids_codes_score_and_reasons(twice: Twice) -> None:
    one, other, _pair = twice({"external_code": "SO-7"})
    (found,) = duplicates(call(place="20950", least=4.0))
    assert {found["a"], found["b"]} == {str(one.pk), str(other.pk)}
    assert {found["a_code"], found["b_code"]} == {"", "SO-7"}
    assert found["score"] >= 4
    assert "cùng tên mẹ" in found["reasons"]
    assert "1 cặp hồ sơ" in told_pairs([found])
    assert duplicates(call(place="20938", least=4.0)) == []


def test_weights_are_learnt_on_command(twice: Twice) -> None:
    twice()
    assert told_learnt(learn(call())) == "Đã học lại trọng số từ 2 hồ sơ."
