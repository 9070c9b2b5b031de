"""What is stored: one typed table per noun. No wording, no rules, nothing that only one database knows."""

from __future__ import annotations

from ssp_desktop.models.account import Account, AccountGrant, AccountKey, SignInSession
from ssp_desktop.models.action import Action
from ssp_desktop.models.activity import Activity, ActivityAttendee, ActivityPupil, ActivitySecurityPoint
from ssp_desktop.models.arrest_arrangement import ArrestArrangement, ArrestSecurePlace, ArrestToldPerson
from ssp_desktop.models.arrest_outcome import ArrestOutcome, ArrestParentContact, ArrestShare
from ssp_desktop.models.arrest_plan import ArrestPlan
from ssp_desktop.models.attachment import Attachment, AttachmentRemoval
from ssp_desktop.models.audit_entry import AuditEntry
from ssp_desktop.models.base import Base, ChoiceSet, UtcDateTime
from ssp_desktop.models.bwv_viewing import BwvViewer, BwvViewing, ConfidentialityAgreement
from ssp_desktop.models.contact_log import (
    ContactLog,
    ContactLogInvitee,
    ContactLogPupil,
    ContactLogShare,
    ContactLogStaff,
)
from ssp_desktop.models.countersignature import Countersignature
from ssp_desktop.models.disclosure import Disclosure
from ssp_desktop.models.disposal import Disposal
from ssp_desktop.models.draft import Draft
from ssp_desktop.models.equipment import Equipment, EquipmentCheck, PlainClothesAuthority
from ssp_desktop.models.evaluation import (
    Evaluation,
    EvaluationAnnotation,
    EvaluationEvidence,
    EvaluationFigure,
    EvaluationMeasure,
    EvaluationObjective,
    EvaluationPastObjective,
    EvaluationPoliceAnnotation,
    EvaluationPoliceFigure,
    EvaluationSurveyQuestion,
    EvaluationVoice,
)
from ssp_desktop.models.evaluation_feedback import EvaluationAccount, EvaluationFeedback
from ssp_desktop.models.information_share import InformationShare, InformationSharePupil
from ssp_desktop.models.missing_pupil import MissingPupil, MissingPupilAnswer, MissingPupilChild
from ssp_desktop.models.officer_profile import OfficerProfile, OfficerTraining
from ssp_desktop.models.partnership import (
    Partnership,
    PartnershipMember,
    PartnershipPeriod,
    PartnershipRoom,
    PartnershipTerm,
)
from ssp_desktop.models.person import Person, PersonMatch
from ssp_desktop.models.prevention_plan import PreventionPlan, PreventionPlanTopic
from ssp_desktop.models.prioritisation import Prioritisation, PrioritisationCriterion
from ssp_desktop.models.prompt import Prompt
from ssp_desktop.models.record_signature import RecordSignature
from ssp_desktop.models.retention_review import RetentionReview
from ssp_desktop.models.review import Review
from ssp_desktop.models.revision import Revision
from ssp_desktop.models.school_roll import SchoolRoll
from ssp_desktop.models.search_document import SearchDocument
from ssp_desktop.models.storage_checklist import StorageChecklist, StorageChecklistItem, StorageDecision
from ssp_desktop.models.storage_risk_assessment import StorageHazard, StorageRiskAssessment
from ssp_desktop.models.store_settings import StoreSettings
from ssp_desktop.models.visit import Visit

__all__ = [
    "PreventionPlanTopic",
    "PreventionPlan",
    "MissingPupilChild",
    "MissingPupilAnswer",
    "MissingPupil",
    "InformationSharePupil",
    "InformationShare",
    "ConfidentialityAgreement",
    "BwvViewing",
    "BwvViewer",
    "Account",
    "AccountGrant",
    "AccountKey",
    "Action",
    "Activity",
    "ActivityAttendee",
    "ActivityPupil",
    "ActivitySecurityPoint",
    "Attachment",
    "AttachmentRemoval",
    "ArrestArrangement",
    "ArrestOutcome",
    "ArrestParentContact",
    "ArrestPlan",
    "ArrestSecurePlace",
    "ArrestShare",
    "ArrestToldPerson",
    "AuditEntry",
    "Base",
    "ChoiceSet",
    "ContactLog",
    "ContactLogInvitee",
    "ContactLogPupil",
    "ContactLogShare",
    "ContactLogStaff",
    "Countersignature",
    "Disclosure",
    "Disposal",
    "Draft",
    "Evaluation",
    "EvaluationAccount",
    "EvaluationAnnotation",
    "EvaluationEvidence",
    "EvaluationFeedback",
    "EvaluationFigure",
    "EvaluationMeasure",
    "EvaluationObjective",
    "EvaluationPastObjective",
    "EvaluationPoliceAnnotation",
    "EvaluationPoliceFigure",
    "EvaluationSurveyQuestion",
    "EvaluationVoice",
    "Equipment",
    "EquipmentCheck",
    "OfficerProfile",
    "OfficerTraining",
    "Partnership",
    "PartnershipMember",
    "PartnershipPeriod",
    "PartnershipRoom",
    "PartnershipTerm",
    "Person",
    "PersonMatch",
    "Prioritisation",
    "PrioritisationCriterion",
    "PlainClothesAuthority",
    "Prompt",
    "RecordSignature",
    "RetentionReview",
    "Review",
    "Revision",
    "SchoolRoll",
    "SearchDocument",
    "SignInSession",
    "StorageChecklist",
    "StorageChecklistItem",
    "StorageDecision",
    "StorageHazard",
    "StorageRiskAssessment",
    "StoreSettings",
    "UtcDateTime",
    "Visit",
]
