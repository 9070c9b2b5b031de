"""RecordTable: one list of records, for every page that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ssp_desktop.ui import theme
from ssp_desktop.ui.record_model import PAGE, TAG_ROLE, Column, Deliver, Fetch, RecordModel
from ssp_desktop.ui.widgets.card import EmptyState
from ssp_desktop.ui.widgets.tag import Tag, paint_tag, tag_size

__all__ = ["Column", "Deliver", "Fetch", "RecordTable"]

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NARROWEST = 6
# Dates, references and tags keep their width; sentences and names give way, down to this many characters.
_GIVES_WAY_FROM = 17
_LEAST = 11
_LINES_SHOWN = 6
# As many of the first rows say how wide a column has to be.
_ROWS_MEASURED = 30


class RecordTable(QWidget):
    """A list that reads itself page by page, opens a row with Enter or a double click, and says when empty.

    Args:
        columns: what is shown; the last column takes the width that is left.
        parent: Qt parent.
        name: what a screen reader calls the list ("Contact logs").
        empty: what is shown when there are no rows.
        row_key: the key or attribute that names a row; ``activated`` gives its value.
        cursor_key: the key or attribute that ``fetch`` is given to go on from; ``row_key`` when empty.

    Signals:
        activated(object): the key of the row that was opened.
        selected(object): the key of the row that the keyboard is on, None when there is none.
        sort_wanted(str, bool): a sortable heading was pressed: column key, descending.
        fetched(int): rows so far, after each page.
    """

    activated = Signal(object)
    selected = Signal(object)
    sort_wanted = Signal(str, bool)
    fetched = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        name: str = "Records",
        empty: str = "There is nothing here yet.",
        row_key: str = "id",
        cursor_key: str = "",
    ) -> None:
        super().__init__(parent)
        self.model = RecordModel(columns, row_key, cursor_key or row_key, self)
        self.view = _View()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription("Press Enter to open the row.")
        self._empty_text = empty
        self.empty = EmptyState(empty)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._wanted_key: Any = None
        self._descending = False
        self._sorted_by = -1
        self.model.fetched.connect(self._page_came)
        self.view.opened.connect(lambda row: self.activated.emit(self.model.key_at(row)))
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.view.horizontalHeader().sectionClicked.connect(self._heading_pressed)
        self._fit()
        theme.theme().changed.connect(self._fit)

    @property
    def row_count(self) -> int:
        """How many rows have been fetched."""
        return self.model.rowCount()

    @property
    def current_key(self) -> Any:
        """The key of the row that the keyboard is on, None when there is none."""
        index = self.view.currentIndex()
        return self.model.key_at(index.row()) if index.isValid() else None

    def set_source(self, fetch: Fetch | None) -> None:
        """Read from ``fetch(after_key, limit, deliver)``, which calls ``deliver(rows)`` on this thread.

        ``after_key`` is the last row's cursor, None for the first page. Fewer rows than ``limit``: the end.
        """
        self._wanted_key = self.current_key
        self.empty.set_text("Loading …")
        self._stack.setCurrentWidget(self.empty)
        self.model.read(fetch)
        if fetch is None:
            self._page_came(0)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows and no others: for short lists that are at hand."""
        everything = list(rows)
        waiting = iter(range(0, len(everything) + PAGE, PAGE))

        def fetch(_after: Any, limit: int, deliver: Deliver) -> None:
            first = next(waiting)
            deliver(everything[first : first + limit])

        self.set_source(fetch)

    def _page_came(self, count: int) -> None:
        self.empty.set_text(self._empty_text)
        self._stack.setCurrentWidget(self.view if count else self.empty)
        if count <= PAGE:  # later pages leave the columns where they are
            self._fit()
        if self._wanted_key is not None:
            row = self.model.row_of(self._wanted_key)
            if row >= 0:
                self._wanted_key = None
                self.view.selectRow(row)
        self.fetched.emit(count)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.selected.emit(self.model.key_at(current.row()) if current.isValid() else None)

    def _heading_pressed(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            return
        self._descending = section == self._sorted_by and not self._descending
        self._sorted_by = section
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.sort_wanted.emit(column.key, self._descending)

    def _fit(self) -> None:
        metrics = QFontMetrics(theme.theme().font(bold=True))
        self.view.share_width(
            [self._widths(number, column, metrics) for number, column in enumerate(self.model.columns)]
        )
        row_height = max(24, round(metrics.height() * 1.9))
        self.view.verticalHeader().setDefaultSectionSize(row_height)
        self.view.setMinimumHeight(row_height * _LINES_SHOWN)

    def _widths(self, number: int, column: Column, metrics: QFontMetrics) -> _Widths:
        """Return the widths of a column: its heading always fits, and nothing is kept for words not there."""
        character = metrics.horizontalAdvance("0")
        gap = theme.theme().em(1.6)
        heading = metrics.horizontalAdvance(column.title) + gap
        usual = character * max(_NARROWEST, column.width_hint) + gap
        whole = self.view.sizeHintForColumn(number) + theme.theme().em(0.9) if self.row_count else usual
        tagged = isinstance(self.model.index(0, number).data(TAG_ROLE), Tag)
        wanted = max(heading, whole if tagged else min(usual, whole))
        if tagged or column.width_hint < _GIVES_WAY_FROM:
            return _Widths(wanted, max(wanted, whole), wanted)
        return _Widths(wanted, max(wanted, whole), min(wanted, max(heading, character * _LEAST + gap)))


@dataclass(frozen=True)
class _Widths:
    """How wide one column is, in pixels.

    Args:
        usual: where there is room.
        whole: so that nothing in it is cut off.
        least: below which it does not go; then the list is scrolled sideways.
    """

    usual: int
    whole: int
    least: int


class _View(QTableView):
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._columns: list[_Widths] = []

    def share_width(self, columns: list[_Widths]) -> None:
        """Give each column its width and share what is left; where room is short, long texts give way."""
        self._columns = columns
        room = self.viewport().width()
        widths = [each.least for each in columns]
        for better in ([each.usual for each in columns], [each.whole for each in columns]):
            widths = _nearer(widths, better, room)
        left = max(0, room - sum(widths))
        for number, width in enumerate(widths):
            self.horizontalHeader().resizeSection(number, width + left * width // max(1, sum(widths)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share_width(self._columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter; begin at the first row when none is current."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)


def _nearer(widths: list[int], better: list[int], room: int) -> list[int]:
    """Return the widths, as near to the better ones as the room allows."""
    missing = sum(better) - sum(widths)
    given = min(missing, max(0, room - sum(widths)))
    return [
        width + (wish - width) * given // max(1, missing) for width, wish in zip(widths, better, strict=True)
    ]


class _CellDelegate(QStyledItemDelegate):
    """Draws tags as pills; everything else as Qt does."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if isinstance(index.data(TAG_ROLE), Tag):
            option.text = ""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        tag = index.data(TAG_ROLE)
        if not isinstance(tag, Tag):
            return
        rect: QRect = option.rect
        size = tag_size(tag.word)
        inside = rect.adjusted(theme.theme().em(0.4), 0, -theme.theme().em(0.3), 0)
        width, height = min(size.width(), inside.width()), min(size.height(), inside.height() - 2)
        painter.save()
        top = inside.center().y() - height // 2
        paint_tag(painter, QRect(inside.left(), top, width, height), tag)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        tag = index.data(TAG_ROLE)
        return hint.expandedTo(tag_size(tag.word)) if isinstance(tag, Tag) else hint
