"""The preview of a PDF: pages by key, zoom, and each page's words for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.pages.print_output import open_pdf
from ssp_desktop.ui.widgets import FlowLayout, announce, small_button
from ssp_desktop.ui.widgets.text import styled_text

_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 5.0
_LIBRARY = "pdf_library"


class Preview(QWidget):
    """Shows a PDF that is held in memory only. ``clear`` forgets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        hold_library()
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setAccessibleName("Preview")
        self.view.setMinimumHeight(theme.theme().em(18))
        self.view.pageNavigator().currentPageChanged.connect(self._page_changed)
        self.where = styled_text("", "group")
        self.where.setWordWrap(False)
        self.previous = small_button("Previous page", lambda: self.step(-1))
        self.next = small_button("Next page", lambda: self.step(1))
        self.smaller = small_button("Smaller", lambda: self.zoom(1 / _STEP))
        self.larger = small_button("Larger", lambda: self.zoom(_STEP))
        self.fit = small_button("Whole width", self.fit_width)
        self.where.setMinimumHeight(self.previous.sizeHint().height())
        bar = QWidget()
        flow = FlowLayout(bar)
        for each in (self.where, self.previous, self.next, self.smaller, self.larger, self.fit):
            flow.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.5))
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            self._shortcut(keys).activated.connect(lambda by=by: self.step(by))
        for keys, factor in (("Ctrl++", _STEP), ("Ctrl+=", _STEP), ("Ctrl+-", 1 / _STEP)):
            self._shortcut(keys).activated.connect(lambda factor=factor: self.zoom(factor))
        self._shortcut("Ctrl+0").activated.connect(self.fit_width)
        self._page_changed(0)

    @property
    def page_count(self) -> int:
        """How many pages there are, 0 when nothing is shown."""
        return self._document.pageCount() if self._document is not None else 0

    @property
    def page(self) -> int:
        """The page that is shown, counted from 1; 0 when nothing is shown."""
        return self.view.pageNavigator().currentPage() + 1 if self.page_count else 0

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page."""
        self.clear()
        self._document, self._buffer = open_pdf(pdf)
        self.view.setDocument(self._document)
        self._page_changed(0)

    def clear(self) -> None:
        """Forget the document and every word of it."""
        old, self._document = self._document, None
        if old is not None:
            self.view.setDocument(QPdfDocument(self.view))
            old.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.setData(b"")
            self._buffer = None
        self._page_changed(0)

    def step(self, by: int) -> None:
        """Go forward or back by pages."""
        wanted = self.page - 1 + by
        if 0 <= wanted < self.page_count:
            self.view.pageNavigator().jump(wanted, QPointF())
            announce(self.view, self.where.text())

    def zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        mode = QPdfView.ZoomMode
        if self.view.zoomMode() != mode.Custom:
            self.view.setZoomFactor(self._fitted())
            self.view.setZoomMode(mode.Custom)
        self.view.setZoomFactor(min(_LARGEST, max(_SMALLEST, self.view.zoomFactor() * factor)))

    def fit_width(self) -> None:
        """Show the page as wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _fitted(self) -> float:
        """Return the zoom at which the page is shown now, where 1 is its size on paper."""
        if self._document is None:
            return 1.0
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        paper = self._document.pagePointSize(max(0, self.page - 1)).width()
        return room / (paper / 72 * self.view.logicalDpiX()) if paper else 1.0

    def _page_changed(self, _page: int) -> None:
        count = self.page_count
        self.where.setText(f"Page {self.page} of {count}" if count else "No preview")
        self.view.setAccessibleName(f"Preview, {self.where.text().lower()}")
        words = self._document.getAllText(self.page - 1).text() if self._document and count else ""
        self.view.setAccessibleDescription(words)
        for each in (self.smaller, self.larger, self.fit):
            each.setEnabled(count > 0)
        self.previous.setEnabled(self.page > 1)
        self.next.setEnabled(0 < self.page < count)

    def _shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut


def hold_library() -> None:
    """Keep an empty document for as long as the program runs.

    Qt ends its PDF library with the last document and begins it anew with the next. Each time some 70 KiB and
    eight mappings of memory stay behind, which add up in a window that is locked and unlocked for days.
    """
    application = QCoreApplication.instance()
    if application is not None and application.findChild(QPdfDocument, _LIBRARY) is None:
        QPdfDocument(application).setObjectName(_LIBRARY)
