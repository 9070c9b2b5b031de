"""One record whose time has run out: what it is, what was decided before, and the decision to keep it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.retention_review import RETENTION_REVIEW
from ssp_desktop.services import retention
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.retention import OpenedReview
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.retention_form import RetentionForm, facts_of
from ssp_desktop.ui.pages.retention_places import place_of
from ssp_desktop.ui.widgets import Card, KeyValueTable, link_button, primary_button, secondary_button


class RetentionReviewPage(RetentionForm):
    """``place.record_id`` is the record's, ``place.extra["kind"]`` says of which kind it is."""

    title = "Retention review"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__("Asked again, because the decision is signed.", desk, place)
        self.refresh()

    def show_review(self, opened: OpenedReview) -> None:
        """Show the record with what was decided before, and ask for the decision."""
        subject = opened.subject
        there = place_of(subject.kind, subject.record_id, subject.partnership_id, subject.since)
        rows: list[tuple[str, str | QWidget]] = [
            ("Record", link_button(subject.reference, partial(self.desk.going.emit, there))),
            *facts_of(subject),
        ]
        rows += [("Decided before", _signature_words(each)) for each in opened.signatures]
        facts = Card()
        facts.add(KeyValueTable(rows))
        self.add(facts)
        self.show_form(
            RETENTION_REVIEW,
            opened.values,
            opened.revision,
            (
                primary_button("Keep this record", self.save),
                secondary_button("Propose its disposal", self._dispose),
                secondary_button("Cancel", self.cancel),
            ),
        )

    def save(self) -> None:
        """Sign the decision, or show what has to be put right."""
        self.password.set_wrong(False)
        self.desk.run(
            retention.keep,
            self.password.text,
            self.kind,
            self.place.record_id,
            self.begin(),
            based_on=self.revision,
            done=self._kept,
            failed=self.refused,
        )

    def _dispose(self) -> None:
        self.desk.go("disposal_edit", self.place.record_id, kind=self.kind)

    def _kept(self, until: date) -> None:
        self.password.clear()
        self.forget()
        self.desk.go("retention", saved=f"The record is kept until {day_in_words(until)}.")


def _signature_words(signature: ShownSignature) -> str:
    state = "VALID" if signature.is_valid else f"INVALID. {signature.fault}"
    return f"Kept by {signature.signer}, {in_words(signature.signed_at)}. Signature: {state}"
