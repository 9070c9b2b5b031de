"""Notices that the operating system locks its screen or goes to sleep, where that can be seen.

Linux: systemd-logind over D-Bus. Windows: session and power messages. Elsewhere, and where logind is missing,
nothing is seen and the idle lock alone protects the screen.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal


class OsSession(QObject):
    """Says ``locked`` when the operating system locks, sleeps or switches user.

    Signals:
        locked(): lock at once; may come more than once.
    """

    locked = Signal()

    def start(self, window_id: int = 0) -> bool:
        """Begin to listen. Returns whether anything on this system can be listened to.

        Args:
            window_id: ``int(window.winId())`` of the main window; Windows sends its messages there.
        """
        if sys.platform == "win32":
            return self._start_windows(window_id)
        return self._start_logind()

    def _start_logind(self) -> bool:
        # Imported here: nobody waits for D-Bus before the first window.
        from ssp_desktop.ui.os_session_linux import LogindWatch

        watch = LogindWatch(self)
        watch.locked.connect(self.locked)
        return watch.start()

    def _start_windows(self, window_id: int) -> bool:
        from ssp_desktop.ui.os_session_windows import SessionFilter, register_for_session_changes

        application = QCoreApplication.instance()
        if application is None:
            return False
        self._filter = SessionFilter(self.locked.emit)
        application.installNativeEventFilter(self._filter)
        return register_for_session_changes(window_id)
