"""Steps that the tests of storage share: a checklist as the screen gives it, assessments, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssp_desktop.forms.spec import empty_values
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.forms.storage_screen import from_screen, screen_form
from ssp_desktop.services import storage_assessments, storage_checklists, storage_guidance, verification
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.stores import row

TODAY = date(2026, 11, 17)
EDITION = storage_guidance.edition(1)
SCREEN = screen_form(EDITION)


def checklist_values(stored: dict[str, Any] | None = None, **answers: Any) -> dict[str, Any]:
    """Return a checklist on which everything is met, but for ``answers`` by the screen's keys (R1_answer)."""
    met = {f"{each.code}_answer": "met" for each in EDITION.asked}
    screen = {**empty_values(SCREEN), **met, **answers}
    return from_screen(EDITION, screen, stored or empty_values(STORAGE_CHECKLIST))


def hazard(**changes: Any) -> dict[str, Any]:
    """Return a complete hazard; change what the test is about."""
    complete = {
        "hazard": "Spray is taken",
        "who_harmed": "Pupils: eyes and breathing",
        "likelihood_before": 3,
        "severity_before": 4,
        "controls": "Own locked cabinet",
        "likelihood_after": 1,
        "severity_after": 4,
    }
    return row(STORAGE_RISK_ASSESSMENT, "hazards", **{**complete, **changes})


def assessment_values(**changes: Any) -> dict[str, Any]:
    """Return a complete assessment; change what the test is about."""
    return {
        **empty_values(STORAGE_RISK_ASSESSMENT),
        "assessed_by": "Ms Example-Whitlock, deputy head",
        "assessed_on": date(2026, 11, 10),
        "review_on": date(2027, 11, 10),
        "hazards": (hazard(),),
        **changes,
    }


def confirm(signed_in: SignedIn, stored: dict[str, Any] | None = None, **answers: Any) -> int:
    """Save and confirm a checklist of the first school."""
    return storage_checklists.save(signed_in, 1, checklist_values(stored, **answers), confirm=True)


def failed_checks(signed_in: SignedIn) -> dict[str, str]:
    """Check the whole store; return what is wrong by the name of the check."""
    checked = verification.check_store(
        signed_in.database, store_id=signed_in.store_id, root_public=signed_in.vault.authority_public
    )
    return {line.name: line.words for line in checked.lines if not line.ok}


def assess_both(signed_in: SignedIn, **changes: Any) -> None:
    """Save both risk assessments of the first school."""
    for party in AssessmentParty:
        storage_assessments.save(signed_in, 1, party, assessment_values(**changes))
