"""Storage and safety: the schools with how storage stands, or one school's storage."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.services import storage
from ssp_desktop.services.storage import StorageState
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.one_of_two import OneOfTwo
from ssp_desktop.ui.pages.storage_tags import approval_tag, review_tag
from ssp_desktop.ui.pages.storage_view import StorageView
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import PageFrame, Tag

COLUMNS = (
    Column("name", "School", 40),
    Column("approval", "Storage", 30),
    Column("review", "Checklist", 30),
)


class StoragePage(OneOfTwo["StorageList | StorageView"]):
    """One school's storage; without a record the schools to choose from. The school sees its own."""

    title = "Storage and safety"

    def __init__(self, desk: Desk, place: Place) -> None:
        if place.record_id is None and desk.actor.audience != "police":
            place = Place(place.page, desk.actor.partnership_id, place.extra)
        super().__init__(StorageList(desk, place) if place.record_id is None else StorageView(desk, place))


@dataclass(frozen=True)
class _Row:
    id: int
    name: str
    approval: Tag
    review: Tag


class StorageList(PageFrame):
    """The schools, each with its approval and the review of its checklist."""

    title = "Storage and safety"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(
            self.title, intro="Where officers keep equipment and uniform at a school.", fills=True
        )
        self.desk = desk
        self.place = place
        self.table = RecordTable(COLUMNS, name="Storage at schools", empty="There is no school here yet.")
        self.table.activated.connect(lambda partnership_id: desk.go("storage", partnership_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "storage")
        follow(desk, self, self.refresh, "partnership", "storage_checklist", "storage_risk_assessment")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(storage.schools, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, schools: tuple[StorageState, ...]) -> None:
        self.table.set_rows(
            [
                _Row(each.partnership_id, each.school, approval_tag(each), review_tag(each.review))
                for each in schools
            ]
        )
