"""Arrangements for an arrest: the schools with how theirs stand, or one school's to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ssp_desktop.forms.arrest_arrangement import ARREST_ARRANGEMENT
from ssp_desktop.services import arrest_arrangements
from ssp_desktop.services.arrest_arrangements import ArrangementState, OpenedArrangement
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_form import ArrestForm
from ssp_desktop.ui.pages.arrest_tags import arrangement_tag
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.one_of_two import OneOfTwo
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, Tag, breakable, primary_button, secondary_button

PAGE = "arrest_arrangement"
TITLE = "Arrangements for an arrest"
_COLUMNS = (
    Column("name", "School", 40),
    Column("state", "Arrangements", 24),
    Column("review_on", "Review by", 14),
)


class ArrestArrangementPage(OneOfTwo["ArrangementList | ArrangementForm"]):
    """One school's arrangements; without a record the schools to choose from."""

    title = TITLE

    def __init__(self, desk: Desk, place: Place) -> None:
        here = ArrangementList(desk, place) if place.record_id is None else ArrangementForm(desk, place)
        super().__init__(here)


@dataclass(frozen=True)
class _Row:
    id: int
    name: str
    state: Tag
    review_on: date | None


class ArrangementList(PageFrame):
    """The schools, each with whether its arrangements are in date."""

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = "What is agreed with each school for the case of an arrest there. Reviewed every year."
        super().__init__(TITLE, intro=intro, fills=True)
        self.desk = desk
        self.place = place
        if place.extra.get("saved"):
            self.add(Notice(Tone.SUCCESS, str(place.extra["saved"])))
        self.table = RecordTable(_COLUMNS, name="Arrangements", empty="There is no school here yet.")
        self.export = offer_export(self, desk, "arrest_arrangement")
        self.table.activated.connect(lambda partnership_id: desk.go(PAGE, partnership_id))
        self.add(self.table, 1)
        follow(desk, self, self.refresh, "partnership", "arrest_arrangement")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(arrest_arrangements.schools, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, schools: tuple[ArrangementState, ...]) -> None:
        self.table.set_rows(
            [
                _Row(each.partnership_id, each.school, arrangement_tag(each.review), each.review_on)
                for each in schools
            ]
        )


class ArrangementForm(ArrestForm):
    """The arrangements of one school, to read and to change."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(TITLE, PAGE, desk, place)
        self.opened: OpenedArrangement | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the arrangements, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(arrest_arrangements.open_arrangement, self.place.record_id, done=self._show)

    def _show(self, opened: OpenedArrangement) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_title(breakable(f"{TITLE}: {opened.school}"))
        self.show_form(
            ARREST_ARRANGEMENT,
            opened.values,
            opened.revision,
            (primary_button("Save", self.save), secondary_button("Cancel", self.cancel)),
        )
        self.set_intro(opened.gone)

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        self.desk.run(
            arrest_arrangements.save,
            self.place.record_id,
            self.begin(),
            based_on=self.revision,
            done=lambda _record: self.saved("The arrangements are saved."),
            failed=self.failed,
            receiver=self,
        )
