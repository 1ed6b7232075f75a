"""A share of a sample and how far the truth may lie from it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: two sides of 95 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``n`` as a share, with its 95 % interval; all from 0 to 1, None where nothing was counted."""

    hits: int
    n: int

    @property
    def share(self) -> float | None:
        """The share."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
        Journal of the American Statistical Association 22 (1927), pp. 209-212, without correction for continuity.

        It takes the children for independent draws out of many; for a frame hardly larger than the sample it is too
        wide, never too narrow.
        """
        if not self.n:
            return None
        p, n, z2 = self.hits / self.n, self.n, Z * Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return (0.0 if self.hits == 0 else middle - half, 1.0 if self.hits == n else middle + half)
