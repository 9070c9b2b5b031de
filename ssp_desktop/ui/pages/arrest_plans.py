"""The list of arrest plans, with the person's own drafts above it. For officers and sergeants."""

from __future__ import annotations

from functools import partial
from typing import Any

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import arrest_plan_lists, drafts
from ssp_desktop.services.arrest_plan_lists import ArrestPlanRow
from ssp_desktop.services.drafts import DraftSummary
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.arrest_tags import plan_tag
from ssp_desktop.ui.pages.contact_logs import DraftsCard
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import PageFrame, button_row, primary_button, secondary_button
from ssp_desktop.ui.widgets.text import styled_text
from ssp_desktop.vocabulary.arrest import ArrestKind, ArrestPlanState

NOUN = "arrest_plan"
_COLUMNS = (
    Column("planned_on", "Date", 11),
    Column("at", "Time", 7),
    Column("reference", "Reference", 15),
    Column("state", "State", 27),
    Column("kind", "What it is", 14),
    Column("person", "Person", 20),
    Column("author", "Officer", 24),
    Column("school", "School", 26),
)
_KINDS = {
    ArrestKind.PLANNED: "Arrest",
    ArrestKind.URGENT: "Urgent arrest",
    ArrestKind.INTERVIEW: "Interview",
}
_NONE_YET = "There is no arrest plan yet. Only officers and sergeants see this list."
_NONE_FIT = "No arrest plan is in this state. Choose another above."


class ArrestPlansPage(PageFrame):
    """Drafts, a choice of states, and the list. ``place.extra``: ``state`` is kept when the page is left."""

    title = "Arrest plans"

    def __init__(self, desk: Desk, place: Place) -> None:
        buttons = [secondary_button("Arrangements with schools", partial(desk.go, "arrest_arrangement"))]
        if desk.may(Action.ARREST_PLAN_WRITE):
            buttons.insert(0, primary_button("New arrest plan", partial(desk.go, "arrest_plan_edit")))
        super().__init__(self.title, buttons, wide=True, fills=True)
        self.desk = desk
        self.place = place
        self.drafts = DraftsCard("arrest_plan_edit")
        self.drafts.hide()
        self.states = CalmCombo([(each.label, each.value) for each in ArrestPlanState], "")
        self.states.setItemText(0, "All states")
        self.states.setAccessibleName("State")
        self.states.set_value(place.extra.get("state", ""))
        self.states.activated.connect(lambda _index: self._read_list())
        label = styled_text("State", "label")
        label.setBuddy(self.states)
        self.table = RecordTable(_COLUMNS, name="Arrest plans", empty=_NONE_YET, cursor_key="key")
        self.table.setMinimumHeight(theme.theme().em(12))
        self.add(self.drafts)
        self.add(button_row(label, self.states))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "arrest_plans", lambda: {"state": self.wanted})
        self.table.activated.connect(partial(desk.go, NOUN))
        self.table.fetched.connect(self._say_why_empty)
        follow(desk, self, self._read_list, NOUN)
        follow(desk, self, self._read_drafts, "draft")
        self.refresh()

    def refresh(self) -> None:
        """Read drafts and list again."""
        self._read_drafts()
        self._read_list()

    def leaving(self) -> None:
        """Keep the state that was asked for."""
        self.place.extra["state"] = self.states.currentData()

    @property
    def wanted(self) -> ArrestPlanState | None:
        """The state that is asked for, None for all."""
        chosen = self.states.currentData()
        return ArrestPlanState(chosen) if chosen else None

    def _read_list(self) -> None:
        self.table.set_source(source(self.desk, self, arrest_plan_lists.page, _row, state=self.wanted))

    def _read_drafts(self) -> None:
        self.desk.run(drafts.own_drafts, done=self._show_drafts)

    def _show_drafts(self, found: tuple[DraftSummary, ...]) -> None:
        self.drafts.show_drafts([each for each in found if each.place.noun == NOUN], self.desk)

    def _say_why_empty(self, count: int) -> None:
        if not count:
            self.table.empty.set_text(_NONE_YET if self.wanted is None else _NONE_FIT)


def _row(plan: ArrestPlanRow) -> dict[str, Any]:
    return {
        "id": plan.id,
        "key": plan.key,
        "planned_on": plan.planned_on,
        "at": f"{plan.planned_at:%H:%M}" if plan.planned_at else "",
        "reference": plan.reference,
        "state": plan_tag(plan.state),
        "person": plan.person,
        "kind": _KINDS[plan.kind],
        "author": plan.author,
        "school": plan.school,
    }
