"""Notices that the operating system ends the program, while there is time to keep what was typed."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_LONGEST_READ = 64


class EndSignals(QObject):
    """Says that the program is asked to end: what a Linux desktop sends at log-off and at shutdown.

    Python runs a handler only between two of its own steps, and Qt may be waiting for an hour. So the signal
    is written into a pipe, and Qt wakes up by that. Windows asks through Qt, which closes the window.

    Signals:
        asked(): end now; nobody is there to be asked anything.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
        self._reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._writing = writing
        self._woken_before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for each in self._before:
            signal.signal(each, _noticed)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def stop(self) -> None:
        """Leave the signals to whoever had them before."""
        if sys.platform == "win32":
            return
        self._notifier.setEnabled(False)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(self._woken_before)
        os.close(self._reading)
        os.close(self._writing)

    @Slot()
    def _woken(self) -> None:
        if set(os.read(self._reading, _LONGEST_READ)) & set(self._before):
            self.asked.emit()


def _noticed(_number: int, _frame: object) -> None:
    """Keep Python from ending at once; the pipe has told Qt already."""
