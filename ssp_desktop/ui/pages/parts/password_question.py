"""The person's own password, asked again for one act. It is handed over once and never kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.password_field import SecretLine
from ssp_desktop.ui.widgets import muted_text
from ssp_desktop.ui.widgets.accessibility import restyle
from ssp_desktop.ui.widgets.text import styled_text


class PasswordQuestion(QWidget):
    """A label, a sentence of help and a line whose characters are hidden.

    It forgets what was typed as soon as it is out of sight, not in a page's ``leaving``: that is asked for
    what was typed while the person is still typing.

    Signals:
        entered(): Enter was pressed in the line.
    """

    entered = Signal()

    def __init__(self, label: str = "Your password", help_text: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.35))
        self.label = styled_text(label, "label")
        self.help = muted_text(help_text)
        self.help.setVisible(bool(help_text))
        self.line = SecretLine()
        self.line.setMaximumWidth(theme.theme().em(24))
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(help_text)
        self.line.returnPressed.connect(self.entered)
        self.label.setBuddy(self.line)
        for each in (self.label, self.help, self.line):
            layout.addWidget(each)

    @property
    def text(self) -> str:
        """What was typed or pasted, exactly."""
        return self.line.typed

    def set_wrong(self, wrong: bool) -> None:
        """Mark the line; after a wrong password the next one is typed over it."""
        restyle(self.line, wrong="true" if wrong else "false")
        if wrong:
            self.line.selectAll()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """The page is left, or the program locks. A window that is made small keeps what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.clear()

    def clear(self) -> None:
        """Forget the password."""
        self.line.clear()
        self.set_wrong(False)
