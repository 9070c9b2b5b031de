"""Words for people: roles, ranks, ethnicity, school years, needs."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class Role(Labelled):
    """What a signed-in person is here for (handbook 3.1, 3.2). Force presets may rename the labels."""

    OFFICER = "officer", "Safer Schools Officer"
    SPOC = "spoc", "School single point of contact (SPOC)"
    HEAD_TEACHER = "head_teacher", "Head teacher"
    SERGEANT = "sergeant", "Safer Schools sergeant"
    ADMINISTRATOR = "administrator", "Administrator"


class AccountState(Labelled):
    """Where an account stands."""

    INVITED = "invited", "Waiting for the person to set a password"
    ACTIVE = "active", "Active"
    RESETTING = "resetting", "Password reset started"
    DISABLED = "disabled", "Disabled"


class Rank(Labelled):
    """Police rank or grade of an officer."""

    PCSO = "pcso", "Police Community Support Officer"
    CONSTABLE = "constable", "Constable"
    SERGEANT = "sergeant", "Sergeant"
    INSPECTOR = "inspector", "Inspector"
    STAFF = "staff", "Police staff"


class RoleInRecord(Labelled):
    """A pupil's role in one record. Per person, per record: linking never passes a role on."""

    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    SUSPECT = "suspect", "Suspect"
    SUBJECT_OF_CONCERN = "subject_of_concern", "Subject of concern"
    ATTENDING = "attending", "Attending"


class Sex(Labelled):
    """Sex as recorded."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    NOT_STATED = "not_stated", "Not stated"


class Ethnicity(Labelled):
    """Self-defined ethnicity, the 18+1 codes of the CJS Data Standards Catalogue."""

    W1 = "W1", "W1 White British"
    W2 = "W2", "W2 White Irish"
    W3 = "W3", "W3 Gypsy or Irish Traveller"
    W9 = "W9", "W9 Any other White background"
    M1 = "M1", "M1 White and Black Caribbean"
    M2 = "M2", "M2 White and Black African"
    M3 = "M3", "M3 White and Asian"
    M9 = "M9", "M9 Any other mixed background"
    A1 = "A1", "A1 Indian"
    A2 = "A2", "A2 Pakistani"
    A3 = "A3", "A3 Bangladeshi"
    A4 = "A4", "A4 Chinese"
    A9 = "A9", "A9 Any other Asian background"
    B1 = "B1", "B1 Caribbean"
    B2 = "B2", "B2 African"
    B9 = "B9", "B9 Any other Black background"
    O2 = "O2", "O2 Arab"
    O9 = "O9", "O9 Any other ethnic group"
    NS = "NS", "NS Not stated"


class EthnicitySource(Labelled):
    """Who gave the ethnicity. The code means little without it."""

    SELF_DEFINED = "self_defined", "The pupil said it themselves"
    SCHOOL_RECORD = "school_record", "From the school's record"
    OFFICER_PERCEIVED = "officer_perceived", "The officer's perception"
    NOT_ASKED = "not_asked", "The pupil was not asked"


class YearGroup(Labelled):
    """School year with its key stage (handbook appendix D)."""

    RECEPTION = "R", "Reception (early years)"
    Y1 = "1", "Year 1 (key stage 1)"
    Y2 = "2", "Year 2 (key stage 1)"
    Y3 = "3", "Year 3 (key stage 2)"
    Y4 = "4", "Year 4 (key stage 2)"
    Y5 = "5", "Year 5 (key stage 2)"
    Y6 = "6", "Year 6 (key stage 2)"
    Y7 = "7", "Year 7 (key stage 3)"
    Y8 = "8", "Year 8 (key stage 3)"
    Y9 = "9", "Year 9 (key stage 3)"
    Y10 = "10", "Year 10 (key stage 4)"
    Y11 = "11", "Year 11 (key stage 4)"
    Y12 = "12", "Year 12 (key stage 5)"
    Y13 = "13", "Year 13 (key stage 5)"
    NONE = "none", "Not of school age"


class Need(Labelled):
    """Needs of a pupil that bear on how they are spoken to."""

    SEND = "send", "Special educational need or disability"
    EHCP = "ehcp", "Education, health and care plan"
    EAL = "eal", "English as an additional language"
    HEALTH = "health", "Health need"
    MENTAL_HEALTH = "mental_health", "Mental health need"
    TRAUMA = "trauma", "Known trauma"
    NONE_KNOWN = "none_known", "None known"


class CareStatus(Labelled):
    """Children's services involvement."""

    NOT_KNOWN = "not_known", "Not known"
    NONE = "none", "None"
    EARLY_HELP = "early_help", "Early help"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    PROTECTION_PLAN = "protection_plan", "Child protection plan"
    LOOKED_AFTER = "looked_after", "Looked after by the local authority"
    CARE_LEAVER = "care_leaver", "Care leaver"
