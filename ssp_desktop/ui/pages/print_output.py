"""What leaves the program: a PDF to a file that is whole or not there, or its pages to a printer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from ssp_desktop.errors import UserError
from ssp_desktop.security.atomic_file import atomic_write
from ssp_desktop.services import leaving_copies

_POINTS_IN_AN_INCH = 72
# Print no finer than this: text looks no better, and each page would be many times as large.
FINEST = 600
# Lines of dots that are drawn at once, so that a page never stands in memory as a whole.
_BAND = 512

Progress = Callable[[int, int], None]


def save_file(path: Path, content: bytes) -> Path:
    """Write a file that is whole or not there, while nobody is signed in. Runs on any thread.

    Raises:
        UserError: the disk is full, the folder is gone or may not be written to.
    """
    with leaving_copies.in_words():
        atomic_write(path, content)
    return path


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress, cancelled: Callable[[], bool]) -> int:
    """Draw the chosen pages of a PDF on a printer, at the printer's own resolution up to 600 dots an inch.

    Runs on any thread; the printer must not be used elsewhere meanwhile.

    Args:
        pdf: the document.
        printer: where to; its page range and copies are followed.
        progress: is told pages drawn and pages in all.
        cancelled: is asked before each page.

    Returns:
        How many pages were sent.

    Raises:
        UserError: the printer could not be started, or the person stopped it.
    """
    document, buffer = open_pdf(pdf)
    pages = _chosen(printer, document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            "The printer could not be started.", "Check that it is switched on and ready, then print again."
        )
    try:
        for number, page in enumerate(pages):
            if cancelled():
                printer.abort()
                raise UserError("Printing was stopped.", "Pages that were sent before may still come out.")
            if number:
                printer.newPage()
            _draw(document, page, painter, printer)
            progress(number + 1, len(pages))
    finally:
        painter.end()
        document.close()
        buffer.close()
    return len(pages)


def open_pdf(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """Return an open document with the buffer that it reads from; keep both as long as it is used."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to print, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() != QPrinter.PrintRange.PageRange or first == 0:
        return list(range(count))
    pages = list(range(max(1, first) - 1, min(last or count, count)))
    if not pages:
        raise UserError(
            f"The document has {count} pages.", f"Choose pages from 1 to {count}, then print again."
        )
    return pages


def _draw(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    """Fit the page on the paper: at its own size when it fits, else smaller, in the middle."""
    room = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    size = document.pagePointSize(page) * (printer.resolution() / _POINTS_IN_AN_INCH)
    scale = min(1.0, room.width() / size.width(), room.height() / size.height())
    target = QSizeF(size.width() * scale, size.height() * scale)
    dots = min(1.0, FINEST / printer.resolution())
    image_size = QSize(math.ceil(target.width() * dots), math.ceil(target.height() * dots))
    corner = QPointF((room.width() - target.width()) / 2, (room.height() - target.height()) / 2)
    painter.setTransform(QTransform.fromTranslate(corner.x(), corner.y()).scale(1 / dots, 1 / dots))
    for top, band in _bands(document, page, image_size):
        painter.drawImage(0, top, band)
    painter.resetTransform()


def _bands(document: QPdfDocument, page: int, size: QSize) -> Iterator[tuple[int, QImage]]:
    for top in range(0, size.height(), _BAND):
        part = QRect(0, top, size.width(), min(_BAND, size.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        options.setScaledClipRect(part)
        drawn = document.render(page, part.size(), options)
        # The picture of a page has no paper of its own: what is not drawn is clear.
        band = QImage(part.size(), QImage.Format.Format_RGB32)
        band.fill(Qt.GlobalColor.white)
        painter = QPainter(band)
        painter.drawImage(0, 0, drawn)
        painter.end()
        yield top, band
