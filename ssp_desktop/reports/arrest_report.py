"""Arrest plans on paper: the brief for the day on one page, the full record, the summary for the school."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ssp_desktop.reports.arrest_content import (
    ArrestBrief,
    ArrestRecordReport,
    PrintedArrestDecision,
    PrintedArrestShare,
)
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
from ssp_desktop.reports.parts import in_groups, moment_words, section_blocks, signature_facts

_CUT = " \u2026 (see the record)"
_WIDE, _CAPITAL = 2.0, 1.3


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut at a word and marked as cut where it would be too wide.

    Args:
        text: anything that was typed.
        most: how many ordinary letters there is room for.
    """
    line = " ".join(text.split())
    if _width(line) <= most:
        return line
    room, kept = most - _width(_CUT), 0
    for letter in line:
        room -= _width(letter)
        if room < 0:
            break
        kept += 1
    return (line[: kept + 1].rpartition(" ")[0] or line[:kept]) + _CUT


def _width(text: str) -> float:
    """Return about how many ordinary letters a text is as wide as."""
    return sum(_width_of(letter) for letter in text)


def _width_of(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF" or letter in "MWmw@%":
        return _WIDE
    return _CAPITAL if letter.isupper() else 1


def arrest_brief(report: ArrestBrief, stamp: PrintStamp, _top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the brief for the day; what is in it was shortened so that it fits one page.

    The head and foot of a preview say that it is one, so the box of ``_top`` gives its room to the plan.
    """
    rows = (*report.rows, ("Approved", shortened(report.approved, 130)))
    blocks = (DataTable(("Point", "Plan"), rows, widths=(1, 5), row_headers=True),)
    title = f"Brief for the day: {report.reference}"
    return DocumentSpec(
        title=title,
        subject=shortened(f"{report.kind}. {report.school}", 75),
        stamp=stamp,
        blocks=blocks,
    )


def arrest_record(report: ArrestRecordReport, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the full record: the plan, the decisions, the outcome and what was shared."""
    return DocumentSpec(
        title=f"Arrest plan {report.reference}",
        subject=report.school,
        stamp=stamp,
        blocks=(*top, *_record(report)),
    )


def arrest_summary(share: PrintedArrestShare, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the summary that was shared with the school, and nothing else."""
    blocks = (*top, Heading("What the school is told"), *_share(share))
    return DocumentSpec(
        title="Outcome shared with the school", subject=share.school, stamp=stamp, blocks=blocks
    )


def _record(report: ArrestRecordReport) -> Iterator[Block]:
    facts = [
        ("What it is", report.kind),
        ("School", report.school),
        ("State", report.state),
        ("Written by", report.author),
        ("Submitted", moment_words(report.submitted_at)),
        ("Revision", str(report.revision)),
        ("Age", report.age),
        ("Time at school", report.timing),
        ("Cancelled because", report.cancelled_reason),
    ]
    yield KeyValues(tuple(each for each in facts if each[1]))
    for section in report.sections:
        yield from section_blocks(section)
    yield Heading("The sergeant\u2019s decision")
    if not report.decisions:
        yield Text("No decision is signed.")
    for decision in reversed(report.decisions):
        yield from _decision(decision)
    if report.outcome:
        yield PageBreak()
        yield Heading("Outcome")
    for section in report.outcome:
        yield from section_blocks(section)
    for share in report.shares:
        yield Heading("Shared with the school")
        yield from _share(share)


def _decision(each: PrintedArrestDecision) -> Iterator[Block]:
    about = f"revision {each.revision}" + ("" if each.current else ", which has changed since")
    yield Heading(f"{each.decision}: {about}", 2)
    if each.words:
        yield Text(each.words)
    if each.fault:
        yield Notice(each.fault, "INVALID")
    yield KeyValues(
        (
            *signature_facts(each.signer, each.signed_at, each.fingerprint, each.fault),
            ("Audit log then", in_groups(each.audit_head)),
        )
    )


def _share(each: PrintedArrestShare) -> Iterator[Block]:
    yield Text(each.summary)
    if each.fault:
        yield Notice(each.fault, "INVALID")
    yield KeyValues(
        (
            ("For", each.shared_for),
            ("Shared by", each.signer),
            ("Shared at", moment_words(each.signed_at)),
            ("Signature", "INVALID" if each.fault else "VALID"),
            ("Key", in_groups(each.fingerprint, 4)),
        )
    )
