"""Splink 5 on DuckDB, set up as its handbook advises: term frequencies, several blocking rules, EM for every field."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from mangnon.registry.alike.known import Line

Pair = tuple[str, str]
SAMPLED = 2_000_000
"""Random pairs from which u is estimated."""


def register_scores(lines: Sequence[Line]) -> dict[Pair, float]:
    """Pair → match weight, for every pair that its blocking rules bring together."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("rest", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.JaroWinklerAtThresholds("mother", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("father", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("phone", [1]),
            cl.LevenshteinAtThresholds("number", [1]),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("hamlet"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"), block_on("born", "place"), block_on("phone"), block_on("born", "mother"),
            block_on("born", "given", "family"), block_on("mother", "given"), block_on("place", "name"),
            block_on("mother", "place", "year"), block_on("name", "year"),
        ],
    )  # fmt: skip
    training = [block_on("born", "given"), block_on("given", "rest", "mother")]
    return scores(_frame(lines), settings, training, block_on("number"))


def scores(frame: pd.DataFrame, settings: Any, training: Sequence[Any], sure: Any) -> dict[Pair, float]:
    """Train and predict; pair → match weight."""
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([sure], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-8).as_pandas_dataframe()
    ones, others = found.iloc[:, found.columns.get_loc("id_l")], found.iloc[:, found.columns.get_loc("id_r")]
    return {
        (one, other) if one < other else (other, one): weight
        for one, other, weight in zip(ones, others, found["match_weight"], strict=True)
    }


def _frame(lines: Sequence[Line]) -> pd.DataFrame:
    import pandas as pd

    from mangnon.lib.names import fold

    def row(line: Line) -> tuple[Any, ...]:
        words = fold(line.full_name).split()
        phone = line.phone.split(" ", 1)[0]
        born = line.born.rstrip("~")
        return (
            line.id, " ".join(words) or None, words[-1] if words else None, " ".join(words[:-1]) or None,
            words[0] if words else None, born if len(born) == 10 else None, born[:4] or None,
            fold(line.mother) or None, fold(line.father) or None, phone or None, line.number or None, str(line.place),
            str(line.hamlet), line.sex,
        )  # fmt: skip

    names = (
        "id", "name", "given", "rest", "family", "born", "year", "mother", "father", "phone", "number", "place",
        "hamlet", "sex",
    )  # fmt: skip
    return pd.DataFrame([row(line) for line in lines], columns=list(names))
