"""Photographs on the screen: added with their words, refused with nothing lost, larger, taken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ssp_desktop.services import attachments
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.storage_view import StorageView
from tests.features.picture_files import file_with, located_jpeg
from tests.features.steps import sql
from tests.features.storage_steps import confirm
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.pages.page_steps import press, settle, show
from tests.stores import Store

CAPTION = "The door of the police room with both locks"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return file_with(tmp_path, located_jpeg())


def opened(qtbot: QtBot, desk: Desk) -> StorageView:
    return show(qtbot, desk, StorageView(desk, Place("storage", 1)))


def describe(view: StorageView, words: str) -> None:
    press(view, "R1: Add a photograph")
    form = view.photographs["R1"].form
    assert form is not None
    form.set_values({"caption": words})


def pictures(view: StorageView) -> list[QLabel]:
    return [each for each in view.findChildren(QLabel) if not each.pixmap().isNull()]


def test_a_photograph_is_added_described_and_seen(
    qtbot: QtBot, store: Store, desk_for: DeskFor, file: Path
) -> None:
    confirm(store.sign_in("officer"))
    desk = desk_for("officer")
    view = opened(qtbot, desk)
    describe(view, CAPTION)
    dialogs.answers.set_next_file_name(file)
    press(view, "R1: Choose the picture and add it")
    settle(qtbot, desk)
    told = visible_text(view)
    assert CAPTION in told
    assert "Added by PC 0001 Example-Okafor" in told
    (seen,) = pictures(view)
    assert seen.accessibleName() == f"Photograph: {CAPTION}"
    assert view.photographs["R1"].typed() == ""
    small = seen.pixmap().width()
    press(view, f"Show larger: {CAPTION}")
    settle(qtbot, desk)
    assert seen.pixmap().width() >= small
    assert without_name(view) == []


def test_what_was_typed_stays_when_the_picture_is_refused(
    qtbot: QtBot, store: Store, desk_for: DeskFor, file: Path
) -> None:
    confirm(store.sign_in("officer"))
    desk = desk_for("officer")
    view = opened(qtbot, desk)
    describe(view, CAPTION)
    for answer, words in (
        (None, ""),
        (file_with(file.parent, b"no picture", "other.jpg"), "no picture that the program can read"),
        (file.parent / "gone.jpg", "could not be read"),
    ):
        dialogs.answers.set_next_file_name(answer)
        press(view, "R1: Choose the picture and add it")
        settle(qtbot, desk)
        assert words in visible_text(view)
        assert view.photographs["R1"].typed() == CAPTION
    view.leaving()
    again = show(qtbot, desk, StorageView(desk, view.place))
    assert again.photographs["R1"].typed() == CAPTION
    assert sql(desk.signed_in, "SELECT count(*) FROM attachment") == [(0,)]


def test_one_is_taken_off_with_a_reason(qtbot: QtBot, store: Store, desk_for: DeskFor, file: Path) -> None:
    officer = store.sign_in("officer")
    confirm(officer)
    attachments.add(officer, PHOTOGRAPHS, 1, file, CAPTION, "R1")
    desk = desk_for("officer")
    view = opened(qtbot, desk)
    name = f"Photograph {CAPTION}: Take it off"
    press(view, name)
    press(view, name)
    settle(qtbot, desk)
    assert "The reason is missing." in visible_text(view)
    (form,) = [each for each in view.photographs["R1"].findChildren(InlineForm) if "reason" in each.rows]
    form.set_values({"reason": "Shows the wrong door"})
    press(view, name)
    settle(qtbot, desk)
    told = visible_text(view)
    assert "Shows the wrong door" in told
    assert pictures(view) == []


def test_the_school_sees_them_and_can_add_none(
    qtbot: QtBot, store: Store, desk_for: DeskFor, file: Path
) -> None:
    officer = store.sign_in("officer")
    confirm(officer)
    attachments.add(officer, PHOTOGRAPHS, 1, file, CAPTION, "R1")
    view = opened(qtbot, desk_for("spoc"))
    assert CAPTION in visible_text(view)
    assert list(view.photographs) == ["R1"]
    assert "Add a photograph" not in visible_text(view)
    assert "Take it off" not in visible_text(view)


def test_a_swapped_picture_is_said_and_not_shown(
    qtbot: QtBot, store: Store, desk_for: DeskFor, file: Path
) -> None:
    officer = store.sign_in("officer")
    confirm(officer)
    attachments.add(officer, PHOTOGRAPHS, 1, file, CAPTION, "R1")
    desk = desk_for("officer")
    view = opened(qtbot, desk)
    sql(desk.signed_in, "DROP TRIGGER attachment_no_update")
    sql(desk.signed_in, "UPDATE attachment SET picture = x'FFD8FFD9'")
    press(view, f"Show larger: {CAPTION}")
    settle(qtbot, desk)
    assert "This photograph is not the one that was added." in visible_text(view)
    view.refresh()
    settle(qtbot, desk)
    assert pictures(view) == []
