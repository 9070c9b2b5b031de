"""Python's collector of cycles, kept on the GUI thread.

Python runs it on whatever thread happens to allocate. On the database thread it would destroy widgets and
timers there, which Qt forbids. So the automatic runs are off; a timer on the GUI thread runs what is due.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

INTERVAL_MS = 500
_NAME = "garbage_collector"


class GarbageCollector(QObject):
    """Runs the generations that are due, by Python's own thresholds. Lives as long as the application."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        gc.disable()
        # What is imported by now stays for ever; looking at it again and again would only cost time.
        gc.freeze()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    def collect_what_is_due(self) -> None:
        """Collect the oldest generation whose count has passed its threshold."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(max(due))


def keep_on_gui_thread() -> None:
    """Make the collector of the running application, once. Needs the application and its thread."""
    application = QCoreApplication.instance()
    if application is not None and application.findChild(QObject, _NAME) is None:
        GarbageCollector(application)
