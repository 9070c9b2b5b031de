"""Which school a page is about: a list when there are several; the school's people have only their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssp_desktop.services.partnerships import School
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.widgets.text import styled_text


def school_of(place: Place) -> int | None:
    """Return the school of a record that is being written.

    The one that was chosen on the page when it was left, else the one that the page was opened for. They have
    two names: what the page notes itself must not make it another place, or its draft is not found again.
    """
    school: int | None = place.extra.get("chosen_school", place.extra.get("partnership_id"))
    return school


class SchoolChoice(QWidget):
    """A label and a list of schools.

    Signals:
        chosen(int): another school was chosen.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.6))
        label = styled_text("School", "label")
        self.combo = CalmCombo([], None)
        self.combo.setAccessibleName("School")
        label.setBuddy(self.combo)
        layout.addWidget(label)
        layout.addWidget(self.combo)
        layout.addStretch(1)
        self.combo.activated.connect(self._activated)

    def set_schools(self, schools: Sequence[School], wanted: int | None) -> None:
        """Offer these schools and choose ``wanted``, or the only one."""
        while self.combo.count() > 1:
            self.combo.removeItem(1)
        for each in schools:
            self.combo.addItem(each.name, each.id)
        known = {each.id for each in schools}
        only = schools[0].id if len(schools) == 1 else None
        self.combo.set_value(wanted if wanted in known else only)
        self.setVisible(len(schools) > 1)

    @property
    def school(self) -> int | None:
        """The chosen school, None while there is none."""
        value = self.combo.value()
        return value if isinstance(value, int) else None

    def _activated(self, _place: int) -> None:
        if self.school is not None:
            self.chosen.emit(self.school)
