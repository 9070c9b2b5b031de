"""The pupils of a year's records, each once, with what is known about them and what happened to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, literal, select

from ssp_desktop.forms.school_year import year_group
from ssp_desktop.models import Activity, ActivityPupil, ContactLog, ContactLogPupil, ContactLogShare, Person
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.activity import ActivityKind
from ssp_desktop.vocabulary.contact import CrimeDecision, ShareCategory
from ssp_desktop.vocabulary.fairness import Measure
from ssp_desktop.vocabulary.people import Ethnicity, EthnicitySource, Need, RoleInRecord, Sex, YearGroup

# What rests on the pupil's own word, or on what the family told the school. An officer's view does not count.
STATED = frozenset({EthnicitySource.SELF_DEFINED.value, EthnicitySource.SCHOOL_RECORD.value})


@dataclass
class Pupil:
    """One pupil. ``perceived`` is True when only an officer's view of the ethnicity is known."""

    ethnicity: Ethnicity = Ethnicity.NS
    perceived: bool = False
    sex: Sex = Sex.NOT_STATED
    year: YearGroup = YearGroup.NONE
    needs: set[str] = field(default_factory=set)
    measures: set[Measure] = field(default_factory=set)


def pupils_of(work: Work, partnership_id: int, year: AcademicYear) -> list[Pupil]:
    """Return every pupil whom the year's contact logs and activities at a school name.

    Rows that were confirmed as one person are one pupil. Where they differ, the newest answer counts.
    """
    rows = [
        *work.db.execute(_in_contact_logs(partnership_id, year)),
        *work.db.execute(_in_activities(partnership_id, year)),
    ]
    found: dict[Any, Pupil] = {}
    for row in sorted(rows, key=lambda row: row.day):
        key = (row.noun, row.row_id) if row.person is None else row.person
        _take(found.setdefault(key, Pupil()), row)
    return list(found.values())


def _in_contact_logs(partnership_id: int, year: AcademicYear) -> Select[Any]:
    excluded = exists().where(
        ContactLogShare.contact_log_id == ContactLog.id,
        ContactLogShare.category == ShareCategory.EXCLUSIONS.value,
    )
    return (
        select(
            *_columns("contact_log", ContactLogPupil),
            ContactLog.contact_date.label("day"),
            ContactLogPupil.role_in_record.label("role"),
            ContactLogPupil.year_group.label("year"),
            ContactLog.crime_decision.label("decided"),
            excluded.label("excluded"),
        )
        .join(ContactLog, ContactLog.id == ContactLogPupil.contact_log_id)
        .outerjoin(Person, Person.id == ContactLogPupil.person_id)
        .where(
            ContactLog.partnership_id == partnership_id,
            ContactLog.contact_date.between(year.first_day, year.last_day),
        )
    )


def _in_activities(partnership_id: int, year: AcademicYear) -> Select[Any]:
    return (
        select(
            *_columns("activity", ActivityPupil),
            Activity.happened_on.label("day"),
            Activity.kind.label("role"),
            ActivityPupil.date_of_birth.label("born"),
        )
        .join(Activity, Activity.id == ActivityPupil.activity_id)
        .outerjoin(Person, Person.id == ActivityPupil.person_id)
        .where(
            Activity.partnership_id == partnership_id,
            Activity.happened_on.between(year.first_day, year.last_day),
            Activity.entered_in_error.is_(False),
            Activity.kind.in_([ActivityKind.STOP_SEARCH.value, ActivityKind.REFERRAL.value]),
        )
    )


def _columns(noun: str, table: Any) -> Iterable[Any]:
    return (
        func.coalesce(Person.cluster_id, Person.id).label("person"),
        table.id.label("row_id"),
        literal(noun).label("noun"),
        table.ethnicity,
        table.ethnicity_source,
        table.sex,
        table.needs,
    )


def _take(pupil: Pupil, row: Any) -> None:
    """Add what one row says; rows come in the order of their days."""
    if row.ethnicity_source in STATED and row.ethnicity not in {"", Ethnicity.NS}:
        pupil.ethnicity, pupil.perceived = Ethnicity(row.ethnicity), False
    elif row.ethnicity_source == EthnicitySource.OFFICER_PERCEIVED and pupil.ethnicity is Ethnicity.NS:
        pupil.perceived = True
    if row.sex in {Sex.FEMALE, Sex.MALE}:
        pupil.sex = Sex(row.sex)
    if (year := _year(row)) is not YearGroup.NONE:
        pupil.year = year
    pupil.needs |= set(row.needs) - {Need.NONE_KNOWN.value}
    pupil.measures |= set(_measures(row))


def _year(row: Any) -> YearGroup:
    if row.noun == "contact_log":
        return YearGroup(row.year) if row.year else YearGroup.NONE
    return year_group(row.born, row.day) if isinstance(row.born, date) else YearGroup.NONE


def _measures(row: Any) -> Iterator[Measure]:
    if row.noun == "activity":
        yield Measure.STOPS if row.role == ActivityKind.STOP_SEARCH else Measure.REFERRALS
        return
    yield Measure.CONTACTS
    if row.role == RoleInRecord.SUSPECT and row.decided == CrimeDecision.RECORDED:
        yield Measure.CRIME_RECORDED
    if row.role == RoleInRecord.SUSPECT and row.decided == CrimeDecision.SCHOOL_PROCEDURE:
        yield Measure.SCHOOL_PROCEDURE
    if row.excluded:
        yield Measure.EXCLUSIONS
