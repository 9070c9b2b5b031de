"""What keeping a record and proposing its disposal share: which record it is, and the signature."""

from __future__ import annotations

from typing import ClassVar

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import retention
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.retention import DueReview, OpenedReview
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.record_form import RecordForm


class RetentionForm(RecordForm):
    """A signed form about one record whose time has run out. ``place.extra["kind"]`` says of which kind."""

    title: ClassVar[str]

    def __init__(self, why_asked: str, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.kind = str(place.extra["kind"])
        self.password = PasswordQuestion(help_text=why_asked)

    def refresh(self) -> None:
        """Read the record, once: what is typed is never read over."""
        if self.form is None:
            self.desk.run(
                retention.open_review,
                self.kind,
                self.place.record_id,
                done=self._opened,
                failed=self._not_opened,
            )

    def show_review(self, opened: OpenedReview) -> None:
        """Show the record and the form about it; called once."""
        raise NotImplementedError  # each page has its own; Qt's classes take no ABCMeta

    def refused(self, error: UserError) -> None:
        """Say why nothing was signed; what is typed stays."""
        self.failed(error)
        self.password.set_wrong(isinstance(error, WrongPassword))

    def _opened(self, opened: OpenedReview) -> None:
        if self.form is None:
            self.set_title(f"{self.title}: {opened.subject.reference}")
            self.show_review(opened)
            self.body.insertWidget(self.body.count() - 1, self.password)

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.failed(error)


def facts_of(due: DueReview) -> list[tuple[str, str]]:
    """Return which record it is, in rows."""
    return [
        ("School", due.school),
        (retention.label_of_day(due.kind), day_in_words(due.since)),
        ("Review due since", day_in_words(due.due_on)),
    ]
