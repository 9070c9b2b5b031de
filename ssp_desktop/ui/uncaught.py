"""What Python does with an error that nobody caught: it is told by its number, and the program goes on."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtWidgets import QApplication

from ssp_desktop.ui.tasks import Tasks


def tell_uncaught(
    tasks: Tasks, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """Tell a mistake of ours; end when somebody pressed Ctrl+C in the terminal. For ``sys.excepthook``."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
    elif isinstance(error, Exception):
        tasks.tell(error)
