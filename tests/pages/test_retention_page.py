"""The pages of retention: the force's table, what is due, a signed decision, and bad input."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import retention
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.retention import RetentionPage
from ssp_desktop.ui.pages.retention_review import RetentionReviewPage
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import press, settle, show, words
from tests.stores import PASSWORDS, Store

REASON = "The inquiry into the school is still open."


@pytest.fixture
def desk(store: Store, desk_for: DeskFor) -> Desk:
    """The sergeant's, seven years after a contact log was written."""
    submit(store.sign_in("officer"))
    store.sign_out()
    store.clock.go(days=7 * 365 + 2)
    return desk_for("sergeant")


def review(qtbot: QtBot, desk: Desk, **extra: object) -> RetentionReviewPage:
    place = Place("retention_review", 1, {"kind": "contact_log", **extra})
    return show(qtbot, desk, RetentionReviewPage(desk, place))


def fill(page: RetentionReviewPage, until: object = date(2034, 11, 17)) -> None:
    assert page.form is not None
    page.form.set_values({"reason": REASON, "kept_until": until})


def test_the_list_says_what_is_due_and_whose_table_it_is(qtbot: QtBot, desk: Desk) -> None:
    page = show(qtbot, desk, RetentionPage(desk, Place("retention")))
    seen = words(page)
    assert "6 years after: last contact with the pupil. Then: review" in seen
    assert "Set by your force" in seen
    assert "disposed of by two people" in seen
    assert page.table.row_count == 1
    with qtbot.waitSignal(desk.going) as going:
        page.table.activated.emit(("contact_log", 1))
    assert going.args == [Place("retention_review", 1, {"kind": "contact_log"})]


def test_keeping_goes_back_to_the_list_and_says_until_when(qtbot: QtBot, desk: Desk) -> None:
    page = review(qtbot, desk)
    assert "CL-2026-00001" in words(page)
    fill(page)
    page.password.line.setText(PASSWORDS["sergeant"])
    with qtbot.waitSignal(desk.going, timeout=10_000) as going:
        press(page, "Keep this record")
    assert going.args == [Place("retention", None, {"saved": "The record is kept until 17 November 2034."})]
    assert retention.page(desk.signed_in) == ()
    again = show(qtbot, desk, RetentionPage(desk, going.args[0]))
    assert "kept until 17 November 2034" in again.notice.message


def test_a_wrong_password_is_told_and_what_was_typed_stays(qtbot: QtBot, desk: Desk) -> None:
    page = review(qtbot, desk)
    fill(page)
    page.password.line.setText("not the password at all")
    press(page, "Keep this record")
    settle(qtbot, desk)
    assert not page.notice.isHidden()
    page.leaving()
    assert page.place.extra["typed"]["reason"] == REASON
    assert "not the password" not in repr(page.place)


def test_a_date_that_is_past_is_told_beside_the_question(qtbot: QtBot, desk: Desk) -> None:
    page = review(qtbot, desk)
    fill(page, date(2020, 1, 1))
    page.password.line.setText(PASSWORDS["sergeant"])
    press(page, "Keep this record")
    settle(qtbot, desk)
    assert page.form is not None
    assert page.form.row("kept_until").error == "Enter a date that lies ahead."


def test_a_record_that_is_not_due_says_so(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    submit(store.sign_in("officer"))
    desk = desk_for("sergeant")
    page = review(qtbot, desk)
    assert "not due for review" in page.notice.message
    assert page.form is None
