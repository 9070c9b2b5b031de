"""Evidence for the measures of success: choose a measure, pick records of the year, take one away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.services import evaluation_evidence, evaluation_views
from ssp_desktop.services.evaluation_evidence import SOURCES, Candidate, Key
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

COLUMNS = (
    Column("reference", "Reference", 16),
    Column("kind", "Kind", 20),
    Column("day", "Date", 12),
    Column("subject", "About", 40),
)
_LIST_EM = 18


@dataclass(frozen=True)
class _Row:
    id: int
    reference: str
    kind: str
    day: Any
    subject: str
    key: Key


class EvaluationEvidencePage(PageFrame):
    """The year's records, and what is evidence for which measure already."""

    title = "Evidence"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(
            self.title, intro="Choose a measure, then a record. The school reads which you picked."
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
        self.kind = CalmCombo([(label, noun) for noun, label in SOURCES.items()], "")
        self.kind.setItemText(0, "All kinds of record")
        self.kind.setAccessibleName("Kind of record")
        self.kind.currentIndexChanged.connect(self._list)
        kind_label = styled_text("Kind of record", "label")
        kind_label.setBuddy(self.kind)
        self.table = RecordTable(
            COLUMNS,
            name="Records of the year",
            empty="There is no such record of this year.",
            cursor_key="key",
        )
        self.table.setMinimumHeight(theme.theme().em(_LIST_EM))
        self.table.activated.connect(self.pick)
        self.pick_button = primary_button("Use as evidence", lambda: self.pick(self.table.current_key))
        back = secondary_button("Back to the evaluation", self._back)
        for each in (
            label,
            self.measure,
            kind_label,
            self.kind,
            self.table,
            button_row(self.pick_button, back),
        ):
            self.add(each)
        self._picked: QWidget | None = None
        self._list()
        follow(desk, self, self.refresh, "evaluation")
        self.refresh()

    def refresh(self) -> None:
        """Read again what is picked."""
        self.desk.run(evaluation_views.open_evaluation, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def pick(self, document_id: int | None) -> None:
        """Make a record evidence for the chosen measure."""
        self.notice.hide()
        if document_id is None or not self.measure.value() or self.opened is None:
            self._failed(UserError("Choose a measure and a record first."))
            return
        self.desk.run(
            evaluation_evidence.pick,
            self.place.record_id,
            self.measure.value(),
            document_id,
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

    def _list(self) -> None:
        """List the records of the kind that is chosen."""
        filters = {"evaluation_id": self.place.record_id, "kind": self.kind.value()}
        self.table.set_source(source(self.desk, self, evaluation_evidence.candidates, _row, **filters))

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
            words = f"{row['measure']}: {opened.words_of(row)}"
            card.add(body_text(words))
            button = secondary_button("Remove", partial(self.drop, row["row_id"]))
            button.setAccessibleName(f"Remove {words}")
            card.add(button_row(button))
        return card


def _row(each: Candidate) -> _Row:
    return _Row(each.id, each.reference, each.kind, each.happened_on, each.subject, each.key)
