"""A sealed record of one school on the screen: to read with its corrections, to write, to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services import partnerships
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.school_records import Kept, OpenedRecord
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_cards import revisions_card
from ssp_desktop.ui.pages.parts.reading_page import ReadingPage
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.pages.parts.school_choice import SchoolChoice, school_of
from ssp_desktop.ui.widgets import Card, KeyValueTable, primary_button, secondary_button


class SchoolRecordPage(ReadingPage[OpenedRecord]):
    """A record to read. A subclass says the ``title``, the form, what opens it, and the pages beside it."""

    spec: ClassVar[FormSpec]
    edit_page: ClassVar[str]
    list_page: ClassVar[str]
    list_words: ClassVar[str]

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.spec.noun, desk, place)

    def more_buttons(self, _opened: OpenedRecord) -> list[QPushButton]:
        """Return further buttons of a noun."""
        return []

    def headline(self, opened: OpenedRecord) -> str:
        """Return the title of the page, with the reference."""
        return f"{self.title}: {opened.reference}"

    def buttons(self, opened: OpenedRecord) -> list[QPushButton]:
        """Return the way to correct it, what the noun has besides, and the way back to the list."""
        correct = partial(self.desk.go, self.edit_page, opened.id)
        go_back = partial(self.desk.go, self.list_page, partnership_id=opened.partnership_id)
        return [
            *([primary_button("Correct", correct)] if opened.may_correct else []),
            *self.more_buttons(opened),
            secondary_button(self.list_words, go_back),
        ]

    def parts(self, opened: OpenedRecord) -> Iterator[QWidget]:
        """Yield who recorded it, the answers, and how they were corrected."""
        card = Card()
        card.setAccessibleName(f"{opened.reference}: who and when")
        rows = [
            ("School", opened.school),
            ("Recorded by", opened.author),
            ("Recorded", in_words(opened.recorded_at)),
            ("Revision", str(opened.revision)),
        ]
        card.add(KeyValueTable(rows))
        yield card
        yield from section_cards(self.spec, opened.sections, wording=self.desk.wording)
        yield revisions_card(opened.revisions, self.desk.wording)


class SchoolRecordEdit(RecordForm):
    """A record to write, or (``record_id``) to correct.

    ``place.extra``: ``partnership_id`` is the school; ``typed``, ``chosen_school`` and ``typed_reason`` what
    was begun when the page was left. A subclass says the title, the page that shows the record, and the
    services.
    """

    title: ClassVar[str]
    view_page: ClassVar[str]

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title if place.record_id is None else "Correct", desk, place)
        self.schools = SchoolChoice()
        self.schools.hide()
        self.before: dict[str, Any] = {}
        self.refresh()

    # --- what a noun says

    def start(self, signed_in: SignedIn) -> dict[str, Any]:
        """On the database thread: return an untouched record."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def open(self, signed_in: SignedIn, record_id: int) -> OpenedRecord:
        """On the database thread: return the record to correct."""
        raise NotImplementedError  # as above

    def sheet(self) -> FormSpec:
        """Return the form that the screen shows."""
        raise NotImplementedError  # as above

    def services(self) -> tuple[Callable[..., Kept], Callable[..., Kept]]:
        """Return what records, and what corrects."""
        raise NotImplementedError  # as above

    def on_sheet(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return a record's answers as the sheet shows them."""
        return values

    def off_sheet(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Return the record's answers from the sheet's."""
        return typed

    # --- showing

    def refresh(self) -> None:
        """Read what it starts with, once: what is typed is never read over."""
        if self.form is not None:
            return
        if self.place.record_id is None:
            self.desk.run(self._read_new, done=self._show_new)
        else:
            self.desk.run(self.open, self.place.record_id, done=self._show_stored)

    def leaving(self) -> None:
        """Keep what was typed, with the school."""
        super().leaving()
        if self.schools.school is not None:
            self.place.extra["chosen_school"] = self.schools.school

    def _read_new(self, signed_in: SignedIn) -> tuple[tuple[School, ...], dict[str, Any]]:
        return partnerships.schools(signed_in), self.start(signed_in)

    def _show_new(self, read: tuple[tuple[School, ...], dict[str, Any]]) -> None:
        if self.form is not None:
            return
        schools, values = read
        self.add(self.schools)
        self.schools.set_schools(schools, school_of(self.place))
        form = self.show_form(self.sheet(), self.on_sheet(values), 0, self._buttons("Save"))
        self.schools.chosen.connect(form.changed)

    def _show_stored(self, opened: OpenedRecord) -> None:
        if self.form is not None:
            return
        self.set_title(f"Correct {opened.reference}")
        self.before = opened.values
        self.ask_reason()
        buttons = self._buttons("Save the correction")
        self.show_form(self.sheet(), self.on_sheet(opened.values), opened.revision, buttons)

    def _buttons(self, words: str) -> tuple[QPushButton, ...]:
        return primary_button(words, self.save), secondary_button("Cancel", self.cancel)

    # --- saving

    def save(self) -> None:
        """Store the record and show it, or show what has to be put right."""
        record, amend = self.services()
        answers = self.off_sheet(self.begin())
        if self.place.record_id is None:
            self.desk.run(
                record,
                answers,
                partnership_id=self.schools.school or 0,
                done=self._saved,
                failed=self.failed,
                receiver=self,
            )
            return
        self.desk.run(
            amend,
            self.place.record_id,
            answers,
            reason=self.typed_reason,
            based_on=self.revision,
            done=self._saved,
            failed=self.failed,
            receiver=self,
        )

    def _saved(self, stored: Kept) -> None:
        self.forget()
        words = "is recorded" if stored.revision == 1 else "is corrected"
        self.desk.go(self.view_page, stored.id, saved=f"{stored.reference} {words}.")
