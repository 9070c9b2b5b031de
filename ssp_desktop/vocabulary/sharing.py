"""Words for information shared, missing pupils, viewings of video and the prevention plan."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class ShareBasis(Labelled):
    """On what ground information is shared (handbook 3.2.9)."""

    CRIME_AND_DISORDER = "crime_and_disorder", "Crime and Disorder Act 1998 section 115"
    SAFEGUARDING = "safeguarding", "Safeguarding of a child: Children Acts 1989 and 2004"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement: Data Protection Act 2018 Part 3"
    VITAL_INTERESTS = "vital_interests", "Danger to somebody's life: UK GDPR article 6(1)(d)"
    CONSENT = "consent", "Consent of pupil or parent"
    OTHER = "other", "Another ground"


class MissingRisk(Labelled):
    """How great the risk is. A child whose whereabouts cannot be established is missing until found."""

    NO_APPARENT = "no_apparent", "No apparent risk"
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High: immediate risk"


class ViewingPlace(Labelled):
    """Where footage may be viewed (handbook 3.1.11)."""

    POLICE_DEVICE = "police_device", "On a police tablet or laptop at the school"
    POLICE_STATION = "police_station", "At a police station"


class PlanState(Labelled):
    """Where a topic of the prevention plan stands. Nobody enters it: it follows from dates and activities."""

    DELIVERED = "delivered", "Delivered"
    PLANNED = "planned", "Planned"
    DUE = "due", "Due: not planned yet"
    MISSED = "missed", "Missed"
    LATER = "later", "Later in the year"
