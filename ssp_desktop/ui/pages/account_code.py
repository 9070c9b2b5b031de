"""An enrolment code on the screen: shown once, large, with what to do."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from ssp_desktop.services.accounts import Code
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    announce,
    body_text,
    button_row,
    heading,
    muted_text,
    secondary_button,
)
from ssp_desktop.ui.widgets.text import use_even_letters


class CodeCard(Card):
    """The code that somebody needs to set their own password."""

    def __init__(self, code: Code) -> None:
        super().__init__("Enrolment code")
        self._text = code.text
        self.notice = Notice(
            Tone.SUCCESS,
            "This code is shown once. Give it to the person now.",
            "Give it by hand or by telephone, to nobody else. You will not learn the password that they set.",
        )
        self.add(self.notice)
        groups = code.text.split("-")
        shown = heading("   ".join(groups), 1)
        use_even_letters(shown)
        shown.setAccessibleName(
            f"Enrolment code: {', '.join(' '.join(part) for part in code.text.split('-'))}"
        )
        self.code_label = shown
        self.add(shown)
        self.facts = KeyValueTable(
            [("User name", code.user_name), ("The code works until", in_words(code.expires))]
        )
        self.add(self.facts)
        self.add(
            body_text(
                "On this PC, the person opens SSP Desktop, chooses “I have an enrolment code”, types the "
                "user name and the code, and sets a password. The code works once."
            )
        )
        self.copy_button = secondary_button("Copy the code", self.copy)
        self.add(button_row(self.copy_button))
        self.copied_label = muted_text("")
        self.add(self.copied_label)
        self.copied_label.hide()

    def copy(self) -> None:
        """Put the code on the clipboard; a lock empties it."""
        QGuiApplication.clipboard().setText(self._text)
        words = "The code is on the clipboard. Copy something else once it is handed over."
        self.copied_label.setText(words)
        self.copied_label.show()
        announce(self, words)
