"""Who may do what: one table, role by action. Services ask it before every read and every write.

Administration is a separate right. Any account may hold it and hand it over; an account that has nothing
else (``Role.ADMINISTRATOR``) opens no record. An action that is not in the table is allowed to nobody.
Record-level rules (own school, author is not the signer) are the services' and come on top of this table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from ssp_desktop.vocabulary.people import Role

Audience = Literal["police", "school", "none"]


class Action(StrEnum):
    """Everything that a person can ask the program to do."""

    SIGN_IN = "sign_in"
    HOME_READ = "home_read"
    DRAFT_KEEP = "draft_keep"
    SEARCH = "search"
    CONTACT_LOG_WRITE = "contact_log_write"
    CONTACT_LOG_READ_POLICE = "contact_log_read_police"
    CONTACT_LOG_READ_SCHOOL = "contact_log_read_school"
    CONTACT_LOG_COUNTERSIGN = "contact_log_countersign"
    CONTACT_LOG_REVIEW = "contact_log_review"
    ACTION_READ = "action_read"
    ACTION_UPDATE = "action_update"
    ACTIVITY_READ = "activity_read"
    ACTIVITY_WRITE = "activity_write"
    MISSING_PUPIL_WRITE = "missing_pupil_write"
    BWV_AGREE = "bwv_agree"
    VISIT_READ = "visit_read"
    VISIT_WRITE = "visit_write"
    PARTNERSHIP_READ = "partnership_read"
    PARTNERSHIP_WRITE = "partnership_write"
    STORAGE_READ = "storage_read"
    STORAGE_WRITE = "storage_write"
    STORAGE_ASSESS = "storage_assess"
    STORAGE_DECIDE = "storage_decide"
    EQUIPMENT_READ = "equipment_read"
    EQUIPMENT_WRITE = "equipment_write"
    EQUIPMENT_SIGN = "equipment_sign"
    EQUIPMENT_SUPERVISE = "equipment_supervise"
    INDICATOR_READ = "indicator_read"
    ARREST_PLAN_READ = "arrest_plan_read"
    ARREST_PLAN_WRITE = "arrest_plan_write"
    ARREST_PLAN_DECIDE = "arrest_plan_decide"
    ARREST_OUTCOME_SHARE = "arrest_outcome_share"
    ARREST_SHARE_READ = "arrest_share_read"
    EVALUATION_READ = "evaluation_read"
    EVALUATION_WRITE = "evaluation_write"
    EVALUATION_VOICE_WRITE = "evaluation_voice_write"
    EVALUATION_SIGN = "evaluation_sign"
    PRIORITISATION_READ = "prioritisation_read"
    PRIORITISATION_WRITE = "prioritisation_write"
    FAIRNESS_READ = "fairness_read"
    SCHOOL_ROLL_WRITE = "school_roll_write"
    PERSON_MATCH = "person_match"
    PUPIL_READ = "pupil_read"
    PRINT_CONTACT_LOG = "print_contact_log"
    PRINT_REGISTER = "print_register"
    PRINT_ACTIVITIES = "print_activities"
    PRINT_PARTNERSHIP = "print_partnership"
    PRINT_STORAGE = "print_storage"
    PRINT_FIGURES = "print_figures"
    PRINT_CHRONOLOGY = "print_chronology"
    EXPORT_LIST = "export_list"
    PRINT_ARREST_PLAN = "print_arrest_plan"
    PRINT_ARREST_SHARE = "print_arrest_share"
    PRINT_EVALUATION = "print_evaluation"
    PRINT_EQUIPMENT = "print_equipment"
    HANDOVER_START = "handover_start"
    ACCOUNT_READ_NAMES = "account_read_names"
    ACCOUNT_ADMIN = "account_admin"
    PROFILE_READ_OWN = "profile_read_own"
    PROFILE_WRITE = "profile_write"
    AUDIT_READ = "audit_read"
    AUDIT_EXPORT = "audit_export"
    RETENTION_REVIEW = "retention_review"
    DISPOSAL_PROPOSE = "disposal_propose"
    DISPOSAL_READ = "disposal_read"
    DISPOSAL_CONFIRM = "disposal_confirm"
    PRINT_DISPOSAL = "print_disposal"
    SETTINGS_WRITE = "settings_write"
    BACKUP = "backup"
    RESTORE = "restore"
    STORE_MOVE = "store_move"
    PASSWORD_CHANGE_OWN = "password_change_own"  # noqa: S105 - the name of an action


_EVERYONE: Final = frozenset(Role)
_POLICE: Final = frozenset({Role.OFFICER, Role.SERGEANT})
_SCHOOL: Final = frozenset({Role.SPOC, Role.HEAD_TEACHER})
_RECORDS: Final = _POLICE | _SCHOOL
_OFFICER: Final = frozenset({Role.OFFICER})
_SERGEANT: Final = frozenset({Role.SERGEANT})

_BY_ROLE: Final[dict[Action, frozenset[Role]]] = {
    Action.SIGN_IN: _EVERYONE,
    Action.HOME_READ: _EVERYONE,
    Action.DRAFT_KEEP: _EVERYONE,
    Action.SEARCH: _RECORDS,
    Action.CONTACT_LOG_WRITE: _POLICE,
    Action.CONTACT_LOG_READ_POLICE: _POLICE,
    Action.CONTACT_LOG_READ_SCHOOL: _SCHOOL,
    Action.CONTACT_LOG_COUNTERSIGN: frozenset({Role.SPOC}),
    Action.CONTACT_LOG_REVIEW: _SERGEANT,
    Action.ACTION_READ: _POLICE | {Role.SPOC},
    Action.ACTION_UPDATE: _POLICE | {Role.SPOC},
    Action.ACTIVITY_READ: _RECORDS,
    Action.ACTIVITY_WRITE: _POLICE,
    Action.MISSING_PUPIL_WRITE: _POLICE | {Role.SPOC},
    Action.BWV_AGREE: _SCHOOL,
    Action.VISIT_READ: _RECORDS,
    Action.VISIT_WRITE: _POLICE,
    Action.PARTNERSHIP_READ: _RECORDS,
    Action.PARTNERSHIP_WRITE: _POLICE,
    Action.STORAGE_READ: _RECORDS,
    Action.STORAGE_WRITE: _POLICE,
    Action.STORAGE_ASSESS: _POLICE | {Role.SPOC},
    Action.STORAGE_DECIDE: _SERGEANT,
    Action.EQUIPMENT_READ: _POLICE,
    Action.EQUIPMENT_WRITE: _POLICE,
    Action.EQUIPMENT_SIGN: _POLICE,
    Action.EQUIPMENT_SUPERVISE: _SERGEANT,
    Action.INDICATOR_READ: _RECORDS,
    Action.ARREST_PLAN_READ: _POLICE,
    Action.ARREST_PLAN_WRITE: _POLICE,
    Action.ARREST_PLAN_DECIDE: _SERGEANT,
    Action.ARREST_OUTCOME_SHARE: _SERGEANT,
    Action.ARREST_SHARE_READ: _SCHOOL,
    Action.EVALUATION_READ: _RECORDS,
    Action.EVALUATION_WRITE: _SERGEANT,
    Action.EVALUATION_VOICE_WRITE: _OFFICER | _SCHOOL,
    Action.EVALUATION_SIGN: _RECORDS,
    Action.PRIORITISATION_READ: _POLICE,
    Action.PRIORITISATION_WRITE: _SERGEANT,
    Action.FAIRNESS_READ: _POLICE,
    Action.SCHOOL_ROLL_WRITE: _POLICE | {Role.SPOC},
    Action.PERSON_MATCH: _POLICE,
    Action.PUPIL_READ: _RECORDS,
    Action.PRINT_CONTACT_LOG: _RECORDS,
    Action.PRINT_REGISTER: _POLICE,
    Action.PRINT_ACTIVITIES: _RECORDS,
    Action.PRINT_PARTNERSHIP: _RECORDS,
    Action.PRINT_STORAGE: _RECORDS,
    Action.PRINT_FIGURES: _POLICE,
    Action.PRINT_CHRONOLOGY: _RECORDS,
    Action.EXPORT_LIST: _RECORDS,
    Action.PRINT_ARREST_PLAN: _POLICE,
    Action.PRINT_ARREST_SHARE: _RECORDS,
    Action.PRINT_EVALUATION: _RECORDS,
    Action.PRINT_EQUIPMENT: _POLICE,
    Action.HANDOVER_START: _POLICE,
    Action.ACCOUNT_READ_NAMES: _EVERYONE,
    Action.ACCOUNT_ADMIN: _SERGEANT,
    Action.PROFILE_READ_OWN: _EVERYONE,
    Action.PROFILE_WRITE: _SERGEANT,
    Action.AUDIT_READ: _SERGEANT,
    Action.AUDIT_EXPORT: _SERGEANT,
    Action.RETENTION_REVIEW: _SERGEANT,
    Action.DISPOSAL_PROPOSE: _SERGEANT,
    Action.DISPOSAL_READ: _POLICE,
    Action.DISPOSAL_CONFIRM: _POLICE,
    Action.PRINT_DISPOSAL: _POLICE,
    Action.SETTINGS_WRITE: _SERGEANT,
    Action.BACKUP: _SERGEANT,
    Action.RESTORE: _SERGEANT,
    Action.PASSWORD_CHANGE_OWN: _EVERYONE,
}

_BY_ADMINISTRATION: Final = frozenset(
    {
        Action.ACCOUNT_ADMIN,
        Action.PROFILE_WRITE,
        Action.AUDIT_READ,
        Action.AUDIT_EXPORT,
        Action.SETTINGS_WRITE,
        Action.BACKUP,
        Action.RESTORE,
        Action.STORE_MOVE,
    }
)


# What changes a record, an account or a setting. A store that is open for reading only offers none of it;
# printing, exporting, backing up, restoring and moving go on, for what is sound has to get out.
WRITING: Final = frozenset(
    {
        Action.CONTACT_LOG_WRITE,
        Action.CONTACT_LOG_COUNTERSIGN,
        Action.CONTACT_LOG_REVIEW,
        Action.ACTION_UPDATE,
        Action.ACTIVITY_WRITE,
        Action.MISSING_PUPIL_WRITE,
        Action.BWV_AGREE,
        Action.VISIT_WRITE,
        Action.PARTNERSHIP_WRITE,
        Action.STORAGE_WRITE,
        Action.STORAGE_ASSESS,
        Action.STORAGE_DECIDE,
        Action.EQUIPMENT_WRITE,
        Action.EQUIPMENT_SIGN,
        Action.EQUIPMENT_SUPERVISE,
        Action.ARREST_PLAN_WRITE,
        Action.ARREST_PLAN_DECIDE,
        Action.ARREST_OUTCOME_SHARE,
        Action.EVALUATION_WRITE,
        Action.EVALUATION_VOICE_WRITE,
        Action.EVALUATION_SIGN,
        Action.PRIORITISATION_WRITE,
        Action.SCHOOL_ROLL_WRITE,
        Action.PERSON_MATCH,
        Action.HANDOVER_START,
        Action.ACCOUNT_ADMIN,
        Action.PROFILE_WRITE,
        Action.RETENTION_REVIEW,
        Action.DISPOSAL_PROPOSE,
        Action.DISPOSAL_CONFIRM,
        Action.SETTINGS_WRITE,
        Action.PASSWORD_CHANGE_OWN,
    }
)


def allowed(role: Role, administrator: bool, action: Action) -> bool:
    """Tell whether an account may do something.

    Args:
        role: the verified role (``Role.ADMINISTRATOR`` when the account has administration alone).
        administrator: whether the account also holds the right of administration. ``Role.ADMINISTRATOR``
            gives nothing by itself: the signed flag does.
        action: what is asked.
    """
    if role in _BY_ROLE.get(action, frozenset()):
        return True
    return administrator and action in _BY_ADMINISTRATION


def field_audience(role: Role) -> Audience:
    """Return which fields of a record the role sees.

    ``"police"`` is everything, ``"school"`` the school's own view of what was submitted to it, ``"none"``
    (the administrator alone) no record content at all.
    """
    if role in _POLICE:
        return "police"
    if role in _SCHOOL:
        return "school"
    return "none"
