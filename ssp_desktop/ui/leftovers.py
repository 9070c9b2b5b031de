"""What may still show a person's words when their screen is gone: clipboards and tips."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QToolTip


def forget_leftovers() -> None:
    """Empty the clipboard, on X11 the marked text and on macOS the search text as well, and hide the tip."""
    clipboard = QGuiApplication.clipboard()
    for mode, has in (
        (QClipboard.Mode.Clipboard, True),
        (QClipboard.Mode.Selection, clipboard.supportsSelection()),
        (QClipboard.Mode.FindBuffer, clipboard.supportsFindBuffer()),
    ):
        if has:
            clipboard.clear(mode)
    QToolTip.hideText()
