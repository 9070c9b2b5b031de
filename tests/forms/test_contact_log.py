"""The pupil contact log: what it asks, when, and what it says about answers that cannot be true."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.validation import tidy
from tests.forms.answers import TODAY, contact, problems, pupil, told


def said(**answers: Any) -> dict[str, str]:
    return told(CONTACT_LOG, contact(CONTACT_LOG, **answers))


def asked(**answers: Any) -> set[str]:
    """The paths of what is missing or wrong."""
    return set(said(**answers))


def with_pupil(**answers: Any) -> dict[str, str]:
    return said(pupils=(pupil(CONTACT_LOG, **answers),))


CONCERN = {"concerns": ("theft",)}
DECIDED = {
    **CONCERN,
    "serious": "no",
    "indictable": "no",
    "victim_wish": "school",
    "parent_wish": "not_asked",
    "head_wish": "school",
    "crime_decision": "school_procedure",
    "crime_decided_by": "PC 0001 Example-Okafor and the head",
    "crime_reason": "A pen was taken and given back.",
}


def test_a_complete_contact_log_may_be_submitted() -> None:
    assert problems(CONTACT_LOG, contact(CONTACT_LOG)) == []


def test_an_untouched_contact_log_asks_for_what_a_record_needs() -> None:
    found = told(CONTACT_LOG, {})
    assert list(found)[:4] == ["contact_date", "start_time", "end_time", "place"]
    assert {"no_pupil_reason", "staff_presence", "appropriate_adult", "concerns", "no_action_reason"} <= set(
        found
    )
    assert "crime_decision" not in found


@pytest.mark.parametrize(
    ("answers", "path", "message"),
    [
        ({"end_time": time(10, 0)}, "end_time", "ends at 10:00, before it starts at 10:35"),
        ({"contact_date": date(2026, 11, 21)}, "contact_date", "in the future"),
        ({"start_time": time(15, 31), "end_time": time(15, 31)}, "start_time", "starts later than now"),
        ({"end_time": time(15, 31)}, "end_time", "ends later than now"),
        ({"contact_date": "31/02/2026"}, "contact_date", '"31/02/2026" is not a real date'),
        ({"contact_date": date(26, 11, 20)}, "contact_date", "The year 26 cannot be right"),
        ({"start_time": "25:00"}, "start_time", '"25:00" is not a time'),
        ({"account": "x" * 1_000_000}, "account", "1,000,000 characters long. Shorten it to 200,000"),
    ],
)
def test_times_that_cannot_be_true_are_told(answers: dict[str, Any], path: str, message: str) -> None:
    assert message in said(**answers)[path]


def test_a_contact_on_an_earlier_day_may_be_later_in_the_day_than_now() -> None:
    assert asked(contact_date=date(2026, 11, 19), start_time=time(16), end_time=time(17)) == set()
    assert asked(start_time=time(15, 30), end_time=time(15, 30)) == set()


@pytest.mark.parametrize(
    ("born", "message"),
    [
        (date(2026, 11, 21), "after the contact"),
        (date(2000, 11, 1), "would be over 25"),
        ("14/13/2014", "is not a real date"),
    ],
)
def test_a_date_of_birth_that_cannot_be_true_is_told(born: Any, message: str) -> None:
    assert message in with_pupil(date_of_birth=born)["pupils.0.date_of_birth"]


def test_a_date_of_birth_is_compared_with_the_contact_or_today() -> None:
    assert with_pupil(date_of_birth=TODAY) == {}
    assert with_pupil(date_of_birth=None) == {}
    assert with_pupil(date_of_birth=date(2000, 11, 20)) == {}
    no_day = contact(
        CONTACT_LOG, contact_date=None, pupils=(pupil(CONTACT_LOG, date_of_birth=date(2027, 1, 1)),)
    )
    assert set(told(CONTACT_LOG, no_day)) == {"contact_date", "pupils.0.date_of_birth"}


def test_ethnicity_cannot_be_left_blank_and_agrees_with_who_gave_it() -> None:
    assert set(with_pupil(ethnicity="", ethnicity_source="")) == {
        "pupils.0.ethnicity",
        "pupils.0.ethnicity_source",
    }
    assert "somebody gave it" in with_pupil(ethnicity="B1")["pupils.0.ethnicity_source"]
    assert with_pupil(ethnicity="B1", ethnicity_source="self_defined") == {}
    assert set(with_pupil(ethnicity="")) == {"pupils.0.ethnicity"}


def test_no_known_need_stands_alone() -> None:
    assert "Untick one" in with_pupil(needs=("send", "none_known"))["pupils.0.needs"]
    assert with_pupil(needs=("send", "eal")) == {}
    assert "Tick at least one" in with_pupil(needs=())["pupils.0.needs"]


def test_telling_a_parent_needs_a_note_either_way() -> None:
    for answer in ("yes", "no", "not_applicable"):
        assert set(with_pupil(parent_told=answer)) == {"pupils.0.parent_told_note"}
    assert with_pupil(parent_told="") == {}


def test_a_record_without_a_pupil_says_why() -> None:
    assert asked(pupils=()) == {"no_pupil_reason"}
    assert asked(pupils=(), no_pupil_reason="A rumour without a name.") == set()


@pytest.mark.parametrize(
    "name", ["O'Neill-Smith", "Ng", "Null", "X", "张伟", "محمد", "<b>", "&", "not known"]
)
def test_every_real_name_is_a_name(name: str) -> None:
    assert with_pupil(given_name=name, family_name=name) == {}


def test_staff_present_are_named_and_confirmed() -> None:
    assert asked(staff=()) == {"staff"}
    row = contact(CONTACT_LOG)["staff"][0]
    assert said(staff=({**row, "confirmed": False},)) == {
        "staff.0.confirmed": "Tick to confirm: I confirm that this person was present."
    }
    partly = ({**row, "time_present": "part"},)
    assert "Nobody below was present throughout" in said(staff=partly)["staff_presence"]
    assert asked(staff=partly, staff_presence="part") == {"alone_reason"}
    assert asked(staff=(*partly, row)) == set()


def test_being_alone_with_a_pupil_asks_for_reason_steps_and_video() -> None:
    assert asked(staff_presence="none") == {"alone_reason", "alone_steps", "bwv_considered", "bwv_used"}
    alone = {
        "staff_presence": "none",
        "alone_reason": "A chance meeting at the gate.",
        "alone_steps": "Walked back to reception.",
        "bwv_considered": "yes",
        "bwv_used": "yes",
    }
    assert asked(**alone) == {"bwv_reference"}
    assert asked(**alone, bwv_reference="BWV 0001") == set()
    assert asked(staff_presence="no_pupil") == set()


def test_what_was_said_about_being_alone_goes_when_staff_were_there_after_all() -> None:
    changed = contact(CONTACT_LOG, bwv_used="yes", bwv_reference="", alone_reason="x")
    assert problems(CONTACT_LOG, changed) == []
    stored = tidy(CONTACT_LOG, changed)
    assert (stored["bwv_used"], stored["bwv_reference"], stored["alone_reason"]) == ("", "", "")


def test_an_appropriate_adult_is_named_or_missed_with_a_reason() -> None:
    assert asked(appropriate_adult="present") == {"appropriate_adult_name", "appropriate_adult_relation"}
    assert asked(appropriate_adult="absent") == {"appropriate_adult_reason"}


def test_those_invited_who_did_not_come_may_give_a_reason() -> None:
    row = {"name": "B. Example", "role": "Father", "attendance": "came", "reason": "Kept out of sight"}
    assert tidy(CONTACT_LOG, contact(CONTACT_LOG, invitees=(row,)))["invitees"][0]["reason"] == ""
    absent = {**row, "attendance": "absent"}
    assert tidy(CONTACT_LOG, contact(CONTACT_LOG, invitees=(absent,)))["invitees"][0]["reason"] != ""


def test_a_concern_makes_the_crime_decision_impossible_to_skip() -> None:
    assert asked(**CONCERN) == set(DECIDED) - set(CONCERN)
    assert asked(**DECIDED) == set()
    assert asked(**{**DECIDED, "crime_decision": "recorded"}) == {"crime_reference"}
    assert "Untick one" in said(**{**DECIDED, "concerns": ("theft", "none")})["concerns"]
    assert asked(concerns=()) == {"concerns"}


def test_a_supervisor_is_told_at_a_time_that_has_passed() -> None:
    assert asked(**DECIDED, supervisor_name="PS 0002 Sample") == {"supervisor_told_on", "supervisor_told_at"}
    late = said(
        **DECIDED,
        supervisor_name="PS 0002 Sample",
        supervisor_told_on=date(2026, 11, 21),
        supervisor_told_at=time(9),
    )
    assert late == {"supervisor_told_on": "The supervisor was told in the future. Check the date."}
    assert asked(supervisor_told_on=date(2027, 1, 1)) == set(), "a hidden answer is no problem"


def test_an_action_has_an_owner_and_is_not_due_before_the_contact() -> None:
    row = {"task": "Ring the parent", "owner": None, "owner_name": "", "due_on": None}
    assert asked(actions=(row,)) == {"actions.0.owner_name", "actions.0.due_on"}
    assert asked(actions=({**row, "owner": 3, "due_on": TODAY},)) == set()
    early = ({**row, "owner_name": "The SPOC", "due_on": date(2026, 11, 19)},)
    assert "before the contact took place" in said(actions=early)["actions.0.due_on"]
    assert asked(actions=early, contact_date=None) == {"contact_date"}
    assert asked(no_action_reason="") == {"no_action_reason"}


def test_information_shared_says_what_to_whom_and_under_which_category() -> None:
    empty = dict.fromkeys(("direction", "category", "what", "with_whom", "how"), "")
    assert asked(shares=(empty,)) == {f"shares.0.{key}" for key in empty}
