"""``mangnon statutes list`` and ``show``: data for scripts, lines for people."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from typing import Any

import pytest

from mangnon.access.actor import console
from mangnon.access.commands import Call
from mangnon.statutes.commands import COMMANDS
from mangnon.statutes.queries import UnknownDefinition
from mangnon.testing.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]
LIST, SHOW = COMMANDS


def run(command: Any, **asked: str) -> Any:
    said = argparse.Namespace(**{"on": "", "kind": "", **asked})
    return command.run(Call(said, console("thu"), AT, say=print, progress=lambda *_: nullcontext()))


def told(command: Any, **asked: str) -> str:
    return str(command.told(run(command, **asked)))


def test_the_list_of_a_day_by_kind() -> None:
    found = run(LIST, kind="procedure", on="30/6/2025")
    assert (found[0]["id"], found[0]["version"]) == ("ho_tro_can_thiep", "2017-07-01")
    assert run(LIST, kind="procedure")[0]["version"] == "2025-07-01"
    assert run(LIST, on="1/1/2000") == []
    assert "Không có quy định nào." in told(LIST, on="1/1/2000")
    assert "mau-02  2017-07-01  Mẫu số 02" in told(LIST)


def test_one_definition_on_a_day_as_data_in_the_order_of_its_shape() -> None:
    data = run(SHOW, id="HCDB-02")
    assert list(data["body"])[:3] == ["sensitivity", "letter", "indicator"]
    assert (data["confirmed"], data["citation"][0]["article"]) == (True, "4")
    assert run(SHOW, id="procedure/ho_tro_can_thiep", on="2025-06-30")["valid_to"] == "2025-07-01"


def test_one_definition_for_people() -> None:
    text = told(SHOW, id="ho_tro_can_thiep")
    assert "1. Tiếp nhận thông tin" in text
    assert "56/2017/NĐ-CP" in text
    assert "chưa xác nhận" in told(SHOW, id="mau-02")
    assert "Căn cứ: khoản 1 Điều 25 56/2017/NĐ-CP\n" in told(SHOW, id="mau-01")


@pytest.mark.parametrize("key", ["khong-co", "form/khong-co", "xx/mau-01", ""])
def test_an_unknown_id_is_refused(key: str) -> None:
    with pytest.raises(UnknownDefinition):
        run(SHOW, id=key)
