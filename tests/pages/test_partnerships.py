"""Partnerships: the tier follows from the record, declined schools are escalated, a file fills the form."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import partnerships
from ssp_desktop.services.schools_file import sample_file
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.partnership import PartnershipPage, PartnershipView, review_tag
from ssp_desktop.ui.pages.partnership_edit import PartnershipForm
from ssp_desktop.ui.pages.partnerships import PartnershipsPage
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.pages.page_steps import settle
from tests.stores import SCHOOL, Store, school_values

TODAY = date(2026, 11, 17)


def declined(**changes: object) -> dict[str, object]:
    return school_values(
        school_name="Brookfield Example School",
        urn="900002",
        declined_on=date(2026, 11, 2),
        declined_by="Head teacher",
        declined_reason="No time for it.",
        **changes,
    )


def view_of(qtbot: QtBot, desk: Desk, record_id: int) -> PartnershipView:
    view = PartnershipView(desk, Place("partnership", record_id))
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: view.intro_label.text() != "Loading …")
    return view


def form_of(qtbot: QtBot, desk: Desk, place: Place) -> PartnershipForm:
    form = PartnershipForm(desk, place)
    qtbot.addWidget(form)
    qtbot.waitUntil(form.save_button.isEnabled)
    return form


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


def test_one_page_reads_and_fills_in(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    for place, kind in (
        (Place("partnership", 1), PartnershipView),
        (Place("partnership", 1, {"edit": True}), PartnershipForm),
        (Place("partnership"), PartnershipForm),
    ):
        page = PartnershipPage(desk, place)
        qtbot.addWidget(page)
        assert isinstance(page.shown, kind)
        assert page.place == place
        qtbot.waitUntil(lambda: desk.tasks.idle)


def test_the_list_names_schools_with_their_tier(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    partnerships.save(store.sign_in("officer"), declined())
    desk = desk_for("officer")
    page, asked = PartnershipsPage(desk, Place("partnerships")), places(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.table.row_count == 2)
    model = page.table.model
    assert [[model.index(line, column).data() for column in (0, 1)] for line in (0, 1)] == [
        ["Brookfield Example School", "Declined"],
        [SCHOOL, "Safer School Partnership"],
    ]
    page.table.activated.emit(1)
    assert asked == [Place("partnership", 1)]
    assert without_name(page) == []


def test_the_tier_and_its_reason_stand_at_the_top(qtbot: QtBot, desk_for: DeskFor) -> None:
    view = view_of(qtbot, desk_for("officer"), 1)
    text = visible_text(view)
    assert "There is a named contact, and the protocol and the data sharing agreement are signed." in text
    assert "Signed 2 September 2026. Review by 1 September 2027." in text
    assert text.index("Where the partnership stands") < text.index("Documents") < text.index("EX1 1EX")
    assert without_name(view) == []


def test_a_declined_school_says_to_whom_it_is_escalated(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    other = partnerships.save(store.sign_in("officer"), declined())
    desk = desk_for("officer")
    view, asked = view_of(qtbot, desk, other), places(desk)
    (notice,) = view.notices
    assert notice.message.startswith("Problem: This school declined a partnership. It must be escalated.")
    assert "the local policing area's leadership team and the force's schools team" in notice.message
    view._edit("escalated_on")
    form = form_of(qtbot, desk, asked[0])
    assert form.form.section_key == "arrangements"


def test_an_escalated_school_says_when_and_to_whom(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    values = declined(escalated_on=date(2026, 11, 9), escalated_to="Insp Example-Hale")
    other = partnerships.save(store.sign_in("officer"), values)
    view = view_of(qtbot, desk_for("sergeant"), other)
    assert "Escalated on 9 November 2026 to Insp Example-Hale." in view.notices[0].message


@pytest.mark.parametrize(
    ("signed", "review", "word"),
    [
        (None, None, "Not signed"),
        (TODAY, None, "No review date"),
        (TODAY, TODAY - timedelta(days=1), "Review overdue"),
        (TODAY, TODAY, "Review due soon"),
        (TODAY, TODAY + timedelta(days=60), "Review due soon"),
        (TODAY, TODAY + timedelta(days=61), "In date"),
    ],
)
def test_how_a_document_stands_is_a_word(signed: date | None, review: date | None, word: str) -> None:
    assert review_tag(signed, review, TODAY).word == word


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_only_reads(qtbot: QtBot, desk_for: DeskFor, who: str) -> None:
    text = visible_text(view_of(qtbot, desk_for(who), 1))
    assert "Print or save as PDF" in text
    assert "Change" not in text.splitlines()


def test_a_school_is_added(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    form, asked = form_of(qtbot, desk, Place("partnership")), places(desk)
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(form.form.summary.links))
    assert form.form.row("school_name").error == "Enter an answer for “Name of the school”."
    form.form.set_values({**form.form.values(), "school_name": "<b>O'Neill-Ng</b> Example School"})
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [Place("partnership", 2, {"saved": True})]
    assert [each.name for each in partnerships.schools(desk.signed_in)][
        0
    ] == "<b>O'Neill-Ng</b> Example School"
    view = view_of(qtbot, desk, 2)
    assert view.title_label.text().replace("\u200b", "") == "<b>O'Neill-Ng</b> Example School"
    assert "Not set up yet" in visible_text(view)


def test_what_was_typed_is_there_again_after_leaving(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    form = form_of(qtbot, desk, Place("partnership", 1, {"edit": True}))
    form.form.set_values({**form.form.values(), "telephone": "01632 960000"})
    form.leaving()
    again = form_of(qtbot, desk, form.place)
    assert again.form.values()["telephone"] == "01632 960000"
    assert partnerships.open_partnership(desk.signed_in, 1).values["telephone"] == ""


def test_the_schools_file_fills_the_form(qtbot: QtBot, desk_for: DeskFor) -> None:
    form = form_of(qtbot, desk_for("officer"), Place("partnership"))
    picker = form.picker
    dialogs.answers.set_next_file_name(sample_file())
    picker.choose.click()
    qtbot.waitUntil(lambda: not picker.text.isHidden())
    picker.text.setText("no such school anywhere")
    assert picker.count.text() == "No school has this name or URN."
    picker.text.setText("900001")
    assert picker.count.text() == "1 school found."
    assert without_name(picker) == []
    picker.text.returnPressed.emit()
    values = form.form.values()
    assert (values["school_name"], values["urn"], values["postcode"]) == (SCHOOL, "900001", "ZZ99 2BE")
    assert (values["school_type"], values["lowest_age"], values["highest_age"]) == ("academy", 11, 18)
    assert "Head-Example" not in visible_text(form)
    assert f"The form is filled in from the file: {SCHOOL}." in picker.notice.message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This is a PDF file, not a CSV file."),
        (b"Name,Town\nA,B\n", "no column has the expected name"),
        (b"URN,EstablishmentName\n900001,Larkfield\n", "The schools file lacks"),
    ],
)
def test_a_wrong_file_is_told_and_nothing_typed_is_lost(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(content)
    form = form_of(qtbot, desk_for("officer"), Place("partnership"))
    form.form.set_values({**form.form.values(), "school_name": "Typed Example School"})
    dialogs.answers.set_next_file_name(path)
    form.picker.choose.click()
    qtbot.waitUntil(lambda: not form.picker.notice.isHidden())
    assert told in form.picker.notice.message
    assert form.form.values()["school_name"] == "Typed Example School"
    assert form.picker.choose.isEnabled()


def test_reading_the_file_can_be_stopped(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    form = form_of(qtbot, desk, Place("partnership"))
    dialogs.answers.set_next_file_name(sample_file())
    form.picker.choose.click()
    form.picker.work.stop.click()
    assert "Nothing was taken from it." in form.picker.notice.message
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert form.picker.text.isHidden()
    assert form.picker.choose.isEnabled()


def test_what_a_colleague_changed_meanwhile_is_told_at_once_and_not_written_over(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    edit = Place("partnership", 1, {"edit": True})
    form = form_of(qtbot, desk, edit)
    form.form.set_values({**form.form.values(), "telephone": "01632 960777"})
    form.leaving()
    partnerships.save(desk.signed_in, school_values(telephone="01632 960888"), 1)
    unread = PartnershipForm(desk, form.place)
    qtbot.addWidget(unread)
    unread.leaving()  # before it has read anything
    again = form_of(qtbot, desk, unread.place)
    assert "This was changed since you began." in again.notice.message
    again.save()
    settle(qtbot, desk)
    assert "Somebody changed this partnership while you were writing." in again.notice.message
    assert again.form.values()["telephone"] == "01632 960777"
    assert partnerships.open_partnership(desk.signed_in, 1).values["telephone"] == "01632 960888"
