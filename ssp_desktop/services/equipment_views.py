"""The equipment register to read: the list of a school, one item with its signatures, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from ssp_desktop.forms.equipment import EQUIPMENT
from ssp_desktop.models import Equipment, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, equipment, equipment_signing
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.equipment_signing import IssueSignatures
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.partnerships import WARNING_DAYS
from ssp_desktop.services.records import read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.equipment import EquipmentKind, EquipmentState

# The handbook asks for checks and names no interval. A month is common practice for spray.
CHECK_EVERY = timedelta(days=31)
_CHECKED = frozenset({EquipmentKind.PAVA, EquipmentKind.BATON, EquipmentKind.CUFFS})


@dataclass(frozen=True)
class EquipmentWarning:
    """What is to be done about an item, in a sentence without its full stop, and whether that is late."""

    words: str
    late: bool


@dataclass(frozen=True)
class EquipmentLine:
    """One item in the list, with what is to be done about it."""

    id: int
    partnership_id: int
    school: str
    kind: EquipmentKind
    number: str
    holder: str
    state: EquipmentState
    expires_on: date | None
    checked_on: date | None
    warnings: tuple[EquipmentWarning, ...]

    @property
    def name(self) -> str:
        """What it is called: its kind and number."""
        return f"{self.kind.label} {self.number}"


@dataclass(frozen=True)
class OpenedEquipment:
    """One item with everything about it. ``weights`` say in words how the weight changed."""

    line: EquipmentLine
    values: dict[str, Any]
    revision: int
    signatures: IssueSignatures
    weights: tuple[str, ...]
    names: dict[int, str]


@dataclass(frozen=True)
class EquipmentDue:
    """Something that waits: ``tag`` is its urgency in a word."""

    record_id: int
    name: str
    school: str
    what: str
    tag: str


def register(signed_in: SignedIn, partnership_id: int) -> tuple[EquipmentLine, ...]:
    """Return a school's register: what is in use first, then by kind and number."""

    def work(work: Work) -> tuple[EquipmentLine, ...]:
        stored_school(work, partnership_id)
        work.audit(AuditEvent.LISTED, equipment.NOUN, detail=f"equipment of school {partnership_id}")
        return lines(work, partnership_id)

    return run(signed_in, Action.EQUIPMENT_READ, work)


def open_equipment(signed_in: SignedIn, record_id: int) -> OpenedEquipment:
    """Return one item of the register."""

    def work(work: Work) -> OpenedEquipment:
        record = equipment.find(work, record_id)
        work.audit(AuditEvent.CONSULTED, equipment.NOUN, record.id, revision=record.revision)
        return opened(work, record)

    return run(signed_in, Action.EQUIPMENT_READ, work)


def lines(work: Work, partnership_id: int | None = None) -> tuple[EquipmentLine, ...]:
    """Return the items of a school (None: of all), what is in use first. The caller has checked who asks."""
    query = (
        select(Equipment, Partnership.school_name)
        .join(Partnership, Partnership.id == Equipment.partnership_id)
        .order_by(Equipment.state != EquipmentState.IN_USE.value, Equipment.kind, Equipment.number)
    )
    if partnership_id is not None:
        query = query.where(Equipment.partnership_id == partnership_id)
    names = actions.account_names(work)
    return tuple(_line(work, record, school, names) for record, school in work.db.execute(query))


def listed(
    work: Work,
    *,
    after: Any,  # noqa: ARG001 - the readers' shape: a register is short and is read at once
    limit: int,  # noqa: ARG001 - the same
    partnership_id: int | None = None,
) -> tuple[EquipmentLine, ...]:
    """Return a school's register to be exported. The caller has checked who asks."""
    return lines(work, partnership_id)


def opened(work: Work, record: Equipment) -> OpenedEquipment:
    """Return one item as it is shown and printed. The caller has checked who asks."""
    names = actions.account_names(work)
    school = stored_school(work, record.partnership_id).school_name
    values = read_values(record, EQUIPMENT)
    return OpenedEquipment(
        _line(work, record, school, names),
        values,
        record.revision,
        equipment_signing.of_issue(work, record),
        tuple(weight_words(values)),
        names,
    )


def weight_words(values: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each time that a canister weighed less than before."""
    before, when = values["weight_at_issue"], "at issue"
    for row in values["checks"]:
        weight = row["weight"]
        if weight is None:
            continue
        if before is not None and weight < before:
            yield (
                f"On {day_in_words(row['checked_on'])} it weighed {weight} g, {before - weight} g less than "
                f"{when} ({before} g). Ask whether it was discharged, and look for a leak."
            )
        before, when = weight, f"on {day_in_words(row['checked_on'])}"


def waiting(work: Work) -> Iterator[EquipmentDue]:
    """Yield what waits: expiry, checks, signatures and losses of items that somebody has to see to."""
    for line in lines(work):
        for each in line.warnings:
            tag = "Overdue" if each.late else "Due soon"
            yield EquipmentDue(line.id, line.name, line.school, each.words, tag)


def _line(work: Work, record: Equipment, school: str, names: dict[int, str]) -> EquipmentLine:
    state = EquipmentState(record.state)
    last = max((each.checked_on for each in record.checks if each.checked_on), default=None)
    return EquipmentLine(
        record.id,
        record.partnership_id,
        school,
        EquipmentKind(record.kind),
        record.number,
        names.get(record.received_by or 0, ""),
        state,
        record.expires_on,
        last,
        tuple(EquipmentWarning(words, late) for words, late in _warnings(work, record, last)),
    )


def _warnings(work: Work, record: Equipment, last: date | None) -> Iterator[tuple[str, bool]]:
    if record.state == EquipmentState.LOST and not record.dealt_with:
        yield f"Lost on {_day(record.state_on)}. The sergeant has not dealt with it yet", True
    if record.state != EquipmentState.IN_USE:
        return
    if record.expires_on is not None and record.expires_on <= work.today:
        yield f"Expired on {_day(record.expires_on)}: take it out of use", True
    elif record.expires_on is not None and (record.expires_on - work.today).days <= WARNING_DAYS:
        yield f"Expires on {_day(record.expires_on)}", False
    since = last or record.issued_on
    if record.kind in _CHECKED and since is not None and since + CHECK_EVERY < work.today:
        yield f"Not checked since {_day(since)}", True
    missing = equipment_signing.of_issue(work, record).missing
    if missing:
        yield f"Not signed yet by {' and '.join(missing)}", False


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "an unknown day"
