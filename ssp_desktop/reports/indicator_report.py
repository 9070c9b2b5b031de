"""The indicators on paper: a table for each group, and a chart by term for each figure that has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssp_desktop.reports.blocks import Block, DataTable, ExplainedChart, Heading, Text
from ssp_desktop.vocabulary.chart import BarChart, figure


@dataclass(frozen=True)
class PrintedIndicator:
    """One indicator. ``terms`` has a figure for each term's heading, or is empty for what stands all year.

    ``note`` is what the sergeant wrote about it; ``chart`` is None for what stands all year.
    """

    group: str
    label: str
    words: str
    figure: int | None
    last_year: int | None
    terms: tuple[int, ...]
    chart: BarChart | None
    note: str = ""


@dataclass(frozen=True)
class PrintedIndicators:
    """All that are printed, in order. ``year`` and ``last_year`` are labels such as "2026 to 2027"."""

    year: str
    last_year: str
    paragraph: str
    term_names: tuple[str, ...]
    indicators: tuple[PrintedIndicator, ...]


def indicator_blocks(printed: PrintedIndicators, *, level: int = 1) -> Iterator[Block]:
    """Yield the indicators, for any document; ``level`` is that of the first heading."""
    yield Heading("Indicators", level)
    yield Text(
        f"Counted by the program from the records of the academic year {printed.year}, beside "
        f"{printed.last_year}. {printed.paragraph}. A dash means that the question does not arise."
    )
    for group in dict.fromkeys(each.group for each in printed.indicators):
        found = [each for each in printed.indicators if each.group == group]
        yield Heading(group, level + 1)
        yield _table(printed, found)
        for each in found:
            yield from _in_full(each)


def _table(printed: PrintedIndicators, found: list[PrintedIndicator]) -> DataTable:
    return DataTable(
        ("Indicator", printed.year, printed.last_year, *printed.term_names),
        tuple(
            (
                each.label,
                figure(each.figure),
                figure(each.last_year),
                *(map(figure, each.terms) if each.terms else map(figure, [None] * len(printed.term_names))),
            )
            for each in found
        ),
        widths=(3.4, 1.0, 1.0, *(0.95 for _each in printed.term_names)),
        row_headers=True,
    )


def _in_full(each: PrintedIndicator) -> Iterator[Block]:
    counted = f"{each.label}: {each.words}"
    words = f"{counted}\nNote: {each.note}" if each.note else counted
    if each.chart is not None and each.chart.largest:
        yield ExplainedChart(each.chart, words)
    else:
        yield Text(words)
