"""Actions: everybody's or one's own, open or closed, those due first at the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ssp_desktop.services import actions
from ssp_desktop.services.actions import ActionSummary
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import FlowLayout, PageFrame, Tag, TickRadio
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.contact import ActionState

COLUMNS = (
    Column("due_on", "Due", 11),
    Column("state", "State", 25),
    Column("task", "Task", 40),
    Column("owner", "Owner", 22),
    Column("reference", "Contact log", 13),
)


def state_tag(action: ActionSummary) -> Tag:
    """Return where an action stands, in words and a tint."""
    if action.overdue:
        return Tag("Overdue", Tone.ERROR)
    tones = {ActionState.OPEN: Tone.INFORMATION, ActionState.SCHOOL_NOT_TOLD: Tone.WARNING}
    return Tag(action.state.label, tones.get(action.state, Tone.SUCCESS))


@dataclass(frozen=True)
class _Row:
    id: int
    due_on: date | None
    state: Tag
    task: str
    owner: str
    reference: str

    @property
    def cursor(self) -> tuple[date | None, int]:
        """Where the next page goes on."""
        return (self.due_on, self.id)


def _row(action: ActionSummary) -> _Row:
    return _Row(
        action.id,
        action.due_on,
        state_tag(action),
        action.task,
        action.owner or "Nobody",
        action.reference,
    )


class ActionsPage(PageFrame):
    """The list of actions that the person may see."""

    title = "Actions"

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = "An action is closed when its outcome is recorded and the school has been told."
        super().__init__(self.title, intro=intro, fills=True)
        self.desk = desk
        self.place = place
        self.everybody, self.mine = TickRadio("Everybody's"), TickRadio("Mine")
        self.open, self.closed = TickRadio("Open"), TickRadio("Closed")
        (self.mine if place.extra.get("mine") else self.everybody).setChecked(True)
        (self.closed if place.extra.get("closed") else self.open).setChecked(True)
        filters = QWidget()
        flow = FlowLayout(filters)
        flow.addWidget(_group("Whose", self.everybody, self.mine))
        flow.addWidget(_group("State", self.open, self.closed))
        for each in (self.mine, self.closed):
            each.toggled.connect(self._filter_changed)
        self.add(filters)
        self.table = RecordTable(
            COLUMNS, name="Actions", empty="There are no such actions.", cursor_key="cursor"
        )
        self.table.activated.connect(lambda action_id: desk.go("action", action_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "actions", self._wanted)
        follow(desk, self, self.refresh, "action", "contact_log")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.table.set_source(source(self.desk, self, actions.page, _row, **self._wanted()))

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _filter_changed(self) -> None:
        self.place = Place(self.place.page, None, self._wanted())
        self.refresh()

    def _wanted(self) -> dict[str, Any]:
        return {"mine": self.mine.isChecked(), "closed": self.closed.isChecked()}


def _group(name: str, *choices: TickRadio) -> QWidget:
    """Return radio buttons in one line behind their name."""
    box = QWidget()
    box.setAccessibleName(name)
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    label: QLabel = styled_text(name, "group")
    label.setWordWrap(False)
    layout.addWidget(label)
    for each in choices:
        each.setAccessibleDescription(name)
        layout.addWidget(each)
    return box
