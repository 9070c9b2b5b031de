"""The partnership profile on paper: the tier with its reason, people, documents, bell times and rooms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ssp_desktop.forms.display import Shown, ShownSection
from ssp_desktop.reports.blocks import (
    Block,
    DataTable,
    DocumentSpec,
    KeyValues,
    Notice,
    PrintStamp,
    Text,
)
from ssp_desktop.reports.parts import cells, day_words, moment_words, section_blocks

_PEOPLE = frozenset({"members"})


@dataclass(frozen=True)
class PartnershipDocument:
    """A protocol or agreement: signed, its reference, to be reviewed by. ``state`` is in words."""

    name: str
    signed_on: date | None
    reference: str
    review_on: date | None
    state: str


@dataclass(frozen=True)
class PartnershipReport:
    """A partnership in words. ``documents`` stand in a table; ``printed_elsewhere`` names their keys."""

    school: str
    tier: str
    tier_reason: str
    must_escalate: bool
    revision: int
    updated_at: datetime
    documents: tuple[PartnershipDocument, ...]
    sections: tuple[ShownSection, ...]
    printed_elsewhere: frozenset[str] = frozenset()


def partnership_report(
    report: PartnershipReport, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed profile; ``top`` stands before everything else."""
    return DocumentSpec(
        title="Partnership profile", subject=report.school, stamp=stamp, blocks=(*top, *_blocks(report))
    )


def _blocks(report: PartnershipReport) -> Iterator[Block]:
    if report.must_escalate:
        yield Notice(
            "The school declined the partnership. This must be escalated to the leadership team and the "
            "central team (handbook 1.2).",
            "To be escalated",
        )
    yield KeyValues(
        (
            ("Tier", report.tier),
            ("Why", report.tier_reason),
            ("Revision", f"{report.revision}, {moment_words(report.updated_at)}"),
        )
    )
    for section in report.sections:
        yield from section_blocks(
            section, first=_tables(section, report), without=_PEOPLE | report.printed_elsewhere
        )


def _tables(section: ShownSection, report: PartnershipReport) -> Iterator[Block]:
    for answer in section.answers:
        if answer.key in _PEOPLE:
            yield from _people(answer)
    if any(answer.key in report.printed_elsewhere for answer in section.answers):
        yield _documents(report.documents)


def _people(members: Shown) -> Iterator[Block]:
    if not members.rows:
        yield Text("Nobody is named yet.")
        return
    yield DataTable(
        ("Name", "Role", "Telephone and e-mail", "In the role"),
        tuple(_person(cells(row)) for row in members.rows),
        widths=(1.4, 1.5, 1.9, 1.3),
        row_headers=True,
    )


def _person(known: dict[str, str]) -> tuple[str, str, str, str]:
    role = known.get("role", "")
    if known.get("leadership") == "Yes":
        role += "\nOn the leadership team"
    reach = "\n".join(filter(None, (known.get("telephone"), known.get("email"))))
    since = [f"From {known['from_date']}"] if known.get("from_date") else []
    until = [f"Until {known['until_date']}"] if known.get("until_date") else []
    return known.get("name", ""), role, reach or "\u2013", "\n".join(since + until) or "\u2013"


def _documents(documents: tuple[PartnershipDocument, ...]) -> DataTable:
    return DataTable(
        ("Document", "Signed", "Reference", "Review by", "State"),
        tuple(
            (
                each.name,
                day_words(each.signed_on),
                each.reference or "\u2013",
                day_words(each.review_on),
                each.state,
            )
            for each in documents
        ),
        widths=(1.7, 1.4, 1.1, 1.4, 1.1),
        row_headers=True,
    )
