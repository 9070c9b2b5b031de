"""The page that checks the store: each outcome in words, stopping, saving; what is wrong and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import audit_log, contact_logs
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.audit import AuditPage
from ssp_desktop.ui.pages.check_store import CheckStorePage
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import sql
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text
from tests.stores import NAMES, Store, contact_values


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


def page_of(qtbot: QtBot, desk: Desk) -> CheckStorePage:
    page = CheckStorePage(desk, Place("check_store"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def checked(qtbot: QtBot, page: CheckStorePage) -> CheckStorePage:
    page.check_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    return page


def saved(qtbot: QtBot, page: CheckStorePage, path: Path) -> str:
    dialogs.answers.set_next_file_name(path)
    page.save_button.click()
    qtbot.waitUntil(lambda: "saved" in page.notice.message)
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def test_each_outcome_is_told_in_words(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    page = page_of(qtbot, desk_for("sergeant"))
    page.check_button.click()
    assert page.work.running
    assert page.work.stop.accessibleName() == "Stop: Checking the file, the log and all signatures"
    qtbot.waitUntil(lambda: not page.notice.isHidden())
    assert "Success: All 12 checks passed." in page.notice.message
    text = visible_text(page.result)
    for words in (
        "Every page of the file is as the program wrote it.",
        "Every row refers to rows that are there.",
        "The audit log is whole.",
        "The audit log goes on from wherever it was noted",
        "Every signature is valid.",
    ):
        assert words in text
    assert page.check_button.isEnabled()


def test_it_can_be_stopped(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = page_of(qtbot, desk_for("sergeant"))
    page.check_button.click()
    page.work.stop.click()
    qtbot.waitUntil(page.check_button.isEnabled)
    assert "You stopped the check before it was finished." in page.notice.message
    assert page.result.isHidden()


def test_the_outcome_is_saved_without_anybodys_name(
    qtbot: QtBot, store: Store, desk_for: DeskFor, tmp_path: Path
) -> None:
    desk = desk_for("sergeant")
    sql(desk.signed_in, "UPDATE account SET role = 'officer', display_name = display_name WHERE id = 4")
    page = checked(qtbot, page_of(qtbot, desk))
    assert "Problem: 1 check failed." in page.notice.message
    shown = visible_text(page.result)
    assert "The role of account 4 was changed outside the program." in shown
    assert f"Account 4 is {NAMES['spoc']}." in shown
    assert "restore the latest good backup" in shown
    text = saved(qtbot, page, tmp_path / "outcome.txt")
    assert "FAILED  Who may do what: The role of account 4 was changed" in text
    assert "OK      Pages: Every page of the file" in text
    assert not [name for name in NAMES.values() if name in text]
    assert "The outcome is saved." in page.notice.message
    (line,) = audit_log.page(desk.signed_in, AuditFilter(event=AuditEvent.DISCLOSED))
    assert line.detail == "outcome of the check saved; 1 failed"


def test_a_folder_that_is_gone_is_told_and_the_outcome_stays(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path
) -> None:
    page = checked(qtbot, page_of(qtbot, desk_for("administrator")))
    assert saved(qtbot, page, tmp_path / "gone" / "outcome.txt") == ""
    assert "The file could not be saved" in page.notice.message
    assert not page.result.isHidden()


def test_without_a_file_nothing_is_saved(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = checked(qtbot, page_of(qtbot, desk))
    dialogs.answers.set_next_file_name(None)
    page.save_button.click()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert audit_log.page(desk.signed_in, AuditFilter(event=AuditEvent.DISCLOSED)) == ()


def test_leaving_stops_the_check(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = page_of(qtbot, desk)
    page.check_button.click()
    page.leaving()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert audit_log.page(desk.signed_in, AuditFilter(event=AuditEvent.VERIFIED)) == ()


def test_the_audit_page_leads_here(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = AuditPage(desk, Place("audit"))
    qtbot.addWidget(page)
    with qtbot.waitSignal(desk.going) as going:
        page.check_button.click()
    assert going.args == [Place("check_store")]
