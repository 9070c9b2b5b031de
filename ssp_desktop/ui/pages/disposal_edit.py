"""Proposing to dispose of one record whose time has run out: the reason, and the sergeant's signature."""

from __future__ import annotations

from dataclasses import replace

from ssp_desktop.errors import UserError
from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import disposals, retention
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.retention import OpenedReview
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import Card, KeyValueTable, primary_button, secondary_button

KIND = "contact_log"


class DisposalEditPage(RecordForm):
    """``place.record_id`` is the contact log's."""

    title = "Propose a disposal"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.password = PasswordQuestion(help_text="Asked again, because the proposal is signed.")
        self.refresh()

    def refresh(self) -> None:
        """Read the record, once: what is typed is never read over."""
        if self.form is None:
            self.desk.run(
                retention.open_review, KIND, self.place.record_id, done=self._show, failed=self._not_opened
            )

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.failed(error)

    def _show(self, opened: OpenedReview) -> None:
        if self.form is not None:
            return
        due = opened.subject
        self.set_title(f"{self.title}: {due.reference}")
        card = Card()
        table = KeyValueTable()
        table.set_rows(
            [
                ("School", due.school),
                ("Date of the contact", day_in_words(due.since)),
                ("Review due since", day_in_words(due.due_on)),
            ]
        )
        card.add(table)
        self.add(card)
        asked = replace(DISPOSAL, sections=DISPOSAL.sections[:1])  # the program fills in the rest
        buttons = (primary_button("Propose", self.save), secondary_button("Cancel", self.cancel))
        self.show_form(asked, empty_values(asked), 0, buttons)
        self.body.insertWidget(self.body.count() - 1, self.password)

    def save(self) -> None:
        """Sign the proposal, or show what has to be put right."""
        self.password.set_wrong(False)
        self.desk.run(
            disposals.propose,
            self.password.text,
            KIND,
            self.place.record_id,
            self.begin(),
            done=self._proposed,
            failed=self._refused,
        )

    def _proposed(self, _number: int) -> None:
        self.password.clear()
        self.forget()
        words = "The disposal is proposed. It waits for another officer or sergeant to confirm it."
        self.desk.go("retention", saved=words)

    def _refused(self, error: UserError) -> None:
        self.failed(error)
        self.password.set_wrong(isinstance(error, WrongPassword))
