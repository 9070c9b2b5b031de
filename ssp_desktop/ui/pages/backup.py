"""Backup and restore: the last copy, a new one, the list of copies, and the way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ssp_desktop.errors import UserError
from ssp_desktop.services import anchors, backup, backup_overview, restore, restore_difference
from ssp_desktop.services.backup import BackupMade
from ssp_desktop.services.backup_overview import BackupState, CopyLine
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.restore import PreparedRestore
from ssp_desktop.services.restore_difference import Difference
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.backup_away import CopyPutAway
from ssp_desktop.ui.pages.backup_last import LastBackup
from ssp_desktop.ui.pages.backup_restore import ReasonAndPassword
from ssp_desktop.ui.pages.backup_words import (
    AFTERWARDS,
    ALARM_TEXT,
    ALARM_TITLE,
    INTRO,
    CopyRow,
    copy_row,
    made_words,
)
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.pages.stoppable import Stoppable, step_of
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import Deliver, RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    button_row,
    muted_text,
    primary_button,
    secondary_button,
)

COLUMNS = (Column("made", "Made", 22), Column("behind", "Entries", 20), Column("state", "State", 30))
_CHECKING = "Checking the copy"
_EMPTY = "There is no copy yet. Choose a folder, then press \u201cBack up now\u201d."


class BackupPage(PageFrame):
    """For a sergeant or somebody with administration."""

    title = "Backup and restore"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.back_up_button = primary_button("Back up now", self.back_up)
        self.folder_button = secondary_button("Choose the folder \u2026", self.choose_folder)
        super().__init__(self.title, [self.back_up_button, self.folder_button], intro=INTRO)
        self.desk = desk
        self.place = place
        self._paths: dict[str, Path] = {}
        self._chosen: Path | None = None
        self._prepared: PreparedRestore | None = None
        self.notice = Notice(Tone.INFORMATION, "")
        self.work = LongWork()
        self._long = Stoppable(desk, self.work, self._stopped)
        self.explain_card = ReasonAndPassword("explain", ALARM_TITLE, "Record the explanation", self._explain)
        self.last = LastBackup(desk)
        self._add_state()
        self.table = RecordTable(COLUMNS, name="Copies", empty=_EMPTY, row_key="name")
        self.table.activated.connect(self.look_at)
        self.table.selected.connect(self._select)
        self.restore_card = ReasonAndPassword(
            "restore", "Restore this copy", "Restore \u2026", self._restore, self.close_restore
        )
        self._add_copies()
        self.away = CopyPutAway(desk)
        self.add(self.away)
        follow(desk, self, self.refresh, "backup")
        self.refresh()

    def _add_state(self) -> None:
        for each in (self.notice, self.work, self.explain_card):
            each.hide()
            self.add(each)
        self.add(self.last)

    def _add_copies(self) -> None:
        card = Card("Copies")
        card.add(self.table)
        self.check_button = secondary_button("Check this copy", self.check)
        self.restore_button = secondary_button("Restore this copy \u2026", self._look_at_chosen)
        other = secondary_button("Restore from another folder \u2026", self._choose_copy)
        self.undo_button = secondary_button("Bring back what was replaced \u2026", self._undo)
        self.undo_button.hide()
        card.add(button_row(self.check_button, self.restore_button, other, self.undo_button))
        card.add(muted_text("Choose a copy in the list first."))
        self.add(card)
        self.restore_card.hide()
        self.add(self.restore_card)

    # --- reading

    def refresh(self) -> None:
        """Read everything again."""
        self._select(None)
        damaged = self.desk.signed_in.read_only  # then nothing is put down that could not be read again
        self.away.setVisible(not damaged)
        if not damaged:
            self.away.refresh()
            self.desk.run(anchors.alarm, done=self._show_alarm)
        self.desk.run(backup_overview.copies, done=self._show_copies, failed=self._no_copies)
        self.undo_button.setVisible(bool(restore.replaced_stores(self.desk.signed_in.folder)))

    def leaving(self) -> None:
        """Stop what is going on and forget the passwords."""
        self.work.token.cancel()
        self.restore_card.clear()
        self.explain_card.clear()
        if self._prepared is not None:
            restore.abandon(self._prepared)
            self._prepared = None

    def _show_copies(self, lines: tuple[CopyLine, ...]) -> None:
        self._paths = {each.path.name: each.path for each in lines}
        self.table.set_source(partial(_deliver, [copy_row(each) for each in lines]))
        count = sum(each.good for each in lines)
        self.desk.run(backup_overview.state, done=lambda state: self._show_state(state, count), receiver=self)

    def _no_copies(self, error: UserError) -> None:
        self._show_copies(())
        self._tell(Tone.WARNING, error.what_happened, error.what_to_do)

    def _show_state(self, state: BackupState, count: int) -> None:
        self.last.show_state(state, count)
        self.folder_button.setVisible(not state.fixed)
        self.back_up_button.setEnabled(state.folder is not None and not self.work.running)

    def _show_alarm(self, words: str) -> None:
        self.explain_card.setVisible(bool(words))
        self.explain_card.tell([words, ALARM_TEXT] if words else [])

    def _select(self, name: object) -> None:
        self._chosen = self._paths.get(str(name))
        for each in (self.check_button, self.restore_button):
            each.setEnabled(self._chosen is not None)

    # --- a new copy

    def choose_folder(self) -> None:
        """Ask for the folder and note it."""
        folder = dialogs.choose_folder(self, "Folder for backups")
        if folder is not None:
            self.desk.run(
                backup_overview.choose_folder, folder, done=self._folder_chosen, failed=self._failed
            )

    def _folder_chosen(self, remarks: tuple[str, ...]) -> None:
        self._tell(Tone.SUCCESS, "Backups go to this folder from now on.", " ".join(remarks))
        self.refresh()

    def back_up(self) -> None:
        """Make a copy now."""
        self.notice.hide()
        self.back_up_button.setEnabled(False)
        self._long.start(
            "Making a backup and checking it",
            lambda token: partial(
                backup.back_up, progress=self.work.report, cancelled=lambda: token.cancelled
            ),
            done=self._backed_up,
            failed=self._failed,
        )

    def _backed_up(self, made: BackupMade) -> None:
        self._tell(Tone.SUCCESS, *made_words(made))

    def check(self) -> None:
        """Read every byte of the chosen copy and open it."""
        if self._chosen is not None:
            check = partial(backup_overview.check_copy, path=self._chosen, progress=self.work.report)
            self._long.start(
                _CHECKING,
                lambda token: partial(check, cancelled=lambda: token.cancelled),
                done=self._checked,
                failed=self._failed,
            )

    def _checked(self, _manifest: object) -> None:
        self._tell(Tone.SUCCESS, "This copy is good.", "Every page of it was read and opened.")

    # --- the way back

    def look_at(self, name: object) -> None:
        """Show what restoring a copy of the list would change."""
        path = self._paths.get(str(name))
        if path is not None:
            self._compare(path)

    def _look_at_chosen(self) -> None:
        if self._chosen is not None:
            self._compare(self._chosen)

    def _choose_copy(self) -> None:
        path = dialogs.choose_folder(self, "Folder of the copy (its name ends in .sspbackup)")
        if path is not None:
            self._compare(path)

    def _undo(self) -> None:
        newest = next(iter(restore.replaced_stores(self.desk.signed_in.folder)), None)
        if newest is not None:
            self._compare(newest)

    def _compare(self, path: Path) -> None:
        self.notice.hide()
        self._long.start(
            _CHECKING,
            lambda token: partial(restore_difference.compare, path=path, step=step_of(token)),
            done=self._show_difference,
            failed=self._failed,
            too_late=_drop,
        )

    def _show_difference(self, found: Difference) -> None:
        self._chosen = found.path
        made = [f"Made on {in_words(found.made_at)}."] if found.made_at else []
        self.restore_card.clear()
        self.restore_card.tell([*made, *found.sentences], AFTERWARDS)
        self.restore_card.show()
        bring_into_sight(self.restore_card)
        self.restore_card.form.rows["reason"].take_focus()

    def close_restore(self) -> None:
        """Close the panel, with the password in it."""
        self.restore_card.clear()
        self.restore_card.hide()

    def _restore(self, reason: str, password: str) -> None:
        if self._chosen is not None:
            asked = partial(restore.prepare, path=self._chosen, reason=reason, password=password)
            self._long.start(
                "Preparing the restore",
                lambda token: partial(asked, step=step_of(token)),
                done=self._restore_ready,
                failed=self.restore_card.show_problem,
                too_late=restore.abandon,
            )

    def _restore_ready(self, prepared: PreparedRestore) -> None:
        self._prepared = prepared
        words = f"{AFTERWARDS} {prepared.remark}".strip()
        wanted = dialogs.confirm(self, "Restore this copy now?", words, yes="Restore", dangerous=True)
        self._prepared = None
        self.close_restore()
        if wanted:
            self.desk.restoring.emit(prepared)
        else:
            restore.abandon(prepared)

    # --- the alarm

    def _explain(self, reason: str, password: str) -> None:
        self.desk.run(
            anchors.explain, reason, password, done=self._explained, failed=self.explain_card.show_problem
        )

    def _explained(self, _nothing: object) -> None:
        self.explain_card.clear()
        self._tell(Tone.SUCCESS, "The explanation is recorded.", "It stands in the audit log.")
        self.refresh()

    # --- telling

    def _failed(self, error: UserError) -> None:
        self.refresh()
        self._tell(Tone.ERROR, error.what_happened, error.what_to_do)

    def _stopped(self, error: UserError) -> None:
        self.close_restore()
        self.refresh()
        self._tell(Tone.INFORMATION, error.what_happened, error.what_to_do)

    def _tell(self, tone: Tone, title: str, text: str = "") -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        bring_into_sight(self.notice, focus=True)


def _drop(_found: Difference) -> None:
    """Show nothing of a copy that was looked at after "Stop"."""


def _deliver(rows: list[CopyRow], after: object, _limit: int, deliver: Deliver) -> None:
    """A folder holds a few dozen copies: one page of the list is all of them."""
    deliver([] if after is not None else rows)
