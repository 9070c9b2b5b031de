"""A new account: name, user name, role, school, and the right of administration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Problem, empty_values
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import accounts, presets
from ssp_desktop.services.accounts import Code
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.first_run_steps import now_by
from ssp_desktop.ui.pages.account_parts import NO_SCHOOL, SCHOOL_ROLES, SchoolChoice, SteppedUp
from ssp_desktop.ui.role_choice import RoleChoice
from ssp_desktop.ui.widgets import button_row, primary_button, secondary_button
from ssp_desktop.vocabulary.people import Role


class NewAccount(QWidget):
    """The questions for a new account.

    Signals:
        made(Code): the account is there; its code.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, schools: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.desk = desk
        self.questions = SteppedUp()
        fields = {each.key: each for each in ACCOUNT.fields}
        self.questions.ask((fields["display_name"], fields["user_name"]))
        self.role = RoleChoice(tuple(Role), presets.load_preset(desk.signed_in.preset).roles)
        self.school = SchoolChoice(schools)
        self.questions.add(self.role)
        self.questions.add(self.school)
        self.questions.ask((fields["administrator"],))
        self.questions.lead_to("role", self.role)
        self.questions.lead_to("school", self.school)
        self.questions.add_password()
        self.role.changed.connect(self._fit)
        self.questions.entered.connect(self.save)
        self.save_button = primary_button("Create the account", self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(1.4))
        layout.addWidget(self.questions)
        layout.addWidget(button_row(self.save_button, secondary_button("Cancel", desk.back)))
        self._fit()

    def values(self) -> dict[str, Any]:
        """Return the answers of the form ACCOUNT."""
        typed = {**empty_values(ACCOUNT), **self.questions.values(), "role": self.role.value()}
        if typed["role"] == Role.ADMINISTRATOR:
            typed["administrator"] = True
        return typed

    def set_values(self, values: dict[str, Any]) -> None:
        """Show answers again, after a lock."""
        self.questions.set_values(values)
        self.role.set_value(values["role"])
        self._fit()

    @property
    def is_touched(self) -> bool:
        """Whether something is typed."""
        return self.values() != empty_values(ACCOUNT)

    def save(self) -> None:
        """Check what was typed, and create the account."""
        if not self.save_button.isEnabled():
            return
        self.questions.begin()
        values = self.values()
        problems = validate(ACCOUNT, values, now_by(self.desk.signed_in.clock)())
        in_school = values["role"] in SCHOOL_ROLES
        if in_school and self.school.value() is None:
            problems.append(Problem("school", NO_SCHOOL))
        problems += self.questions.password_problems()
        self.questions.show_problems(problems)
        if problems:
            return
        self.save_button.setEnabled(False)
        self.desk.run(
            accounts.create,
            self.questions.password.text,
            values,
            self.school.value() if in_school else None,
            done=self._made,
            failed=self._failed,
        )

    def take_focus(self) -> None:
        """Put the keyboard into the first question."""
        self.questions.take_focus()

    def _fit(self) -> None:
        role = self.role.value()
        self.school.setVisible(role in SCHOOL_ROLES)
        # An administrator has the right anyway: nothing else makes the role.
        self.questions.rows["administrator"].setVisible(role != Role.ADMINISTRATOR)

    def _made(self, code: Code) -> None:
        self.questions.password.clear()
        self.made.emit(code)

    def _failed(self, error: Any) -> None:
        self.save_button.setEnabled(True)
        self.questions.show_refusal(error)
