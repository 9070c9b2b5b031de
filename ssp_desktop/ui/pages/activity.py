"""One activity to read, with how it was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.services import activity_views
from ssp_desktop.services.activity_views import OpenedActivity
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.activity_tags import activity_tags
from ssp_desktop.ui.pages.contact_log_cards import revisions_card
from ssp_desktop.ui.pages.parts.reading_page import ReadingPage
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    StatusTag,
    button_row,
    primary_button,
    secondary_button,
)


class ActivityPage(ReadingPage[OpenedActivity]):
    """What was done, who was there, and how the entry was corrected."""

    title = "Activity"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(ACTIVITY.noun, desk, place)

    def opener(self) -> Callable[..., OpenedActivity]:
        """Return the service that opens it."""
        return activity_views.open_activity

    def headline(self, opened: OpenedActivity) -> str:
        """Return the kind of activity, with the reference."""
        return f"{opened.kind.label}: {opened.reference}"

    def buttons(self, opened: OpenedActivity) -> list[QPushButton]:
        """Return the way to correct it, and the way back to the list."""
        correct = partial(self.desk.go, "activity_edit", opened.id)
        return [
            *([primary_button("Correct", correct)] if opened.may_correct else []),
            secondary_button("All activities", partial(self.desk.go, "activities")),
        ]

    def parts(self, opened: OpenedActivity) -> Iterator[QWidget]:
        """Yield who recorded it, the answers, and how they were corrected."""
        yield _summary(opened)
        yield from section_cards(
            ACTIVITY, opened.sections, wording=self.desk.wording, without=("kind", "entered_in_error")
        )
        yield revisions_card(opened.revisions, self.desk.wording)


def _summary(opened: OpenedActivity) -> Card:
    card = Card()
    card.setAccessibleName(f"{opened.reference}: who and when")
    card.add(
        button_row(
            *(StatusTag(each.word, each.tone) for each in activity_tags(opened.police_only, opened.in_error))
        )
    )
    card.add(
        KeyValueTable(
            [
                ("What was done", opened.kind.label),
                ("School", opened.school),
                ("Recorded by", opened.author),
                ("Recorded", in_words(opened.recorded_at)),
                ("Revision", str(opened.revision)),
            ]
        )
    )
    return card
