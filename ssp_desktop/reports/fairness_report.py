"""Fairness on paper: what the figures can and cannot say, a table for each comparison, how contacts went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssp_desktop.reports.blocks import Block, Bullets, DataTable, Heading, KeyValues, Notice, Text


@dataclass(frozen=True)
class PrintedComparison:
    """One way of comparing: rows of label, number on the roll, and a text for each measure."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PrintedFairness:
    """Everything about one school and year, in words and figures that are ready to read."""

    year: str
    roll_words: str
    how_to_read: str
    limits: tuple[str, ...]
    warnings: tuple[str, ...]
    comparisons: tuple[PrintedComparison, ...]
    facts: tuple[tuple[str, str], ...]


def fairness_blocks(printed: PrintedFairness, *, level: int = 1) -> Iterator[Block]:
    """Yield the comparison, for any document; ``level`` is that of the first heading."""
    yield Heading("Fairness", level)
    yield Text(f"Academic year {printed.year}. {printed.roll_words}")
    yield Heading("What these figures can and cannot show", level + 1)
    yield Bullets(printed.limits)
    yield Text(printed.how_to_read)
    for each in printed.warnings:
        yield Notice(each, "Check the roll")
    for comparison in printed.comparisons:
        yield Heading(comparison.title, level + 1)
        widths = (1.8, 0.9, *(1.2 for _each in comparison.headers[2:]))
        yield DataTable(comparison.headers, comparison.rows, widths, row_headers=True)
    yield Heading("How contacts were handled", level + 1)
    yield KeyValues(printed.facts)
