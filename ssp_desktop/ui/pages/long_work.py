"""Work that takes a while: how far it is, in words and a bar, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.tasks import Cancellation
from ssp_desktop.ui.widgets import announce, body_text, secondary_button

_WHOLE = 100


class LongWork(QWidget):
    """Hidden until ``begin``. ``report`` may be called from any thread.

    Signals:
        stopped(): the person pressed "Stop".
    """

    stopped = Signal()
    _progressed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.token = Cancellation()
        self._words = body_text("")
        self.bar = QProgressBar()
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stop = secondary_button("Stop", self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.6))
        layout.addWidget(self._words)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignLeft)
        self._progressed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether work was begun and has neither ended nor been stopped."""
        return not self.isHidden()

    def begin(self, words: str) -> Cancellation:
        """Show the bar for new work and return the token that "Stop" cancels."""
        self.token.cancel()
        self.token = Cancellation()
        self._words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.stop.setAccessibleName(f"Stop: {words}")
        self.show()
        announce(self, words)
        return self.token

    def end(self) -> None:
        """The work is done or has failed."""
        self.hide()

    def report(self, done: int, whole: int = _WHOLE) -> None:
        """Say how far the work is: ``done`` of ``whole``; a ``whole`` of 0 means that nobody knows."""
        self._progressed.emit(done, whole)

    def _stop(self) -> None:
        self.token.cancel()
        self.hide()
        self.stopped.emit()

    @Slot(int, int)
    def _show(self, done: int, whole: int) -> None:
        self.bar.setRange(0, _WHOLE if whole else 0)
        if whole:
            self.bar.setValue(min(_WHOLE, done * _WHOLE // whole))
