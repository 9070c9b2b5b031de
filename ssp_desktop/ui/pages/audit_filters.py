"""What to look for in the audit log: days, a person, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ssp_desktop.forms.parsing import format_date, parse_date
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields import PersonChoice
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.text import fixed_width
from ssp_desktop.ui.pages.parts.labelled import labelled
from ssp_desktop.ui.widgets import FlowLayout, announce
from ssp_desktop.ui.widgets.accessibility import restyle
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.audit import AuditEvent

NOT_A_DATE = "is not a date. Enter day, month and four-digit year, such as 21/11/2026."
NOT_IN_LIST = "is not in the list. Choose again."
WRONG_ORDER = "The last day is before the first. Check both."


class AuditFilters(QWidget):
    """Four filters; each change is told at once. A day that cannot be read is said to be wrong.

    Signals:
        changed(AuditFilter): something else is looked for.
    """

    changed = Signal(object)

    def __init__(self, people: Sequence[PersonChoice]) -> None:
        super().__init__()
        self.wanted = AuditFilter()
        self.first_day, self.last_day = _day(), _day()
        self.person = _combo([(each.name, each.account_id) for each in people], "Everybody")
        self.done = _combo([(each.label, each.value) for each in AuditEvent], "Everything")
        flow = FlowLayout()
        flow.setSpacing(theme.theme().em(0.9))
        for name, control in (
            ("From (day)", self.first_day),
            ("To (day)", self.last_day),
            ("Who", self.person),
            ("What was done", self.done),
        ):
            flow.addWidget(labelled(name, control))
        for line in (self.first_day, self.last_day):
            line.editingFinished.connect(self.settle)
        for combo in (self.person, self.done):
            combo.activated.connect(self.settle)
            typed = combo.lineEdit()
            if typed is not None:
                typed.editingFinished.connect(self.settle)
        self.error_label = styled_text("", "error")
        self.error_label.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(flow)
        outer.addWidget(self.error_label)

    def show_filter(self, wanted: AuditFilter) -> None:
        """Show a filter again when the page comes back."""
        self.first_day.setText(format_date(wanted.first_day))
        self.last_day.setText(format_date(wanted.last_day))
        self.person.set_value(wanted.actor_id)
        self.done.set_value(wanted.event.value if wanted.event else None)
        self.wanted = wanted

    def settle(self, *_: object) -> None:
        """Take what stands in the filters, or say what is wrong with it."""
        first, last = parse_date(self.first_day.text()), parse_date(self.last_day.text())
        problem = self._problem(first, last)
        self.error_label.setText(f"Error: {problem}" if problem else "")
        self.error_label.setVisible(bool(problem))
        if problem:
            announce(self, problem, urgent=True)
            return
        person, event = self.person.value(), str(self.done.value() or "")
        wanted = AuditFilter(
            first_day=first if isinstance(first, date) else None,
            last_day=last if isinstance(last, date) else None,
            actor_id=person if isinstance(person, int) else None,
            event=AuditEvent(event) if event else None,
        )
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit(wanted)

    def _problem(self, first: date | str | None, last: date | str | None) -> str:
        problems = []
        for line, day in ((self.first_day, first), (self.last_day, last)):
            wrong = isinstance(day, str)
            restyle(line, wrong="true" if wrong else "false")
            if wrong:
                problems.append(f'"{line.text()[:40]}" {NOT_A_DATE}')
        for combo in (self.person, self.done):
            chosen = combo.value()
            if chosen is not None and combo.findData(chosen) < 0:
                problems.append(f'"{str(chosen)[:40]}" {NOT_IN_LIST}')
        if not problems and isinstance(first, date) and isinstance(last, date) and last < first:
            problems.append(WRONG_ORDER)
        return problems[0] if problems else ""


def _day() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText("dd/mm/yyyy")
    fixed_width(line, 11)
    return line


def _combo(entries: Sequence[tuple[str, Any]], everything: str) -> CalmCombo:
    combo = CalmCombo(entries, None)
    combo.setItemText(0, everything)
    return combo
