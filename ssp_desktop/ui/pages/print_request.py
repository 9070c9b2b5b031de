"""What is asked before something is printed: the period of a list; the recipient and the purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field, Kind, Problem, always
from ssp_desktop.services.disclosures import LONGEST_PURPOSE, LONGEST_RECIPIENT
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.print_material import PeriodPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.widgets import ErrorSummary, FlowLayout, primary_button
from ssp_desktop.ui.widgets.text import styled_text

RECIPIENT = Field(
    "recipient",
    "Who is this copy for",
    Kind.TEXT,
    "Name and role. It stands on each page and in the audit log.",
    required=always,
    max_length=LONGEST_RECIPIENT,
)
PURPOSE = Field("purpose", "What is it for", Kind.TEXT, max_length=LONGEST_PURPOSE)
FIRST_DAY = Field("first_day", "First day", Kind.DATE, required=always)
LAST_DAY = Field("last_day", "Last day", Kind.DATE, required=always)


class Questions(QWidget):
    """A few questions with the summary of what is wrong above them."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.summary = ErrorSummary()
        self.summary.chosen.connect(lambda key: self.rows[key].take_focus())
        self.rows: dict[str, FieldRow] = {}
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(theme.theme().em(0.8))
        self.layout_.addWidget(self.summary)
        for each in fields:
            row = build_row(each)
            row.set_required(each.required({}))
            self.rows[each.key] = row

    def values(self) -> dict[str, Any]:
        """Return the answers by key."""
        return {key: row.value() for key, row in self.rows.items()}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong beside each question and above them; an empty sequence takes it away."""
        told = {each.path: each.message for each in problems}
        for key, row in self.rows.items():
            row.set_error(told.get(key, ""))
        self.summary.show_problems(problems)


class CopyQuestions(Questions):
    """For whom the copy is, and what for."""

    def __init__(self) -> None:
        super().__init__((RECIPIENT, PURPOSE))
        for row in self.rows.values():
            self.layout_.addWidget(row)

    def answered(self) -> tuple[str, str] | None:
        """Return recipient and purpose, or show what is missing and return None."""
        answers = self.values()
        recipient = str(answers["recipient"]).strip()
        problems = [] if recipient else [Problem("recipient", "Say whom this copy is for.")]
        self.show_problems(problems)
        return None if problems else (recipient, str(answers["purpose"]).strip())


class PeriodQuestions(Questions):
    """The period of a list, and the school when there are several.

    Signals:
        asked(PeriodPrint): the person wants to see this list.
    """

    asked = Signal(object)

    def __init__(self, kind: type[PeriodPrint], today: date) -> None:
        super().__init__((FIRST_DAY, LAST_DAY))
        self._kind = kind
        self.rows["first_day"].set_value(today.replace(day=1))
        self.rows["last_day"].set_value(today)
        flow = FlowLayout()
        flow.setSpacing(theme.theme().em(1.5))
        for row in self.rows.values():
            flow.addWidget(row)
        self._school_box = QWidget()
        column = QVBoxLayout(self._school_box)
        column.setContentsMargins(0, 0, 0, 0)
        self.school = CalmCombo([], None)
        self.school.setItemText(0, "All schools")
        self.school.setAccessibleName("School")
        label = styled_text("School", "label")
        label.setBuddy(self.school)
        column.addWidget(label)
        column.addWidget(self.school)
        flow.addWidget(self._school_box)
        self._school_box.hide()
        self.layout_.addLayout(flow)
        self.button = primary_button("Show the preview", self._ask)
        buttons = FlowLayout()
        buttons.addWidget(self.button)
        self.layout_.addLayout(buttons)

    def set_schools(self, schools: Sequence[School]) -> None:
        """Offer these schools when there is more than one."""
        for each in schools:
            self.school.addItem(each.name, each.id)
        self._school_box.setVisible(len(schools) > 1)

    def _ask(self) -> None:
        answers = self.values()
        problems = list(_problems(answers["first_day"], answers["last_day"]))
        self.show_problems(problems)
        if not problems:
            chosen = self.school.currentData()
            self.asked.emit(self._kind(answers["first_day"], answers["last_day"], chosen))


def _problems(first: Any, last: Any) -> Sequence[Problem]:
    found = [
        Problem(key, "Enter day, month and four-digit year, such as 21/11/2026.")
        for key, day in (("first_day", first), ("last_day", last))
        if not isinstance(day, date)
    ]
    if not found and last < first:
        found.append(Problem("last_day", "The last day is before the first. Check both."))
    return found
