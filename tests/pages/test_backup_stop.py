"""The button "Stop" while a copy is checked and made ready for its restore: nothing comes of it later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from ssp_desktop.errors import UserError
from ssp_desktop.services import backup, backup_overview, restore, restore_difference
from ssp_desktop.services.restore import PreparedRestore
from ssp_desktop.services.restore_difference import Difference
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.backup import BackupPage
from tests.pages.conftest import DeskFor
from tests.pages.test_backup_page import REASON, page_of, settle
from tests.stores import PASSWORDS

STOPPED = "You stopped it. Nothing was restored."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def desk(desk_for: DeskFor, copy: Path) -> Desk:
    """The sergeant's desk, with one copy in the folder for backups."""
    dialogs.answers.clear()
    copy.mkdir()
    made = desk_for("sergeant")
    backup_overview.choose_folder(made.signed_in, copy)
    backup.back_up(made.signed_in)
    return made


def waiting_copies(desk: Desk) -> list[str]:
    """Return what waits beside the store to take its place."""
    return [each.name for each in desk.signed_in.folder.parent.iterdir() if each.name.startswith(".store.")]


@pytest.fixture
def too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let "Stop" come after the last moment at which the service asks for it."""
    compare, prepare = restore_difference.compare, restore.prepare

    def compared(signed_in: SignedIn, path: Path, step: object = None) -> Difference:
        return compare(signed_in, path)

    def prepared(signed_in: SignedIn, *, step: object, **asked: Any) -> PreparedRestore:
        return prepare(signed_in, **asked)

    monkeypatch.setattr(restore_difference, "compare", compared)
    monkeypatch.setattr(restore, "prepare", prepared)


def stop_at_once(qtbot: QtBot, desk: Desk, page: BackupPage) -> None:
    page.work.stop.click()
    settle(qtbot, desk)
    assert STOPPED in page.notice.message
    assert "The records are as they were." in page.notice.message
    assert page.restore_card.isHidden()
    assert not page.work.running
    assert waiting_copies(desk) == []


def stop_both(qtbot: QtBot, desk: Desk, copy: Path) -> None:
    page = page_of(qtbot, desk)
    path = next(copy.iterdir())
    page.look_at(path.name)
    stop_at_once(qtbot, desk, page)
    page.look_at(path.name)
    settle(qtbot, desk)
    page._restore(REASON, PASSWORDS["sergeant"])
    stop_at_once(qtbot, desk, page)  # a question "Restore this copy now?" would wait for an answer for ever


def test_stop_ends_the_look_at_a_copy_and_its_preparation(qtbot: QtBot, desk: Desk, copy: Path) -> None:
    stop_both(qtbot, desk, copy)


def test_what_comes_after_stop_is_not_shown_and_not_left(
    qtbot: QtBot, desk: Desk, copy: Path, too_late: None
) -> None:
    stop_both(qtbot, desk, copy)


def test_a_copy_that_is_ready_after_the_page_was_left_is_removed(
    qtbot: QtBot, desk: Desk, copy: Path, too_late: None
) -> None:
    page = BackupPage(desk, Place("backup"))
    settle(qtbot, desk)
    page._chosen = next(copy.iterdir())
    page._restore(REASON, PASSWORDS["sergeant"])
    page.leaving()
    shiboken6.delete(page)
    settle(qtbot, desk)
    assert waiting_copies(desk) == []


def test_a_preparation_that_is_stopped_at_any_step_leaves_nothing(desk: Desk, copy: Path) -> None:
    path = next(copy.iterdir())
    asked: list[None] = []
    ready = restore.prepare(desk.signed_in, path, REASON, PASSWORDS["sergeant"], lambda: asked.append(None))
    restore.abandon(ready)
    for after in (0, *range(len(asked) - 5, len(asked))):  # the first, and those after the first look
        left = iter(range(after))

        def step(left: Any = left) -> None:
            if next(left, None) is None:
                raise restore_difference.RestoreStopped

        with pytest.raises(restore_difference.RestoreStopped, match="Nothing was restored"):
            restore.prepare(desk.signed_in, path, REASON, PASSWORDS["sergeant"], step)
        assert waiting_copies(desk) == []


def test_a_check_that_was_stopped_is_not_told_as_a_backup(desk: Desk, copy: Path) -> None:
    with pytest.raises(UserError, match="You stopped the check. Whether this copy is good is not known."):
        backup_overview.check_copy(desk.signed_in, next(copy.iterdir()), cancelled=lambda: True)
