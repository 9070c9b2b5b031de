"""The way between sections: a list beside the form, or a drop-down above it when there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo

MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_MANY = 10_000
_NARROWEST_EM = 16
_WIDEST_EM = 20
# The bar of the section that is shown, the margins, and a little that the wrapping wants to spare.
_BESIDE_TITLE_EM = 1.8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class SectionList(QListWidget):
    """One line for each section with what is still to do in it; arrow keys move.

    Signals:
        chosen(int): the place of the section that was moved to.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "sections")
        self.setAccessibleName("Sections")
        self.setItemDelegate(_SectionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        for title in titles:
            item = QListWidgetItem(title)
            item.setToolTip(title)
            self.addItem(item)
        self.currentRowChanged.connect(self._moved)
        self.fit()

    def fit(self) -> None:
        """Take the width that font and longest title ask for, within bounds; a longer title is wrapped."""
        metrics = QFontMetrics(theme.theme().font(bold=True))
        longest = max(
            (metrics.horizontalAdvance(self.item(row).text()) for row in range(self.count())), default=0
        )
        beside = theme.theme().em(_BESIDE_TITLE_EM) + self.verticalScrollBar().sizeHint().width()
        narrowest, widest = theme.theme().em(_NARROWEST_EM), theme.theme().em(_WIDEST_EM)
        self.setFixedWidth(min(max(longest + beside, narrowest), widest))

    def set_mark(self, place: int, words: str) -> None:
        """Show what is still to do in a section."""
        item = self.item(place)
        item.setData(MARK_ROLE, words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {words}" if words else item.text())

    def show_place(self, place: int) -> None:
        """Mark the section that is shown, without saying that it was chosen."""
        self.blockSignals(True)
        self.setCurrentRow(place)
        self.blockSignals(False)
        self.viewport().update()

    def _moved(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(place)


class SectionCombo(CalmCombo):
    """The same choice in one line.

    Signals:
        chosen(int): the place of the section that was chosen.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__([], -1)
        self.clear()
        self.setAccessibleName("Section")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._titles = list(titles)
        self.addItems(self._titles)
        self.activated.connect(self.chosen)

    def set_mark(self, place: int, words: str) -> None:
        """Show what is still to do in a section."""
        self.setItemText(place, f"{self._titles[place]} – {words}" if words else self._titles[place])

    def show_place(self, place: int) -> None:
        """Mark the section that is shown."""
        self.setCurrentIndex(place)


class _SectionDelegate(QStyledItemDelegate):
    """Title, wrapped, and below it what is still to do."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, SectionList) else option.rect.width()
        title = self._title_box(QRect(0, 0, width, _MANY), index)
        small = QFontMetrics(theme.theme().font("small")).height() if index.data(MARK_ROLE) else 0
        return QSize(width, title.height() + small + theme.theme().em(0.9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = theme.tokens()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect: QRect = option.rect
        if current:
            painter.fillRect(rect, QColor(colours.selected))
            painter.fillRect(QRect(rect.left(), rect.top(), self._bar(), rect.height()), QColor(colours.link))
        painter.setPen(QColor(colours.selected_text if current else colours.link))
        painter.setFont(theme.theme().font(bold=current))
        box = self._title_box(rect, index)
        box.moveTop(rect.top() + theme.theme().em(0.4))
        painter.drawText(box, _WRAP, index.data())
        self._paint_mark(painter, box, index, current)
        painter.restore()

    def _paint_mark(
        self, painter: QPainter, title: QRect, index: QModelIndex | QPersistentModelIndex, current: bool
    ) -> None:
        words = index.data(MARK_ROLE)
        if not words:
            return
        colours = theme.tokens()
        wrong = "problem" in words
        ink = colours.selected_text if current else colours.error if wrong else colours.muted
        painter.setPen(QColor(ink))
        painter.setFont(theme.theme().font("small", bold=wrong))
        painter.drawText(QRect(title.left(), title.bottom() + 1, title.width(), _MANY), _WRAP, words)

    def _title_box(self, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> QRect:
        inside = rect.adjusted(self._bar() + theme.theme().em(0.6), 0, -theme.theme().em(0.5), 0)
        inside.setHeight(_MANY)
        metrics = QFontMetrics(theme.theme().font(bold=True))
        height = metrics.boundingRect(inside, _WRAP, str(index.data())).height()
        inside.setHeight(height)
        return inside

    def _bar(self) -> int:
        return theme.theme().em(0.3)
