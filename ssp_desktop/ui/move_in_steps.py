"""The pages of the wizard that brings records from another PC: the copy, its key, what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup

from ssp_desktop.forms.spec import Field, Kind, Problem, always
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.move_in_look import CopyFound, RecordsFound
from ssp_desktop.ui.first_run_steps import PersonStep, Step
from ssp_desktop.ui.password_field import PasswordField
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.sign_in_parts import MISSING_USER_NAME, USER_NAME
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    TickRadio,
    body_text,
    breakable,
    button_row,
    muted_text,
    secondary_button,
)

KEY = Field(
    "recovery_key",
    "Recovery key",
    Kind.TEXT,
    "Seven groups of six letters and digits, from the sealed sheet of the day on which the copy was made.",
    required=always,
    max_length=120,
)
REASON = Field(
    "reason",
    "Why the records come to this PC",
    Kind.TEXT,
    "It stands in the audit log with your name. Do not name a pupil.",
    required=always,
    max_length=300,
)
_BEFORE = (
    "Make the copy on the old PC: Backup, then “Move to a new PC”. Bring it here on an encrypted disk, and "
    "have the sealed sheet with the recovery key at hand."
)
_OLD_PC = (
    "Nothing happens to the records on the old PC. What is written there from now on does not come here. So "
    "stop using them there, and mark them there as moved: Backup, then “Move to a new PC”."
)
_PEOPLE = (
    "Passwords belong to the old PC. Afterwards start a reset for each person in People: each sets a "
    "password here with a one-use code. What they signed stays valid."
)
_PASSWORDS = (
    "The passwords of that day open the records here too. The recovery key stays the one on the sealed sheet."
)


class CopyStep(Step):
    """The folder, and which copy in it."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__("Records from another PC", intro=_BEFORE)
        self.folder_button = secondary_button("Choose the folder …", choose)
        self.where = muted_text("")
        self.card = Card("Copies in this folder")
        self._group = QButtonGroup(self)
        self._found: tuple[CopyFound, ...] = ()
        self.buttons: list[TickRadio] = []
        self.missing = Notice(Tone.ERROR, "")
        for each in (self.missing, button_row(self.folder_button), self.where, self.card):
            self.add(each)
        for hidden in (self.missing, self.where, self.card):
            hidden.hide()

    @property
    def chosen(self) -> Path | None:
        """The copy that is chosen; None when there is none."""
        pairs = zip(self._found, self.buttons, strict=True)
        return next((found.path for found, button in pairs if button.isChecked()), None)

    def show_copies(self, folder: Path, found: Sequence[CopyFound]) -> None:
        """List what is in the folder; the newest copy that can be used is chosen."""
        self.missing.hide()
        self._clear()
        self._found = tuple(found)
        self.where.setText(breakable(str(folder)))
        for each in found:
            button = TickRadio(_copy_words(each))
            button.setEnabled(each.good)
            self._group.addButton(button)
            self.buttons.append(button)
            self.card.add(button)
        good = next((place for place, each in enumerate(found) if each.good), None)
        if good is not None:
            self.buttons[good].setChecked(True)
        for shown in (self.where, self.card):
            shown.show()

    def forget(self) -> None:
        """There is no folder any more from which to choose."""
        self._clear()
        for each in (self.where, self.card):
            each.hide()

    def _clear(self) -> None:
        for each in self.buttons:
            self._group.removeButton(each)
            each.hide()
            each.deleteLater()
        self.buttons, self._found = [], ()

    def is_complete(self) -> bool:
        """Check that a copy is chosen that can be used."""
        if self.chosen is not None:
            return True
        words = ("None of these copies can be used.", "Choose another folder.")
        if not self._found:
            words = ("No copy is chosen.", "Choose the folder in which it lies.")
        self.missing.show()
        self.missing.show_message(Tone.ERROR, *words, say=True)
        bring_into_sight(self.missing)
        return False

    def take_focus(self) -> None:
        """Put the keyboard on the button."""
        self.folder_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _copy_words(found: CopyFound) -> str:
    if found.made_at is None or found.entries is None:
        return f"{breakable(found.path.name)}. {found.state}"
    entries = "1 entry" if found.entries == 1 else f"{found.entries:,} entries"
    return f"Made on {in_words(found.made_at)}. {entries} in the audit log. {found.state.rstrip('.')}."


class OpenStep(Step):
    """What opens the copy: the recovery key, or a user name and password of its day."""

    next_words = "Open the copy"

    def __init__(self) -> None:
        super().__init__("Open the copy", intro="Every byte of it is read and checked before anything else.")
        self.questions = Questions()
        self.by_key = TickRadio("With the recovery key")
        self.by_password = TickRadio("With a user name and password of its day")
        self._group = QButtonGroup(self)
        for each in (self.by_key, self.by_password):
            self._group.addButton(each)
            self.questions.add(each)
        self.questions.ask((KEY, USER_NAME))
        self.password = PasswordField("Password")
        self.note = muted_text(
            "A password opens a copy only under an account of a PC that knows it: where the records lay "
            "before, or where they open with a password alone."
        )
        for part in (self.password, self.note):
            self.questions.add(part)
        self.questions.lead_to("password", self.password)
        self.questions.entered.connect(self._next_line)
        self.password.entered.connect(self.entered)
        self.by_key.setChecked(True)
        self._group.buttonToggled.connect(lambda *_: self._show_lines())
        self.add(self.questions)
        self._show_lines()

    def _show_lines(self) -> None:
        key = self.by_key.isChecked()
        self.questions.clear_problems()
        self.questions.rows["recovery_key"].setVisible(key)
        for each in (self.questions.rows["user_name"], self.password, self.note):
            each.setVisible(not key)

    def _next_line(self) -> None:
        if self.by_key.isChecked() or self.password.text:
            self.entered.emit()
        else:
            self.password.take_focus()

    def is_complete(self) -> bool:
        """Check that the lines that are shown are filled."""
        values, problems = self.questions.values(), []
        if self.by_key.isChecked():
            if not values["recovery_key"].strip():
                problems.append(Problem("recovery_key", "Enter the recovery key."))
        else:
            if not values["user_name"].strip():
                problems.append(MISSING_USER_NAME)
            if not self.password.text:
                problems.append(Problem("password", "Enter the password."))
        self.questions.show_problems(problems)
        return not problems

    def take_focus(self) -> None:
        """Put the keyboard into the first line that is shown."""
        key = self.by_key.isChecked()
        self.questions.rows["recovery_key" if key else "user_name"].take_focus()

    def wipe(self) -> None:
        """Forget the secrets."""
        self.questions.rows["recovery_key"].wipe()
        self.password.clear()


class FoundStep(Step):
    """Whose records they are, what happens to the old PC's, and the reason."""

    def __init__(self) -> None:
        super().__init__(
            "Are these the records?", intro="The copy is whole: every page of it was read and opened."
        )
        self.table = KeyValueTable()
        card = Card("What the copy holds")
        card.add(self.table)
        self.people = body_text("")
        after = Card("What happens next")
        for each in (body_text(_OLD_PC), self.people):
            after.add(each)
        self.questions = Questions()
        self.questions.ask((REASON,))
        self.questions.entered.connect(self.entered)
        for part in (card, after, self.questions):
            self.add(part)

    def show_found(self, found: RecordsFound) -> None:
        """Show what an opened copy holds."""
        self.next_words = "Continue" if found.by_recovery_key else "Bring the records here"
        self.people.setText(_PEOPLE if found.by_recovery_key else _PASSWORDS)
        self.table.set_rows(
            [
                ("School" if len(found.schools) == 1 else "Schools", ", ".join(found.schools)),
                ("Copy made on", in_words(found.made_at) if found.made_at else "Not known"),
                ("Contact logs", f"{found.contact_logs:,}"),
                ("Entries in the audit log", f"{found.entries:,}"),
            ]
        )

    @property
    def reason(self) -> str:
        """Why the records come here."""
        return str(self.questions.values()["reason"])

    def is_complete(self) -> bool:
        """Check that there is a reason."""
        problems = [] if self.reason.strip() else [Problem("reason", "Say why. It stands in the audit log.")]
        self.questions.show_problems(problems)
        return not problems

    def take_focus(self) -> None:
        """Put the keyboard into the reason, with the page seen from its top."""
        self.questions.take_focus()
        self.scroll_area.verticalScrollBar().setValue(0)


class AdministratorStep(PersonStep):
    """Who begins on this PC."""

    next_words = "Bring the records here"
    title = "The new administrator"
    intro = (
        "Your account on this PC. Use a user name that nobody has had in these records: your old account "
        "stays as it is, and can be reset afterwards."
    )
    right = "This account also has the right of administration."
