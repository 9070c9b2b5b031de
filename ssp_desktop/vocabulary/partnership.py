"""Words for the partnership with a school."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class Tier(Labelled):
    """Handbook 1.2. Always derived from named contact, protocol and agreement; never typed."""

    SSP = "ssp", "Safer School Partnership"
    NAMED_OFFICER = "named_officer", "Named officer"
    DECLINED = "declined", "Declined: must be escalated"
    NOT_SET_UP = "not_set_up", "Not set up yet"


class SchoolType(Labelled):
    """Type of school, as in handbook appendix B."""

    ACADEMY = "academy", "Academy"
    COMMUNITY = "community", "Community school"
    FOUNDATION = "foundation", "Foundation or trust school"
    FREE = "free", "Free school"
    VOLUNTARY = "voluntary", "Voluntary aided or controlled school"
    INDEPENDENT = "independent", "Independent school"
    SPECIAL = "special", "Special school"
    PRU = "pru", "Pupil referral unit or alternative provision"
    COLLEGE = "college", "College"
    UNIVERSITY = "university", "University"
    OTHER = "other", "Other"


class Phase(Labelled):
    """Phase of education."""

    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    SIXTEEN_PLUS = "sixteen_plus", "16 plus"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class PartnerRole(Labelled):
    """What a named person does in the partnership."""

    HEAD = "head", "Head teacher"
    SPOC = "spoc", "SPOC (single point of contact)"
    DEPUTY_SPOC = "deputy_spoc", "Deputy SPOC"
    DSL = "dsl", "Designated safeguarding lead"
    SSO = "sso", "Safer Schools Officer"
    BUDDY_SSO = "buddy_sso", "Buddy officer"
    SERGEANT = "sergeant", "Safer Schools sergeant"
    NAMED_CONTACT = "named_contact", "Named police contact"
    OTHER = "other", "Other"


class PeriodKind(Labelled):
    """A stretch of the school day."""

    REGISTRATION = "registration", "Registration"
    LESSON = "lesson", "Lesson"
    BREAK = "break", "Break"
    LUNCH = "lunch", "Lunch"


class TermKind(Labelled):
    """A stretch of the school year."""

    HALF_TERM = "half_term", "Half-term of teaching"
    INSET = "inset", "Training day: no pupils"


class SchoolTerm(Labelled):
    """A part of the academic year (handbook 3.1.19)."""

    AUTUMN = "autumn", "Autumn term"
    SPRING = "spring", "Spring term"
    SUMMER = "summer", "Summer term"
    HOLIDAYS = "holidays", "In the holidays"


class PartOfDay(Labelled):
    """What a moment of the school day is, by the bell times."""

    LESSON = "lesson", "in a lesson"
    BREAK = "break", "in a break"
    LUNCH = "lunch", "at lunch"
    CHANGE = "change", "at a change of lesson"
    OUTSIDE = "outside", "outside school hours"
    UNKNOWN = "unknown", "not known"


class DayOff(Labelled):
    """Why no pupils are taught on a day."""

    WEEKEND = "weekend", "a weekend"
    BANK_HOLIDAY = "bank_holiday", "a bank holiday"
    TRAINING = "training", "a training day"
    HALF_TERM = "half_term", "half term"
    HOLIDAY = "holiday", "a day of the school holidays"


class RoomUse(Labelled):
    """What a room is used for in the partnership."""

    SHARED = "shared", "Shared room for the officer"
    SECURE = "secure", "Secure place for an arrest"
    MEETING = "meeting", "Meeting pupils"
    STORAGE = "storage", "Storage of police equipment"
    OTHER = "other", "Other"


class ArrivalMethod(Labelled):
    """How the school is told that an officer arrives and leaves (handbook 3.1.9)."""

    RECEPTION = "reception", "Signs in at reception"
    SPOC = "spoc", "Tells the SPOC"
    BOTH = "both", "Signs in at reception and tells the SPOC"
