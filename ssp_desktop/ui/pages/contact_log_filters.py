"""What to list: the filters above the list of contact logs."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.ui.pages.parts.record_filters import RecordFilters
from ssp_desktop.vocabulary.contact import ContactState


class ContactLogFilters(RecordFilters):
    """State, school, mine, and a span of days."""

    def __init__(self, *, with_mine: bool, wording: Callable[[str], str] = str) -> None:
        entries = [(wording(each.label), each.value) for each in ContactState]
        super().__init__("State", entries, "Any state", with_mine=with_mine)
        self.state = self.choice

    @property
    def wanted(self) -> Filter:
        """What is asked for; a day that cannot be read is left out, and said to be wrong."""
        state = self.choice.currentData()
        first, last = self.days
        return Filter(
            state=ContactState(state) if state else None,
            partnership_id=self.school.currentData(),
            mine=self.mine.isChecked(),
            first_day=first,
            last_day=last,
        )

    def show_filter(self, wanted: Filter) -> None:
        """Show a filter again after the page was left."""
        state = wanted.state.value if wanted.state else None
        self.show_choices(state, wanted.partnership_id, wanted.mine, (wanted.first_day, wanted.last_day))
