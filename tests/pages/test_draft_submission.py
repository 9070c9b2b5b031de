"""Submitting right after the last key: one record, no draft beside it, nothing untrue told, nothing lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.errors import UserError
from ssp_desktop.services import contact_log_views, contact_logs, drafts
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.contact_log_basis import REASON, STORED
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import press, settle, words
from tests.pages.test_contact_log_edit import form_of, keeper_of, open_page, submit, type_into
from tests.stores import contact_values


def told(desk: Desk) -> list[str]:
    """Return a list that grows by what the window is to say of itself."""
    said: list[str] = []
    desk.tasks.problem.connect(lambda error: said.append(error.what_happened))
    return said


def written(qtbot: QtBot, desk: Desk, *, saved_before: bool) -> ContactLogEditPage:
    """Write a whole contact log. Its last letters, "!!", no save has taken."""
    page = open_page(qtbot, desk)
    form_of(page).set_values(contact_values())
    if saved_before:
        keeper_of(page).save()
        settle(qtbot, desk)
    type_into(page, "subject", "!!")
    assert keeper_of(page).is_dirty
    return page


@pytest.mark.parametrize("saved_before", [True, False])
def test_a_look_while_the_submission_is_on_its_way_saves_nothing_behind_it(
    qtbot: QtBot, desk_for: DeskFor, saved_before: bool
) -> None:
    desk = desk_for("officer")
    page = written(qtbot, desk, saved_before=saved_before)
    said = told(desk)
    press(page, "Submit")
    page.leaving()  # what the page keeper does every few seconds
    settle(qtbot, desk)
    assert contact_log_views.open_contact_log(desk.signed_in, 1).values["subject"].endswith("!!")
    assert drafts.own_drafts(desk.signed_in) == ()
    assert said == []
    assert page.notice.isHidden()


def test_a_submission_that_is_refused_leaves_one_draft_with_the_last_letter(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = written(qtbot, desk, saved_before=False)
    form_of(page).row("place").set_value("")
    form_of(page).row("place").editor.changed.emit()
    press(page, "Submit")
    page.leaving()
    settle(qtbot, desk)
    assert "There is a problem" in words(page)
    assert form_of(page).isEnabled()
    assert "submitted" not in words(page)
    (draft,) = drafts.own_drafts(desk.signed_in)
    kept = drafts.open_draft(desk.signed_in, STORED, draft.id).values
    assert (kept["subject"][-2:], kept["place"]) == ("!!", "")
    form_of(page).row("place").set_value("Library")
    form_of(page).row("place").editor.changed.emit()
    press(page, "Submit")
    settle(qtbot, desk)
    assert contact_log_views.open_contact_log(desk.signed_in, 1).values["place"] == "Library"
    assert drafts.own_drafts(desk.signed_in) == ()


def test_a_submission_that_the_disk_refuses_leaves_the_draft(
    qtbot: QtBot, desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_for("officer")
    page = written(qtbot, desk, saved_before=True)

    def full(*_: object, **__: object) -> None:
        raise UserError("The disk is full.", "Make room, then submit again.")

    with monkeypatch.context() as broken:
        broken.setattr(contact_logs, "submit", full)
        press(page, "Submit")
        settle(qtbot, desk)
    assert "The disk is full.\nMake room, then submit again." in words(page)
    (draft,) = drafts.own_drafts(desk.signed_in)
    assert drafts.open_draft(desk.signed_in, STORED, draft.id).values["subject"].endswith("!!")
    press(page, "Submit")
    settle(qtbot, desk)
    assert drafts.own_drafts(desk.signed_in) == ()


def test_a_correction_takes_the_letters_typed_last(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk)
    page = open_page(qtbot, desk, record_id)
    said = told(desk)
    type_into(page, REASON, "The place was wrong.")
    type_into(page, "place", "!!")
    press(page, "Submit")
    page.leaving()
    settle(qtbot, desk)
    stored = contact_log_views.open_contact_log(desk.signed_in, record_id)
    assert (stored.revision, stored.values["place"][-2:]) == (2, "!!")
    assert drafts.own_drafts(desk.signed_in) == ()
    assert said == []


@pytest.mark.parametrize("saved_before", [True, False])
def test_a_draft_that_is_thrown_away_does_not_come_back(
    qtbot: QtBot, desk_for: DeskFor, saved_before: bool
) -> None:
    desk = desk_for("officer")
    page = written(qtbot, desk, saved_before=saved_before)
    said = told(desk)
    dialogs.answers.clear()
    dialogs.answers.set_next_answer(True)
    press(page, "Discard draft")
    page.leaving()
    settle(qtbot, desk)
    assert drafts.own_drafts(desk.signed_in) == ()
    assert said == []
    assert page.notice.isHidden()
