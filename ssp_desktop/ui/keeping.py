"""What watches over the store while somebody is signed in: the daily copy, and messages that stay.

The messages are "the records are older than this PC remembers", for everybody, until it is explained, and
"no backup for nine days", for those who may back up. A third says that the records went on to another PC.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, backup, backup_overview
from ssp_desktop.services.backup import BackupMade
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, button_row, secondary_button

DAMAGED = "The records are damaged and are open for reading only."
DAMAGED_TEXT = (
    "What is sound can be read, printed and saved elsewhere. Nothing can be written, and what you type is "
    "not kept. Restore the latest good backup."
)
MOVED_TEXT = (
    "Here they are open for reading only: they can be read, printed and saved elsewhere. Nothing can be "
    "written, and what you type is not kept. Write on the other PC."
)
_ASK = "Tell your sergeant."
_TELL = "Change nothing more and tell your sergeant."


class Keeping(QWidget):
    """Stands above every page; takes no room while all is well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        actor = desk.actor
        self._may = actor.may(Action.BACKUP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.alarm = Notice(Tone.ERROR, "")
        self.alarm.setObjectName("rollback_alarm")
        self.warning = Notice(Tone.WARNING, "")
        self.warning.setObjectName("backup_warning")
        for each in (self.alarm, self.warning):
            if self._may:
                go = partial(desk.go, "backup")
                each.add(button_row(secondary_button("Open Backup", go)))
            each.hide()
            layout.addWidget(each)
        self.moved = Notice(Tone.WARNING, "")
        self.moved.setObjectName("moved_notice")
        if actor.may(Action.STORE_MOVE):
            go_on = partial(desk.go, "move_store")
            self.moved.add(button_row(secondary_button("Open \u201cMove to a new PC\u201d", go_on)))
        self.moved.hide()
        layout.addWidget(self.moved)
        desk.events.changed.connect(self._changed)
        QTimer.singleShot(0, self, self._begin)  # after the page that is shown first has asked for its own

    def look(self) -> None:
        """Ask again what there is to say; that the records are damaged stays said."""
        if self._desk.signed_in.read_only:
            self._show_damaged()
            return
        self._show_moved()
        self._desk.run(anchors.alarm, done=self._show_alarm, receiver=self)
        self._desk.run(backup_overview.warning, done=self._show_warning, receiver=self)

    def _begin(self) -> None:
        if self._desk.signed_in.read_only:
            self._show_damaged()
            return
        self._show_moved()
        self._desk.run(anchors.alarm, done=self._show_alarm, receiver=self)
        self._desk.run(backup.daily, done=self._daily_done, failed=self._daily_failed, receiver=self)

    def _changed(self, noun: str) -> None:
        if noun == "backup":
            self.look()

    def _daily_done(self, _made: BackupMade | None) -> None:
        self._desk.run(backup_overview.warning, done=self._show_warning, receiver=self)

    def _daily_failed(self, error: UserError) -> None:
        if self._may:
            failed = f"Today's backup was not made. {error.what_happened}"
            show = partial(self._show_failure, failed)
            self._desk.run(backup_overview.warning, done=show, receiver=self)

    def _show_failure(self, failed: str, words: str) -> None:
        """Show both: why there is none of today, and for how long there has been none."""
        title, text = (words, failed) if words else (failed, "")
        self._say(self.warning, Tone.WARNING, title, text)

    def _show_damaged(self) -> None:
        self.warning.hide()
        self._say(self.alarm, Tone.ERROR, DAMAGED, DAMAGED_TEXT if self._may else f"{DAMAGED_TEXT} {_ASK}")

    def _show_moved(self) -> None:
        moved = self._desk.signed_in.moved
        if moved is None:
            self.moved.hide()
        else:
            title = f"These records were moved to another PC on {in_words(moved.at)} by {moved.who}."
            self._say(self.moved, Tone.WARNING, title, MOVED_TEXT)

    def _show_alarm(self, words: str) -> None:
        if words:
            self.warning.hide()  # first things first, and room for the page
            text = words if self._may else f"{words} {_TELL}"
            self._say(self.alarm, Tone.ERROR, anchors.OLDER, text)
        else:
            self.alarm.hide()

    def _show_warning(self, words: str) -> None:
        if words and self.alarm.isHidden():
            self._say(self.warning, Tone.WARNING, words)
        else:
            self.warning.hide()

    def _say(self, notice: Notice, tone: Tone, title: str, text: str = "") -> None:
        notice.show()
        notice.show_message(tone, title, text, say=True)
