"""Visits: one click to arrive, one to leave, and none without a contact or a nil return."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import boards, contact_logs, visits
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import VisitEnd
from tests.features.steps import (
    OFFICER,
    OTHER_SCHOOL,
    open_other_school,
    sign_in_other_spoc,
    sql,
    stored,
    trace,
)
from tests.stores import NAMES, SCHOOL, SignInAs, Store, contact_values


def test_arriving_is_noted_at_once(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    assert visits.current(officer) is None
    visit = visits.arrive(officer, 1)
    assert visits.current(officer) == visit
    assert (visit.school, visit.officer, visit.officer_id, visit.partnership_id) == (
        SCHOOL,
        NAMES["officer"],
        OFFICER,
        1,
    )
    assert visit.arrived_at.replace(microsecond=0) == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
    assert (visit.left_at, visit.end_kind, visit.contacts) == (None, VisitEnd.OPEN, 0)
    assert trace(officer)[-1] == ("collected", "visit", visit.id, "")
    assert officer.take_changes() == ("visit",)


def test_an_officer_is_at_one_school_at_a_time(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    with pytest.raises(UserError, match='You are already at a school. Choose "Left" for that visit first.'):
        visits.arrive(officer, other_school)
    visits.leave(officer, visit.id)
    assert visits.arrive(officer, other_school).school == OTHER_SCHOOL
    assert visits.arrive(signed_in_as("second_officer"), other_school).school == OTHER_SCHOOL


def test_a_school_that_is_not_there_is_not_visited(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="This school is not in the store. Choose the school again."):
        visits.arrive(officer, 77)
    assert sql(officer, "SELECT count(*) FROM visit") == [(0,)]


def test_without_contact_or_nil_return_a_visit_stays_unfinished(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    store.clock.go(hours=2)
    left = visits.leave(officer, visit.id)
    assert left.left_at is not None
    assert (left.end_kind, visits.current(officer)) == (VisitEnd.UNRECORDED, None)
    assert [each.id for each in visits.page(officer, unfinished=True)] == [visit.id]
    assert sql(officer, "SELECT closed_at FROM visit") == [(None,)]
    board = {each.key: each for each in boards.home(officer)}["visits"]
    assert [(each.text, each.detail, each.tag) for each in board.lines] == [
        (SCHOOL, "Arrived 17 November 2026, 10:00", "Left: a contact or nil return is missing")
    ]


def test_a_nil_return_by_the_officers_own_hand_closes_it(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    store.clock.go(hours=1)
    visits.leave(officer, visit.id)
    store.clock.go(hours=1)
    closed = visits.nil_return(officer, visit.id, "  Walked the corridors.\r\n")
    assert (closed.end_kind, closed.nil_return_note) == (VisitEnd.NIL_RETURN, "Walked the corridors.")
    assert closed.left_at is not None
    assert (closed.left_at - closed.arrived_at).seconds == 3600
    assert trace(officer)[-1] == ("altered", "visit", visit.id, "nil return")
    assert visits.page(officer, unfinished=True) == ()
    with pytest.raises(UserError, match="This visit already has its nil return."):
        visits.nil_return(officer, visit.id)


def test_a_nil_return_while_still_there_is_also_the_leaving(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    closed = visits.nil_return(officer, visits.arrive(officer, 1).id)
    assert closed.left_at is not None
    assert (closed.end_kind, visits.current(officer)) == (VisitEnd.NIL_RETURN, None)
    with pytest.raises(UserError, match="You have already left."):
        visits.leave(officer, closed.id)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("x" * 301, "The note is longer than 300 characters. Shorten it."),
        ("nothing\x00", "The note holds a damaged character."),
        ("nothing\udfff", "Delete it, or paste the text again as plain text."),
    ],
)
def test_a_note_that_cannot_be_stored_is_refused(signed_in_as: SignInAs, note: str, words: str) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    before = stored(officer)
    with pytest.raises(UserError, match=words):
        visits.nil_return(officer, visit.id, note)
    assert stored(officer) == before


def test_a_contact_closes_the_visit_when_the_officer_leaves(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    contact_logs.submit(officer, contact_values(), partnership_id=1, visit_id=visit.id)
    still_there = visits.current(officer)
    assert still_there is not None
    assert (still_there.end_kind, still_there.contacts) == (VisitEnd.OPEN, 1)
    with pytest.raises(UserError, match="This visit has a contact log, so there was something to record."):
        visits.nil_return(officer, visit.id)
    assert visits.leave(officer, visit.id).end_kind is VisitEnd.CONTACTS


@pytest.mark.parametrize("said_nothing", [False, True])
def test_a_contact_written_after_leaving_closes_it_too(signed_in_as: SignInAs, said_nothing: bool) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    visits.leave(officer, visit.id)
    if said_nothing:
        visits.nil_return(officer, visit.id)
    contact_logs.submit(officer, contact_values(), partnership_id=1, visit_id=visit.id)
    (closed,) = visits.page(officer)
    assert (closed.end_kind, closed.contacts) == (VisitEnd.CONTACTS, 1)
    assert "visit" in officer.take_changes()


def test_a_clock_that_went_back_is_said_and_nothing_is_stored(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    visit = visits.arrive(officer, 1)
    store.clock.go(hours=-1)
    for attempt in (visits.leave, visits.nil_return):
        with pytest.raises(UserError, match="The clock of this PC went back since you arrived."):
            attempt(officer, visit.id)
    assert visits.current(officer) == visit


def test_nobody_ends_the_visit_of_another(signed_in_as: SignInAs) -> None:
    visit = visits.arrive(signed_in_as("officer"), 1)
    for who in ("second_officer", "sergeant"):
        other = signed_in_as(who)
        for attempt in (visits.leave, visits.nil_return):
            with pytest.raises(Refused):
                attempt(other, visit.id)
            assert trace(other)[-1] == ("refused", "visit", visit.id, "visit_write")
    with pytest.raises(UserError, match="This visit is not in the store."):
        visits.leave(signed_in_as("officer"), 77)


def test_pages_of_visits_and_what_each_school_sees(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    made = []
    for school in (1, other_school, 1):
        made.append(visits.arrive(officer, school).id)
        visits.nil_return(officer, made[-1])
    first = visits.page(officer, limit=2)
    rest = visits.page(officer, after=first[-1].id, limit=2)
    assert [each.id for each in (*first, *rest)] == made[::-1]
    assert [each.id for each in visits.page(signed_in_as("spoc"))] == [made[2], made[0]]
    assert [each.id for each in visits.page(signed_in_as("head_teacher"))] == [made[2], made[0]]
    assert [each.id for each in visits.page(sign_in_other_spoc(store))] == [made[1]]
