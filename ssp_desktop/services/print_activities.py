"""What can be printed about activities: the register of a period, missing pupil sheets, prevention plans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from sqlalchemy import func, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.display import answer_text
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.prevention_plan import PREVENTION_PLAN
from ssp_desktop.models import Activity, Partnership
from ssp_desktop.reports.activity_reports import (
    ActivityRegister,
    MissingSheet,
    PrintedPlan,
    PrintedTopic,
    RegisterActivity,
    activity_register_report,
    missing_pupil_report,
    prevention_plan_report,
)
from ssp_desktop.reports.contact_register_report import period_words
from ssp_desktop.reports.parts import counted, day_words
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import missing_pupils, prevention_plans
from ssp_desktop.services.activity_guidance import school_year_words
from ssp_desktop.services.activity_lists import ActivityFilter, narrowed, rows, visible
from ssp_desktop.services.prevention_plans import PlanLine
from ssp_desktop.services.print_material import Material, PeriodPrint, PrintRequest
from ssp_desktop.services.school_records import check_school
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.sharing import PlanState

LONGEST_REGISTER = 5_000


@dataclass(frozen=True)
class ActivityRegisterPrint(PeriodPrint):
    """The activities of a period. The school prints those of its own that it sees."""

    right: ClassVar = Action.PRINT_ACTIVITIES
    page_title: ClassVar = "Print the register of activities"
    menu_page: ClassVar = "activities"

    def material(self, work: Work) -> Material:
        """Read one line for each activity of the period."""
        register = _register(work, self)
        about = (
            f"{counted(len(register.lines), 'activity', 'activities')}, "
            f"{period_words(self.first_day, self.last_day)}, {self.school_in_words}"
        )
        reference = f"Activities {self.first_day.isoformat()} to {self.last_day.isoformat()}"
        return Material(ACTIVITY.noun, 0, None, reference, about, partial(activity_register_report, register))


def _register(work: Work, wanted: ActivityRegisterPrint) -> ActivityRegister:
    if wanted.last_day < wanted.first_day:
        raise UserError("The period ends before it starts.", "Check both dates.")
    school = ""
    if wanted.partnership_id is not None:
        check_school(work, wanted.partnership_id, Action.PRINT_ACTIVITIES, ACTIVITY.noun)
        school = work.db.get_one(Partnership, wanted.partnership_id).school_name
    asked = ActivityFilter(
        partnership_id=wanted.partnership_id, first_day=wanted.first_day, last_day=wanted.last_day
    )
    query = narrowed(work, visible(work, select(Activity)), asked)
    count = work.db.scalar(select(func.count()).select_from(query.subquery())) or 0
    if count > LONGEST_REGISTER:
        raise UserError(
            f"There are {count:,} activities in this period; {LONGEST_REGISTER:,} can be printed at once.",
            "Choose a shorter period, or one school.",
        )
    found = rows(work, query.order_by(Activity.happened_on, Activity.id))
    lines = tuple(
        RegisterActivity(
            each.reference,
            each.happened_on,
            each.start_time,
            each.kind.label,
            each.subject,
            each.school,
            each.author,
            each.in_error,
        )
        for each in found
    )
    return ActivityRegister(wanted.first_day, wanted.last_day, school, lines)


@dataclass(frozen=True)
class BlankMissingPrint(PrintRequest):
    """The empty sheet, to fill in by hand."""

    right: ClassVar = Action.PRINT_ACTIVITIES
    page_title: ClassVar = "Print an empty missing pupil sheet"
    menu_page: ClassVar = "activities"

    def material(self, work: Work) -> Material:
        """Read the questions."""
        guide = missing_pupils.guide()
        facts = tuple((MISSING_PUPIL.field(key).label, "") for key in _BEFORE_THE_CALL)
        questions = tuple((words, "") for words, _help in guide.questions)
        sheet = MissingSheet(guide.title, guide.source, "", facts, questions)
        make = partial(missing_pupil_report, sheet)
        return Material(MISSING_PUPIL.noun, 0, None, "Missing pupil sheet", "empty sheet", make)


_BEFORE_THE_CALL = ("parents_tried", "parents_note", "risk", "called_by", "call_reference")


@dataclass(frozen=True)
class MissingPupilPrint(PrintRequest):
    """One sheet that is filled in."""

    record_id: int
    right: ClassVar = Action.PRINT_ACTIVITIES
    page_title: ClassVar = "Print a missing pupil sheet"
    menu_page: ClassVar = "activities"

    def material(self, work: Work) -> Material:
        """Read the sheet."""
        opened = missing_pupils.opened(work, self.record_id, Action.PRINT_ACTIVITIES)
        guide, values = missing_pupils.guide(), opened.values
        told = {row["question"]: row["answer"] for row in values["answers"]}
        asked = [words for words, _help in guide.questions]
        pupil = answer_text(MISSING_PUPIL.field("pupils"), values["pupils"], {})
        answers = [(asked[0], pupil), *((words, told.pop(words, "")) for words in asked[1:]), *told.items()]
        facts = [
            (MISSING_PUPIL.field(key).label, answer_text(MISSING_PUPIL.field(key), values[key], {}))
            for key in ("reported_on", "reported_at", *_BEFORE_THE_CALL, "found_on", "outcome")
        ]
        sheet = MissingSheet(
            guide.title,
            guide.source,
            opened.reference,
            (("School", opened.school), ("Filled in by", opened.author), *facts),
            tuple(answers),
        )
        make = partial(missing_pupil_report, sheet)
        return Material(MISSING_PUPIL.noun, opened.id, opened.revision, opened.reference, "", make)


@dataclass(frozen=True)
class PreventionPlanPrint(PrintRequest):
    """A school's prevention plan for a school year."""

    partnership_id: int
    school_year: int
    right: ClassVar = Action.PRINT_ACTIVITIES
    page_title: ClassVar = "Print a prevention plan"
    menu_page: ClassVar = "prevention_plan"

    def material(self, work: Work) -> Material:
        """Read the plan."""
        opened = prevention_plans.view(work, self.partnership_id, self.school_year, Action.PRINT_ACTIVITIES)
        year = school_year_words(opened.school_year)
        printed = PrintedPlan(
            opened.school,
            year,
            tuple((state.label, str(opened.count(state))) for state in PlanState),
            tuple((title, tuple(_topic(line) for line in lines)) for title, lines in opened.terms),
            opened.source,
            opened.gone,
        )
        about = f"school {self.partnership_id}, {year}"
        reference = f"Prevention plan {self.partnership_id}, {self.school_year}"
        make = partial(prevention_plan_report, printed)
        return Material(PREVENTION_PLAN.noun, 0, None, reference, about, make)


def _topic(line: PlanLine) -> PrintedTopic:
    when = ""
    if line.delivered_on is not None:
        when = f"{day_words(line.delivered_on)}, {line.reference}"
    elif line.planned_on is not None:
        when = "\n".join(filter(None, (day_words(line.planned_on), line.note)))
    due = f"{day_words(line.due_from)} to {day_words(line.due_to)}"
    return PrintedTopic(line.topic.title, line.state.label, due, when)
