"""What to list: the filters above the list of contact logs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ssp_desktop.forms.parsing import parse_date
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.partnerships import School
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.text import fixed_width
from ssp_desktop.ui.widgets import FlowLayout, TickBox
from ssp_desktop.ui.widgets.accessibility import announce, restyle
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.contact import ContactState


class ContactLogFilters(QWidget):
    """State, school, mine, and a span of days; each change is told at once.

    Signals:
        changed(): the filter that ``wanted`` returns is another one.
    """

    changed = Signal()

    def __init__(self, *, with_mine: bool, wording: Callable[[str], str] = str) -> None:
        super().__init__()
        self._told = Filter()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.theme().em(0.4))
        self._flow = FlowLayout()
        self._flow.setSpacing(theme.theme().em(0.9))
        outer.addLayout(self._flow)
        self.error_label = styled_text("", "error")
        self.error_label.hide()
        outer.addWidget(self.error_label)
        self.state = _combo(
            "State", [(wording(each.label), each.value) for each in ContactState], "Any state"
        )
        self.school = _combo("School", [], "All schools")
        self.first_day, self.last_day = QLineEdit(), QLineEdit()
        self.mine = TickBox("Only mine")
        self._flow.addWidget(_labelled("State", self.state))
        self._school_box = _labelled("School", self.school)
        self._flow.addWidget(self._school_box)
        self._school_box.hide()
        for name, line in (("From (day)", self.first_day), ("To (day)", self.last_day)):
            fixed_width(line, 11)
            line.setPlaceholderText("dd/mm/yyyy")
            self._flow.addWidget(_labelled(name, line))
            line.editingFinished.connect(self._settle)
        self._flow.addWidget(_labelled(" ", self.mine))
        self.mine.setVisible(with_mine)
        for combo in (self.state, self.school):
            combo.activated.connect(self._settle)
        self.mine.clicked.connect(self._settle)

    def set_schools(self, schools: Sequence[School]) -> None:
        """Offer these schools, when there is a choice at all."""
        chosen = self.school.currentData()
        while self.school.count() > 1:
            self.school.removeItem(1)
        for each in schools:
            self.school.addItem(each.name, each.id)
        self.school.set_value(chosen if chosen in {each.id for each in schools} else None)
        self._school_box.setVisible(len(schools) > 1)

    @property
    def wanted(self) -> Filter:
        """What is asked for; a day that cannot be read is left out, and said to be wrong."""
        state = self.state.currentData()
        first, last = parse_date(self.first_day.text()), parse_date(self.last_day.text())
        return Filter(
            state=ContactState(state) if state else None,
            partnership_id=self.school.currentData(),
            mine=self.mine.isChecked(),
            first_day=None if isinstance(first, str) else first,
            last_day=None if isinstance(last, str) else last,
        )

    def show_filter(self, wanted: Filter) -> None:
        """Show a filter again after the page was left; the school's name follows with ``set_schools``."""
        self.state.set_value(wanted.state.value if wanted.state else None)
        self.school.set_value(wanted.partnership_id, unknown="The school chosen before")
        self.mine.setChecked(wanted.mine)
        for line, day in ((self.first_day, wanted.first_day), (self.last_day, wanted.last_day)):
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
        wanted = self.wanted
        if not problem and wanted.first_day and wanted.last_day and wanted.last_day < wanted.first_day:
            problem = "The last day is before the first. Swap them."
        return problem


def _combo(name: str, entries: Sequence[tuple[str, str]], everything: str) -> CalmCombo:
    combo = CalmCombo(entries, None)
    combo.setItemText(0, everything)
    combo.setAccessibleName(name)
    return combo


def _labelled(name: str, control: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.theme().em(0.2))
    label = styled_text(name, "key")
    label.setBuddy(control)
    layout.addWidget(label)
    layout.addWidget(control)
    if not control.accessibleName():
        control.setAccessibleName(name)
    return box
