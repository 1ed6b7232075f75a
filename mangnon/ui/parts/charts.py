"""A chart: a question, its answer, marks with their numbers. Drawn here; the template holds no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mangnon.ui.parts.tables import Table
from mangnon.ui.parts.words import Text, Words

WIDTH, HEIGHT, LEFT, TOP, FLOOR = 720, 196, 28, 30, 170
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


class Draw(StrEnum):
    """How values are drawn: bars one upon the other, or lines."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """One series. At most four in a chart; the third is hatched, and so is one that means "late"."""

    label: Text
    values: tuple[int, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle or a point, with the class that colours it."""

    look: str
    x: float
    y: float
    width: float = 0
    height: float = 0
    text: Text = ""
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through its points."""

    look: str
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Question as title, answer first, legend, bars with numbers on top, the table beside.

    `running` says what the last, unfinished period is called; it is drawn paler.
    """

    id: str
    question: Text
    answer: Words
    labels: tuple[Text, ...]
    series: tuple[Series, ...]
    draw: Draw = Draw.BARS
    running: Text = ""
    table: Table | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be read: more than four series, or values without a label."""
        if not 1 <= len(self.series) <= 4:
            raise ValueError("a chart shows one to four series; a fifth means two charts or a table")
        if any(len(one.values) != len(self.labels) for one in self.series):
            raise ValueError("each series needs one value for each label")

    @property
    def step(self) -> int:
        """Distance between two lines of the grid: three of them reach the highest value."""
        return next((step for step in STEPS if step * 3 >= self._highest), self._highest // 3 + 1)

    @property
    def _highest(self) -> int:
        if self.draw is Draw.BARS:
            sums = (sum(values) for values in zip(*(one.values for one in self.series), strict=True))
            return max(sums, default=0)
        return max((value for one in self.series for value in one.values), default=0)

    def _height(self, value: float) -> float:
        return round(value * (FLOOR - TOP) / (self.step * 3), 1)

    def _middle(self, index: int) -> float:
        slot = (WIDTH - LEFT) / max(1, len(self.labels))
        return round(LEFT + slot * (index + 0.5), 1)

    def look(self, index: int) -> str:
        """Class of a series: its number, or "late" for one that means late."""
        return "late" if self.series[index].late else str(index + 1)

    @property
    def grid(self) -> tuple[Mark, ...]:
        """Lines of the grid, lowest first, with their numbers."""
        levels = (0, self.step, self.step * 2, self.step * 3)
        return tuple(Mark("grid", LEFT, FLOOR - self._height(level), text=str(level)) for level in levels)

    @property
    def ticks(self) -> tuple[Mark, ...]:
        """Labels under the floor."""
        places = enumerate(self.labels)
        return tuple(Mark("tick", self._middle(i), FLOOR + 18, text=text) for i, text in places)

    @property
    def bars(self) -> tuple[Mark, ...]:
        """Rectangles, from the floor upwards."""
        if self.draw is not Draw.BARS:
            return ()
        wide = min(34.0, round((WIDTH - LEFT) / len(self.labels) * 0.62, 1))
        marks = []
        for i in range(len(self.labels)):
            base = float(FLOOR)
            for nth, one in enumerate(self.series):
                tall = self._height(one.values[i])
                base -= tall
                pale = bool(self.running) and i == len(self.labels) - 1
                if tall:
                    left = round(self._middle(i) - wide / 2, 1)
                    marks.append(Mark(self.look(nth), left, round(base, 1), wide, tall, pale=pale))
        return tuple(marks)

    @property
    def numbers(self) -> tuple[Mark, ...]:
        """The sum on top of each bar, or the value at the end of each line."""
        if self.draw is Draw.LINES:
            last = len(self.labels) - 1
            ends = ((nth, one.values[last]) for nth, one in enumerate(self.series))
            return tuple(
                Mark(self.look(nth), self._middle(last), FLOOR - self._height(value) - 9, text=str(value))
                for nth, value in ends
            )
        sums = [sum(one.values[i] for one in self.series) for i in range(len(self.labels))]
        return tuple(
            Mark("sum", self._middle(i), FLOOR - self._height(value) - 7, text=str(value))
            for i, value in enumerate(sums)
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Lines through the values of each series."""
        if self.draw is not Draw.LINES:
            return ()
        return tuple(
            Line(
                self.look(nth),
                " ".join(f"{self._middle(i)},{FLOOR - self._height(v)}" for i, v in enumerate(one.values)),
            )
            for nth, one in enumerate(self.series)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """One of a leader's answers: the question, the answer (with a status if it has one), what it rests on."""

    question: Text
    answer: Text
    text: Words = ""
    status: str = ""  # a State, only for its icon
