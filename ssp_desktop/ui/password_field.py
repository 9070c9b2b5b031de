"""Password lines: one for a known password, one to choose a new one. Both can be shown and pasted into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.passwords import (
    MINIMUM_LENGTH,
    PasswordRefused,
    check_new_password,
    random_words,
)
from ssp_desktop.services.password_words import with_parts
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.exact import read_line
from ssp_desktop.ui.widgets import TickBox, announce, breakable, button_row, muted_text, small_button
from ssp_desktop.ui.widgets.accessibility import describe, restyle
from ssp_desktop.ui.widgets.text import styled_text

# Far above the longest password that is accepted, so that what is cut off was refused anyway.
LONGEST_LINE = 5_000
_LINE_EM = 26
_CAPS_LOCK = "Caps Lock is on."


class SecretLine(QLineEdit):
    """The line that every password is typed into: hidden characters, and Caps Lock told from the keys.

    Signals:
        caps_lock(bool): it is on, or off, as far as can be told.
    """

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST_LINE)
        hint = Qt.InputMethodHint
        self.setInputMethodHints(
            hint.ImhHiddenText | hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
        )
        self.show_characters(False)

    @property
    def typed(self) -> str:
        """What was typed or pasted, exactly."""
        return read_line(self)

    def show_characters(self, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at each letter: a capital without Shift means Caps Lock."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # just pressed: the next letter tells
        elif letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class PasswordField(QFrame):
    """A password with its label, "Show password", and a word about Caps Lock.

    Args:
        label: what is asked for, such as "Your password".
        help_text: a sentence below the label.

    Signals:
        entered(): Enter was pressed in the line.
        edited(): the text changed.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self, label: str = "Password", help_text: str = "") -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._message = ""
        self.label = styled_text(label, "label")
        self.help = muted_text(help_text)
        self.error_label = styled_text("", "error")
        self.line = SecretLine()
        self.line.setAccessibleName(label)
        self.line.setMaximumWidth(theme.theme().em(_LINE_EM))
        self.label.setBuddy(self.line)
        self.caps_label = styled_text(_CAPS_LOCK, "group")
        self.show_box = TickBox("Show password")
        self.show_box.setAccessibleName(f"Show password: {label}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(0.35))
        for each in (
            self.label,
            self.help,
            self.error_label,
            self.line,
            self.caps_label,
            self.show_box,
        ):
            self._layout.addWidget(each)
        self.help.setVisible(bool(help_text))
        self.error_label.hide()
        self.caps_label.hide()
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        self.line.caps_lock.connect(self._show_caps_lock)
        self.show_box.toggled.connect(self.line.show_characters)
        self._describe()

    @property
    def text(self) -> str:
        """What was typed or pasted, exactly."""
        return self.line.typed

    def set_text(self, text: str) -> None:
        """Fill the line."""
        self.line.setText(text)

    @property
    def error(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._message

    def set_error(self, message: str) -> None:
        """Show what is wrong beside the line; empty takes it away."""
        self._message = message
        self.error_label.setText(f"Error: {breakable(message)}" if message else "")
        self.error_label.setVisible(bool(message))
        wrong = "true" if message else "false"
        restyle(self.line, wrong=wrong)
        restyle(self, wrong=wrong)
        self._layout.setContentsMargins(theme.theme().em(0.8) if message else 0, 0, 0, 0)
        self._describe()

    def take_focus(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget the password and hide the next one."""
        self.line.clear()
        self.show_box.setChecked(False)
        self._show_caps_lock(False)

    def _show_caps_lock(self, on: bool) -> None:
        if on and self.caps_label.isHidden():
            announce(self.line, _CAPS_LOCK)
        self.caps_label.setVisible(on)

    def _describe(self) -> None:
        parts = (f"Error: {self._message}" if self._message else "", self.help.text())
        describe(self.line, " ".join(part for part in parts if part))


class NewPasswordField(QWidget):
    """A new password: typed twice, or once while it is shown, checked while it is typed.

    Signals:
        entered(): Enter was pressed in the last line.
        edited(): the text changed.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self, label: str = "New password") -> None:
        super().__init__()
        self._context: tuple[str, ...] = ()
        self.first = PasswordField(
            label,
            f"At least {MINIMUM_LENGTH} characters, spaces included. Four or more words that have nothing to "
            "do with each other are easy to remember and hard to guess.",
        )
        self.again = PasswordField(f"{label} again")
        self.verdict = muted_text("")
        self.suggest_button = small_button("Suggest four random words", self.suggest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.7))
        for each in (self.first, self.verdict, button_row(self.suggest_button), self.again):
            layout.addWidget(each)
        self.verdict.hide()
        self.again.show_box.hide()
        self.first.show_box.toggled.connect(self._shown)
        self.first.edited.connect(self._check)
        self.first.entered.connect(self._enter)
        self.again.entered.connect(self.entered)
        self.again.edited.connect(self.edited)

    @property
    def text(self) -> str:
        """The password."""
        return self.first.text

    def set_context(self, *words: str) -> None:
        """Say which names the password must not be made of."""
        self._context = with_parts(*words)
        self._check()

    def suggest(self) -> None:
        """Fill in four random words and show them, to be written down or learned."""
        self.again.clear()
        self.first.show_box.setChecked(True)
        self.first.set_text(random_words())
        self.first.take_focus()
        announce(self.first.line, "Four random words are filled in and shown.")

    @property
    def lines(self) -> tuple[tuple[str, PasswordField], ...]:
        """The two lines with the paths under which ``problems`` names them."""
        return (("password", self.first), ("password_again", self.again))

    def problems(self) -> list[Problem]:
        """Return why the password cannot be used; nothing when it can."""
        if not self.text:
            return [Problem("password", "Enter a password, or have four random words suggested.")]
        if words := self._refusal():
            return [Problem("password", words)]
        if not self.first.show_box.isChecked() and self.again.text != self.text:
            return [Problem("password_again", "The two passwords differ. Type the same one again.")]
        return []

    def clear_errors(self) -> None:
        """Take the errors of both lines away."""
        self.first.set_error("")
        self.again.set_error("")

    def take_focus(self) -> None:
        """Put the keyboard into the line that is wrong, or the first."""
        (self.again if self.again.error else self.first).take_focus()

    def clear(self) -> None:
        """Forget the password."""
        self.first.clear()
        self.again.clear()
        self.clear_errors()

    def _refusal(self) -> str:
        try:
            check_new_password(self.text, self._context)
        except PasswordRefused as refused:
            return str(refused)
        return ""

    def _check(self) -> None:
        """Say while the person types whether it will do. The check takes about 2 ms."""
        refused = self._refusal() if self.text else ""
        words = f"Not yet: {refused}" if refused else "This password can be used."
        self.verdict.setText(words if self.text else "")
        self.verdict.setVisible(bool(self.text))
        describe(self.first.line, " ".join(part for part in (self.first.help.text(), words) if part))
        self.edited.emit()

    def _shown(self, shown: bool) -> None:
        # What can be read needs no second typing.
        self.again.setVisible(not shown)
        self.again.set_error("")

    def _enter(self) -> None:
        if self.again.isHidden():
            self.entered.emit()
        else:
            self.again.take_focus()
