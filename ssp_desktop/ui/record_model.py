"""The rows of a ``RecordTable``: read only, fetched page by page, plain mappings or dataclasses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ssp_desktop.forms.parsing import format_date, format_time
from ssp_desktop.ui.widgets.tag import Tag

PAGE = 50
Index = QModelIndex | QPersistentModelIndex
Row = Any
Deliver = Callable[[Sequence[Row]], None]
Fetch = Callable[[Any, int, Deliver], object]
TAG_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Column:
    """One column: the row's key or attribute, the heading, and how many characters are usual."""

    key: str
    title: str
    width_hint: int = 12
    sortable: bool = False


class RecordModel(QAbstractTableModel):
    """Asks ``fetch`` for the next page when the view scrolls to the end.

    Signals:
        fetched(int): a page came; rows so far.
    """

    fetched = Signal(int)

    def __init__(
        self, columns: Sequence[Column], row_key: str, cursor_key: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._row_key = row_key
        self._cursor_key = cursor_key
        self._rows: list[Row] = []
        self._fetch: Fetch | None = None
        self._complete = True
        self._asked = False
        self._generation = 0

    @property
    def loading(self) -> bool:
        """Whether a page was asked for and has not come yet."""
        return self._asked

    def read(self, fetch: Fetch | None) -> None:
        """Throw the rows away and begin again with ``fetch``; None leaves the table empty."""
        self.beginResetModel()
        self._generation += 1
        self._rows = []
        self._fetch = fetch
        self._complete = fetch is None
        # Views ask for more in the middle of a change; until it is over there is nothing to be had.
        self._asked = True
        self.endResetModel()
        self._asked = False
        if fetch is not None:
            self.fetchMore(QModelIndex())

    def key_at(self, row: int) -> Any:
        """Return the key of the row."""
        return value_of(self._rows[row], self._row_key)

    def row_of(self, key: Any) -> int:
        """Return the row with this key among those fetched, -1 when it is not there."""
        keys = (value_of(row, self._row_key) for row in self._rows)
        return next((number for number, each in enumerate(keys) if each == key), -1)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there may be more rows and none are on their way."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page; it comes later."""
        if not self.canFetchMore(parent) or self._fetch is None:
            return
        self._asked = True
        generation = self._generation
        after = value_of(self._rows[-1], self._cursor_key) if self._rows else None

        def deliver(rows: Sequence[Row]) -> None:
            # A page that was asked for before the list was read again is of no use any more.
            if generation == self._generation:
                self._take(rows)

        self._fetch(after, PAGE, deliver)

    def _take(self, rows: Sequence[Row]) -> None:
        self._complete = len(rows) < PAGE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self._asked = False
        self.fetched.emit(len(self._rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a constant
        """Return how many rows have come."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a constant
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words for display, tool tip and screen reader, and its tag."""
        if not index.isValid():
            return None
        value = value_of(self._rows[index.row()], self.columns[index.column()].key)
        if role == TAG_ROLE:
            return value if isinstance(value, Tag) else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return cell_text(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {cell_text(value) or 'none'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


def value_of(row: Row, key: str) -> Any:
    """Return what a mapping holds under ``key``, or what a dataclass has as attribute."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key)


def cell_text(value: Any) -> str:
    """Write a cell's value as a person reads it, on one line."""
    if isinstance(value, Tag):
        return value.word
    if isinstance(value, datetime):
        return f"{format_date(value.date())} {format_time(value.time())}"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, time):
        return format_time(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else " ".join(str(value).split())
