"""Bringing into sight what a person has to read or answer next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def focus_on(widget: QWidget) -> None:
    """Put the keyboard on a widget that is not a control, such as a notice, so that it is read next."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    bring_into_view(widget)


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page to a widget that was perhaps shown only now, once the layout has given it its place."""
    QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
