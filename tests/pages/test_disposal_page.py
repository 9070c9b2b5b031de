"""The pages of disposal: propose, confirm by another, the list, the certificate, and bad input."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services.print_disposal import DisposalPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.disposal import DisposalPage
from ssp_desktop.ui.pages.disposal_edit import DisposalEditPage
from ssp_desktop.ui.pages.disposals import DisposalsPage
from tests.features.disposal_steps import REASON, later, propose
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import press, settle, show, words
from tests.stores import NAMES, PASSWORDS, Store


@pytest.fixture
def sergeant(store: Store, desk_for: DeskFor) -> Desk:
    """Seven years after a contact log was written."""
    submit(store.sign_in("officer"))
    later(store)
    store.sign_out()
    return desk_for("sergeant")


@pytest.fixture
def officer(store: Store, desk_for: DeskFor) -> Desk:
    """The second person, when the sergeant has proposed it."""
    submit(store.sign_in("officer"))
    propose(later(store))
    store.sign_out()
    return desk_for("officer")


def test_proposing_needs_a_reason_and_keeps_what_was_typed(qtbot: QtBot, sergeant: Desk) -> None:
    page = show(
        qtbot, sergeant, DisposalEditPage(sergeant, Place("disposal_edit", 1, {"kind": "contact_log"}))
    )
    assert page.form is not None
    page.password.line.setText(PASSWORDS["sergeant"])
    press(page, "Propose")
    settle(qtbot, sergeant)
    assert page.form.row("reason").error
    page.form.set_values({"reason": REASON})
    page.password.line.setText("not the password")
    press(page, "Propose")
    settle(qtbot, sergeant)
    assert not page.notice.isHidden()
    page.leaving()
    assert page.place.extra["typed"]["reason"] == REASON
    page.password.line.setText(PASSWORDS["sergeant"])
    with qtbot.waitSignal(sergeant.going, timeout=10_000) as going:
        press(page, "Propose")
    assert going.args[0].page == "retention"
    assert "waits for another officer or sergeant" in going.args[0].extra["saved"]
    own = show(qtbot, sergeant, DisposalPage(sergeant, Place("disposal", 1)))
    assert own.opened is not None
    assert not own.opened.may_confirm
    assert "Confirm as the second person" not in words(own)


def test_the_second_person_confirms_and_prints_the_certificate(qtbot: QtBot, officer: Desk) -> None:
    page = show(qtbot, officer, DisposalPage(officer, Place("disposal", 1)))
    seen = words(page)
    assert "Nobody can bring it back" in seen
    assert REASON in seen
    assert NAMES["sergeant"] in seen
    page.password.line.setText("not the password")
    press(page, "Confirm and delete the content")
    settle(qtbot, officer)
    assert not page.notice.isHidden()
    assert page.confirm.isEnabled()
    page.password.line.setText(PASSWORDS["officer"])
    with qtbot.waitSignal(officer.going, timeout=10_000) as going:
        press(page, "Confirm and delete the content")
    saved = "CL-2026-00001 was disposed of. What it said is deleted."
    assert going.args == [Place("disposals", None, {"saved": saved})]
    listed = show(qtbot, officer, DisposalsPage(officer, going.args[0]))
    assert listed.table.row_count == 1
    assert saved in words(listed)
    after = show(qtbot, officer, DisposalPage(officer, Place("disposal", 1)))
    assert "Disposed of" in words(after)
    with qtbot.waitSignal(officer.going) as printing:
        press(after, "Print the certificate")
    assert printing.args == [Place("print", None, {"request": DisposalPrint(1)})]


def test_a_disposal_that_is_not_there_says_so(qtbot: QtBot, officer: Desk) -> None:
    page = show(qtbot, officer, DisposalPage(officer, Place("disposal", 99)))
    assert "not in the store" in page.notice.message
