"""Actions: followed until the outcome is recorded and the school has been told, by whom, when and how."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import actions, boards, contact_log_views
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import ActionState
from tests.features.steps import (
    OFFICER,
    SPOC,
    open_other_school,
    sign_in_other_spoc,
    sql,
    stored,
    submit,
    trace,
)
from tests.stores import NAMES, SignInAs, Store, row

TODAY = date(2026, 11, 17)
DONE = {"outcome": "The bus company will send somebody.", "done_on": TODAY}
TOLD = {"told_on": TODAY, "told_person": "Ms Example-Whitlock, SPOC", "told_how": "in_person"}


def agreed(task: str, due_on: date, **changes: Any) -> dict[str, Any]:
    return row(CONTACT_LOG, "actions", **{"task": task, "owner": OFFICER, "due_on": due_on, **changes})


def one(signed_in: SignedIn) -> int:
    submit(signed_in)
    return actions.page(signed_in)[0].id


def update(signed_in: SignedIn, action_id: int, **changes: Any) -> ActionState:
    values = {**actions.open_action(signed_in, action_id).values, **changes}
    return actions.update(signed_in, action_id, values)


def test_an_action_closes_only_with_its_outcome_and_when_whom_and_how_the_school_was_told(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    action_id = one(officer)
    assert actions.open_action(officer, action_id).summary.state is ActionState.OPEN
    assert update(officer, action_id, **DONE) is ActionState.SCHOOL_NOT_TOLD
    assert actions.page(officer, closed=True) == ()
    assert update(officer, action_id, **TOLD) is ActionState.CLOSED
    assert actions.page(officer) == ()
    (closed,) = actions.page(officer, closed=True)
    assert (closed.state, closed.done_on, closed.told_on) == (ActionState.CLOSED, TODAY, TODAY)
    assert trace(officer)[-4:-2] == [
        ("consulted", "action", action_id, ""),
        ("altered", "action", action_id, "closed"),
    ]
    closed_at = sql(officer, "SELECT closed_at FROM action")
    store.clock.go(hours=1)
    update(officer, action_id, outcome="They sent somebody.")
    assert sql(officer, "SELECT closed_at FROM action") == closed_at
    blank = {"told_on": None, "told_person": "", "told_how": ""}
    assert update(officer, action_id, **blank) is ActionState.SCHOOL_NOT_TOLD
    assert sql(officer, "SELECT closed_at FROM action") == [(None,)]


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "told without an outcome": (
        TOLD,
        "done_on",
        "Record the outcome and its date before you record that the school was told.",
    ),
    "an outcome without its date": (
        {"outcome": "Done."},
        "done_on",
        "Enter a date for “Done on”.",
    ),
    "a date without an outcome": (
        {"done_on": TODAY},
        "outcome",
        "Enter an answer for “What was done and what came of it”.",
    ),
    "told nobody": (
        {**DONE, **TOLD, "told_person": " "},
        "told_person",
        "Enter an answer for “Who was told”.",
    ),
    "told in no way": (
        {**DONE, **TOLD, "told_how": ""},
        "told_how",
        "Choose an answer for “How they were told”.",
    ),
    "told on no date": (
        {**DONE, **TOLD, "told_on": None},
        "told_on",
        "Enter the date on which the school was told.",
    ),
    "done tomorrow": (
        {**DONE, "done_on": TODAY + timedelta(days=1)},
        "done_on",
        "This date is in the future. Enter it once it has happened.",
    ),
    "told tomorrow": (
        {**DONE, **TOLD, "told_on": TODAY + timedelta(days=1)},
        "told_on",
        "This date is in the future. Enter it once it has happened.",
    ),
    "31/02": (
        {**DONE, "done_on": "31/02/2026"},
        "done_on",
        '"31/02/2026" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.',
    ),
}


@pytest.mark.parametrize(("answers", "path", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_half_an_outcome_is_refused_and_the_action_stays_open(
    signed_in_as: SignInAs, answers: dict[str, Any], path: str, words: str
) -> None:
    officer = signed_in_as("officer")
    action_id = one(officer)
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        update(officer, action_id, **answers)
    assert (path, words) in [(each.path, each.message) for each in refused.value.problems]
    assert stored(officer) == before


def test_an_outcome_taken_back_opens_the_action_again(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    action_id = one(officer)
    assert update(officer, action_id, **DONE) is ActionState.SCHOOL_NOT_TOLD
    assert update(officer, action_id, outcome="", done_on=None) is ActionState.OPEN
    assert [each.state for each in actions.page(officer)] == [ActionState.OPEN]


def test_what_is_late_is_overdue_until_it_is_done(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submit(officer, actions=(agreed("Due today", TODAY), agreed("Due tomorrow", TODAY + timedelta(days=1))))
    assert [each.overdue for each in actions.page(officer)] == [False, False]
    store.clock.go(days=1)
    assert [(each.task, each.overdue) for each in actions.page(officer)] == [
        ("Due today", True),
        ("Due tomorrow", False),
    ]
    update(officer, actions.page(officer)[0].id, **DONE)
    assert [each.overdue for each in actions.page(officer)] == [False, False]


def test_overdue_and_untold_stand_on_the_boards_of_officer_spoc_and_sergeant(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    long = "x" * 100
    submit(
        officer,
        actions=(agreed(long, TODAY), agreed("Later", TODAY + timedelta(days=60)), agreed("Done", TODAY)),
    )
    update(officer, actions.page(officer)[1].id, **DONE)
    store.clock.go(days=3)
    for who in ("officer", "spoc", "sergeant"):
        found = {each.key: each for each in boards.home(signed_in_as(who))}
        (late,), (untold,) = found["overdue"].lines, found["untold"].lines
        assert (late.text, late.detail, late.tag) == ("x" * 79 + "…", "Due 17 November 2026", "Overdue")
        assert (untold.text, untold.detail, untold.tag) == (
            "Done",
            "Done 17 November 2026",
            "School not told",
        )
        assert (found["overdue"].count, found["untold"].count) == (1, 1)
    assert "overdue" not in [each.key for each in boards.home(signed_in_as("head_teacher"))]


def test_pages_go_by_due_date_without_a_gap(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    days = (9, 3, 3, 5, 3, 1)
    submit(
        officer,
        actions=tuple(
            agreed(f"Task {number}", TODAY + timedelta(days=day), owner=SPOC if number % 2 else OFFICER)
            for number, day in enumerate(days)
        ),
    )
    lines = actions.page(officer, limit=2)
    shown = list(lines)
    while lines:
        last = lines[-1]
        assert last.due_on is not None
        lines = actions.page(officer, after=(last.due_on, last.id), limit=2)
        shown.extend(lines)
    assert [each.task for each in shown] == ["Task 5", "Task 1", "Task 2", "Task 4", "Task 3", "Task 0"]
    assert [each.task for each in actions.page(officer, mine=True)] == ["Task 2", "Task 4", "Task 0"]
    assert {each.owner for each in shown} == {NAMES["officer"], NAMES["spoc"]}


def test_an_owner_without_an_account_is_named(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, actions=(agreed("Ring", TODAY, owner=None, owner_name="Mrs Example-Ruiz, nurse"),))
    assert [each.owner for each in actions.page(officer)] == ["Mrs Example-Ruiz, nurse"]
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert [(each.owner, each.reference) for each in opened.actions] == [
        ("Mrs Example-Ruiz, nurse", made.reference)
    ]


def test_a_spoc_sees_and_updates_the_actions_of_their_own_school_only(
    store: Store, signed_in_as: SignInAs
) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    submit(officer, actions=(agreed("Here", TODAY),))
    submit(officer, partnership_id=other_school, actions=(agreed("There", TODAY),))
    here, there = (each.id for each in actions.page(officer))
    spoc = signed_in_as("spoc")
    assert [each.task for each in actions.page(spoc)] == ["Here"]
    assert update(spoc, here, **DONE, **TOLD) is ActionState.CLOSED
    for attempt in (
        lambda: actions.open_action(spoc, there),
        lambda: actions.update(spoc, there, {**DONE}),
    ):
        with pytest.raises(Refused, match="You may not do this."):
            attempt()
        assert trace(spoc)[-1] == ("refused", "action", there, "action_read")
    assert [each.task for each in actions.page(sign_in_other_spoc(store))] == ["There"]


def test_an_action_that_is_not_there(signed_in_as: SignInAs) -> None:
    with pytest.raises(UserError, match="This action is not in the store. Go back to the list"):
        actions.open_action(signed_in_as("officer"), 77)


def test_what_the_spoc_recorded_meanwhile_is_not_overwritten(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    action_id = one(officer)
    mine = actions.open_action(officer, action_id)
    store.clock.go(minutes=5)
    update(signed_in_as("spoc"), action_id, outcome="The school rang them.", done_on=TODAY)
    officer = signed_in_as("officer")
    with pytest.raises(
        UserError, match="Somebody recorded something for this action while you were writing."
    ):
        actions.update(officer, action_id, {**mine.values, **DONE}, based_on=mine.updated_at)
    again = actions.open_action(officer, action_id)
    assert again.values["outcome"] == "The school rang them."
    told = {**again.values, **TOLD}
    assert actions.update(officer, action_id, told, based_on=again.updated_at) is ActionState.CLOSED
