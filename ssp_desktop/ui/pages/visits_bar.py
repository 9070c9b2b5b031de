"""Arrived and left, in one click each: for the top of the window, while an officer is signed in."""

from __future__ import annotations

import textwrap
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.parsing import format_date, format_time
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import partnerships, visits
from ssp_desktop.services.clock import local
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.visits import VisitSummary
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, announce, button_row, primary_button, secondary_button
from ssp_desktop.ui.widgets.text import buddy_text, styled_text
from ssp_desktop.vocabulary.contact import VisitEnd

# The top bar has little room; the whole name stands in the tool tip and on the page of visits.
_LONGEST_NAME = 40

UNRECORDED = "This visit has neither a contact nor a nil return"
UNRECORDED_HELP = "Write down what happened, or say with your own hand that there was nothing to record."


class VisitBar(QWidget):
    """One line: where the officer is, and the button that says that this changed.

    After leaving with neither contact nor nil return it opens the page of visits, which asks for one of them.
    Where the records are open for reading only, it says where the officer is and offers no button.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAccessibleName("Visit to a school")
        self._schools: tuple[School, ...] = ()
        self.visit: VisitSummary | None = None
        self.where = styled_text("", "body")
        self.where.setWordWrap(False)
        self.arrived = secondary_button("Arrived", self._arrive_clicked)
        self.left = secondary_button("Left", self._leave)
        self.menu = QMenu(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.6))
        for each in (self.where, self.arrived, self.left):
            layout.addWidget(each)
        layout.addStretch(1)
        for each in (self.where, self.arrived, self.left):
            each.hide()
        follow(desk, self, self.refresh, "visit", "partnership", "store")
        self.refresh()

    def refresh(self) -> None:
        """Read again where the officer is and which schools there are."""
        self.desk.run(partnerships.schools, done=self._take_schools)
        self.desk.run(visits.current, done=self._show)

    def _take_schools(self, schools: tuple[School, ...]) -> None:
        self._schools = schools

    def _show(self, visit: VisitSummary | None) -> None:
        self.visit = visit
        may = self.desk.may(Action.VISIT_WRITE)
        self.where.setVisible(visit is not None)
        self.left.setVisible(visit is not None and may)
        self.arrived.setVisible(visit is None and bool(self._schools) and may)
        if visit is not None:
            self._show_visit(visit)
        else:
            self._offer_schools()

    def _show_visit(self, visit: VisitSummary) -> None:
        since = self._since(visit)
        self.where.setText(
            f"At {textwrap.shorten(visit.school, _LONGEST_NAME, placeholder=' …')} since {since}"
        )
        self.where.setToolTip(f"At {visit.school} since {since}")
        self.where.setAccessibleName(self.where.toolTip())
        self.left.setAccessibleName(f"Left {visit.school}")

    def _since(self, visit: VisitSummary) -> str:
        arrived = local(visit.arrived_at)
        clock = format_time(arrived.time())
        today = local(self.desk.signed_in.clock()).date()
        return clock if arrived.date() == today else f"{format_date(arrived.date())}, {clock}"

    def _offer_schools(self) -> None:
        self.menu.clear()
        several = len(self._schools) > 1
        for school in self._schools:
            self.menu.addAction(buddy_text(school.name), partial(self._arrive, school.id))
        where = "Choose the school" if several else "".join(f"At {school.name}" for school in self._schools)
        self.arrived.setText("Arrived …" if several else "Arrived")
        self.arrived.setAccessibleDescription(where)
        self.arrived.setToolTip(where)

    def _arrive_clicked(self) -> None:
        if len(self._schools) == 1:
            self._arrive(self._schools[0].id)
        elif self._schools:
            self.menu.popup(self.arrived.mapToGlobal(self.arrived.rect().bottomLeft()))

    def _arrive(self, partnership_id: int) -> None:
        self.desk.run(visits.arrive, partnership_id, done=self._arrived)

    def _arrived(self, visit: VisitSummary) -> None:
        self._show(visit)
        self.left.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.where.text())

    def _leave(self) -> None:
        if self.visit is not None:
            self.desk.run(visits.leave, self.visit.id, done=self._has_left)

    def _has_left(self, visit: VisitSummary) -> None:
        self._show(None)
        if visit.end_kind is VisitEnd.UNRECORDED:
            self.desk.go("visits", visit.id, ask=True)
        else:
            announce(self, f"You have left {visit.school}. The visit is closed.")
            self.arrived.setFocus(Qt.FocusReason.OtherFocusReason)


class VisitNotice(Notice):
    """Asks for a contact log or a nil return. The board "Visits not finished" goes on asking."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, UNRECORDED, UNRECORDED_HELP, parent)
        self.desk = desk
        self.visit: VisitSummary | None = None
        note_label = styled_text("&Note, if you want to add one", "group")
        self.note = QLineEdit()
        self.note.setMaxLength(visits.LONGEST_NOTE)
        self.note.setAccessibleName("Note to the nil return, if you want to add one")
        note_label.setBuddy(self.note)
        self.write = primary_button("Write a contact log", self._write)
        self.nothing = secondary_button("Nothing to record", self._nothing)
        self.problem = styled_text("", "error")
        self.problem.hide()
        for each in (note_label, self.note, self.problem, button_row(self.write, self.nothing)):
            self.add(each)
        self.hide()

    def ask(self, visit: VisitSummary) -> None:
        """Ask about this visit and take the keyboard."""
        self.visit = visit
        self.note.clear()
        self.problem.hide()
        left = f"You left {visit.school}. " if visit.left_at else f"{visit.school}: "
        self.show()
        self.show_message(Tone.WARNING, UNRECORDED, left + UNRECORDED_HELP, say=True)
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        visit = self.visit
        self.hide()
        if visit is not None:
            self.desk.go("contact_log_edit", visit_id=visit.id, partnership_id=visit.partnership_id)

    def _nothing(self) -> None:
        if self.visit is not None:
            self.desk.run(
                visits.nil_return, self.visit.id, self.note.text(), done=self._closed, failed=self._failed
            )

    def _closed(self, _visit: VisitSummary) -> None:
        announce(self, "The visit is closed: nothing to record.")
        self.hide()

    def _failed(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        announce(self, str(error), urgent=True)
