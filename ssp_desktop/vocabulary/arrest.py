"""Words for arrests and interviews on school premises (handbook 3.2.11; PACE Codes C and G)."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class ArrestKind(Labelled):
    """What one record is about."""

    PLANNED = "planned", "An arrest that is planned"
    URGENT = "urgent", "An urgent arrest that was made without a plan"
    INTERVIEW = "interview", "An interview at the school, without an arrest"


class ArrestPlanState(Labelled):
    """Where an arrest plan stands."""

    SUBMITTED = "submitted", "Waiting for the sergeant"
    CHANGES_WANTED = "changes_wanted", "Changes wanted"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    DONE = "done", "Outcome recorded"
    CANCELLED = "cancelled", "Cancelled"


class ArrestDecision(Labelled):
    """What the sergeant decided about one revision of an arrest plan."""

    APPROVED = "approved", "Approve it"
    CHANGES_WANTED = "changes_wanted", "Ask for changes"
    REFUSED = "refused", "Refuse it"

    @property
    def done_words(self) -> str:
        """The decision as it reads once it is signed."""
        return _DECIDED[self.value]


_DECIDED = {"approved": "Approved", "changes_wanted": "Changes wanted", "refused": "Refused"}


class Necessity(Labelled):
    """Why an arrest is necessary: the criteria of PACE section 24(5) and Code G."""

    NAME = "name", "To find out the person\u2019s name"
    ADDRESS = "address", "To find out the person\u2019s address"
    INJURY_SELF = "injury_self", "To prevent injury to the person"
    INJURY_OTHER = "injury_other", "To prevent injury to somebody else"
    PROPERTY = "property", "To prevent loss of or damage to property"
    DECENCY = "decency", "To prevent an offence against public decency"
    HIGHWAY = "highway", "To prevent an unlawful obstruction of the highway"
    VULNERABLE = "vulnerable", "To protect a child or other vulnerable person"
    INVESTIGATION = "investigation", "To allow a prompt and effective investigation"
    DISAPPEARANCE = "disappearance", "To prevent the person from disappearing"


class AdultRelation(Labelled):
    """Who the appropriate adult is (Code C 1.7, 11.16)."""

    PARENT = "parent", "Parent, guardian or the local authority"
    SOCIAL_WORKER = "social_worker", "Social worker"
    SCHOOL = "school", "Head teacher or nominee, since waiting would delay too much"
    OTHER = "other", "Another responsible adult of 18 or over, not of the police"


class SchoolLead(Labelled):
    """Who speaks for the school."""

    HEAD = "head", "Head teacher"
    NOMINEE = "nominee", "The head\u2019s nominee"


class HowTold(Labelled):
    """How somebody was told."""

    IN_PERSON = "in_person", "In person"
    TELEPHONE = "telephone", "By telephone"
    MESSAGE = "message", "By message"
    LETTER = "letter", "By letter"


class ArrestResult(Labelled):
    """What came of it."""

    CUSTODY = "custody", "Arrested and taken into custody"
    RELEASED = "released", "Arrested and released again"
    NOT_ARRESTED = "not_arrested", "Not arrested"


class ArrestPaper(Labelled):
    """What of an arrest plan is printed."""

    BRIEF = "brief", "Brief for the day"
    RECORD = "record", "Full record"
