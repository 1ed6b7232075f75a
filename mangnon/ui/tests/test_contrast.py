"""Every pair of colours that may carry text or a mark, computed anew from tokens.css (WCAG 2 relative luminance)."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from mangnon.ui.tests.preview import STATIC

CSS = (STATIC / "ui" / "css" / "tokens.css").read_text()
GROUNDS = ("page", "sheet", "sunk", "rail")
TINTS = ("accent-soft", "danger-soft", "late-soft", "info-soft")
TEXT = (
    [(text, ground) for text in ("ink", "ink2") for ground in (*GROUNDS, *TINTS)]
    + [(text, ground) for text in ("ink3", "accent") for ground in GROUNDS]
    + [("info", ground) for ground in GROUNDS]
    + [(text, ground) for text in ("danger", "late") for ground in GROUNDS]
    + [("fault", "page"), ("fault", "sheet"), ("accent-ink", "sheet"), ("accent-ink", "page")]
    + [(f"{tone}-ink", f"{tone}-soft") for tone in ("accent", "danger", "late", "fault", "info")]
    + [("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-danger", "danger"), ("on-shoot", "shoot")]
    + [("on-band", "band"), ("on-band2", "band"), ("page", "ink")]
)
MARKS = (
    [("edge", "page"), ("edge", "sheet"), ("focus", "page"), ("focus", "sheet"), ("focus", "accent-soft")]
    + [("focus", "rail"), ("accent", "page"), ("fault", "page"), ("fault", "sheet")]
    + [(tone, f"{tone}-soft") for tone in ("accent", "danger", "late", "info")]
    + [("shoot", "band"), ("band-line", "band")]
)


def block(opening: str) -> dict[str, str]:
    """The colours of the block that begins with this line."""
    body = CSS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", body))


THEMES = {
    "light": block('[data-theme="light"] {'),
    "dark": block('\n[data-theme="dark"] {'),
    "system dark": block(":root:not([data-theme]) {\n    color-scheme: dark"),
}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "floor"), [(TEXT, 4.5), (MARKS, 3.0)], ids=["text", "marks"])
def test_pairs_reach_their_floor(theme, pairs, floor):
    colours = THEMES[theme]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < floor} == {}


def test_the_systems_dark_is_the_chosen_dark():
    assert THEMES["system dark"] == THEMES["dark"]
    assert THEMES["light"].keys() == THEMES["dark"].keys()


def test_series_of_charts_differ_in_lightness_for_a_grey_printer():
    for colours in THEMES.values():
        steps = sorted(luminance(colours[f"chart-{n}"]) for n in range(1, 5))
        assert all(later / earlier > 1.2 for earlier, later in pairwise(steps))
