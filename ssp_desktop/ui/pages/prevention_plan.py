"""The prevention plan of a school for a school year: delivered, planned, due, missed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.prevention_plan import PLANNED_TOPIC
from ssp_desktop.services import prevention_plans
from ssp_desktop.services.activity_guidance import school_year_words
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.prevention_plans import OpenedPlan, PlanLine
from ssp_desktop.services.print_activities import PreventionPlanPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.parts.school_choice import SchoolChoice
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tab_order import order_tabs
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, PageFrame, Tag, button_row, muted_text, secondary_button
from ssp_desktop.vocabulary.sharing import PlanState

_COLUMNS = (
    Column("topic", "Topic", 33),
    Column("state", "State", 18),
    Column("due", "Due", 22),
    Column("when", "Planned or delivered", 31),
    Column("near", "Near", 26),
)
_ROW_EM = 2.1
_BEFORE = ""
_TONES = {
    PlanState.DELIVERED: Tone.SUCCESS,
    PlanState.PLANNED: Tone.INFORMATION,
    PlanState.DUE: Tone.WARNING,
    PlanState.MISSED: Tone.ERROR,
    PlanState.LATER: Tone.NEUTRAL,
}


class PreventionPlanPage(PageFrame):
    """``place.record_id`` is the school; ``place.extra``: ``school_year``.

    What is chosen on the page stands apart from that, in ``chosen_school``, ``chosen_year`` and
    ``chosen_topic``; ``typed`` holds what was begun, for each topic of a school and year.
    """

    keeps_while_typing = True
    title = "Prevention plan"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026", wide=True)
        self.desk = desk
        self.place = place
        self.opened: OpenedPlan | None = None
        self.planner: InlineForm | None = None
        self._typed = _brought(place)
        self._about = ""  # the topic of the planner, as a key of what is typed
        self._planned: dict[str, Any] = {}
        self.tables: list[RecordTable] = []
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.schools = SchoolChoice()
        self.schools.hide()
        self.schools.chosen.connect(self._choose)
        self.contents = PageColumn()
        self._planner_box = Card("Plan a topic")
        self._planner_box.hide()
        for each in (self.notice, self.schools, self._planner_box, self.contents):
            self.add(each)
        self.export = offer_export(self, desk, "prevention_plan", self._wanted)
        follow(desk, self, self._read, "prevention_plan", "activity")
        self.refresh()

    def refresh(self) -> None:
        """Read the schools, then the plan of the chosen one."""
        self.desk.run(prevention_plans.schools, done=self._show_schools)

    def leaving(self) -> None:
        """Keep the school, and what was typed about each topic."""
        self._note_planner()
        extra = {**self.place.extra, "typed": dict(self._typed)}
        if self.schools.school is not None:
            extra["chosen_school"] = self.schools.school
        self.place = Place(self.place.page, self.place.record_id, extra)

    def _note_planner(self) -> None:
        """Take what stands in the planner, unless it is what is stored."""
        if self.planner is None:
            return
        self._typed.pop(self._about, None)
        values = self.planner.values()
        if values != self._planned:
            self._typed[self._about] = values

    def _show_schools(self, schools: tuple[School, ...]) -> None:
        first = schools[0].id if schools else None
        wanted = self.schools.school or self.place.extra.get("chosen_school") or self.place.record_id
        self.schools.set_schools(schools, wanted or first)
        if not schools:
            self.set_intro("There is no school here yet.")
        self._read()

    def _choose(self, _partnership_id: int) -> None:
        self._planner_box.hide()
        self._read()

    def _wanted(self) -> dict[str, int | None]:
        return {"partnership_id": self.schools.school, "school_year": self._year}

    @property
    def _year(self) -> int | None:
        year: int | None = self.place.extra.get("chosen_year", self.place.extra.get("school_year"))
        return year

    def _read(self) -> None:
        if self.schools.school is not None:
            self.desk.run(prevention_plans.open_plan, self.schools.school, self._year, done=self._show)

    def _show(self, opened: OpenedPlan) -> None:
        self.opened = opened
        counted = ", ".join(
            f"{opened.count(state)} {state.label.partition(':')[0].lower()}" for state in PlanState
        )
        self.set_title(f"Prevention plan {school_year_words(opened.school_year)}: {opened.school}")
        self.set_intro(f"{counted}. {opened.source}.")
        self._show_buttons(opened)
        self.tables = []
        self.contents = column_anew(self, self.contents)
        self.contents.fill(self._parts(opened))
        code = self.place.extra.get("chosen_topic", self.place.extra.get("code"))
        if code and self.planner is None and opened.may_plan:
            self._plan(str(code))

    def _show_buttons(self, opened: OpenedPlan) -> None:
        year = opened.school_year
        request = PreventionPlanPrint(opened.partnership_id, year)
        self.set_actions(
            [
                secondary_button("Print or save", partial(self.desk.go, "print", request=request)),
                secondary_button(
                    f"Year before: {school_year_words(year - 1)}", partial(self._go_year, year - 1)
                ),
                secondary_button(
                    f"Year after: {school_year_words(year + 1)}", partial(self._go_year, year + 1)
                ),
            ]
        )

    def _go_year(self, year: int) -> None:
        self.place.extra["chosen_year"] = year
        self._planner_box.hide()
        self._read()

    def _parts(self, opened: OpenedPlan) -> Iterator[QWidget]:
        if opened.gone:
            yield Notice(Tone.INFORMATION, opened.gone)
        if opened.may_plan:
            yield muted_text(
                "Press Enter on a topic to plan it, or to open the activity that delivered it. "
                "A topic is delivered when an activity names it."
            )
        for title, lines in opened.terms:
            card = Card(title)
            table = RecordTable(_COLUMNS, name=title, empty="No topic.", row_key="code")
            table.set_rows([_row(each) for each in lines])
            table.activated.connect(self._open)
            # The whole term in sight: the page scrolls, not the list in it.
            table.view.setMinimumHeight(theme.theme().em(_ROW_EM) * (len(lines) + 2))
            self.tables.append(table)
            card.add(table)
            yield card

    def _line(self, code: str) -> PlanLine | None:
        lines = self.opened.lines if self.opened is not None else ()
        return next((each for each in lines if each.topic.code == code), None)

    def _open(self, code: str) -> None:
        line = self._line(code)
        if line is None or self.opened is None:
            return
        if line.activity_id is not None:
            self.desk.go("activity", line.activity_id)
        elif self.opened.may_plan:
            self._plan(code)

    def _plan(self, code: str) -> None:
        line = self._line(code)
        if line is None or self.opened is None:
            return
        self._note_planner()
        if self.planner is not None:
            self.planner.deleteLater()
        self.place.extra["chosen_topic"] = code
        self._about = f"{self.opened.partnership_id} {self.opened.school_year} {code}"
        self.planner = InlineForm(
            f"plan_{code}", PLANNED_TOPIC.fields, "Save the plan", name=line.topic.title
        )
        self.planner.set_values({"planned_on": line.planned_on, "note": line.note})
        self._planned = self.planner.values()
        self.planner.set_values(self._typed.pop(_BEFORE, {}) or self._typed.get(self._about, {}))
        self.planner.submitted.connect(partial(self._save, code))
        self._fill_planner(line, self.planner)
        self.planner.rows["planned_on"].take_focus()

    def _fill_planner(self, line: PlanLine, planner: InlineForm) -> None:
        old, self._planner_box = self._planner_box, Card(f"Plan: {line.topic.title}")
        self.body.replaceWidget(old, self._planner_box)
        old.hide()
        old.deleteLater()
        due = f"Due {day_in_words(line.due_from)} to {day_in_words(line.due_to)}."
        self._planner_box.add(muted_text(f"{due} {line.topic.near}".strip()))
        self._planner_box.add(planner)
        go = partial(
            self.desk.go,
            "activity_edit",
            kind="presentation",
            plan_topic=line.topic.code,
            partnership_id=self.schools.school,
        )
        self._planner_box.add(button_row(secondary_button("It was delivered: record the activity", go)))
        self._planner_box.show()
        order_tabs(self)

    def _save(self, code: str, typed: dict[str, Any]) -> None:
        if self.opened is None:
            return
        self.desk.run(
            prevention_plans.plan,
            self.opened.partnership_id,
            self.opened.school_year,
            code,
            typed["planned_on"],
            str(typed["note"]),
            done=partial(self._saved, self._about),
            failed=self._refused,
            receiver=self,
        )

    def _saved(self, about: str, _nothing: object) -> None:
        self._typed.pop(about, None)
        if about == self._about:
            self.planner = None
            self.place.extra["chosen_topic"] = ""
            self._planner_box.hide()
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, "The plan is saved.", "", say=True)

    def _refused(self, error: UserError) -> None:
        if self.planner is not None:
            self.planner.show_problem(error)


def _brought(place: Place) -> dict[str, dict[str, Any]]:
    """Return what was typed before; a draft of before knows one topic alone, the one that it names."""
    typed = place.extra.get("typed") or {}
    return {_BEFORE: typed} if "note" in typed else dict(typed)


def _row(line: PlanLine) -> dict[str, object]:
    when = ""
    if line.delivered_on is not None:
        when = f"{day_in_words(line.delivered_on)}, {line.reference}"
    elif line.planned_on is not None:
        when = " ".join(filter(None, (day_in_words(line.planned_on), line.note)))
    return {
        "code": line.topic.code,
        "topic": line.topic.title,
        "state": Tag(line.state.label.partition(":")[0], _TONES[line.state]),
        "due": f"{line.due_from:%d/%m/%Y} to {line.due_to:%d/%m/%Y}",
        "when": when,
        "near": line.topic.near,
    }
