"""The chronology of one pupil: all that concerns them, in date order, each line leading to its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import chronology
from ssp_desktop.services.chronology import Chronology
from ssp_desktop.services.chronology_sources import ChronologyLine
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.print_chronology import ChronologyPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.search_pages import SEARCH_PLACES
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, Notice, PageFrame, breakable, secondary_button

COLUMNS = (
    Column("happened_on", "Date", 11),
    Column("kind", "Kind", 18),
    Column("reference", "Reference", 15),
    Column("about", "About", 40),
    Column("part", "Part or state", 26),
)
# Kinds of record that are no document of the search and have a page nonetheless.
CHRONOLOGY_PLACES = {**{noun: each.page for noun, each in SEARCH_PLACES.items()}, "action": "action"}


@dataclass(frozen=True)
class _Row:
    id: int
    happened_on: date | None
    kind: str
    reference: str
    about: str
    part: str


class ChronologyPage(PageFrame):
    """One pupil. What is shown is what the reader's own records say, and nothing tells of others."""

    title = "Chronology"

    def __init__(self, desk: Desk, place: Place) -> None:
        buttons = []
        if desk.may(Action.PRINT_CHRONOLOGY):
            request = ChronologyPrint(place.record_id or 0)
            buttons.append(secondary_button("Print or save", partial(desk.go, "print", request=request)))
        super().__init__(self.title, buttons, intro="Loading …", wide=True, fills=True)
        self.desk = desk
        self.place = place
        self._lines: tuple[ChronologyLine, ...] = ()
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.person = Card("The pupil")
        self.person.hide()
        self._person_rows = KeyValueTable()
        self.person.add(self._person_rows)
        self.table = RecordTable(COLUMNS, name="Chronology", empty="No record names this pupil.")
        self.table.activated.connect(self._open)
        for each in (self.notice, self.person):
            self.add(each)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "chronology", lambda: {"person_id": place.record_id})
        follow(desk, self, self.refresh, "person", *CHRONOLOGY_PLACES)
        self.refresh()

    def refresh(self) -> None:
        """Read the chronology again."""
        self.desk.run(
            chronology.open_chronology,
            self.place.record_id,
            done=self._show,
            failed=self._failed,
            receiver=self,
        )

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, found: Chronology) -> None:
        self._lines = found.lines
        self.notice.hide()
        self.set_title(breakable(f"Chronology: {found.name}"))
        self.set_intro("")
        born = "; ".join(day_in_words(each) for each in found.born)
        self._person_rows.set_rows(
            [("Recorded as", "; ".join(found.names)), ("Born", born or "Not recorded")]
        )
        self.person.show()
        self.table.set_rows([_row(number, line) for number, line in enumerate(found.lines)])

    def _open(self, number: int) -> None:
        line = self._lines[number]
        self.desk.go(CHRONOLOGY_PLACES[line.noun], line.record_id)

    def _failed(self, error: UserError) -> None:
        self._lines = ()
        self.set_intro("")
        self.person.hide()
        self.table.set_rows([])
        self.notice.show()
        self.notice.show_problem(error)


def _row(number: int, line: ChronologyLine) -> _Row:
    return _Row(number, line.happened_on, line.kind, line.reference, line.about, line.part)
