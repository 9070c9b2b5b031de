"""Moving the store to another PC, step by step: the copy, what goes along, the new PC, and the mark here."""

from __future__ import annotations

from ssp_desktop.errors import UserError
from ssp_desktop.services import store_move
from ssp_desktop.services.backup import BackupMade
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.store_move import MoveState
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.backup_restore import ReasonAndPassword
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.pages.move_store_words import (
    AFTERWARDS,
    FIRST,
    INTRO,
    MARK_TEXT,
    MOVED_TEXT,
    ON_THE_NEW_PC,
    TO_TAKE,
    UNDO_TEXT,
    written_words,
)
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    body_text,
    breakable,
    button_row,
    muted_text,
    primary_button,
)


class MoveStorePage(PageFrame):
    """For somebody with the right of administration."""

    title = "Move to a new PC"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro=INTRO)
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.work = LongWork()
        self.copy_button = primary_button("Choose a folder and make the copy \u2026", self.make_copy)
        self.copied = muted_text("")
        self.copy_card = Card("1. Make the copy")
        for each in (body_text(FIRST), self.work, button_row(self.copy_button), self.copied):
            self.copy_card.add(each)
        self.mark_card = ReasonAndPassword(
            "mark", "4. Afterwards, here: mark the records as moved", "Mark as moved", self._mark
        )
        self.undo_card = ReasonAndPassword(
            "undo", "The records go on here after all", "Let them go on here", self._undo
        )
        self.add(self.notice)
        self.add(self.copy_card)
        self._steps = (
            self.intro_label,
            self.copy_card,
            _steps("2. Take along", TO_TAKE),
            _steps("3. On the new PC", ON_THE_NEW_PC),
            self.mark_card,
        )
        for each in (*self._steps[1:], self.undo_card):
            self.add(each)
        self.undo_card.hide()
        follow(desk, self, self.refresh, "backup")
        self.refresh()

    def refresh(self) -> None:
        """Read again how far the move is."""
        self.desk.run(store_move.state, done=self._show)

    def leaving(self) -> None:
        """Stop what is going on and forget the passwords."""
        self.work.token.cancel()
        self.mark_card.clear()
        self.undo_card.clear()

    def _show(self, state: MoveState) -> None:
        moved = state.moved
        for each in self._steps:
            each.setVisible(moved is None)
        self.undo_card.setVisible(moved is not None)
        if moved is not None:
            said = f"Marked as moved on {in_words(moved.at)} by {moved.who}: {moved.reason}"
            self.undo_card.tell([said, MOVED_TEXT], UNDO_TEXT)
            return
        made = state.copied_at
        self.copied.setText(f"The last copy to take along was made on {in_words(made)}." if made else "")
        self.copied.setVisible(made is not None)
        self.mark_card.tell([MARK_TEXT, written_words(state)], AFTERWARDS)

    # --- the copy

    def make_copy(self) -> None:
        """Ask for the folder and write a verified copy into it."""
        folder = dialogs.choose_folder(self, "Folder for the copy, on a disk that can be carried")
        if folder is None:
            return
        self.notice.hide()
        self.copy_button.setEnabled(False)
        token = self.work.begin("Making the copy and checking it")
        self.work.stopped.connect(self._let_copy)
        self.desk.run(
            store_move.copy_to_take,
            folder,
            self.work.report,
            lambda: token.cancelled,
            done=self._copied,
            failed=self._not_copied,
        )

    def _let_copy(self) -> None:
        self.copy_button.setEnabled(True)

    def _copied(self, made: BackupMade) -> None:
        self.work.end()
        self._let_copy()
        text = f"{made.name}. It was opened and checked after it was written. {' '.join(made.remarks)}"
        self._tell(Tone.SUCCESS, "The copy is made.", text.strip())

    def _not_copied(self, error: UserError) -> None:
        stopped = self.work.token.cancelled
        self.work.end()
        self._let_copy()
        self._tell(Tone.INFORMATION if stopped else Tone.ERROR, error.what_happened, error.what_to_do)

    # --- the mark

    def _mark(self, reason: str, password: str) -> None:
        self.desk.run(
            store_move.mark_moved, reason, password, done=self._marked, failed=self.mark_card.show_problem
        )

    def _marked(self, _nothing: object) -> None:
        self.mark_card.clear()
        self._tell(Tone.SUCCESS, "The records are marked as moved.", "Here they are open for reading only.")

    def _undo(self, reason: str, password: str) -> None:
        self.desk.run(
            store_move.undo, reason, password, done=self._undone, failed=self.undo_card.show_problem
        )

    def _undone(self, _nothing: object) -> None:
        self.undo_card.clear()
        self._tell(Tone.SUCCESS, "The records go on here.", "The reason stands in the audit log.")

    def _tell(self, tone: Tone, title: str, text: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, breakable(text), say=True)
        bring_into_sight(self.notice, focus=True)


def _steps(title: str, sentences: tuple[str, ...]) -> Card:
    card = Card(title)
    for each in sentences:
        card.add(body_text(f"\u2022 {each}"))
    return card
