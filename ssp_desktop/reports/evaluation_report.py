"""An annual evaluation on paper: title page, summary on one page, aims, figures, words, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssp_desktop.forms.display import ShownSection
from ssp_desktop.reports.blocks import (
    Block,
    DataTable,
    DocumentSpec,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    PrintStamp,
    Text,
)
from ssp_desktop.reports.fairness_report import PrintedFairness, fairness_blocks
from ssp_desktop.reports.parts import section_blocks
from ssp_desktop.vocabulary.chart import BarChart

DASH = "\u2013"
# The summary keeps to one page; every figure stands on the pages after it.
MOST_IN_SUMMARY = 10
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PrintedMeasure:
    """One measure of success: how far it is reached, and on what that rests."""

    code: str
    title: str
    wording: str
    rating: str
    comment: str
    evidence: str


@dataclass(frozen=True)
class PrintedAim:
    """One aim; ``tally`` counts its ratings in words."""

    title: str
    wording: str
    tally: str
    measures: tuple[PrintedMeasure, ...]


@dataclass(frozen=True)
class PrintedFigure:
    """One figure; ``chart`` is None where there is nothing to draw."""

    group: str
    label: str
    figure: str
    last_year: str
    note: str
    today: str
    chart: BarChart | None


@dataclass(frozen=True)
class PrintedVoice:
    """An account or feedback. ``note`` says why there is nothing to read; ``signature`` is in words."""

    title: str
    note: str
    signature: str
    ratings: Facts
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True)
class PrintedStep:
    """One of the five signatures, in words; ``told`` are its facts."""

    title: str
    state: str
    told: Facts
    fault: str


@dataclass(frozen=True)
class EvaluationReport:
    """An evaluation in words, as its reader may have it."""

    school: str
    year: str
    state: str
    complete: bool
    facts: Facts
    aims: tuple[PrintedAim, ...]
    figures: tuple[PrintedFigure, ...]
    fairness: PrintedFairness | None
    voices: tuple[PrintedVoice, ...]
    survey_facts: Facts
    survey: tuple[tuple[str, ...], ...]
    survey_comments: str
    past_objectives: tuple[tuple[str, ...], ...]
    objectives: tuple[tuple[str, ...], ...]
    meeting: Facts
    meeting_points: str
    steps: tuple[PrintedStep, ...]


def evaluation_report(
    report: EvaluationReport, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed evaluation; ``top`` stands before everything else."""
    return DocumentSpec(
        title="Annual evaluation of the Safer School Partnership",
        subject=f"{report.school}, {report.year}",
        stamp=stamp,
        blocks=(*top, *_blocks(report)),
    )


def _blocks(report: EvaluationReport) -> Iterator[Block]:
    if not report.complete:
        yield Notice("It is not signed by all yet, and can still change.", report.state)
    yield KeyValues(report.facts)
    parts = (_summary, _aims, _figures, _fairness, _voices, _survey, _objectives, _meeting, _signatures)
    for part in parts:
        if part in {_summary, _aims, _figures, _voices, _signatures}:
            yield PageBreak()
        yield from part(report)


def _summary(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Summary")
    yield DataTable(
        ("Aim", "Measures of success"),
        tuple((each.title, each.tally) for each in report.aims),
        widths=(1.2, 2),
        row_headers=True,
    )
    ratings = tuple(
        (each.title, *(words for _key, words in each.ratings)) for each in report.voices if each.ratings
    )
    if ratings:
        yield Heading("What the school says", 2)
        asked = next(each.ratings for each in report.voices if each.ratings)
        yield DataTable(("", *(key for key, _words in asked)), ratings, row_headers=True)
    yield Heading("Figures that changed most", 2)
    changed = sorted(filter(_change, report.figures), key=_change, reverse=True)[:MOST_IN_SUMMARY]
    if changed:
        told = tuple((each.label, each.figure, each.last_year) for each in changed)
        yield DataTable(("Indicator", "This year", "Last year"), told, widths=(4, 1, 1), row_headers=True)
    else:
        yield Text("No figure differs from the year before.")
    yield Heading("Signatures", 2)
    yield KeyValues(tuple((each.title, each.state) for each in report.steps))


def _change(figure: PrintedFigure) -> int:
    """Return by how much a figure differs from the year before; a dash is no figure and changes nothing."""
    try:
        return abs(int(figure.figure.replace(",", "")) - int(figure.last_year.replace(",", "")))
    except ValueError:
        return 0


def _aims(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Aims and measures of success")
    for aim in report.aims:
        yield Heading(aim.title, 2)
        yield Text(aim.wording)
        yield DataTable(
            ("Measure", "What it says", "Reached", "Comment and evidence"),
            tuple(_measure(each) for each in aim.measures),
            widths=(0.7, 2.2, 0.9, 2.6),
            row_headers=True,
        )


def _measure(each: PrintedMeasure) -> tuple[str, str, str, str]:
    told = "\n".join(filter(None, (each.comment, each.evidence and f"Evidence: {each.evidence}")))
    return each.code, f"{each.title}\n{each.wording}", each.rating, told or DASH


def _figures(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Figures")
    yield Text("Computed from the records of the year. Nobody types a figure; a note can stand beside it.")
    for group in dict.fromkeys(each.group for each in report.figures):
        mine = [each for each in report.figures if each.group == group]
        yield Heading(group, 2)
        yield DataTable(
            ("Indicator", "This year", "Last year", "Note"),
            tuple((each.label, each.figure, each.last_year, _note(each)) for each in mine),
            widths=(2.6, 0.7, 0.7, 2),
            row_headers=True,
        )
        for each in mine:
            if each.chart is not None:
                yield each.chart


def _note(each: PrintedFigure) -> str:
    return "\n".join(filter(None, (each.note, each.today and f"Corrected since: {each.today}."))) or DASH


def _fairness(report: EvaluationReport) -> Iterator[Block]:
    if report.fairness is not None:
        yield PageBreak()
        yield from fairness_blocks(report.fairness)


def _voices(report: EvaluationReport) -> Iterator[Block]:
    for voice in report.voices:
        yield Heading(voice.title)
        if voice.note:
            yield Text(voice.note)
        for section in voice.sections:
            for block in section_blocks(section):
                yield Heading(block.text, 2) if isinstance(block, Heading) and block.level == 1 else block
        if voice.signature:
            yield KeyValues((("Signature", voice.signature),))


def _survey(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Pupil voice")
    if not report.survey_facts:
        yield Text("No survey is recorded.")
        return
    yield KeyValues(report.survey_facts)
    if report.survey:
        yield DataTable(
            ("Question", "Agreed", "Neither", "Disagreed", "No answer"),
            report.survey,
            widths=(3, 0.8, 0.8, 0.9, 0.9),
            row_headers=True,
        )
    if report.survey_comments:
        yield Heading("What pupils wrote", 2)
        yield Text(report.survey_comments)


def _objectives(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Objectives")
    yield Heading("Of the year before", 2)
    if report.past_objectives:
        yield DataTable(
            ("Objective", "Owner", "Was due", "What became of it"),
            report.past_objectives,
            widths=(2.2, 1.4, 1, 1.7),
            row_headers=True,
        )
    else:
        yield Text("There are none.")
    yield Heading("For the next year", 2)
    if report.objectives:
        yield DataTable(
            ("Objective", "Owner", "By when"), report.objectives, widths=(3, 1.4, 1), row_headers=True
        )
    else:
        yield Text("None is written yet.")


def _meeting(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Meeting with a senior officer")
    if not report.meeting:
        yield Text("No meeting is recorded yet.")
        return
    yield KeyValues(report.meeting)
    if report.meeting_points:
        yield Text(report.meeting_points)


def _signatures(report: EvaluationReport) -> Iterator[Block]:
    yield Heading("Signatures")
    yield Text("Given in this order, each about the evaluation as it was frozen.")
    for each in report.steps:
        yield Heading(each.title, 2)
        if each.fault:
            yield Notice(each.fault, "INVALID")
        yield KeyValues((("Signature", each.state), *each.told))
