"""A supervisor in a process of its own, with tiny children, for tests that send it signals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
DRIVER = """
import json, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup hands an ignored one down
from pathlib import Path
from config.supervisor import Child, Patience, Supervisor
play = json.loads(sys.argv[1])
def ready(path):
    return None if path is None else Path(path).exists
children = [
    Child(c["name"], tuple(c["argv"]), c["env"], ready(c.get("ready")), Path(c["log"]) if c.get("log") else None)
    for c in play["children"]
]
address = tuple(play["address"]) if play.get("address") else None
supervisor = Supervisor(address=address, patience=Patience(**play["patience"]))
sys.exit(supervisor.run(children, on_ready=lambda: print("READY", flush=True)))
"""
QUIET = "import time; time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


class Stage:
    """Runs plays in one directory and knows every pid the children wrote there."""

    def __init__(self, folder: Path) -> None:
        """Nothing runs yet."""
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None

    def child(self, name: str, code: str = QUIET, *, first: str = "", **more: str) -> dict:
        """A Python child that writes down each of its lives: pid after pid."""
        note = f"import os\nwith open({str(self.folder / name)!r}, 'a') as f: f.write(f'{{os.getpid()}}\\n')\n"
        return {"name": name, "argv": [sys.executable, "-S", "-c", first + note + code], "env": {}, **more}

    def play(self, *children: dict, address: tuple | None = None, **patience: float) -> "Stage":
        """Begin."""
        patience = {"first": 0.05, "poll": 0.02, "grace": 5, **patience}
        play = json.dumps({"children": children, "patience": patience, "address": address})
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, play],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        return self

    def pids(self, name: str) -> list[int]:
        """Each life of a child so far."""
        path = self.folder / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def lives(self, name: str, count: int) -> list[int]:
        """Wait until a child has lived that often."""
        until(lambda: len(self.pids(name)) >= count)
        return self.pids(name)

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, float]:
        """Send a signal and wait: exit code, what it said, how long it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        return *self.end(), time.monotonic() - began

    def end(self) -> tuple[int, str]:
        """Wait for the end: exit code, what it said."""
        out, err = self.process.communicate(timeout=15)
        return self.process.returncode, out + err

    def clear(self) -> None:
        """Leave nothing behind, whatever a test did."""
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.communicate()
        for path in self.folder.iterdir():
            for pid in self.pids(path.name) if path.suffix == "" else []:
                if alive(pid):
                    os.kill(pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie doesn't)."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something, not forever."""
    patience = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < patience, "waited in vain"
        time.sleep(0.01)
