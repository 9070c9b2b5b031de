"""The lines above the form: which school and visit a record belongs to, and how the draft stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.parts.draft_basis import DraftBasis
from ssp_desktop.ui.widgets import body_text, breakable
from ssp_desktop.ui.widgets.text import styled_text


class SchoolLine(QWidget):
    """School, visit and draft, as a sentence or two; a choice of schools when there are several.

    Signals:
        changed(): another school was chosen.
    """

    changed = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        self.partnership_id: int | None = None
        self.visit_id: int | None = None
        self._visit: tuple[int | None, int | None] = (None, None)
        self._school = ""
        self._saved = ""
        self.label = styled_text(f"School that the {what} belongs to", "key")
        self.combo = CalmCombo([], None)
        self.combo.setAccessibleName(self.label.text())
        self.combo.setItemText(0, "Choose a school")
        self.combo.setMaximumWidth(theme.theme().em(30))
        self.label.setBuddy(self.combo)
        self.words = body_text("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.3))
        for each in (self.label, self.combo, self.words):
            layout.addWidget(each)
        self.combo.activated.connect(self._chosen)

    def show_basis(self, basis: DraftBasis) -> None:
        """Show which school it is, or offer the schools when there are several and none is fixed."""
        self.partnership_id, self.visit_id = basis.partnership_id, basis.visit_id
        self._visit = (basis.visit_id, basis.visit_school)
        names = {each.id: each.name for each in basis.schools}
        several = len(names) > 1 and not basis.is_correction
        for key, name in names.items():
            self.combo.addItem(name, key)
        self.combo.set_value(self.partnership_id)
        self.combo.setVisible(several)
        self.label.setVisible(several)
        name = basis.school or names.get(self.partnership_id or 0, "")
        self._school = "" if several else f"School: {name}." if name else "No school is in the store yet."
        self._tell()
        self.show()

    def say(self, words: str) -> None:
        """Say how the draft stands."""
        self._saved = words
        self._tell()

    def take_focus(self) -> None:
        """Put the keyboard on the choice of schools."""
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, *_: object) -> None:
        self.partnership_id = self.combo.currentData()
        visit_id, school = self._visit
        # A visit belongs to one school: a contact at another school is none of its contacts.
        self.visit_id = visit_id if school == self.partnership_id else None
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        visit = "It belongs to your visit." if self.visit_id is not None else ""
        saved = f"{self._saved}." if self._saved else ""
        self.words.setText(breakable(" ".join(part for part in (self._school, visit, saved) if part)))
        self.words.setVisible(bool(self.words.text()))
