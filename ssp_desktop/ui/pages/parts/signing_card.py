"""A few questions that somebody answers and signs with their password; nothing typed is lost when refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field
from ssp_desktop.forms.validation import missing_message
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui.fields import FieldRow, build_row
from ssp_desktop.ui.pages.parts.in_view import bring_into_view
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, body_text, button_row, primary_button


class SigningCard(Card):
    """Answer and sign.

    Args:
        title: the card's heading.
        intro: what the signature means.
        fields: the questions.
        button: the words on the button.

    Signals:
        signing(str): everything that is required is answered; the password to sign with.
    """

    signing = Signal(str)

    def __init__(self, title: str, intro: str, fields: Sequence[Field], button: str) -> None:
        super().__init__(title)
        self.add(body_text(intro))
        self.rows: dict[str, FieldRow] = {}
        for each in fields:
            row = build_row(each)
            row.set_required(each.required({}))
            self.rows[each.key] = row
            self.add(row)
        self.password = PasswordQuestion("Your password", "It makes this your signature.")
        self.password.entered.connect(self.sign)
        self.add(self.password)
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        self.add(self.problem)
        self.sign_button = primary_button(button, self.sign)
        self.add(button_row(self.sign_button))

    def typed(self) -> dict[str, Any]:
        """Return what was typed, without the password."""
        return {key: row.value() for key, row in self.rows.items()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for key, row in self.rows.items():
            if key in typed:
                row.set_value(typed[key])

    def sign(self) -> None:
        """Check that everything is answered, and ask for the signature."""
        self.problem.hide()
        missing = [
            row for row in self.rows.values() if row.spec.required({}) and not str(row.value() or "").strip()
        ]
        for row in self.rows.values():
            row.set_error(missing_message(row.spec) if row in missing else "", say=row in missing)
        if missing:
            missing[0].take_focus()
            bring_into_view(missing[0])
        elif not self.password.text:
            self.show_problem(UserError("Your password is missing.", "Type it, then sign."))
        else:
            self.sign_button.setEnabled(False)
            self.signing.emit(self.password.text)

    def show_problem(self, error: UserError) -> None:
        """Say why there is no signature; everything typed stays."""
        self.sign_button.setEnabled(True)
        if isinstance(error, ProblemsFound):
            for each in error.problems:
                self.rows[each.path].set_error(each.message, say=True)
        self.problem.show()
        self.problem.show_problem(error)
        self.password.set_wrong(True)
        bring_into_view(self.problem)
