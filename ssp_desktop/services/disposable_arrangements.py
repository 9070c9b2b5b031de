"""Kinds of record that can be disposed of and say how police and school work together: none names a pupil.

What is kept once for a school or once for a school year counts from the day on which it was last agreed,
confirmed or reviewed, or from the end of that year.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, String, case, cast, exists, func, type_coerce

from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.forms.bwv_viewing import CONFIDENTIALITY_AGREEMENT
from ssp_desktop.forms.equipment import EQUIPMENT
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.evaluation_account import EVALUATION_ACCOUNT
from ssp_desktop.forms.evaluation_feedback import EVALUATION_FEEDBACK
from ssp_desktop.forms.plain_clothes_authority import PLAIN_CLOTHES_AUTHORITY
from ssp_desktop.forms.prevention_plan import PREVENTION_PLAN
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.models import (
    ArrestArrangement,
    ArrestSecurePlace,
    ArrestToldPerson,
    BwvViewing,
    ConfidentialityAgreement,
    Equipment,
    EquipmentCheck,
    Evaluation,
    EvaluationAccount,
    EvaluationAnnotation,
    EvaluationEvidence,
    EvaluationFeedback,
    EvaluationFigure,
    EvaluationMeasure,
    EvaluationObjective,
    EvaluationPastObjective,
    EvaluationPoliceAnnotation,
    EvaluationPoliceFigure,
    EvaluationSurveyQuestion,
    EvaluationVoice,
    PlainClothesAuthority,
    PreventionPlan,
    PreventionPlanTopic,
    Prioritisation,
    PrioritisationCriterion,
    SchoolRoll,
    StorageChecklist,
    StorageChecklistItem,
    StorageDecision,
    StorageHazard,
    StorageRiskAssessment,
)
from ssp_desktop.services.disposable import Disposable, Part, SchoolPage, numbered, of_year
from ssp_desktop.vocabulary.equipment import EquipmentKind, EquipmentState
from ssp_desktop.vocabulary.storage import AssessmentParty

_YEAR_LABEL = "End of the school year"


def _end_of_year(begins: Any) -> ColumnElement[date]:
    """Return 31 August of the school year that begins in a column's calendar year."""
    return type_coerce(cast(begins + 1, String).concat("-08-31"), Date)


def _confirmed() -> ColumnElement[date]:
    """Return the day on which a checklist was confirmed, of one that never was that of its last change."""
    return func.coalesce(
        StorageChecklist.confirmed_on, type_coerce(func.date(StorageChecklist.updated_at), Date)
    )


def _left_use() -> ColumnElement[date]:
    """Return the day from which an item was not in use any more; a loss counts once it is dealt with."""
    return case(
        (Equipment.state == EquipmentState.IN_USE.value, None),
        (Equipment.state == EquipmentState.LOST.value, Equipment.dealt_with_on),
        else_=Equipment.state_on,
    )


def _storage_confirmed_later(cut: date) -> ColumnElement[bool]:
    """Approval of storage, and any decision about it, rests on the two risk assessments."""
    return exists().where(
        StorageChecklist.partnership_id == StorageRiskAssessment.partnership_id, _confirmed() > cut
    )


def _viewed_later(cut: date) -> ColumnElement[bool]:
    """A viewing of body-worn video rests on the agreements of its school."""
    return exists().where(
        BwvViewing.partnership_id == ConfidentialityAgreement.partnership_id, BwvViewing.viewed_on > cut
    )


ARRANGEMENTS = (
    Disposable(
        EQUIPMENT,
        "Equipment",
        "Out of use since",
        Equipment,
        _left_use(),
        lambda record: f"{EquipmentKind(record.kind).label} {record.number}",
        rows=(EquipmentCheck,),
        pages=("equipment_item",),
        school_pages=(SchoolPage("equipment_edit", {"item": "id"}),),
    ),
    Disposable(
        PLAIN_CLOTHES_AUTHORITY,
        "Plain-clothes authority",
        "Ended on",
        PlainClothesAuthority,
        PlainClothesAuthority.ends_on,
        numbered("Plain-clothes authority"),
    ),
    Disposable(
        STORAGE_CHECKLIST,
        "Storage checklist",
        "Last confirmed",
        StorageChecklist,
        _confirmed(),
        numbered("Storage checklist"),
        rows=(StorageDecision, StorageChecklistItem),
        school_pages=(SchoolPage("storage_checklist"), SchoolPage("storage")),
        told_to_school=True,
    ),
    Disposable(
        STORAGE_RISK_ASSESSMENT,
        "Storage risk assessment",
        "Made on",
        StorageRiskAssessment,
        StorageRiskAssessment.assessed_on,
        lambda record: f"{AssessmentParty(record.party).label} {record.id}",
        rows=(StorageHazard,),
        school_pages=(SchoolPage("storage_assessment", {"party": "party"}),),
        needed=_storage_confirmed_later,
    ),
    Disposable(
        EVALUATION,
        "Evaluation",
        _YEAR_LABEL,
        Evaluation,
        _end_of_year(Evaluation.year),
        lambda record: of_year("Evaluation", record.year),
        rows=(
            EvaluationMeasure,
            EvaluationEvidence,
            EvaluationAnnotation,
            EvaluationPoliceAnnotation,
            EvaluationSurveyQuestion,
            EvaluationPastObjective,
            EvaluationObjective,
            EvaluationFigure,
            EvaluationPoliceFigure,
            EvaluationVoice,
        ),
        parts=(
            Part(EVALUATION_FEEDBACK.noun, EvaluationFeedback),
            Part(EVALUATION_ACCOUNT.noun, EvaluationAccount),
        ),
        pages=("evaluation", "evaluation_part", "evaluation_voice"),
        told_to_school=True,
    ),
    Disposable(
        PRIORITISATION,
        "Prioritisation",
        "Reviewed on",
        Prioritisation,
        Prioritisation.reviewed_on,
        numbered("Prioritisation"),
        rows=(PrioritisationCriterion,),
        school_pages=(SchoolPage("prioritisation"),),
    ),
    Disposable(
        SCHOOL_ROLL,
        "School roll",
        _YEAR_LABEL,
        SchoolRoll,
        _end_of_year(SchoolRoll.academic_year),
        lambda record: of_year("School roll", record.academic_year),
        school_pages=(SchoolPage("school_roll", {"begins": "academic_year"}),),
        told_to_school=True,
    ),
    Disposable(
        PREVENTION_PLAN,
        "Prevention plan",
        _YEAR_LABEL,
        PreventionPlan,
        _end_of_year(PreventionPlan.school_year),
        lambda record: of_year("Prevention plan", record.school_year),
        rows=(PreventionPlanTopic,),
        school_pages=(SchoolPage("prevention_plan", {"school_year": "school_year"}),),
        told_to_school=True,
    ),
    Disposable(
        ARREST_ARRANGEMENT,
        "Arrangements for an arrest",
        "Agreed on",
        ArrestArrangement,
        ArrestArrangement.agreed_on,
        numbered("Arrangements for an arrest"),
        rows=(ArrestSecurePlace, ArrestToldPerson),
        school_pages=(SchoolPage("arrest_arrangement"),),
    ),
    Disposable(
        CONFIDENTIALITY_AGREEMENT,
        "Confidentiality agreement",
        "Signed on",
        ConfidentialityAgreement,
        ConfidentialityAgreement.signed_on,
        numbered("Confidentiality agreement"),
        needed=_viewed_later,
        told_to_school=True,
    ),
)
