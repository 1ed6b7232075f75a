"""The slot for commands of the ``mangnon`` command line: a room offers them, ``config.cli`` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option, as argparse takes it."""

    names: tuple[str, ...]
    options: dict[str, Any] = field(default_factory=dict)


def argument(*names: str, **options: Any) -> Argument:
    """Shorthand for ``Argument``."""
    return Argument(names, options)


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command: what was asked, by whom, when, and how to speak meanwhile."""

    asked: argparse.Namespace
    actor: Actor
    at: datetime
    say: Callable[[str], None]
    """Writes a line for people; silent under --json."""
    progress: Callable[[str, int], Any]
    """``with call.progress(title, total) as step: step(n)``: a bar on a terminal, nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command gives back when its answer decides the exit code: the data is printed all the same."""

    data: Any
    exit_code: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as ``places show``.

    ``run`` returns the data that --json prints, or an ``Ended`` with them; ``told`` turns the data into lines for
    people. ``database`` is the
    connection it works on: ``app`` (scoped by the actor), ``owner``, or ``none``. Raising a Refusal ends with
    exit code 1.
    """

    words: str
    summary: Text
    run: Callable[[Call], Any]
    arguments: tuple[Argument, ...] = ()
    told: Callable[[Any], str] | None = None
    database: str = "app"
    acts_as: bool = True
    """Whether --as makes sense: it acts under a right rather than on the machine."""


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """Data of the house itself (units, definitions), loaded by the owner after migrations, quickly if unchanged."""

    name: str
    load: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class DemoShare:
    """A room's part of the demo world. ``make`` runs in the console's scope; lowest order first."""

    name: str
    title: Text
    order: int
    make: Callable[[DemoCall], None]


@dataclass(frozen=True, slots=True)
class DemoCall:
    """What a demo share is told: size, seed, actor, time, and how to show progress."""

    children: int
    seed: int
    actor: Actor
    at: datetime
    progress: Callable[[str, int], Any]
