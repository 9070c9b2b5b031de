"""What stands on printed storage papers: read from the store within the reader's rights, as plain values."""

from __future__ import annotations

from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_screen import ChecklistItem
from ssp_desktop.reports.blocks import Notice, Photograph
from ssp_desktop.reports.equipment_report import EquipmentReport
from ssp_desktop.reports.parts import day_words
from ssp_desktop.reports.storage_report import (
    DASH,
    PrintedAssessment,
    PrintedDecision,
    PrintedGroup,
    PrintedHazard,
    PrintedItem,
    StorageReport,
)
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, attachments, print_equipment, storage, storage_assessments
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.presets import RiskBand
from ssp_desktop.services.storage import Assessment, OpenedStorage
from ssp_desktop.services.storage_decisions import ShownStorageDecision
from ssp_desktop.services.storage_words import decided_item, found_words
from ssp_desktop.services.unit_of_work import Refused, Work
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.storage import (
    AssessmentParty,
    ItemLevel,
    ReviewState,
    StorageAnswer,
    StoragePart,
)

_PARTY = {
    StoragePart.SCHOOL_ASSESSMENT: AssessmentParty.SCHOOL,
    StoragePart.POLICE_ASSESSMENT: AssessmentParty.POLICE,
}
_ADVICE = (
    ("Property advice", "property_advice_on", "property_advice_reference"),
    ("Health and safety advice", "safety_advice_on", "safety_advice_reference"),
    ("Site security assessment", "site_assessment_on", "site_assessment_reference"),
)


_LATE = {ReviewState.DUE: ". Review due.", ReviewState.OVERDUE: ". Review overdue."}


def report(work: Work, partnership_id: int, part: StoragePart) -> tuple[StorageReport, int]:
    """Return the papers as this person may print them, and the checklist's revision.

    Raises:
        Refused: the school asks for the assessment of the police.
        UserError: there is nothing of it.
    """
    opened = storage.view(work, partnership_id)
    _check_there(opened, part, partnership_id)
    names = actions.account_names(work)
    bands = storage_assessments.bands_of(work.signed_in.preset)
    whole = part is StoragePart.PACK
    wanted = [each for each in opened.assessments if whole or each.party is _PARTY.get(part)]
    decided = whole or part is StoragePart.DECISION
    made = StorageReport(
        title=part.label.partition(":")[0],
        school=opened.state.school,
        approved=opened.state.approved,
        missing=opened.state.missing,
        facts=_facts(opened),
        checklist_facts=_checklist_facts(opened),
        groups=_groups(work, opened, names) if whole or part is StoragePart.CHECKLIST else (),
        assessments=tuple(_assessment(each, bands) for each in wanted),
        decisions=tuple(_decision(each, opened.revision) for each in opened.decisions) if decided else None,
        bands=tuple((each.label, each.lowest, each.highest) for each in bands),
        not_met=opened.state.not_met,
        equipment=_equipment(work, partnership_id) if whole else None,
    )
    return made, opened.revision


def _equipment(work: Work, partnership_id: int) -> EquipmentReport | None:
    """Return the register for the police; the school learns nothing of it, not even that there is one."""
    if not work.actor.may(Action.PRINT_EQUIPMENT):
        return None
    return print_equipment.report(work, partnership_id)


def _check_there(opened: OpenedStorage, part: StoragePart, partnership_id: int) -> None:
    """Refuse a document of which there is nothing yet."""
    wanted = next((each for each in opened.assessments if each.party is _PARTY.get(part)), None)
    if wanted is not None and wanted.hidden:
        raise Refused(Action.PRINT_STORAGE, storage_assessments.NOUN, partnership_id)
    there = {
        StoragePart.PACK: opened.state.started,
        StoragePart.CHECKLIST: opened.revision > 0,
        StoragePart.DECISION: bool(opened.decisions),
    }.get(part, wanted is not None and wanted.exists)
    if not there:
        raise UserError("There is nothing to print yet.", "Fill it in first.")


def _facts(opened: OpenedStorage) -> tuple[tuple[str, str], ...]:
    state = opened.state
    return (
        ("School", state.school),
        ("Checklist", f"{state.answered} of {state.asked} items answered. {state.review.label}."),
        ("Required and not met", ", ".join(state.not_met) or "None"),
    )


def _checklist_facts(opened: OpenedStorage) -> tuple[tuple[str, str], ...]:
    values = opened.checklist
    advice = [
        (name, ", ".join(filter(None, (day_words(values[day]), values[reference]))))
        for name, day, reference in _ADVICE
    ]
    return (
        ("Asked by", f"{opened.edition.source}, edition {opened.edition.number}"),
        ("Revision", str(opened.revision)),
        ("Confirmed on", day_words(values["confirmed_on"])),
        ("Review by", day_words(values["review_on"])),
        *advice,
        ("What the site assessment found", values["site_assessment_findings"] or DASH),
    )


def _groups(work: Work, opened: OpenedStorage, names: dict[int, str]) -> tuple[PrintedGroup, ...]:
    rows = {row["code"]: row for row in opened.checklist["items"]}
    found = attachments.pictures(work, STORAGE_CHECKLIST.noun, opened.checklist_id or 0)
    return tuple(
        PrintedGroup(
            title,
            tuple(
                _item(opened, each, rows.get(each.code), names)
                for each in opened.edition.items
                if each.group == key
            ),
            tuple(
                _photograph(told, jpeg)
                for each in opened.edition.items
                if each.group == key
                for told, jpeg in found
                if told.place == each.code
            ),
        )
        for key, title in opened.edition.groups
    )


def _photograph(told: attachments.Photograph, jpeg: bytes) -> Photograph | Notice:
    caption = f"{told.place}: {told.caption}"
    if told.fault:
        return Notice(f"{caption}\n{told.fault}", "Photograph not printed")
    return Photograph(jpeg, caption, f"Added by {told.added_by}, {in_words(told.added_at)}")


def _item(
    opened: OpenedStorage, item: ChecklistItem, row: dict[str, Any] | None, names: dict[int, str]
) -> PrintedItem:
    if item.level is ItemLevel.DECISION:
        answer, found = decided_item(opened)
        return PrintedItem(item.code, item.title, item.wording, item.level.label, answer, found, "")
    if row is None or not row["answer"]:
        return PrintedItem(item.code, item.title, item.wording, item.level.label, "Not answered", "", "")
    checked = f"{names.get(row['checked_by'], 'Unknown')}, {day_words(row['checked_on'])}"
    answer = label_of(StorageAnswer, row["answer"])
    return PrintedItem(
        item.code, item.title, item.wording, item.level.label, answer, found_words(row), checked
    )


def _assessment(each: Assessment, bands: tuple[RiskBand, ...]) -> PrintedAssessment:
    title = each.party.label
    if each.hidden:
        state = "It is there, and is kept by the police." if each.exists else "There is none yet."
        return PrintedAssessment(title, state)
    if not each.exists:
        return PrintedAssessment(title, "There is none yet.")
    values = each.values
    facts = (
        ("Made by", values["assessed_by"]),
        ("Made on", day_words(values["assessed_on"])),
        ("Review by", f"{day_words(values['review_on'])}{_LATE.get(each.review, '')}"),
        ("Reference", values["reference"] or DASH),
        ("Revision", str(each.revision)),
    )
    hazards = tuple(_hazard(row, bands) for row in values["hazards"])
    return PrintedAssessment(title, "", facts, values["arrangement"], hazards)


def _hazard(row: dict[str, Any], bands: tuple[RiskBand, ...]) -> PrintedHazard:
    before = storage_assessments.score(row, "before", bands)
    after = storage_assessments.score(row, "after", bands)
    action = ""
    if row["further_action"]:
        action = f"{row['further_action']}\n{row['action_owner']}, by {day_words(row['action_due_on'])}"
    return PrintedHazard(
        row["hazard"],
        row["who_harmed"],
        row["controls"],
        before.words,
        after.words,
        (before.likelihood, before.severity),
        (after.likelihood, after.severity),
        action,
    )


def _decision(each: ShownStorageDecision, revision: int) -> PrintedDecision:
    return PrintedDecision(
        choice=each.choice.label,
        revision=each.revision,
        current=each.revision == revision,
        signer=each.signer,
        signed_at=each.signed_at,
        words=each.words,
        fingerprint=each.fingerprint,
        audit_head=each.audit_head,
        audit_count=each.audit_count,
        fault=each.fault,
    )
