"""Typed reading of environment variables; a wrong value stops the start with one sentence."""

from __future__ import annotations

import os
from pathlib import Path


class SettingError(Exception):
    """A setting has a value that can't be used."""


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that ``NAME_FILE`` names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE: không đọc được tệp {path} ({error.strerror}).") from error
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """``1/0``, ``true/false``, ``yes/no``. Raises SettingError on anything else."""
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes"):
        return True
    if value in ("0", "false", "no", ""):
        return False
    raise SettingError(f"{name}={value!r}: chỉ nhận 1 hoặc 0.")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between ``low`` and ``high``. Raises SettingError otherwise."""
    value = text(name, str(default))
    if not value.isdigit() or not low <= int(value) <= high:
        raise SettingError(f"{name}={value!r}: cần một số nguyên từ {low} đến {high}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without empty entries."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
