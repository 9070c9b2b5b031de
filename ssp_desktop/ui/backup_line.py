"""The line at the bottom of the window: when the last backup was made. Everybody sees it, on every page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import backup_overview
from ssp_desktop.services.backup_overview import LastBackup
from ssp_desktop.services.clock import day_in_words, local, local_date
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.widgets import muted_text
from ssp_desktop.ui.widgets.accessibility import restyle

_ASK = "Tell your sergeant."


class BackupLine(QWidget):
    """Says when that was, and warns when it is too long ago. Takes no room where backups are no question."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ask = "" if desk.may(Action.BACKUP) else _ASK
        self.setObjectName("backup_line")
        self.setProperty("role", "bottom_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = muted_text("", small=True)
        self.words.setObjectName("last_backup")
        layout = QHBoxLayout(self)
        em = theme.theme().em
        layout.setContentsMargins(em(1.2), em(0.15), em(1.2), em(0.15))
        layout.addWidget(self.words)
        self.hide()
        desk.events.changed.connect(self._changed)
        QTimer.singleShot(0, self, self.look)  # after the page that is shown first has asked for its own

    def look(self) -> None:
        """Ask again when the last backup was made."""
        self._desk.run(backup_overview.last_backup, done=self._show, receiver=self)

    def _changed(self, noun: str) -> None:
        if noun == "backup":
            self.look()

    def _show(self, last: LastBackup | None) -> None:
        self.setVisible(last is not None)
        if last is None:
            return
        words = line_words(last, self._ask)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        restyle(self.words, role="small_key" if last.overdue else "small")


def line_words(last: LastBackup, ask: str) -> str:
    """Return what the line says; ``ask`` is what somebody is to do who may make no backup."""
    if last.at is None:
        when = "" if last.overdue else "No backup yet"
    elif last.today:
        when = f"Last backup: today {local(last.at):%H:%M}"
    else:
        when = f"Last backup: {day_in_words(local_date(last.at))}"
    if not last.overdue:
        return when
    parts = ("Warning:", when and f"{when}.", f"{last.overdue.removesuffix('.')}.", ask)
    return " ".join(filter(None, parts))
