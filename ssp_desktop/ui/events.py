"""What changed: every open list that shows the noun reads again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Events(QObject):
    """Announces on the GUI thread that records of one noun changed (``"contact_log"``, ``"action"`` …).

    Signals:
        changed(str): the noun.
    """

    changed = Signal(str)

    def announce(self, *nouns: str) -> None:
        """Tell every listener that these nouns changed, each noun once."""
        for noun in dict.fromkeys(nouns):
            self.changed.emit(noun)
