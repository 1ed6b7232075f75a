"""Builds the argument parser from the commands that rooms offer."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from mangnon.access.commands import Command

GROUPS = {
    "places": "địa giới hành chính",
    "user": "người dùng",
    "audit": "sổ nhật ký",
    "keys": "khóa mã hóa và sao lưu",
    "statutes": "định nghĩa pháp lý",
    "calendar": "lịch ngày làm việc",
    "register": "sổ trẻ em",
    "intake": "tiếp nhận tin",
    "cases": "hồ sơ vụ việc",
    "portal": "cổng thông tin",
}


LOCALE = Path(__file__).resolve().parents[2] / "locale"


def speak_vietnamese() -> None:
    """argparse asks the standard gettext, which looks at the environment alone: give it our catalogue."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("argparse", str(LOCALE))
    gettext.textdomain("argparse")


class PlainParser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, then exits with 2."""

    def error(self, message: str) -> NoReturn:
        """One line on stderr and the way to help."""
        self.exit(2, f"mangnon: {message}. Xem: {self.prog} --help\n")


def build(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """The whole parser; the chosen command lies in ``namespace.command``."""
    speak_vietnamese()
    every = sorted(commands, key=lambda one: one.words)
    alone = {one.words for one in every}
    top = PlainParser(prog="mangnon", description="Măng Non: bảo vệ, chăm sóc trẻ em của một tỉnh.")
    subparsers = top.add_subparsers(metavar="LỆNH", required=True, parser_class=PlainParser)
    groups: dict[str, Any] = {}
    for command in every:
        first, _space, rest = command.words.partition(" ")
        home = subparsers
        if first in alone:
            rest = command.words if rest else ""  # such as «backup drill» beside «backup FILE»: see joined()
        elif rest:
            if first not in groups:
                group = subparsers.add_parser(first, help=GROUPS.get(first, first))
                groups[first] = group.add_subparsers(metavar="VIỆC", required=True, parser_class=PlainParser)
            home = groups[first]
        _add(home, rest or first, command)
    return top


def joined(argv: Sequence[str], commands: Iterable[Command]) -> list[str]:
    """Make one word of two where a command of one word has others beside it that begin with it."""
    known = {one.words for one in commands}
    two = " ".join(argv[:2])
    return [two, *argv[2:]] if two in known and argv[0] in known else list(argv)


def _add(home: Any, word: str, command: Command) -> None:
    parser = home.add_parser(word, help=str(command.summary), description=str(command.summary))
    for one in command.arguments:
        parser.add_argument(*one.names, **one.options)
    parser.add_argument("--json", action="store_true", help="in dữ liệu dạng JSON")
    if command.acts_as:
        parser.add_argument("--as", dest="as_user", metavar="TÊN", help="làm với quyền của người dùng này")
    parser.set_defaults(command=command)
