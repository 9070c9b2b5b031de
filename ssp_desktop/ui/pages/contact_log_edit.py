"""Writing a contact log: new, from a draft, or as a correction. What is typed is kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Context, FormSpec, Problem
from ssp_desktop.forms.validation import tidy, validate
from ssp_desktop.services import contact_logs
from ssp_desktop.services.clock import local
from ssp_desktop.services.contact_logs import Submitted
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_basis import CORRECTION, REASON, STORED, read_basis
from ssp_desktop.ui.pages.contact_log_concerns import ConcernNotice
from ssp_desktop.ui.pages.parts.draft_basis import DraftBasis
from ssp_desktop.ui.pages.parts.draft_keeper import DraftKeeper
from ssp_desktop.ui.pages.parts.draft_page import DraftPage
from ssp_desktop.ui.pages.parts.draft_words import DraftWords


class ContactLogEditPage(DraftPage[DraftBasis]):
    """A contact log being written. ``place.extra`` for a new one: ``partnership_id`` and ``visit_id``."""

    title = "New contact log"
    stored = STORED
    view_page = "contact_log"
    list_page = "contact_logs"
    words = DraftWords(
        draft="Draft of a contact log",
        school_of="contact",
        choose="Choose the school that the contact belongs to.",
        submitted="This contact log was submitted. Open it to read or correct it.",
        open="Open the record",
        submit="Submit",
        correct="Correct",
        overtaken="The record was corrected",
        again="correct the record",
        stays="Submitted records stay as they are.",
    )

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.concern = ConcernNotice(desk.wording)
        self.add(self.concern)
        self.refresh()

    def reader(self) -> Callable[[SignedIn, Place], DraftBasis]:
        """Return what reads the draft, the record to correct, or the visit and the schools."""
        return read_basis

    def spec(self, basis: DraftBasis) -> FormSpec:
        """Return the form, with the reason above it for a correction."""
        return CORRECTION if basis.is_correction else CONTACT_LOG

    def intro_of(self, basis: DraftBasis) -> str:
        """Say what a correction does to the words there were."""
        if not basis.is_correction:
            return ""
        return f"Based on revision {basis.based_on}. The words that you change are struck and stay readable."

    def belongs_to(self) -> dict[str, Any]:
        """Return the visit."""
        return {"visit_id": self.school.visit_id}

    def show_what_follows(self) -> None:
        """Show what a concern that is ticked asks for."""
        form, _ = self.ready()
        self.concern.show_values(form.values())

    def problems_here(self, basis: DraftBasis, values: dict[str, Any]) -> Sequence[Problem]:
        """Check a correction together with its reason, which the record's own form does not ask for."""
        if not basis.is_correction:
            return ()
        there = local(self.desk.signed_in.clock())
        return validate(CORRECTION, tidy(CORRECTION, values), Context(there.date(), there.time()))

    def send(self, keeper: DraftKeeper, basis: DraftBasis, values: dict[str, Any]) -> None:
        """Submit the contact log, or its correction with the reason."""
        if basis.record_id is None:
            keeper.submit(
                contact_logs.submit,
                values,
                partnership_id=self.school.partnership_id,
                visit_id=self.school.visit_id,
                done=self._made,
                failed=self.refused,
            )
            return
        reason = values.pop(REASON)
        keeper.submit(
            contact_logs.correct,
            basis.record_id,
            values,
            reason=reason,
            based_on=basis.based_on,
            done=self._made,
            failed=self.refused,
        )

    def _made(self, made: Submitted) -> None:
        done = "is submitted" if made.revision == 1 else f"is corrected: revision {made.revision}"
        waits = self.desk.wording("It waits for the SPOC to countersign.")
        self.submitted(made.id, notice=(f"{made.reference} {done}.", waits))
