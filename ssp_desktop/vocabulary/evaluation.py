"""Words for the annual evaluation of a partnership (handbook 3.3.5) and for prioritisation (appendix H)."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class MeasureRating(Labelled):
    """How far a published measure of success was reached."""

    REACHED = "reached", "Reached"
    PARTLY = "partly", "Partly reached"
    NOT_REACHED = "not_reached", "Not reached"
    NOT_KNOWN = "not_known", "Cannot be said"


class FeedbackParty(Labelled):
    """Who at the school gives feedback, each under their own sign-in."""

    SPOC = "spoc", "SPOC"
    HEAD_TEACHER = "head_teacher", "Head teacher"


class FeedbackRating(Labelled):
    """What the school says about one side of the officer's work."""

    VERY_GOOD = "very_good", "Very good"
    GOOD = "good", "Good"
    FAIR = "fair", "Fair"
    POOR = "poor", "Poor"
    NOT_KNOWN = "not_known", "Cannot say"


class ObjectiveOutcome(Labelled):
    """What became of an objective of the year before."""

    REACHED = "reached", "Reached"
    PARTLY = "partly", "Partly reached"
    NOT_REACHED = "not_reached", "Not reached"
    CARRIED_ON = "carried_on", "Carried on into the next year"


class SurveyMethod(Labelled):
    """How pupils were asked."""

    PAPER = "paper", "On paper"
    ONLINE = "online", "Online"
    BOTH = "both", "On paper and online"


class EvaluationPart(Labelled):
    """What of an evaluation is filled in by itself."""

    AIMS = "aims", "Aims and measures of success"
    ANNOTATIONS = "annotations", "Notes on the figures"
    PUPIL_VOICE = "pupil_voice", "Pupil voice"
    OBJECTIVES = "objectives", "Objectives"
    MEETING = "meeting", "Meeting with a senior officer"


class EvaluationVoice(Labelled):
    """Whose words an evaluation rests on."""

    OFFICER = "officer", "Officer's own account"
    SPOC = "spoc", "SPOC's feedback"
    HEAD_TEACHER = "head_teacher", "Head teacher's feedback"


class SignOffStep(Labelled):
    """Who signs an evaluation, in this order."""

    OFFICER = "officer", "Officer"
    SPOC = "spoc", "SPOC"
    HEAD_TEACHER = "head_teacher", "Head teacher"
    SERGEANT = "sergeant", "Sergeant"
    SENIOR_OFFICER = "senior_officer", "Senior officer"


class EvaluationState(Labelled):
    """Where an evaluation stands; it follows from the record and its signatures."""

    WRITING = "writing", "Being written"
    SIGNING = "signing", "Waiting for signatures"
    SIGNED = "signed", "Signed by all"


class CriterionLevel(Labelled):
    """How much one criterion speaks for a dedicated officer."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"
    NONE = "none", "None"
    NOT_KNOWN = "not_known", "Not known"
