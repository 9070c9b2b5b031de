"""Editors for dates, times and numbers: a line that is read by ``forms/parsing.py``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QPushButton, QVBoxLayout

from ssp_desktop.forms.parsing import (
    format_date,
    format_number,
    format_time,
    parse_date,
    parse_number,
    parse_time,
)
from ssp_desktop.forms.spec import Field
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.fields.text import LineEditor, fixed_width
from ssp_desktop.ui.widgets.buttons import primary_button, secondary_button, small_button
from ssp_desktop.ui.widgets.flow import button_row
from ssp_desktop.ui.widgets.text import heading


class ParsedEditor(LineEditor):
    """A line whose text is read as a value; text that cannot be read is the value itself."""

    def __init__(
        self, spec: Field, parse: Callable[[str], Any], write: Callable[[Any], str], characters: int
    ) -> None:
        super().__init__(spec)
        self._parse = parse
        self._format = write
        fixed_width(self.line, characters)
        self.line.editingFinished.connect(self._tidy)
        self.beside.addStretch(1)
        self.helpers: list[QPushButton] = []

    def value(self) -> Any:
        """Return the value, None when empty, or the text that is not a value."""
        return self._parse(self.text())

    def set_value(self, value: Any) -> None:
        """Show a value, or text that is not one."""
        self.show_text(self._format(value))

    def set_read_only(self, read_only: bool) -> None:
        """Hide the helpers too: they would do nothing."""
        super().set_read_only(read_only)
        for button in self.helpers:
            button.setVisible(not read_only)

    def put(self, value: Any) -> None:
        """Enter a value on the person's behalf ("Today", "Now", the calendar)."""
        self.set_value(value)
        self.changed.emit()

    def _tidy(self) -> None:
        value = self.value()
        if not isinstance(value, str) and self._held is None:
            self._write(self._format(value))

    def _help_with(self, text: str, pressed: Callable[[], None]) -> None:
        button = small_button(text, pressed)
        self.helpers.append(button)
        self.beside.insertWidget(self.beside.count() - 1, button)
        self._name(button, text)


class DateEditor(ParsedEditor):
    """DATE: typed, or "Today", or picked on a calendar."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec, parse_date, format_date, 12)
        self._help_with("Today", lambda: self.put(date.today()))
        self._help_with("Calendar", self._pick)

    def _pick(self) -> None:
        shown = self.value()
        chooser = CalendarDialog(shown if isinstance(shown, date) else date.today(), self)
        if dialogs.run_dialog(chooser):
            self.put(chooser.chosen)
        self.take_focus()


class TimeEditor(ParsedEditor):
    """TIME: 24-hour clock, or "Now"."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec, parse_time, format_time, 7)
        self._help_with("Now", lambda: self.put(datetime.now().time().replace(second=0, microsecond=0)))


class NumberEditor(ParsedEditor):
    """NUMBER: digits."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec, parse_number, format_number, 8)


class CalendarDialog(QDialog):
    """A month to pick a day from; arrow keys move, Enter takes the day."""

    def __init__(self, shown: date, parent: DateEditor) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a date")
        self.setAccessibleName("Choose a date")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(QColor(theme.tokens().text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.setMinimumSize(theme.theme().em(24), theme.theme().em(18))
        self.calendar.activated.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(heading("Choose a date", 2))
        layout.addWidget(self.calendar)
        take, leave = primary_button("Use this date", self.accept), secondary_button("Cancel", self.reject)
        layout.addWidget(button_row(take, leave))
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> date:
        """The day that is marked."""
        day = self.calendar.selectedDate()
        return date(day.year(), day.month(), day.day())
