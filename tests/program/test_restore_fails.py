"""A restore that fails at its very end, in the real window: only that is told, and nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import backup, contact_log_lists, restored_note
from ssp_desktop.ui.sign_in import SignIn
from tests.features.steps import submit
from tests.pages.looking import visible_text
from tests.program.conftest import OpenProgram, sign_in
from tests.program.test_restoring import backup_page, restore_on
from tests.stores import Store


def no_note(*_: object) -> None:
    raise PermissionError(13, "a scanner reads the folder")


def test_what_could_not_be_put_in_place_is_not_said_to_be_back(
    open_program: OpenProgram, store: Store, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies"
    target.mkdir()
    backup.back_up(store.sign_in("sergeant"), target)
    submit(store.sign_in("officer"))
    store.sign_out()
    program = open_program()
    page = backup_page(qtbot, program)
    page._compare(next(target.iterdir()))
    monkeypatch.setattr(restored_note, "write", no_note)
    restore_on(page, qtbot, program)
    screen = program.window.screen_shown
    assert isinstance(screen, SignIn)
    text = visible_text(screen)
    assert "The copy could not be put in the place of the records, which are as they were." in text
    assert "put back" not in text
    assert [each.name for each in store.folder.parent.iterdir() if ".ready-" in each.name] == []
    sign_in(qtbot, program, "sergeant")
    assert program.signed_in is not None
    assert len(contact_log_lists.page(program.signed_in)) == 1
