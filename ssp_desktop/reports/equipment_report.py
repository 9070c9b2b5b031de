"""The equipment register on paper: the list, then each item with its signatures, checks and state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssp_desktop.reports.blocks import (
    Block,
    DataTable,
    DocumentSpec,
    Heading,
    KeyValues,
    Notice,
    PrintStamp,
    Text,
)

DASH = "\u2013"


@dataclass(frozen=True)
class PrintedEquipment:
    """One item. ``facts`` are labels and answers; ``checks`` day, weight, condition and note, and who."""

    name: str
    holder: str
    state: str
    expires: str
    checked: str
    to_do: str
    facts: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str, str, str, str], ...]
    weights: tuple[str, ...]


@dataclass(frozen=True)
class PrintedAuthority:
    """One authority to work in plain clothes."""

    officer: str
    reason: str
    dates: str
    holds: str
    signed: str


@dataclass(frozen=True)
class EquipmentReport:
    """The register of one school."""

    school: str
    items: tuple[PrintedEquipment, ...]
    authorities: tuple[PrintedAuthority, ...]


def equipment_report(report: EquipmentReport, stamp: PrintStamp, top: tuple[Block, ...] = ()) -> DocumentSpec:
    """Return the printed register; ``top`` stands before everything else."""
    return DocumentSpec("Equipment register", report.school, stamp, (*top, *equipment_blocks(report)))


def equipment_blocks(report: EquipmentReport) -> Iterator[Block]:
    """Yield the register as part of another document, such as the storage pack."""
    yield Heading("Equipment register")
    if not report.items:
        yield Text("Nothing is registered.")
    else:
        yield DataTable(
            ("Item", "Received by", "State", "Expires", "Last check", "To do"),
            tuple(
                (each.name, each.holder, each.state, each.expires, each.checked, each.to_do)
                for each in report.items
            ),
            widths=(1.4, 1.3, 0.9, 0.9, 0.9, 1.6),
            row_headers=True,
        )
    for each in report.items:
        yield from _item(each)
    yield Heading("Plain clothes", 2)
    if not report.authorities:
        yield Text("Nobody is authorised to work here in plain clothes.")
        return
    yield DataTable(
        ("Officer", "Why", "From and until", "State", "Signature"),
        tuple(
            (each.officer, each.reason, each.dates, each.holds, each.signed) for each in report.authorities
        ),
        widths=(1.5, 2.0, 1.2, 0.8, 1.5),
        row_headers=True,
    )


def _item(each: PrintedEquipment) -> Iterator[Block]:
    yield Heading(each.name, 2)
    for words in each.weights:
        yield Notice(words, "It weighs less than before")
    yield KeyValues((*each.facts, *each.signatures))
    if each.checks:
        yield DataTable(
            ("Checked on", "Weight", "Condition", "Note", "Checked by"),
            each.checks,
            caption=f"Checks of {each.name}",
            widths=(1.0, 0.7, 1.2, 1.6, 1.3),
            row_headers=True,
        )
