"""A control of a filter with its name above it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.widgets.text import buddy_text, styled_text


def labelled(name: str, control: QWidget) -> QWidget:
    """Return the control with its name above it; it is also its accessible name, unless it has one."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.theme().em(0.2))
    label = styled_text(buddy_text(name), "key")
    label.setBuddy(control)
    layout.addWidget(label)
    layout.addWidget(control)
    typed = control.lineEdit() if isinstance(control, CalmCombo) else None
    for each in (control, typed):
        if each is not None and not each.accessibleName():
            each.setAccessibleName(name)
    return box
