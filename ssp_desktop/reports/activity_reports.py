"""On paper: the register of activities, the missing pupil sheet (empty or filled in), the prevention plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from ssp_desktop.reports.blocks import Block, DataTable, DocumentSpec, Heading, KeyValues, PrintStamp, Text
from ssp_desktop.reports.contact_register_report import period_words
from ssp_desktop.reports.parts import counted

DASH = "\u2013"
_REGISTER_WIDTHS = (1.5, 1.7, 2.3, 2.2)
_SHEET_WIDTHS = (2.0, 3.2)
_PLAN_WIDTHS = (2.1, 1.0, 1.6, 2.1)
# Room to write by hand, where nothing is printed.
_ROOM = "\n\n"


@dataclass(frozen=True)
class RegisterActivity:
    """One activity of the register; ``in_error`` keeps its line and does not count."""

    reference: str
    happened_on: date | None
    start_time: time | None
    kind: str
    subject: str
    school: str
    author: str
    in_error: bool


@dataclass(frozen=True)
class ActivityRegister:
    """The activities of a period, both days included. ``school`` is empty for all schools."""

    first_day: date
    last_day: date
    school: str
    lines: tuple[RegisterActivity, ...]


def activity_register_report(
    register: ActivityRegister, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed register; ``top`` stands before everything else."""
    return DocumentSpec(
        title="Register of activities",
        subject=f"{register.school or 'All schools'}, {period_words(register.first_day, register.last_day)}",
        stamp=stamp,
        blocks=(*top, *_register_blocks(register)),
    )


def _register_blocks(register: ActivityRegister) -> Iterator[Block]:
    counting = [line for line in register.lines if not line.in_error]
    yield Heading("Totals")
    totals = [("Activities", counted(len(counting), "activity", "activities"))]
    totals += [
        (kind, f"{number:,}") for kind, number in sorted(Counter(each.kind for each in counting).items())
    ]
    if len(counting) < len(register.lines):
        totals.append(("Entered in error, not counted", f"{len(register.lines) - len(counting):,}"))
    yield KeyValues(tuple(totals))
    yield Heading("Activities")
    if not register.lines:
        yield Text("There is no activity in this period.")
        return
    headers = ("Reference, date", "What was done", "About", "School, recorded by")
    rows = tuple(_register_row(each) for each in register.lines)
    yield DataTable(headers, rows, _REGISTER_WIDTHS, row_headers=True)


def _register_row(line: RegisterActivity) -> tuple[str, ...]:
    day = f"{line.happened_on:%d/%m/%Y}" if line.happened_on else DASH
    at = f" {line.start_time:%H:%M}" if line.start_time else ""
    kind = f"{line.kind}\nEntered in error" if line.in_error else line.kind
    return f"{line.reference}\n{day}{at}", kind, line.subject, f"{line.school}\n{line.author}"


@dataclass(frozen=True)
class MissingSheet:
    """The sheet to have ready for the call. Empty texts leave room to write by hand."""

    title: str
    source: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


def missing_pupil_report(sheet: MissingSheet, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the printed sheet."""
    blocks = (
        Text(
            "Try the parents or carers first. If a life may be in danger now, ring 999 at once; "
            "otherwise 101. Have these answers ready."
        ),
        Heading("Before the call"),
        KeyValues(tuple((label, text or _ROOM) for label, text in sheet.facts)),
        Heading("What the operator asks"),
        DataTable(
            ("Question", "Answer"),
            tuple(
                (f"{number}. {words}", text or _ROOM)
                for number, (words, text) in enumerate(sheet.answers, start=1)
            ),
            _SHEET_WIDTHS,
            row_headers=True,
        ),
        Text(sheet.source),
    )
    return DocumentSpec(sheet.title, sheet.reference, stamp, (*top, *blocks))


@dataclass(frozen=True)
class PrintedTopic:
    """One topic of the plan, in words."""

    title: str
    state: str
    due: str
    when: str


@dataclass(frozen=True)
class PrintedPlan:
    """A school's prevention plan: how many stand how, then the topics by term.

    ``gone`` is a sentence about activities that were disposed of; empty where there are none.
    """

    school: str
    school_year: str
    counts: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, tuple[PrintedTopic, ...]], ...]
    source: str
    gone: str


def prevention_plan_report(plan: PrintedPlan, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the printed plan."""
    return DocumentSpec(
        f"Prevention plan {plan.school_year}", plan.school, stamp, (*top, *_plan_blocks(plan))
    )


def _plan_blocks(plan: PrintedPlan) -> Iterator[Block]:
    yield Heading("How it stands")
    yield KeyValues(plan.counts)
    if plan.gone:
        yield Text(plan.gone)
    for title, topics in plan.terms:
        yield Heading(title)
        rows = tuple((each.title, each.state, each.due, each.when or DASH) for each in topics)
        yield DataTable(
            ("Topic", "State", "Due", "Planned or delivered"), rows, _PLAN_WIDTHS, row_headers=True
        )
    yield Text(plan.source)
