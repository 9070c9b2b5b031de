"""The contact register of a period on paper: one line for each contact log, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ssp_desktop.reports.blocks import Block, DataTable, DocumentSpec, Heading, KeyValues, PrintStamp, Text
from ssp_desktop.reports.parts import counted, day_words

_WIDTHS = (1.4, 1.55, 1.85, 1.8, 1.15)


@dataclass(frozen=True)
class RegisterLine:
    """One contact log. ``pupils`` are names with commas between them; ``state`` is in words."""

    reference: str
    contact_date: date | None
    subject: str
    pupils: tuple[str, ...]
    school: str
    author: str
    state: str


@dataclass(frozen=True)
class ContactRegister:
    """The contact logs of a period, both days included. ``school`` is empty for all schools."""

    first_day: date
    last_day: date
    school: str
    lines: tuple[RegisterLine, ...]


def contact_register_report(
    register: ContactRegister, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed register; ``top`` stands before everything else."""
    return DocumentSpec(
        title="Contact register",
        subject=f"{register.school or 'All schools'}, {period_words(register.first_day, register.last_day)}",
        stamp=stamp,
        blocks=(*top, *_blocks(register)),
    )


def period_words(first_day: date, last_day: date) -> str:
    """Return a period as ``1 September 2026 to 21 November 2026``."""
    return f"{day_words(first_day)} to {day_words(last_day)}"


def _blocks(register: ContactRegister) -> Iterator[Block]:
    yield Heading("Totals")
    yield KeyValues(tuple(_totals(register)))
    yield Heading("Contact logs")
    if not register.lines:
        yield Text("There is no contact log in this period.")
        return
    headers = ("Reference, date", "Subject", "Pupils", "School, written by", "State")
    lines = tuple(_row(line) for line in register.lines)
    yield DataTable(headers, lines, _WIDTHS, row_headers=True)


def _row(line: RegisterLine) -> tuple[str, ...]:
    # Two answers to a cell: seven columns would break references and names in the middle of a word.
    day = f"{line.contact_date:%d/%m/%Y}" if line.contact_date else "\u2013"
    pupils = "\n".join(line.pupils) or "\u2013"
    return f"{line.reference}\n{day}", line.subject, pupils, f"{line.school}\n{line.author}", line.state


def _totals(register: ContactRegister) -> Iterator[tuple[str, str]]:
    yield "Contact logs", counted(len(register.lines), "contact log")
    yield "Pupils named", counted(sum(len(line.pupils) for line in register.lines), "entry", "entries")
    for state, number in sorted(Counter(line.state for line in register.lines).items()):
        yield state, f"{number:,}"
    schools = Counter(line.school for line in register.lines)
    if not register.school and len(schools) > 1:
        for school, number in sorted(schools.items()):
            yield school, f"{number:,}"
