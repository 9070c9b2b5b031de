"""The wizard's questions: whose data this is, the force's words, the first person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup

from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.set_up import NOTICE
from ssp_desktop.forms.spec import Context
from ssp_desktop.forms.validation import validate
from ssp_desktop.services.clock import local
from ssp_desktop.services.presets import DEFAULT_PRESET, Preset
from ssp_desktop.services.set_up import FIRST_ROLES
from ssp_desktop.services.this_pc import Clock
from ssp_desktop.ui.password_field import NewPasswordField
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.role_choice import RoleChoice
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    TickRadio,
    body_text,
    heading,
)
from ssp_desktop.vocabulary.people import Role

Now = Callable[[], Context]


def now_by(clock: Clock) -> Now:
    """Return what tells the checks today's date and the time, by this clock (UTC)."""

    def now() -> Context:
        there = local(clock())
        return Context(there.date(), time(there.hour, there.minute))

    return now


class Step(PageFrame):
    """One page of the wizard.

    Signals:
        entered(): Enter was pressed in the last question.
    """

    entered = Signal()
    next_words = "Continue"

    def is_complete(self) -> bool:
        """Tell whether the wizard may go on; if not, the page says why."""
        return True

    def take_focus(self) -> None:
        """Put the keyboard where the person begins."""


_WHOSE = (
    (
        "Who answers for these records",
        "A police force keeps them for policing, so the force is the data controller: in practice its chief "
        "officer. The school is the controller of what it writes down for itself.",
    ),
    (
        "Why there must be an impact assessment",
        "These are records about children. Before the first one is written, your force works out what could "
        "go wrong for them and what is done about it: the data protection impact assessment (DPIA).",
    ),
    (
        "Why there must be a data sharing agreement",
        "Force and school tell each other things about pupils. The agreement (DSA) says what may be shared, "
        "with whom and why, and both sign it.",
    ),
)


class NoticeStep(Step):
    """Whose data this is; it must be acknowledged."""

    def __init__(self, now: Now) -> None:
        super().__init__(
            "Whose data this is",
            intro="The records stay on this PC, in an encrypted file. The program sends nothing anywhere.",
        )
        self._now = now
        self.questions = Questions()
        self.notice = Card()
        for title, text in _WHOSE:
            self.notice.add(heading(title, 3))
            self.notice.add(body_text(text))
        self.notice.setAccessibleName("Whose data this is")
        self.notice.setAccessibleDescription(" ".join(f"{title}. {text}" for title, text in _WHOSE))
        self.questions.add(self.notice)
        self.questions.ask(NOTICE.fields)
        self.questions.entered.connect(self.entered)
        self.add(self.questions)

    def values(self) -> dict[str, Any]:
        """Return the answers of the form NOTICE."""
        return self.questions.values()

    def is_complete(self) -> bool:
        """Check the answers."""
        problems = validate(NOTICE, self.values(), self._now())
        self.questions.show_problems(problems)
        return not problems

    def take_focus(self) -> None:
        """Put the keyboard on the notice, which is read first; the questions follow."""
        bring_into_sight(self.notice, focus=True)


class PresetStep(Step):
    """The force's own words: one card for each preset."""

    def __init__(self, presets: tuple[Preset, ...], fixed: str = "") -> None:
        super().__init__(
            "Your force",
            intro="Choose whose words the program uses. Nothing else depends on it.",
        )
        self._presets = presets
        chosen = fixed if fixed in {each.key for each in presets} else DEFAULT_PRESET
        self._group = QButtonGroup(self)
        self.buttons: dict[str, TickRadio] = {}
        for preset in presets:
            button = TickRadio(preset.title)
            button.setAccessibleName(f"Force: {preset.title}")
            button.setChecked(preset.key == chosen)
            self.buttons[preset.key] = button
            self._group.addButton(button)
            card = Card()
            card.add(button)
            card.add(KeyValueTable(_words_of(preset)))
            self.add(card)

    @property
    def preset(self) -> Preset:
        """The chosen preset."""
        return next(each for each in self._presets if self.buttons[each.key].isChecked())

    def take_focus(self) -> None:
        """Put the keyboard on the chosen preset."""
        self.buttons[self.preset.key].setFocus(Qt.FocusReason.OtherFocusReason)


def _words_of(preset: Preset) -> list[tuple[str, str]]:
    return [
        ("The officer is called", preset.roles[Role.OFFICER.value]),
        ("The supervisor is called", preset.roles[Role.SERGEANT.value]),
        ("Crime reports are in", preset.systems["crime"]),
        ("Intelligence is in", preset.systems["intelligence"]),
        ("Safeguarding reports are in", preset.systems["safeguarding"]),
        ("The team is called", preset.units["schools"]),
        ("The area is called", preset.units["area"]),
    ]


class PersonStep(Step):
    """The first person, with the right of administration and a password."""

    next_words = "Set up"
    title = "The first person"
    intro = "This person signs in first and adds the others. They choose their own passwords."
    right = "The first person also has the right of administration."

    def __init__(self, now: Now) -> None:
        super().__init__(self.title, intro=self.intro)
        self._now = now
        fields = {each.key: each for each in ACCOUNT.fields}
        self.questions = Questions()
        self.questions.ask((fields["display_name"], fields["user_name"]))
        self.role = RoleChoice(FIRST_ROLES)
        self.questions.add(self.role)
        self.questions.lead_to("role", self.role)
        self.questions.add(
            Notice(
                Tone.INFORMATION,
                self.right,
                "It lets them add and disable people and read the audit log. It is a right of its own: alone "
                "it opens no record, and it can be handed over to somebody else later.",
            )
        )
        self.password = NewPasswordField("Password")
        self.questions.add(self.password)
        for key, line in self.password.lines:
            self.questions.lead_to(key, line)
        self.questions.changed.connect(self._tell_names)
        self.questions.entered.connect(self.password.take_focus)
        self.password.entered.connect(self.entered)
        self._context: tuple[str, ...] = ()
        self.add(self.questions)

    def set_context(self, *words: str) -> None:
        """Say which names, beside the person's own, the password must not be made of."""
        self._context = words
        self._tell_names()

    def values(self) -> dict[str, Any]:
        """Return the answers of the form ACCOUNT."""
        return {**self.questions.values(), "role": self.role.value(), "administrator": True}

    def is_complete(self) -> bool:
        """Check the answers and the password."""
        problems = validate(ACCOUNT, self.values(), self._now()) + self.password.problems()
        self.questions.show_problems(problems)
        return not problems

    def take_focus(self) -> None:
        """Put the keyboard into the first question."""
        self.questions.take_focus()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _tell_names(self) -> None:
        values = self.questions.values()
        self.password.set_context(values["display_name"], values["user_name"], *self._context)
