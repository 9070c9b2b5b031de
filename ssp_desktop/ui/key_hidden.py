"""What stands in place of a recovery key that nobody looks at: the password brings it back."""

from __future__ import annotations

import hmac

from PySide6.QtCore import Signal

from ssp_desktop.security.passwords import PasswordRefused, normalise_password
from ssp_desktop.ui.password_field import PasswordField
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, announce, body_text, button_row, primary_button

_WRONG = "This is not the password that you chose. Try again."
_MISSING = "Enter the password that you chose."


class KeyHidden(PageFrame):
    """Asks for the password of the person who is being set up.

    Signals:
        opened(): it was right.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("The recovery key is hidden")
        self._password = ""
        self.notice = Notice(
            Tone.INFORMATION,
            "Nobody was here for a while, or the PC was locked.",
            "The key is hidden so that nobody else reads it. It is the same key as before, and nothing that "
            "you typed is lost.",
        )
        self.add(self.notice)
        self.password = PasswordField("Password", "The one that you have just chosen for yourself.")
        self.password.entered.connect(self.open)
        self.add(self.password)
        self.open_button = primary_button("Show the key again", self.open)
        self.add(button_row(self.open_button))
        self.add(
            body_text(
                "If you do not know it any more, close the window. Nothing is set up yet: begin again with "
                "a password that you know."
            )
        )

    def ask(self, password: str) -> None:
        """Show that the key is hidden, and wait for this password."""
        self._password = password
        self.password.clear()
        self.password.set_error("")
        self.show()
        self.password.take_focus()
        announce(self, "The recovery key is hidden. Enter your password to see it again.")

    def open(self) -> None:
        """Compare what was typed."""
        typed = self.password.text
        if not self._is_right(typed):
            self.password.set_error(_WRONG if typed else _MISSING)
            self.password.take_focus()
            return
        self.password.clear()
        self.hide()
        self.opened.emit()

    def _is_right(self, typed: str) -> bool:
        try:
            given = normalise_password(typed)
        except PasswordRefused:  # what cannot be written down is nobody's password
            return False
        return hmac.compare_digest(given, normalise_password(self._password))
