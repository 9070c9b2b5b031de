"""Finding a school by name or URN in the schools file that the person picks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.services.schools_file import SchoolList, read_schools
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, announce, body_text, muted_text, secondary_button
from ssp_desktop.ui.widgets.text import styled_text

CHECK_IT = "Check the answers and add what the file does not say. Then save."
KINDS = "Schools file (*.csv)"
_LINES_SHOWN = 5


class SchoolsFilePicker(Card):
    """A button that picks the file; then a search whose result fills the form.

    Signals:
        picked(School): the school that was chosen.
    """

    picked = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Find the school in a schools file")
        self._tasks = tasks
        self._list: SchoolList | None = None
        self.choose = secondary_button("Find the school in a schools file", self._choose)
        self.choose.setAccessibleDescription("From the Get Information About Schools website, as CSV")
        self.work = LongWork()
        self.work.stopped.connect(self._stopped)
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self._found_in = body_text("")
        label = styled_text("&Name of the school or its URN", "group")
        self.text = QLineEdit()
        self.text.setAccessibleName("Name of the school or its URN")
        self.text.setMaxLength(160)
        label.setBuddy(self.text)
        self.text.textChanged.connect(self._search)
        self.text.returnPressed.connect(self._to_results)
        self.results = QListWidget()
        self.results.setAccessibleName("Schools found")
        self.results.setAccessibleDescription("Press Enter to take the school over into the form.")
        self.results.itemActivated.connect(self._pick)
        self.count = muted_text("")
        self.take = secondary_button("Use this school", self._pick_current)
        self._search_parts: tuple[QWidget, ...] = (
            self._found_in,
            label,
            self.text,
            self.count,
            self.results,
            self.take,
        )
        for each in (self.choose, self.work, self.notice, *self._search_parts):
            self.add(each)
        self.body.setAlignment(self.choose, Qt.AlignmentFlag.AlignLeft)
        self.body.setAlignment(self.take, Qt.AlignmentFlag.AlignLeft)
        self.results.setFixedHeight(theme.theme().em(2 * _LINES_SHOWN))
        self._show_search(False)

    def _show_search(self, shown: bool) -> None:
        for each in self._search_parts:
            each.setVisible(shown)

    def _choose(self) -> None:
        path = dialogs.choose_file_to_open(self, "Choose a schools file", KINDS)
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        self.notice.hide()
        self._show_search(False)
        self.choose.setEnabled(False)
        token = self.work.begin("Reading the schools file")

        def progress(done: int, whole: int) -> bool:
            self.work.report(done, whole)
            return not token.cancelled

        self._tasks.run_aside(read_schools, path, progress, done=self._came, failed=self._failed, token=token)

    def _came(self, schools: SchoolList) -> None:
        self._list = schools
        self.work.end()
        self.choose.setEnabled(True)
        skipped = f" {schools.skipped:,} lines could not be used." if schools.skipped else ""
        self._found_in.setText(f"The file has {len(schools):,} schools.{skipped}")
        self._show_search(True)
        self.text.clear()
        self._search("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.work.end()
        self.choose.setEnabled(True)
        if not isinstance(error, UserError):
            self._tasks.tell(error)
            return
        self.notice.show()
        self.notice.show_problem(error)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stopped(self) -> None:
        self.choose.setEnabled(True)
        self.notice.show()
        self.notice.show_message(
            Tone.INFORMATION, "Reading the schools file was stopped.", "Nothing was taken from it.", say=True
        )
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self.results.clear()
        hits = self._list.search(text) if self._list is not None else []
        for school in hits:
            item = QListWidgetItem(f"{school.title}, URN {school.urn}")
            item.setData(Qt.ItemDataRole.UserRole, school)
            item.setToolTip(school.address)
            item.setSizeHint(QSize(0, theme.theme().em(1.9)))
            self.results.addItem(item)
        self.results.setCurrentRow(0 if hits else -1)
        self.take.setVisible(bool(hits))
        self.results.setVisible(bool(hits))
        self.count.setText(_count_words(text, len(hits)))

    def _to_results(self) -> None:
        if self.results.count() == 1:
            self._pick_current()
        elif self.results.count():
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            announce(self, self.count.text())

    def _pick_current(self) -> None:
        item = self.results.currentItem()
        if item is not None:
            self._pick(item)

    def _pick(self, item: QListWidgetItem) -> None:
        school = item.data(Qt.ItemDataRole.UserRole)
        self._show_search(False)
        self.notice.show()
        self.notice.show_message(
            Tone.SUCCESS, f"The form is filled in from the file: {school.name}.", CHECK_IT
        )
        self.picked.emit(school)


def _count_words(text: str, count: int) -> str:
    if not text.strip():
        return "Type part of the name, or the URN."
    return {0: "No school has this name or URN.", 1: "1 school found."}.get(count, f"{count} schools found.")
