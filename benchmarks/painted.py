"""Opens a window as a user would and tells when it was painted. Started by ``starting.py``, once per figure.

``python -m benchmarks.painted bare`` opens an empty PySide6 window; ``opening STORE`` and ``sign_in STORE``
run the program itself up to its first window and up to its sign-in screen. The last line of standard output
is the monotonic time in nanoseconds and the resident memory in KiB at that moment.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

STATUS = Path("/proc/self/status")


def resident_kib() -> int:
    """Return the resident memory of this process in KiB."""
    found = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(found.split()[1])


class Painted(QObject):
    """Waits for the first paint of a widget and one turn of the event loop, tells, and closes the window."""

    def __init__(self, watched: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._watched = watched
        self._window = window
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint event; let everything through."""
        if event.type() == QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        import time

        sys.stdout.write(f"{time.monotonic_ns()} {resident_kib()}\n")
        sys.stdout.flush()
        self._window.close()


def bare() -> int:
    """Open an empty window of the program's size."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 740)
    Painted(window, window)
    window.show()
    return application.exec()


def program(wanted: str, store: str) -> int:
    """Run the program, entered as ``ssp-desktop --store STORE`` is, and watch its window from outside."""
    from ssp_desktop import __main__
    from ssp_desktop.ui import window as module

    class Watched(module.Window):
        """The program's window, which tells when the wanted screen was painted."""

        def __init__(self) -> None:
            super().__init__()
            opening = self.screen_shown
            if wanted == "opening" and opening is not None:
                Painted(opening, self)

        def show_screen(self, screen: QWidget) -> None:
            """Show another screen; the first is the sign-in screen."""
            if wanted == "sign_in":
                Painted(screen, self)
            super().show_screen(screen)

    module.Window = Watched  # type: ignore[misc] # the program is started unchanged, with an eye on its window
    return __main__.main(["--store", store])


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else program(sys.argv[1], sys.argv[2]))
