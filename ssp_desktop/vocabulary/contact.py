"""Words for pupil contact logs, visits and actions."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class Answer(Labelled):
    """Yes, no, or not applicable."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Arising(Labelled):
    """How a contact came about."""

    PLANNED = "planned", "Planned"
    SCHOOL_ASKED = "school_asked", "The school asked"
    PUPIL_ASKED = "pupil_asked", "The pupil asked"
    CHANCE = "chance", "By chance"
    INCIDENT = "incident", "In response to an incident"
    POLICE_ENQUIRY = "police_enquiry", "Police enquiry"


class ContactKind(Labelled):
    """What sort of contact it was."""

    CONVERSATION = "conversation", "Conversation with a pupil"
    MEETING = "meeting", "Meeting about a pupil"
    REQUEST = "request", "Request or information from staff"
    STATEMENT = "statement", "Statement taken"
    HOME_VISIT = "home_visit", "Home visit"
    CHECKS = "checks", "Checks of police systems"


class Attendance(Labelled):
    """Whether an invited person came."""

    CAME = "came", "Came"
    APOLOGY = "apology", "Sent an apology"
    ABSENT = "absent", "Did not come"


class StaffPresence(Labelled):
    """Was a member of school staff present (handbook 3.2.4)?"""

    THROUGHOUT = "throughout", "Yes, throughout"
    PART = "part", "Yes, for part of it"
    NONE = "none", "No"
    NO_PUPIL = "no_pupil", "No pupil was spoken to"


class StaffTime(Labelled):
    """How much of the contact one member of staff was there for."""

    THROUGHOUT = "throughout", "Throughout"
    PART = "part", "Part of it"


class AppropriateAdult(Labelled):
    """Was an appropriate adult needed (PACE Code C 1.5, 11.15)? Staff present is a separate question."""

    NOT_NEEDED = "not_needed", "Not needed: not an interview"
    PRESENT = "present", "Needed and present"
    ABSENT = "absent", "Needed and not present"


class Vulnerability(Labelled):
    """Vulnerability factors, personal and situational (College of Policing)."""

    AGE = "age", "Personal: age"
    GENDER = "gender", "Personal: gender"
    ETHNICITY = "ethnicity", "Personal: ethnicity"
    RELIGION = "religion", "Personal: religion"
    SEXUAL_ORIENTATION = "sexual_orientation", "Personal: sexual orientation"
    DISABILITY = "disability", "Personal: disability"
    MENTAL_HEALTH = "mental_health", "Personal: mental health"
    DIFFERENCE = "difference", "Personal: seen as different"
    FAMILY = "family", "Situation: adverse family circumstances"
    COMMUNITY = "community", "Situation: adverse community circumstances"
    CULTURE = "culture", "Situation: adverse cultural influences"
    ISOLATION = "isolation", "Situation: isolation"
    RISK = "risk", "Situation: risk of harm from others"
    POVERTY = "poverty", "Situation: poverty"
    LANGUAGE = "language", "Situation: language barriers"
    ABUSER_PRESENT = "abuser_present", "Situation: abuser present"
    NO_SUPPORT = "no_support", "Situation: lack of support"
    NO_POWER = "no_power", "Situation: lack of power"
    COERCIVE_CONTROL = "coercive_control", "Situation: coercive control"
    IMMIGRATION = "immigration", "Situation: immigration status"
    GROOMING = "grooming", "Situation: grooming"


class Concern(Labelled):
    """Concerns that may never be left without a decision, a reference and a supervisor told."""

    SEXUAL = "sexual", "Sexual activity, abuse or sexual harm"
    HARM = "harm", "Physical harm or neglect"
    EXPLOITATION = "exploitation", "Exploitation or grooming (sexual, criminal, financial)"
    WEAPONS = "weapons", "Weapons"
    RADICALISATION = "radicalisation", "Radicalisation or extremism"
    GANGS = "gangs", "Gangs or group violence"
    FGM = "fgm", "Female genital mutilation"
    ASSAULT = "assault", "Listed offence: assault"
    CRIMINAL_DAMAGE = "criminal_damage", "Listed offence: criminal damage or arson"
    CYBER = "cyber", "Listed offence: online or cyber"
    DRUGS = "drugs", "Listed offence: drugs"
    HARASSMENT = "harassment", "Listed offence: harassment or stalking"
    HATE = "hate", "Listed offence: hate crime"
    THEFT = "theft", "Listed offence: theft or robbery"
    NONE = "none", "None of these"


class CrimeDecision(Labelled):
    """What was decided under the Crime Recording Schools Protocol."""

    RECORDED = "recorded", "Recorded as a crime"
    SCHOOL_PROCEDURE = "school_procedure", "Dealt with under the school's own procedure"
    NOT_A_CRIME = "not_a_crime", "Not a crime: reason given"
    PENDING = "pending", "Not decided yet: reason given"


class Wish(Labelled):
    """What a victim, parent or head wants."""

    POLICE = "police", "Wants the police to deal with it"
    SCHOOL = "school", "Wants the school to deal with it"
    NEITHER = "neither", "Wants neither"
    NOT_ASKED = "not_asked", "Not asked yet"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class ShareCategory(Labelled):
    """The six categories of information sharing (handbook 3.2.9)."""

    OFFENCES = "1", "1 Listed offences"
    EXCLUSIONS = "2", "2 Exclusions"
    NON_ATTENDANCE = "3", "3 Non-attendance with a safeguarding or crime concern"
    MISSING = "4", "4 Reported missing from home"
    WELFARE = "5", "5 Any other welfare matter"
    DOMESTIC = "6", "6 Domestic incidents involving pupils"


class ShareDirection(Labelled):
    """Which way information went."""

    TO_SCHOOL = "to_school", "Police to school"
    FROM_SCHOOL = "from_school", "School to police"


class ToldBy(Labelled):
    """How something was told."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By telephone"
    SECURE_EMAIL = "secure_email", "By secure e-mail"
    MEETING = "meeting", "At a meeting"
    THIS_PROGRAM = "this_program", "In this program"


class Threat(Labelled):
    """A level of risk in words."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class ContactState(Labelled):
    """Where a submitted contact log stands. Before that it is its author's draft."""

    WAITING = "waiting", "Waiting for the SPOC"
    AGREED = "agreed", "Agreed by the SPOC"
    AGREED_WITH_COMMENT = "agreed_with_comment", "Agreed with a comment"
    DISAGREED = "disagreed", "The SPOC disagreed"


class CountersignDecision(Labelled):
    """What the SPOC decided."""

    AGREE = "agree", "I agree"
    AGREE_WITH_COMMENT = "agree_with_comment", "I agree, with a comment"
    DISAGREE = "disagree", "I disagree: my own account follows"


class PromptKind(Labelled):
    """What a concern asks for (IOPC findings; HOCR; handbook 3.2.7 and 3.2.8)."""

    CRIME_DECISION = "crime_decision", "Crime decision"
    SAFEGUARDING_REFERENCE = "safeguarding_reference", "Safeguarding reference"
    INTELLIGENCE_REFERENCE = "intelligence_reference", "Intelligence reference"
    SUPERVISOR_TOLD = "supervisor_told", "Supervisor told"


class ActionState(Labelled):
    """Where an action stands. Closed needs the outcome and that the school was told."""

    OPEN = "open", "Open"
    SCHOOL_NOT_TOLD = "school_not_told", "Done, school not told yet"
    CLOSED = "closed", "Closed"


class VisitEnd(Labelled):
    """How a visit ended up."""

    OPEN = "open", "At the school now"
    UNRECORDED = "unrecorded", "Left: a contact or nil return is missing"
    CONTACTS = "contacts", "Closed with contacts"
    NIL_RETURN = "nil_return", "Closed: nothing to record"


class MatchDecision(Labelled):
    """What a person said about two entries that may be one pupil."""

    SAME = "same", "The same person"
    DIFFERENT = "different", "Not the same person"
