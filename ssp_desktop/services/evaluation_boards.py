"""What an evaluation asks of each role, for the home page: words, a signature, or to be written at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.models import Evaluation, Partnership
from ssp_desktop.services import (
    evaluation_missing,
    evaluation_sign_off,
    evaluation_voices,
    evaluations,
    prioritisations,
)
from ssp_desktop.services.academic_year import AcademicYear, year_of
from ssp_desktop.services.board_parts import MOST_LINES, Board, Line, tag
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.partnerships import tier_of
from ssp_desktop.services.records import read_values
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.evaluation import EvaluationState, SignOffStep
from ssp_desktop.vocabulary.partnership import Tier
from ssp_desktop.vocabulary.people import Role

# The handbook (3.1.19) puts the evaluation into the summer term, May to July.
DUE_FROM_MONTH, OVERDUE_FROM_MONTH = 5, 7


def board(work: Work) -> Board:
    """Return what evaluations and prioritisation ask of this person."""
    lines = tuple(_lines(work))
    empty = "No evaluation waits for you."
    return Board("evaluations", "Annual evaluation", len(lines), lines[:MOST_LINES], empty)


def _lines(work: Work) -> Iterator[Line]:
    sergeant = work.actor.role is Role.SERGEANT
    if sergeant:
        yield from _late(work)
    for record in work.db.scalars(evaluations.visible(work)).all():
        yield from _asked(work, record)
    if sergeant:
        for due in prioritisations.due(work):
            words = f"Review before the school year, by {day_in_words(due.due_on)}"
            yield Line(
                f"Prioritisation, {due.school}", words, tag(due.overdue), "prioritisation", due.partnership_id
            )


def _asked(work: Work, record: Evaluation) -> Iterator[Line]:
    """Yield what one evaluation asks of this person now."""
    school = stored_school(work, record.partnership_id).school_name
    year = AcademicYear(record.year).label
    state = evaluation_sign_off.state_of(work, record)
    if state is EvaluationState.WRITING:
        own = evaluation_voices.voice_of(work.actor.role)
        shown = next((each for each in evaluation_voices.shown(work, record) if each.voice is own), None)
        if shown is not None and not shown.signed:
            words = next(iter(evaluation_missing.missing_voices((shown,))))
            yield Line(f"{school}, {year}", words, "", "evaluation", record.id)
    elif state is EvaluationState.SIGNING:
        first = next(each.step for each in evaluation_sign_off.shown(work, record) if not each.done)
        own_step = evaluation_sign_off.step_of(work.actor.role)
        paper = own_step is SignOffStep.SERGEANT and first is SignOffStep.SENIOR_OFFICER
        if first is own_step or paper:
            words = "Record the senior officer's signature" if paper else "Waits for your signature"
            yield Line(f"{school}, {year}", words, "", "evaluation", record.id)


def _late(work: Work) -> Iterator[Line]:
    """Yield partnerships whose evaluation of this year or of the last one is due and not signed by all."""
    this_year = year_of(work.today)
    for partnership in work.db.scalars(
        select(Partnership).order_by(Partnership.school_name, Partnership.id)
    ).all():
        if tier_of(read_values(partnership, PARTNERSHIP), work.today)[0] is not Tier.SSP:
            continue
        for year in (this_year.before, this_year):
            yield from _late_in(work, partnership, year)


def _late_in(work: Work, partnership: Partnership, year: AcademicYear) -> Iterator[Line]:
    due, overdue = (date(year.begins + 1, month, 1) for month in (DUE_FROM_MONTH, OVERDUE_FROM_MONTH))
    record = evaluations.of_year(work, partnership.id, year.begins)
    new = local_date(partnership.created_at) >= overdue and record is None
    if work.today < due or new:
        return
    state = evaluation_sign_off.state_of(work, record) if record is not None else None
    if state is EvaluationState.SIGNED:
        return
    words = f"{state.label}. " if state is not None else "Not opened yet. "
    yield Line(
        f"{partnership.school_name}, {year.label}",
        f"{words}Complete it in the summer term.",
        tag(work.today >= overdue),
        "evaluation" if record is not None else "evaluations",
        record.id if record is not None else None,
    )
