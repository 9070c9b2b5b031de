"""Annual evaluations: the list; the sergeant opens a new one for a school and an academic year."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluation_lists, evaluations
from ssp_desktop.services.evaluation_lists import EvaluationLine, NewEvaluation
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.evaluation_tags import state_tag
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, PageFrame, Tag, button_row, primary_button
from ssp_desktop.ui.widgets.text import styled_text

_LIST_EM = 16
COLUMNS = (
    Column("school", "School", 40),
    Column("year", "Academic year", 14),
    Column("state", "Evaluation", 30),
)


@dataclass(frozen=True)
class _Row:
    id: int
    school: str
    year: str
    state: Tag


class EvaluationsPage(PageFrame):
    """The evaluations that the person may see something of."""

    title = "Annual evaluations"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="How the partnership with each school went, year by year.")
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.add(self.notice)
        self.new: NewEvaluationCard | None = None
        if desk.may(Action.EVALUATION_WRITE):
            self.new = NewEvaluationCard()
            self.new.asked.connect(self._start)
            self.add(self.new)
            desk.run(evaluation_lists.new_evaluation, done=self.new.set_choices)
        self.table = RecordTable(COLUMNS, name="Annual evaluations", empty="There is no evaluation here yet.")
        self.table.setMinimumHeight(theme.theme().em(_LIST_EM))
        self.table.activated.connect(lambda evaluation_id: desk.go("evaluation", evaluation_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "evaluations")
        follow(desk, self, self.refresh, "partnership", "evaluation")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(evaluation_lists.evaluations, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, found: tuple[EvaluationLine, ...]) -> None:
        self.table.set_rows(
            [_Row(each.id, each.school, each.year.label, state_tag(each.state)) for each in found]
        )

    def _start(self, partnership_id: int, year: int) -> None:
        self.notice.hide()
        self.desk.run(
            evaluations.start,
            partnership_id,
            year,
            done=lambda evaluation_id: self.desk.go("evaluation", evaluation_id),
            failed=self._refused,
            receiver=self,
        )

    def _refused(self, error: UserError) -> None:
        self.notice.show()
        self.notice.show_problem(error)
        self.scroll_area.ensureWidgetVisible(self.notice)


class NewEvaluationCard(Card):
    """Choose a school and a year.

    Signals:
        asked(int, int): the school's id, and the year in which the academic year begins.
    """

    asked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("Open an evaluation")
        self.school, self.year = CalmCombo([], None), CalmCombo([], None)
        for combo, words in ((self.school, "School"), (self.year, "Academic year")):
            combo.clear()
            combo.setAccessibleName(words)
            label = styled_text(words, "label")
            label.setBuddy(combo)
            self.add(label)
            self.add(combo)
        self.button = primary_button("Open the evaluation", self._ask)
        self.button.setEnabled(False)
        self.add(button_row(self.button))

    def set_choices(self, choices: NewEvaluation) -> None:
        """Offer these schools and years."""
        for school_id, name in choices.schools:
            self.school.addItem(name, school_id)
        for year in choices.years:
            self.year.addItem(year.label, year.begins)
        self.button.setEnabled(bool(choices.schools))

    def _ask(self) -> None:
        self.asked.emit(self.school.currentData(), self.year.currentData())
