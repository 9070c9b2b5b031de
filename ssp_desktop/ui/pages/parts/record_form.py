"""What pages with one form share: the form, its buttons, and what was typed before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec, Problem
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, button_row
from ssp_desktop.ui.widgets.text import styled_text

_FORM_HEIGHT_EM = 24
_TYPED = frozenset({"typed", "typed_reason", "seen"})
_OVERTAKEN = "This was changed since you began. What you typed cannot be saved over it."
_WHAT_TO_DO = "Copy what you need, press \u201cDiscard this draft\u201d, then make your change again."


def tell_overtaken(notice: Notice) -> None:
    """Say at once, not only at the refusal to save, that somebody else was first."""
    notice.show()
    notice.show_message(Tone.WARNING, _OVERTAKEN, _WHAT_TO_DO, say=True)


class RecordForm(PageFrame):
    """A page with one form. What was typed is kept when the page is left."""

    def __init__(self, title: str, desk: Desk, place: Place) -> None:
        super().__init__(title, intro="Loading \u2026", fills=True)
        self.desk = desk
        self.place = place
        self.form: FormView | None = None
        self.reason: QLineEdit | None = None
        self.revision = 0
        self.buttons: tuple[QPushButton, ...] = ()
        self._stored: dict[str, Any] = {}
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.add(self.notice)

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        if self.form is None or not self._stored:
            return False
        return bool(self.typed_reason) or self.form.values() != self._stored

    @property
    def typed_reason(self) -> str:
        """Why it is corrected, as it is typed. It is no answer of the record, and so no part of the form."""
        return self.reason.text() if self.reason is not None else ""

    def leaving(self) -> None:
        """Keep what was typed with the place, so that coming back shows it again."""
        if self.form is None:
            return  # what was typed before is not on the screen yet: it stays as it came
        extra = {key: value for key, value in self.place.extra.items() if key not in _TYPED}
        if self.changed:
            extra |= {"typed": self.form.typed(), "seen": self.revision}
            extra |= {"typed_reason": self.typed_reason} if self.reason is not None else {}
        self.place = Place(self.place.page, self.place.record_id, extra)

    def ask_reason(self) -> None:
        """Ask why the record is corrected; called before the form is shown."""
        extra = self.place.extra  # drafts of before know it as ``reason``
        self.reason = QLineEdit(str(extra.get("typed_reason", extra.get("reason", ""))))
        self.reason.setAccessibleName("Why it is corrected")
        self.reason.setMinimumWidth(theme.theme().em(24))
        self.add(styled_text("Why it is corrected (required)", "label"))
        self.add(self.reason)

    def show_form(
        self, spec: FormSpec, values: dict[str, Any], revision: int, buttons: Sequence[QPushButton]
    ) -> FormView:
        """Show the form with these answers; called once. What was typed before is laid over them.

        Args:
            spec: the form.
            values: its answers as they are stored.
            revision: the revision that they belong to. What was typed before stays based on the revision that
                was seen then: saved over a later one it would undo somebody's change with nobody told.
            buttons: what stands below the form.
        """
        self.set_intro("")
        typed = self.place.extra.get("typed")
        self.revision = self.place.extra.get("seen", revision) if typed else revision
        self.form = FormView(
            spec,
            show_police=self.desk.actor.audience == "police",
            people=self.desk.people,
            wording=self.desk.wording,
        )
        self.form.setMinimumHeight(theme.theme().em(_FORM_HEIGHT_EM))
        self.form.set_values(values)
        self._stored = self.form.values()
        if typed:
            self.form.set_values(typed)
        if self.reason is not None:
            self.reason.textEdited.connect(self.form.changed)
        if self.revision != revision:
            tell_overtaken(self.notice)
        self.form.set_read_only(self.desk.signed_in.for_reading)
        self.add(self.form, 1)
        self.buttons = () if self.desk.signed_in.for_reading else tuple(buttons)
        self.add(button_row(*self.buttons))
        return self.form

    def show_anew(self, values: dict[str, Any]) -> None:
        """Show other answers as the ones that are stored: after one entry, for the next."""
        if self.form is not None:
            self.form.set_values(values)
            self._stored = self.form.values()
        self.allow(True)

    def begin(self) -> dict[str, Any]:
        """Return the answers, with the buttons off until they are stored or refused."""
        if self.form is None:
            return {}
        self.allow(False)
        self.notice.hide()
        self.form.clear_problems()
        return self.form.values()

    def forget(self) -> None:
        """Everything is stored: what is on the screen need not be kept."""
        self._stored = {}

    def failed(self, error: UserError) -> None:
        """Say what has to be put right."""
        self.allow(True)
        if isinstance(error, ProblemsFound) and self.form is not None:
            self.form.show_problems([self.on_screen(each) for each in error.problems])
            return
        self.notice.show()
        self.notice.show_problem(error)
        self.scroll_area.ensureWidgetVisible(self.notice)

    def on_screen(self, problem: Problem) -> Problem:
        """Return a problem of the record as the form knows it."""
        return problem

    def cancel(self) -> None:
        """Forget what was typed and go back."""
        self.forget()
        self.desk.back()

    def allow(self, allowed: bool) -> None:
        """Let the buttons be pressed, or not."""
        for button in self.buttons:
            button.setEnabled(allowed)
