"""Every service, called by every role: allowed or refused as the table below says, cell by cell.

A call counts as refused when the service refuses the role, and as allowed when it gets past that, whatever
it says then. A new service function fails ``test_no_service_is_missing`` until it has a line here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import ssp_desktop.services
from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    actions,
    anchors,
    attachments,
    audit_log,
    backup,
    backup_overview,
    boards,
    check_result,
    colleagues,
    contact_log_lists,
    contact_log_views,
    contact_logs,
    countersigning,
    drafts,
    enrolment,
    indicators,
    officer_profiles,
    partnerships,
    people,
    printing,
    prompts,
    restore,
    restore_difference,
    reviews,
    search,
    storage,
    storage_assessments,
    storage_checklists,
    storage_decisions,
    store_settings,
    visits,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.printing import ContactLogPrint, PartnershipPrint, RegisterPrint, StoragePrint
from ssp_desktop.services.reviews import ReviewItem
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.services.verification import Checked
from ssp_desktop.vocabulary.contact import CountersignDecision, MatchDecision
from ssp_desktop.vocabulary.people import Role
from ssp_desktop.vocabulary.storage import AssessmentParty, StorageChoice, StoragePart
from tests.features.steps import OFFICER, SERGEANT, crime, submit, trace
from tests.stores import PASSWORDS, SignInAs, contact_values, school_values

NOBODY = 77
NOWHERE = Path("no such folder")
HERE = DraftPlace("contact_log", None, 1)
MONTH = RegisterPrint(date(2026, 11, 1), date(2026, 11, 30))
REVIEW = ReviewItem(None, 1, "", "", "unsigned", "", datetime(2026, 11, 17, tzinfo=UTC), None)


def own(signed_in: SignedIn) -> str:
    """Return the person's own password."""
    return PASSWORDS[signed_in.actor.user_name]


Call = Callable[[SignedIn], object]
# What is tried, by the name of the service; what stands after the space tells two cases of one apart.
CALLS: dict[str, Call] = {
    "accounts.people": accounts.people,
    "accounts.schools": accounts.schools,
    "accounts.create": lambda who: accounts.create(who, own(who), {}),
    "accounts.start_reset": lambda who: accounts.start_reset(who, own(who), NOBODY),
    "accounts.enable": lambda who: accounts.enable(who, own(who), NOBODY),
    "accounts.disable": lambda who: accounts.disable(who, own(who), NOBODY),
    "accounts.change_role": lambda who: accounts.change_role(who, own(who), NOBODY, Role.SPOC, False, 1),
    "accounts.hand_over": lambda who: accounts.hand_over(who, own(who), NOBODY),
    "accounts.change_password": lambda who: accounts.change_password(who, own(who), "short"),
    "actions.update": lambda who: actions.update(who, NOBODY, {}),
    "actions.open_action": lambda who: actions.open_action(who, 1),
    "actions.page": actions.page,
    "anchors.alarm": anchors.alarm,
    "anchors.explain": lambda who: anchors.explain(who, "An old disk", own(who)),
    "attachments.add": lambda who: attachments.add(who, PHOTOGRAPHS, NOBODY, NOWHERE, "A door"),
    "attachments.take_off": lambda who: attachments.take_off(who, PHOTOGRAPHS, NOBODY, "Wrong door"),
    "attachments.open_picture": lambda who: attachments.open_picture(who, PHOTOGRAPHS, NOBODY),
    "attachments.photographs": lambda who: attachments.photographs(who, PHOTOGRAPHS, NOBODY),
    "audit_log.page": audit_log.page,
    "audit_log.verify": audit_log.verify,
    "audit_log.export": lambda who: audit_log.export(who, None, "The Commissioner"),
    "check_result.as_text": lambda who: check_result.as_text(who, Checked(())),
    "backup.back_up": backup.back_up,
    "backup.daily": backup.daily,
    "backup_overview.state": backup_overview.state,
    "backup_overview.warning": backup_overview.warning,
    "backup_overview.choose_folder": lambda who: backup_overview.choose_folder(who, NOWHERE),
    "backup_overview.copies": backup_overview.copies,
    "backup_overview.check_copy": lambda who: backup_overview.check_copy(who, NOWHERE),
    "boards.home": boards.home,
    "colleagues.colleagues": colleagues.colleagues,
    "contact_log_lists.page": contact_log_lists.page,
    "contact_log_views.open_contact_log": lambda who: contact_log_views.open_contact_log(who, 1),
    "contact_logs.submit": submit,
    "contact_logs.correct": lambda who: contact_logs.correct(who, NOBODY, {}, reason="x", based_on=1),
    "countersigning.waiting": countersigning.waiting,
    "countersigning.countersign": lambda who: countersigning.countersign(
        who, own(who), 1, 1, CountersignDecision.AGREE
    ),
    "drafts.save": lambda who: drafts.save(who, CONTACT_LOG, HERE, contact_values()),
    "drafts.open_draft": lambda who: drafts.open_draft(who, CONTACT_LOG, NOBODY),
    "drafts.own_drafts": drafts.own_drafts,
    "drafts.discard": lambda who: drafts.discard(who, NOBODY),
    "enrolment.recovery_sheet": lambda who: enrolment.recovery_sheet(who, "EXAMPL-EKEY00"),
    "indicators.open_indicators": lambda who: indicators.open_indicators(who, 1, 2026),
    "indicators.lines (of everybody)": lambda who: indicators.lines(who, 1, 2026, "restorative"),
    "indicators.lines (of the police)": lambda who: indicators.lines(who, 1, 2026, "stop_searches"),
    "officer_profiles.open_profile (an officer's)": lambda who: officer_profiles.open_profile(who, OFFICER),
    "officer_profiles.open_profile (the sergeant's)": lambda who: officer_profiles.open_profile(
        who, SERGEANT
    ),
    "officer_profiles.save": lambda who: officer_profiles.save(who, NOBODY, {}),
    "partnerships.save": lambda who: partnerships.save(who, school_values(), 1),
    "partnerships.open_partnership": lambda who: partnerships.open_partnership(who, 1),
    "partnerships.schools": partnerships.schools,
    "people.decide": lambda who: people.decide(who, NOBODY, NOBODY, MatchDecision.SAME),
    "printing.preview (a contact log)": lambda who: printing.preview(who, ContactLogPrint(1)),
    "printing.preview (the register)": lambda who: printing.preview(who, MONTH),
    "printing.preview (a partnership)": lambda who: printing.preview(who, PartnershipPrint(1)),
    "printing.disclose (a contact log)": lambda who: printing.disclose(
        who, ContactLogPrint(1), "Ms Example-Lee", "", "printed"
    ),
    "printing.disclose (the register)": lambda who: printing.disclose(
        who, MONTH, "Ms Example-Lee", "", "printed"
    ),
    "printing.disclose (a partnership)": lambda who: printing.disclose(
        who, PartnershipPrint(1), "Ms Example-Lee", "", "printed"
    ),
    "printing.preview (storage)": lambda who: printing.preview(who, StoragePrint(1)),
    "printing.preview (the police assessment)": lambda who: printing.preview(
        who, StoragePrint(1, StoragePart.POLICE_ASSESSMENT)
    ),
    "prompts.answer": lambda who: prompts.answer(who, NOBODY, reference="SAFE-1"),
    "restore.prepare": lambda who: restore.prepare(who, NOWHERE, "An old disk", own(who)),
    "restore_difference.compare": lambda who: restore_difference.compare(who, NOWHERE),
    "reviews.waiting": reviews.waiting,
    "reviews.close": lambda who: reviews.close(who, replace(REVIEW, id=NOBODY), "Done."),
    "search.find": lambda who: search.find(who, "wellbeing"),
    "storage.schools": storage.schools,
    "storage.open_storage": lambda who: storage.open_storage(who, 1),
    "storage_assessments.open_assessment (the school's)": lambda who: storage_assessments.open_assessment(
        who, 1, AssessmentParty.SCHOOL
    ),
    "storage_assessments.open_assessment (the police's)": lambda who: storage_assessments.open_assessment(
        who, 1, AssessmentParty.POLICE
    ),
    "storage_assessments.save (the school's)": lambda who: storage_assessments.save(
        who, 1, AssessmentParty.SCHOOL, {}
    ),
    "storage_assessments.save (the police's)": lambda who: storage_assessments.save(
        who, 1, AssessmentParty.POLICE, {}
    ),
    "storage_checklists.open_checklist": lambda who: storage_checklists.open_checklist(who, 1),
    "storage_checklists.save": lambda who: storage_checklists.save(who, 1, {}),
    "storage_decisions.decide": lambda who: storage_decisions.decide(
        who, own(who), 1, 1, StorageChoice.RISK_ACCEPTED, "x"
    ),
    "store_settings.read": store_settings.read,
    "visits.arrive": lambda who: visits.arrive(who, NOBODY),
    "visits.leave": lambda who: visits.leave(who, NOBODY),
    "visits.nil_return": lambda who: visits.nil_return(who, NOBODY),
    "visits.current": visits.current,
    "visits.page": visits.page,
}

# "x" is allowed.           officer, spoc, head teacher, sergeant, administrator
TABLE = """
accounts.people                                   - - - x x
accounts.schools                                  - - - x x
accounts.create                                   - - - x x
accounts.start_reset                              - - - x x
accounts.enable                                   - - - x x
accounts.disable                                  - - - x x
accounts.change_role                              - - - x x
accounts.hand_over                                - - - x x
accounts.change_password                          x x x x x
actions.update                                    x x - x -
actions.open_action                               x x - x -
actions.page                                      x x - x -
anchors.alarm                                     x x x x x
anchors.explain                                   - - - x x
attachments.add                                   x - - x -
attachments.take_off                              x - - x -
attachments.open_picture                          x x x x -
attachments.photographs                           x x x x -
audit_log.page                                    - - - x x
audit_log.verify                                  - - - x x
audit_log.export                                  - - - x x
check_result.as_text                              - - - x x
backup.back_up                                    - - - x x
backup.daily                                      x x x x x
backup_overview.state                             - - - x x
backup_overview.warning                           x x x x x
backup_overview.choose_folder                     - - - x x
backup_overview.copies                            - - - x x
backup_overview.check_copy                        - - - x x
boards.home                                       x x x x x
colleagues.colleagues                             x x x x x
contact_log_lists.page                            x x x x -
contact_log_views.open_contact_log                x x x x -
contact_logs.submit                               x - - x -
contact_logs.correct                              x - - x -
countersigning.waiting                            - x - - -
countersigning.countersign                        - x - - -
drafts.save                                       x - - x -
drafts.open_draft                                 x - - x -
drafts.own_drafts                                 x - - x -
drafts.discard                                    x - - x -
enrolment.recovery_sheet                          x x x x x
indicators.open_indicators                        x x x x -
indicators.lines (of everybody)                   x x x x -
indicators.lines (of the police)                  x - - x -
officer_profiles.open_profile (an officer's)      x - - x x
officer_profiles.open_profile (the sergeant's)    - - - x x
officer_profiles.save                             - - - x x
partnerships.save                                 x - - x -
partnerships.open_partnership                     x x x x -
partnerships.schools                              x x x x -
people.decide                                     x - - x -
printing.preview (a contact log)                  x x x x -
printing.preview (the register)                   x - - x -
printing.preview (a partnership)                  x x x x -
printing.disclose (a contact log)                 x x x x -
printing.disclose (the register)                  x - - x -
printing.disclose (a partnership)                 x x x x -
printing.preview (storage)                        x x x x -
printing.preview (the police assessment)          x - - x -
prompts.answer                                    x - - x -
restore.prepare                                   - - - x x
restore_difference.compare                        - - - x x
reviews.waiting                                   - - - x -
reviews.close                                     - - - x -
search.find                                       x x x x -
storage.schools                                   x x x x -
storage.open_storage                              x x x x -
storage_assessments.open_assessment (the school's) x x - x -
storage_assessments.open_assessment (the police's) x - - x -
storage_assessments.save (the school's)           x x - x -
storage_assessments.save (the police's)           x - - x -
storage_checklists.open_checklist                 x - - x -
storage_checklists.save                           x - - x -
storage_decisions.decide                          - - - x -
store_settings.read                               x x x x x
visits.arrive                                     x - - x -
visits.leave                                      x - - x -
visits.nil_return                                 x - - x -
visits.current                                    x - - x -
visits.page                                       x x x x -
"""
COLUMNS = ("officer", "spoc", "head_teacher", "sergeant", "administrator")
# These ask for no right of their own: the door itself, the way out, one's own key, and what names a right.
WITHOUT_A_LINE = {
    "anchors.outside",
    "anchors.remember",
    "backup.before_restore",  # part of ``restore.prepare``
    "backup.folder_for",
    "restore.finish",  # ends the session; it needs what ``restore.prepare`` gives
    "contact_log_lists.read_action",
    "enrolment.confirm_recovery_key",  # asks for no right yet: whoever is signed in may call it
    "sign_in.sign_out",
    "step_up.signing_key",
    "unit_of_work.glance",
    "unit_of_work.run",
}


def expected() -> dict[str, dict[str, bool]]:
    cells = {}
    for line in TABLE.strip().splitlines():
        name, *marks = line.rsplit(maxsplit=len(COLUMNS))
        cells[name.strip()] = {who: mark == "x" for who, mark in zip(COLUMNS, marks, strict=True)}
    return cells


def services() -> set[str]:
    """Return every public function of the services that acts for somebody who is signed in."""
    found = set()
    for module in pkgutil.iter_modules(ssp_desktop.services.__path__):
        loaded = importlib.import_module(f"ssp_desktop.services.{module.name}")
        for name, each in vars(loaded).items():
            if not inspect.isfunction(each) or each.__module__ != loaded.__name__ or name.startswith("_"):
                continue
            if next(iter(inspect.signature(each).parameters), "") == "signed_in":
                found.add(f"{module.name}.{name}")
    return found


def test_no_service_is_missing() -> None:
    named = {name.split(" (")[0] for name in CALLS}
    assert services() - WITHOUT_A_LINE == named
    assert set(CALLS) == set(expected())


def is_allowed(call: Call, signed_in: SignedIn) -> bool:
    try:
        call(signed_in)
    except Refused:
        return False
    except UserError:
        return True
    return True


@pytest.mark.parametrize("who", COLUMNS)
def test_each_role_may_do_what_the_table_says_and_nothing_else(signed_in_as: SignInAs, who: str) -> None:
    submit(signed_in_as("officer"), concerns=("weapons",), **crime())
    signed_in = signed_in_as(who)
    found = {name: is_allowed(call, signed_in) for name, call in CALLS.items()}
    assert found == {name: cells[who] for name, cells in expected().items()}
    refusals = [entry for entry in trace(signed_in) if entry[0] == "refused"]
    assert len(refusals) == sum(not each for each in found.values())
    assert {detail for *_rest, detail in refusals} <= {str(each) for each in Action}


def test_the_table_is_read_as_it_is_written() -> None:
    assert expected()["countersigning.countersign"] == {
        "officer": False,
        "spoc": True,
        "head_teacher": False,
        "sergeant": False,
        "administrator": False,
    }
