"""The line above the form: which school and visit the contact belongs to, and when the draft was kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.contact_log_basis import Basis
from ssp_desktop.ui.widgets import FlowLayout, breakable
from ssp_desktop.ui.widgets.text import muted_text, styled_text


class SchoolLine(QWidget):
    """School, visit and draft in one wrapping line.

    Signals:
        changed(): another school was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.partnership_id: int | None = None
        self.visit_id: int | None = None
        self._visit: tuple[int | None, int | None] = (None, None)
        flow = FlowLayout(self)
        self.label = styled_text("School", "key")
        self.combo = CalmCombo([], None)
        self.combo.setAccessibleName("School")
        self.combo.setItemText(0, "Choose a school")
        self.label.setBuddy(self.combo)
        self.visit = muted_text("")
        self.saved = muted_text("")
        for each in (self.label, self.combo, self.visit, self.saved):
            flow.addWidget(each)
        self.combo.activated.connect(self._chosen)

    def show_basis(self, basis: Basis) -> None:
        """Show which school it is, or offer the schools when there are several and none is fixed."""
        self.partnership_id, self.visit_id = basis.partnership_id, basis.visit_id
        self._visit = (basis.visit_id, basis.visit_school)
        names = {each.id: each.name for each in basis.schools}
        several = len(names) > 1 and not basis.is_correction
        for key, name in names.items():
            self.combo.addItem(name, key)
        self.combo.set_value(self.partnership_id)
        self.combo.setVisible(several)
        name = basis.school or names.get(self.partnership_id or 0, "")
        self.label.setText("School" if several else breakable(f"School: {name}" if name else "No school yet"))
        self._show_visit()
        self.say("")
        self.show()

    def say(self, words: str) -> None:
        """Say how the draft stands."""
        self.saved.setText(words)
        self.saved.setVisible(bool(words))
        self.saved.setAccessibleName(words)

    def take_focus(self) -> None:
        """Put the keyboard on the choice of schools."""
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, *_: object) -> None:
        self.partnership_id = self.combo.currentData()
        visit_id, school = self._visit
        # A visit belongs to one school: a contact at another school is none of its contacts.
        self.visit_id = visit_id if school == self.partnership_id else None
        self._show_visit()
        self.changed.emit()

    def _show_visit(self) -> None:
        self.visit.setText("Part of this visit" if self.visit_id is not None else "")
        self.visit.setVisible(self.visit_id is not None)
