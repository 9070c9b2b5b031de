"""The page "Move to a new PC": the copy, what is told of it, the mark above every page, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.keeping import Keeping
from ssp_desktop.ui.pages.backup import BackupPage
from ssp_desktop.ui.pages.backup_restore import ReasonAndPassword
from ssp_desktop.ui.pages.move_store import MoveStorePage
from tests.features.steps import submit
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.pages.page_steps import places, press, settle, show
from tests.stores import NAMES, PASSWORDS, Store

WHY = "The records are on the PC in the sergeant's office."


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


def page_of(qtbot: QtBot, desk: Desk) -> MoveStorePage:
    return show(qtbot, desk, MoveStorePage(desk, Place("move_store")))


def say(qtbot: QtBot, desk: Desk, card: ReasonAndPassword, reason: str, password: str) -> None:
    card.form.rows["reason"].set_value(reason)
    card.password.set_text(password)
    card.form.button.click()
    settle(qtbot, desk)


def make_copy(qtbot: QtBot, desk: Desk, page: MoveStorePage, folder: Path | None) -> None:
    dialogs.answers.set_next_file_name(folder)
    page.copy_button.click()
    settle(qtbot, desk)


def test_the_copy_is_made_and_told_and_what_comes_after_it_is_counted(
    qtbot: QtBot, desk_for: DeskFor, store: Store, tmp_path: Path
) -> None:
    desk = desk_for("administrator")
    page = page_of(qtbot, desk)
    assert "No copy to take along has been made on this page yet." in visible_text(page)
    make_copy(qtbot, desk, page, None)
    assert page.notice.isHidden()
    make_copy(qtbot, desk, page, tmp_path)
    assert "The copy is made." in page.notice.message
    (copy,) = tmp_path.glob("*.sspbackup")
    assert copy.name in page.notice.message.replace("\u200b", "")
    assert "Nothing was written here since the copy was made." in visible_text(page)
    assert without_name(page) == []
    submit(store.sign_in("officer"))
    later = desk_for("administrator")
    assert "written here since the copy was made. The new PC does not have" in visible_text(
        page_of(qtbot, later)
    )


def test_a_folder_that_is_gone_is_told_and_a_copy_can_be_stopped(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path
) -> None:
    desk = desk_for("administrator")
    page = page_of(qtbot, desk)
    make_copy(qtbot, desk, page, tmp_path / "unplugged")
    assert "is not there, so no copy was made" in page.notice.message
    assert page.copy_button.isEnabled()
    dialogs.answers.set_next_file_name(tmp_path)
    page.copy_button.click()
    page.work.stop.click()
    settle(qtbot, desk)
    assert list(tmp_path.glob("*.sspbackup")) == []
    assert page.copy_button.isEnabled()


def test_marking_and_undoing_show_above_every_page(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("administrator")
    keeping = Keeping(desk)
    qtbot.addWidget(keeping)
    page = page_of(qtbot, desk)
    assert keeping.moved.isHidden()
    say(qtbot, desk, page.mark_card, "", PASSWORDS["administrator"])
    assert "The reason is missing." in page.mark_card.form.problem.message
    say(qtbot, desk, page.mark_card, WHY, "not the password at all")
    assert "The user name or the password is wrong." in page.mark_card.form.problem.message
    assert page.mark_card.form.rows["reason"].value() == WHY
    say(qtbot, desk, page.mark_card, WHY, PASSWORDS["administrator"])
    assert "The records are marked as moved." in page.notice.message
    assert f"17 November 2026, 10:00 by {NAMES['administrator']}." in keeping.moved.message
    assert "open for reading only" in keeping.moved.message
    assert WHY in visible_text(page.undo_card)
    assert page.mark_card.isHidden()
    assert page.copy_card.isHidden()
    assert without_name(page) == []
    say(qtbot, desk, page.undo_card, "The new PC did not start.", PASSWORDS["administrator"])
    assert "The records go on here." in page.notice.message
    assert keeping.moved.isHidden()
    assert not page.mark_card.isHidden()
    assert page.mark_card.password.text == ""


def test_an_officer_sees_the_line_and_nothing_to_press(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("administrator")
    page = page_of(qtbot, desk)
    say(qtbot, desk, page.mark_card, WHY, PASSWORDS["administrator"])
    page.leaving()
    officer = desk_for("officer")
    keeping = Keeping(officer)
    qtbot.addWidget(keeping)
    settle(qtbot, officer)
    assert "These records were moved to another PC" in keeping.moved.message
    assert "Open" not in visible_text(keeping.moved)


def test_the_backup_page_leads_here_for_the_administrator_alone(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("administrator")
    page = show(qtbot, desk, BackupPage(desk, Place("backup")))
    asked = places(desk)
    press(page, "Move to a new PC")
    assert asked == [Place("move_store")]
