"""Writing an arrest plan: new, from a draft, or as a change. What is typed is kept while it is typed."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.police_form import as_asked
from ssp_desktop.services import arrest_plans, drafts
from ssp_desktop.services.arrest_plans import SubmittedPlan
from ssp_desktop.services.clock import local
from ssp_desktop.services.drafts import DraftPlace, DraftSummary
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.register import RegisterEntry
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.arrest_person_finder import PersonFinder
from ssp_desktop.ui.pages.arrest_plan_basis import STORED, ArrestBasis, read_basis
from ssp_desktop.ui.pages.arrest_plan_hints import ArrestHints
from ssp_desktop.ui.pages.contact_log_draft import DraftKeeper
from ssp_desktop.ui.pages.contact_log_school import SchoolLine
from ssp_desktop.ui.pages.parts.in_view import focus_on
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, danger_button, primary_button, secondary_button

_PAUSE_MS = 250
_TAKEN = ("given_name", "family_name", "known_as", "date_of_birth", "sex", "address")


class ArrestPlanEditPage(PageFrame):
    """The form with the school, the register and what follows from age and time above it.

    ``place.record_id`` names the plan to change. ``place.extra``: ``draft_id``, or ``partnership_id`` for a
    new one; it learns ``draft_id`` from the first save and ``submitted``.
    """

    title = "New arrest plan"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.basis: ArrestBasis | None = None
        self.form: FormView | None = None
        self.keeper: DraftKeeper | None = None
        self.person_id: int | None = None
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.school = SchoolLine("arrest plan")
        self.school.hide()
        self.finder = PersonFinder(desk)
        self.finder.hide()
        self.finder.chosen.connect(self._take_person)
        self.hints = ArrestHints()
        for widget in (self.notice, self.school, self.finder, self.hints):
            self.add(widget)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._show_hints)
        self.refresh()

    def refresh(self) -> None:
        """Read what the page starts from; once somebody may have typed, nothing is read again."""
        if self.place.extra.get("submitted") is not None:
            self._show_submitted()
        elif self.form is None:
            self.desk.run(read_basis, self.place, done=self._begin, failed=self._not_opened)

    def leaving(self) -> None:
        """Keep what was typed as a draft, at once, and ask for nothing more."""
        self._pause.stop()
        if self.keeper is not None:
            self.keeper.save_if_dirty()

    # --- beginning

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self._tell(error)

    def _show_submitted(self) -> None:
        record_id = self.place.extra["submitted"]
        self.set_intro("This plan was submitted. Open it to read or change it.")
        self.set_actions([primary_button("Open the plan", partial(self.desk.go, "arrest_plan", record_id))])

    def _begin(self, basis: ArrestBasis) -> None:
        self.basis, self.person_id = basis, basis.person_id
        self.form = FormView(
            as_asked(ARREST_PLAN), show_police=True, people=self.desk.people, wording=self.desk.wording
        )
        self.form.set_values(basis.values)
        self.keeper = DraftKeeper(self.desk, self, STORED, self._collect, self.place.extra)
        self.keeper.saved.connect(self._saved)
        self.keeper.failed.connect(self._tell)
        self.school.show_basis(basis)
        self.school.changed.connect(self._touched)
        self.form.changed.connect(self._touched)
        self.finder.setVisible(not basis.is_correction)
        self._name_page(basis)
        self.set_actions(self._buttons())
        self.add(self.form, 1)
        self._show_hints()

    def _name_page(self, basis: ArrestBasis) -> None:
        if not basis.is_correction:
            self.set_title("Draft of an arrest plan" if "draft_id" in self.place.extra else self.title)
            self.set_intro("OFFICIAL-SENSITIVE. Only officers and sergeants see it.")
            return
        self.set_title(f"Change {basis.reference}")
        then = " It is approved now; a change has to be approved again." if basis.approved else ""
        self.set_intro(f"Based on revision {basis.based_on}.{then}")
        if basis.newest != basis.based_on:
            self.notice.show()
            self.notice.show_message(
                Tone.WARNING,
                f"The plan was changed since you began: it is at revision {basis.newest} now.",
                "This draft cannot be submitted. Copy what you need, discard it, and change the plan.",
                say=True,
            )

    def _buttons(self) -> list[QPushButton]:
        self.submit_button = primary_button("Submit to the sergeant", self.submit)
        self.save_button = secondary_button("Save draft", self._save)
        self.discard_button = danger_button("Discard draft", self.discard)
        return [self.submit_button, self.save_button, self.discard_button]

    # --- typing

    def _take_person(self, entry: RegisterEntry) -> None:
        form, _ = self._ready()
        self.person_id = entry.person_id
        form.set_values({**form.values(), **{key: getattr(entry, key) for key in _TAKEN}})
        self._touched()

    def _touched(self) -> None:
        self._the_keeper().touch()
        self.school.say("Not saved yet")
        self._pause.start()

    def _show_hints(self) -> None:
        if self.desk.tasks.closed:  # the pause ran out while the program was closing
            return
        form, _ = self._ready()
        values = form.values()
        self.hints.show_age(values)
        school, day, at = self.school.partnership_id, values["planned_on"], values["planned_at"]
        if school is None or not isinstance(day, date) or not isinstance(at, time):
            self.hints.show_timing(None)
            return
        self.desk.run(
            arrest_plans.timing,
            school,
            day,
            at,
            done=self.hints.show_timing,
            failed=self._tell,
            receiver=self,
        )

    def _collect(self) -> tuple[dict[str, Any], DraftPlace]:
        """What a draft keeps: every answer, and what it belongs to."""
        form, basis = self._ready()
        where = {
            "partnership_id": self.school.partnership_id,
            "person_id": self.person_id,
            "based_on": basis.based_on,
        }
        place = DraftPlace(ARREST_PLAN.noun, basis.record_id, self.school.partnership_id)
        return {**form.values(), **where}, place

    def _save(self) -> None:
        self._the_keeper().save()

    def _saved(self, summary: DraftSummary) -> None:
        words = f"Draft saved {local(summary.saved_at):%H:%M}"
        self.school.say(f"{words}, newer words not saved yet" if self._the_keeper().is_dirty else words)

    # --- submitting

    def submit(self) -> None:
        """Check and submit; what is wrong is shown beside the questions and nothing is lost."""
        form, _ = self._ready()
        self.notice.hide()
        form.clear_problems()
        if self.school.partnership_id is None:
            self._tell(UserError("No school is chosen.", "Choose the school that the plan is about."))
            self.school.take_focus()
            return
        self._enable(False)
        # Words typed while the submission is on its way would be in neither the record nor a draft.
        form.setEnabled(False)
        self._the_keeper().settle(self._submit_now)

    def _submit_now(self) -> None:
        form, basis = self._ready()
        draft_id = self._the_keeper().draft_id
        if basis.record_id is not None:
            self.desk.run(
                arrest_plans.change,
                basis.record_id,
                form.values(),
                based_on=basis.based_on,
                draft_id=draft_id,
                done=self._submitted,
                failed=self._refused,
            )
            return
        self.desk.run(
            arrest_plans.submit,
            form.values(),
            partnership_id=self.school.partnership_id,
            person_id=self.person_id,
            draft_id=draft_id,
            done=self._submitted,
            failed=self._refused,
        )

    def _submitted(self, made: SubmittedPlan) -> None:
        self._the_keeper().forget()
        self.place.extra["submitted"] = made.id
        words = f"{made.reference} is submitted. It waits for a sergeant who did not write it."
        self.desk.go("arrest_plan", made.id, saved=words)

    def _refused(self, error: UserError) -> None:
        self._enable(True)
        form, _ = self._ready()
        form.setEnabled(True)
        # Nothing was stored, so what stands here is kept as the draft that it was.
        self._the_keeper().touch()
        if isinstance(error, ProblemsFound):
            form.show_problems(error.problems)
        else:
            self._tell(error)

    # --- discarding

    def discard(self) -> None:
        """Ask, and throw the draft away."""
        sure = dialogs.confirm(
            self,
            "Discard this draft?",
            "What you typed here is deleted and cannot be brought back. Submitted plans stay as they are.",
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
            self.desk.go("arrest_plan", basis.record_id)
        else:
            self.desk.go("arrest_plans")

    # --- helpers

    def _ready(self) -> tuple[FormView, ArrestBasis]:
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
