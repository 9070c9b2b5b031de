"""The line at the bottom of the window: when the last backup was made, and what is wrong with that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import backup, backup_overview, backup_settings
from ssp_desktop.services.signed_in import Moved
from ssp_desktop.ui.backup_line import BackupLine
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.keeping import Keeping
from ssp_desktop.ui.shell import Shell
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text
from tests.pages.test_backup_page import settle
from tests.stores import Store


def line_of(qtbot: QtBot, desk: Desk) -> BackupLine:
    line = BackupLine(desk)
    qtbot.addWidget(line)
    settle(qtbot, desk)
    return line


def told(line: BackupLine) -> tuple[str, bool]:
    """Return the words, and whether they are marked as a warning, on the screen and to a screen reader."""
    words = line.words.text()
    assert line.words.accessibleName() == words
    assert (line.words.property("role") == "small_key") is words.startswith("Warning: ")
    return words.removeprefix("Warning: "), words.startswith("Warning: ")


def test_it_follows_the_first_backup(qtbot: QtBot, desk_for: DeskFor, target: Path) -> None:
    desk = desk_for("sergeant")
    line = line_of(qtbot, desk)
    assert told(line) == ("No backup yet", False)
    desk.run(backup.back_up, target, done=lambda made: None)
    settle(qtbot, desk)
    assert told(line) == ("Last backup: today 10:00", False)


@pytest.mark.parametrize(("who", "ask"), [("officer", " Tell your sergeant."), ("sergeant", "")])
def test_it_tells_everybody_the_day_and_after_a_week_what_is_wrong(
    qtbot: QtBot, desk_for: DeskFor, store: Store, target: Path, who: str, ask: str
) -> None:
    desk = desk_for(who)
    line = line_of(qtbot, desk)
    backup_settings.note_success(desk.signed_in, store.clock.now)
    for days, words, warned in (
        (6, "Last backup: 17 November 2026", False),
        (15, f"Last backup: 17 November 2026. No backup for 21 days.{ask}", True),
    ):
        store.clock.go(days=days)
        line.look()
        settle(qtbot, desk)
        assert told(line) == (words, warned)


def test_no_backup_at_all_and_one_that_is_still_to_come_are_told_apart(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    store.clock.go(days=8)
    desk = desk_for("sergeant")
    line = line_of(qtbot, desk)
    assert told(line) == ("There is no backup of these records.", True)
    backup_settings.note_success(desk.signed_in, store.clock.now + timedelta(days=30))
    line.look()
    settle(qtbot, desk)
    to_come = "The last backup is dated 25 December 2026, which is still to come. Check the clock of this PC."
    assert backup_overview.warning(desk.signed_in) == to_come
    assert told(line) == (f"Last backup: 25 December 2026. {to_come}", True)


def test_it_takes_no_room_where_backups_are_no_question(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    desk = desk_for("officer")
    signed_in = desk.signed_in
    line = line_of(qtbot, desk)
    for name, value in (
        ("demo", True),
        ("moved", Moved(store.clock(), "Ada Example-Brand", "A new PC")),
        ("read_only", True),
    ):
        before = getattr(signed_in, name)
        setattr(signed_in, name, value)
        line.look()
        settle(qtbot, desk)
        assert line.isHidden()
        setattr(signed_in, name, before)
        line.look()
        settle(qtbot, desk)
        assert not line.isHidden()


def test_it_stands_below_every_page(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    shell = Shell(desk, Place("home"))
    qtbot.addWidget(shell)
    shell.resize(1366, 740)
    shell.show()
    settle(qtbot, desk)
    assert "No backup yet" in visible_text(shell)
    assert shell.backup_line.geometry().bottom() == shell.rect().bottom()


def test_a_backup_disk_that_is_missing_for_weeks_is_told_with_the_age_of_the_last_backup(
    qtbot: QtBot, desk_for: DeskFor, store: Store, target: Path
) -> None:
    sergeant = store.sign_in("sergeant")
    backup_overview.choose_folder(sergeant, target)
    backup.back_up(sergeant)
    target.rename(target.with_name("unplugged"))
    store.clock.go(days=21)
    desk = desk_for("sergeant")
    keeping = Keeping(desk)
    qtbot.addWidget(keeping)
    settle(qtbot, desk)
    assert "No backup for 21 days" in keeping.warning.message
    assert "Today's backup was not made. The folder for backups is not there" in keeping.warning.message
