"""Words for the storage of officer safety equipment at a school (handbook 3.2.13)."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class ItemLevel(Labelled):
    """How much an item of the checklist matters. DECISION follows from the sergeant's signature."""

    REQUIRED = "required", "Required"
    ADVISED = "advised", "Advised"
    DECISION = "decision", "Required: follows from the decision"


class StorageAnswer(Labelled):
    """What was found about one item."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class AssessmentParty(Labelled):
    """Whose risk assessment it is. The handbook asks for both, one beside the other."""

    SCHOOL = "school", "School's own risk assessment"
    POLICE = "police", "Police risk assessment"


class StorageChoice(Labelled):
    """What the sergeant decided about required items that are not met (item R9)."""

    MITIGATIONS_AGREED = "mitigations_agreed", "Measures agreed"
    RISK_ACCEPTED = "risk_accepted", "Risk accepted in writing"


class ReviewState(Labelled):
    """Where something stands that is looked at again every year."""

    NOT_CONFIRMED = "not_confirmed", "Not confirmed yet"
    CONFIRMED = "confirmed", "Confirmed"
    DUE = "due", "Review due"
    OVERDUE = "overdue", "Review overdue"


class StoragePart(Labelled):
    """What of a school's storage is printed: all of it, or one document."""

    PACK = "pack", "Storage and officer safety: the whole pack"
    CHECKLIST = "checklist", "Storage checklist"
    SCHOOL_ASSESSMENT = "school_assessment", "School's own storage risk assessment"
    POLICE_ASSESSMENT = "police_assessment", "Police storage risk assessment"
    DECISION = "decision", "Storage decision"
