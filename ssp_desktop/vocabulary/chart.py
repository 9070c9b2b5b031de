"""A bar chart as plain values, drawn on paper and on the screen, with the words that say the same."""

from __future__ import annotations

from dataclasses import dataclass

DASH = "\u2013"
MOST_SERIES = 2
MOST_STEPS = 5
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class BarSeries:
    """One colour or pattern of bars: a value for each category, None where there is no figure."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars side by side within each category: the first series filled, the second hatched.

    ``counted`` says what a bar counts, such as "visits".
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    counted: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES or not self.categories:
            raise ValueError("a bar chart has categories and one or two series")
        if any(len(each.values) != len(self.categories) for each in self.series):
            raise ValueError("each series has a value, and so a bar, for each category")
        if any(value is not None and value < 0 for each in self.series for value in each.values):
            raise ValueError("a bar has no negative length")

    @property
    def largest(self) -> int:
        """The longest bar; 0 when there is none."""
        return max((value or 0 for each in self.series for value in each.values), default=0)

    @property
    def words(self) -> str:
        """Everything that the chart shows, to be read aloud instead of it."""
        counted = f" ({self.counted})" if self.counted else ""
        return f"Bar chart: {self.title}{counted}. " + " ".join(
            map(self.words_of, range(len(self.categories)))
        )

    def words_of(self, place: int) -> str:
        """Return one category's figures, such as "Autumn term: 2026 to 2027 12, 2025 to 2026 9."."""
        figures = ", ".join(f"{each.name} {_spoken(each.values[place])}" for each in self.series)
        return f"{self.categories[place]}: {figures}."


def figure(value: int | None) -> str:
    """Return a figure as it stands above its bar; a dash where there is none."""
    return DASH if value is None else f"{value:,}"


def _spoken(value: int | None) -> str:
    return "no figure" if value is None else f"{value:,}"


def axis(largest: int) -> tuple[int, ...]:
    """Return the whole numbers that stand beside the axis, from 0 to at least ``largest``."""
    step = next(
        nice * 10**power
        for power in range(len(str(max(largest, 1))) + 1)
        for nice in _NICE
        if nice * 10**power * MOST_STEPS >= largest
    )
    steps = max(1, -(-largest // step))
    return tuple(step * number for number in range(steps + 1))
