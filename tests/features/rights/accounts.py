"""People, their profiles, their own key. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import accounts, colleagues, enrolment, officer_profiles, store_settings
from ssp_desktop.vocabulary.people import Role
from tests.features.rights.calling import NOBODY, Calls, own
from tests.features.steps import OFFICER, SERGEANT

CALLS: Calls = {
    "accounts.people": accounts.people,
    "accounts.schools": accounts.schools,
    "accounts.create": lambda who: accounts.create(who, own(who), {}),
    "accounts.start_reset": lambda who: accounts.start_reset(who, own(who), NOBODY),
    "accounts.enable": lambda who: accounts.enable(who, own(who), NOBODY),
    "accounts.disable": lambda who: accounts.disable(who, own(who), NOBODY),
    "accounts.change_role": lambda who: accounts.change_role(who, own(who), NOBODY, Role.SPOC, False, 1),
    "accounts.hand_over": lambda who: accounts.hand_over(who, own(who), NOBODY),
    "accounts.change_password": lambda who: accounts.change_password(who, own(who), "short"),
    "colleagues.colleagues": colleagues.colleagues,
    "enrolment.recovery_sheet": lambda who: enrolment.recovery_sheet(who, "EXAMPL-EKEY00"),
    "officer_profiles.open_profile (an officer's)": lambda who: officer_profiles.open_profile(who, OFFICER),
    "officer_profiles.open_profile (the sergeant's)": lambda who: officer_profiles.open_profile(
        who, SERGEANT
    ),
    "officer_profiles.save": lambda who: officer_profiles.save(who, NOBODY, {}),
    "store_settings.read": store_settings.read,
}

TABLE = """
accounts.people                                - - - x x
accounts.schools                               - - - x x
accounts.create                                - - - x x
accounts.start_reset                           - - - x x
accounts.enable                                - - - x x
accounts.disable                               - - - x x
accounts.change_role                           - - - x x
accounts.hand_over                             - - - x x
accounts.change_password                       x x x x x
colleagues.colleagues                          x x x x x
enrolment.recovery_sheet                       x x x x x
officer_profiles.open_profile (an officer's)   x - - x x
officer_profiles.open_profile (the sergeant's) - - - x x
officer_profiles.save                          - - - x x
store_settings.read                            x x x x x
"""
