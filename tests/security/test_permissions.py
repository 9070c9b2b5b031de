"""The table of roles and actions, cell by cell, against a literal expectation."""

from __future__ import annotations

import pytest

from ssp_desktop.security.permissions import Action, allowed, field_audience
from ssp_desktop.vocabulary.people import Role

COLUMNS = [Role.OFFICER, Role.SPOC, Role.HEAD_TEACHER, Role.SERGEANT, Role.ADMINISTRATOR]

# One row per action: officer, SPOC, head teacher, sergeant, administrator alone; then what the right of
# administration adds to any role.
EXPECTED = {
    "sign_in":                 ("yes yes yes yes yes", False),
    "home_read":               ("yes yes yes yes yes", False),
    "draft_keep":              ("yes yes yes yes yes", False),
    "search":                  ("yes yes yes yes no ", False),
    "contact_log_write":       ("yes no  no  yes no ", False),
    "contact_log_read_police": ("yes no  no  yes no ", False),
    "contact_log_read_school": ("no  yes yes no  no ", False),
    "contact_log_countersign": ("no  yes no  no  no ", False),
    "contact_log_review":      ("no  no  no  yes no ", False),
    "action_read":             ("yes yes no  yes no ", False),
    "action_update":           ("yes yes no  yes no ", False),
    "activity_read":           ("yes yes yes yes no ", False),
    "activity_write":          ("yes no  no  yes no ", False),
    "missing_pupil_write":     ("yes yes no  yes no ", False),
    "bwv_agree":               ("no  yes yes no  no ", False),
    "visit_read":              ("yes yes yes yes no ", False),
    "visit_write":             ("yes no  no  yes no ", False),
    "partnership_read":        ("yes yes yes yes no ", False),
    "partnership_write":       ("yes no  no  yes no ", False),
    "storage_read":            ("yes yes yes yes no ", False),
    "storage_write":           ("yes no  no  yes no ", False),
    "storage_assess":          ("yes yes no  yes no ", False),
    "storage_decide":          ("no  no  no  yes no ", False),
    "equipment_read":          ("yes no  no  yes no ", False),
    "equipment_write":         ("yes no  no  yes no ", False),
    "equipment_sign":          ("yes no  no  yes no ", False),
    "equipment_supervise":     ("no  no  no  yes no ", False),
    "indicator_read":          ("yes yes yes yes no ", False),
    "arrest_plan_read":        ("yes no  no  yes no ", False),
    "arrest_plan_write":       ("yes no  no  yes no ", False),
    "arrest_plan_decide":      ("no  no  no  yes no ", False),
    "arrest_outcome_share":    ("no  no  no  yes no ", False),
    "arrest_share_read":       ("no  yes yes no  no ", False),
    "evaluation_read":         ("yes yes yes yes no ", False),
    "evaluation_write":        ("no  no  no  yes no ", False),
    "evaluation_voice_write":  ("yes yes yes no  no ", False),
    "evaluation_sign":         ("yes yes yes yes no ", False),
    "prioritisation_read":     ("yes no  no  yes no ", False),
    "prioritisation_write":    ("no  no  no  yes no ", False),
    "fairness_read":           ("yes no  no  yes no ", False),
    "school_roll_write":       ("yes yes no  yes no ", False),
    "person_match":            ("yes no  no  yes no ", False),
    "print_contact_log":       ("yes yes yes yes no ", False),
    "print_register":          ("yes no  no  yes no ", False),
    "print_activities":        ("yes yes yes yes no ", False),
    "print_partnership":       ("yes yes yes yes no ", False),
    "print_evaluation":        ("yes yes yes yes no ", False),
    "print_figures":           ("yes no  no  yes no ", False),
    "pupil_read":              ("yes yes yes yes no ", False),
    "print_chronology":        ("yes yes yes yes no ", False),
    "print_storage":           ("yes yes yes yes no ", False),
    "export_list":             ("yes yes yes yes no ", False),
    "print_arrest_plan":       ("yes no  no  yes no ", False),
    "print_arrest_share":      ("yes yes yes yes no ", False),
    "print_equipment":         ("yes no  no  yes no ", False),
    "handover_start":          ("yes no  no  yes no ", False),
    "account_read_names":      ("yes yes yes yes yes", False),
    "account_admin":           ("no  no  no  yes no ", True),
    "profile_read_own":        ("yes yes yes yes yes", False),
    "profile_write":           ("no  no  no  yes no ", True),
    "audit_read":              ("no  no  no  yes no ", True),
    "audit_export":            ("no  no  no  yes no ", True),
    "retention_review":        ("no  no  no  yes no ", False),
    "disposal_propose":        ("no  no  no  yes no ", False),
    "disposal_read":           ("yes no  no  yes no ", False),
    "disposal_confirm":        ("yes no  no  yes no ", False),
    "print_disposal":          ("yes no  no  yes no ", False),
    "settings_write":          ("no  no  no  yes no ", True),
    "backup":                  ("no  no  no  yes no ", True),
    "restore":                 ("no  no  no  yes no ", True),
    "store_move":              ("no  no  no  no  no ", True),
    "password_change_own":     ("yes yes yes yes yes", False),
}  # fmt: skip

CELLS = [
    (action, role, administrator, cell == "yes" or (administrator and by_administration))
    for action, (row, by_administration) in EXPECTED.items()
    for role, cell in zip(COLUMNS, row.split(), strict=True)
    for administrator in (False, True)
]


def test_every_action_and_every_role_has_its_row_and_column() -> None:
    assert {str(action) for action in Action} == set(EXPECTED)
    assert set(COLUMNS) == set(Role)


@pytest.mark.parametrize(("action", "role", "administrator", "expected"), CELLS)
def test_cell(action: str, role: Role, administrator: bool, expected: bool) -> None:
    assert allowed(role, administrator, Action(action)) is expected


def test_administration_alone_opens_no_record() -> None:
    opened = {action for action in Action if allowed(Role.ADMINISTRATOR, True, action)}
    assert opened == {
        Action.SIGN_IN,
        Action.HOME_READ,
        Action.DRAFT_KEEP,
        Action.ACCOUNT_READ_NAMES,
        Action.ACCOUNT_ADMIN,
        Action.PROFILE_READ_OWN,
        Action.PROFILE_WRITE,
        Action.AUDIT_READ,
        Action.AUDIT_EXPORT,
        Action.SETTINGS_WRITE,
        Action.BACKUP,
        Action.RESTORE,
        Action.STORE_MOVE,
        Action.PASSWORD_CHANGE_OWN,
    }


def test_which_view_of_a_record_each_role_has() -> None:
    assert [field_audience(role) for role in COLUMNS] == ["police", "school", "school", "police", "none"]
