"""The equipment register of one school, to be printed: for the police alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from ssp_desktop.errors import UserError
from ssp_desktop.forms.display import NOT_ANSWERED, shown_sections
from ssp_desktop.forms.equipment import CHECKS, EQUIPMENT
from ssp_desktop.reports.equipment_report import (
    DASH,
    EquipmentReport,
    PrintedAuthority,
    PrintedEquipment,
    equipment_report,
)
from ssp_desktop.reports.parts import day_words, moment_words
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import equipment, equipment_views, plain_clothes
from ssp_desktop.services.equipment_views import OpenedEquipment
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.plain_clothes import Authority
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.equipment import EquipmentCondition

_HANDLING = "Says what police equipment is kept at a school, and by whom. For the police alone."


@dataclass(frozen=True)
class EquipmentPrint(PrintRequest):
    """The equipment register of one school."""

    partnership_id: int
    right: ClassVar = Action.PRINT_EQUIPMENT
    page_title: ClassVar = "Print the equipment register"
    menu_page: ClassVar = "storage"

    def material(self, work: Work) -> Material:
        """Read the register with the authorities to work in plain clothes."""
        found = report(work, self.partnership_id)
        if not found.items and not found.authorities:
            raise UserError("There is nothing to print yet.", "Register an item first.")
        about = f"equipment of school {self.partnership_id}"
        reference = f"Equipment {self.partnership_id}"
        make = partial(equipment_report, found)
        return Material(equipment.NOUN, 0, None, reference, about, make, _HANDLING)


def report(work: Work, partnership_id: int) -> EquipmentReport:
    """Return a school's register as it is printed. The caller has checked who asks."""
    items = tuple(
        _item(equipment_views.opened(work, equipment.find(work, line.id)))
        for line in equipment_views.lines(work, partnership_id)
    )
    authorities = tuple(_authority(each) for each in plain_clothes.shown(work, partnership_id))
    return EquipmentReport(stored_school(work, partnership_id).school_name, items, authorities)


def _item(opened: OpenedEquipment) -> PrintedEquipment:
    line = opened.line
    answers = [
        (each.label, each.text)
        for section in shown_sections(EQUIPMENT, opened.values, opened.names)
        for each in section.answers
        if each.key != CHECKS.key and each.text != NOT_ANSWERED
    ]
    checks = tuple(
        (
            day_words(row["checked_on"]),
            f"{row['weight']} g" if row["weight"] is not None else DASH,
            label_of(EquipmentCondition, row["condition"]),
            row["note"] or DASH,
            opened.names.get(row["checked_by"], "Unknown"),
        )
        for row in opened.values[CHECKS.key]
    )
    return PrintedEquipment(
        line.name,
        line.holder,
        line.state.label,
        day_words(line.expires_on),
        day_words(line.checked_on),
        ". ".join(each.words for each in line.warnings) or DASH,
        tuple(answers),
        tuple(_signatures(opened)),
        checks,
        opened.weights,
    )


def _signatures(opened: OpenedEquipment) -> list[tuple[str, str]]:
    signatures = opened.signatures
    given = [
        (name, _signed(each))
        for name, each in (
            ("Signed by the issuer", signatures.issued),
            ("Signed by the receiver", signatures.received),
        )
        if each is not None
    ]
    if signatures.missing:
        given.append(("Not signed yet by", " and ".join(signatures.missing)))
    return given


def _signed(each: ShownSignature) -> str:
    state = "VALID" if each.is_valid else f"INVALID. {each.fault}"
    return f"{each.signer}, {moment_words(each.signed_at)}. {state}"


def _authority(each: Authority) -> PrintedAuthority:
    return PrintedAuthority(
        each.officer,
        each.reason,
        f"{day_words(each.starts_on)} to {day_words(each.ends_on)}",
        each.holds,
        _signed(each.signature) if each.signature is not None else "Not signed",
    )
