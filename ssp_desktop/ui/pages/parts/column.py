"""Parts of a page one below the other, exactly as high as their text needs at this width."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme


class PageColumn(QWidget):
    """A column of widgets.

    Qt asks a wrapping text for its height at the narrowest width and makes the page that high, which leaves
    large gaps in a long page. A column asks for the height at the width that it has.
    """

    def __init__(self, parts: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        for part in parts:
            self._layout.addWidget(part)

    def add(self, part: QWidget) -> None:
        """Put a part at the end."""
        self._layout.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """The narrowest width, and the height at the width of now."""
        narrowest = self._layout.minimumSize().width()
        if not self._layout.hasHeightForWidth():
            return self._layout.minimumSize()
        return QSize(narrowest, self._layout.heightForWidth(max(self.width(), narrowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
