"""The panel that restores one copy: what would change, the reason, the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services.anchors import LONGEST_REASON
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.password_field import PasswordField
from ssp_desktop.ui.widgets import Card, body_text, breakable, button_row, muted_text, secondary_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_REASON = Field(
    "reason",
    "Reason",
    Kind.TEXT,
    "It stands in the audit log. Do not name a pupil.",
    required=always,
    max_length=LONGEST_REASON,
)


class ReasonAndPassword(Card):
    """Sentences, a reason, the password asked again, and a button.

    Args:
        key: unique on the page.
        title: the card's heading.
        button: the words on the button.
        submit: is given reason and password.
        close: closes the card without doing anything; None leaves the button away.
    """

    def __init__(
        self,
        key: str,
        title: str,
        button: str,
        submit: Callable[[str, str], object],
        close: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(title)
        self._submit = submit
        self._sentences: list[QWidget] = []
        self.form = InlineForm(key, (_REASON,), button, name=title)
        self.password = PasswordField("Your password", "Asked again, because this concerns all records.")
        layout = self.form.layout()
        if layout is not None:
            layout.removeWidget(self.form.problem)
        self._insert()
        self.form.submitted.connect(self._press)
        self.password.entered.connect(self.form.button.click)
        self.add(self.form)
        if close is not None:
            self.add(button_row(secondary_button("Cancel", close)))

    def _insert(self) -> None:
        """Put the password between the reason and the button."""
        layout = self.form.layout()
        if layout is not None:
            place = layout.count() - 1
            layout.insertWidget(place, self.password)  # type: ignore[attr-defined]  # it is a QVBoxLayout
            layout.insertWidget(place + 1, self.form.problem)  # type: ignore[attr-defined]  # as above

    def tell(self, sentences: Sequence[str], note: str = "") -> None:
        """Show what is to be known before."""
        for old in self._sentences:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._sentences = [body_text(breakable(each)) for each in sentences]
        if note:
            self._sentences.append(muted_text(note))
        for place, each in enumerate(self._sentences, start=1):
            self.body.insertWidget(place, each)

    def clear(self) -> None:
        """Forget what was typed."""
        self.password.clear()
        self.form.rows["reason"].set_value("")
        self.form.problem.hide()
        self.form.button.setEnabled(True)

    def show_problem(self, error: UserError) -> None:
        """Say what is wrong; the reason stays, the password goes."""
        self.password.clear()
        self.form.show_problem(error)

    def _press(self, answers: dict[str, str]) -> None:
        self._submit(str(answers["reason"]), self.password.text)
