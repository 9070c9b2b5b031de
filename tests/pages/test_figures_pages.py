"""Figures of the year on the screen: indicators, the list behind one, fairness, and the roll from a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import indicators, school_rolls
from ssp_desktop.services.print_figures import FiguresPrint
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.fairness import FairnessPage
from ssp_desktop.ui.pages.indicator import IndicatorPage
from ssp_desktop.ui.pages.indicators import IndicatorsPage
from ssp_desktop.ui.pages.school_roll import SchoolRollPage
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.vocabulary.fairness import Dimension
from tests.features.figure_steps import activity, anything, store
from tests.features.steps import open_other_school
from tests.features.test_fairness import seen
from tests.features.test_school_rolls import GOOD, roll_values
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, without_name
from tests.pages.page_steps import press, settle, show, words
from tests.stores import Store

DAY = date(2026, 11, 17)
THIS_YEAR = {"begins": 2026}


def column(table: RecordTable, key: str) -> list[str]:
    place = [each.key for each in table.model.columns].index(key)
    model = table.model
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_indicators_show_this_year_beside_last_and_lead_to_the_list(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    store(desk.signed_in, activity("weapon_sweep", DAY), activity("weapon_sweep", date(2026, 2, 3)))
    page = show(qtbot, desk, IndicatorsPage(desk, Place("indicators")))
    row = column(page.table, "label").index("Weapon sweeps in and around the school")
    assert len(column(page.table, "label")) == 27
    assert (column(page.table, "figure")[row], column(page.table, "last_year")[row]) == ("1", "1")
    assert column(page.table, "autumn")[row] == "1"
    assert column(page.table, "figure")[1] == "\u2013", "no priority school: a dash"
    went = places(desk)
    page.table.activated.emit("weapon_sweeps")
    press(page, "Fairness")
    press(page, "School roll")
    press(page, "Print")
    assert went == [
        Place("indicator", 1, {**THIS_YEAR, "key": "weapon_sweeps"}),
        Place("fairness", 1, THIS_YEAR),
        Place("school_roll", 1, THIS_YEAR),
        Place("print", None, {"request": FiguresPrint(1, 2026)}),
    ]
    assert page.place == Place("indicators", 1, THIS_YEAR)
    assert without_name(page) == []


def test_another_year_is_counted_when_it_is_chosen(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    store(desk.signed_in, activity("restorative", date(2025, 11, 3)))
    page = show(qtbot, desk, IndicatorsPage(desk, Place("indicators", 1, {"begins": 2025})))
    row = column(page.table, "label").index("Restorative approaches in the school")
    assert column(page.table, "figure")[row] == "1"
    page.bar.years.setCurrentIndex(page.bar.years.findData(2026))
    page.bar.years.activated.emit(0)
    settle(qtbot, desk)
    assert (column(page.table, "figure")[row], column(page.table, "last_year")[row]) == ("0", "1")


def test_the_school_sees_its_own_figures_without_those_of_the_police(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("head_teacher")
    page = show(qtbot, desk, IndicatorsPage(desk, Place("indicators")))
    assert "Stops and searches" not in column(page.table, "label")
    assert "Fairness" not in words(page)
    assert "School roll" not in words(page)


def test_two_schools_can_be_chosen_from(qtbot: QtBot, desk_for: DeskFor, store: Store) -> None:
    other = open_other_school(store)
    desk = desk_for("officer")
    page = show(qtbot, desk, IndicatorsPage(desk, Place("indicators", other, THIS_YEAR)))
    assert page.bar.schools.count() == 2
    assert page.bar.schools.isVisible()
    assert page.place.record_id == other


def indicator_page(qtbot: QtBot, desk: Desk, key: str) -> IndicatorPage:
    return show(qtbot, desk, IndicatorPage(desk, Place("indicator", 1, {**THIS_YEAR, "key": key})))


def test_an_indicator_says_what_it_counts_draws_its_terms_and_opens_records(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    sweep = activity("weapon_sweep", DAY)
    store(desk.signed_in, *anything(5), sweep)
    figure = next(
        each.figure
        for each in indicators.open_indicators(desk.signed_in, 1, 2026).indicators
        if each.key == "weapon_sweeps"
    )
    page = indicator_page(qtbot, desk, "weapon_sweeps")
    assert f"This year: {figure}. The year before:" in words(page)
    assert "whether anything was found or not" in words(page)
    assert page.table.row_count == figure
    assert page.chart is not None
    assert page.chart.accessibleDescription().startswith("Bar chart: Weapon sweeps")
    went = places(desk)
    page.table.view.selectRow(0)
    page.table.activated.emit(page.table.current_key)
    assert went[-1].page == "activity"
    assert without_name(page) == []


def test_what_stands_all_year_has_no_chart_and_an_empty_list_says_so(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = indicator_page(qtbot, desk, "priority_officer")
    assert page.chart is None
    assert "The question does not arise for this school." in words(page)
    assert page.table.empty.text == "No record counts for this figure."


def test_a_change_is_counted_again_without_a_second_chart(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = indicator_page(qtbot, desk, "youth_panels")
    store(desk.signed_in, activity("youth_panel", DAY))
    desk.events.announce("activity")
    settle(qtbot, desk)
    assert "This year: 1." in words(page)
    assert page.table.row_count == 1


def test_fairness_shows_words_figures_and_no_small_count(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    school_rolls.save(desk.signed_in, 1, 2026, roll_values(ethnicity_b1=50, ethnicity_ns=0))
    people = [("W1", 40), ("B1", 3)]
    store(desk.signed_in, *(seen(group) for group, how_many in people for _each in range(how_many)))
    page = show(qtbot, desk, FairnessPage(desk, Place("fairness", 1, THIS_YEAR)))
    assert "They do not say why groups differ" in words(page)
    assert "School census, autumn term" in words(page)
    table = page.tables[Dimension.ETHNICITY]
    assert column(table, "label") == ["All pupils", "W1 White British", "B1 Caribbean"]
    assert column(table, "pupils") == ["43", "not shown", "not shown"]
    assert (column(table, "rate")[0], column(table, "ratio")[0]) == ("4.4", "\u2013")
    page.measures.setCurrentIndex(1)
    page.measures.activated.emit(1)
    assert column(table, "pupils") == ["0", "0", "0"], "stopped and searched"
    went = places(desk)
    press(page, "Enter the school's roll")
    assert went[-1] == Place("school_roll", 1, THIS_YEAR)
    assert without_name(page) == []


def roll_page(qtbot: QtBot, desk: Desk) -> SchoolRollPage:
    page = show(qtbot, desk, SchoolRollPage(desk, Place("school_roll", 1, THIS_YEAR)))
    qtbot.waitUntil(lambda: page.form is not None)
    return page


def test_a_roll_is_typed_kept_while_away_and_saved(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("spoc")
    page = roll_page(qtbot, desk)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "pupils": 980})
    page.leaving()
    again = show(qtbot, desk, SchoolRollPage(desk, page.place))
    qtbot.waitUntil(lambda: again.form is not None)
    assert again.form is not None
    assert again.form.values()["pupils"] == 980
    press(again, "Save")
    settle(qtbot, desk)
    assert school_rolls.open_roll(desk.signed_in, 1, 2026).revision == 0, "refused: no day, no source"
    assert again.form.values()["pupils"] == 980, "what was typed is still there"
    again.form.set_values(roll_values())
    with qtbot.waitSignal(desk.going_back):
        press(again, "Save")
    assert school_rolls.open_roll(desk.signed_in, 1, 2026).values["ethnicity_w1"] == 412


def test_a_file_fills_the_form_and_nothing_is_saved_yet(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path
) -> None:
    desk = desk_for("officer")
    page = roll_page(qtbot, desk)
    path = tmp_path / "roll.csv"
    path.write_text(GOOD, encoding="utf-8")
    dialogs.answers.set_next_file_name(path)
    press(page, "Take the numbers from a file")
    qtbot.waitUntil(lambda: "11 numbers were taken from the file." in words(page))
    assert page.form is not None
    assert page.form.values()["ethnicity_w3"] == 9
    assert school_rolls.open_roll(desk.signed_in, 1, 2026).revision == 0


def test_a_wrong_file_names_its_lines_and_what_was_typed_stays(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path
) -> None:
    desk = desk_for("officer")
    page = roll_page(qtbot, desk)
    assert page.form is not None
    page.form.set_values({**page.form.values(), "pupils": 7})
    path = tmp_path / "roll.csv"
    path.write_text("Group,Code,Pupils\nSex,X,1\n", encoding="utf-8")
    dialogs.answers.set_next_file_name(path)
    press(page, "Take the numbers from a file")
    qtbot.waitUntil(lambda: "Line 2: the code \u201cX\u201d is not known for sex." in words(page))
    assert page.form.values()["pupils"] == 7


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Left])
def test_the_keyboard_goes_from_term_to_term_in_a_chart(key: Qt.Key, qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = indicator_page(qtbot, desk, "crime")
    assert page.chart is not None
    page.chart.setFocus()
    for _press in range(6):
        QTest.keyClick(page.chart, key)
    assert page.chart.current == (3 if key == Qt.Key.Key_Right else 0)
    QTest.keyClick(page.chart, Qt.Key.Key_A)
    assert page.chart.current in {0, 3}
