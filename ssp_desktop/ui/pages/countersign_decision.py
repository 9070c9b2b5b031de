"""The SPOC's decision about one record: three answers, the words that two of them need, and the password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services.countersigning import LONGEST_COMMENT
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.pages.parts.in_view import bring_into_view
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    TickRadio,
    body_text,
    button_row,
    link_button,
    primary_button,
)
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.contact import CountersignDecision

_COMMENT = Field("comment", "Your comment", Kind.LONG_TEXT, required=always, max_length=LONGEST_COMMENT)
_ACCOUNT = Field(
    "account",
    "Your own account",
    Kind.LONG_TEXT,
    "Write in your words what happened. It stands beside the officer's account and is never changed by them.",
    required=always,
    max_length=LONGEST_COMMENT,
)


class DecisionCard(Card):
    """Decide and sign. Nothing typed is lost when the signature is refused.

    Signals:
        signing(str): everything is answered; the password to sign with.
        read_again(): the person wants to see the record as it is now.
    """

    signing = Signal(str)
    read_again = Signal()

    def __init__(self, author: str, wording: Callable[[str], str] = str) -> None:
        super().__init__("Your decision")
        self.add(body_text(f"{author} wrote this record. Is it a true account of the contact?"))
        self._group = QButtonGroup(self)
        self.choices: dict[CountersignDecision, TickRadio] = {}
        for place, each in enumerate(CountersignDecision):
            radio = TickRadio(wording(each.label))
            self._group.addButton(radio, place)
            self.choices[each] = radio
            self.add(radio)
        self.choice_error = styled_text("", "error")
        self.choice_error.hide()
        self.add(self.choice_error)
        self.comment, self.account = build_row(_COMMENT), build_row(_ACCOUNT)
        for row in (self.comment, self.account):
            row.set_required(True)
            row.hide()
            self.add(row)
        self.password = PasswordQuestion(
            "Your password",
            "Signing with your password makes this your signature. It cannot be taken back.",
        )
        self.password.entered.connect(self.sign)
        self.add(self.password)
        self.problem = Notice(Tone.ERROR, "")
        self.problem.add(link_button("Read the record again", self.read_again.emit))
        self.problem.hide()
        self.add(self.problem)
        self.sign_button = primary_button("Sign", self.sign)
        self.add(button_row(self.sign_button))
        self._group.idClicked.connect(self._chosen)

    @property
    def decision(self) -> CountersignDecision | None:
        """The answer that is chosen."""
        return next((each for each, radio in self.choices.items() if radio.isChecked()), None)

    def answer(self) -> tuple[CountersignDecision, str]:
        """Return the decision with the words that belong to it; a hidden text belongs to none.

        Raises:
            RuntimeError: nothing is chosen; ``signing`` is never sent then.
        """
        decision = self.decision
        if decision is None:
            raise RuntimeError("signed without a decision")
        row = self._words_of(decision)
        return decision, str(row.value()) if row is not None else ""

    def typed(self) -> dict[str, Any]:
        """Return what was typed, without the password."""
        decision = self.decision
        return {
            "decision": decision.value if decision else "",
            "comment": self.comment.value(),
            "account": self.account.value(),
        }

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for each, radio in self.choices.items():
            radio.setChecked(each.value == typed.get("decision"))
        self.comment.set_value(typed.get("comment", ""))
        self.account.set_value(typed.get("account", ""))
        self._show_words()

    def sign(self) -> None:
        """Check that everything is answered, and ask for the signature."""
        self.problem.hide()
        if not self._is_answered():
            return
        self.sign_button.setEnabled(False)
        self.signing.emit(self.password.text)

    def show_problem(self, error: UserError) -> None:
        """Say why there is no signature; everything typed stays."""
        self.sign_button.setEnabled(True)
        self.problem.show()
        self.problem.show_problem(error)
        self.password.set_wrong(True)
        bring_into_view(self.problem)

    def _words_of(self, decision: CountersignDecision | None) -> FieldRow | None:
        rows = {
            CountersignDecision.AGREE_WITH_COMMENT: self.comment,
            CountersignDecision.DISAGREE: self.account,
        }
        return rows.get(decision) if decision is not None else None

    def _chosen(self, _place: int) -> None:
        self.choice_error.hide()
        self._show_words()

    def _show_words(self) -> None:
        wanted = self._words_of(self.decision)
        for row in (self.comment, self.account):
            row.setVisible(row is wanted)

    def _is_answered(self) -> bool:
        decision = self.decision
        if decision is None:
            words = "Choose whether you agree."
            self.choice_error.setText(f"Error: {words}")
            self.choice_error.show()
            first = next(iter(self.choices.values()))
            announce(first, words, urgent=True)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(first)
            return False
        row = self._words_of(decision)
        if row is not None:
            missing = not str(row.value()).strip()
            row.set_error(f'Fill in "{row.spec.label}".' if missing else "", say=missing)
            if missing:
                row.take_focus()
                bring_into_view(row)
                return False
        if not self.password.text:
            self.show_problem(UserError("Your password is missing.", "Type it, then sign."))
            return False
        return True
