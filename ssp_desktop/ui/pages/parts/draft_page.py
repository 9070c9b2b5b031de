"""A record that is written over hours: new, from a draft, or as a correction; kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec, Problem
from ssp_desktop.services.clock import local
from ssp_desktop.services.drafts import DraftPlace, DraftSummary
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_position import Position, go_to, position_in
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.parts.draft_basis import DraftBasis
from ssp_desktop.ui.pages.parts.draft_keeper import DraftKeeper
from ssp_desktop.ui.pages.parts.draft_words import DraftWords
from ssp_desktop.ui.pages.parts.in_view import focus_on
from ssp_desktop.ui.pages.parts.school_line import SchoolLine
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, danger_button, primary_button, secondary_button

_PAUSE_MS = 250
Basis = TypeVar("Basis", bound=DraftBasis)


class DraftPage(PageFrame, Generic[Basis]):
    """A form with what it belongs to above it; a subclass says the noun and what is special about it.

    ``place.record_id`` names the record to correct. ``place.extra``: ``draft_id``, or for a new one what
    ``reader`` asks for; it learns ``draft_id`` from the first save and ``submitted``. The subclass adds its
    own widgets and then calls ``refresh``.
    """

    title: ClassVar[str]
    stored: ClassVar[FormSpec]
    view_page: ClassVar[str]
    list_page: ClassVar[str]
    words: ClassVar[DraftWords]

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.basis: Basis | None = None
        self.form: FormView | None = None
        self.keeper: DraftKeeper | None = None
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.school = SchoolLine(self.words.school_of)
        self.school.hide()
        for widget in (self.notice, self.school):
            self.add(widget)
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.pause.timeout.connect(self.show_what_follows)

    # --- what a noun says

    def reader(self) -> Callable[[SignedIn, Place], Basis]:
        """Return what reads, on the database thread, everything that the page needs to begin."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def spec(self, basis: Basis) -> FormSpec:
        """Return the form that the screen shows."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def intro_of(self, basis: Basis) -> str:
        """Return the sentence below the title."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def begun(self, basis: Basis) -> None:
        """The form is there; take from the basis what only this noun has."""

    def show_what_follows(self) -> None:
        """Show what the answers so far mean; called when typing pauses."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def belongs_to(self) -> dict[str, Any]:
        """Return what a draft keeps of this noun, beside the school and the revision."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def problems_here(self, _basis: Basis, _values: dict[str, Any]) -> Sequence[Problem]:
        """Return what has to be put right before anything is sent."""
        return ()

    def send(self, keeper: DraftKeeper, basis: Basis, values: dict[str, Any]) -> None:
        """Submit or correct through ``keeper.submit``; ``submitted`` and ``refused`` take the answer."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    # --- beginning

    def refresh(self) -> None:
        """Read what the page starts from; once somebody may have typed, nothing is read again."""
        if self.place.extra.get("submitted") is not None:
            self._show_submitted()
        elif self.form is None:
            self.desk.run(self.reader(), self.place, done=self._begin, failed=self._not_opened)

    def leaving(self) -> None:
        """Keep what was typed as a draft, at once."""
        if self.keeper is not None:
            self.keeper.save_if_dirty()

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.tell(error)

    def _show_submitted(self) -> None:
        record_id = self.place.extra["submitted"]
        self.set_intro(self.words.submitted)
        show = partial(self.desk.go, self.view_page, record_id)
        self.set_actions([primary_button(self.words.open, show)])

    def _begin(self, basis: Basis) -> None:
        self.basis = basis
        self.form = FormView(
            self.spec(basis), show_police=True, people=self.desk.people, wording=self.desk.wording
        )
        self.form.set_values(basis.values)
        self.keeper = DraftKeeper(self.desk, self, self.stored, self._collect, self.place.extra)
        self.keeper.saved.connect(self._saved)
        self.keeper.failed.connect(self.tell)
        self.school.show_basis(basis)
        self.school.setEnabled(not self.desk.signed_in.for_reading)
        self.school.changed.connect(self.touched)
        self.form.changed.connect(self.touched)
        self.begun(basis)
        self._name_page(basis)
        self.form.set_read_only(self.desk.signed_in.for_reading)
        if not self.desk.signed_in.for_reading:
            self.set_actions(self._buttons())
        self.add(self.form, 1)
        self.show_what_follows()
        if basis.at is not None and "at" not in self.place.extra:  # the page keeper knows it better
            go_to(self.form, basis.at)

    def _name_page(self, basis: Basis) -> None:
        self.set_intro(self.intro_of(basis))
        if not basis.is_correction:
            self.set_title(self.words.draft if "draft_id" in self.place.extra else self.title)
            return
        self.set_title(f"{self.words.correct} {basis.reference}")
        if basis.newest != basis.based_on:
            self.notice.show()
            self.notice.show_message(
                Tone.WARNING,
                f"{self.words.overtaken} since you began: it is at revision {basis.newest} now.",
                f"This draft cannot be submitted. Copy what you need, discard it, and {self.words.again}.",
                say=True,
            )

    def _buttons(self) -> list[QPushButton]:
        self.submit_button = primary_button(self.words.submit, self.submit)
        self.save_button = secondary_button("Save draft", self._save)
        self.discard_button = danger_button("Discard draft", self.discard)
        return [self.submit_button, self.save_button, self.discard_button]

    # --- typing

    def touched(self) -> None:
        """Something was typed or chosen: keep it soon, and look what follows from it."""
        self._the_keeper().touch()
        self.school.say("Not saved yet")
        self.pause.start()

    def _collect(self) -> tuple[dict[str, Any], DraftPlace, Position | None]:
        """What a draft keeps: every answer, what it belongs to, and where the keyboard is."""
        form, basis = self.ready()
        school = self.school
        where = {"partnership_id": school.partnership_id, "based_on": basis.based_on, **self.belongs_to()}
        place = DraftPlace(self.stored.noun, basis.record_id, school.partnership_id, school.visit_id)
        return {**form.typed(), **where}, place, position_in(form)

    def _save(self) -> None:
        self._the_keeper().save()

    def _saved(self, summary: DraftSummary) -> None:
        words = f"Draft saved {local(summary.saved_at):%H:%M}"
        self.school.say(f"{words}, newer words not saved yet" if self._the_keeper().is_dirty else words)

    # --- submitting

    def submit(self) -> None:
        """Check and submit; what is wrong is shown beside the questions and nothing is lost."""
        form, basis = self.ready()
        self.notice.hide()
        form.clear_problems()
        if self.school.partnership_id is None:
            self.tell(UserError("No school is chosen.", self.words.choose))
            self.school.take_focus()
            return
        problems = self.problems_here(basis, form.values())
        if problems:
            form.show_problems(problems)
            return
        self._enable(False)
        # Words typed while the submission is on its way would be in neither the record nor a draft.
        form.setEnabled(False)
        self.send(self._the_keeper(), basis, form.values())

    def submitted(self, record_id: int, **say: Any) -> None:
        """The record is stored: show it, and say so."""
        self._the_keeper().forget()
        self.place.extra["submitted"] = record_id
        self.desk.go(self.view_page, record_id, **say)

    def refused(self, error: UserError) -> None:
        """Nothing was stored: what stands here is kept as the draft that it was."""
        self._enable(True)
        form, _ = self.ready()
        form.setEnabled(True)
        self._the_keeper().touch()
        if isinstance(error, ProblemsFound):
            form.show_problems(error.problems)
        else:
            self.tell(error)

    # --- discarding

    def discard(self) -> None:
        """Ask, and throw the draft away."""
        sure = dialogs.confirm(
            self,
            "Discard this draft?",
            f"What you typed here is deleted and cannot be brought back. {self.words.stays}",
            yes="Discard draft",
            no="Keep it",
            dangerous=True,
        )
        if sure:
            self._enable(False)
            self._the_keeper().discard(self._discarded, self.refused)

    def _discarded(self, _nothing: None) -> None:
        self._the_keeper().forget()
        _, basis = self.ready()
        if basis.record_id is not None:
            self.desk.go(self.view_page, basis.record_id)
        else:
            self.desk.go(self.list_page)

    # --- helpers

    def ready(self) -> tuple[FormView, Basis]:
        """Return the form and what it started from, once both were read."""
        if self.form is None or self.basis is None:
            raise RuntimeError("the form was used before it was read")
        return self.form, self.basis

    def _the_keeper(self) -> DraftKeeper:
        if self.keeper is None:
            raise RuntimeError("the form was used before it was read")
        return self.keeper

    def _enable(self, on: bool) -> None:
        for button in (self.submit_button, self.save_button, self.discard_button):
            button.setEnabled(on)

    def tell(self, error: UserError) -> None:
        """Say what has to be put right, and put the keyboard there."""
        self.notice.show()
        self.notice.show_problem(error)
        focus_on(self.notice)
