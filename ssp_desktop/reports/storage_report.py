"""Storage at a school on paper: checklist, both risk assessments with their matrices, the signed decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ssp_desktop.reports.blocks import (
    Block,
    DataTable,
    DocumentSpec,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Photograph,
    PrintStamp,
    Text,
)
from ssp_desktop.reports.equipment_report import EquipmentReport, equipment_blocks
from ssp_desktop.reports.parts import counted, in_groups, signature_facts

SIDE = 5
DASH = "\u2013"


@dataclass(frozen=True)
class PrintedItem:
    """One item of the checklist. ``found`` is everything that was written about it, ready to read."""

    code: str
    title: str
    wording: str
    level: str
    answer: str
    found: str
    checked: str


@dataclass(frozen=True)
class PrintedGroup:
    """The items of one group, and their photographs."""

    title: str
    items: tuple[PrintedItem, ...]
    photographs: tuple[Photograph | Notice, ...] = ()


@dataclass(frozen=True)
class PrintedHazard:
    """One hazard. Scores are likelihood and severity, 1 to 5; ``before`` and ``after`` say them in words."""

    hazard: str
    who_harmed: str
    controls: str
    before: str
    after: str
    place_before: tuple[int, int]
    place_after: tuple[int, int]
    action: str


@dataclass(frozen=True)
class PrintedAssessment:
    """One risk assessment. ``note`` says why there is nothing to print; then the rest is empty."""

    title: str
    note: str
    facts: tuple[tuple[str, str], ...] = ()
    arrangement: str = ""
    hazards: tuple[PrintedHazard, ...] = ()


@dataclass(frozen=True)
class PrintedDecision:
    """What the sergeant signed. ``fault`` is empty for a VALID signature."""

    choice: str
    revision: int
    current: bool
    signer: str
    signed_at: datetime
    words: str
    fingerprint: str
    audit_head: str
    audit_count: int
    fault: str


@dataclass(frozen=True)
class StorageReport:
    """What is printed. An empty tuple leaves that document out; None leaves its section out.

    ``equipment`` is for the police alone: a copy for the school never has it.
    """

    title: str
    school: str
    approved: bool
    missing: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    checklist_facts: tuple[tuple[str, str], ...]
    groups: tuple[PrintedGroup, ...]
    assessments: tuple[PrintedAssessment, ...]
    decisions: tuple[PrintedDecision, ...] | None
    bands: tuple[tuple[str, int, int], ...]
    not_met: tuple[str, ...]
    equipment: EquipmentReport | None = None


def storage_report(report: StorageReport, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the printed pack or one document of it; ``top`` stands before everything else."""
    return DocumentSpec(
        title=report.title, subject=report.school, stamp=stamp, blocks=(*top, *_blocks(report))
    )


def _blocks(report: StorageReport) -> Iterator[Block]:
    if report.approved:
        yield Notice("Everything that the handbook asks for is in place or decided.", "Storage approved")
    else:
        yield Notice("\n".join(report.missing), "Storage not approved")
    yield KeyValues(report.facts)
    parts = [list(each) for each in _parts(report)]
    for number, part in enumerate(part for part in parts if part):
        if number:
            yield PageBreak()
        yield from part


def _parts(report: StorageReport) -> Iterator[Iterator[Block]]:
    if report.groups:
        yield _checklist(report)
    for each in report.assessments:
        yield _assessment(each, report.bands)
    if report.decisions is not None:
        yield _decisions(report.decisions, report.not_met)
    if report.equipment is not None:
        yield equipment_blocks(report.equipment)


def _checklist(report: StorageReport) -> Iterator[Block]:
    yield Heading("Checklist")
    yield KeyValues(report.checklist_facts)
    for group in report.groups:
        yield Heading(group.title, 2)
        yield DataTable(
            ("Item", "What is asked", "Answer", "Evidence, reason or measure; who answered"),
            tuple(_item(each) for each in group.items),
            widths=(0.5, 2.7, 0.9, 2.5),
            row_headers=True,
        )
        yield from group.photographs


def _item(item: PrintedItem) -> tuple[str, str, str, str]:
    found = "\n".join(filter(None, (item.found, item.checked)))
    return item.code, f"{item.title} ({item.level.lower()})\n{item.wording}", item.answer, found or DASH


def _assessment(assessment: PrintedAssessment, bands: tuple[tuple[str, int, int], ...]) -> Iterator[Block]:
    yield Heading(assessment.title)
    if assessment.note:
        yield Text(assessment.note)
        return
    yield KeyValues(assessment.facts)
    if assessment.arrangement:
        yield Heading("What is stored, and where", 2)
        yield Text(assessment.arrangement)
    yield Heading("Hazards", 2)
    yield DataTable(
        ("No.", "Hazard and who may be harmed", "Without controls", "Controls", "With controls", "To do"),
        tuple(_hazard(number, each) for number, each in enumerate(assessment.hazards, start=1)),
        widths=(0.45, 1.9, 0.95, 1.9, 0.95, 1.3),
        row_headers=True,
    )
    yield Text(
        "Likelihood times severity, each from 1 to 5. "
        + "; ".join(f"{label}: {low} to {high}" for label, low, high in bands)
        + "."
    )
    yield PageBreak()  # both matrices stand on one page, to be compared
    for when, places in (
        ("without the controls", [each.place_before for each in assessment.hazards]),
        ("with the controls", [each.place_after for each in assessment.hazards]),
    ):
        yield Heading(f"Where the hazards stand {when}", 2)
        yield _matrix(places, bands)


def _hazard(number: int, each: PrintedHazard) -> tuple[str, str, str, str, str, str]:
    return (
        str(number),
        f"{each.hazard}\n{each.who_harmed}",
        each.before,
        each.controls,
        each.after,
        each.action or DASH,
    )


def _matrix(places: list[tuple[int, int]], bands: tuple[tuple[str, int, int], ...]) -> DataTable:
    """Return the 5 by 5 matrix: each field names its score, its band and the hazards that stand in it."""
    rows = []
    for likelihood in range(SIDE, 0, -1):
        fields = [_field(likelihood, severity, places, bands) for severity in range(1, SIDE + 1)]
        rows.append((f"Likelihood {likelihood}", *fields))
    return DataTable(
        ("Likelihood", *(f"Severity {severity}" for severity in range(1, SIDE + 1))),
        tuple(rows),
        row_headers=True,
    )


def _field(
    likelihood: int,
    severity: int,
    places: list[tuple[int, int]],
    bands: tuple[tuple[str, int, int], ...],
) -> str:
    risk = likelihood * severity
    band = next((label for label, low, high in bands if low <= risk <= high), "")
    here = [str(number) for number, place in enumerate(places, start=1) if place == (likelihood, severity)]
    held = f"\nHazard {', '.join(here)}" if here else ""
    return f"{risk} {band}{held}"


def _decisions(decisions: tuple[PrintedDecision, ...], not_met: tuple[str, ...]) -> Iterator[Block]:
    yield Heading("The sergeant's decision")
    yield Text(
        f"Required items that are not met: {', '.join(not_met)}."
        if not_met
        else "No required item is not met."
    )
    if not decisions:
        yield Text("No decision is signed.")
    for each in reversed(decisions):
        yield from _decision(each)


def _decision(each: PrintedDecision) -> Iterator[Block]:
    about = f"revision {each.revision}" + ("" if each.current else ", which has changed since")
    yield Heading(f"{each.choice}: {about}", 2)
    if each.words:
        yield Text(each.words)
    if each.fault:
        yield Notice(each.fault, "INVALID")
    yield KeyValues(
        (
            *signature_facts(each.signer, each.signed_at, each.fingerprint, each.fault),
            (
                "Audit log then",
                f"{in_groups(each.audit_head)}, {counted(each.audit_count, 'entry', 'entries')}",
            ),
        )
    )
