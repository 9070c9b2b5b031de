"""Contact logs: what an officer submits is stored whole, frozen, corrected in the open, and never lost."""

from __future__ import annotations

from datetime import date, time

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import contact_log_lists, contact_log_views, contact_logs, countersigning
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from tests.stores import PASSWORDS, SignInAs, contact_values


def test_a_submitted_contact_log_is_read_back_as_it_was_written(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = contact_logs.submit(officer, contact_values(), partnership_id=1)
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert made.reference == "CL-2026-00001"
    assert (opened.state, opened.revision, opened.intact) == (ContactState.WAITING, 1, True)
    assert opened.values["childs_words"] == "I just want them to leave me alone."
    assert opened.values["contact_date"] == date(2026, 11, 17)
    assert opened.values["start_time"] == time(9, 5)
    assert opened.values["pupils"][0]["needs"] == ("none_known",)
    assert [each.task for each in opened.actions] == ["Speak to the bus company"]


def test_an_incomplete_contact_log_is_refused_with_every_problem_at_once(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(ProblemsFound) as refused:
        contact_logs.submit(
            officer, contact_values(place="", concerns=(), staff_presence=""), partnership_id=1
        )
    assert [each.path for each in refused.value.problems] == ["place", "staff_presence", "concerns"]
    assert contact_log_lists.page(officer) == ()


def test_the_school_never_sees_officer_only_notes(signed_in_as: SignInAs) -> None:
    made = contact_logs.submit(signed_in_as("officer"), contact_values(), partnership_id=1)
    opened = contact_log_views.open_contact_log(signed_in_as("spoc"), made.id)
    assert "CANARY-OFFICER-ONLY" not in repr(opened)
    assert "officer_notes" not in opened.values


def test_a_correction_keeps_the_struck_words_readable(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = contact_logs.submit(officer, contact_values(), partnership_id=1)
    opened = contact_log_views.open_contact_log(officer, made.id)
    corrected = {**opened.values, "place": "Library"}
    contact_logs.correct(officer, made.id, corrected, reason="Wrong room", based_on=1)
    again = contact_log_views.open_contact_log(officer, made.id)
    change = again.revisions[1].changes[0]
    assert (change.label, change.old, change.new) == ("Where it took place", "Wellbeing office", "Library")
    assert (again.revisions[1].reason, again.revision, again.intact) == ("Wrong room", 2, True)


def test_the_spoc_countersigns_and_the_signature_is_valid(signed_in_as: SignInAs) -> None:
    made = contact_logs.submit(signed_in_as("officer"), contact_values(), partnership_id=1)
    spoc = signed_in_as("spoc")
    assert [each.id for each in countersigning.waiting(spoc)] == [made.id]
    countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    opened = contact_log_views.open_contact_log(spoc, made.id)
    assert opened.state is ContactState.AGREED
    assert [(each.signer, each.is_valid) for each in opened.countersignatures] == [
        ("Ms Example-Whitlock", True)
    ]
    assert countersigning.waiting(spoc) == ()


def test_nobody_countersigns_what_does_not_wait(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = contact_logs.submit(officer, contact_values(), partnership_id=1)
    with pytest.raises(UserError, match="You may not do this"):
        countersigning.countersign(officer, PASSWORDS["officer"], made.id, 1, CountersignDecision.AGREE)
