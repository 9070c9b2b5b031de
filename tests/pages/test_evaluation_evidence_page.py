"""The page on which evidence is picked: refused without a measure, picked, taken away."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.evaluation_evidence import EvaluationEvidencePage
from tests.features.evaluation_steps import begin, values_of
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import Store


def test_evidence_is_picked_and_taken_away(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    log = submit(store.sign_in("officer"))
    evaluation = begin(store.sign_in("sergeant"))
    desk = desk_for("sergeant")
    went = places(desk)
    page = show(qtbot, desk, EvaluationEvidencePage(desk, Place("evaluation_evidence", evaluation)))
    assert page.table.row_count == 1
    assert "Nothing is picked yet." in words(page)
    assert nameless(page) == []
    page.kind.set_value("activity")
    qtbot.waitUntil(lambda: "There is no such record of this year." in words(page))
    page.kind.set_value("contact_log")
    qtbot.waitUntil(lambda: page.table.row_count == 1)
    page.table.view.selectRow(0)
    press(page, "Use as evidence")
    assert "Choose a measure and a record first." in words(page)
    page.measure.set_value("E2")
    page.table.activated.emit(page.table.current_key)
    qtbot.waitUntil(lambda: f"E2: {log.reference}" in words(page))
    settle(qtbot, desk)
    press(page, "Use as evidence")
    qtbot.waitUntil(page.notice.isVisible)
    assert f"{log.reference} is evidence for E2 already." in words(page)
    press(page, f"Remove E2: {log.reference}, 17 November 2026")
    qtbot.waitUntil(lambda: "Nothing is picked yet." in words(page))
    settle(qtbot, desk)
    assert values_of(desk.signed_in, evaluation)["evidence"] == ()
    press(page, "Back to the evaluation")
    assert went[-1] == Place("evaluation", evaluation)
