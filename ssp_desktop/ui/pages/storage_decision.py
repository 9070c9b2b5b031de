"""The sergeant's decision about what is not met: measures agreed or risk accepted, and the password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services.storage import OpenedStorage
from ssp_desktop.services.storage_decisions import LONGEST_WORDS
from ssp_desktop.ui.fields import build_row
from ssp_desktop.ui.pages.parts.in_view import bring_into_view
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, body_text, button_row, primary_button
from ssp_desktop.vocabulary.storage import StorageChoice

CHOICE = Field("choice", "What do you decide", Kind.CHOICE, choices=StorageChoice, required=always)
WORDS = Field(
    "words",
    "Your reasons",
    Kind.LONG_TEXT,
    "Needed when you accept the risk: what the risk is, and why you accept it. Only the police read this.",
    max_length=LONGEST_WORDS,
)


class StorageDecisionCard(Card):
    """Decide and sign. Nothing typed is lost when the signature is refused.

    Signals:
        signing(str): everything is answered; the password to sign with.
    """

    signing = Signal(str)

    def __init__(self, opened: OpenedStorage) -> None:
        super().__init__("Your decision")
        self.add(body_text(f"Required and not met: {', '.join(opened.state.not_met)}."))
        if opened.without_measure:
            self.add(body_text(f"Without a measure in the checklist: {', '.join(opened.without_measure)}."))
        self.choice, self.words = build_row(CHOICE), build_row(WORDS)
        self.choice.set_required(True)
        self.add(self.choice)
        self.add(self.words)
        self.password = PasswordQuestion(
            "Your password", "It makes this your signature, about the checklist as it stands now."
        )
        self.password.entered.connect(self.sign)
        self.add(self.password)
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        self.add(self.problem)
        self.sign_button = primary_button("Sign the decision", self.sign)
        self.add(button_row(self.sign_button))

    def answer(self) -> tuple[StorageChoice, str]:
        """Return the choice and the words. Raises ValueError when nothing is chosen: it is never signed."""
        return StorageChoice(str(self.choice.value())), str(self.words.value())

    def typed(self) -> dict[str, Any]:
        """Return what was typed, without the password."""
        return {"choice": self.choice.value(), "words": self.words.value()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        self.choice.set_value(typed.get("choice", ""))
        self.words.set_value(typed.get("words", ""))

    def sign(self) -> None:
        """Check that everything is answered, and ask for the signature."""
        self.problem.hide()
        missing = not self.choice.value()
        self.choice.set_error("Choose what you decide." if missing else "", say=missing)
        if missing:
            self.choice.take_focus()
            bring_into_view(self.choice)
        elif not self.password.text:
            self.show_problem(UserError("Your password is missing.", "Type it, then sign."))
        else:
            self.sign_button.setEnabled(False)
            self.signing.emit(self.password.text)

    def show_problem(self, error: UserError) -> None:
        """Say why there is no signature; everything typed stays."""
        self.sign_button.setEnabled(True)
        self.problem.show()
        self.problem.show_problem(error)
        self.password.set_wrong(True)
        bring_into_view(self.problem)
