"""Buttons: one blue one on a page says what to do next, the others are quiet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from ssp_desktop.ui import theme

_MANY = 10_000
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


def primary_button(text: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return the one blue button of a page."""
    return _button(text, "primary", clicked)


def secondary_button(text: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button for any other thing to do."""
    return _button(text, "secondary", clicked)


def danger_button(text: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a red button, for what cannot be taken back."""
    return _button(text, "danger", clicked)


def small_button(text: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that stands beside a field ("Today", "Calendar")."""
    return _button(text, "small", clicked)


def link_button(text: str, clicked: Callable[[], object] | None = None) -> LinkButton:
    """Return a button that looks like a link and wraps when it is long."""
    link = LinkButton(text)
    if clicked is not None:
        link.clicked.connect(_without_state(clicked))
    return link


def _button(text: str, role: str, clicked: Callable[[], object] | None) -> QPushButton:
    button = QPushButton()
    button.setText(text.replace("&", "&&"))
    button.setAccessibleName(text)
    button.setProperty("role", role)
    button.setAutoDefault(False)
    if clicked is not None:
        button.clicked.connect(_without_state(clicked))
    return button


def _without_state(clicked: Callable[[], object]) -> Callable[..., None]:
    """Qt hands over whether the button is checked; nobody here wants to know."""

    def pressed(*_: object) -> None:
        clicked()

    return pressed


class LinkButton(QAbstractButton):
    """Underlined text that is pressed like a button, in as many lines as it needs."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All text in one line."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word in one line."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2, self._target_height())

    def heightForWidth(self, width: int) -> int:
        """The wrapped text's height, never less than a finger or a shaky hand can hit."""
        box = QFontMetrics(self.font()).boundingRect(QRect(0, 0, width, _MANY), int(_WRAPPED), self.text())
        return max(self._target_height(), box.height() + theme.theme().em(0.4))

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover colour away."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link with Enter too, as everywhere where there are links."""
        if event.key() in _ENTER:
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the underlined text."""
        colours = theme.tokens()
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.isEnabled())
        painter.setFont(font)
        wanted = colours.link_hover if self.underMouse() else colours.link
        painter.setPen(QColor(wanted if self.isEnabled() else colours.muted))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(flags), self.text())

    def _target_height(self) -> int:
        return max(24, theme.theme().em(1.7))
