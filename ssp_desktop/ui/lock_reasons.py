"""All that locks the program without anybody in it asking: idleness, the operating system, a whole day."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from ssp_desktop.policy import Policy
from ssp_desktop.ui.idle import IdleWatch
from ssp_desktop.ui.os_session import OsSession

_HOUR_MS = 3_600_000


class LockReasons(QObject):
    """Watches while somebody is signed in, and says why the program is to lock.

    Signals:
        wanted(str): lock at once; "idle", "os" or "session".
    """

    wanted = Signal(str)

    def __init__(self, policy: Policy, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.idle = IdleWatch(policy.idle_lock_minutes, self)
        self.idle.idle.connect(self._idle)
        self.os_session = OsSession(self)
        self.os_session.locked.connect(self._os)
        self.day = QTimer(self, singleShot=True, interval=policy.session_hours * _HOUR_MS)
        self.day.timeout.connect(self._day_over)

    def listen(self, application: QCoreApplication, window_id: int) -> None:
        """Begin to take note of every key and to hear the operating system."""
        application.installEventFilter(self.idle)
        self.os_session.start(window_id)

    def somebody_came(self) -> None:
        """Count idleness and the day from now on."""
        self.idle.start()
        self.day.start()

    def somebody_left(self) -> None:
        """Count no longer."""
        self.idle.stop()
        self.day.stop()

    @Slot()
    def _idle(self) -> None:
        self.wanted.emit("idle")

    @Slot()
    def _os(self) -> None:
        self.wanted.emit("os")

    @Slot()
    def _day_over(self) -> None:
        self.wanted.emit("session")
