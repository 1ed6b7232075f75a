"""A whole backup (snapshot, counts, dump, encryption, manifest) beside pg_dump alone; the check before a restore."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.figures import Figure, Result, median, timed
from bench.ground import Ground

GOAL, GOAL_CHECK = 1.5, 1.0
ROUNDS, LONG_ROUNDS = 3, 7


def run(ground: Ground, *, long: bool) -> Result:
    """In turn, so that both meet the same machine; the first of each is left out."""
    folder = Path(tempfile.mkdtemp(dir=ground.folder, prefix="backup-"))
    try:
        return _measured(ground, folder, LONG_ROUNDS if long else ROUNDS)
    finally:
        shutil.rmtree(folder)


def _measured(ground: Ground, folder: Path, rounds: int) -> Result:
    from django.conf import settings

    from mangnon.operate.backups.recipients import identities, make_pair
    from mangnon.operate.backups.unpacking import check

    settings.BACKUP_RECIPIENTS = (make_pair(folder / "key"),)
    ours, alone, checks = [], [], []
    keys = identities(folder / "key")
    for number in range(rounds + 1):
        dump, backup = timed(lambda: _dump(folder)), timed(lambda: _backup(folder))
        walk = timed(lambda: check(folder / "whole.age", keys, lambda _n: None))
        if number:
            alone.append(dump)
            ours.append(backup)
            checks.append(walk)
    sizes = {name: (folder / name).stat().st_size for name in ("alone.dump", "whole.age")}
    taken, yardstick, walked = median(ours), median(alone), median(checks)
    figures = [
        Figure(
            "backup, encrypted and counted", taken, yardstick, "ms", taken / yardstick, most=GOAL,
            how=f"median of {rounds}; yardstick: pg_dump -Fc of the same database to a file",
        ),
        Figure(
            "walk through a backup before a restore", walked, yardstick, "ms", walked / yardstick, most=GOAL_CHECK,
            how="decrypted, every hash reckoned, nothing kept; yardstick as above",
        ),
    ]  # fmt: skip
    notes = [f"{ground.rows:,} samples; {sizes['alone.dump']:,} bytes by pg_dump, {sizes['whole.age']:,} encrypted"]
    return Result("backup", figures, notes, details={"sizes": sizes})


def _backup(folder: Path) -> None:
    from django.utils import timezone

    from mangnon.operate.backups.making import make

    make(folder / "whole.age", at=timezone.now())


def _dump(folder: Path) -> None:
    from mangnon.operate.backups.dumping import surroundings
    from mangnon.operate.backups.slots import engine

    argv = [engine().tool("pg_dump"), "--format=custom", "--no-password", f"--file={folder / 'alone.dump'}"]
    subprocess.run(argv, env=surroundings(engine().reader()), check=True)
