"""Countersigning through the real page: the queue, the three answers, a wrong password, the way back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_log_views, contact_logs, countersigning
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.countersign import CountersignPage
from ssp_desktop.ui.pages.countersign_decision import DecisionCard
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import PASSWORDS, contact_values

NOTHING = "Nothing waits for your countersignature."


def open_page(qtbot: QtBot, desk: Desk, record_id: int | None = None, **extra: Any) -> CountersignPage:
    return show(qtbot, desk, CountersignPage(desk, Place("countersign", record_id, extra)))


def submit(desk: Desk, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=1).id


def stored(desk: Desk, record_id: int) -> OpenedContactLog:
    return contact_log_views.open_contact_log(desk.signed_in, record_id)


def card_of(page: CountersignPage) -> DecisionCard:
    assert page.decision is not None
    return page.decision


def choose(page: CountersignPage, decision: CountersignDecision, said: str = "") -> None:
    card = card_of(page)
    card.choices[decision].click()
    if said:
        row = card.comment if decision is CountersignDecision.AGREE_WITH_COMMENT else card.account
        assert row.isVisible()
        row.set_value(said)


def sign(qtbot: QtBot, page: CountersignPage, password: str = PASSWORDS["spoc"]) -> None:
    card = card_of(page)
    card.password.line.clear()
    QTest.keyClicks(card.password.line, password)
    press(page, "Sign")
    settle(qtbot, page.desk)


def test_the_queue_shows_what_waits_and_the_first_one_opens(qtbot: QtBot, desk_for: DeskFor) -> None:
    officer = desk_for("officer")
    first, _ = submit(officer, subject="First"), submit(officer, subject="Second")
    desk = desk_for("spoc")
    asked, locked = places(desk), list[str]()
    desk.locking.connect(locked.append)
    page = open_page(qtbot, desk)
    assert "2 records wait for you." in words(page)
    assert page.table.row_count == 2
    press(page, "Read the first one")
    page.table.activated.emit(2)
    assert asked == [Place("countersign", first), Place("countersign", 2)]
    press(page, "Finish and hand back")
    assert locked == ["lock"]


def test_an_empty_queue_says_so(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = open_page(qtbot, desk_for("spoc"))
    assert NOTHING in words(page)
    assert "Finish and hand back" in words(page)


def test_agreeing_signs_and_goes_on_to_the_next(qtbot: QtBot, desk_for: DeskFor) -> None:
    officer = desk_for("officer")
    first, second = submit(officer), submit(officer)
    desk = desk_for("spoc")
    asked = places(desk)
    page = open_page(qtbot, desk, first)
    assert "CANARY-OFFICER-ONLY" not in words(page)
    assert "I just want them to leave me alone." in words(page)
    choose(page, CountersignDecision.AGREE)
    sign(qtbot, page)
    record = stored(desk, first)
    assert record.state is ContactState.AGREED
    assert record.countersignatures[0].is_valid
    assert asked == [
        Place("countersign", second, {"notice": ("You signed CL-2026-00001.", "This is the last one.")})
    ]
    last = open_page(qtbot, desk, second, notice=asked[0].extra["notice"])
    assert "You signed CL-2026-00001." in words(last)
    choose(last, CountersignDecision.AGREE_WITH_COMMENT, "The time was 09:10.")
    sign(qtbot, last)
    assert stored(desk, second).state is ContactState.AGREED_WITH_COMMENT
    assert asked[-1] == Place("countersign", None, {"notice": ("You signed CL-2026-00002.", NOTHING)})


def test_a_wrong_password_keeps_everything_that_was_typed(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    page = open_page(qtbot, desk, record_id)
    choose(page, CountersignDecision.DISAGREE, "I was there, and it was on Monday.")
    sign(qtbot, page, "not the password at all")
    card = card_of(page)
    assert card.problem.isVisible()
    assert "password" in card.problem.message.lower()
    assert card.decision is CountersignDecision.DISAGREE
    assert card.account.value() == "I was there, and it was on Monday."
    assert page.focusWidget() is card.password.line
    assert not card.problem.visibleRegion().isEmpty()
    assert stored(desk, record_id).countersignatures == ()

    sign(qtbot, page)
    record = stored(desk, record_id)
    assert record.state is ContactState.DISAGREED
    assert record.countersignatures[0].comment == "I was there, and it was on Monday."


def test_what_is_missing_is_said_before_anything_is_signed(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    page = open_page(qtbot, desk, record_id)
    press(page, "Sign")
    assert "Error: Choose whether you agree." in words(page)
    first = card_of(page).choices[CountersignDecision.AGREE]
    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect().height() == first.height())
    choose(page, CountersignDecision.DISAGREE)
    press(page, "Sign")
    assert 'Error: Fill in "Your own account".' in words(page)
    choose(page, CountersignDecision.AGREE)
    assert not card_of(page).account.isVisible()
    press(page, "Sign")
    assert "Your password is missing." in words(page)
    assert stored(desk, record_id).state is ContactState.WAITING


def test_words_of_an_answer_that_is_not_chosen_are_not_signed(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    page = open_page(qtbot, desk, record_id)
    choose(page, CountersignDecision.DISAGREE, "Begun, then thought better of")
    choose(page, CountersignDecision.AGREE)
    sign(qtbot, page)
    (signature,) = stored(desk, record_id).countersignatures
    assert (signature.decision, signature.comment) == (CountersignDecision.AGREE, "")


def test_a_begun_decision_is_there_after_a_lock_without_the_password(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    page = open_page(qtbot, desk, record_id)
    choose(page, CountersignDecision.DISAGREE, "Half of my account")
    card_of(page).password.line.setText(PASSWORDS["spoc"])
    page.leaving()
    assert PASSWORDS["spoc"] not in str(page.place)
    again = open_page(qtbot, desk, record_id, **page.place.extra)
    assert card_of(again).decision is CountersignDecision.DISAGREE
    assert card_of(again).account.value() == "Half of my account"
    assert card_of(again).password.text == ""


def test_a_signed_record_is_not_offered_for_signing(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    countersigning.countersign(desk.signed_in, PASSWORDS["spoc"], record_id, 1, CountersignDecision.AGREE)
    page = open_page(qtbot, desk, record_id)
    assert page.decision is None
    assert "This record does not wait for your countersignature." in words(page)


def test_a_correction_while_reading_stops_the_signature_and_shows_again(
    qtbot: QtBot, desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = desk_for("officer")
    record_id = submit(officer)
    desk = desk_for("spoc")
    page = open_page(qtbot, desk, record_id)
    choose(page, CountersignDecision.AGREE_WITH_COMMENT, "Right but for the room")
    # The officer's account acts on the same PC meanwhile, over the same open store.
    monkeypatch.setattr(desk.signed_in, "actor", officer.signed_in.actor)
    contact_logs.correct(
        desk.signed_in, record_id, contact_values(place="Library"), reason="Wrong room", based_on=1
    )
    monkeypatch.undo()
    sign(qtbot, page)
    assert "The officer corrected this record while you were reading." in words(page)
    press(page, "Read the record again")
    settle(qtbot, desk)
    assert "This record was corrected. You sign revision 2." in words(page)
    assert card_of(page).comment.value() == "Right but for the room"
    sign(qtbot, page)
    (signature,) = stored(desk, record_id).countersignatures
    assert (signature.revision, signature.is_valid) == (2, True)


def test_every_control_has_a_name(qtbot: QtBot, desk_for: DeskFor) -> None:
    record_id = submit(desk_for("officer"))
    desk = desk_for("spoc")
    assert nameless(open_page(qtbot, desk)) == []
    page = open_page(qtbot, desk, record_id)
    choose(page, CountersignDecision.DISAGREE)
    assert nameless(page) == []
