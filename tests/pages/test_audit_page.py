"""The audit page: filters, the export; administration sees no content."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import audit_log, contact_logs
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.audit import AuditPage
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.stores import Store, contact_values


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


def page_of(qtbot: QtBot, desk: Desk, place: Place | None = None) -> AuditPage:
    page = AuditPage(desk, place or Place("audit"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    return page


def column(page: AuditPage, number: int) -> set[str]:
    model = page.table.model
    return {str(model.index(line, number).data()) for line in range(model.rowCount())}


def test_the_log_is_listed_and_an_entry_opens(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    submitted = contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    desk = desk_for("sergeant")
    page = page_of(qtbot, desk)
    assert "Contact log CL-2026-00001" in column(page, 3)
    (line,) = audit_log.page(
        desk.signed_in, AuditFilter(noun="contact_log", record_id=submitted.id, event=AuditEvent.COLLECTED)
    )
    page.table.activated.emit(line.sequence)
    text = visible_text(page.details)
    assert "17 November 2026, 10:00:00" in text
    assert "PC 0001 Example-Okafor, Safer Schools Officer" in text
    assert without_name(page) == []


def test_filters_narrow_the_list_and_come_back(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    desk = desk_for("sergeant")
    page = page_of(qtbot, desk)
    page.filters.done.setCurrentText("Signed in")
    page.filters.person.setCurrentText("PC 0001 Example-Okafor")
    page.filters.first_day.setText("17/11/2026")
    page.filters.settle()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert (column(page, 1), column(page, 2)) == ({"PC 0001 Example-Okafor"}, {"Signed in"})
    again = page_of(qtbot, desk, page.place)
    assert again.filters.wanted == page.filters.wanted
    assert again.filters.first_day.text() == "17/11/2026"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("31/02/2026", "", '"31/02/2026" is not a date.'),
        ("1/2/26", "", '"1/2/26" is not a date.'),
        ("02/11/2026", "01/11/2026", "The last day is before the first."),
    ],
)
def test_a_day_that_cannot_be_is_told(
    qtbot: QtBot, desk_for: DeskFor, first: str, last: str, told: str
) -> None:
    page = page_of(qtbot, desk_for("sergeant"))
    before = page.filters.wanted
    page.filters.first_day.setText(first)
    page.filters.last_day.setText(last)
    page.filters.settle()
    assert told in page.filters.error_label.text()
    assert page.filters.wanted == before
    assert page.filters.first_day.text() == first


def test_a_name_that_is_in_no_list_is_told(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = page_of(qtbot, desk_for("sergeant"))
    page.filters.done.setCurrentText("Smashed")
    page.filters.settle()
    assert page.filters.error_label.text() == 'Error: "Smashed" is not in the list. Choose again.'
    assert page.filters.wanted == AuditFilter()


def test_administration_sees_that_a_record_was_opened_not_what_it_says(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    page = page_of(qtbot, desk_for("administrator"))
    assert "Contact log 1" in column(page, 3)
    assert not any("CL-2026" in each for each in column(page, 3) | column(page, 4))
