"""One action: what was agreed, its outcome, and that the school was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions
from ssp_desktop.services.actions import ActionSummary, OpenedAction
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.actions import state_tag
from ssp_desktop.ui.pages.parts.record_form import tell_overtaken
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    StatusTag,
    button_row,
    link_button,
    primary_button,
    secondary_button,
)
from ssp_desktop.vocabulary.contact import ActionState

_FORM_HEIGHT_EM = 17

CLOSING_RULE = "An action is closed when its outcome is recorded and the school has been told."
_STILL_MISSING = {
    ActionState.OPEN: "Still missing: the outcome, and that the school was told.",
    ActionState.SCHOOL_NOT_TOLD: "Still missing: the date the school was told, who was told, and how.",
    ActionState.CLOSED: "This action is closed.",
}
_SAVED = {
    ActionState.OPEN: (Tone.INFORMATION, "Saved. The action stays open."),
    ActionState.SCHOOL_NOT_TOLD: (
        Tone.WARNING,
        "Saved. The action is not closed: the school was not told yet.",
    ),
    ActionState.CLOSED: (Tone.SUCCESS, "Saved. The action is closed."),
}


class ActionPage(PageFrame):
    """The action with its form. What was typed and not saved is kept while the program is locked."""

    title = "Action"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True)
        self.desk = desk
        self.place = place
        self._stored: dict[str, Any] = {}
        self._seen: datetime | None = None
        self._saved: ActionState | None = None
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.add(self.notice)
        facts = Card()
        self.facts = KeyValueTable()
        facts.add(self.facts)
        self.add(facts)
        self._may_write = desk.may(Action.ACTION_UPDATE)
        police = desk.actor.audience == "police"
        self.form = FormView(ACTION, show_police=police, people=desk.people, wording=desk.wording)
        self.form.setMinimumHeight(theme.theme().em(_FORM_HEIGHT_EM))
        self.form.set_read_only(not self._may_write)
        self.add(self.form, 1)
        self.save_button = primary_button("Save", self.save)
        row = button_row(self.save_button, secondary_button("Back", desk.back))
        self.save_button.setVisible(self._may_write)
        self.add(row)
        self.save_button.setEnabled(False)
        self.refresh()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._stored) and self.form.values() != self._stored

    def refresh(self) -> None:
        """Read the action again; what is typed and not saved stays."""
        if self.place.record_id is not None and not self.changed:
            self.desk.run(actions.open_action, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Keep what was typed with the place, so that coming back shows it again."""
        if not self._stored:
            return  # what was typed before is not on the screen yet: it stays as it came
        extra = {"typed": self.form.typed(), "seen": self._seen} if self.changed else {}
        self.place = Place(self.place.page, self.place.record_id, extra)

    def save(self) -> None:
        """Store the outcome, or show what has to be put right."""
        self.save_button.setEnabled(False)
        self.form.clear_problems()
        values = self.form.values()
        self.desk.run(
            actions.update,
            self.place.record_id,
            values,
            based_on=self._seen,
            done=self._stored_now,
            failed=self._failed,
        )

    def _show(self, opened: OpenedAction) -> None:
        self.form.set_values(opened.values)
        self._seen = self.place.extra.get("seen", opened.updated_at)
        self._stored = self.form.values()
        self.save_button.setEnabled(True)
        self.facts.set_rows(_facts(opened.summary, self))
        state = opened.summary.state
        if self._saved is state:
            tone, words = _SAVED[state]
            self.notice.show()
            self.notice.show_message(
                tone, words, "" if state is ActionState.CLOSED else CLOSING_RULE, say=True
            )
            self.notice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.notice.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroll_area.ensureWidgetVisible(self.notice)
        self.set_intro(f"{CLOSING_RULE} {_STILL_MISSING[state]}")
        self._saved = None
        typed = self.place.extra.get("typed")
        if typed:
            self.form.set_values(typed)
            if self._seen != opened.updated_at:
                tell_overtaken(self.notice)

    def _stored_now(self, state: ActionState) -> None:
        self._saved = state
        self.place = Place(self.place.page, self.place.record_id)
        self._stored = {}
        self.refresh()

    def _failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, ProblemsFound):
            self.form.show_problems(error.problems)
            return
        self.notice.show()
        self.notice.show_problem(error)
        self.scroll_area.ensureWidgetVisible(self.notice)


def _facts(action: ActionSummary, page: ActionPage) -> list[tuple[str, str | QWidget]]:
    tag = state_tag(action)
    link = link_button(
        action.reference or "Open the contact log",
        lambda: page.desk.go("contact_log", action.contact_log_id),
    )
    link.setAccessibleDescription("Opens the contact log in which this was agreed")
    return [
        ("Task", action.task),
        ("Owner", action.owner or "Nobody"),
        ("Due", day_in_words(action.due_on) if action.due_on else "No date"),
        ("State", StatusTag(tag.word, tag.tone)),
        ("Agreed in", link),
    ]
