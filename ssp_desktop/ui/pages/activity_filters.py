"""What to list: the filters above the list of activities."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.services.activity_lists import ActivityFilter
from ssp_desktop.ui.pages.parts.record_filters import RecordFilters
from ssp_desktop.vocabulary.activity import OPEN_KINDS, ActivityKind


class ActivityFilters(RecordFilters):
    """Kind, school, mine, and a span of days. The school is offered the kinds that it sees, and no others."""

    def __init__(self, *, police: bool, wording: Callable[[str], str] = str) -> None:
        kinds = tuple(ActivityKind) if police else OPEN_KINDS
        entries = [(wording(each.label), each.value) for each in kinds]
        super().__init__("What was done", entries, "Everything", with_mine=police)

    @property
    def wanted(self) -> ActivityFilter:
        """What is asked for; a day that cannot be read is left out, and said to be wrong."""
        kind = self.choice.currentData()
        first, last = self.days
        return ActivityFilter(
            kind=ActivityKind(kind) if kind else None,
            partnership_id=self.school.currentData(),
            mine=self.mine.isChecked(),
            first_day=first,
            last_day=last,
        )

    def show_filter(self, wanted: ActivityFilter) -> None:
        """Show a filter again after the page was left."""
        kind = wanted.kind.value if wanted.kind else None
        self.show_choices(kind, wanted.partnership_id, wanted.mine, (wanted.first_day, wanted.last_day))
