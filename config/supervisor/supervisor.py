"""Keep a handful of programs running until we are told to stop."""

import contextlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from .child import Child, Patience, Watched

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
SAME_PRESS = 0.3  # seconds: a wrapper such as make may pass on the Ctrl-C that we got ourselves


def say_on_stderr(sentence: str) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


class Supervisor:
    """Starts children, restarts those that die, stops them all. One `run` per object, in the main thread."""

    def __init__(
        self,
        *,
        address: tuple[str, int] | None = None,
        patience: Patience | None = None,
        say: Callable[[str], None] = say_on_stderr,
    ) -> None:
        """`address` is where the web child will listen: looked at before anything starts."""
        self._address = address
        self._patience = patience or Patience()
        self._say = say
        self._asked = 0  # how often we were told to stop
        self._asked_at = 0.0
        self._wake, self._woken = -1, -1

    def run(self, children: Sequence[Child], *, on_ready: Callable[[], None]) -> int:
        """Run until SIGTERM or Ctrl-C (0), or until a child can't be kept alive (1).

        `on_ready` is called once, when every child's own `ready` has said so.
        """
        if self._address and not port_is_free(*self._address):
            host, port = self._address
            self._say(
                f"Cổng {port} trên {host} đang có chương trình khác dùng: "
                "hãy dừng chương trình ấy, hoặc chọn cổng khác (PORT=…)."
            )
            return 1
        watched = [Watched(child, self._patience) for child in children]
        with self._signals():
            try:
                for one in watched:
                    one.start()
                return self._watch(watched, on_ready)
            finally:
                self._stop(watched)

    def _watch(self, watched: list[Watched], on_ready: Callable[[], None]) -> int:
        waiting = [one for one in watched if one.child.ready]
        told = False
        while not self._asked:
            if [one for one in watched if not self._tend(one)]:  # a list: each one is tended
                return 1
            waiting = [one for one in waiting if not (one.alive and one.child.ready and one.child.ready())]
            if not waiting and not told and not self._asked:
                told = True
                on_ready()
            self._sleep()
        return 0

    def _tend(self, one: Watched) -> bool:
        """Restart it if it is time to; False when it has died too often."""
        if (code := one.died()) is not None:
            delay = one.plan_restart()
            how = f"bị tín hiệu {-code}" if code < 0 else f"mã {code}"
            if delay is None:
                where = f"tệp {one.child.log}" if one.child.log else "các dòng phía trên"
                self._say(
                    f"«{one.child.name}» đã dừng {len(one.deaths)} lần trong {self._patience.within:.0f} giây "
                    f"(lần cuối {how}) nên tất cả được dừng lại: hãy xem {where} rồi chạy lại."
                )
                return False
            seconds = f"{delay:.1f}".replace(".", ",")
            self._say(f"«{one.child.name}» đã dừng ({how}), sẽ chạy lại sau {seconds} giây.")
        if not one.alive and time.monotonic() >= one.restart_at:
            one.start()
        return True

    def _stop(self, watched: list[Watched]) -> None:
        """SIGTERM, then patience, then SIGKILL for whole groups; a second Ctrl-C ends the patience."""
        asked, deadline = self._asked, time.monotonic() + self._patience.grace
        for one in watched:
            one.signal(signal.SIGTERM)
        while left := [one for one in watched if one.alive and one.died() is None]:
            if self._asked > asked or time.monotonic() > deadline:
                self._say(f"Buộc dừng: {', '.join(one.child.name for one in left)}.")
                for one in left:
                    one.signal(signal.SIGKILL)
                asked, deadline = self._asked, float("inf")
            self._sleep()

    def _sleep(self) -> None:
        """Until a signal comes (a child's death is one) or the next look at readiness."""
        if select.select([self._wake], [], [], self._patience.poll)[0]:
            os.read(self._wake, 4096)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Count requests to stop; let every signal end a sleep at once."""
        self._wake, self._woken = os.pipe()
        os.set_blocking(self._woken, False)
        before = signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        ignored = {signal.SIGHUP} if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else set()  # nohup
        handlers = {number: signal.signal(number, self._count) for number in STOPPING if number not in ignored}
        handlers[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(before)
            os.close(self._wake)
            os.close(self._woken)

    def _count(self, _number: int, _frame: FrameType | None) -> None:
        if time.monotonic() - self._asked_at > SAME_PRESS:
            self._asked += 1
            self._asked_at = time.monotonic()
