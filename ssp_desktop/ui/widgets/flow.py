"""A layout that puts its widgets in a line and goes on in the next line when the width is used up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ssp_desktop.ui import theme

_COLUMN_EM = 20


class FlowLayout(QLayout):
    """Left to right, then down. With ``equal`` every item is as wide as the widest: columns line up."""

    def __init__(self, parent: QWidget | None = None, *, equal: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._equal = equal
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.theme().em(0.6))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; Qt calls this from ``addWidget``."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at ``index``, None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at ``index``, None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Nothing here wants more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Always: a narrower layout is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that ``width`` leads to."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        if not sizes:
            return QSize(0, 0)
        gaps = self.spacing() * (len(sizes) - 1)
        widest = max(each.width() for each in sizes)
        width = widest * len(sizes) if self._equal else sum(each.width() for each in sizes)
        return QSize(width + gaps, max(each.height() for each in sizes))

    def minimumSize(self) -> QSize:
        """The widest single item."""
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((each.width() for each in sizes), default=0)
        return QSize(width, max((each.height() for each in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _column(self, shown: list[QLayoutItem], room: int) -> int:
        """Return the width of one column: as many as fit when long texts wrap."""
        widest = max((item.sizeHint().width() for item in shown), default=0)
        ideal = min(widest, theme.theme().em(_COLUMN_EM))
        columns = max(1, (room + self.spacing()) // (ideal + self.spacing()))
        return min(widest, (room + self.spacing()) // columns - self.spacing())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        gap, top = self.spacing(), rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            left = rect.x()
            for item, size in line:
                if move:
                    # Buttons and links of one line stand on one middle; columns of boxes on one top.
                    drop = 0 if self._equal else (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + drop), size))
                left += size.width() + gap
            top += height + gap
        return max(0, top - gap - rect.y())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        shown = self._shown()
        common = self._column(shown, room) if self._equal else 0
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in shown:
            width = common or min(item.sizeHint().width(), max(room, item.minimumSize().width()))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if not lines or used + width > room:
                lines.append([])
                used = 0
            lines[-1].append((item, QSize(width, height)))
            used += width + self.spacing()
        return lines


def button_row(*buttons: QWidget, parent: QWidget | None = None) -> QWidget:
    """Return the buttons side by side, wrapping when there is no room."""
    row = QWidget(parent)
    layout = FlowLayout(row)
    for button in buttons:
        layout.addWidget(button)
    return row
