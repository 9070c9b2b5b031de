"""Check the store: every page of the file, every entry of the log, every signature, each outcome in words."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.services import audit_log, check_result, leaving_copies
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.verification import Checked, CheckLine
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    Notice,
    PageFrame,
    StatusTag,
    body_text,
    breakable,
    button_row,
    heading,
    muted_text,
    primary_button,
    secondary_button,
)

INTRO = (
    "Reads every page of the file, every entry of the audit log and every signature, and compares the log "
    "with what this PC, the backups and the numbered copies noted. Nothing is changed."
)
_SAVED = "It names records and accounts by number only."
_ACCOUNT = re.compile(r"\b[Aa]ccount (\d+)\b")


class CheckStorePage(PageFrame):
    """For a sergeant or somebody with administration."""

    title = "Check the store"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.check_button = primary_button("Check now", self.check)
        super().__init__(self.title, [self.check_button], intro=INTRO)
        self.desk = desk
        self.place = place
        self.found: Checked | None = None
        self._names = {each.account_id: each.name for each in desk.people}
        self.notice = Notice(Tone.INFORMATION, "")
        self.work = LongWork()
        self.result = Card("What was found")
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout()
        box = QWidget()
        box.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.result.add(box)
        self.save_button = secondary_button("Save the outcome \u2026", self.save)
        self.result.add(button_row(self.save_button))
        self.result.add(muted_text(f"As text, for IT or the data protection officer. {_SAVED}"))
        for each in (self.notice, self.work, self.result):
            each.hide()
            self.add(each)

    def refresh(self) -> None:
        """A check is made only when somebody asks for it."""

    def leaving(self) -> None:
        """Stop a check that is going on."""
        self.work.token.cancel()

    def check(self) -> None:
        """Check everything; the database waits meanwhile, and the check can be stopped."""
        self.notice.hide()
        self.result.hide()
        self.check_button.setEnabled(False)
        token = self.work.begin("Checking the file, the log and all signatures")
        self.desk.run(
            audit_log.verify,
            self.work.report,
            lambda: token.cancelled,
            done=self._checked,
            failed=self._failed,
        )

    def _checked(self, found: Checked) -> None:
        self.work.end()
        self.check_button.setEnabled(True)
        self.found = found
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [_check_line(line, self._named(line.words)) for line in found.lines]
        for each in self._lines:
            self._rows.addWidget(each)
        self.result.show()
        words = check_result.outcome_words(found)
        if found.ok:
            self._tell(Tone.SUCCESS, words, "File, log and all signatures are valid.")
        else:
            self._tell(Tone.ERROR, words, "Read below what was found and what to do.")

    def _named(self, words: str) -> str:
        """Add who the accounts are that the words name by number."""
        numbers = dict.fromkeys(int(number) for number in _ACCOUNT.findall(words))
        known = [f"Account {each} is {self._names[each]}." for each in numbers if each in self._names]
        return " ".join((words, *known))

    def save(self) -> None:
        """Ask for a file and save the outcome as text."""
        today = local_date(self.desk.signed_in.clock())
        name = f"Check of the store {today.isoformat()}.txt"
        path = dialogs.choose_file_to_save(self, "Save the outcome", "Text (*.txt)", name)
        if path is None or self.found is None:
            return
        self.desk.run(
            check_result.as_text,
            self.found,
            done=lambda content: self._write(path, content),
            failed=self._failed,
            receiver=self,
        )

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.tasks.run_aside(
            leaving_copies.save,
            self.desk.signed_in,
            path,
            content,
            done=self._saved,
            failed=self._not_saved,
            receiver=self,
        )

    def _saved(self, _path: Path) -> None:
        self._tell(Tone.SUCCESS, "The outcome is saved.", _SAVED)

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._tell(Tone.ERROR, error.what_happened, error.what_to_do)
        else:
            self.desk.tasks.tell(error)

    def _failed(self, error: UserError) -> None:
        stopped = self.work.token.cancelled
        self.work.end()
        self.check_button.setEnabled(True)
        self._tell(Tone.INFORMATION if stopped else Tone.ERROR, error.what_happened, error.what_to_do)

    def _tell(self, tone: Tone, title: str, text: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        bring_into_sight(self.notice, focus=True)


def _check_line(line: CheckLine, words: str) -> QWidget:
    first = QWidget()
    flow = FlowLayout(first)
    title = heading(line.name, 3)
    title.setWordWrap(False)
    flow.addWidget(title)
    flow.addWidget(StatusTag("Valid", Tone.SUCCESS) if line.ok else StatusTag("INVALID", Tone.ERROR))
    first.setAccessibleName(f"{line.name}: {'valid' if line.ok else 'invalid'}")
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(first)
    layout.addWidget(body_text(breakable(words)))
    return block
