"""One record whose time has run out: what it is, what was decided before, and the decision to keep it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.retention_review import RETENTION_REVIEW
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import retention
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.retention import OpenedReview
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.storage_form import StorageForm
from ssp_desktop.ui.widgets import Card, KeyValueTable, link_button, primary_button, secondary_button

KIND = "contact_log"


class RetentionReviewPage(StorageForm):
    """``place.record_id`` is the contact log's."""

    title = "Retention review"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.opened: OpenedReview | None = None
        self.password = PasswordQuestion(help_text="Asked again, because the decision is signed.")
        self.refresh()

    def refresh(self) -> None:
        """Read the record, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                retention.open_review, KIND, self.place.record_id, done=self._show, failed=self._not_opened
            )

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.failed(error)

    def _show(self, opened: OpenedReview) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        subject = opened.subject
        self.set_title(f"{self.title}: {subject.reference}")
        facts = Card()
        table = KeyValueTable()
        rows: list[tuple[str, str | QWidget]] = [
            ("Record", link_button(subject.reference, partial(self.desk.go, KIND, subject.record_id))),
            ("School", subject.school),
            ("Date of the contact", day_in_words(subject.since)),
            ("Review due since", day_in_words(subject.due_on)),
        ]
        rows += [("Decided before", _signature_words(each)) for each in opened.signatures]
        table.set_rows(rows)
        facts.add(table)
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
        self.body.insertWidget(self.body.count() - 1, self.password)

    def save(self) -> None:
        """Sign the decision, or show what has to be put right."""
        self.password.set_wrong(False)
        self.desk.run(
            retention.keep,
            self.password.text,
            KIND,
            self.place.record_id,
            self.begin(),
            based_on=self.revision,
            done=self._kept,
            failed=self._refused,
        )

    def _dispose(self) -> None:
        self.desk.go("disposal_edit", self.place.record_id)

    def _kept(self, until: date) -> None:
        self.password.clear()
        self._stored = {}
        self.desk.go("retention", saved=f"The record is kept until {day_in_words(until)}.")

    def _refused(self, error: UserError) -> None:
        self.failed(error)
        self.password.set_wrong(isinstance(error, WrongPassword))


def _signature_words(signature: ShownSignature) -> str:
    state = "VALID" if signature.is_valid else f"INVALID. {signature.fault}"
    return f"Kept by {signature.signer}, {in_words(signature.signed_at)}. Signature: {state}"
