"""Backup and restore on the screen: what is shown, what is refused, the way back and its undo."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssp_desktop.services import anchors, backup, backup_overview
from ssp_desktop.services.restore import PreparedRestore
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.keeping import Keeping
from ssp_desktop.ui.pages.backup import BackupPage
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.stores import PASSWORDS, Store

REASON = "The disk lost a week."


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


@pytest.fixture
def desk(desk_for: DeskFor, target: Path) -> Desk:
    made = desk_for("sergeant")
    backup_overview.choose_folder(made.signed_in, target)
    return made


def page_of(qtbot: QtBot, desk: Desk) -> BackupPage:
    page = BackupPage(desk, Place("backup"))
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    settle(qtbot, desk)
    return page


def settle(qtbot: QtBot, desk: Desk) -> None:
    for _ in range(3):  # a reading that follows a change is asked for one turn of the loop later
        QApplication.processEvents()
        qtbot.waitUntil(lambda: desk.tasks.idle, timeout=20_000)


def column(page: BackupPage, number: int) -> list[str]:
    model = page.table.model
    return [str(model.index(line, number).data()) for line in range(model.rowCount())]


def choose_first(page: BackupPage) -> None:
    page.table.selected.emit(next(iter(page._paths)))


def test_without_a_folder_it_says_so_and_asks_for_one(qtbot: QtBot, desk_for: DeskFor, target: Path) -> None:
    desk = desk_for("administrator")
    page = page_of(qtbot, desk)
    text = visible_text(page)
    assert "Never" in text
    assert "No folder has been chosen" in text
    assert not page.back_up_button.isEnabled()
    dialogs.answers.set_next_file_name(target)
    page.folder_button.click()
    settle(qtbot, desk)
    assert "Backups go to this folder from now on." in page.notice.message
    assert page.back_up_button.isEnabled()
    assert str(target) in visible_text(page)
    assert without_name(page) == []


def test_backing_up_shows_the_copy_and_how_it_went(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    page.back_up_button.click()
    settle(qtbot, desk)
    assert "The backup is made. It was opened and checked after it was written." in page.notice.message
    assert column(page, 0) == ["17 November 2026, 10:00"]
    assert column(page, 2) == ["Whole"]
    assert "17 November 2026, 10:00" in visible_text(page.last.rows)
    assert "not connected to this PC" in visible_text(page)


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, desk: Desk, target: Path) -> None:
    page = page_of(qtbot, desk)
    target.rmdir()
    page.back_up_button.click()
    settle(qtbot, desk)
    assert "The folder for backups is not there" in page.notice.message
    assert "The last attempt failed" in visible_text(page.last.rows)


def test_a_backup_can_be_stopped(qtbot: QtBot, desk: Desk, target: Path) -> None:
    page = page_of(qtbot, desk)
    page.back_up_button.click()
    page.work.stop.click()
    settle(qtbot, desk)
    assert list(target.glob("*.sspbackup")) == []


def test_a_damaged_copy_is_found(qtbot: QtBot, desk: Desk, target: Path) -> None:
    backup.back_up(desk.signed_in)
    (copy,) = target.iterdir()
    page = page_of(qtbot, desk)
    choose_first(page)
    page.check_button.click()
    settle(qtbot, desk)
    assert "This copy is good." in page.notice.message
    content = bytearray((copy / "records.db").read_bytes())
    content[5000] ^= 1
    (copy / "records.db").write_bytes(content)
    choose_first(page)
    page.check_button.click()
    settle(qtbot, desk)
    assert "A file of this copy is missing or was changed." in page.notice.message
    os.truncate(copy / "records.db", 4096)
    page.refresh()
    settle(qtbot, desk)
    assert column(page, 2) == ["Damaged: a file is missing or cut off."]


def test_the_difference_is_shown_and_password_and_reason_are_asked(
    qtbot: QtBot, desk_for: DeskFor, store: Store, target: Path
) -> None:
    sergeant = store.sign_in("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    submit(store.sign_in("officer"))
    desk = desk_for("sergeant")
    page = page_of(qtbot, desk)
    choose_first(page)
    page.restore_button.click()
    settle(qtbot, desk)
    text = visible_text(page.restore_card)
    assert "entries of the audit log behind. What was written since is put aside, not deleted." in text
    assert without_name(page) == []
    page.restore_card.form.button.click()
    settle(qtbot, desk)
    assert "The reason is missing." in page.restore_card.form.problem.message
    page.restore_card.form.rows["reason"].set_value(REASON)
    page.restore_card.password.set_text("not the password at all")
    page.restore_card.form.button.click()
    settle(qtbot, desk)
    assert "The user name or the password is wrong." in page.restore_card.form.problem.message
    wanted: list[PreparedRestore] = []
    desk.restoring.connect(wanted.append)
    for answer in (False, True):
        choose_first(page)
        page.restore_button.click()
        settle(qtbot, desk)
        page.restore_card.form.rows["reason"].set_value(REASON)
        page.restore_card.password.set_text(PASSWORDS["sergeant"])
        dialogs.answers.set_next_answer(answer)
        page.restore_card.form.button.click()
        settle(qtbot, desk)
        assert page.restore_card.isHidden()
        assert bool(wanted) is answer
    assert wanted[0].reason == REASON
    assert wanted[0].ready.is_dir()


def test_older_records_raise_a_message_that_only_an_explanation_takes_away(
    qtbot: QtBot, desk_for: DeskFor, store: Store, tmp_path: Path
) -> None:
    store.sign_out()
    yesterday = tmp_path / "yesterday"
    shutil.copytree(store.folder, yesterday)
    submit(store.sign_in("officer"))
    store.sign_out()
    shutil.rmtree(store.folder)
    shutil.copytree(yesterday, store.folder)
    officer = desk_for("officer")
    keeping = Keeping(officer)
    qtbot.addWidget(keeping)
    settle(qtbot, officer)
    assert anchors.OLDER in keeping.alarm.message
    assert "tell your sergeant" in keeping.alarm.message
    desk = desk_for("sergeant")
    theirs = Keeping(desk)
    qtbot.addWidget(theirs)
    page = page_of(qtbot, desk)
    assert not theirs.alarm.isHidden()
    page.explain_card.form.rows["reason"].set_value("IT put yesterday's folder back.")
    page.explain_card.password.set_text(PASSWORDS["sergeant"])
    page.explain_card.form.button.click()
    settle(qtbot, desk)
    assert "The explanation is recorded." in page.notice.message
    assert theirs.alarm.isHidden()
    assert page.explain_card.isHidden()


@pytest.mark.parametrize(("who", "told"), [("sergeant", True), ("administrator", True), ("officer", False)])
def test_no_backup_for_days_is_told_to_those_who_can_make_one(
    qtbot: QtBot, desk_for: DeskFor, store: Store, who: str, told: bool
) -> None:
    store.clock.go(days=9)
    desk = desk_for(who)
    keeping = Keeping(desk)
    qtbot.addWidget(keeping)
    settle(qtbot, desk)
    assert keeping.warning.isHidden() is not told
    if told:
        assert "There is no backup of these records" in keeping.warning.message


def test_the_daily_copy_is_made_by_itself(
    qtbot: QtBot, desk_for: DeskFor, store: Store, target: Path
) -> None:
    backup_overview.choose_folder(store.sign_in("sergeant"), target)
    desk = desk_for("officer")
    qtbot.addWidget(Keeping(desk))
    settle(qtbot, desk)
    assert len(list(target.glob("*.sspbackup"))) == 1


def test_a_daily_copy_that_failed_is_told(
    qtbot: QtBot, desk_for: DeskFor, store: Store, target: Path
) -> None:
    backup_overview.choose_folder(store.sign_in("sergeant"), target)
    target.rmdir()
    desk = desk_for("sergeant")
    keeping = Keeping(desk)
    qtbot.addWidget(keeping)
    settle(qtbot, desk)
    assert "Today's backup was not made. The folder for backups is not there" in keeping.warning.message


def test_a_copy_that_is_put_away_is_noted_with_its_place(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    store.clock.go(days=40)
    desk = desk_for("administrator")
    page = page_of(qtbot, desk)
    assert "It is time to put a copy away that is not connected to this PC." in page.away.notice.message
    page.away.form.button.click()
    settle(qtbot, desk)
    assert "The place is missing." in page.away.form.problem.message
    page.away.form.rows["where"].set_value("Encrypted disk 2, in the safe")
    page.away.form.button.click()
    settle(qtbot, desk)
    assert page.away.notice.isHidden()
    text = visible_text(page.away)
    assert "Encrypted disk 2, in the safe" in text
    assert "Ada Example-Brand" in text
    assert page.away.form.rows["where"].value() == ""
    assert page.away.form.button.isEnabled()
