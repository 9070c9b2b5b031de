"""Proposing to dispose of one record whose time has run out: the reason, and the sergeant's signature."""

from __future__ import annotations

from dataclasses import replace

from ssp_desktop.forms.disposal import DISPOSAL
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import disposals
from ssp_desktop.services.retention import OpenedReview
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.retention_form import RetentionForm, facts_of
from ssp_desktop.ui.widgets import Card, KeyValueTable, primary_button, secondary_button


class DisposalEditPage(RetentionForm):
    """``place.record_id`` is the record's, ``place.extra["kind"]`` says of which kind it is."""

    title = "Propose a disposal"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__("Asked again, because the proposal is signed.", desk, place)
        self.refresh()

    def show_review(self, opened: OpenedReview) -> None:
        """Show the record, and ask for the reason."""
        card = Card()
        card.add(KeyValueTable(facts_of(opened.subject)))
        self.add(card)
        asked = replace(DISPOSAL, sections=DISPOSAL.sections[:1])  # the program fills in the rest
        buttons = (primary_button("Propose", self.save), secondary_button("Cancel", self.cancel))
        self.show_form(asked, empty_values(asked), 0, buttons)

    def save(self) -> None:
        """Sign the proposal, or show what has to be put right."""
        self.password.set_wrong(False)
        self.desk.run(
            disposals.propose,
            self.password.text,
            self.kind,
            self.place.record_id,
            self.begin(),
            done=self._proposed,
            failed=self.refused,
        )

    def _proposed(self, _number: int) -> None:
        self.password.clear()
        self.forget()
        words = "The disposal is proposed. It waits for another officer or sergeant to confirm it."
        self.desk.go("retention", saved=words)
