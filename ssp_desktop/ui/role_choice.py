"""Choosing a role: each with a line that says what it may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets import TickRadio, breakable, muted_text
from ssp_desktop.ui.widgets.accessibility import describe, restyle
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.people import Role

MAY_DO = {
    Role.OFFICER: "Writes contact logs, and keeps visits, actions and partnerships.",
    Role.SPOC: "Countersigns their own school's contact logs. Sees only the school's view.",
    Role.HEAD_TEACHER: "Reads what concerns their own school, in the school's view.",
    Role.SERGEANT: "Does what an officer does, reviews, manages people and reads the audit log.",
    Role.ADMINISTRATOR: "Manages people and reads the audit log. Opens no record.",
}


class RoleChoice(QFrame):
    """Radio buttons for roles.

    Args:
        roles: which ones, in order.
        titles: a force's own names by ``Role`` value; the program's own where one is missing.

    Signals:
        changed(): another role was chosen.
    """

    changed = Signal()

    def __init__(self, roles: Sequence[Role], titles: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.error = ""
        self._group = QButtonGroup(self)
        self.buttons: dict[Role, TickRadio] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(0.6))
        self.error_label = styled_text("", "error")
        self._layout.addWidget(styled_text("Role (required)", "label"))
        self._layout.addWidget(self.error_label)
        self.error_label.hide()
        for role in roles:
            button = TickRadio((titles or {}).get(role.value, role.label))
            explained = muted_text(MAY_DO[role])
            explained.setIndent(theme.theme().em(2.2))
            button.clicked.connect(self._clicked)
            self.buttons[role] = button
            self._group.addButton(button)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(button)
            pair.addWidget(explained)
            self._layout.addLayout(pair)
        self._describe()

    def value(self) -> str:
        """Return the stored value of the role, empty when none is chosen."""
        chosen = (role.value for role, button in self.buttons.items() if button.isChecked())
        return next(chosen, "")

    def set_value(self, value: str) -> None:
        """Choose a role; none when it is not offered."""
        self._group.setExclusive(False)
        for role, button in self.buttons.items():
            button.setChecked(role.value == value)
        self._group.setExclusive(True)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Use other names for the roles."""
        for role, button in self.buttons.items():
            button.setText(titles.get(role.value, role.label))
        self._describe()

    def set_error(self, message: str) -> None:
        """Show what is wrong; empty takes it away."""
        self.error = message
        self.error_label.setText(f"Error: {breakable(message)}" if message else "")
        self.error_label.setVisible(bool(message))
        restyle(self, wrong="true" if message else "false")
        self._layout.setContentsMargins(theme.theme().em(0.8) if message else 0, 0, 0, 0)
        self._describe()

    def take_focus(self) -> None:
        """Put the keyboard on the chosen role, or the first."""
        button = self._group.checkedButton() or next(iter(self.buttons.values()))
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        self.changed.emit()

    def _describe(self) -> None:
        wrong = f"Error: {self.error} " if self.error else ""
        for role, button in self.buttons.items():
            button.setAccessibleName(f"Role: {button.text()}")
            describe(button, f"{wrong}{MAY_DO[role]}")
