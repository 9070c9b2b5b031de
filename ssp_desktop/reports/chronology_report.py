"""The chronology of one pupil on paper: who it is about, then one line for each thing that happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ssp_desktop.reports.blocks import Block, DataTable, DocumentSpec, Heading, KeyValues, PrintStamp, Text
from ssp_desktop.reports.parts import counted, day_words

_WIDTHS = (1.1, 1.6, 3.2, 1.8)
_WHAT_IT_IS = (
    "This chronology is put together from the records that the person who printed it may see. Each line says "
    "only what its record is about; the record itself says what happened."
)


@dataclass(frozen=True)
class ChronologyEntry:
    """One line, all of it in words."""

    happened_on: date | None
    kind: str
    reference: str
    about: str
    part: str


@dataclass(frozen=True)
class ChronologyReport:
    """One person's chronology, the oldest first."""

    names: tuple[str, ...]
    born: tuple[date, ...]
    entries: tuple[ChronologyEntry, ...]


def chronology_report(
    report: ChronologyReport, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed chronology; ``top`` stands before everything else."""
    return DocumentSpec(
        title="Chronology of a pupil",
        subject=report.names[-1],
        stamp=stamp,
        blocks=(*top, *_blocks(report)),
    )


def _blocks(report: ChronologyReport) -> Iterator[Block]:
    yield Heading("The pupil")
    yield KeyValues(
        (
            ("Recorded as", "\n".join(report.names)),
            ("Born", "\n".join(day_words(each) for each in report.born) or "Not recorded"),
            ("Entries", counted(len(report.entries), "entry", "entries")),
            ("Period", _period(report.entries)),
        )
    )
    yield Text(_WHAT_IT_IS)
    yield Heading("What happened")
    headers = ("Date", "Kind, reference", "About", "Part or state")
    yield DataTable(headers, tuple(_row(each) for each in report.entries), _WIDTHS, row_headers=True)


def _period(entries: tuple[ChronologyEntry, ...]) -> str:
    days = [each.happened_on for each in entries if each.happened_on is not None]
    return f"{day_words(min(days))} to {day_words(max(days))}" if days else "No day is recorded"


def _row(entry: ChronologyEntry) -> tuple[str, ...]:
    day = f"{entry.happened_on:%d/%m/%Y}" if entry.happened_on else "\u2013"
    return day, f"{entry.kind}\n{entry.reference}", entry.about, entry.part or "\u2013"
