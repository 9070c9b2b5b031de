"""Parts of the account page: the choice of a school, and the password asked again for one act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.failures import TooManyAttempts, WrongPassword
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.password_field import PasswordField
from ssp_desktop.ui.questions import Questions
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, breakable
from ssp_desktop.ui.widgets.accessibility import describe, restyle
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.people import Role

SCHOOL_ROLES = (Role.SPOC.value, Role.HEAD_TEACHER.value)
NO_SCHOOL = "Choose the school that this person belongs to."
_WRONG_PASSWORD = "This is not your password. Type it again; capital letters and spaces count."  # noqa: S105 - a sentence


class SchoolChoice(QFrame):
    """Which school a SPOC or head teacher belongs to."""

    def __init__(self, schools: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.label = styled_text("School (required)", "label")
        self.error_label = styled_text("", "error")
        self.combo = CalmCombo([(name, school_id) for school_id, name in schools], None)
        self.combo.setAccessibleName("School")
        self.label.setBuddy(self.combo)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(0.35))
        for each in (self.label, self.error_label, self.combo):
            self._layout.addWidget(each)
        self.error_label.hide()
        if len(schools) == 1:
            self.combo.set_value(schools[0][0])

    def value(self) -> int | None:
        """Return the school's id, None when none is chosen."""
        chosen = self.combo.value()
        return chosen if isinstance(chosen, int) else None

    def set_value(self, school_id: int | None) -> None:
        """Choose a school."""
        self.combo.set_value(school_id)

    def set_error(self, message: str) -> None:
        """Show what is wrong; empty takes it away."""
        self.error_label.setText(f"Error: {breakable(message)}" if message else "")
        self.error_label.setVisible(bool(message))
        restyle(self, wrong="true" if message else "false")
        describe(self.combo, f"Error: {message}" if message else "Required.")

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)


class SteppedUp(Questions):
    """Questions that end with the password of whoever acts, and say beside it when it is wrong.

    The password is asked for at the end and cleared after each attempt; everything else stays.
    """

    def __init__(self) -> None:
        super().__init__()
        self.problem = Notice(Tone.ERROR, "")
        self.password = PasswordField(
            "Your own password", "Asked again, because this changes who may do what."
        )
        self.lead_to("password", self.password)
        self.add(self.problem)
        self.problem.hide()
        self.password.entered.connect(self.entered)

    def add_password(self) -> None:
        """Put the password at the end."""
        self.add(self.password)

    def password_problems(self) -> list[Problem]:
        """Return that the password is missing, if it is."""
        return [] if self.password.text else [Problem("password", "Enter your own password.")]

    def show_refusal(self, error: UserError) -> None:
        """Say why it was refused; what was typed stays, but for the password."""
        self.problem.hide()
        self.password.clear()
        if isinstance(error, ProblemsFound):
            self.show_problems(error.problems)
        elif isinstance(error, WrongPassword):
            self.show_problems([Problem("password", _WRONG_PASSWORD)])
        elif isinstance(error, TooManyAttempts):
            self.show_problems([Problem("password", str(error))])
        else:
            self.clear_problems()
            self.problem.show()
            self.problem.show_problem(error)
            self.password.take_focus()

    def begin(self) -> None:
        """Take away what the last attempt said."""
        self.problem.hide()
