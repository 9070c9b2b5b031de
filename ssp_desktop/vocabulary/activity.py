"""Words for activities: what an officer's year at a school consists of (handbook 3.1.15 to 3.1.19)."""

from __future__ import annotations

from typing import Final

from ssp_desktop.vocabulary.base import Labelled


class ActivityState(Labelled):
    """Whether an activity counts."""

    RECORDED = "recorded", "Recorded"
    IN_ERROR = "in_error", "Entered in error"


class ActivityKind(Labelled):
    """What was done. ``POLICE_ONLY`` says which of these the school neither sees nor counts."""

    ABSTRACTION = "abstraction", "Abstraction to other duties"
    CADETS = "cadets", "Volunteer Police Cadets"
    CONFIDENCE = "confidence", "Work on young people's confidence"
    ENGAGEMENT = "engagement", "Engagement event or primary school visit"
    HATE_CRIME = "hate_crime", "Hate crime activity"
    HOLIDAY = "holiday", "Holiday engagement"
    HOME_VISIT = "home_visit", "Home visit"
    INTELLIGENCE = "intelligence", "Intelligence report submitted"
    INVESTIGATION = "investigation", "Help with an investigation"
    MEETING = "meeting", "Meeting"
    PATROL = "patrol", "Patrol"
    PERSON_NOT_KNOWN = "person_not_known", "Person not known on site"
    PRESENTATION = "presentation", "Presentation"
    PROBLEM_SOLVING = "problem_solving", "Problem-solving plan"
    PROJECT = "project", "Preventative project"
    REFERRAL = "referral", "Referral"
    RESTORATIVE = "restorative", "Restorative approach"
    SCHOOL_WATCH = "school_watch", "School Watch"
    SCREENING_ARCH = "screening_arch", "Screening arch operation"
    SITE_SECURITY = "site_security", "Site security advice"
    SOCIAL_MEDIA = "social_media", "Social media or community message"
    STOP_SEARCH = "stop_search", "Stop and search"
    TRAINING_GIVEN = "training_given", "Training given"
    TRAINING_RECEIVED = "training_received", "Training received"
    TRUANCY_PATROL = "truancy_patrol", "Truancy patrol"
    WEAPON_SWEEP = "weapon_sweep", "Weapon sweep"
    WEAPONS_FOUND = "weapons_found", "Knives or weapons found"
    YOUTH_PANEL = "youth_panel", "School youth panel"


# Operations, intelligence, and what names a pupil for the police's own purposes. Why each: decision 0018.
POLICE_ONLY: Final = frozenset(
    {
        ActivityKind.ABSTRACTION,
        ActivityKind.INTELLIGENCE,
        ActivityKind.INVESTIGATION,
        ActivityKind.PATROL,
        ActivityKind.REFERRAL,
        ActivityKind.SCREENING_ARCH,
        ActivityKind.STOP_SEARCH,
        ActivityKind.TRAINING_RECEIVED,
        ActivityKind.TRUANCY_PATROL,
        ActivityKind.WEAPON_SWEEP,
        ActivityKind.WEAPONS_FOUND,
    }
)
OPEN_KINDS: Final = tuple(each for each in ActivityKind if each not in POLICE_ONLY)


class WeaponKind(Labelled):
    """What was found."""

    KNIFE = "knife", "Knife"
    BLADE = "blade", "Other bladed or pointed article"
    OFFENSIVE = "offensive", "Other offensive weapon"
    FIREARM = "firearm", "Firearm or ammunition"
    IMITATION = "imitation", "Imitation firearm"
    CORROSIVE = "corrosive", "Corrosive substance"
    EXPLOSIVE = "explosive", "Explosive or firework"


class StopOutcome(Labelled):
    """What came of a stop and search."""

    NOTHING = "nothing", "Nothing found: no further action"
    ADVICE = "advice", "Advice or referral"
    COMMUNITY_RESOLUTION = "community_resolution", "Community resolution"
    ARREST = "arrest", "Arrest"
    VOLUNTARY = "voluntary", "Reported for process or voluntary interview"
    OTHER = "other", "Other outcome"


class ReferralTo(Labelled):
    """Where a pupil was referred to (handbook 3.1.17)."""

    YOUTH_OFFENDING = "youth_offending", "Youth offending team"
    DIVERSION = "diversion", "Diversion scheme"
    GANGS_UNIT = "gangs_unit", "Gangs unit"
    CADETS = "cadets", "Volunteer Police Cadets"
    PREVENT = "prevent", "Prevent"
    OTHER = "other", "Somewhere else"


class ActivityAudience(Labelled):
    """Who an activity was for."""

    PUPILS = "pupils", "Pupils"
    PUPILS_AND_OTHERS = "pupils_and_others", "Pupils with staff or parents"
    STAFF = "staff", "School staff"
    PARENTS = "parents", "Parents and carers"


class Presenter(Labelled):
    """Who gave a presentation (handbook 3.1.16: a specialist for what the officer is no expert in)."""

    OFFICER = "officer", "The officer"
    SPECIALIST = "specialist", "A specialist"


class MeetingKind(Labelled):
    """What sort of meeting it was."""

    PARTNERSHIP = "partnership", "Partnership meeting"
    CASE_CONFERENCE = "case_conference", "Case conference"
    FAIR_ACCESS = "fair_access", "Fair Access Panel"
    SAFEGUARDING = "safeguarding", "Safeguarding or multi-agency meeting"
    PARENTS = "parents", "Meeting with parents or carers"
    OTHER = "other", "Other meeting"


class HomeVisitReason(Labelled):
    """The only two grounds on which an officer helps with a home visit (handbook 3.3.4)."""

    SAFEGUARDING = "safeguarding", "Genuine safeguarding concern for the pupil"
    STAFF_SAFETY = "staff_safety", "Safety of those who make the visit"


class SecurityAnswer(Labelled):
    """What was found about one point of site security."""

    IN_ORDER = "in_order", "In order"
    ADVISED = "advised", "Advice given"
    NOT_LOOKED_AT = "not_looked_at", "Not looked at"


class AbstractionReason(Labelled):
    """What took the officer away from the schools."""

    PUBLIC_ORDER = "public_order", "Public order or event"
    RESPONSE = "response", "Response or emergency cover"
    CUSTODY = "custody", "Custody, hospital or scene guard"
    COURT = "court", "Court"
    INVESTIGATION = "investigation", "Other team's investigation"
    TRAINING = "training", "Training"
    OTHER = "other", "Other duty"
