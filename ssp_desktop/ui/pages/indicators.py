"""Figures of the year: the indicators of one school, each leading to the list behind it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from ssp_desktop.security.permissions import Action, allowed
from ssp_desktop.services import indicators
from ssp_desktop.services.indicators import Indicator, OpenedIndicators
from ssp_desktop.services.print_figures import FiguresPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.school_years import SchoolYearBar
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import PageFrame, secondary_button
from ssp_desktop.vocabulary.chart import figure
from ssp_desktop.vocabulary.partnership import SchoolTerm

_COLUMNS = (
    Column("label", "Indicator", 54),
    Column("figure", "This year", 9),
    Column("last_year", "Before", 7),
    Column(SchoolTerm.AUTUMN, "Autumn", 7),
    Column(SchoolTerm.SPRING, "Spring", 7),
    Column(SchoolTerm.SUMMER, "Summer", 7),
    Column(SchoolTerm.HOLIDAYS, "Holidays", 8),
)


class IndicatorsPage(PageFrame):
    """The indicators. ``place.record_id`` is the school, ``begins`` in ``extra`` the year."""

    title = "Figures of the year"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.bar = SchoolYearBar(desk, place)
        super().__init__(
            self.title,
            self._buttons(desk),
            intro="Counted by the program from the records. Press Enter on a figure to see what it counts.",
            wide=True,
            fills=True,
        )
        self.desk = desk
        self.table = RecordTable(_COLUMNS, name="Indicators", empty="There is no school here yet.")
        self.table.setMinimumHeight(theme.theme().em(12))
        self.add(self.bar)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "indicators", self.bar.chosen)
        self.bar.changed.connect(self.refresh)
        self.table.activated.connect(self._open)
        follow(desk, self, self.refresh, "contact_log", "activity", "partnership")

    @property
    def place(self) -> Place:
        """How to come back to what is shown now."""
        return self.bar.place("indicators")

    def refresh(self) -> None:
        """Count again."""
        if self.bar.school is None:
            self.table.set_rows([])
            return
        self.desk.run(
            indicators.open_indicators, self.bar.school, self.bar.begins, done=self._show, receiver=self
        )

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, opened: OpenedIndicators) -> None:
        if (opened.partnership_id, opened.year.begins) == (self.bar.school, self.bar.begins):
            self.table.set_rows([_row(each) for each in opened.indicators])

    def _open(self, key: str) -> None:
        self.desk.go("indicator", self.bar.school, begins=self.bar.begins, key=key)

    def _buttons(self, desk: Desk) -> list[QPushButton]:
        may = partial(allowed, desk.actor.role, desk.actor.administrator)
        buttons = []
        if may(Action.FAIRNESS_READ):
            buttons.append(secondary_button("Fairness", partial(self._go, "fairness")))
        if may(Action.PRINT_FIGURES):
            buttons.append(secondary_button("Print", self._print))
        if may(Action.SCHOOL_ROLL_WRITE):
            buttons.append(secondary_button("School roll", partial(self._go, "school_roll")))
        return buttons

    def _print(self) -> None:
        if self.bar.school is not None:
            self.desk.go("print", request=FiguresPrint(self.bar.school, self.bar.begins))

    def _go(self, page: str) -> None:
        if self.bar.school is not None:
            self.desk.go(page, self.bar.school, begins=self.bar.begins)


def _row(each: Indicator) -> dict[str, Any]:
    return {
        "id": each.key,
        "label": each.label,
        "figure": figure(each.figure),
        "last_year": figure(each.last_year),
        **{term.value: figure(each.by_term.get(term)) for term in SchoolTerm},
    }
