"""Evidence for the measures of success: choose a measure, pick contact logs of the year, take one away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.services import evaluation_evidence, evaluation_views
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.evaluation_evidence import Candidate, Key
from ssp_desktop.services.evaluation_views import OpenedEvaluation
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    body_text,
    breakable,
    button_row,
    primary_button,
    secondary_button,
)
from ssp_desktop.ui.widgets.text import styled_text

COLUMNS = (Column("reference", "Reference", 16), Column("day", "Date", 12), Column("subject", "About", 40))
_LIST_EM = 18


@dataclass(frozen=True)
class _Row:
    id: int
    reference: str
    day: Any
    subject: str
    key: Key


class EvaluationEvidencePage(PageFrame):
    """The year's contact logs, and what is evidence for which measure already."""

    title = "Evidence"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(
            self.title, intro="Choose a measure, then a contact log. The school reads which you picked."
        )
        self.desk = desk
        self.place = place
        self.opened: OpenedEvaluation | None = None
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.add(self.notice)
        self.measure = CalmCombo([], "")
        self.measure.setAccessibleName("Measure of success")
        label = styled_text("Measure of success", "label")
        label.setBuddy(self.measure)
        self.table = RecordTable(
            COLUMNS,
            name="Contact logs of the year",
            empty="There is no contact log of this year.",
            cursor_key="key",
        )
        self.table.setMinimumHeight(theme.theme().em(_LIST_EM))
        self.table.activated.connect(self.pick)
        self.pick_button = primary_button("Use as evidence", lambda: self.pick(self.table.current_key))
        back = secondary_button("Back to the evaluation", self._back)
        for each in (label, self.measure, self.table, button_row(self.pick_button, back)):
            self.add(each)
        self._picked: QWidget | None = None
        self.table.set_source(
            source(desk, self, evaluation_evidence.candidates, _row, evaluation_id=place.record_id)
        )
        follow(desk, self, self.refresh, "evaluation")
        self.refresh()

    def refresh(self) -> None:
        """Read again what is picked."""
        self.desk.run(evaluation_views.open_evaluation, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def pick(self, contact_log_id: int | None) -> None:
        """Make a contact log evidence for the chosen measure."""
        self.notice.hide()
        if contact_log_id is None or not self.measure.value() or self.opened is None:
            self._failed(UserError("Choose a measure and a contact log first."))
            return
        self.desk.run(
            evaluation_evidence.pick,
            self.place.record_id,
            self.measure.value(),
            contact_log_id,
            based_on=self.opened.revision,
            done=lambda _revision: None,
            failed=self._failed,
            receiver=self,
        )

    def drop(self, row_id: int) -> None:
        """Take a record away from the evidence."""
        self.notice.hide()
        self.desk.run(
            evaluation_evidence.drop,
            self.place.record_id,
            row_id,
            based_on=self.opened.revision if self.opened is not None else 0,
            done=lambda _revision: None,
            failed=self._failed,
            receiver=self,
        )

    def _back(self) -> None:
        self.desk.go("evaluation", self.place.record_id)

    def _failed(self, error: UserError) -> None:
        self.notice.show()
        self.notice.show_problem(error)
        self.scroll_area.ensureWidgetVisible(self.notice)

    def _show(self, opened: OpenedEvaluation) -> None:
        if self.opened is None:
            for each in opened.edition.measures:
                self.measure.addItem(f"{each.code}. {each.title}", each.code)
            self.set_title(breakable(f"Evidence: {opened.school}, {opened.year.label}"))
        self.opened = opened
        if self._picked is not None:
            self.body.removeWidget(self._picked)
            self._picked.hide()
            self._picked.deleteLater()
        self._picked = self._picked_card(opened)
        self.add(self._picked)

    def _picked_card(self, opened: OpenedEvaluation) -> Card:
        card = Card("Picked so far")
        if not opened.values["evidence"]:
            card.add(body_text("Nothing is picked yet."))
        for row in sorted(opened.values["evidence"], key=lambda each: str(each["measure"])):
            day = f", {day_in_words(row['happened_on'])}" if row["happened_on"] else ""
            words = f"{row['measure']}: {row['reference']}{day}"
            card.add(body_text(words))
            button = secondary_button("Remove", partial(self.drop, row["row_id"]))
            button.setAccessibleName(f"Remove {words}")
            card.add(button_row(button))
        return card


def _row(each: Candidate) -> _Row:
    return _Row(each.id, each.reference, each.happened_on, each.subject, each.key)
