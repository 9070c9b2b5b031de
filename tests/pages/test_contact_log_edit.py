"""Writing a contact log through the real page: drafts, submission, corrections, and nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.errors import UserError
from ssp_desktop.services import contact_log_views, contact_logs, drafts, partnerships, visits
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.contact_log_basis import REASON, STORED
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.parts import draft_keeper
from ssp_desktop.ui.pages.parts.draft_keeper import DraftKeeper
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import SCHOOL, contact_values, pupil, school_values


def open_page(qtbot: QtBot, desk: Desk, record_id: int | None = None, **extra: Any) -> ContactLogEditPage:
    place = Place("contact_log_edit", record_id, extra)
    return show(qtbot, desk, ContactLogEditPage(desk, place))


def form_of(page: ContactLogEditPage) -> FormView:
    assert page.form is not None
    return page.form


def keeper_of(page: ContactLogEditPage) -> DraftKeeper:
    assert page.keeper is not None
    return page.keeper


def type_into(page: ContactLogEditPage, key: str, text: str) -> None:
    """Type as a person does, into the question's own control."""
    QTest.keyClicks(form_of(page).row(key).editor.focus_target(), text)


def submit(desk: Desk, **changes: Any) -> int:
    return contact_logs.submit(desk.signed_in, contact_values(**changes), partnership_id=1).id


def test_what_was_typed_is_submitted_and_its_draft_goes(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    asked = places(desk)
    page = open_page(qtbot, desk)
    assert f"School: {SCHOOL}." in words(page)
    form_of(page).set_values(contact_values(subject=""))
    type_into(page, "subject", "Typed by <b>hand</b> & kept")
    press(page, "Save draft")
    settle(qtbot, desk)
    assert "Draft saved 10:00." in words(page)

    press(page, "Submit")
    settle(qtbot, desk)

    assert [(each.page, each.record_id) for each in asked] == [("contact_log", 1)]
    assert asked[0].extra["notice"] == (
        "CL-2026-00001 is submitted.",
        "It waits for the SPOC to countersign.",
    )
    stored = contact_log_views.open_contact_log(desk.signed_in, 1)
    assert stored.values["subject"] == "Typed by <b>hand</b> & kept"
    assert stored.values["officer_notes"] == "CANARY-OFFICER-ONLY"
    assert drafts.own_drafts(desk.signed_in) == ()


def test_an_empty_form_is_refused_in_words_and_nothing_is_stored(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    type_into(page, "place", "Wellbeing office")
    press(page, "Submit")
    settle(qtbot, desk)
    assert "There is a problem" in words(page)
    assert form_of(page).values()["place"] == "Wellbeing office"
    assert page.submit_button.isEnabled()
    with pytest.raises(Exception, match="not in the store"):
        contact_log_views.open_contact_log(desk.signed_in, 1)


def test_the_draft_is_saved_by_itself_after_a_pause(
    qtbot: QtBot, desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_keeper, "SAVE_AFTER_MS", 30)
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    type_into(page, "subject", "Kept without asking")
    assert "Not saved yet." in words(page)
    qtbot.waitUntil(lambda: "Draft saved 10:00." in words(page))
    (draft,) = drafts.own_drafts(desk.signed_in)
    assert draft.title == "Kept without asking"
    assert page.place.extra["draft_id"] == draft.id


def test_a_pause_that_runs_out_while_the_program_closes_asks_for_nothing(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    type_into(page, "subject", "Typed and left")
    page.leaving()
    desk.tasks.drain()
    keeper = keeper_of(page)
    keeper.touch()
    pause = keeper.findChild(QTimer)
    assert pause is not None
    pause.timeout.emit()
    assert keeper.is_dirty
    (draft,) = drafts.own_drafts(desk.signed_in)
    assert draft.title == "Typed and left"


def test_leaving_keeps_what_was_typed_even_when_the_page_goes_at_once(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    place = Place("contact_log_edit")
    page = ContactLogEditPage(desk, place)
    page.show()
    settle(qtbot, desk)
    type_into(page, "subject", "Locked in mid sentence")
    form_of(page).row("contact_date").set_value("31/02/2026")
    form_of(page).row("contact_date").editor.changed.emit()
    page.leaving()
    shiboken6.delete(page)
    settle(qtbot, desk)

    again = open_page(qtbot, desk, **place.extra)
    assert form_of(again).values()["subject"] == "Locked in mid sentence"
    assert form_of(again).values()["contact_date"] == "31/02/2026"
    assert "Draft of a contact log" in words(again)


def test_an_untouched_form_leaves_no_draft(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    page.leaving()
    settle(qtbot, desk)
    assert drafts.own_drafts(desk.signed_in) == ()


def test_saves_that_overlap_make_one_draft_with_the_last_words(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    for word in ("one", " two", " three"):
        type_into(page, "subject", word)
        keeper_of(page).save()
    settle(qtbot, desk)
    (draft,) = drafts.own_drafts(desk.signed_in)
    assert draft.title == "one two three"


def test_submitting_while_a_save_is_on_its_way_leaves_no_draft(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    form_of(page).set_values(contact_values())
    keeper_of(page).save()
    page.submit()
    settle(qtbot, desk)
    assert contact_log_views.open_contact_log(desk.signed_in, 1).reference == "CL-2026-00001"
    assert drafts.own_drafts(desk.signed_in) == ()
    page.refresh()
    assert "This contact log was submitted." in words(page)


@pytest.mark.parametrize("sure", [True, False])
def test_a_draft_is_discarded_only_after_a_question(qtbot: QtBot, desk_for: DeskFor, sure: bool) -> None:
    desk = desk_for("officer")
    asked = places(desk)
    page = open_page(qtbot, desk)
    type_into(page, "subject", "Perhaps not")
    keeper_of(page).save()
    settle(qtbot, desk)
    dialogs.answers.clear()
    dialogs.answers.set_next_answer(sure)
    press(page, "Discard draft")
    settle(qtbot, desk)
    assert [each.title for each in dialogs.answers.asked] == ["Discard this draft?"]
    assert len(drafts.own_drafts(desk.signed_in)) == (0 if sure else 1)
    assert [each.page for each in asked] == (["contact_logs"] if sure else [])


def test_a_draft_that_cannot_be_kept_is_told_and_kept_the_next_time(
    qtbot: QtBot, desk_for: DeskFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    type_into(page, "subject", "Still here")

    def full(*_: object) -> None:
        raise UserError("The disk is full.", "Make room, then save again.")

    monkeypatch.setattr(drafts, "save", full)
    press(page, "Save draft")
    settle(qtbot, desk)
    assert "The disk is full.\nMake room, then save again." in words(page)
    assert form_of(page).values()["subject"] == "Still here"
    monkeypatch.undo()
    page.leaving()
    settle(qtbot, desk)
    assert drafts.own_drafts(desk.signed_in)[0].title == "Still here"


def test_somebody_elses_draft_is_not_opened(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    saved = drafts.save(
        desk.signed_in, STORED, drafts.DraftPlace("contact_log"), {"subject": "Mine", "partnership_id": 1}
    )
    other = desk_for("second_officer")
    page = open_page(qtbot, other, draft_id=saved.id)
    assert "You may not do this." in words(page)
    assert page.form is None


# --- corrections


def test_a_correction_needs_a_reason_and_becomes_a_revision(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk)
    asked = places(desk)
    page = open_page(qtbot, desk, record_id)
    assert "Correct CL-2026-00001" in words(page)
    assert "Based on revision 1." in words(page)
    press(page, "Submit")
    settle(qtbot, desk)
    assert "There is a problem" in words(page)
    assert form_of(page).row(REASON).error

    type_into(page, REASON, "The place was wrong.")
    form_of(page).row("place").set_value("Library")
    form_of(page).row("place").editor.changed.emit()
    press(page, "Submit")
    settle(qtbot, desk)
    stored = contact_log_views.open_contact_log(desk.signed_in, record_id)
    assert (stored.revision, stored.values["place"]) == (2, "Library")
    assert stored.revisions[1].reason == "The place was wrong."
    assert [(change.old, change.new) for change in stored.revisions[1].changes] == [
        ("Wellbeing office", "Library")
    ]
    assert asked[0].extra["notice"][0] == "CL-2026-00001 is corrected: revision 2."


def test_a_correction_of_a_record_that_moved_on_is_refused_and_kept(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    record_id = submit(desk)
    page = open_page(qtbot, desk, record_id)
    type_into(page, REASON, "My own reason")
    contact_logs.correct(
        desk.signed_in, record_id, contact_values(place="Gym"), reason="Somebody else", based_on=1
    )
    press(page, "Submit")
    settle(qtbot, desk)
    assert "Somebody corrected this record while you were writing." in words(page)
    assert form_of(page).values()[REASON] == "My own reason"
    page.leaving()
    settle(qtbot, desk)

    again = open_page(qtbot, desk, **page.place.extra)
    assert "The record was corrected since you began: it is at revision 2 now." in words(again)
    assert form_of(again).values()[REASON] == "My own reason"


# --- concerns, schools, visits


def test_a_young_child_and_a_concern_are_pointed_out_while_typing(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = open_page(qtbot, desk)
    assert not page.concern.isVisible()
    form = form_of(page)
    form.set_values(contact_values(pupils=(pupil(date_of_birth=date(2014, 1, 5)),), concerns=("weapons",)))
    form.changed.emit()
    qtbot.waitUntil(page.concern.isVisible)
    assert "A concern is ticked." in page.concern.message
    assert "Crime decision; safeguarding reference; intelligence reference" in page.concern.message

    form.set_values({**form.values(), "concerns": ("sexual",)})
    form.changed.emit()
    qtbot.waitUntil(lambda: "A child under 13 is named together with sexual" in page.concern.message)
    assert "Your sergeant will see this today." in page.concern.message

    form.set_values({**form.values(), "concerns": ("none",)})
    form.changed.emit()
    qtbot.waitUntil(lambda: not page.concern.isVisible())


def test_the_visit_of_now_is_attached_by_itself(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    visit = visits.arrive(desk.signed_in, 1)
    page = open_page(qtbot, desk)
    assert "It belongs to your visit." in words(page)
    form_of(page).set_values(contact_values())
    press(page, "Submit")
    settle(qtbot, desk)
    assert visits.leave(desk.signed_in, visit.id).contacts == 1


def test_with_several_schools_one_is_chosen_and_kept_in_the_draft(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    second = partnerships.save(
        desk.signed_in, school_values(school_name="Brookfield Example School", urn="900002")
    )
    page = open_page(qtbot, desk)
    form_of(page).set_values(contact_values())
    press(page, "Submit")
    settle(qtbot, desk)
    assert "No school is chosen." in words(page)

    page.school.combo.setCurrentIndex(page.school.combo.findData(second))
    page.school.combo.activated.emit(page.school.combo.currentIndex())
    page.leaving()
    settle(qtbot, desk)
    again = open_page(qtbot, desk, **page.place.extra)
    assert again.school.partnership_id == second
    press(again, "Submit")
    settle(qtbot, desk)
    assert contact_log_views.open_contact_log(desk.signed_in, 1).school == "Brookfield Example School"


def test_a_contact_at_another_school_is_no_part_of_the_visit(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    second = partnerships.save(
        desk.signed_in, school_values(school_name="Brookfield Example School", urn="900002")
    )
    visit = visits.arrive(desk.signed_in, 1)
    page = open_page(qtbot, desk)
    combo = page.school.combo
    assert (page.school.partnership_id, page.school.visit_id) == (1, visit.id)
    combo.setCurrentIndex(combo.findData(second))
    combo.activated.emit(combo.currentIndex())
    assert (page.school.partnership_id, page.school.visit_id) == (second, None)
    assert "It belongs to your visit." not in words(page)


def test_every_control_has_a_name(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = open_page(qtbot, desk_for("officer"))
    assert nameless(page) == []
