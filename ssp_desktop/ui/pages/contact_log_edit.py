"""Writing a contact log: new, from a draft, or as a correction. What is typed is kept while it is typed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Context, FormSpec
from ssp_desktop.forms.validation import tidy, validate
from ssp_desktop.services import contact_logs, drafts
from ssp_desktop.services.clock import local
from ssp_desktop.services.contact_logs import Submitted
from ssp_desktop.services.drafts import DraftPlace, DraftSummary
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.contact_log_basis import CORRECTION, REASON, STORED, Basis, read_basis
from ssp_desktop.ui.pages.contact_log_concerns import ConcernNotice
from ssp_desktop.ui.pages.contact_log_draft import DraftKeeper
from ssp_desktop.ui.pages.contact_log_school import SchoolLine
from ssp_desktop.ui.pages.parts.in_view import focus_on
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, danger_button, primary_button, secondary_button

_PAUSE_MS = 250


class ContactLogEditPage(PageFrame):
    """The form with what it belongs to above it.

    ``place.record_id`` names the record to correct. ``place.extra``: ``draft_id``, or for a new one
    ``partnership_id`` and ``visit_id``; it learns ``draft_id`` from the first save and ``submitted``.
    """

    title = "New contact log"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True, intro="Loading …")
        self.desk = desk
        self.place = place
        self.basis: Basis | None = None
        self.form: FormView | None = None
        self.keeper: DraftKeeper | None = None
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.concern = ConcernNotice(desk.wording)
        self.school = SchoolLine()
        self.school.hide()
        for widget in (self.notice, self.school, self.concern):
            self.add(widget)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._show_concern)
        self.refresh()

    def refresh(self) -> None:
        """Read what the page starts from; once somebody may have typed, nothing is read again."""
        if self.place.extra.get("submitted") is not None:
            self._show_submitted()
        elif self.form is None:
            self.desk.run(read_basis, self.place, done=self._begin, failed=self._not_opened)

    def leaving(self) -> None:
        """Keep what was typed as a draft, at once."""
        if self.keeper is not None:
            self.keeper.save_if_dirty()

    # --- beginning

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self._tell(error)

    def _show_submitted(self) -> None:
        record_id = self.place.extra["submitted"]
        self.set_intro("This contact log was submitted. Open it to read or correct it.")
        self.set_actions([primary_button("Open the record", partial(self.desk.go, "contact_log", record_id))])

    def _begin(self, basis: Basis) -> None:
        self.basis = basis
        self.form = FormView(self._spec, show_police=True, people=self.desk.people, wording=self.desk.wording)
        self.form.set_values(basis.values)
        self.keeper = DraftKeeper(self.desk, self, STORED, self._collect, self.place.extra)
        self.keeper.saved.connect(self._saved)
        self.keeper.failed.connect(self._tell)
        self.school.show_basis(basis)
        self.school.changed.connect(self._touched)
        self.form.changed.connect(self._touched)
        self._name_page(basis)
        self.set_actions(self._buttons())
        self.add(self.form, 1)
        self._show_concern()

    @property
    def _spec(self) -> FormSpec:
        return CORRECTION if self.basis is not None and self.basis.is_correction else CONTACT_LOG

    def _name_page(self, basis: Basis) -> None:
        if not basis.is_correction:
            self.set_title("Draft of a contact log" if "draft_id" in self.place.extra else self.title)
            self.set_intro("")
            return
        self.set_title(f"Correct {basis.reference}")
        self.set_intro(
            f"Based on revision {basis.based_on}. The words that you change are struck and stay readable."
        )
        if basis.newest != basis.based_on:
            self.notice.show()
            self.notice.show_message(
                Tone.WARNING,
                f"The record was corrected since you began: it is at revision {basis.newest} now.",
                "This draft cannot be submitted. Copy what you need, discard it, and correct the record.",
                say=True,
            )

    def _buttons(self) -> list[QPushButton]:
        self.submit_button = primary_button("Submit", self.submit)
        self.save_button = secondary_button("Save draft", self._save)
        self.discard_button = danger_button("Discard draft", self.discard)
        return [self.submit_button, self.save_button, self.discard_button]

    # --- typing

    def _touched(self) -> None:
        if self.keeper is not None:
            self.keeper.touch()
            self.school.say("Not saved yet")
        self._pause.start()

    def _show_concern(self) -> None:
        if self.form is not None:
            self.concern.show_values(self.form.values())

    def _collect(self) -> tuple[dict[str, Any], DraftPlace]:
        """What a draft keeps: every answer, and what it belongs to."""
        form, basis = self._ready()
        where = {
            "partnership_id": self.school.partnership_id,
            "visit_id": self.school.visit_id,
            "based_on": basis.based_on,
        }
        place = DraftPlace(CONTACT_LOG.noun, basis.record_id, where["partnership_id"], where["visit_id"])
        return {**form.values(), **where}, place

    def _save(self) -> None:
        if self.keeper is not None:
            self.keeper.save()

    def _saved(self, summary: DraftSummary) -> None:
        words = f"Draft saved {local(summary.saved_at):%H:%M}"
        is_newer = self.keeper is not None and self.keeper.is_dirty
        self.school.say(f"{words}, newer words not saved yet" if is_newer else words)

    # --- submitting

    def submit(self) -> None:
        """Check and submit; what is wrong is shown beside the questions and nothing is lost."""
        form, basis = self._ready()
        self.notice.hide()
        form.clear_problems()
        if not basis.is_correction and self.school.partnership_id is None:
            self._tell(UserError("No school is chosen.", "Choose the school that the contact belongs to."))
            self.school.take_focus()
            return
        if basis.is_correction:
            values = tidy(CORRECTION, form.values())
            there = local(self.desk.signed_in.clock())
            problems = validate(CORRECTION, values, Context(there.date(), there.time()))
            if problems:
                form.show_problems(problems)
                return
        self._enable(False)
        # Words typed while the submission is on its way would be in neither the record nor a draft.
        form.setEnabled(False)
        self._the_keeper().settle(self._submit_now)

    def _submit_now(self) -> None:
        form, basis = self._ready()
        values = form.values()
        draft_id = self._the_keeper().draft_id
        if basis.record_id is not None:
            reason = values.pop(REASON)
            self.desk.run(
                contact_logs.correct,
                basis.record_id,
                values,
                reason=reason,
                based_on=basis.based_on,
                draft_id=draft_id,
                done=self._submitted,
                failed=self._refused,
            )
            return
        self.desk.run(
            contact_logs.submit,
            values,
            partnership_id=self.school.partnership_id,
            visit_id=self.school.visit_id,
            draft_id=draft_id,
            done=self._submitted,
            failed=self._refused,
        )

    def _submitted(self, made: Submitted) -> None:
        self._the_keeper().forget()
        self.place.extra["submitted"] = made.id
        wording = self.desk.wording
        done = "is submitted" if made.revision == 1 else f"is corrected: revision {made.revision}"
        notice = (f"{made.reference} {done}.", wording("It waits for the SPOC to countersign."))
        self.desk.go("contact_log", made.id, notice=notice)

    def _refused(self, error: UserError) -> None:
        self._enable(True)
        self._ready()[0].setEnabled(True)
        # Nothing was stored, so what stands here is kept as the draft that it was.
        self._the_keeper().touch()
        if isinstance(error, ProblemsFound):
            self._ready()[0].show_problems(error.problems)
        else:
            self._tell(error)

    # --- discarding

    def discard(self) -> None:
        """Ask, and throw the draft away."""
        sure = dialogs.confirm(
            self,
            "Discard this draft?",
            "What you typed here is deleted and cannot be brought back. Submitted records stay as they are.",
            yes="Discard draft",
            no="Keep it",
            dangerous=True,
        )
        if sure:
            self._enable(False)
            self._the_keeper().settle(self._discard_now)

    def _discard_now(self) -> None:
        draft_id = self._the_keeper().draft_id
        if draft_id is None:
            self._discarded(None)
            return
        self.desk.run(drafts.discard, draft_id, done=self._discarded, failed=self._refused)

    def _discarded(self, _nothing: object) -> None:
        self._the_keeper().forget()
        _, basis = self._ready()
        if basis.record_id is not None:
            self.desk.go("contact_log", basis.record_id)
        else:
            self.desk.go("contact_logs")

    # --- helpers

    def _ready(self) -> tuple[FormView, Basis]:
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

    def _tell(self, error: UserError) -> None:
        self.notice.show()
        self.notice.show_problem(error)
        focus_on(self.notice)
