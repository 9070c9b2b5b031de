"""The case that this program exists for, replayed step by step (IOPC, Learning the Lessons; names invented).

In September a PCSO sat in a meeting about Isla, who is 12, and an older boy in a caravan. He wrote nothing
down. In November he was told of a party at her house, and wrote nothing down. Two weeks later her friend told
the school what was being done to her; a PC was called in, "had nothing to write about", and remembered the
meeting otherwise than the school did. Nobody told the school what became of anything that it asked. In
December others investigated: 17 victims, 23 suspects, one of them known to the police all along.

With the program: no meeting ends without a record or a statement that there was nothing; her name brings up
what was written before; each task stays open until the school was told; both accounts of one meeting stand
side by side; the sergeant sees it the same day; and nobody leaves out the decision whether it is a crime.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from ssp_desktop.demo.brackenmoor import (
    FIRST_CHECKS,
    FIRST_MEETING,
    FRIDAY_MEETING,
    PASSED_ON,
    RUMOUR,
    SECOND_CHECKS,
)
from ssp_desktop.demo.brackenmoor_november import ATTENDANCE, DISCLOSURE, FATHER_ABSENT
from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import actions, audit_log, contact_log_lists, people, printing, reviews, visits
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.vocabulary.contact import ActionState, ContactState, MatchDecision, PromptKind, VisitEnd
from tests.journeys.conftest import Case

PCSO, PC, OTHER, SPOC, SERGEANT = "moor.pcso", "moor.pc", "moor.other", "moor.spoc", "sergeant"
MONDAY = date(2026, 9, 7)
PARTY = date(2026, 11, 3)
DISCLOSED = date(2026, 11, 18)
MEETING = date(2026, 11, 26)


def refused(act: Callable[[], object]) -> str:
    """Return what the person is told when the program refuses."""
    with pytest.raises(UserError) as raised:
        act()
    return str(raised.value)


def test_no_meeting_ends_without_a_record_or_a_nil_return(case: Case) -> None:
    # Monday 7 September. He arrives, sits in the meeting, and leaves without writing anything.
    case.play_until(MONDAY, "11:00")
    case.steps.clear()
    pcso = case.as_(PCSO)
    visit = visits.current(pcso)
    assert visit is not None
    assert visits.leave(pcso, visit.id).end_kind is VisitEnd.UNRECORDED

    # It stays on his board and on the sergeant's, on Friday, in November, and for as long as it takes.
    for day in (date(2026, 9, 11), MEETING):
        case.play_until(day, "16:00")
        for who in (PCSO, SERGEANT):
            assert case.on_board(who, "visits") == ["Brackenmoor Example High"]
            assert "a contact or nil return is missing" in case.board(who, "visits").lines[0].tag

    # Nobody else can say for him that there was nothing, and he can say it only as his own statement.
    assert "may not" in refused(lambda: visits.nil_return(case.as_(PC), visit.id))
    assert "may not" in refused(lambda: visits.nil_return(case.as_(SPOC), visit.id))
    closed = visits.nil_return(pcso, visit.id, "I sat in; Isla said nothing.")
    assert (closed.end_kind, closed.nil_return_note) == (VisitEnd.NIL_RETURN, "I sat in; Isla said nothing.")
    assert case.on_board(SERGEANT, "visits") == []
    shown = visits.page(case.as_(SPOC))[0]
    assert (shown.officer, shown.nil_return_note) == (
        "PCSO 0005 Example-East",
        "I sat in; Isla said nothing.",
    )


def test_the_record_closes_the_visit_and_then_nobody_can_say_that_there_was_nothing(case: Case) -> None:
    case.play_until(MONDAY, "16:00")
    pcso = case.as_(PCSO)
    visit = visits.page(pcso)[0]
    assert (visit.end_kind, visit.contacts) == (VisitEnd.CONTACTS, 2)
    assert "there was something to record" in refused(lambda: visits.nil_return(pcso, visit.id))


def test_the_crime_decision_cannot_be_skipped_in_silence(case: Case) -> None:
    # He ticks what the school said and leaves the decision empty, as in the real case.
    case.play_until(MONDAY, "12:05")
    undecided = replace(
        FIRST_MEETING, answers={**FIRST_MEETING.answers, "crime_decision": "", "crime_reason": ""}
    )
    with pytest.raises(ProblemsFound) as found:
        case.book.submit(undecided)
    assert [(each.path, each.message) for each in found.value.problems] == [
        ("crime_decision", "Choose an answer for “Crime decision”."),
        ("crime_reason", "Enter an answer for “Reason for the decision”."),
    ]
    assert contact_log_lists.page(case.as_(PCSO)) == ()

    # "Not decided yet" is an answer, with a reason; it then stays on his board and the sergeant's for months.
    case.play_until(MEETING, "16:00")
    reference = case.opened(PCSO, FIRST_MEETING).reference
    for who in (PCSO, SERGEANT):
        lines = [line for line in case.board(who, "prompts").lines if line.text == reference]
        assert ["Missing: crime decision" in line.detail for line in lines] == [True]
        assert {line.tag for line in lines} == {"Urgent"}


def test_a_child_under_13_reaches_the_sergeant_the_same_day(case: Case) -> None:
    case.play_until(MONDAY, "12:11")
    reference = case.opened(PCSO, FIRST_MEETING).reference
    item = reviews.waiting(case.as_(SERGEANT))[0]
    assert (item.reference, item.why_in_words) == (reference, "A child under 13: sexual activity or harm")
    assert local_date(item.raised_at) == MONDAY
    first = case.board(SERGEANT, "reviews").lines[0]
    assert (first.text, first.tag) == (f"{reference}, Brackenmoor Example High", "Urgent")
    # Each later record about her does the same, on its own day.
    case.play_until(MEETING, "16:00")
    raised = {
        local_date(each.raised_at) for each in reviews.waiting(case.as_(SERGEANT)) if each.why == "under_13"
    }
    assert raised == {DISCLOSED, date(2026, 11, 23), MEETING}


def test_the_second_mention_of_the_girl_brings_up_the_first(case: Case) -> None:
    # 3 November. He looks her name up, as he really did: another spelling, no date of birth, her address.
    case.play_until(PARTY, "14:40")
    before = {case.opened(PCSO, each).reference for each in (FIRST_MEETING, FIRST_CHECKS)}
    known = case.opened(PCSO, SECOND_CHECKS).known_pupils[0]
    assert (known.name, known.recent, known.perhaps) == ("Isla Exampel-Brooke", 1, 2)
    suggestion = known.suggestions[0]
    assert suggestion.other_name == "Isla Example-Brook"
    assert {each.reference for each in suggestion.contacts} == before
    assert any("address" in reason.lower() for reason in suggestion.reasons)

    # He confirms it; from then on both names are one girl, in every record and for every officer.
    people.decide(case.as_(PCSO), suggestion.person_id, suggestion.other_id, MatchDecision.SAME)
    assert case.opened(PCSO, SECOND_CHECKS).known_pupils[0].recent == 3
    case.play_until(DISCLOSED, "11:30")
    seen_by_pc = case.opened(PC, ATTENDANCE).known_pupils[0]
    second = case.opened(PC, SECOND_CHECKS).reference
    assert before | {second} <= {each.reference for each in seen_by_pc.contacts}
    # The school is not shown what the police put together.
    assert case.opened(SPOC, SECOND_CHECKS).known_pupils == ()


def test_each_task_stays_open_until_the_school_has_been_told(case: Case) -> None:
    # 11 November: the other officer has asked and heard; in the real case the school never learned of it.
    case.play_until(date(2026, 11, 11), "17:00")
    task = case.opened(PC, PASSED_ON).actions[0]
    assert task.state is ActionState.SCHOOL_NOT_TOLD
    for who in (PC, SPOC, SERGEANT):
        assert task.task in case.on_board(who, "untold")
    # What nobody has done is overdue, in front of all three.
    unasked = case.opened(PCSO, RUMOUR).actions[0].task
    for who in (PCSO, SPOC, SERGEANT):
        line = next(each for each in case.board(who, "overdue").lines if each.text == unasked)
        assert line.tag == "Overdue"

    # "The school was told" takes a date, a person and a way.
    other = case.as_(OTHER)
    answers = {
        **empty_values(ACTION),
        **actions.open_action(other, task.id).values,
        "told_on": date(2026, 11, 11),
    }
    with pytest.raises(ProblemsFound) as found:
        actions.update(other, task.id, answers)
    assert [each.path for each in found.value.problems] == ["told_person", "told_how"]
    whole = {**answers, "told_person": "Mrs Example-Ashdown", "told_how": "phone"}
    assert actions.update(other, task.id, whole) is ActionState.CLOSED
    assert task.task not in case.on_board(SPOC, "untold")


def test_the_two_accounts_of_one_meeting_stand_side_by_side(case: Case) -> None:
    case.play_until(DISCLOSED, "16:00")
    for who in (PC, SPOC, SERGEANT):
        opened = case.opened(who, DISCLOSURE)
        signed = opened.countersignatures[0]
        assert "I was not told why." in opened.values["account"]
        assert "I told PC Example-Frost why I called him." in signed.comment
        assert (opened.state, signed.signer, signed.fault) == (
            ContactState.DISAGREED,
            "Mrs Example-Ashdown",
            "",
        )
    # Neither can change the other's, and the disagreement is before the sergeant the same afternoon.
    waiting = {(each.reference, each.why): each for each in reviews.waiting(case.as_(SERGEANT))}
    item = waiting[case.opened(SERGEANT, DISCLOSURE).reference, "disagreed"]
    assert local_date(item.raised_at) == DISCLOSED
    # On paper they stand in one document.
    made = printing.disclose(
        case.as_(SERGEANT),
        ContactLogPrint(case.book.record_id(DISCLOSURE)),
        "Exploitation hub",
        "Referral",
        "printed",
    )
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printing.render(made))).pages).split()
    )
    for words in ("I was not told why.", "I told PC Example-Frost why I called him.", "VALID"):
        assert words in text


def test_with_the_program_the_sergeant_knew_on_day_one_and_everything_is_still_there_in_december(
    case: Case,
) -> None:
    case.play_until(date(2026, 12, 11), "12:00")
    sergeant = case.as_(SERGEANT)
    listed = contact_log_lists.page(sergeant, Filter(partnership_id=2))
    assert len(listed) == 10
    assert [each.contact_date for each in listed][-1] == MONDAY
    # Every record was signed by the school within its days, or disagreed with; none is silent.
    assert {each.state for each in listed} == {
        ContactState.AGREED,
        ContactState.AGREED_WITH_COMMENT,
        ContactState.DISAGREED,
    }
    # The referral is told and closed; what the officers never did is still there, by name and date.
    referral = case.opened(SERGEANT, FATHER_ABSENT).actions[0]
    assert (referral.state, referral.told_on) == (ActionState.CLOSED, date(2026, 12, 7))
    overdue = [each for each in actions.page(sergeant) if each.overdue]
    assert ("PCSO 0005 Example-East", date(2026, 9, 9)) in {(each.owner, each.due_on) for each in overdue}
    asked = case.opened(SERGEANT, FRIDAY_MEETING).prompts
    assert PromptKind.INTELLIGENCE_REFERENCE in {each.kind for each in asked if each.is_open}
    checked = audit_log.verify(sergeant)
    assert checked.ok, [line for line in checked.lines if not line.ok]
