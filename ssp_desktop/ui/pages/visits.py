"""Visits: those that are not finished first, with what finishes them, then all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.services import visits
from ssp_desktop.services.clock import in_words, local
from ssp_desktop.services.visits import VisitSummary
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.visits_bar import VisitNotice
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    KeyValueTable,
    PageFrame,
    StatusTag,
    Tag,
    body_text,
    breakable,
    button_row,
    heading,
    muted_text,
    secondary_button,
)
from ssp_desktop.vocabulary.contact import VisitEnd

_TONES = {
    VisitEnd.OPEN: Tone.INFORMATION,
    VisitEnd.UNRECORDED: Tone.WARNING,
    VisitEnd.CONTACTS: Tone.SUCCESS,
    VisitEnd.NIL_RETURN: Tone.SUCCESS,
}
_UNFINISHED_SHOWN = 20

COLUMNS = (
    Column("arrived_at", "Arrived", 16),
    Column("left_at", "Left", 16),
    Column("state", "How it ended", 33),
    Column("school", "School", 22),
    Column("contacts", "Contacts", 8),
    Column("officer", "Officer", 20),
)


@dataclass(frozen=True)
class _Row:
    id: int
    arrived_at: datetime
    left_at: datetime | None
    school: str
    officer: str
    contacts: int
    state: Tag
    visit: VisitSummary


def _row(visit: VisitSummary) -> _Row:
    return _Row(
        visit.id,
        local(visit.arrived_at),
        local(visit.left_at) if visit.left_at else None,
        visit.school,
        visit.officer,
        visit.contacts,
        Tag(visit.end_kind.label, _TONES[visit.end_kind]),
        visit,
    )


class VisitsPage(PageFrame):
    """All visits that the person may see. A visit is finished by the hand of the officer who made it."""

    title = "Visits"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True)
        self.desk = desk
        self.place = place
        self.unfinished: list[UnfinishedVisit] = []
        self.notice = VisitNotice(desk)
        self.add(self.notice)
        self.add(heading("Not finished", 2))
        self._unfinished_text = muted_text("Loading …")
        self.add(self._unfinished_text)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.theme().em(0.8))
        self.body.addLayout(self._cards)
        self.add(heading("All visits", 2))
        self.table = RecordTable(COLUMNS, name="All visits", empty="There are no visits yet.")
        self.table.activated.connect(self._open)
        self.add(self.table, 1)
        self.details = Card("The visit")
        self._detail_rows = KeyValueTable()
        self.details.add(self._detail_rows)
        self.details.hide()
        self.add(self.details)
        self._shown: dict[int, VisitSummary] = {}
        self.export = offer_export(self, desk, "visits")
        follow(desk, self, self.refresh, "visit")
        self.refresh()

    def refresh(self) -> None:
        """Read both lists again."""
        self.desk.run(visits.page, unfinished=True, limit=_UNFINISHED_SHOWN + 1, done=self._show_unfinished)
        self.table.set_source(source(self.desk, self, visits.page, self._keep))

    def leaving(self) -> None:
        """Nothing is typed here but the note of a nil return, which is given with it."""

    def _keep(self, visit: VisitSummary) -> _Row:
        self._shown[visit.id] = visit
        return _row(visit)

    def _show_unfinished(self, found: tuple[VisitSummary, ...]) -> None:
        for old in self.unfinished:
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        own = self.desk.actor.account_id
        shown = sorted(found[:_UNFINISHED_SHOWN], key=lambda each: each.officer_id != own)
        self.unfinished = [UnfinishedVisit(each, own=each.officer_id == own, page=self) for each in shown]
        for card in self.unfinished:
            self._cards.addWidget(card)
        self._unfinished_text.setVisible(not found or len(found) > _UNFINISHED_SHOWN)
        self._unfinished_text.setText(
            f"These are the newest {_UNFINISHED_SHOWN}; the others stand in the list of all visits."
            if found
            else "Every visit has a contact or a nil return."
        )
        if self.place.record_id is not None:
            self._answer_place(self.place.record_id)

    def _answer_place(self, visit_id: int) -> None:
        """Show the visit that somebody came for, once; ``ask`` says that it was just left."""
        visit = next((each.visit for each in self.unfinished if each.visit.id == visit_id), None)
        if visit is not None and self.place.extra.get("ask"):
            self.ask(visit)
        else:
            self._focus_card(visit_id)
        self.place = Place(self.place.page)

    def _focus_card(self, visit_id: int) -> None:
        card = next((each for each in self.unfinished if each.visit.id == visit_id), None)
        if card is not None and card.buttons:
            card.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, visit_id: int) -> None:
        visit = self._shown[visit_id]
        self._detail_rows.set_rows(_details(visit))
        self.details.show()
        self.scroll_area.ensureWidgetVisible(self.details)
        self._focus_card(visit_id)

    def leave(self, visit: VisitSummary) -> None:
        """The officer has left."""
        self.desk.run(visits.leave, visit.id, done=self._left)

    def _left(self, visit: VisitSummary) -> None:
        if visit.end_kind is VisitEnd.UNRECORDED:
            self.ask(visit)

    def ask(self, visit: VisitSummary) -> None:
        """Ask for the contact or the nil return at the top of the page."""
        self.notice.ask(visit)
        self.scroll_area.ensureWidgetVisible(self.notice)


class UnfinishedVisit(Card):
    """One visit that is not finished; the officer's own has the buttons that finish it."""

    def __init__(self, visit: VisitSummary, *, own: bool, page: VisitsPage) -> None:
        super().__init__()
        self.visit = visit
        self.setAccessibleName(f"Visit to {visit.school}, {visit.officer}")
        first = QWidget()
        flow = FlowLayout(first)
        name = heading(breakable(visit.school), 3)
        name.setWordWrap(False)
        flow.addWidget(name)
        flow.addWidget(StatusTag(visit.end_kind.label, _TONES[visit.end_kind]))
        self.add(first)
        left = f", left {in_words(local(visit.left_at))}" if visit.left_at else ""
        self.add(body_text(breakable(f"{visit.officer}. Arrived {in_words(visit.arrived_at)}{left}.")))
        self.buttons = self._buttons(visit, page) if own else []
        if self.buttons:
            self.add(button_row(*self.buttons))
        elif page.desk.actor.audience == "police":
            self.add(muted_text("Only the officer who made the visit can finish it."))

    def _buttons(self, visit: VisitSummary, page: VisitsPage) -> list[QWidget]:
        if visit.end_kind is VisitEnd.OPEN:
            return [secondary_button("Left", partial(page.leave, visit))]
        write = partial(
            page.desk.go, "contact_log_edit", visit_id=visit.id, partnership_id=visit.partnership_id
        )
        return [
            secondary_button("Write a contact log", write),
            secondary_button("Nothing to record", partial(page.ask, visit)),
        ]


def _details(visit: VisitSummary) -> list[tuple[str, str | QWidget]]:
    rows: list[tuple[str, str | QWidget]] = [
        ("School", visit.school),
        ("Officer", visit.officer),
        ("Arrived", in_words(visit.arrived_at)),
        ("Left", in_words(visit.left_at) if visit.left_at else "Not yet"),
        ("Contact logs", f"{visit.contacts:,}"),
        ("How it ended", StatusTag(visit.end_kind.label, _TONES[visit.end_kind])),
    ]
    if visit.end_kind is VisitEnd.NIL_RETURN:
        rows.append(("Note to the nil return", visit.nil_return_note or "None"))
    return rows
