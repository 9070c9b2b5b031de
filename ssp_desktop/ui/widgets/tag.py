"""A state in one or two words on a tinted pill. The word carries the meaning; the colour only helps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.tokens import Tone


@dataclass(frozen=True)
class Tag:
    """A state for a cell of a ``RecordTable``: the word and how it is tinted."""

    word: str
    tone: Tone = Tone.NEUTRAL


class StatusTag(QLabel):
    """A tag on a page. ``StatusTag("Waiting for the SPOC", Tone.WARNING)``."""

    def __init__(self, word: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        self.setText(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, word: str, tone: Tone) -> None:
        """Show another state."""
        self._tone = tone
        self.setText(word)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The word with room around it."""
        return tag_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """A tag is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        paint_tag(QPainter(self), self.rect(), Tag(self.text(), self._tone))


def tag_size(word: str) -> QSize:
    """Return the size of a tag with this word, in pixels."""
    metrics = QFontMetrics(theme.theme().font("small", bold=True))
    return QSize(metrics.horizontalAdvance(word) + 2 * theme.theme().em(0.6), round(metrics.height() * 1.4))


def paint_tag(painter: QPainter, rect: QRect, tag: Tag) -> None:
    """Draw a tag into ``rect``; a word that does not fit is elided."""
    back, ink = theme.tokens().tint(tag.tone)
    font = theme.theme().font("small", bold=True)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(ink) if back == theme.tokens().surface else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(back))
    radius = rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), radius, radius)
    painter.setPen(QColor(ink))
    room = rect.adjusted(theme.theme().em(0.5), 0, -theme.theme().em(0.5), 0)
    word = QFontMetrics(font).elidedText(tag.word, Qt.TextElideMode.ElideRight, room.width() + 2)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), word)
