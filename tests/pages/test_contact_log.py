"""Reading one contact log: what each reader is told, and what they can do about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from ssp_desktop.services import boards, contact_log_views, contact_logs, countersigning
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log import ContactLogPage
from ssp_desktop.ui.pages.parts.reading import Quote
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import PASSWORDS, SCHOOL, Store, contact_values, pupil

CONCERN = {
    "concerns": ("sexual",),
    "serious": "yes",
    "indictable": "yes",
    "victim_wish": "not_asked",
    "parent_wish": "not_asked",
    "head_wish": "police",
    "crime_decision": "pending",
    "crime_decided_by": "PC 0001 Example-Okafor",
    "crime_reason": "Waiting for the social worker",
}


def open_page(qtbot: QtBot, desk: Desk, record_id: int, **extra: Any) -> ContactLogPage:
    return show(qtbot, desk, ContactLogPage(desk, Place("contact_log", record_id, extra)))


def submit(desk: Desk, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=1).id


def write_behind(desk: Desk, statement: str) -> None:
    """Change the file as somebody would who goes round the program."""
    with desk.signed_in.database.session() as db:
        db.execute(text(statement))
        db.commit()


def test_the_officer_reads_everything_and_the_school_its_own_view(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, account="<b>bold</b> & <img src=x>")
    said = words(open_page(qtbot, desk, record_id))
    for expected in (
        "Contact log CL-2026-00001",
        "Waiting for the SPOC",
        SCHOOL,
        "17 November 2026, 10:00",
        "<b>bold</b> & <img src=x>",
        "CANARY-OFFICER-ONLY",
        "Actions agreed",
        "Nobody has countersigned this record yet.",
    ):
        assert expected in said
    spoc = desk_for("spoc")
    school = words(open_page(qtbot, spoc, record_id))
    assert "<b>bold</b> & <img src=x>" in school
    assert "CANARY-OFFICER-ONLY" not in school
    assert "Other records of these pupils" not in school


def test_all_text_is_plain_and_the_childs_words_are_set_apart(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk, submit(desk, childs_words="<i>No</i>"))
    labels = page.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    (quote,) = page.findChildren(Quote)
    assert words(quote) == "The child's own words\n<i>No</i>"


def test_long_words_and_long_texts_are_shown_whole(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(
        qtbot, desk, submit(desk, account="x" * 50_000, observations="It rained. " * 2_000, place="y" * 120)
    )
    assert page.contents.width() <= page.width()
    page.leaving()
    assert page.place == Place("contact_log", page.place.record_id)
    assert "y" * 120 in words(page)


def test_struck_words_stay_readable(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, observations="")
    changed = contact_values(place="Library", observations="She was cold.")
    contact_logs.correct(desk.signed_in, record_id, changed, reason="I mixed up the rooms.", based_on=1)
    page = open_page(qtbot, desk, record_id)
    said = words(page)
    assert "Corrected: revision 2" in said
    assert "I mixed up the rooms." in said
    assert "Struck out:\nWellbeing office\nNow:\nLibrary" in said
    assert "Was not answered before.\nNow:\nShe was cold." in said
    struck = [label.text() for label in page.findChildren(QLabel) if label.font().strikeOut()]
    assert struck == ["Wellbeing office"]


def test_a_long_struck_text_stays_readable(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, account="It rained. " * 1_000)
    contact_logs.correct(desk.signed_in, record_id, contact_values(), reason="Another day.", based_on=1)
    page = open_page(qtbot, desk, record_id)
    boxes = [box for box in page.findChildren(QPlainTextEdit) if box.font().strikeOut()]
    assert [box.toPlainText() for box in boxes] == ["It rained. " * 999 + "It rained."]
    assert boxes[0].isReadOnly()


def test_earlier_records_are_counted_and_each_suggestion_is_decided(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    first = submit(desk, contact_date=date(2026, 10, 20), subject="First mention")
    submit(desk, contact_date=date(2026, 11, 3), pupils=(pupil(given_name="Beatrice"),))
    submit(desk, contact_date=date(2026, 11, 4), pupils=(pupil(given_name="Beatriz", date_of_birth=None),))
    record_id = submit(desk)
    asked = places(desk)
    page = open_page(qtbot, desk, record_id)
    assert "Bea Example-Marsh: 2 contacts in 60 days" in words(page)
    assert "Perhaps the same person" in words(page)
    press(page, "CL-2026-00001, 20 October 2026: First mention (Subject of concern)")
    assert (asked[-1].page, asked[-1].record_id) == ("contact_log", first)

    press(page, "Same person: Beatrice Example-Marsh, born 14 March 2012")
    settle(qtbot, desk)
    assert "Kept: the same person." in words(page)
    assert "Bea Example-Marsh: 3 contacts in 60 days" in words(page)
    opened = contact_log_views.open_contact_log(desk.signed_in, record_id)
    assert opened.known_pupils[0].recent == 3
    while opened.known_pupils[0].suggestions:
        other = opened.known_pupils[0].suggestions[0].other_name
        press(page, f"Not the same person: {other}")
        settle(qtbot, desk)
        opened = contact_log_views.open_contact_log(desk.signed_in, record_id)
    assert "Perhaps the same person" not in words(page)


def test_a_prompt_is_answered_and_an_empty_answer_is_refused(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, **CONCERN)
    page = open_page(qtbot, desk, record_id)
    assert "What this record still needs (4)" in words(page)
    press(page, "Safeguarding reference: Keep the answer")  # opens the questions
    press(page, "Safeguarding reference: Keep the answer")  # sends them empty
    settle(qtbot, desk)
    assert "There is no answer yet." in words(page)
    form = next(form for form in page.forms.values() if "Safeguarding" in form.button.accessibleName())
    form.rows["reference"].set_value("SG-EXAMPLE-7")
    other = next(form for form in page.forms.values() if "Supervisor" in form.button.accessibleName())
    other.rows["reason"].set_value("Half written")
    form.button.click()
    settle(qtbot, desk)
    said = words(page)
    assert "The answer is kept." in said
    assert "What this record still needs (3)" in said
    assert "SG-EXAMPLE-7" in said
    kept = [form.rows["reason"].value() for form in page.forms.values()]
    assert "Half written" in kept
    stored = contact_log_views.open_contact_log(desk.signed_in, record_id).prompts
    assert [each.reference for each in stored if not each.is_open] == ["SG-EXAMPLE-7"]


def test_what_was_begun_is_there_again_after_leaving(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk, **CONCERN)
    page = open_page(qtbot, desk, record_id)
    next(iter(page.forms.values())).rows["reason"].set_value("The social worker is on leave")
    page.leaving()
    again = open_page(qtbot, desk, record_id, **page.place.extra)
    assert next(iter(again.forms.values())).values()["reason"] == "The social worker is on leave"
    assert next(iter(again.forms.values())).isVisible()


def test_the_sergeant_closes_the_review_of_a_young_child(qtbot: QtBot, desk_for: DeskFor) -> None:
    officer = desk_for("officer")
    record_id = submit(officer, pupils=(pupil(date_of_birth=date(2014, 12, 1)),), **CONCERN)
    assert "Waits for the sergeant" in words(open_page(qtbot, officer, record_id))
    desk = desk_for("sergeant")
    page = open_page(qtbot, desk, record_id)
    assert "Urgent: a child under 13" in words(page)
    name = "A child under 13: sexual activity or harm"
    press(page, f"{name}: Close this review")
    settle(qtbot, desk)
    assert "The outcome is missing." in words(page)
    form = next(form for form in page.forms.values() if form.button.accessibleName().startswith(name))
    form.rows["outcome"].set_value("Strategy meeting called for today.")
    form.button.click()
    settle(qtbot, desk)
    assert "The review is closed." in words(page)
    assert "Strategy meeting called for today." in words(page)
    waiting = [board for board in boards.home(desk.signed_in) if board.key == "reviews"]
    assert all(line.record_id != record_id for board in waiting for line in board.lines)


def test_a_signature_is_valid_until_the_record_is_changed_outside(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    record_id = submit(desk_for("officer"))
    spoc = desk_for("spoc")
    countersigning.countersign(
        spoc.signed_in, PASSWORDS["spoc"], record_id, 1, CountersignDecision.DISAGREE, "It was on Monday."
    )
    desk = desk_for("officer")
    said = words(open_page(qtbot, desk, record_id))
    assert "VALID" in said.splitlines()
    assert "Both accounts" in said
    assert "We spoke about who she walks home with." in said
    assert "It was on Monday." in said

    write_behind(desk, "DROP TRIGGER revision_no_update")
    write_behind(desk, "UPDATE revision SET content = replace(content, 'walks', 'runs')")
    tampered = words(open_page(qtbot, desk, record_id))
    assert "This record was changed outside the program." in tampered
    assert "INVALID" in tampered.splitlines()
    assert "The record does not say any more what it said when it was signed." in tampered


def test_the_buttons_lead_on(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk)
    asked, locked = places(desk), list[str]()
    desk.locking.connect(locked.append)
    page = open_page(qtbot, desk, record_id)
    press(page, "Hand over to the SPOC")
    press(page, "Correct")
    press(page, "Print or save")
    assert page.actions_table is not None
    page.actions_table.activated.emit(1)
    assert locked == ["hand_over"]
    assert asked == [
        Place("contact_log_edit", record_id),
        Place("print", None, {"request": ContactLogPrint(record_id)}),
        Place("action", 1),
    ]


def test_the_head_teacher_reads_and_changes_nothing(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"), **CONCERN)
    page = open_page(qtbot, desk_for("head_teacher"), record_id)
    said = words(page)
    assert "Correct\n" not in said
    assert "Hand over" not in said
    assert "Answer …" not in said
    assert "Intelligence reference" not in said


def test_a_record_that_is_not_there_is_told_in_words(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = open_page(qtbot, desk_for("officer"), 99)
    assert "This contact log is not in the store." in words(page)


@pytest.mark.parametrize("who", ["officer", "sergeant", "spoc"])
def test_every_control_has_a_name(qtbot: QtBot, desk_for: DeskFor, who: str) -> None:
    officer = desk_for("officer")
    submit(officer, contact_date=date(2026, 11, 2))
    record_id = submit(officer, **CONCERN)
    assert nameless(open_page(qtbot, desk_for(who), record_id)) == []
