"""What can be done to an account: one panel at a time, each with the password of whoever acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Problem
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import accounts, presets
from ssp_desktop.services.accounts import AccountLine, Code
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.pages.account_act_list import (
    CHANGE,
    DISABLE,
    ENABLE,
    HAND_OVER,
    NEW_CODE,
    RESET,
    Act,
    acts_for,
)
from ssp_desktop.ui.pages.account_parts import NO_SCHOOL, SCHOOL_ROLES, SchoolChoice, SteppedUp
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.role_choice import RoleChoice
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    body_text,
    button_row,
    danger_button,
    muted_text,
    primary_button,
    secondary_button,
)
from ssp_desktop.vocabulary.people import Role

if TYPE_CHECKING:
    from ssp_desktop.ui.pages.account import AccountPage

POLICE_ROLES = (Role.OFFICER, Role.SERGEANT)
_OWN = (
    "This is your own account. Another administrator or sergeant can change it. Your password you change "
    "yourself."
)
_SERVICES: dict[str, Callable[..., Any]] = {
    RESET.key: accounts.start_reset,
    NEW_CODE.key: accounts.start_reset,
    ENABLE.key: accounts.enable,
    DISABLE.key: accounts.disable,
    HAND_OVER.key: accounts.hand_over,
    CHANGE.key: accounts.change_role,
}


class AccountActs(QWidget):
    """The buttons, and the panel of the one that was pressed."""

    def __init__(self, page: AccountPage, schools: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.page = page
        self.schools = schools
        self.panel: ActPanel | None = None
        self.buttons: dict[str, QWidget] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        self._row: QWidget | None = None

    def show_line(self, line: AccountLine) -> None:
        """Offer what can be done to this account now."""
        self.close_panel()
        if self._row is not None:
            self._layout.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        actor = self.page.desk.actor
        may = self.page.desk.may(Action.ACCOUNT_ADMIN)
        acts = acts_for(line, actor.account_id, actor.role, actor.administrator) if may else ()
        self.buttons = {
            each.key: secondary_button(each.words, partial(self.open, each, line)) for each in acts
        }
        if line.role in POLICE_ROLES:
            go = partial(self.page.desk.go, "officer_profile", line.id)
            self.buttons["profile"] = secondary_button("Officer's profile", go)
        if line.id == actor.account_id:
            own = partial(self.page.desk.go, "password")
            self.buttons["password"] = secondary_button("Change your password", own)
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        if line.id == actor.account_id:
            inner.addWidget(muted_text(_OWN))
        inner.addWidget(button_row(*self.buttons.values()))
        self._row = box
        self._layout.addWidget(box)

    def open(self, act: Act, line: AccountLine) -> None:
        """Open the panel of one act; another one closes."""
        self.close_panel()
        self.panel = (ChangePanel if act is CHANGE else ActPanel)(self, act, line)
        self._layout.addWidget(self.panel)
        self.panel.take_focus()
        bring_into_sight(self.panel)

    def close_panel(self) -> None:
        """Close the panel, with the password in it."""
        panel, self.panel = self.panel, None
        if panel is not None:
            self._layout.removeWidget(panel)
            panel.hide()
            panel.deleteLater()


class ActPanel(Card):
    """One act: what it means, the password of whoever acts, and the button that does it."""

    def __init__(self, acts: AccountActs, act: Act, line: AccountLine) -> None:
        super().__init__(act.words)
        self._acts, self._act, self._line = acts, act, line
        self._desk = acts.page.desk
        self.questions = SteppedUp()
        self.questions.add(body_text(act.explained))
        self.ask()
        self.questions.add_password()
        self.questions.entered.connect(self.do)
        self.add(self.questions)
        make = danger_button if act.question else primary_button
        self.do_button = make(act.button, self.do)
        self.add(button_row(self.do_button, secondary_button("Cancel", acts.close_panel)))

    def ask(self) -> None:
        """Ask what the act needs to know beside the password."""

    def problems(self) -> list[Problem]:
        """Return what is missing beside the password."""
        return []

    def extra(self) -> tuple[Any, ...]:
        """Return what the service is given after password and account."""
        return ()

    def take_focus(self) -> None:
        """Put the keyboard into the first question."""
        self.questions.password.take_focus()

    def do(self) -> None:
        """Check, ask once more when it is dangerous, and do it."""
        if not self.do_button.isEnabled():
            return
        self.questions.begin()
        problems = self.problems() + self.questions.password_problems()
        self.questions.show_problems(problems)
        if problems or not self._sure():
            return
        self.do_button.setEnabled(False)
        self._desk.run(
            _SERVICES[self._act.key],
            self.questions.password.text,
            self._line.id,
            *self.extra(),
            done=self._done,
            failed=self._failed,
        )

    def _sure(self) -> bool:
        if not self._act.question:
            return True
        title = f"{self._act.words}: {self._line.display_name}?"
        return dialogs.confirm(self, title, self._act.question, yes=self._act.button, dangerous=True)

    def _done(self, result: object) -> None:
        page = self._acts.page
        self.questions.password.clear()
        self._acts.close_panel()
        if isinstance(result, Code):
            page.show_code(result)
        elif self._act is HAND_OVER:
            # One's own session ended with the right that it was opened with.
            self._desk.locking.emit("lock")
        else:
            page.tell(Tone.SUCCESS, self._act.done)

    def _failed(self, error: UserError) -> None:
        self.do_button.setEnabled(True)
        self.questions.show_refusal(error)


class ChangePanel(ActPanel):
    """Another role, another school, the right of administration."""

    def ask(self) -> None:
        """Ask for role, school and right, as they are now."""
        self.role = RoleChoice(tuple(Role), presets.load_preset(self._desk.signed_in.preset).roles)
        self.school = SchoolChoice(self._acts.schools)
        self.role.set_value(self._line.role.value)
        if self._line.partnership_id is not None:
            self.school.set_value(self._line.partnership_id)
        self.questions.add(self.role)
        self.questions.add(self.school)
        self.questions.ask((ACCOUNT.field("administrator"),))
        self.questions.set_values({"administrator": self._line.administrator})
        self.questions.lead_to("role", self.role)
        self.questions.lead_to("school", self.school)
        self.role.changed.connect(self._fit)
        self._fit()

    def problems(self) -> list[Problem]:
        """Return that the school is missing, if it is."""
        if self.role.value() in SCHOOL_ROLES and self.school.value() is None:
            return [Problem("school", NO_SCHOOL)]
        return []

    def extra(self) -> tuple[Any, ...]:
        """Return role, right and school."""
        role = Role(self.role.value())
        administrator = role is Role.ADMINISTRATOR or self.questions.values()["administrator"]
        return role, administrator, self.school.value() if role.value in SCHOOL_ROLES else None

    def take_focus(self) -> None:
        """Put the keyboard on the present role."""
        self.role.take_focus()

    def _fit(self) -> None:
        role = self.role.value()
        self.school.setVisible(role in SCHOOL_ROLES)
        self.questions.rows["administrator"].setVisible(role != Role.ADMINISTRATOR)
