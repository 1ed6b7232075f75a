"""Wrong use is told in Vietnamese, in one line, with the way to help."""

from __future__ import annotations

from typing import Any

import pytest

from config.cli.parsing import build
from mangnon.access.commands import Command, argument


def nothing(_call: Any) -> None:
    """Does nothing."""


COMMANDS = (
    Command("places show", "xem một địa bàn", nothing, (argument("code", metavar="MÃ"), argument("--on"))),
    Command("serve", "chạy", nothing, (argument("--port", type=int),)),
)

WRONG = [
    ((), "mangnon: còn thiếu: LỆNH."),
    (("nope",), "mangnon: LỆNH: không có 'nope' (chọn một trong: "),
    (("places",), "mangnon: còn thiếu: VIỆC."),
    (("places", "show"), "mangnon: còn thiếu: MÃ. Xem: mangnon places show --help"),
    (("places", "show", "48", "--on"), "mangnon: --on: cần đúng một giá trị."),
    (("places", "show", "48", "49"), "mangnon: không hiểu: 49."),
    (("serve", "--port", "tám"), "mangnon: --port: giá trị 'tám' không hợp lệ."),
    (("serve", "--json=1"), "mangnon: --json: không nhận giá trị '1'."),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) or "nothing" for words, _said in WRONG])
def test_wrong_use_is_one_vietnamese_line(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        build(COMMANDS).parse_args(words)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith(said)
    assert told.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("places",), ("places", "show"), ("serve",)])
def test_help_is_vietnamese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build(COMMANDS).parse_args([*words, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "cách dùng: mangnon" in told
    assert "xem hướng dẫn này" in told
