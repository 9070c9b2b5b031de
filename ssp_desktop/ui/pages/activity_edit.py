"""An activity to enter, by keyboard in seconds; or to correct."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton

from ssp_desktop.forms.activity_screen import (
    ActivityGuide,
    from_screen,
    screen_form,
    screen_problem,
    to_screen,
)
from ssp_desktop.forms.spec import Problem
from ssp_desktop.services import activities, activity_views
from ssp_desktop.services.activities import NewActivity, Recorded
from ssp_desktop.services.activity_views import OpenedActivity
from ssp_desktop.services.partnerships import School
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.row import FieldRow
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.pages.parts.school_choice import school_of
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import button_row, muted_text, primary_button, secondary_button
from ssp_desktop.ui.widgets.text import styled_text

_SHORTCUTS = ("Ctrl+Return", "Ctrl+Enter")


class ActivityEditPage(RecordForm):
    """``record_id``: the activity to correct, None for a new one.

    ``place.extra``: ``kind`` is chosen already; ``partnership_id`` is the school; ``plan_topic`` the topic of
    the prevention plan that it delivers; ``typed``, ``chosen_school`` and ``typed_reason`` what was begun
    when the page was left.
    """

    title = "Record an activity"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title if place.record_id is None else "Correct an activity", desk, place)
        self.guide: ActivityGuide | None = None
        self.school: CalmCombo | None = None
        self._before: dict[str, Any] = {}
        self._blank: dict[str, Any] = {}
        self._last_kind = ""
        for keys in _SHORTCUTS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_and_next)
        self.refresh()

    def refresh(self) -> None:
        """Read what the entry starts with, once: what is typed is never read over."""
        if self.form is not None:
            return
        if self.place.record_id is None:
            self.desk.run(activities.start, done=self._show_new)
        else:
            self.desk.run(activity_views.open_activity, self.place.record_id, done=self._show_stored)

    def leaving(self) -> None:
        """Keep what was typed, with the school."""
        super().leaving()
        if self.school is not None:
            self.place.extra["chosen_school"] = self.school.value()

    # --- showing

    def _show_new(self, new: NewActivity) -> None:
        if self.form is not None:
            return
        self.guide = new.guide
        self._blank = {
            **to_screen(new.guide, new.values),
            "kind": str(self.place.extra.get("kind", "")),
            "plan_topic": str(self.place.extra.get("plan_topic", "")),
        }
        self._choose_school(new.schools, new.last_school)
        self.add(muted_text("Ctrl+Enter saves and starts the next one. Enter goes to the next question."))
        self._show(
            new.guide,
            self._blank,
            0,
            primary_button("Save and start the next one", self.save_and_next),
            secondary_button("Save", self.save),
            secondary_button("Cancel", self.cancel),
        )

    def _choose_school(self, schools: tuple[School, ...], last: int | None) -> None:
        kept = school_of(self.place) or last
        self.school = CalmCombo([(each.name, each.id) for each in schools], None)
        self.school.setAccessibleName("School")
        if kept in {each.id for each in schools}:
            self.school.set_value(kept)
        elif len(schools) == 1:
            self.school.set_value(schools[0].id)
        self.add(styled_text("School", "label"))
        self.add(button_row(self.school))

    def _show_stored(self, opened: OpenedActivity) -> None:
        if self.form is not None:
            return
        self.set_title(f"Correct {opened.reference}")
        self.guide = opened.guide
        self._before = opened.values
        self.ask_reason()
        self._show(
            opened.guide,
            to_screen(opened.guide, opened.values),
            opened.revision,
            primary_button("Save the correction", self.save),
            secondary_button("Cancel", self.cancel),
        )

    def _show(
        self, guide: ActivityGuide, values: dict[str, Any], revision: int, *buttons: QPushButton
    ) -> None:
        correcting = self.place.record_id is not None
        form = self.show_form(screen_form(guide, correcting=correcting), values, revision, buttons)
        if self.school is not None:
            self.school.activated.connect(form.changed)
        rows = [form.row(each.key) for each in form.sections[0].fields]
        for number, row in enumerate(rows):
            for line in row.editor.findChildren(QLineEdit):
                line.returnPressed.connect(partial(_go_on, rows[number + 1 :]))
        form.row("subject" if values["kind"] else "kind").take_focus()

    # --- saving

    def save(self) -> None:
        """Store the entry and show it."""
        self._save(self._saved)

    def save_and_next(self) -> None:
        """Store the entry and start the next one of the same kind at the same school."""
        self._save(self._saved if self.place.record_id is not None else self._start_next)

    def _save(self, done: Any) -> None:
        if self.form is None or self.guide is None or not self.buttons or not self.buttons[0].isEnabled():
            return
        typed = self.begin()
        self._last_kind = str(typed["kind"])
        if self.place.record_id is None:
            chosen = self.school.value() if self.school is not None else None
            self.desk.run(
                activities.record,
                from_screen(self.guide, typed),
                partnership_id=chosen if isinstance(chosen, int) else 0,
                done=done,
                failed=self.failed,
                receiver=self,
            )
            return
        self.desk.run(
            activities.correct,
            self.place.record_id,
            from_screen(self.guide, typed, self._before),
            reason=self.typed_reason,
            based_on=self.revision,
            done=done,
            failed=self.failed,
            receiver=self,
        )

    def _saved(self, recorded: Recorded) -> None:
        self.forget()
        words = "is recorded" if recorded.revision == 1 else "is corrected"
        self.desk.go("activity", recorded.id, saved=f"{recorded.reference} {words}.")

    def _start_next(self, recorded: Recorded) -> None:
        self.show_anew({**self._blank, "kind": self._last_kind, "plan_topic": ""})
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, f"{recorded.reference} is recorded.", "", say=True)
        if self.form is not None:
            self.form.row("subject").take_focus()

    def on_screen(self, problem: Problem) -> Problem:
        """Return a problem of the record as the sheet knows it."""
        if self.guide is None or self.form is None:
            return problem
        return screen_problem(self.guide, from_screen(self.guide, self.form.values(), self._before), problem)


def _go_on(rows: list[FieldRow]) -> None:
    """Put the keyboard into the next question that is shown."""
    following = next((row for row in rows if not row.isHidden()), None)
    if following is not None:
        following.take_focus()
