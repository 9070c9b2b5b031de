"""The indicators of the annual evaluation, computed from the records; nobody types one (handbook 3.1.17).

Each figure opens the list behind it. The school sees neither figures that are police only nor their lists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select, tuple_

from ssp_desktop.errors import UserError
from ssp_desktop.models import Activity, ContactLog
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import indicator_guidance, information_shares, partnerships
from ssp_desktop.services.academic_year import AcademicYear, chosen_year, spans_of, year_of
from ssp_desktop.services.indicator_counts import SOURCES, TABLES, Reach, Source
from ssp_desktop.services.indicator_guidance import IndicatorWording
from ssp_desktop.services.indicator_standing import STANDING, standing
from ssp_desktop.services.own_school import school_seen
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.chart import BarChart, BarSeries
from ssp_desktop.vocabulary.partnership import SchoolTerm

NOUN = "indicator"
Key = tuple[date, str, int]


@dataclass(frozen=True)
class Indicator:
    """One figure. None stands for a dash: the question does not arise for this school.

    ``by_term`` has a figure for each of ``SchoolTerm`` (the holidays too) and adds up to ``figure``; it is
    empty for what stands all year. ``words`` say what is counted.
    """

    key: str
    group: str
    label: str
    paragraph: str
    words: str
    police_only: bool
    figure: int | None
    last_year: int | None
    by_term: Mapping[SchoolTerm, int]
    by_term_last_year: Mapping[SchoolTerm, int]


@dataclass(frozen=True)
class Line:
    """One record behind a figure. ``number`` is what it stands for; ``key`` leads to the lines after it."""

    key: Key
    noun: str
    record_id: int
    happened_on: date | None
    reference: str
    words: str
    number: int


@dataclass(frozen=True)
class YearChoices:
    """What figures can be asked for."""

    schools: tuple[School, ...]
    now: AcademicYear


@dataclass(frozen=True)
class OpenedIndicators:
    """The indicators of one school and year, as this reader may see them."""

    partnership_id: int
    school: str
    year: AcademicYear
    indicators: tuple[Indicator, ...]


def open_indicators(signed_in: SignedIn, partnership_id: int, begins: int) -> OpenedIndicators:
    """Return the indicators of the year that begins in September of ``begins``."""

    def work(work: Work) -> OpenedIndicators:
        school = school_seen(work, partnership_id, Action.INDICATOR_READ, NOUN)
        year = chosen_year(begins)
        found = compute(work, partnership_id, year)
        work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, {year.label}")
        return OpenedIndicators(partnership_id, school, year, found)

    return run(signed_in, Action.INDICATOR_READ, work)


def choices(signed_in: SignedIn) -> YearChoices:
    """Return the schools that the person may choose from, and the year that it is now."""

    def work(work: Work) -> YearChoices:
        schools = tuple(School(each.id, each.name, each.tier) for each in partnerships.overview(work))
        return YearChoices(schools, year_of(work.today))

    return glance(signed_in, Action.INDICATOR_READ, work)


def lines(
    signed_in: SignedIn,
    partnership_id: int,
    begins: int,
    key: str,
    *,
    after: Key | None = None,
    limit: int = 50,
) -> tuple[Line, ...]:
    """Return what stands behind one figure, the newest first, from the line after ``after`` on."""

    def work(work: Work) -> tuple[Line, ...]:
        found = behind(work, partnership_id, chosen_year(begins), key, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{key} of school {partnership_id}: {len(found)} shown")
        return found

    return run(signed_in, Action.INDICATOR_READ, work)


def compute(work: Work, partnership_id: int, year: AcademicYear) -> tuple[Indicator, ...]:
    """Return every indicator that this reader may see, in the order of the handbook."""
    school_seen(work, partnership_id, Action.INDICATOR_READ, NOUN)
    wanted = [each for each in indicator_guidance.edition().indicators if _visible(work, each)]
    counted = _counted(work, partnership_id, year, [each.key for each in wanted if each.key in SOURCES])
    return tuple(
        _standing(work, partnership_id, year, each)
        if each.key in STANDING
        else _indicator(each, counted[each.key, year], counted[each.key, year.before])
        for each in wanted
    )


def behind(
    work: Work,
    partnership_id: int,
    year: AcademicYear,
    key: str,
    *,
    after: Key | None = None,
    limit: int = 50,
) -> tuple[Line, ...]:
    """Return the lines behind one figure, the newest first.

    Raises:
        Refused: the school asks for what is police only, or for another school.
        UserError: there is no such indicator.
    """
    school_seen(work, partnership_id, Action.INDICATOR_READ, NOUN)
    wording = wording_of(key)
    if not _visible(work, wording):
        raise Refused(Action.INDICATOR_READ, NOUN)
    if key in STANDING:
        return _standing_lines(work, partnership_id, year, key) if after is None else ()
    reach = Reach(partnership_id, year.first_day, year.last_day)
    found = [row for source in SOURCES[key] for row in _newest(work, source, reach, after, limit)]
    rows = sorted(found, key=lambda row: (row.day, row.noun, row.line_id), reverse=True)[:limit]
    told = _told(work, rows)
    return tuple(
        Line(
            (row.day, row.noun, row.line_id),
            row.noun,
            row.record_id,
            row.day,
            *told[row.noun, row.record_id],
            row.number,
        )
        for row in rows
    )


def _newest(work: Work, source: Source, reach: Reach, after: Key | None, limit: int) -> Sequence[Any]:
    """Return the newest lines of one source: each by its own index, which a union of them could not use."""
    table = source.table
    query = source.lines(reach).order_by(table.day.desc(), table.line_id.desc()).limit(limit)
    if after is not None:
        day, noun, line_id = after
        if table.noun == noun:
            query = query.where(tuple_(table.day, table.line_id) < (day, line_id))
        else:
            query = query.where(table.day <= day if table.noun < noun else table.day < day)
    return work.db.execute(query).all()


def wording_of(key: str) -> IndicatorWording:
    """Return what an indicator is called and what it counts. Raises UserError for a key that none has."""
    for each in indicator_guidance.edition().indicators:
        if each.key == key:
            return each
    raise UserError("There is no such indicator.", "Go back to the list and choose again.")


def chart_of(indicator: Indicator, year: AcademicYear) -> BarChart | None:
    """Return the chart by term, this year beside last year; None for what stands all year."""
    if not indicator.by_term:
        return None
    return BarChart(
        indicator.label,
        tuple(each.label for each in SchoolTerm),
        (
            BarSeries(year.label, tuple(indicator.by_term[each] for each in SchoolTerm)),
            BarSeries(year.before.label, tuple(indicator.by_term_last_year[each] for each in SchoolTerm)),
        ),
    )


def _visible(work: Work, wording: IndicatorWording) -> bool:
    return work.actor.audience == "police" or not wording.police_only


def _counted(
    work: Work, partnership_id: int, year: AcademicYear, keys: Sequence[str]
) -> dict[tuple[str, AcademicYear], Counter[SchoolTerm]]:
    """Count both years, reading each table once, then put each day into its term."""
    reach = Reach(partnership_id, year.before.first_day, year.last_day)
    counted = {(key, each): Counter[SchoolTerm]() for key in keys for each in (year, year.before)}
    calendar = [(span, each) for each in (year.before, year) for span in spans_of(work, partnership_id, each)]
    starts = [span.first for span, _year in calendar]
    for table in TABLES:
        mine = [(key, each) for key in keys for each in SOURCES[key] if each.table is table]
        sums = [func.sum(case((each.condition, each.number), else_=0)) for _key, each in mine]
        query = select(table.day, *sums).where(table.within(reach)).group_by(table.day)
        for day, *numbers in work.db.execute(query):
            span, its_year = calendar[bisect_right(starts, day) - 1]
            for (key, _source), number in zip(mine, numbers, strict=True):
                counted[key, its_year][span.term] += number
    return counted


def _indicator(wording: IndicatorWording, now: Counter[SchoolTerm], then: Counter[SchoolTerm]) -> Indicator:
    return _worded(
        wording,
        figure=now.total(),
        last_year=then.total(),
        by_term={each: now[each] for each in SchoolTerm},
        by_term_last_year={each: then[each] for each in SchoolTerm},
    )


def _standing(work: Work, partnership_id: int, year: AcademicYear, wording: IndicatorWording) -> Indicator:
    now, then = (standing(work, partnership_id, each, wording.key) for each in (year, year.before))
    return _worded(
        wording,
        figure=None if now is None else len(now),
        last_year=None if then is None else len(then),
        by_term={},
        by_term_last_year={},
    )


def _worded(wording: IndicatorWording, **figures: Any) -> Indicator:
    return Indicator(
        key=wording.key,
        group=wording.group.title,
        label=wording.label,
        paragraph=indicator_guidance.edition().source,
        words=wording.words,
        police_only=wording.police_only,
        **figures,
    )


def _standing_lines(work: Work, partnership_id: int, year: AcademicYear, key: str) -> tuple[Line, ...]:
    found = standing(work, partnership_id, year, key) or ()
    return tuple(
        Line((year.first_day, "partnership", place), "partnership", partnership_id, None, "", words, 1)
        for place, words in enumerate(found)
    )


def _told(work: Work, rows: Sequence[Any]) -> dict[tuple[str, int], tuple[str, str]]:
    """Return reference and topic of the records that the lines open."""
    told = {}
    for noun, model in (("activity", Activity), ("contact_log", ContactLog)):
        ids = {row.record_id for row in rows if row.noun == noun}
        for record_id, reference, subject in work.db.execute(
            select(model.id, model.reference, model.subject).where(model.id.in_(ids))
        ):
            told[noun, record_id] = (reference, subject)
    for row in rows:
        if row.noun == information_shares.NOUN:
            told[row.noun, row.record_id] = information_shares.told(work, row.record_id)
    return told
