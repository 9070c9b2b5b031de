"""What to list: one choice, the school, only mine, and a span of days, above a list of records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ssp_desktop.forms.parsing import parse_date
from ssp_desktop.services.partnerships import School
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.text import fixed_width
from ssp_desktop.ui.pages.parts.labelled import labelled
from ssp_desktop.ui.widgets import FlowLayout, TickBox
from ssp_desktop.ui.widgets.accessibility import announce, restyle
from ssp_desktop.ui.widgets.text import styled_text


class RecordFilters(QWidget):
    """One choice, school, mine, and a span of days; each change is told at once. For a page's own subclass.

    Args:
        name: what is chosen ("State").
        entries: words and value of each choice.
        everything: the words for no choice ("Any state").
        with_mine: whether the person writes such records.

    Signals:
        changed(): the filter that ``wanted`` returns is another one.
    """

    changed = Signal()

    def __init__(
        self, name: str, entries: Sequence[tuple[str, str]], everything: str, *, with_mine: bool
    ) -> None:
        super().__init__()
        self._told: Any = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.theme().em(0.4))
        self._flow = FlowLayout()
        self._flow.setSpacing(theme.theme().em(0.9))
        outer.addLayout(self._flow)
        self.error_label = styled_text("", "error")
        self.error_label.hide()
        outer.addWidget(self.error_label)
        self.choice = _combo(entries, everything)
        self.school = _combo([], "All schools")
        self.first_day, self.last_day = QLineEdit(), QLineEdit()
        self.mine = TickBox("Only mine")
        self._flow.addWidget(labelled(name, self.choice))
        self._school_box = labelled("School", self.school)
        self._flow.addWidget(self._school_box)
        self._school_box.hide()
        for called, line in (("From (day)", self.first_day), ("To (day)", self.last_day)):
            fixed_width(line, 11)
            line.setPlaceholderText("dd/mm/yyyy")
            self._flow.addWidget(labelled(called, line))
            line.editingFinished.connect(self._settle)
        self._flow.addWidget(labelled(" ", self.mine))
        self.mine.setVisible(with_mine)
        for combo in (self.choice, self.school):
            combo.activated.connect(self._settle)
        self.mine.clicked.connect(self._settle)
        self._told = self.wanted

    @property
    def wanted(self) -> Any:
        """What is asked for; a day that cannot be read is left out, and said to be wrong."""
        raise NotImplementedError  # each list has its own filter; Qt's classes take no ABCMeta

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first day and the last; None for a day that is open or cannot be read."""
        first, last = parse_date(self.first_day.text()), parse_date(self.last_day.text())
        return None if isinstance(first, str) else first, None if isinstance(last, str) else last

    def set_schools(self, schools: Sequence[School]) -> None:
        """Offer these schools, when there is a choice at all."""
        chosen = self.school.currentData()
        while self.school.count() > 1:
            self.school.removeItem(1)
        for each in schools:
            self.school.addItem(each.name, each.id)
        self.school.set_value(chosen if chosen in {each.id for each in schools} else None)
        self._school_box.setVisible(len(schools) > 1)

    def show_choices(
        self, choice: str | None, partnership_id: int | None, mine: bool, days: Sequence[date | None]
    ) -> None:
        """Show a filter again after the page was left; the school's name follows with ``set_schools``."""
        self.choice.set_value(choice)
        self.school.set_value(partnership_id, unknown="The school chosen before")
        self.mine.setChecked(mine)
        for line, day in zip((self.first_day, self.last_day), days, strict=True):
            line.setText(f"{day:%d/%m/%Y}" if day else "")
        self._told = self.wanted

    def _settle(self, *_: object) -> None:
        problem = self._problem()
        self.error_label.setText(f"Error: {problem}" if problem else "")
        self.error_label.setVisible(bool(problem))
        if problem:
            announce(self, problem, urgent=True)
        elif self.wanted != self._told:
            self._told = self.wanted
            self.changed.emit()

    def _problem(self) -> str:
        problem = ""
        for line in (self.first_day, self.last_day):
            is_wrong = isinstance(parse_date(line.text()), str)
            restyle(line, wrong="true" if is_wrong else "false")
            if is_wrong and not problem:
                problem = f'"{line.text()[:40]}" is not a date. Enter day, month and year: 21/11/2026.'
        first, last = self.days
        if not problem and first and last and last < first:
            problem = "The last day is before the first. Swap them."
        return problem


def _combo(entries: Sequence[tuple[str, str]], everything: str) -> CalmCombo:
    combo = CalmCombo(entries, None)
    combo.setItemText(0, everything)
    if combo.lineEdit() is not None:
        combo.setEditText(everything)
    return combo
