"""FormView: any form on the screen, one section at a time.

Short sections, few controls at once: quick to build, quick to read aloud, and no form is too long for 768
lines. The answers live here; a section's controls are built when it is first opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ssp_desktop.forms.spec import Field, FormSpec, Problem, empty_values
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields import FieldRow, PersonChoice, build_row
from ssp_desktop.ui.fields.editor import Wording, as_written
from ssp_desktop.ui.form_section import SectionPage, footer_of
from ssp_desktop.ui.form_state import asked, effective, mark, place_of, visible_sections
from ssp_desktop.ui.section_nav import SectionCombo, SectionList
from ssp_desktop.ui.tab_order import order_tabs
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.error_summary import ErrorSummary

# Below this width, in font heights, the list of sections becomes a drop-down.
_NARROW_EM = 58


class FormView(QWidget):
    """A form that is filled in.

    Args:
        spec: the form.
        show_police: whether questions for the police only are there at all.
        people: who can be chosen for PERSON.
        wording: puts a force's own words into titles, labels, help and choices.
        parent: Qt parent.

    Signals:
        changed(): an answer may have changed by the person's hand.
        section_changed(str): the key of the section that is shown now.

    ``edits`` counts how often an answer may have changed.
    """

    changed = Signal()
    section_changed = Signal(str)

    def __init__(
        self,
        spec: FormSpec,
        *,
        show_police: bool,
        people: Sequence[PersonChoice] = (),
        wording: Wording = as_written,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._show_police = show_police
        self._people = tuple(people)
        self._wording = wording
        self.sections = visible_sections(spec, show_police=show_police, wording=wording)
        self._fields: tuple[Field, ...] = tuple(each for section in self.sections for each in section.fields)
        self._typed: dict[str, Any] = empty_values(spec)
        self._dirty: set[str] = set()
        self._problems: tuple[Problem, ...] = ()
        self._read_only = False
        self.edits = 0
        self._place = -1
        self._pages: dict[int, SectionPage] = {}
        self.summary = ErrorSummary(self)
        self.summary.chosen.connect(self.focus_field)
        titles = [section.title for section in self.sections]
        self.list, self.combo = SectionList(titles), SectionCombo(titles)
        self._stack = QStackedWidget()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        for each in (self.list, self.combo, self._stack):
            self._layout.addWidget(each)
        self._layout.setStretchFactor(self._stack, 1)
        self.list.chosen.connect(self.open_section)
        self.combo.chosen.connect(self.open_section)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._shortcut("Ctrl+PgDown", 1)
        self._shortcut("Ctrl+PgUp", -1)
        self._arrange()
        self.changed.connect(self._count)
        self.open_section(0)

    # --- answers

    def values(self) -> dict[str, Any]:
        """Return the answers as plain values; a hidden question gives its empty value.

        Answers that only the police may see are absent when ``show_police`` is False: saving cannot empty
        what this person never saw.
        """
        self._collect()
        return asked(self._fields, self._effective())

    def typed(self) -> dict[str, Any]:
        """Return what stands in the form, hidden questions too: a draft keeps it, a record does not."""
        self._collect()
        return asked(self._fields, self._typed)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these answers; keys that are missing become empty. ``changed`` is not sent."""
        self._typed = {**empty_values(self.spec), **values}
        self._dirty.clear()
        for page in self._pages.values():
            page.set_values(self._typed)
        self._settle()

    def wipe(self) -> None:
        """Forget every answer and destroy the controls that held them: after lock and sign-out."""
        self.clear_problems()
        self.summary.setParent(self)
        self._typed = empty_values(self.spec)
        self._dirty.clear()
        for page in self._pages.values():
            for row in page.rows.values():
                row.wipe()
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        place, self._place = max(0, self._place), -1
        self.open_section(place)

    def set_read_only(self, read_only: bool) -> None:
        """Let the answers be read but not changed."""
        self._read_only = read_only
        for page in self._pages.values():
            page.set_read_only(read_only)
        self._settle()

    # --- problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Open the section of the first problem, list all problems at its top and take the keyboard there.

        Every field says the same words beside it. An empty sequence is ``clear_problems``.
        """
        self.clear_problems()
        self._problems = tuple(problems)
        for page in self._pages.values():
            self._show_errors(page)
        if problems:
            place = place_of(self.sections, problems[0].path)
            self.open_section(self._place if place is None else place)
            self.summary.show_problems(problems)
            self._pages[self._place].verticalScrollBar().setValue(0)
        self._mark_sections()

    def clear_problems(self) -> None:
        """Take the summary and every error text away."""
        self._problems = ()
        self.summary.clear()
        for page in self._pages.values():
            page.clear_errors()
        self._mark_sections()

    def focus_field(self, path: str) -> None:
        """Open the section of a problem's path and put the keyboard into its control."""
        place = place_of(self.sections, path)
        if place is None:
            return
        self.open_section(place)
        page = self._pages[place]
        row = page.row_at(path)
        if row is not None:
            page.show_row(row)

    # --- sections

    @property
    def section_key(self) -> str:
        """The key of the section that is shown."""
        return self.sections[self._place].key

    def open_section(self, place: int | str) -> None:
        """Show a section by its place or its key."""
        keys = [section.key for section in self.sections]
        wanted = keys.index(place) if isinstance(place, str) else place
        if not 0 <= wanted < len(self.sections) or wanted == self._place:
            return
        self._collect()
        page = self._pages.get(wanted) or self._build(wanted)
        self._place = wanted
        page.place_summary(self.summary)
        self._stack.setCurrentWidget(page)
        self.list.show_place(wanted)
        self.combo.show_place(wanted)
        self._order_tabs()
        self._settle()
        self.section_changed.emit(keys[wanted])

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) section and put the keyboard into its first question."""
        place = self._place + by
        if not 0 <= place < len(self.sections):
            return
        self.open_section(place)
        self._pages[place].take_focus()
        announce(self, f"{self.sections[place].title}, section {place + 1} of {len(self.sections)}")

    def row(self, key: str) -> FieldRow:
        """Return the row of a question, opening its section. Raises KeyError when there is none."""
        place = place_of(self.sections, key)
        if place is None:
            raise KeyError(key)
        self.open_section(place)
        return self._pages[place].rows[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the list of sections into a drop-down when there is little room."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def section_page(self) -> SectionPage:
        """The questions of the section that is shown."""
        return self._pages[self._place]

    def _count(self) -> None:
        self.edits += 1

    def _order_tabs(self) -> None:
        order_tabs(self)

    def _arrange(self) -> None:
        narrow = self.width() < theme.theme().em(_NARROW_EM)
        several = len(self.sections) > 1
        self.list.fit()
        self.list.setVisible(several and not narrow)
        self.combo.setVisible(several and narrow)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(down if narrow else across)

    def _build(self, place: int) -> SectionPage:
        build = partial(build_row, people=self._people, wording=self._wording, show_police=self._show_police)
        titles = [section.title for section in self.sections]
        page = SectionPage(self.sections[place], build, footer_of(titles, place, self.step))
        page.edited.connect(self._edited)
        page.set_values(self._typed)
        page.set_read_only(self._read_only)
        page.rebuilt.connect(self._order_tabs)
        self._pages[place] = page
        self._stack.addWidget(page)
        self._show_errors(page)
        return page

    def _shortcut(self, keys: str, by: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.step, by))

    # --- keeping up with what is typed

    def _edited(self, key: str) -> None:
        self._dirty.add(key)
        self._settling.start()
        self.changed.emit()

    def _collect(self) -> None:
        for page in self._pages.values():
            for key in self._dirty & page.rows.keys():
                self._typed[key] = page.rows[key].typed()
        self._dirty.clear()

    def _effective(self) -> dict[str, Any]:
        return effective(self._fields, self._typed)

    def _settle(self) -> None:
        self._collect()
        values = self._effective()
        page = self._pages.get(self._place)
        if page is not None:
            self._typed.update(page.refresh(values))
        self._mark_sections()

    def _mark_sections(self) -> None:
        values = self._effective()
        for place, section in enumerate(self.sections):
            words = "" if self._read_only else mark(section, values, self._problems)
            self.list.set_mark(place, words)
            self.combo.set_mark(place, words)

    def _show_errors(self, page: SectionPage) -> None:
        for problem in self._problems:
            row = page.row_at(problem.path)
            if row is not None and not row.error:
                row.set_error(problem.message)
