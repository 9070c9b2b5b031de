"""Writing an arrest plan: new, from a draft, or as a change. What is typed is kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.police_form import as_asked
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services import arrest_plans
from ssp_desktop.services.arrest_plans import SubmittedPlan
from ssp_desktop.services.register import RegisterEntry
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_person_finder import PersonFinder
from ssp_desktop.ui.pages.arrest_plan_basis import STORED, ArrestBasis, read_basis
from ssp_desktop.ui.pages.arrest_plan_hints import ArrestHints
from ssp_desktop.ui.pages.parts.draft_keeper import DraftKeeper
from ssp_desktop.ui.pages.parts.draft_page import DraftPage
from ssp_desktop.ui.pages.parts.draft_words import DraftWords

_TAKEN = ("given_name", "family_name", "known_as", "date_of_birth", "sex", "address")


class ArrestPlanEditPage(DraftPage[ArrestBasis]):
    """An arrest plan being written, with the register and what follows from age and time above it.

    ``place.extra`` for a new one: ``partnership_id``.
    """

    title = "New arrest plan"
    stored = STORED
    view_page = "arrest_plan"
    list_page = "arrest_plans"
    words = DraftWords(
        draft="Draft of an arrest plan",
        school_of="arrest plan",
        choose="Choose the school that the plan is about.",
        submitted="This plan was submitted. Open it to read or change it.",
        open="Open the plan",
        submit="Submit to the sergeant",
        correct="Change",
        overtaken="The plan was changed",
        again="change the plan",
        stays="Submitted plans stay as they are.",
    )

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.person_id: int | None = None
        self.finder = PersonFinder(desk)
        self.finder.hide()
        self.finder.chosen.connect(self._take_person)
        self.hints = ArrestHints()
        for widget in (self.finder, self.hints):
            self.add(widget)
        self.refresh()

    def leaving(self) -> None:
        """Keep what was typed as a draft, at once, and ask for nothing more."""
        self.pause.stop()
        super().leaving()

    def reader(self) -> Callable[[SignedIn, Place], ArrestBasis]:
        """Return what reads the draft, the plan to change, or the schools."""
        return read_basis

    def spec(self, _basis: ArrestBasis) -> FormSpec:
        """Return the form; that only the police see it is said once, not beside each question."""
        return as_asked(ARREST_PLAN)

    def intro_of(self, basis: ArrestBasis) -> str:
        """Say who sees the plan, or what a change does to an approval."""
        if not basis.is_correction:
            return "OFFICIAL-SENSITIVE. Only officers and sergeants see it."
        then = " It is approved now; a change has to be approved again." if basis.approved else ""
        return f"Based on revision {basis.based_on}.{then}"

    def begun(self, basis: ArrestBasis) -> None:
        """Take over whom the plan is about, and offer the register for a new one."""
        self.person_id = basis.person_id
        self.finder.setVisible(not basis.is_correction)

    def belongs_to(self) -> dict[str, Any]:
        """Return the entry of the register that was chosen."""
        return {"person_id": self.person_id}

    def _take_person(self, entry: RegisterEntry) -> None:
        form, _ = self.ready()
        self.person_id = entry.person_id
        form.set_values({**form.values(), **{key: getattr(entry, key) for key in _TAKEN}})
        self.touched()

    def show_what_follows(self) -> None:
        """Say what the age on that day means, and how day and time fit the school."""
        if self.desk.tasks.closed:  # the pause ran out while the program was closing
            return
        form, _ = self.ready()
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
            failed=self.tell,
            receiver=self,
        )

    def send(self, keeper: DraftKeeper, basis: ArrestBasis, values: dict[str, Any]) -> None:
        """Submit the plan, or its change."""
        if basis.record_id is None:
            keeper.submit(
                arrest_plans.submit,
                values,
                partnership_id=self.school.partnership_id,
                person_id=self.person_id,
                done=self._made,
                failed=self.refused,
            )
            return
        keeper.submit(
            arrest_plans.change,
            basis.record_id,
            values,
            based_on=basis.based_on,
            done=self._made,
            failed=self.refused,
        )

    def _made(self, made: SubmittedPlan) -> None:
        words = f"{made.reference} is submitted. It waits for a sergeant who did not write it."
        self.submitted(made.id, saved=words)
