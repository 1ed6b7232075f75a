"""Other processes that hold a cluster."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from config.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), throwaway=True)
print(cluster.start().host, flush=True)
sys.stdin.readline()
cluster.release()
"""


class Holder:
    """A process that starts the cluster, says where, and releases it when told."""

    def __init__(self, home: Path) -> None:
        """Begin; don't wait."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )

    def host(self) -> str:
        """Wait until the server runs; the directory of its socket."""
        return self.process.stdout.readline().strip()

    def release(self) -> int:
        """Let it go in peace."""
        self.process.communicate("\n", timeout=30)
        return self.process.returncode

    def kill(self) -> None:
        """Let it go without a word; nothing if it is gone."""
        self.process.kill()
        with self.process:
            pass


@contextmanager
def holding(home: Path, count: int = 1) -> Iterator[list[Holder]]:
    """That many holders, begun at once; none is left at the end."""
    holders = [Holder(home) for _ in range(count)]
    try:
        yield holders
    finally:
        for holder in holders:
            holder.kill()
