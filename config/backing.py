"""Settings of backups, from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config.environment import SettingError, number, text, words


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where backups go and for how long, to whom they are encrypted, whether the machine may open them for drills."""

    folder: str
    """Empty: nothing is scheduled."""
    copies: str
    hour: int
    keep: tuple[int, int, int]
    """Days, weeks, months."""
    recipients: tuple[str, ...]
    drill_identity: str
    drills: Path


def read(*, data: Path, keys: Path, demo: bool) -> Shelf:
    """Raises SettingError."""
    return Shelf(
        folder=text("MANGNON_BACKUP_DIR", str(data / "backups") if demo else ""),
        copies=text("MANGNON_BACKUP_COPY_DIR"),
        hour=number("MANGNON_BACKUP_HOUR", 1, low=0, high=23),
        keep=_keep(),
        recipients=tuple(words("MANGNON_BACKUP_RECIPIENTS")),
        drill_identity=text("MANGNON_DRILL_IDENTITY", str(keys / "drill.identity") if demo else ""),
        drills=Path(text("MANGNON_DRILL_DIR", str(data / "drills"))).resolve(),
    )


def _keep() -> tuple[int, int, int]:
    told = words("MANGNON_BACKUP_KEEP", "7,5,12")
    if len(told) != 3 or not all(one.isdigit() and len(one) <= 4 for one in told) or not any(map(int, told)):
        raise SettingError("MANGNON_BACKUP_KEEP: cần ba số: ngày, tuần, tháng, ví dụ 7,5,12.")
    days, weeks, months = map(int, told)
    return days, weeks, months
