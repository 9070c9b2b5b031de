"""Storage at a school. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import storage, storage_assessments, storage_checklists, storage_decisions
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice
from tests.features.rights.calling import Calls, own

CALLS: Calls = {
    "storage.schools": storage.schools,
    "storage.open_storage": lambda who: storage.open_storage(who, 1),
    "storage_assessments.open_assessment (the school's)": lambda who: storage_assessments.open_assessment(
        who, 1, AssessmentParty.SCHOOL
    ),
    "storage_assessments.open_assessment (the police's)": lambda who: storage_assessments.open_assessment(
        who, 1, AssessmentParty.POLICE
    ),
    "storage_assessments.save (the school's)": lambda who: storage_assessments.save(
        who, 1, AssessmentParty.SCHOOL, {}
    ),
    "storage_assessments.save (the police's)": lambda who: storage_assessments.save(
        who, 1, AssessmentParty.POLICE, {}
    ),
    "storage_checklists.open_checklist": lambda who: storage_checklists.open_checklist(who, 1),
    "storage_checklists.save": lambda who: storage_checklists.save(who, 1, {}),
    "storage_decisions.decide": lambda who: storage_decisions.decide(
        who, own(who), 1, 1, StorageChoice.RISK_ACCEPTED, "x"
    ),
}

TABLE = """
storage.schools                                    x x x x -
storage.open_storage                               x x x x -
storage_assessments.open_assessment (the school's) x x - x -
storage_assessments.open_assessment (the police's) x - - x -
storage_assessments.save (the school's)            x x - x -
storage_assessments.save (the police's)            x - - x -
storage_checklists.open_checklist                  x - - x -
storage_checklists.save                            x - - x -
storage_decisions.decide                           - - - x -
"""
