"""One child of the supervisor: started on its leash, watched, stopped with all its descendants."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LEASH = Path(__file__).with_name("leash.py")


@dataclass(frozen=True)
class Child:
    """A program to keep running."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    ready: Callable[[], bool] | None = None
    log: Path | None = None  # its own file; else it writes where we write


@dataclass(frozen=True)
class Patience:
    """How long a supervisor waits, in seconds, and how many deaths it forgives."""

    first: float = 0.5
    longest: float = 10.0
    deaths: int = 5
    within: float = 30.0
    grace: float = 15.0
    poll: float = 0.1


@dataclass
class Watched:
    """A child and what became of it so far."""

    child: Child
    patience: Patience
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=deque)
    restart_at: float = 0.0

    @property
    def alive(self) -> bool:
        """Started, and not yet known to be dead."""
        return self.process is not None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C in the terminal reaches us only; one group is one child."""
        leashed = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), *self.child.argv]
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(self.child.log.open("ab")) if self.child.log else None
            self.process = subprocess.Popen(  # noqa: S603 - the caller's own programs
                leashed,
                env=dict(self.child.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def died(self) -> int | None:
        """Its exit code if it has just died (negative: by that signal); its descendants are ended first.

        The dead child is looked at without being reaped: until then the number of its group can't be anybody
        else's. Workers that outlived a killed web server would keep the port.
        """
        if self.process is None:
            return None
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        if os.waitid(os.P_PID, self.process.pid, look) is None:
            return None
        self.signal(signal.SIGKILL)
        code, self.process = self.process.wait(), None
        return code

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to its whole group, except SIGTERM: that is for itself to pass on."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):  # gone, or (macOS) a zombie group
            if number == signal.SIGTERM:
                os.kill(self.process.pid, number)
            else:
                os.killpg(self.process.pid, number)

    def plan_restart(self) -> float | None:
        """Seconds until the next start, longer after each death; None when it has died too often."""
        now = time.monotonic()
        self.deaths.append(now)
        while now - self.deaths[0] > self.patience.within:
            self.deaths.popleft()
        if len(self.deaths) >= self.patience.deaths:
            return None
        delay = min(self.patience.first * 2.0 ** (len(self.deaths) - 1), self.patience.longest)
        self.restart_at = now + delay
        return delay
