"""One activity to read, with how it was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.services import activity_views
from ssp_desktop.services.activity_views import OpenedActivity
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.activity_tags import activity_tags
from ssp_desktop.ui.pages.contact_log import CHANGED_OUTSIDE
from ssp_desktop.ui.pages.contact_log_cards import revisions_card
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    StatusTag,
    button_row,
    primary_button,
    secondary_button,
)

_WHAT_TO_DO = "Do not rely on it. Tell your sergeant, and do not correct it until it is explained."


class ActivityPage(PageFrame):
    """``place.extra``: ``saved`` is said once as a success."""

    title = "Activity"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: OpenedActivity | None = None
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.add(self.notice)
        self.contents = PageColumn()
        self.add(self.contents)
        self._said = str(place.extra.pop("saved", ""))
        follow(desk, self, self.refresh, "activity")
        self.refresh()

    def refresh(self) -> None:
        """Read the activity again."""
        self.desk.run(activity_views.open_activity, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, opened: OpenedActivity) -> None:
        self.opened = opened
        self.set_title(f"{opened.kind.label}: {opened.reference}")
        self.set_intro("")
        buttons = []
        if opened.may_correct:
            buttons.append(primary_button("Correct", partial(self.desk.go, "activity_edit", opened.id)))
        buttons.append(secondary_button("All activities", partial(self.desk.go, "activities")))
        self.set_actions(buttons)
        self.contents = column_anew(self, self.contents)
        self.contents.fill(self._parts(opened))
        if self._said:
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, self._said, "", say=True)
            self._said = ""

    def _parts(self, opened: OpenedActivity) -> Iterator[QWidget]:
        if not opened.intact:
            yield Notice(Tone.ERROR, CHANGED_OUTSIDE, _WHAT_TO_DO)
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
