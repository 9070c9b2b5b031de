"""A card that asks for one act: a few answers, the password where it is a signature, and the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services.evaluation_sign_off import LONGEST_NAME, LONGEST_REASON
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.pages.parts.in_view import bring_into_view
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, body_text, button_row, primary_button

REASON = Field(
    "missing_reason",
    "Why it is missing",
    Kind.LONG_TEXT,
    "Stands in the evaluation that all sign.",
    required=always,
    max_length=LONGEST_REASON,
)
PAPER = (
    Field("name", "Name of the senior officer", Kind.TEXT, required=always, max_length=LONGEST_NAME),
    Field("rank", "Rank", Kind.TEXT, required=always, max_length=LONGEST_NAME),
    Field("on", "Signed on paper on", Kind.DATE, required=always),
)


class AskCard(Card):
    """Asks for one act. Nothing typed is lost when it is refused.

    Args:
        key: what is asked, unique on the page; the page keeps typed answers under it.
        title: the heading.
        sentences: what the person has to know first.
        button: the words on the button.
        fields: what is asked beside the password.
        password: whether it is a signature.

    Signals:
        asked(dict, str): everything is answered: the answers and the password.
    """

    asked = Signal(dict, str)

    def __init__(
        self,
        key: str,
        title: str,
        sentences: Sequence[str],
        button: str,
        *,
        fields: Sequence[Field] = (),
        password: bool = False,
    ) -> None:
        super().__init__(title)
        self.key = key
        for sentence in sentences:
            self.add(body_text(sentence))
        self.rows: dict[str, FieldRow] = {}
        self._offered: dict[str, Any] = {}
        for each in fields:
            row = build_row(each)
            row.set_required(each.required({}))
            self.rows[each.key] = row
            self.add(row)
        self.password: PasswordQuestion | None = None
        if password:
            self.password = PasswordQuestion(
                "Your password", "It makes this your signature, about the evaluation as it stands now."
            )
            self.password.entered.connect(self.ask)
            self.add(self.password)
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        self.add(self.problem)
        self.button = primary_button(button, self.ask)
        self.add(button_row(self.button))

    def typed(self) -> dict[str, Any]:
        """Return what was typed, without the password."""
        return {key: row.value() for key, row in self.rows.items()}

    def to_keep(self) -> dict[str, Any]:
        """Return what was typed, nothing while there is only what was offered."""
        typed = self.typed()
        return {} if typed == self._offered else typed

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for key, row in self.rows.items():
            if key in typed:
                row.set_value(typed[key])

    def fill_in(self, answers: Mapping[str, Any]) -> None:
        """Offer answers that are known already: while nothing else is typed, there is nothing to keep."""
        self.set_typed(answers)
        self._offered = self.typed()

    def ask(self) -> None:
        """Check that everything is answered, and ask for the act."""
        self.problem.hide()
        empty = [row for row in self.rows.values() if row.value() in (None, "")]
        for row in self.rows.values():
            row.set_error("Answer this first." if row in empty else "", say=row in empty)
        if empty:
            empty[0].take_focus()
            bring_into_view(empty[0])
            return
        typed_password = self.password.text if self.password is not None else ""
        if self.password is not None and not typed_password:
            self.show_problem(UserError("Your password is missing.", "Type it, then sign."))
            return
        self.button.setEnabled(False)
        self.asked.emit(self.typed(), typed_password)

    def show_problem(self, error: UserError) -> None:
        """Say why it was not done; everything typed stays."""
        self.button.setEnabled(True)
        self.problem.show()
        self.problem.show_problem(error)
        if self.password is not None:
            self.password.set_wrong(True)
        bring_into_view(self.problem)
