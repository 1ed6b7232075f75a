"""``python -m bench [NAME …] [--quick | --long]``: run the measures, print a table, keep bench/results/<name>.json."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from bench import environment, figures

ALONE = ("starts", "web_door", "long_forms")
"""These make data folders of their own, and run while no other database does."""
ON_GROUND = (
    "list_page", "row_security", "booked_action", "reorganise", "document_search", "child_search", "papers", "backup",
    "look_alikes", "roster_import", "counts", "case_lists", "public_pages", "durable_intakes", "plan_map",
)  # fmt: skip
"""These share one cluster with a million samples."""
ONLY_LONG = {"long_forms"}


@dataclass(slots=True)
class Told:
    """What came out so far: the results, and a line for each measure that could not be taken."""

    form: str
    results: list[figures.Result] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def main(argv: list[str]) -> int:
    """Run what was asked. Returns 1 when a measure could not be taken; a missed goal is told, not an error."""
    asked = _parsed(argv)
    names = asked.names or [name for name in (*ALONE, *ON_GROUND) if asked.long or name not in ONLY_LONG]
    folder = environment.settle()
    told = Told("quick" if asked.quick else "long" if asked.long else "short")
    for name in (name for name in ALONE if name in names):
        _take(name, lambda module: module.run(long=asked.long), told)
    on_ground = [name for name in ON_GROUND if name in names]
    if on_ground:
        from bench.ground import opened

        with opened(folder, quick=asked.quick) as ground:
            for name in on_ground:
                _take(name, lambda module: module.run(ground, long=asked.long), told)
    _print(told)
    return 1 if told.failed else 0


def _parsed(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    known = (*ALONE, *ON_GROUND)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(known)}")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--long", action="store_true", help="more rounds, and the nightly forms of tests")
    size.add_argument("--quick", action="store_true", help="fewer rows, to try the benchmarks themselves")
    asked = parser.parse_args(argv)
    if unknown := set(asked.names) - set(known):
        parser.error(f"no measure is called {', '.join(sorted(unknown))}")
    if (only := ONLY_LONG & set(asked.names)) and not asked.long:
        parser.error(f"{', '.join(sorted(only))} needs --long")
    return asked


def _take(name: str, run: Callable[..., figures.Result], told: Told) -> None:
    print(f"{name} …", flush=True)
    calibrated = figures.calibration()
    try:
        result = run(import_module(f"bench.{name}"))
    except Exception as error:
        traceback.print_exc()
        told.failed.append(f"{name}: {type(error).__name__}: {error}")
        return
    result.notes += _cautions(calibrated, told.form)
    path = figures.write(result, calibrated, form=told.form)
    told.results.append(result)
    hows = dict.fromkeys(one.how for one in result.figures if one.how)
    kept = f"→ {path.relative_to(environment.REPOSITORY)}"
    print(figures.table(result.figures), *hows, *result.notes, kept, sep="\n")


def _cautions(calibrated: dict[str, float], form: str) -> list[str]:
    """Why these figures may deserve less trust than usual."""
    said = []
    if form == "quick":
        said.append("A quick run: it shows that the benchmark works, not how fast the product is.")
    if calibrated["load_average"] > (os.cpu_count() or 1) / 2:
        busy = f"The machine was busy with other work when this began (load {calibrated['load_average']:g})"
        said.append(f"{busy}: even ratios are rough.")
    return said


def _print(told: Told) -> None:
    whole = [figure for result in told.results for figure in result.figures]
    if whole and len(told.results) > 1:
        print("", figures.table(whole), sep="\n")
    for line in told.failed:
        print(f"NOT TAKEN: {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
