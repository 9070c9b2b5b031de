"""The wizard's school: typed, or found by name or number in a list that the person picks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QProgressBar

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.forms.validation import validate
from ssp_desktop.services.schools_file import School, SchoolList, read_schools, sample_file
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.first_run_steps import Now, Step
from ssp_desktop.ui.questions import Questions, bring_into_sight
from ssp_desktop.ui.tasks import Cancellation, Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    announce,
    body_text,
    button_row,
    link_button,
    muted_text,
    secondary_button,
)
from ssp_desktop.ui.widgets.text import styled_text

ASKED = ("school_name", "urn", "school_type", "phase", "address", "postcode")
_ALSO_TAKEN = ("telephone", "lowest_age", "highest_age")
_SEARCH_AFTER_MS = 150
_LIST_EM = 11


class SchoolStep(Step):
    """The first school. More can be added later."""

    def __init__(self, now: Now, tasks: Tasks, *, demo: bool) -> None:
        super().__init__(
            "The school",
            intro="Type the name, or find the school in a list. Everything else about it can be added later.",
        )
        self._now = now
        self._also: dict[str, Any] = {}
        self.finder = SchoolFinder(tasks, self._take, demo=demo)
        self.add(self.finder)
        self.questions = Questions()
        self.questions.ask(each for each in PARTNERSHIP.fields if each.key in ASKED)
        self.questions.entered.connect(self.entered)
        self.also_label = muted_text("")
        self.also_label.hide()
        self.questions.add(self.also_label)
        self.add(self.questions)

    def values(self) -> dict[str, Any]:
        """Return the answers for the form PARTNERSHIP that differ from an empty one."""
        typed = self.questions.values()
        # Facts from the list belong to the school with that number, not to one typed over it.
        also = self._also if typed["urn"] == self._also.get("urn") else {}
        return {**{key: also[key] for key in _ALSO_TAKEN if key in also}, **typed}

    def is_complete(self) -> bool:
        """Check the answers."""
        problems = validate(PARTNERSHIP, {**empty_values(PARTNERSHIP), **self.values()}, self._now())
        self.questions.show_problems(problems)
        return not problems

    def take_focus(self) -> None:
        """Put the keyboard on the way to the list; the questions follow."""
        self.finder.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)

    def _take(self, school: School) -> None:
        self._also = {
            "urn": school.urn,
            "telephone": school.telephone,
            "lowest_age": school.lowest_age,
            "highest_age": school.highest_age,
        }
        self.questions.clear_problems()
        self.questions.set_values(
            {
                "school_name": school.name,
                "urn": school.urn,
                "school_type": school.school_type,
                "phase": school.phase,
                "address": school.address,
                "postcode": school.postcode,
            }
        )
        self.also_label.setText(_also_words(school))
        self.also_label.setVisible(bool(self.also_label.text()))
        announce(self.questions, f"The answers below are filled in for {school.name}.")
        self.questions.focus_on("school_name")


def _also_words(school: School) -> str:
    parts = []
    if school.telephone:
        parts.append(f"telephone {school.telephone}")
    if school.lowest_age is not None and school.highest_age is not None:
        parts.append(f"ages {school.lowest_age} to {school.highest_age}")
    return f"Also taken from the list: {', '.join(parts)}." if parts else ""


class SchoolFinder(Card):
    """Reads a schools file and searches it. ``taken`` is called with the school that is chosen."""

    def __init__(self, tasks: Tasks, taken: Callable[[School], None], *, demo: bool) -> None:
        super().__init__("Find the school in a list")
        self._tasks = tasks
        self._taken = taken
        self._token: Cancellation | None = None
        self._schools: SchoolList | None = None
        self._search_number = 0
        self.found: list[School] = []
        self.add(
            body_text(
                "The list is the file “Establishment fields CSV” from the Get Information About Schools "
                "website. The program does not fetch it: save it on this PC first."
            )
        )
        self.open_button = secondary_button("Choose a schools file …", self.choose)
        buttons = [self.open_button]
        self.sample_link = link_button("Use the made-up list", partial(self.read, sample_file()))
        row = button_row(*buttons, *([self.sample_link] if demo else []))
        self.add(row)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Reading the schools file")
        self.stop_button = secondary_button("Stop reading", self.stop)
        self.notice = Notice(Tone.INFORMATION, "")
        self.search_label = styled_text("Name or unique reference number (URN)", "label")
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the list by name or unique reference number (URN)")
        self.search.setMaxLength(200)
        self.search_label.setBuddy(self.search)
        self.hits = QListWidget()
        self.hits.setAccessibleName("Schools found")
        self.hits.setAccessibleDescription("Press Enter to take the school.")
        self.hits.setWordWrap(True)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setFixedHeight(theme.theme().em(_LIST_EM))
        self.count_label = muted_text("")
        self._progress_parts = (self.bar, self.stop_button)
        self._search_parts = (self.search_label, self.search, self.count_label, self.hits)
        for each in (*self._progress_parts, self.notice, *self._search_parts):
            self.add(each)
            each.hide()
        if not demo:
            self.sample_link.setParent(self)
            self.sample_link.hide()
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self.look_up)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self._to_hits)
        self.hits.itemActivated.connect(self._chosen)
        self.hits.itemClicked.connect(self._chosen)

    def choose(self) -> None:
        """Ask for the file, and read it."""
        path = dialogs.choose_file_to_open(self, "Choose a schools file", "Schools file (*.csv)")
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the file on another thread; the bar shows how far it is."""
        self.stop()
        token = Cancellation()
        self._token = token
        self.notice.hide()
        self.bar.setRange(0, 0)
        self._show_progress(True)
        report = self._tasks.report_progress

        def progress(read: int, total: int) -> bool:
            report(read, total)
            return not token.cancelled

        self._tasks.progress.connect(self._advance)
        self._tasks.run_aside(read_schools, path, progress, done=self._read, failed=self._failed, token=token)

    def stop(self) -> None:
        """Stop reading; nothing is taken from the file."""
        if self._token is None:
            return
        self._token.cancel()
        self._end_reading()
        self._tell(Tone.INFORMATION, "Reading was stopped.", "Nothing was taken from the file.")
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_down(self) -> None:
        """The program closes: stop what is going on."""
        self._timer.stop()
        if self._token is not None:
            self._token.cancel()

    def look_up(self) -> None:
        """Search for what is typed, on another thread; only the latest search counts."""
        if self._schools is None:
            return
        self._search_number += 1
        self._tasks.run_aside(
            self._schools.search,
            self.search.text(),
            done=partial(self._show_hits, self._search_number),
            receiver=self,
        )

    def _advance(self, read: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(read)

    def _read(self, schools: SchoolList) -> None:
        self._end_reading()
        self._schools = schools
        skipped = (
            f" {schools.skipped:,} lines without a number or name were left out." if schools.skipped else ""
        )
        self._tell(Tone.SUCCESS, f"{len(schools):,} schools are in this list.", f"Search for yours.{skipped}")
        for each in self._search_parts:
            each.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self.hits)
        self.look_up()

    def _failed(self, error: Exception) -> None:
        self._end_reading()
        if isinstance(error, UserError):
            self.notice.show()
            self.notice.show_problem(error)
        else:
            self._tasks.tell(error)

    def _end_reading(self) -> None:
        self._token = None
        self._tasks.progress.disconnect(self._advance)
        self._show_progress(False)

    def _show_hits(self, number: int, found: list[School]) -> None:
        if number != self._search_number:
            return
        self.hits.clear()
        self.found = found
        self.hits.addItems([f"{school.title} (URN {school.urn})" for school in found])
        self.hits.setCurrentRow(0 if found else -1)
        words = {0: "No school found.", 1: "1 school found."}.get(len(found), f"{len(found)} schools found.")
        self.count_label.setText(words if self.search.text().strip() else "Type a part of the name.")
        if self.search.text().strip():
            announce(self.hits, words)

    def _to_hits(self) -> None:
        self._timer.stop()
        self.look_up()
        self.hits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, item: QListWidgetItem) -> None:
        self._taken(self.found[self.hits.row(item)])

    def _show_progress(self, shown: bool) -> None:
        for each in self._progress_parts:
            each.setVisible(shown)
        self.open_button.setEnabled(not shown)

    def _tell(self, tone: Tone, title: str, text: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
