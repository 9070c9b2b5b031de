"""The list of disposals: what waits for a second person, and what is left of what was disposed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ssp_desktop.services import disposal_views
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.disposal_views import DisposalRow
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame

COLUMNS = (
    Column("reference", "Record", 16),
    Column("kind", "Kind", 14),
    Column("happened_on", "Date of the record", 16),
    Column("school", "School", 30),
    Column("state", "State", 24),
    Column("decided_on", "Last decision", 14),
)
_INTRO = (
    "A record that is no longer needed is disposed of by two people. What it said is deleted for good; what "
    "stands here is left of it."
)


@dataclass(frozen=True)
class _Row:
    id: int
    reference: str
    kind: str
    happened_on: date | None
    school: str
    state: str
    decided_on: date


def _row(each: DisposalRow) -> _Row:
    day = local_date(each.decided_on)
    return _Row(each.id, each.reference, each.kind, each.happened_on, each.school, each.state, day)


class DisposalsPage(PageFrame):
    """For the police."""

    title = "Disposals"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro=_INTRO, fills=True)
        self.desk = desk
        self.place = place
        saved = str(place.extra.pop("saved", ""))
        if saved:
            self.notice = Notice(Tone.SUCCESS, saved)
            self.add(self.notice)
        self.table = RecordTable(COLUMNS, name="Disposals", empty="No disposal was proposed yet.")
        self.table.activated.connect(lambda record_id: desk.go("disposal", record_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "disposals")
        follow(desk, self, self.refresh, disposal_views.NOUN)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.table.set_source(source(self.desk, self, disposal_views.page, _row))

    def leaving(self) -> None:
        """Nothing is typed here."""
