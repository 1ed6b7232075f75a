"""Run as a program: tie this process to its parent, then become the program named in the arguments.

    leash.py <pid of the parent> <program> <argument>…

Linux sends SIGTERM to this process when its parent dies, even by kill -9 (PR_SET_PDEATHSIG; it survives exec).
A parent that died before the call was made sends nothing, so afterwards we look: with another parent than the
one named, we leave. It is a program and not a preexec_fn because Python code between fork and exec can hang
when the parent has threads. SIGTERM, not SIGKILL: a web server must be able to take its own workers along.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: str, *argv: str) -> None:
    """Tie, check, become."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit(1)
    try:
        os.execvpe(argv[0], argv, os.environ)  # noqa: S606 - that is its purpose
    except OSError as failed:
        sys.exit(f"Không chạy được {argv[0]}: {failed.strerror}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
