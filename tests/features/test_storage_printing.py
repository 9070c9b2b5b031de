"""Storage papers as PDF: the pack or one document, within the reader's rights, each file sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    attachments,
    printing,
    storage_assessments,
    storage_checklists,
    storage_decisions,
)
from ssp_desktop.services.print_requests import StoragePrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice, StoragePart
from tests.features.picture_files import file_with, located_jpeg
from tests.features.steps import sql, trace
from tests.features.storage_steps import assess_both, assessment_values, checklist_values, confirm, hazard
from tests.reports.documents import faults, pages
from tests.stores import PASSWORDS, SignInAs

WHY = "One lock until the summer <b>&amp;</b>"


def prepare(sergeant: SignedIn) -> None:
    """A school with a required item that is not met, both assessments, and the risk accepted."""
    confirm(
        sergeant, R1_answer="not_met", R1_evidence="One lock", A9_answer="not_applicable", A9_reason="Agreed"
    )
    assess_both(sergeant)
    police = assessment_values(hazards=(hazard(), hazard(hazard="Fire", controls="CANARY-POLICE")))
    storage_assessments.save(sergeant, 1, AssessmentParty.POLICE, police)
    storage_decisions.decide(sergeant, PASSWORDS["sergeant"], 1, 1, StorageChoice.RISK_ACCEPTED, WHY)


def printed(signed_in: SignedIn, part: StoragePart) -> str:
    prepared = printing.disclose(signed_in, StoragePrint(1, part), "Ms Example-Lee", "review", "printed")
    pdf = printing.render(prepared)
    assert faults(pdf) == []
    return " ".join(pages(pdf))


def test_the_pack_holds_everything(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    prepare(sergeant)
    text = printed(sergeant, StoragePart.PACK)
    for words in (
        "Storage approved",
        "R1 One door, two locks (required)",
        "One lock",
        "Not applicable",
        "School's own risk assessment",
        "Police risk assessment",
        "3 \u00d7 4 = 12, High",
        "1 \u00d7 4 = 4, Low",
        "12 High Hazard 1, 2",
        "CANARY-POLICE",
        "Risk accepted in writing: revision 1",
        WHY,
        "Signature VALID",
        "Says where police equipment is kept and how.",
    ):
        assert words in text
    event, noun, _record, detail = trace(sergeant)[-1]
    assert (event, noun) == ("disclosed", "storage_checklist")
    assert "storage of school 1, pack" in detail


@pytest.mark.parametrize(
    ("part", "there", "absent"),
    [
        (StoragePart.CHECKLIST, "Clear desk", "CANARY-POLICE"),
        (StoragePart.SCHOOL_ASSESSMENT, "School's own storage risk assessment", "CANARY-POLICE"),
        (StoragePart.POLICE_ASSESSMENT, "CANARY-POLICE", "Clear desk"),
        (StoragePart.DECISION, "Required items that are not met: R1.", "CANARY-POLICE"),
    ],
)
def test_each_document_alone(signed_in_as: SignInAs, part: StoragePart, there: str, absent: str) -> None:
    sergeant = signed_in_as("sergeant")
    prepare(sergeant)
    text = printed(sergeant, part)
    assert there in text
    assert absent not in text


def test_the_school_prints_the_pack_without_what_the_police_keep(signed_in_as: SignInAs) -> None:
    prepare(signed_in_as("sergeant"))
    spoc = signed_in_as("spoc")
    text = printed(spoc, StoragePart.PACK)
    assert "It is there, and is kept by the police." in text
    assert "CANARY-POLICE" not in text
    assert "until the summer" not in text
    with pytest.raises(Refused):
        printing.preview(spoc, StoragePrint(1, StoragePart.POLICE_ASSESSMENT))
    with pytest.raises(Refused):
        printing.preview(spoc, StoragePrint(2))


def test_not_approved_stands_on_the_paper_and_an_invalid_decision_says_so(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    prepare(sergeant)
    sql(sergeant, "DROP TRIGGER storage_decision_no_update")
    sql(sergeant, "UPDATE storage_decision SET words = 'All is well.'")
    text = printed(sergeant, StoragePart.PACK)
    assert "Storage not approved" in text
    assert "Signature INVALID" in text


@pytest.mark.parametrize("part", StoragePart)
def test_nothing_to_print_is_said(signed_in_as: SignInAs, part: StoragePart) -> None:
    with pytest.raises(UserError, match="nothing to print yet"):
        printing.preview(signed_in_as("officer"), StoragePrint(1, part))


def test_a_half_filled_checklist_prints_what_is_there(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    storage_checklists.save(officer, 1, checklist_values(P1_answer=""))
    text = printed(officer, StoragePart.PACK)
    assert "Not answered" in text
    assert "There is none yet." in text
    assert "No decision is signed." in text


def test_the_checklist_prints_its_photographs_and_not_a_swapped_one(
    signed_in_as: SignInAs, tmp_path: Path
) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    for code, caption in (("R1", "Both locks of the door"), ("A2", "The cabinet for the spray")):
        attachments.add(officer, PHOTOGRAPHS, 1, file_with(tmp_path, located_jpeg()), caption, code)
    text = printed(officer, StoragePart.CHECKLIST)
    assert "R1: Both locks of the door" in text
    assert "A2: The cabinet for the spray" in text
    assert "Added by PC 0001 Example-Okafor, 17 November 2026" in text
    sql(officer, "DROP TRIGGER attachment_no_update")
    sql(officer, "UPDATE attachment SET picture = zeroblob(99) WHERE place = 'R1'")
    text = printed(officer, StoragePart.CHECKLIST)
    assert "Photograph not printed" in text
    assert "This photograph is not the one that was added." in text
