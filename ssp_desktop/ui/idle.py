"""Notices that nobody has used the program for a while: warns, then says so."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

WARNING_SECONDS = 60
_MINUTE = 60.0

_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """An application-wide event filter and one timer.

    Install it with ``QApplication.instance().installEventFilter(watch)``; ``start`` and ``stop`` with the
    session. A warning is always followed by either ``resumed`` or ``idle``.

    Args:
        minutes: minutes without use until ``idle``; the policy's figure.
        parent: Qt parent.
        clock: seconds that never run backwards; tests hand in their own.

    Signals:
        warn(int): seconds left; once, 60 seconds before the end (half of the time when it is shorter).
        resumed(): the program was used again after a warning.
        idle(): nobody used it; once, until ``start`` is called again.
    """

    warn = Signal(int)
    resumed = Signal()
    idle = Signal()

    def __init__(
        self,
        minutes: float,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = minutes * _MINUTE
        self._last_use = clock()
        self._warned = False
        self._running = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check)

    @property
    def warning_seconds(self) -> float:
        """How long before the end the warning comes."""
        return min(float(WARNING_SECONDS), self._limit / 2)

    def set_minutes(self, minutes: float) -> None:
        """Change the limit; counts from the last use."""
        self._limit = minutes * _MINUTE
        if self._running:
            self.check()

    def start(self) -> None:
        """Begin to watch, as if the program had been used just now."""
        self._running = True
        self._warned = False
        self._last_use = self._clock()
        self._arm()

    def stop(self) -> None:
        """Watch no longer."""
        self._running = False
        self._timer.stop()

    def used(self) -> None:
        """Count from now on again: also the answer to "Stay signed in"."""
        if not self._running:
            return
        # A PC that slept past the limit must lock on the first key, not be revived by it.
        if self._clock() - self._last_use >= self._limit:
            self.check()
            return
        self._last_use = self._clock()
        if self._warned:
            self._warned = False
            self.resumed.emit()
            self._arm()

    def check(self) -> None:
        """Compare the clock with the last use; the timer calls it, and tests do."""
        if not self._running:
            return
        left = self._limit - (self._clock() - self._last_use)
        if left <= 0:
            self.stop()
            self.idle.emit()
            return
        if left <= self.warning_seconds and not self._warned:
            self._warned = True
            self.warn.emit(round(left))
        self._arm()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of keys, mouse, wheel, touch and input methods; never swallow anything."""
        if event.type() in _USED:
            self.used()
        return False

    def _arm(self) -> None:
        left = self._limit - (self._clock() - self._last_use)
        until_next = left if self._warned else left - self.warning_seconds
        self._timer.start(max(1, int(until_next * 1000) + 1))
