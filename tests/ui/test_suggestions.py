"""Answers that follow from others: the year group from the date of birth, until the person says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import empty_row, empty_values
from ssp_desktop.ui.fields.rows import RowsEditor
from ssp_desktop.ui.form_view import FormView
from tests.ui.conftest import Show, press, settle, type_text

PUPILS = CONTACT_LOG.field("pupils")


@pytest.fixture
def form(show: Show) -> FormView:
    made = FormView(CONTACT_LOG, show_police=True)
    show(made)
    made.set_values({**empty_values(CONTACT_LOG), "contact_date": date(2026, 11, 17)})
    return made


def rows_of(form: FormView) -> RowsEditor:
    editor = form.row("pupils").editor
    assert isinstance(editor, RowsEditor)
    settle()
    return editor


def born(qtbot: QtBot, rows: RowsEditor, day: str) -> None:
    target = rows.cards[0].fields["date_of_birth"].editor.focus_target()
    rows.cards[0].fields["date_of_birth"].set_value(None)
    type_text(qtbot, target, day)
    settle()


def year_in(form: FormView) -> Any:
    return form.values()["pupils"][0]["year_group"]


def test_the_year_group_follows_the_date_of_birth_and_is_stored(qtbot: QtBot, form: FormView) -> None:
    rows = rows_of(form)
    press(qtbot, rows.add_button)
    assert year_in(form) == ""
    born(qtbot, rows, "3/4/2013")
    assert year_in(form) == "9"
    born(qtbot, rows, "3/4/2014")
    assert year_in(form) == "8"


def test_what_the_person_chose_stays(qtbot: QtBot, form: FormView) -> None:
    rows = rows_of(form)
    press(qtbot, rows.add_button)
    born(qtbot, rows, "3/4/2013")
    year = rows.cards[0].fields["year_group"]
    year.set_value("10")
    year.changed.emit()
    born(qtbot, rows, "3/4/2014")
    assert year_in(form) == "10"


def test_it_follows_the_day_of_the_contact_too(qtbot: QtBot, form: FormView) -> None:
    rows = rows_of(form)
    press(qtbot, rows.add_button)
    born(qtbot, rows, "3/4/2013")
    day = form.row("contact_date")
    day.set_value(date(2026, 7, 1))
    day.changed.emit()
    settle()
    rows_of(form)
    settle()
    assert year_in(form) == "8"


def test_opening_a_stored_record_changes_nothing(qtbot: QtBot, form: FormView) -> None:
    stored = {**empty_row(PUPILS), "row_id": 1, "date_of_birth": date(2013, 4, 3), "year_group": "10"}
    with qtbot.assertNotEmitted(form.changed):
        form.set_values({**form.values(), "pupils": (stored,)})
        rows_of(form)
        settle()
    assert year_in(form) == "10"
